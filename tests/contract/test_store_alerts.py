"""Alerts are made with the version that they tell of, once a user, and shown when they are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Invalid, Stale
from telex.model.grouping import Instruction, Ruling
from telex.model.topic import Alert, Told

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


@pytest.fixture
def told(make):
    """An alert on version 1 of an item, due at noon."""

    def alert(user, item, version=1, **more):
        given = {"kind": Told.MATCH, "topics": ("t1",), "at": make.noon, "due": make.noon, "event": "event-1", **more}
        return Alert(user, item, version, **given)

    return alert


async def _record(store, make, item, *alerts, version=1, event="event-1", **more):
    unit = make.unit(make.dispatch(item, version), place=make.place(event), alerts=alerts, **more)
    return await store.record(unit)


async def test_an_alert_comes_back_as_it_was_made_with_its_number_and_position(store, make, told):
    await _record(store, make, "zero")
    alert = told(
        "ana", "one", kind=Told.CHANGE, topics=("t2", "t1"), due=make.noon + HOUR, changes=("figures", "names"),
        muted=True, digest=True,
    )  # fmt: skip
    await _record(store, make, "one", alert, told("ben", "one", event=None))
    assert await store.alerts.of("one", "ana") == [replace(alert, n=1, position=2)]
    assert await store.alerts.of("one", "ben") == [told("ben", "one", event=None, n=2, position=2)]
    assert await store.alerts.of("zero", "ana") == []


async def test_a_version_is_told_to_a_user_once(store, make, told):
    await _record(store, make, "one", told("ana", "one", topics=("first",)), told("ana", "one", topics=("second",)))
    await _record(store, make, "one", told("ana", "one", 2), version=2)
    assert [(a.version, a.topics) for a in await store.alerts.of("one", "ana")] == [(1, ("first",)), (2, ("t1",))]


async def test_alerts_of_a_version_that_was_not_kept_are_not_kept(store, make, told):
    await _record(store, make, "one", told("ana", "one"))
    with pytest.raises(Stale):
        await _record(store, make, "one", told("ben", "one", 2), version=2, relied_on=None)
    with pytest.raises(Invalid, match="item and version"):
        await _record(store, make, "two", told("ben", "one"))
    assert await store.alerts.inbox("ben", make.noon, before=None, limit=9) == []


async def test_alerts_are_there_after_the_store_was_closed(keeper, make, told):
    store = keeper()
    await _record(store, make, "one", told("ana", "one"))
    await store.alerts.read("ana", None, make.noon)
    await store.close()
    store = keeper()
    assert await store.alerts.of("one", "ana") == [told("ana", "one", n=1, position=1, read_at=make.noon)]
    await store.close()


async def test_who_was_told_of_an_item_or_of_any_item_of_the_event_is_found(store, make, told):
    await _record(store, make, "a", told("ana", "a"), told("ben", "a"))
    await _record(store, make, "b", told("zoe", "b"))
    await _record(store, make, "c", told("ana", "c", event="event-2"), event="event-2")

    async def users(item, event):
        return [(a.user, a.item) for a in await store.alerts.told(item=item, event=event)]

    assert await users("a", None) == [("ana", "a"), ("ben", "a")]
    assert await users("b", "event-1") == [("ana", "a"), ("ben", "a"), ("zoe", "b")]
    assert await users("new", "event-2") == [("ana", "c")]
    assert await users("new", "event-9") == []
    await store.grouping.apply(Instruction(Ruling.MERGE, "edith", make.noon, event="event-2", other="event-1"))
    assert len(await users("new", (await store.dispatches.newest("c")).member.event)) == 4


async def test_an_inbox_shows_what_is_due_the_newest_first_in_pages(store, make, told):
    for n, hours in enumerate((0, 2, 1, 1, 5)):
        await _record(store, make, f"item-{n}", told("ana", f"item-{n}", due=make.noon + hours * HOUR))
    await _record(store, make, "other", told("ben", "other"))
    now, seen, before = make.noon + 2 * HOUR, [], None
    while page := await store.alerts.inbox("ana", now, before=before, limit=2):
        seen += [alert.item for alert in page]
        before = page[-1].n
    assert seen == ["item-1", "item-3", "item-2", "item-0"]
    assert [a.item for a in await store.alerts.waiting("ana", now)] == ["item-4"]
    assert await store.alerts.inbox("ana", now, before=6, limit=9) == [], "a place in another's inbox is none in his"


async def test_a_machine_gets_each_alert_once_and_what_falls_due_later_too(store, make, told):
    for n, hours in enumerate((3, 0, 1)):
        await _record(store, make, f"item-{n}", told("ana", f"item-{n}", due=make.noon + hours * HOUR))
    seen, last = [], 0
    for hours in (0, 1, 2, 3, 4):
        while page := await store.alerts.after("ana", make.noon + hours * HOUR, last, 1):
            seen.append((hours, page[0].item))
            last = page[-1].n
    assert seen == [(0, "item-1"), (1, "item-2"), (3, "item-0")]
    assert await store.alerts.after("ben", make.noon + 4 * HOUR, 0, 9) == []


async def test_what_is_due_is_unread_until_it_is_read_by_its_own_user(store, make, told):
    for n, hours in enumerate((0, 0, 0, 4)):
        await _record(store, make, f"item-{n}", told("ana", f"item-{n}", due=make.noon + hours * HOUR))
    assert await store.alerts.unread("ana", make.noon) == 3
    await store.alerts.read("ben", [1, 2], make.noon)
    assert await store.alerts.unread("ana", make.noon) == 3
    await store.alerts.read("ana", [2], make.noon)
    await store.alerts.read("ana", None, make.noon + HOUR)
    assert await store.alerts.unread("ana", make.noon + HOUR) == 0
    read = [(await store.alerts.of(f"item-{n}", "ana"))[0].read_at for n in range(4)]
    assert read == [make.noon + HOUR, make.noon, make.noon + HOUR, None]
    assert await store.alerts.unread("ana", make.noon + 4 * HOUR) == 1


async def test_a_kill_is_told_beside_the_alerts_that_went_before(store, make, told):
    await _record(store, make, "one", told("ana", "one"))
    await store.record(make.kill(make.dispatch("one", 2), alerts=(told("ana", "one", 2, kind=Told.KILL),)))
    assert [(a.version, a.kind) for a in await store.alerts.of("one", "ana")] == [(1, Told.MATCH), (2, Told.KILL)]
