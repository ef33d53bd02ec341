"""What a decision relied on, compared at its commit: two who decide at once never both win."""

from __future__ import annotations

from typing import NamedTuple

import apsw

from telex.errors import Stale
from telex.model.vocabulary import PubStatus
from telex.store.sql import rows, sql


class Standing(NamedTuple):
    """An item as it stands."""

    newest: int
    status: PubStatus


def check_relied_on(db: apsw.Connection, id: str, uri: str, relied_on: int | None) -> Standing | None:
    """The item as it stands, None = unknown. Raises Stale when its newest version is not the one relied on."""
    found = [Standing(newest, PubStatus(status)) for newest, status in rows(db, "record.item", (id,))]
    known = found[0] if found else None
    if (known.newest if known is not None else None) != relied_on:
        raise Stale("another version of this dispatch was recorded meanwhile: read it again and decide again")
    if db.execute(sql("record.uri_taken"), (uri, id)).get is not None:
        raise Stale("another dispatch with this uri was recorded meanwhile: read it again and decide again")
    return known
