"""What the demo shows of rights, topics and alerts, once its wire was played."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from telex import topics
from telex.delivery.reader import Question
from telex.demo import customers, play, script
from telex.demo.furnish import FURNISHED, caller, furnish, remember, state
from telex.house import House, open_house
from telex.model.topic import Mode, Reach, Told, Watched
from telex.model.vocabulary import Channel
from telex.routing.language.parser import parse
from telex.settings import DEMO_SECRET, Settings, load

START = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
DESK, RADIO, UNSEATED = "desk@demo.telex.example", "antenne@demo.telex.example", "matinale@demo.telex.example"
FIRM = "veille@demo.telex.example"


@dataclass
class Played:
    settings: Settings
    now: datetime = START
    at_start: tuple[int, int] = (0, 0)
    """Alerts that the radio's reader has when he first signs in, and that wait for him."""

    def look(self, ask: Callable[[House], Awaitable[None]]) -> None:
        """Asks the house of the played demo, opened again."""

        async def opened() -> None:
            async with open_house(self.settings, clock=lambda: self.now) as house:
                await ask(house)

        asyncio.run(opened())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("demo-customers")
    found = Played(load(None, {}, store=folder / "demo.db", demo=True, secret=DEMO_SECRET, poll=False))
    asyncio.run(play_all(found))
    yield found


async def play_all(played: Played) -> None:
    async with open_house(played.settings, clock=lambda: played.now) as house:
        await furnish(house)
        for number, cue in enumerate(script.cues()):
            played.now = START + timedelta(seconds=cue.at)
            await house.agency.release_due()
            line = await play.file_cue(house, cue, number)
            assert "not possible" not in line
            if cue.at == 0:
                radio = await caller(house, RADIO)
                played.at_start = await topics.unread(house, radio), len(await topics.waiting(house, radio))
        assert house.agency.notes == []


async def item(house: House, file: str) -> str:
    """Id of the dispatch of a text file, found by its source and headline."""
    cue = next(c for c in script.cues() if c.file == file)
    lines = {line.strip() for line in cue.body(START).decode().splitlines()}
    desk = (await caller(house, DESK)).viewer
    page = await house.reader.live(desk, Channel.DESK, Question(source=cue.source), limit=200)
    (found,) = [s.dispatch.id for s in page.items if s.dispatch.headline in lines]
    return found


def test_alerts_wait_for_whoever_signs_in_first(played: Played) -> None:
    due, waiting = played.at_start
    assert due >= 5 and waiting >= 2


def test_a_match_a_change_a_correction_and_a_kill_are_among_the_alerts_of_the_first_minutes(played: Played) -> None:
    async def look(house: House) -> None:
        box = await topics.inbox(house, await caller(house, RADIO))
        early = [entry for entry in box.items if entry.alert.at <= START + timedelta(minutes=3)]
        assert {entry.alert.kind for entry in early} == set(Told)
        (killed,) = [e for e in early if e.alert.kind is Told.KILL]
        assert killed.seen is not None and (killed.seen.killed, killed.seen.dispatch.body) == (True, ())

    played.look(look)


def test_digests_and_muted_topics_wait(played: Played) -> None:
    async def look(house: House) -> None:
        found = await topics.waiting(house, await caller(house, RADIO))
        assert {(entry.alert.digest, entry.alert.muted) for entry in found} == {(True, False), (False, True)}

    played.look(look)


def test_topics_of_every_reach_and_mode_and_watches_of_every_kind_are_there(played: Played) -> None:
    async def look(house: House) -> None:
        found, follows = await house.store.topics.all(), await house.store.topics.follows()
        assert {t.reach for t in found} == set(Reach)
        assert {f.mode for f in follows} == set(Mode)
        assert {t.watched for t in found} == set(Watched)
        assert any(f.muted_until for f in follows)

    played.look(look)


