"""What every store is tried with: the keepers of the protocol, and small values to record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from telex.model.delivery import Route, Slip
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Place
from telex.model.facts import Facts, Field
from telex.model.filing import Filing
from telex.model.record import Hold, Record
from telex.model.vocabulary import Act, Kind, PubStatus, Relation
from telex.store.sqlite import open_store
from telex.store.store import Store

KEEPERS: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: open_store(folder / "wire.db")}
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Make:
    """Invented dispatches and units of work, each with a clock of its own."""

    noon = NOON

    def dispatch(self, id: str = "one", version: int = 1, **more: Any) -> Dispatch:
        given: dict[str, Any] = {
            "headline": f"Le port de Valbrume rouvre, {id}",
            "slugline": "valbrume-port",
            "language": "fr",
            "body": ("Le trafic des bacs a repris lundi.", "Les équipages se disent soulagés."),
            **more,
        }
        return Dispatch(
            id=id, uri=given.pop("uri", f"urn:test:{id}"), version=version, act=given.pop("act", Act.NEW),
            pubstatus=given.pop("pubstatus", PubStatus.USABLE), received_at=NOON,
            source=given.pop("source", "valbrume"), **given,
        )  # fmt: skip

    def facts(self, headline: str = "Le port rouvre") -> Facts:
        return Facts(1, "generic", Field("fr", "rule:letters"), headline=Field(headline, "rule:first-line"))

    def filing(self, body: bytes = b"Le port rouvre", **more: Any) -> Filing:
        return Filing(body, NOON, **more)

    def place(self, event: str = "event-1", relation: Relation = Relation.NEW, **more: Any) -> Place:
        return Place(event, relation, None, Evidence("none", 1, **more))

    def unit(self, dispatch: Dispatch | None = None, *carried: str, **more: Any) -> Record:
        d = dispatch or self.dispatch()
        slips = tuple(Slip(f"company-of-{product}", (product,)) for product in carried)
        given: dict[str, Any] = {"kind": Kind.PUBLISH, "now": NOON, "relied_on": d.version - 1 or None, **more}
        return Record(d, route=Route(frozenset(carried), slips), **given)

    def kill(self, dispatch: Dispatch, **more: Any) -> Record:
        d = replace(dispatch, act=Act.KILL, pubstatus=PubStatus.CANCELED)
        given = {"kind": Kind.KILL, "now": NOON + timedelta(hours=1), "relied_on": d.version - 1 or None, **more}
        return Record(d, route=Route(frozenset()), **given)

    def hold(self, dispatch: Dispatch | None = None, due: datetime | None = NOON, **more: Any) -> Hold:
        d = replace(dispatch or self.dispatch(), version=0, hold=True)
        given = {"now": NOON, "filing": self.filing(b"sous embargo"), **more}
        return Hold(d, due=due, **given)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=KEEPERS)
def keeper(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens the store of this test; again after a close."""
    return lambda: KEEPERS[request.param](tmp_path)


@pytest.fixture
async def store(keeper: Callable[[], Store]) -> AsyncIterator[Store]:
    opened = keeper()
    yield opened
    await opened.close()
