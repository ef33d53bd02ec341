"""The dry run on a real store: what a query would have brought, to whom, and what of it he may know."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from telex import trial
from telex.errors import Invalid, QueryError
from telex.house import House, open_house
from telex.model.company import Entitlement, Viewer
from telex.model.dispatch import Dispatch
from telex.model.filing import Filed, Filing
from telex.model.topic import Topic
from telex.model.vocabulary import Act, Limit, PubStatus, Right
from telex.routing.document import columns
from telex.routing.entitlement import Verdict
from telex.routing.forecast import Estimate
from telex.routing.projection import project
from telex.settings import Settings
from telex.trial import Trial, window, work

pytestmark = pytest.mark.anyio
START = datetime(2026, 3, 10, 8, tzinfo=UTC)
DESK = Viewer(desk=True)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class World:
    """One agency, and a short way to publish."""

    house: House
    now: list[datetime]
    ids: dict[str, str] = field(default_factory=dict)

    async def publish(self, headline: str, body: str = "Rien.", *, at: datetime | None = None, **more: Any) -> str:
        """The item's id. Its uri is made of its headline."""
        if at is not None:
            self.now[0] = at
        item = {
            "standard": {"name": "ninjs", "version": "3.1"}, "uri": f"urn:trial:{headline}", "type": "text",
            "language": "fr", "pubStatus": "usable", "version": "1", "versionCreated": "2026-03-10T08:00:00Z",
            "headlines": [{"role": "main", "value": headline}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{body}</p>"}], **more,
        }  # fmt: skip
        filing = Filing(json.dumps(item).encode(), self.now[0], "application/vnd.iptc.ninjs+json", None)
        (filed,) = await self.house.agency.take(filing)
        assert isinstance(filed, Filed), filed
        self.ids[headline] = filed.id
        return filed.id

    async def company(self, id: str, product: str, query: str, right: Right = Right.FULL) -> Viewer:
        await self.house.office.put_product(product, product, query)
        await self.house.office.put_company(id, id)
        await self.house.office.grant(id, Entitlement(product, right))
        viewer = self.house.book.viewer(id)
        assert viewer is not None
        return viewer

    async def tried(self, text: str, viewer: Viewer = DESK, **more: Any) -> Trial:
        return await trial.run(self.house, viewer, text, **more)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    now = [START]
    async with open_house(Settings(store=tmp_path / "wire.db", nlp="off"), clock=lambda: now[0]) as house:
        yield World(house, now)


def headlines(found: Trial) -> list[str | None]:
    return [example.seen.dispatch.headline for example in found.examples]


async def test_it_counts_days_and_hours_in_the_agency_s_zone(world: World) -> None:
    await world.publish("Le bac dort", at=datetime(2026, 3, 8, 22, 59, tzinfo=UTC))
    await world.publish("Le bac repart", at=datetime(2026, 3, 8, 23, 30, tzinfo=UTC))
    await world.publish("Le bac arrive", at=START)
    await world.publish("La pluie cesse", at=START)
    found = await world.tried("bac", days=3)
    assert found.forecast.days == ((date(2026, 3, 8), 1), (date(2026, 3, 9), 1), (date(2026, 3, 10), 1))
    assert [hour for hour, number in enumerate(found.forecast.hours) if number] == [0, 9, 23]
    assert (found.query, found.forecast.dispatches.number, found.forecast.sampled) == ("bac", 3, False)
    assert headlines(found) == ["Le bac arrive", "Le bac repart", "Le bac dort"]
    assert found.ids == tuple(world.ids[f"Le bac {verb}"] for verb in ("arrive", "repart", "dort"))


async def test_what_came_before_the_window_is_not_counted(world: World) -> None:
    await world.publish("Le bac dort", at=START - timedelta(days=40))
    await world.publish("Le bac repart", at=START)
    assert headlines(await world.tried("bac")) == ["Le bac repart"]
    assert len((await world.tried("bac", days=60)).ids) == 2


@pytest.mark.parametrize(("hours", "a_day"), [(12, 6), (48, 3)])
async def test_rates_of_a_young_archive_count_from_its_first_row_and_promise_no_more_than_it_holds(
    world: World, hours: int, a_day: int
) -> None:
    for n in range(6):
        await world.publish(f"Le bac {n}", at=START + timedelta(hours=n))
    world.now[0] = START + timedelta(hours=hours)
    found = (await world.tried("bac")).forecast
    assert (found.every.low, found.every.high) == (a_day, a_day)


async def test_a_query_that_cannot_be_read_is_answered_as_the_parser_answers(world: World) -> None:
    with pytest.raises(QueryError) as raised:
        await world.tried("otan (défense")
    assert (raised.value.fault, raised.value.position) == ("unclosed_group", 5)
    with pytest.raises(QueryError):
        await world.tried("otan", edit_of="(")


@pytest.mark.parametrize("days", [0, -1, 367])
async def test_a_window_of_no_day_or_of_years_is_refused(world: World, days: int) -> None:
    with pytest.raises(Invalid, match="1 to 366 days"):
        await world.tried("otan", days=days)


async def test_examples_show_the_true_words_and_only_those(world: World) -> None:
    await world.publish("L’évêque d’Arras", "Un port, puis un évêché.")
    (example,) = (await world.tried("evêque OR (port navire)")).examples
    text = example.seen.dispatch.headline or ""
    assert [text[mark.start : mark.end] for mark in example.marks] == ["évêque"]


async def test_words_found_nowhere_are_named_and_others_are_not(world: World) -> None:
    await world.publish("Le bac repart", "Le port rouvre.")
    await world.publish("La pluie cesse")
    found = await world.tried('bac (port OR prot) NOT (sprot OR pluie) -"bac port" -source:agnece')
    assert found.nowhere == ("prot", "sprot", '"bac port"')
    assert found.idle == ("source:agnece",)
    assert (await world.tried("bac")).nowhere == ()


async def test_each_alternative_says_what_it_brings(world: World) -> None:
    for n in range(3):
        await world.publish(f"Le sommet {n}")
    await world.publish("L’Otan se réunit")
    found = await world.tried("otan OR sommet")
    assert [(part.text, part.brings, part.share) for part in found.parts] == [("sommet", 3, 0.75), ("otan", 1, 0.25)]


async def test_it_says_how_much_other_topics_bring_already(world: World) -> None:
    for n in range(3):
        await world.publish(f"La défense {n}", "Le port." if n else "Rien.")
    topics = [
        Topic("a", "Ports", "port", "rosa"), Topic("b", "Pluie", "pluie", "rosa"), Topic("c", "Cassé", "(", "rosa"),
    ]  # fmt: skip
    found = await world.tried("défense", topics=topics)
    assert [(overlap.topic.name, round(overlap.share, 2)) for overlap in found.overlaps] == [("Ports", 0.67)]


async def test_an_edit_says_what_is_gained_and_what_is_lost(world: World) -> None:
    for headline in ("Le bac repart", "Le bac dort", "La vedette part", "Le bac et la vedette"):
        await world.publish(headline)
    found = await world.tried("vedette", edit_of="bac")
    assert found.edit is not None
    assert (found.edit.before, found.edit.gained.number, found.edit.lost.number) == ("bac", 1, 2)
    assert [e.seen.dispatch.headline for e in found.edit.gains] == ["La vedette part"]
    assert [e.seen.dispatch.headline for e in found.edit.losses] == ["Le bac dort", "Le bac repart"]
    loss = found.edit.losses[0]
    assert [(m.text, m.start) for m in loss.marks] == [("headline", 3)], "what the former query matched is marked"
    assert found.forecast.dispatches.number == 2
    assert (await world.tried("bac", edit_of="bac")).edit == trial.Edit(
        "bac", Estimate(0, 0, 0), Estimate(0, 0, 0), (), ()
    )


async def test_a_query_without_a_required_word_is_known_as_always_run(world: World) -> None:
    await world.publish("Le bac repart")
    await world.publish("Le sport")
    found = await world.tried("-sport")
    assert (found.always, headlines(found)) == (True, ["Le bac repart"])
    assert not (await world.tried("bac -sport")).always
    assert len((await world.tried("language:fr")).ids) == 2


async def test_a_relative_date_counts_from_the_arrival_as_it_will_for_a_standing_query(world: World) -> None:
    await world.publish("Le bac repart", at=START - timedelta(days=9))
    world.now[0] = START
    assert len((await world.tried("bac date:>=now-1h")).ids) == 1


# the gate of the asker comes first


async def test_nothing_that_the_asker_may_not_see_is_counted_shown_or_hinted_at(world: World) -> None:
    viewer = await world.company("gazette", "ports", "port")
    await world.publish("Le port rouvre", "gudgeon")
    await world.publish("La forêt brûle", "gudgeon dans la forêt, brème")
    everything = await world.tried("gudgeon OR brème", DESK)
    assert (len(everything.ids), everything.nowhere) == (2, ())
    found = await world.tried("gudgeon OR brème", viewer, topics=[Topic("a", "Forêts", "forêt", "rosa")])
    assert headlines(found) == ["Le port rouvre"]
    assert found.nowhere == ("brème",), "a word of hidden texts is as unknown as one that nobody ever wrote"
    assert (found.overlaps, found.forecast.of, found.forecast.dispatches.number) == ((), 1, 1)
    assert "forêt" not in repr(found)


async def test_a_summary_cannot_be_used_to_probe_the_text(world: World) -> None:
    viewer = await world.company("digest", "ports", "port", Right.SUMMARY)
    await world.publish("Le port rouvre", "Un. Deux. Trois. Quatre.</p><p>Cinq. Six.</p><p>Sept. gudgeon.")
    assert len((await world.tried("port", viewer)).ids) == 1
    found = await world.tried("port gudgeon", viewer)
    assert (found.ids, found.nowhere) == ((), ("gudgeon",))
    assert "gudgeon" not in repr(found.examples)


async def test_a_summary_is_searched_in_what_it_shows(world: World) -> None:
    viewer = await world.company("digest", "ports", "port", Right.SUMMARY)
    await world.house.office.put_product("bacs", "bacs", "bac")
    await world.house.office.grant("digest", Entitlement("bacs"))
    for headline, summary in (
        ("Le port rouvre", "Un gudgeon."),
        ("Le bac repart", "Rien."),
        ("Le bac du port", "Rien."),
    ):
        await world.publish(headline, "Un barbeau.", descriptions=[{"role": "summary", "value": summary}])
    viewer = world.house.book.viewer("digest") or viewer
    assert headlines(await world.tried("gudgeon", viewer)) == ["Le port rouvre"]
    assert headlines(await world.tried("barbeau", viewer)) == ["Le bac du port", "Le bac repart"]
    assert headlines(await world.tried("barbeau OR port", viewer)) == [
        "Le bac du port",
        "Le bac repart",
        "Le port rouvre",
    ]
    assert len((await world.tried("*", viewer)).ids) == 3


def test_a_summary_shows_no_words_but_those_of_the_columns_that_are_searched_for_it() -> None:
    full = Dispatch(
        "d", "urn:d", 1, Act.NEW, PubStatus.USABLE, START, "agence", headline="a", subheadline="b", abstract="c",
        slugline="d", byline=("e",), located="f", body=("g",), keywords=("h",),
    )  # fmt: skip
    shown = project(full, Verdict("summary", "entitled"))
    assert shown is not None
    assert {name for name, text in columns(shown).items() if text} == set(window.SUMMARY)


async def test_blocks_and_content_filters_are_left_out(world: World) -> None:
    viewer = await world.company("gazette", "ports", "port")
    await world.publish("Le port rouvre")
    await world.publish("Le port ferme")
    await world.publish("Le port parie")
    await world.house.office.put_restriction(Limit.BLOCK, "b", "ferme", company="gazette")
    await world.house.office.put_restriction(Limit.FILTER, "f", "parie", company="gazette")
    renewed = world.house.book.viewer("gazette")
    assert renewed is not None
    assert headlines(await world.tried("port", renewed)) == ["Le port rouvre"]
    assert len((await world.tried("port", viewer)).ids) == 3


async def test_an_ended_right_and_a_company_without_any_bring_nothing(world: World) -> None:
    await world.company("gazette", "ports", "port")
    await world.publish("Le port rouvre")
    world.now[0] += timedelta(hours=1)
    await world.house.office.revoke("gazette", "ports")
    viewer = world.house.book.viewer("gazette")
    assert viewer is not None
    for asker in (viewer, Viewer(company="nobody")):
        found = await world.tried("port", asker)
        assert (found.ids, found.forecast.of, found.nowhere) == ((), 0, ("port",))


async def test_held_and_killed_dispatches_are_in_no_dry_run(world: World) -> None:
    await world.publish(
        "Le port attend", embargoed="2026-12-24T08:00:00+01:00", embargoedUntil="2026-12-24T08:00:00+01:00"
    )
    assert (await world.tried("port")).forecast.of == 0


# bounds


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a small archive reaches."""
    for room, name, value in (
        (work, "DECIDE", 40), (work, "NEWEST", 15), (window, "STEP", 50), (work, "BATCH", 7),
    ):  # fmt: skip
        monkeypatch.setattr(room, name, value)


async def _many(world: World, count: int, *, every: int = 4) -> None:
    for n in range(count):
        at = START - timedelta(hours=count - n)
        await world.publish(f"Le bac {n}", "Le port." if n % every == 0 else "Rien.", at=at)
    world.now[0] = START


async def test_more_candidates_than_can_be_decided_are_sampled_evenly_and_it_is_said(world: World, small: None) -> None:
    await _many(world, 120)
    found = await world.tried("bac NOT body:port", edit_of="port")
    seen = found.forecast
    assert (seen.sampled, seen.looked, seen.of) == (True, 40, 120)
    assert seen.dispatches.low <= 90 <= seen.dispatches.high
    assert sum(number for _, number in seen.days) == pytest.approx(seen.dispatches.number, abs=10)
    assert headlines(found) == [f"Le bac {n}" for n in range(119, 100, -1) if n % 4][:10], (
        "examples are the newest all the same"
    )
    assert found.edit is not None
    assert found.edit.lost.low <= 30 <= found.edit.lost.high


async def test_of_a_long_window_even_stretches_are_looked_at_and_the_sum_is_an_estimate(
    world: World, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "SPAN", 60)
    monkeypatch.setattr(window, "SLICES", 20)
    await _many(world, 120, every=7)
    found = await world.tried("body:port")
    assert found.forecast.sampled
    assert found.forecast.looked < 18
    assert found.forecast.dispatches.low <= 18 <= found.forecast.dispatches.high
    assert (await world.tried("bac prot")).nowhere == (), "of a part alone nobody can say that a word is nowhere"


async def test_what_is_looked_at_does_not_depend_on_what_is_hidden(world: World, small: None) -> None:
    viewer = await world.company("gazette", "ports", "body:port")
    await _many(world, 120)
    found = await world.tried("bac", viewer)
    assert (found.forecast.sampled, found.forecast.of, found.forecast.dispatches.number) == (False, 30, 30)


async def test_it_reports_progress_and_stops_when_the_asker_is_gone(world: World, small: None) -> None:
    await _many(world, 60)
    told: list[tuple[int, int]] = []
    await world.tried("bac", progress=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 40
    assert told == sorted(told)
    asked = 0

    async def gone() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    with pytest.raises(trial.Stopped):
        await world.tried("bac", gone=gone)
    assert asked == 3


async def test_others_are_served_while_it_runs(world: World, small: None) -> None:
    await _many(world, 60)
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    await world.tried("bac")
    beside.cancel()
    assert turns >= 40, "at least one turn a text that was decided"