def test_a_colleague_without_the_seat_reads_the_storm_in_summary(played: Played) -> None:
    async def look(house: House) -> None:
        storm = await item(house, "estuaire-tempete-elwin-1.txt")
        what = []
        for email in (RADIO, UNSEATED):
            seen = await house.reader.one((await caller(house, email)).viewer, Channel.PORTAL, storm)
            what.append(seen.verdict.what if seen is not None else None)
        assert what == ["full", "summary"]

    played.look(look)


def test_the_block_closes_a_rivals_texts_to_the_radio_alone(played: Played) -> None:
    async def look(house: House) -> None:
        question = Question(source="antenne", query=parse("source:antenne"))
        counts = {}
        for company in customers.companies():
            viewer = house.book.viewer(company.id)
            assert viewer is not None
            counts[company.id] = len((await house.reader.live(viewer, Channel.PORTAL, question, limit=50)).items)
        assert counts["semaphore"] == 0 < counts["ostrevand"]

    played.look(look)


def test_the_filter_keeps_reposts_out_of_the_live_list_and_search_finds_them(played: Played) -> None:
    async def look(house: House) -> None:
        viewer = (await caller(house, RADIO)).viewer
        live = await house.reader.live(viewer, Channel.PORTAL, Question(), limit=200)
        searched = await house.reader.live(viewer, Channel.PORTAL, Question(query=parse("source:toutsuite")), limit=50)
        assert "toutsuite" not in {s.dispatch.source for s in live.items}
        assert {s.dispatch.source for s in searched.items} == {"toutsuite"}

    played.look(look)


def test_one_customer_has_a_copy_before_its_hour_and_nobody_else(played: Played) -> None:
    async def look(house: House) -> None:
        copies = {u.email: await house.reader.advance((await caller(house, u.email)).viewer) for u in customers.users()}
        readers = {email for email, found in copies.items() if found and (await caller(house, email)).viewer.company}
        assert readers == {FIRM}
        (copy,) = copies[FIRM]
        assert copy.until > played.now and copy.dispatch.body

    played.look(look)


def test_the_ends_of_contracts_are_told(played: Played) -> None:
    async def look(house: House) -> None:
        found = [(e.company, e.product, e.days) for e in house.office.expiring(START)]
        assert found == [("port-ardel", "economie", -3), ("port-ardel", "mer", 12)]

    played.look(look)


def test_furnishing_again_adds_nothing_and_leaves_what_somebody_changed(played: Played) -> None:
    async def look(house: House) -> None:
        radio = await caller(house, RADIO)
        before = await counted(house)
        transports = next(one for one in await topics.listing(house, radio) if one.topic.name == "Transports")
        await topics.unfollow(house, radio, transports.topic.id)
        await furnish(house)
        assert await counted(house) == (*before[:-1], before[-1] - 1)

    played.look(look)


def test_furnishing_that_was_cut_off_is_brought_to_its_end(tmp_path: Path) -> None:
    settings = load(None, {}, store=tmp_path / "demo.db", demo=True, secret=DEMO_SECRET, poll=False)

    async def whole() -> None:
        async with open_house(settings, clock=lambda: START) as house:
            await furnish(house)
            before = await counted(house)
            kept = await state(house)
            assert FURNISHED in kept
            await house.store.sources.remember(script.sources()[0].id, {})
            await remember(house, play.STATE, "3")
            await furnish(house)
            assert await counted(house) == before
            assert await state(house) == {**kept, play.STATE: "3"}

    asyncio.run(whole())


async def counted(house: House) -> tuple[int, int, int, int, int, int]:
    """Products, rights, restrictions, people, topics, follows."""
    store = house.store
    companies = await store.companies.all_companies()
    return (
        len(await store.companies.all_products()), sum(len(c.entitlements) for c in companies),
        len(await store.companies.all_restrictions()), len(await store.accounts.all_users()),
        len(await store.topics.all()), len(await store.topics.follows()),
    )  # fmt: skip
