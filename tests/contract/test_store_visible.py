"""The gate as SQL gives what `may` gives, over made-up wires, rights, seats, blocks, depths of archive and hours."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telex.model.company import Entitlement, Product, Restriction, Viewer
from telex.model.draft import Embargo
from telex.model.record import Grant, Selection, grants_for
from telex.model.vocabulary import Channel, Kind, Limit, PubStatus, Right
from telex.routing.entitlement import alive, may
from telex.store.sqlite import open_store

PRODUCTS = ("coast", "sea", "inland")
BLOCKS = ("block:one", "block:two")
HALF_DAY = timedelta(hours=12)
HOURS = st.integers(-6, 6)
"""Half days from noon: so that whole days of archive end on the very instant of a publication."""
CHANNELS = (Channel.PORTAL, Channel.API, Channel.FEED)


@dataclass(frozen=True)
class Step:
    """Something that happens to one item in one half day."""

    what: str
    item: int
    carried: frozenset[str]
    embargo: int | None


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(("publish", "publish", "publish", "kill", "withdraw", "late", "recarry", "block")),
        st.integers(0, 3),
        st.frozensets(st.sampled_from((*PRODUCTS, *PRODUCTS, *BLOCKS))),
        st.one_of(st.none(), st.none(), HOURS),
    ),
    min_size=2,
    max_size=12,
)
rights = st.lists(
    st.tuples(
        st.sampled_from(PRODUCTS),
        st.one_of(st.none(), HOURS),
        st.one_of(st.none(), HOURS),
        st.frozensets(st.sampled_from(CHANNELS)),
        st.one_of(st.none(), st.integers(1, 5)),
        st.one_of(st.none(), st.none(), st.just(1)),
    ),
    max_size=4,
)
people = st.tuples(
    st.sampled_from((None, "ana")), st.frozensets(st.sampled_from(PRODUCTS)), st.frozensets(st.sampled_from(BLOCKS))
)


async def _play(store, make, wire):
    for hour, step in enumerate(wire):
        now = make.noon + HALF_DAY * (hour - 6)
        id = f"item-{step.item}"
        known = await store.dispatches.lineage(id=id, uri=None, evolved_from=None, translation_of=None)
        killed = known.newest is not None and known.newest.dispatch.pubstatus is PubStatus.CANCELED
        relied = known.newest.dispatch.version if known.newest else None
        version = max(known.versions, default=0) + 1
        embargo = None if step.embargo is None else Embargo(make.noon + HALF_DAY * step.embargo, "")
        d = make.dispatch(id, version, embargo=embargo)
        if step.what == "recarry":
            pairs = [(f"item-{n}", 1) for n in range(4) if n != step.item]
            await store.companies.put_product(Product("coast", "Coast", "*"), pairs, now)
        elif step.what == "block":
            pairs = [(f"item-{n}", 1) for n in range(4) if n != step.item]
            await store.companies.put_restriction(Restriction("one", Limit.BLOCK, "*"), pairs, now)
        elif step.what == "kill" and not killed:
            await store.record(make.kill(d, relied_on=relied, now=now))
        elif killed or (step.what == "late" and relied is not None):
            await store.record(make.unit(replace(d, late=True), *step.carried, relied_on=relied, now=now))
        elif step.what == "withdraw":
            gone = replace(d, pubstatus=PubStatus.WITHHELD)
            await store.record(make.unit(gone, *step.carried, kind=Kind.WITHDRAW, relied_on=relied, now=now))
        else:
            await store.record(make.unit(d, *step.carried, relied_on=relied, now=now))


async def _compare(store, viewer, channel, now, product):
    selection = Selection(
        now,
        desk=viewer.desk,
        grants=grants_for(viewer, channel),
        active=viewer.active,
        blocks=viewer.blocks,
        product=product,
    )
    seen = await store.dispatches.live(selection, before=None, limit=99)
    changed = await store.dispatches.changed(selection, after=0, limit=99)
    expected = set()
    for n in range(4):
        newest = await store.dispatches.newest(f"item-{n}")
        if newest is not None and _allowed(viewer, newest, channel, now, product):
            expected.add(f"item-{n}")
    assert {s.dispatch.id for s in seen} == expected
    assert {s.dispatch.id for s in changed} == expected
    assert await store.dispatches.count(selection) == len(expected)
    places = await store.windows.proposed(None, 0, 99)
    assert await store.windows.opened(selection, places) == sorted(s.first_position for s in seen)
    assert [s.first_position for s in seen] == sorted((s.first_position for s in seen), reverse=True)


def _allowed(viewer, stored, channel, now, product):
    """The gate; with a product, the gate for the rights to that product alone."""
    if product is not None:
        if product not in stored.carried:
            return False
        viewer = replace(viewer, entitlements=tuple(e for e in viewer.entitlements if e.product == product))
    return may(viewer, stored.dispatch, stored.carried, channel, now).yes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wire=steps,
    viewers=st.lists(
        st.tuples(rights, st.booleans(), st.sampled_from((False, False, False, True)), people), min_size=1, max_size=4
    ),
    hour=HOURS,
    product=st.one_of(st.none(), st.sampled_from(PRODUCTS)),
)
def test_the_rows_that_sql_lets_through_are_those_that_the_gate_lets_through(make, wire, viewers, hour, product):
    async def all_of_it(folder):
        store = open_store(folder / "wire.db")
        await _play(store, make, wire)
        for owned, active, desk, (user, seats, blocks) in viewers:
            entitlements = tuple(_right(make, *r) for r in owned)
            viewer = Viewer("acme", user, desk, active, entitlements, seats, blocks)
            for channel in CHANNELS[:2]:
                await _compare(store, viewer, channel, make.noon + HALF_DAY * hour, product)
        await store.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(all_of_it(Path(folder)))


def _right(make, product, since, until, channels=frozenset({Channel.API}), archive=None, seats=None):
    hours = [None if h is None else make.noon + HALF_DAY * h for h in (since, until)]
    return Entitlement(product, Right.FULL, hours[0], hours[1], channels, archive, seats=seats)


@pytest.mark.anyio
async def test_an_embargo_without_a_readable_end_shows_the_text_to_nobody(store, make):
    await store.record(make.unit(make.dispatch(embargo=Embargo(None, "sous embargo")), "coast"))
    years_later = make.noon + timedelta(days=36_500)
    assert await store.dispatches.count(Selection(years_later, grants=(Grant("coast", None, None),))) == 0


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("since", "until", "seen"), [(0, None, True), (1, None, False), (None, 0, False), (None, 1, True), (0, 0, False)]
)
async def test_a_right_begins_with_its_first_instant_and_ends_before_its_last(store, make, since, until, seen):
    await store.record(make.unit(make.dispatch("item-0"), "coast"))
    owned = (_right(make, "coast", since, until),)
    assert alive(owned[0], make.noon) is seen
    await _compare(store, Viewer(entitlements=owned), Channel.API, make.noon, None)


@pytest.mark.anyio
@pytest.mark.parametrize(("since", "until"), [(1, None), (2, None), (None, 0), (None, 1), (1, 1), (0, 0)])
async def test_at_the_instants_of_publication_and_kill_sql_and_gate_agree(store, make, since, until):
    await store.record(make.unit(make.dispatch("item-0"), "coast"))
    await store.record(make.kill(make.dispatch("item-0", 2)))
    owned = (_right(make, "coast", since, until),)
    await _compare(store, Viewer(entitlements=owned), Channel.API, make.noon + timedelta(days=9), None)


@pytest.mark.anyio
@pytest.mark.parametrize("hours", [-1, 0, 1])
async def test_an_embargo_ends_with_its_instant_in_sql_as_at_the_gate(store, make, hours):
    embargo = Embargo(make.noon + timedelta(hours=hours), "")
    await store.record(make.unit(make.dispatch("item-0", embargo=embargo), "coast"))
    await _compare(store, Viewer(entitlements=(Entitlement("coast"),)), Channel.API, make.noon, None)


@pytest.mark.anyio
@pytest.mark.parametrize(("age", "seen"), [(30 * 86_400 * 10**6 - 1, True), (30 * 86_400 * 10**6, False)])
async def test_the_archive_reaches_back_to_the_microsecond(store, make, age, seen):
    await store.record(make.unit(make.dispatch("item-0"), "coast"))
    viewer = Viewer(entitlements=(Entitlement("coast", archive=30),))
    now = make.noon + timedelta(microseconds=age)
    assert await store.dispatches.count(Selection(now, grants=grants_for(viewer, Channel.API))) == seen
    await _compare(store, viewer, Channel.API, now, None)


@pytest.mark.anyio
async def test_a_deep_right_that_has_ended_lends_nothing_to_a_shallow_one(store, make):
    await store.record(make.unit(make.dispatch("old"), "coast", "sea"))
    now = make.noon + timedelta(days=9)
    ended, shallow = Grant("sea", None, now, None), Grant("coast", None, None, 3)
    assert await store.dispatches.count(Selection(now, grants=(ended, shallow))) == 0
    assert await store.dispatches.count(Selection(now, grants=(replace(shallow, archive=10),))) == 1


@pytest.mark.anyio
async def test_a_kill_is_told_whatever_the_depth_of_the_archive_the_seat_and_the_block(store, make):
    await store.record(make.unit(make.dispatch("item-0"), "coast", "block:one"))
    await store.record(make.kill(make.dispatch("item-0", 2)))
    now, right = make.noon + timedelta(days=400), Entitlement("coast", archive=7, seats=1)
    viewer = Viewer("acme", "ana", entitlements=(right,), blocks=frozenset({"block:one"}))
    selection = Selection(now, grants=grants_for(viewer, Channel.API), blocks=viewer.blocks)
    assert await store.dispatches.count(replace(selection, without=frozenset({"block:one"}))) == 1
    await _compare(store, viewer, Channel.API, now, None)


@pytest.mark.anyio
async def test_blocks_close_what_they_carry_now_and_are_no_matter_of_the_desk(store, make):
    await store.record(make.unit(make.dispatch("item-0"), "coast", "block:one"))
    await store.record(make.unit(make.dispatch("item-1"), "coast"))
    held = Selection(make.noon, grants=(Grant("coast", None, None),), blocks=frozenset({"block:one", "block:two"}))

    async def ids(selection):
        return [s.dispatch.id for s in await store.dispatches.live(selection, before=None, limit=9)]

    assert await ids(held) == ["item-1"]
    assert await ids(replace(held, match='"bacs"')) == ["item-1"]
    assert await ids(replace(held, desk=True)) == ["item-1", "item-0"]
    block = Restriction("one", Limit.BLOCK, "*")
    await store.companies.put_restriction(block, [("item-1", 1)], make.noon)
    assert await ids(held) == ["item-0"]


@pytest.mark.anyio
async def test_filters_leave_texts_out_and_never_a_kill(store, make):
    for id in ("item-0", "item-1", "item-2"):
        await store.record(make.unit(make.dispatch(id), "coast", *(("filter:bets",) if id != "item-1" else ())))
    await store.record(make.kill(make.dispatch("item-2", 2)))
    selection = Selection(make.noon, grants=(Grant("coast", None, None),), without=frozenset({"filter:bets"}))
    seen = await store.dispatches.live(selection, before=None, limit=9)
    assert [s.dispatch.id for s in seen] == ["item-2", "item-1"]
    changed = await store.dispatches.changed(selection, after=0, limit=9)
    assert [s.dispatch.id for s in changed] == ["item-1", "item-2"]


@pytest.mark.anyio
async def test_one_who_has_nothing_sees_nothing(store, make):
    await store.record(make.unit(make.dispatch(), "coast"))
    assert await store.dispatches.count(Selection(make.noon)) == 0
    assert await store.dispatches.count(Selection(make.noon, grants=(Grant("coast", None, None),))) == 1


@pytest.mark.anyio
async def test_filters_narrow_the_live_list(store, make):
    await store.record(make.unit(make.dispatch("a", urgency=2, language="fr-CA"), place=make.place("e1")))
    await store.record(make.unit(make.dispatch("b", urgency=5, language="en", source="other"), place=make.place("e2")))
    everything = Selection(make.noon, desk=True)

    async def ids(**more):
        return [s.dispatch.id for s in await store.dispatches.live(replace(everything, **more), before=None, limit=9)]

    assert await ids() == ["b", "a"]
    assert await ids(language="fr") == ["a"]
    assert await ids(language="f") == []
    assert await ids(urgency=3) == ["a"]
    assert await ids(source="other") == ["b"]
    assert await ids(event="e1") == ["a"]
    assert await ids(match='"trafic"') == ["b", "a"]
    assert await ids(match='"trafic"', event="e2") == ["b"]


@pytest.mark.anyio
async def test_the_live_list_and_the_pull_cursor_are_paged_without_gap_or_repeat(store, make):
    for n in range(7):
        await store.record(make.unit(make.dispatch(f"item-{n}"), "coast"))
    await store.record(make.unit(make.dispatch("item-2", 2), "coast"))
    selection = Selection(make.noon, grants=(Grant("coast", None, None),))
    for match in (None, '"bacs"'):
        asked, before, live = replace(selection, match=match), None, []
        while page := await store.dispatches.live(asked, before=before, limit=3):
            live += [s.dispatch.id for s in page]
            before = page[-1].first_position
        assert live == [f"item-{n}" for n in reversed(range(7))]
        after, changed = 0, []
        while page := await store.dispatches.changed(asked, after=after, limit=3):
            changed += [s.dispatch.id for s in page]
            after = page[-1].position
        assert changed == [f"item-{n}" for n in (0, 1, 3, 4, 5, 6, 2)]
