"""What editors set on an item: kept apart from every reading, so that none can undo it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import apsw
import msgspec

from telex.model.amendment import Amendment, kind_of
from telex.store import codec
from telex.store.engine import Database
from telex.store.sql import sql


class Amendments:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, item: str) -> tuple[Amendment, ...]:
        with self._database.read() as db:
            return of(db, item)

    async def put(self, item: str, amendments: Sequence[Amendment]) -> None:
        await self._database.write(partial(_put, item=item, amendments=amendments))


def of(db: apsw.Connection, item: str | None) -> tuple[Amendment, ...]:
    """In the order in which they were made."""
    found = db.execute(sql("amendments.of"), (item,))
    return tuple(
        Amendment(field, key, msgspec.json.decode(value, type=kind_of(field) | None), by, codec.instant(at), why)
        for field, key, value, by, at, why in found
    )


def add(db: apsw.Connection, item: str, amendments: Sequence[Amendment]) -> None:
    """For the writer alone."""
    db.executemany(
        sql("amendments.add"),
        [(item, a.field, a.key, codec.encode(a.value), a.by, codec.micros(a.at), a.why) for a in amendments],
    )


def _put(db: apsw.Connection, item: str, amendments: Sequence[Amendment]) -> None:
    if db.execute(sql("amendments.killed"), (item,)).get is None:
        add(db, item, amendments)


def forget(db: apsw.Connection, item: str) -> None:
    """An amendment is text: it goes with the text of a killed item."""
    db.execute(sql("amendments.forget"), (item,))
