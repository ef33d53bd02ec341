"""Small units of work for the tests of the SQLite store itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from telex.model.delivery import Route
from telex.model.dispatch import Dispatch
from telex.model.filing import Filing
from telex.model.record import Record
from telex.model.vocabulary import Act, Kind, PubStatus

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def unit() -> Callable[..., Record]:
    def make(id: str, version: int = 1, *, body: str = "Le bac est reparti.", filing: bytes | None = None, **more: Any):
        killed = more.get("kind") is Kind.KILL
        dispatch = Dispatch(
            id=id, uri=f"urn:test:{id}", version=version, act=Act.KILL if killed else Act.NEW,
            pubstatus=PubStatus.CANCELED if killed else PubStatus.USABLE, received_at=NOON, source="valbrume",
            headline="Le port rouvre", body=(body,),
        )  # fmt: skip
        kept = None if filing is None else Filing(filing, NOON)
        given = {"kind": Kind.PUBLISH, "now": NOON, "relied_on": version - 1 or None, "filing": kept, **more}
        return Record(dispatch, route=Route(frozenset()), **given)

    return make
