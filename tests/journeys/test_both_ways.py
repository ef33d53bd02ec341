"""A thousand generated queries both ways: matched on arrival, and searched for afterwards. The same dispatches."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from telex import trial
from telex.delivery.seen import Question
from telex.house import House, open_house
from telex.model.company import Entitlement, Viewer
from telex.model.filing import Filed, Filing
from telex.model.vocabulary import Channel
from telex.routing.language.parser import parse
from telex.routing.language.query import (
    All,
    Code,
    NumberRange,
    Phrase,
    Prefix,
    Present,
    Query,
    TimeRange,
    Word,
    conjunction,
    disjunction,
)
from telex.routing.language.query import Not as Negated
from telex.settings import Settings

pytestmark = pytest.mark.anyio
START = datetime(2026, 3, 10, 8, tzinfo=UTC)
QUERIES = 1_000
DISPATCHES = 36
TRIED = 150
WORDS = (
    "général",
    "généraux",
    "port",
    "ports",
    "portail",
    "mer",
    "l’Otan",
    "otan",
    "congrès",
    "œuvre",
    "bateau",
    "bateaux",
)
LEAST = ("le", "la", "dit", "hier")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Maker:
    """Trees of all kinds of leaves, printed and read again; dispatches of the same few words."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def query(self) -> Query:
        return parse(str(self.tree(self.rng.choice((0, 1, 1, 2, 2, 3)))))

    def tree(self, depth: int) -> Query:
        if depth == 0:
            return self.leaf()
        parts = [self.tree(depth - 1) for _ in range(self.rng.randint(2, 3))]
        parts = [Negated(part) if self.rng.random() < 0.2 else part for part in parts]
        return conjunction(parts) if self.rng.random() < 0.5 else disjunction(parts)

    def leaf(self) -> Query:
        rng = self.rng
        field = rng.choice((None, None, None, "headline", "body", "slugline", "keywords", "byline", "located"))
        kind = rng.random()
        if kind < 0.4:
            return Word(field, rng.choice(WORDS))
        if kind < 0.55:
            return Phrase(field, tuple(rng.choices(WORDS + LEAST, k=rng.randint(1, 3))), rng.choice((0, 0, 1, 4)))
        if kind < 0.65:
            return Prefix(field, rng.choice(("port", "géné", "bat", "ota")))
        if kind < 0.75:
            name, values = rng.choice((
                ("language", ("fr", "FR", "en")), ("subject", ("16000000", "04000000")), ("type", ("text",)), ("genre", ("Alert",)),
            ))  # fmt: skip
            return Code(name, rng.choice(values))
        if kind < 0.83:
            return Present(rng.choice(("language", "slugline", "byline", "evolvedfrom", "firstcreated", "keywords")))
        if kind < 0.91:
            name, most = rng.choice((("urgency", 8), ("wordcount", 20), ("version", 2)))
            low = rng.randint(1, most)
            return NumberRange(name, low, rng.choice((None, low + rng.randint(1, 3))) if name != "urgency" else None)
        if kind < 0.97:
            return self.time()
        return All()

    def time(self) -> Query:
        """Days, and relative ends that mean the same on arrival and when the search is made: years back."""
        text = self.rng.choice((
            "date:2026-03-10", "date:[2026-03-10T09:30 TO 2026-03-11]", "date:<2026-03-11T00:00:00Z", "date:>=now-300d",
            "versioncreated:>2026-03-09", "firstcreated:2026", "date:{2026-03-10 TO *]",
        ))  # fmt: skip
        query = parse(text)
        assert isinstance(query, TimeRange)
        return query

    def line(self, most: int) -> str:
        return " ".join(self.rng.choices(WORDS + LEAST, k=self.rng.randint(1, most)))

    def document(self, number: int) -> bytes:
        rng = self.rng
        item: dict[str, Any] = {
            "standard": {"name": "ninjs", "version": "3.1"}, "uri": f"urn:both:{number}", "type": "text",
            "language": rng.choice(("fr", "fr-CA", "en")), "pubStatus": "usable", "version": "1", "urgency": rng.randint(1, 8),
            "versionCreated": f"2026-03-{rng.choice(('08', '09', '10'))}T08:00:00Z",
            "headlines": [{"role": "main", "value": self.line(5)}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{self.line(9)}</p><p>{self.line(9)}</p>"}],
        }  # fmt: skip
        if rng.random() < 0.5:
            item["slugline"] = self.line(2)
        if rng.random() < 0.4:
            item["keywords"] = [self.line(2), self.line(1)]
        if rng.random() < 0.4:
            item["subjects"] = [{"uri": rng.choice(("medtop:16000000", "medtop:04000000")), "name": "x"}]
        if rng.random() < 0.3:
            item["by"] = f"Anne {rng.choice(WORDS)}"
        if rng.random() < 0.3:
            item["located"] = rng.choice(("Port", "Mer"))
        return json.dumps(item).encode()


class Wire:
    """Dispatches that went through the real agency, with queries standing as products do."""

    def __init__(self, house: House, now: list[datetime], maker: Maker) -> None:
        self.house, self.now, self.maker = house, now, maker
        self.queries: dict[str, Query] = {}
        self.arrived: dict[str, set[str]] = defaultdict(set)
        """Item ids by query: what the monitor said when each came."""

    async def stand(self, count: int) -> None:
        for number in range(count):
            self.queries[f"q{number}"] = self.maker.query()
            self.house.book.monitor.put(f"q{number}", self.queries[f"q{number}"])

    async def publish(self, count: int) -> None:
        for number in range(count):
            self.now[0] += timedelta(minutes=97)
            filing = Filing(self.maker.document(number), self.now[0], "application/vnd.iptc.ninjs+json", None)
            (filed,) = await self.house.agency.take(filing)
            assert isinstance(filed, Filed), filed
            stored = await self.house.store.dispatches.newest(filed.id)
            assert stored is not None
            for id in stored.carried:
                self.arrived[id].add(filed.id)

    async def everyone(self) -> Viewer:
        """A company with full rights to everything."""
        await self.house.office.put_product("all", "all", "*")
        await self.house.office.put_company("whole", "whole")
        await self.house.office.grant("whole", Entitlement("all"))
        viewer = self.house.book.viewer("whole")
        assert viewer is not None
        return viewer


@pytest.fixture
async def wire(tmp_path: Path) -> AsyncIterator[Wire]:
    now = [START]
    async with open_house(Settings(store=tmp_path / "wire.db", nlp="off"), clock=lambda: now[0]) as house:
        yield Wire(house, now, Maker(20260310))


async def test_a_thousand_queries_find_in_the_archive_what_they_matched_on_arrival(wire: Wire) -> None:
    viewer = await wire.everyone()
    await wire.stand(QUERIES)
    await wire.publish(DISPATCHES)
    some = 0
    for id, query in wire.queries.items():
        page = await wire.house.reader.live(viewer, Channel.API, Question(query=query), limit=DISPATCHES + 1)
        found = {seen.dispatch.id for seen in page.items}
        assert found == wire.arrived[id], str(query)
        some += 0 < len(found) < DISPATCHES
    assert some > QUERIES / 3, "queries that tell dispatches apart, not those of all or nothing alone"


async def test_a_dry_run_brings_what_the_standing_query_brought(wire: Wire) -> None:
    """Also for dates that are relative to the arrival."""
    viewer = await wire.everyone()
    await wire.stand(TRIED)
    for number, text in enumerate(
        ("date:>=now-1h", "port date:[now-1m TO now]", "versioncreated:>now-36h", "-date:<now")
    ):
        wire.queries[f"r{number}"] = parse(text)
        wire.house.book.monitor.put(f"r{number}", wire.queries[f"r{number}"])
    await wire.publish(DISPATCHES)
    wire.now[0] += timedelta(days=2)
    for id, query in wire.queries.items():
        found = await trial.run(wire.house, viewer, str(query))
        assert not found.forecast.sampled
        assert set(found.ids) == wire.arrived[id], str(query)
        assert found.forecast.dispatches.number == len(found.ids) == sum(number for _, number in found.forecast.days)
