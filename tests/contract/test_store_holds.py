"""What waits is nowhere but at the desk, and goes out once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import NotFound, Stale
from telex.model.draft import Embargo
from telex.model.filing import Filed
from telex.model.record import Grant, Selection, Timer
from telex.model.vocabulary import Kind

pytestmark = pytest.mark.anyio


async def test_a_held_version_is_in_no_answer_that_a_reader_can_get(store, make):
    await store.record(make.unit(make.dispatch("public"), "coast", place=make.place(), at=make.noon))
    d = make.dispatch(body=("Secret : mirliflore.",), embargo=Embargo(make.noon, "sous embargo"))
    await store.hold(make.hold(d, facts=make.facts("mirliflore")))
    look = [Selection(make.noon, desk=True), Selection(make.noon, grants=(Grant("coast", None, None),))]
    answers = [
        await store.read(0, 99),
        await store.head(),
        *[await store.dispatches.live(s, before=None, limit=99) for s in look],
        *[await store.dispatches.changed(s, after=0, limit=99) for s in look],
        *[await store.dispatches.count(s) for s in look],
        *[await store.dispatches.count(replace(s, match='"mirliflore"')) for s in look],
        await store.dispatches.newest("one"),
        await store.dispatches.by_uri("urn:test:one"),
        await store.dispatches.versions("one"),
        await store.dispatches.slips("one"),
        await store.dispatches.facts("one", 0),
        await store.events.members("event-1"),
        await store.events.around(make.noon - timedelta(days=9), make.noon + timedelta(days=9), 99),
    ]
    assert "mirliflore" not in repr(answers)
    assert "urn:test:one" not in repr(answers)
    assert await store.head() == 1


async def test_the_desk_finds_what_is_held_by_hold_and_by_item(store, make):
    unit = make.hold(due=make.noon + timedelta(hours=2))
    id = await store.hold(unit)
    (held,) = await store.holds.all()
    assert held.id == id
    assert (held.dispatch, held.due, held.reason, held.since) == (unit.dispatch, unit.due, "embargo", make.noon)
    assert await store.holds.get(id) == await store.holds.get("one") == held
    assert await store.holds.get("nothing") is None
    known = await store.dispatches.lineage(id=None, uri="urn:test:one", evolved_from=None, translation_of=None)
    assert (known.newest, known.held) == (None, unit.dispatch)


async def test_timers_come_due_in_order_and_survive_a_restart(keeper, make):
    store = keeper()
    hours = {n: make.noon + timedelta(hours=n) for n in (3, 1, 2)}
    ids = {n: await store.hold(make.hold(make.dispatch(f"item-{n}"), due=due)) for n, due in hours.items()}
    await store.hold(make.hold(make.dispatch("no hour"), due=None, reason="withheld"))
    await store.close()
    store = keeper()
    assert await store.timers.next() == hours[1]
    due = await store.timers.due(hours[2], 10)
    assert [(t.key, t.kind, t.due) for t in due] == [(ids[1], "release", hours[1]), (ids[2], "release", hours[2])]
    assert isinstance(due[0], Timer)
    assert await store.timers.due(make.noon, 10) == []
    await store.close()


async def test_a_release_takes_hold_and_timer_with_it_and_happens_once(store, make):
    id = await store.hold(make.hold(facts=make.facts()))
    release = make.unit(kind=Kind.RELEASE, released=id)
    assert await store.record(release) == 1
    with pytest.raises(Stale):
        await store.record(release)
    assert (await store.holds.all(), await store.timers.next()) == ([], None)
    assert await store.dispatches.facts("one", 1) == make.facts()
    (kept,) = await store.filings.of("one")
    assert (kept.state, kept.version, kept.position) == ("published", 1, 1)


async def test_the_answer_to_a_held_filing_says_held_until_it_goes_out(store, make):
    filing = make.filing(key="k")
    id = await store.hold(make.hold(filing=filing))
    assert await store.filings.answered("", "k") == (filing.sha256, Filed("one", "urn:test:one", None, None, "held"))
    await store.record(make.unit(released=id))
    assert (await store.filings.answered("", "k"))[1].state == "published"


async def test_another_hour_moves_the_timer_and_no_hour_takes_it_away(store, make):
    id = await store.hold(make.hold())
    later = make.noon + timedelta(days=1)
    moved = make.hold().dispatch
    await store.holds.move("one", later, replace(moved, ednote="reporté"))
    assert await store.timers.next() == later
    assert (await store.holds.get(id)).dispatch.ednote == "reporté"
    await store.holds.move(id, None, moved)
    assert await store.timers.next() is None
    assert (await store.holds.get(id)).due is None


async def test_what_is_thrown_away_is_gone_with_its_timer(store, make):
    id = await store.hold(make.hold())
    await store.holds.drop(id)
    assert (await store.holds.all(), await store.timers.next(), await store.head()) == ([], None, 0)
    for again in (store.holds.drop(id), store.holds.move(id, None, make.dispatch())):
        with pytest.raises(NotFound):
            await again


async def test_a_hold_decided_on_another_version_is_stale(store, make):
    await store.record(make.unit())
    with pytest.raises(Stale):
        await store.hold(make.hold(relied_on=None))
    assert await store.holds.all() == []


async def test_a_hold_is_opened_in_advance_to_whom_the_desk_says_and_closed_again(store, make):
    hours = [make.noon + timedelta(hours=n) for n in (2, 1)]
    ids = [await store.hold(make.hold(make.dispatch(f"item-{n}"), due)) for n, due in enumerate((*hours, None))]
    assert [h.advance for h in await store.holds.all()] == [None] * 3
    assert await store.holds.offered() == []
    for id, carried in zip(ids, ({"coast", "block:one"}, {"sea"}, set()), strict=True):
        await store.holds.offer(id, frozenset(carried))
    assert [h.id for h in await store.holds.offered()] == [ids[1], ids[0], ids[2]]
    assert (await store.holds.get("item-0")).advance == {"coast", "block:one"}
    assert (await store.holds.get(ids[2])).advance == frozenset()
    await store.holds.move(ids[0], hours[0], make.hold(make.dispatch("item-0")).dispatch)
    assert (await store.holds.get(ids[0])).advance == {"coast", "block:one"}, "another hour does not close it"
    await store.holds.offer(ids[0], None)
    assert (await store.holds.get(ids[0])).advance is None
    with pytest.raises(NotFound):
        await store.holds.offer("gone", frozenset())


async def test_a_newer_version_that_waits_is_closed_until_it_is_opened_anew(store, make):
    id = await store.hold(make.hold())
    await store.holds.offer(id, frozenset({"coast"}))
    newer = await store.hold(make.hold())
    assert await store.holds.offered() == []
    assert (await store.holds.get(newer)).advance is None
    with pytest.raises(NotFound):
        await store.holds.offer(id, frozenset({"coast"}))
