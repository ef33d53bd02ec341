"""The five seed documents, filed in every order: which event each reports."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from telex.delivery.reader import EventView
from telex.house import open_house
from telex.model.company import Viewer
from telex.model.filing import Filed, Filing
from telex.model.vocabulary import Channel
from telex.settings import load

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="SKIPPED LOUDLY: ../shared/seeds is absent, the seed documents were not filed"
)


def filings() -> list[Filing]:
    received = json.loads((SEEDS / "received.json").read_text())
    return [
        Filing(
            path.read_bytes(), datetime.fromisoformat(received[path.stem]).astimezone(UTC), "text/plain", name=path.name
        )
        for path in sorted(SEEDS.glob("*.txt"))
    ]


async def file_in(folder: Path, order: tuple[Filing, ...]) -> tuple[dict[str, str], EventView]:
    """Event of each seed after all five are in, and the event of 001 as an editor sees it."""
    events: dict[str, str] = {}
    async with open_house(load(None, {}, store=folder / "seeds.db")) as house:
        ids = {}
        for filing in order:
            (filed,) = await house.agency.take(filing)
            assert isinstance(filed, Filed), filed
            assert filed.state == "published"
            ids[str(filing.name)[:3]] = filed.id
        for name, id in ids.items():
            stored = await house.store.dispatches.newest(id)
            assert stored is not None and stored.member is not None
            events[name] = stored.member.event
        view = await house.reader.event(Viewer(desk=True), Channel.DESK, events["001"])
        assert view is not None
        return events, view


@pytest.mark.parametrize("first", range(5))
def test_in_any_order_000_and_001_are_one_event_and_the_others_stand_alone(first: int, tmp_path: Path) -> None:
    seeds = filings()
    wrong = []
    for n, order in enumerate(p for p in permutations(seeds) if p[0] is seeds[first]):
        folder = tmp_path / str(n)
        folder.mkdir()
        events, view = asyncio.run(file_in(folder, order))
        alone = {events[name] for name in ("002", "003", "004")}
        day = next(m.day for m in view.members if m.dispatch.headline is None)
        good = events["000"] == events["001"] and len(alone | {events["000"]}) == 4
        linked = day is not None and (day.value.start, day.method) == ("2024-11-05", "event-link")
        if not (good and linked):
            wrong.append(([str(f.name)[:3] for f in order], events, day))
    assert wrong == []
