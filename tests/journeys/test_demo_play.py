"""The demo wire played to its end on the real agency: events, relations, the kill, the correction, the embargo."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from telex.delivery.reader import Question
from telex.demo import customers, furnish, play, script
from telex.demo.script import Cue, Expected
from telex.house import House, open_house
from telex.model.delivery import LogEntry
from telex.model.record import Quarantined
from telex.model.vocabulary import Channel, Kind, Relation
from telex.settings import DEMO_SECRET, Settings, load

HOURS = {
    "a-saturday-afternoon": datetime(2026, 11, 21, 13, 5, tzinfo=UTC),
    "new-year-after-midnight": datetime(2026, 12, 31, 23, 20, tzinfo=UTC),
}
EMBARGO = "kestrel-bank-embargo.json"
KINDS = {Kind.CORRECT: Relation.CORRECTION, Kind.KILL: Relation.KILL}


class Clock:
    """Time as the test wants it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Outcome:
    """What became of one dispatch of the script."""

    expected: Expected
    item: str
    event: str | None
    relation: Relation | None


@dataclass
class Played:
    settings: Settings
    clock: Clock
    outcomes: list[Outcome] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Cues whose number of log rows is not the number of their dispatches."""
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    before: dict[str, set[str]] = field(default_factory=dict)
    """Viewer → items that he saw a second before the embargo ended; `after` = at its end."""
    after: dict[str, set[str]] = field(default_factory=dict)
    embargoed: str = ""
    held: list[tuple[str, str | None]] = field(default_factory=list)
    quarantine: list[Quarantined] = field(default_factory=list)


def demo_settings(folder: Path) -> Settings:
    return load(None, {}, store=folder / "demo.db", demo=True, secret=DEMO_SECRET, poll=False)


async def visible(house: House) -> dict[str, set[str]]:
    """Items that each customer and the public have in their list, text or notice."""
    viewers = {c.id: house.book.viewer(c.id) for c in customers.companies()}
    found = {}
    for name, viewer in {**viewers, "public": house.book.public()}.items():
        assert viewer is not None
        channel = Channel.SITE if name == "public" else Channel.PORTAL
        page = await house.reader.live(viewer, channel, Question(), limit=200)
        found[name] = {seen.dispatch.id for seen in page.items}
    return found


async def outcomes(house: House, expected: tuple[Expected, ...], rows: list[LogEntry]) -> list[Outcome]:
    """The rows of the log that one cue, or the end of the embargo, added."""
    found = []
    for row in rows:
        stored = await house.store.dispatches.newest(str(row.item))
        assert stored is not None
        uri = stored.dispatch.uri
        wanted = next(e for e in expected if e.uri == uri or (e.uri.startswith("demo:") and len(expected) == 1))
        relation = KINDS.get(row.kind) or (stored.member.relation if stored.member else None)
        found.append(Outcome(wanted, stored.dispatch.id, stored.member.event if stored.member else None, relation))
    return found


async def new_rows(house: House, head: int) -> list[LogEntry]:
    return [row for row in await house.store.read(head, 50) if row.item is not None]


async def play_all(played: Played) -> None:
    start, held_until = played.clock.now, None
    embargoed = next(c for c in script.cues() if c.file == EMBARGO)
    async with open_house(played.settings, clock=played.clock) as house:
        await play.furnish(house)
        for number, cue in enumerate(script.cues()):
            at = start + timedelta(seconds=cue.at)
            if held_until is not None and at >= held_until:
                await end_embargo(house, played, embargoed, held_until)
                held_until = None
            played.clock.now = at
            head = await house.store.head()
            played.lines.append(await play.file_cue(house, cue, number))
            rows = await new_rows(house, head)
            if cue.file == EMBARGO:
                hold = next(h for h in await house.store.holds.all() if h.dispatch.uri == cue.expected[0].uri)
                held_until, played.embargoed = hold.due, hold.dispatch.id
            if len(rows) != len([e for e in cue.expected if e.relation is not None and cue.file != EMBARGO]):
                played.wrong.append(cue.file)
            played.outcomes += await outcomes(house, cue.expected, rows)
        played.notes = house.agency.notes
        played.held = [(h.dispatch.uri, h.reason) for h in await house.store.holds.all()]
        played.quarantine = await house.store.quarantine.list()


async def end_embargo(house: House, played: Played, cue: Cue, until: datetime) -> None:
    played.clock.now = until - timedelta(seconds=1)
    assert await house.agency.release_due() == []
    played.before = await visible(house)
    played.clock.now = until
    head = await house.store.head()
    assert [f.id for f in await house.agency.release_due()] == [played.embargoed]
    played.outcomes += await outcomes(house, cue.expected, await new_rows(house, head))
    played.after = await visible(house)


@pytest.fixture(scope="module", params=HOURS)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    found = Played(demo_settings(tmp_path_factory.mktemp("demo")), Clock(HOURS[request.param]))
    asyncio.run(play_all(found))
    yield found


def test_every_cue_is_taken_as_the_script_says(played: Played) -> None:
    assert played.wrong == []
    assert played.notes == []
    assert len(played.lines) == len(script.cues())


def test_every_dispatch_is_in_its_event_and_no_event_holds_two(played: Played) -> None:
    events: dict[str, set[str | None]] = defaultdict(set)
    for outcome in played.outcomes:
        events[outcome.expected.event].add(outcome.event)
    assert {label: found for label, found in events.items() if len(found) != 1} == {}
    owners = Counter(next(iter(found)) for found in events.values())
    assert [event for event, labels in owners.items() if labels > 1] == []
    assert len(events) >= 18


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("seisme-perou", "seisme-indonesie"),
        ("feu-brandaie", "feu-almoinho"),
        ("aeroport-lindavra", "reouverture-lindavra"),
    ],
)
def test_twins_stay_apart(played: Played, one: str, other: str) -> None:
    found = {label: {o.event for o in played.outcomes if o.expected.event == label} for label in (one, other)}
    assert all(found.values())
    assert not found[one] & found[other]


def test_every_relation_is_the_one_of_the_script(played: Played) -> None:
    wrong = [
        (o.expected.uri, o.expected.relation, o.relation) for o in played.outcomes if o.relation != o.expected.relation
    ]
    assert wrong == []
    expected = [e for c in script.cues() for e in c.expected if e.relation is not None]
    assert len(played.outcomes) == len(expected) >= 64


def test_the_embargo_shows_nothing_before_its_hour_and_the_dispatch_at_it(played: Played) -> None:
    assert not any(played.embargoed in items for items in played.before.values())
    assert all(items <= played.after[name] for name, items in played.before.items())
    having = {name for name, items in played.after.items() if played.embargoed in items}
    assert "tervoort" in having and "public" in having


def test_what_cannot_be_read_waits_in_quarantine_and_an_unreadable_embargo_at_the_desk(played: Played) -> None:
    assert [(q.name, q.source, bool(q.reason)) for q in played.quarantine] == [
        ("estuaire-fichier-illisible.bin", "estuaire", True)
    ]
    assert [reason for _, reason in played.held] == ["embargo", "embargo_unreadable"]


def test_the_correction_is_version_two_and_the_killed_text_is_gone_everywhere(played: Played) -> None:
    async def look() -> None:
        async with open_house(played.settings, clock=played.clock) as house:
            items = {o.expected.uri: o for o in played.outcomes}
            corrected = next(o for o in played.outcomes if o.relation is Relation.CORRECTION)
            newest = await house.store.dispatches.newest(corrected.item)
            assert newest is not None
            assert (newest.dispatch.version, bool(newest.dispatch.ednote)) == (2, True)
            killed = next(o for o in played.outcomes if o.relation is Relation.KILL)
            assert items[killed.expected.uri] is killed
            for name in (c.id for c in customers.companies()):
                viewer = house.book.viewer(name)
                assert viewer is not None
                seen = await house.reader.one(viewer, Channel.PORTAL, killed.item)
                assert seen is None or (seen.killed, seen.dispatch.body, bool(seen.dispatch.ednote)) == (True, (), True)
            assert (
                await house.reader.one(house.book.public(), Channel.SITE, killed.item) is None
                or (await house.reader.one(house.book.public(), Channel.SITE, killed.item)).killed
            )  # type: ignore[union-attr]

    asyncio.run(look())


def test_the_public_sees_the_public_product_alone_and_in_summary(played: Played) -> None:
    async def look() -> None:
        async with open_house(played.settings, clock=played.clock) as house:
            desk = {o.item for o in played.outcomes}
            page = await house.reader.live(house.book.public(), Channel.SITE, Question(texts_only=True), limit=200)
            assert {s.dispatch.source for s in page.items} == {"estuaire", "oera", "kestrel"}
            assert {s.dispatch.id for s in page.items} < desk
            assert [s.dispatch.id for s in page.items if s.dispatch.body or s.verdict.what != "summary"] == []

    asyncio.run(look())


def test_the_demo_stopped_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    """Stopped twice, once between a filing and the note of it: nothing is missing and nothing is there twice."""

    async def whole() -> tuple[Counter[str], list[str]]:
        clock, told = Clock(HOURS["a-saturday-afternoon"]), []
        for stop in (9, 40, None):
            async with open_house(demo_settings(tmp_path), clock=clock) as house:
                await play.furnish(house)
                reached = asyncio.Event()

                async def watch(
                    house: House = house, stop: int | None = stop, reached: asyncio.Event = reached
                ) -> None:
                    while stop is None or int((await furnish.state(house)).get(play.STATE, 0)) < stop:
                        await asyncio.sleep(0.005)
                    reached.set()

                player = asyncio.create_task(play.play(house, told.append, pace=1e6))
                watcher = asyncio.create_task(watch())
                await asyncio.wait([player, watcher], return_when=asyncio.FIRST_COMPLETED)
                for task in (player, watcher):
                    task.cancel()
                await asyncio.gather(player, watcher, return_exceptions=True)
                state = await furnish.state(house)
                if stop is not None:
                    assert stop <= int(state[play.STATE]) < len(script.cues())
                    await furnish.remember(house, play.STATE, str(int(state[play.STATE]) - 1))
                    clock.now += timedelta(minutes=7)
                await house.agency.release_due()
        async with open_house(demo_settings(tmp_path), clock=clock) as house:
            log = await house.store.read(0, 200)
            stored = [await house.store.dispatches.version(str(r.item), int(r.version or 0)) for r in log if r.item]
            return Counter(str((s.dispatch.headline, s.dispatch.source, s.kind)) for s in stored if s), told

    seen, told = asyncio.run(whole())
    expected = sum(1 for c in script.cues() for e in c.expected if e.relation is not None)
    assert (sum(seen.values()), [one for one, n in seen.items() if n > 1]) == (expected, [])
    assert "last dispatch" in told[-1]
