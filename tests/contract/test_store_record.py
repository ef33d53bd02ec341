"""One unit of work: everything of it or nothing, in dense positions, in the order of the calls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Conflict, Invalid, Stale
from telex.model.delivery import LogEntry, Slip
from telex.model.filing import Filed, Order
from telex.model.record import Selection
from telex.model.vocabulary import Act, Kind, PubStatus

pytestmark = pytest.mark.anyio


async def test_a_recorded_version_comes_back_as_it_was_with_its_place_in_the_log(store, make):
    place = make.place(score=0.4, terms=("port", "bac"))
    d = make.dispatch(keywords=("port",), byline=("Ana Lorme",), urgency=3)
    position = await store.record(make.unit(d, "coast", place=place, at=make.noon, filing=make.filing()))
    found = await store.dispatches.newest("one")
    assert position == 1
    assert found.dispatch == replace(d, first_published_at=make.noon)
    assert (found.position, found.first_position, found.kind, found.newest) == (1, 1, Kind.PUBLISH, True)
    assert found.carried == {"coast"}
    assert found.member.event == "event-1"
    assert found.member.evidence == place.evidence
    assert await store.dispatches.by_uri("urn:test:one") == found
    assert await store.dispatches.at(1) == found
    assert await store.dispatches.version("one", 1) == found


async def test_what_is_not_there_is_none(store):
    assert await store.dispatches.newest("nothing") is None
    assert await store.dispatches.by_uri("urn:nothing") is None
    assert await store.dispatches.at(7) is None
    assert await store.dispatches.version("nothing", 1) is None
    assert await store.dispatches.facts("nothing", 1) is None
    assert (await store.head(), await store.earliest()) == (0, 0)


async def test_thirty_two_callers_at_once_get_dense_positions_in_the_order_of_their_calls(store, make):
    units = [make.unit(make.dispatch(f"item-{n}")) for n in range(32)]
    assert await asyncio.gather(*(store.record(unit) for unit in units)) == list(range(1, 33))
    rows = await store.read(0, 100)
    assert [row.position for row in rows] == list(range(1, 33))
    assert [row.item for row in rows] == [f"item-{n}" for n in range(32)]


async def test_thirty_two_filings_of_one_item_become_thirty_two_dense_versions_when_each_tries_again(store, make):
    async def file(n: int) -> None:
        while True:
            known = await store.dispatches.lineage(id="one", uri=None, evolved_from=None, translation_of=None)
            version = known.versions[-1] + 1 if known.versions else 1
            try:
                await store.record(make.unit(make.dispatch(version=version), filing=make.filing(f"{n}".encode())))
            except Stale:
                continue
            return

    await asyncio.gather(*(file(n) for n in range(32)))
    versions = await store.dispatches.versions("one")
    assert [v.dispatch.version for v in versions] == list(range(1, 33))
    assert [v.position for v in versions] == list(range(1, 33))
    assert [v.newest for v in versions] == [False] * 31 + [True]
    assert len(await store.filings.of("one")) == 32


async def test_a_unit_that_fails_leaves_nothing_and_its_neighbours_of_the_same_commit_stay(store, make):
    good = [make.unit(make.dispatch(f"item-{n}")) for n in range(4)]
    stale = make.unit(make.dispatch("late-comer"), relied_on=3, filing=make.filing(key="k"))
    outcomes = await asyncio.gather(
        *(store.record(unit) for unit in [*good[:2], stale, *good[2:]]), return_exceptions=True
    )
    assert [o for o in outcomes if isinstance(o, int)] == [1, 2, 3, 4]
    assert isinstance(outcomes[2], Stale)
    assert await store.dispatches.newest("late-comer") is None
    assert await store.filings.answered("", "k") is None


async def test_a_decision_taken_on_another_version_is_stale(store, make):
    await store.record(make.unit())
    for unit in (make.unit(), make.unit(make.dispatch(version=3)), make.unit(make.dispatch("two", uri="urn:test:one"))):
        with pytest.raises(Stale):
            await store.record(unit)
    assert await store.head() == 1


async def test_a_text_that_is_no_unicode_is_refused_in_telex_words(store, make):
    with pytest.raises(Invalid, match="surrogate"):
        await store.record(make.unit(make.dispatch(headline="half \ud800")))


async def test_a_held_version_cannot_be_recorded(store, make):
    with pytest.raises(Invalid, match="held"):
        await store.record(make.unit(make.dispatch(hold=True)))


async def test_the_answer_to_a_key_and_to_the_same_bytes_is_kept(store, make):
    filing = make.filing(source="valbrume", key="k-1")
    await store.record(make.unit(filing=filing, facts=make.facts()))
    answer = Filed("one", "urn:test:one", 1, 1, "published")
    assert await store.filings.answered("valbrume", "k-1") == (filing.sha256, answer)
    assert await store.filings.answered("other", "k-1") is None
    assert await store.filings.same("valbrume", filing.sha256) == answer
    assert await store.filings.same(None, filing.sha256) is None
    assert await store.dispatches.facts("one", 1) == make.facts()


async def test_an_order_is_never_a_repeat_of_the_same_bytes(store, make):
    filing = make.filing(order=Order(Act.CORRECT, of="one", note="date"), by="editor-1")
    await store.record(make.unit(filing=filing))
    assert await store.filings.same(None, filing.sha256) is None
    assert (await store.filings.of("one"))[0].filing == filing


async def test_a_key_taken_meanwhile_makes_the_second_filing_stale(store, make):
    await store.record(make.unit(filing=make.filing(key="k")))
    with pytest.raises(Stale):
        await store.record(make.unit(make.dispatch("two"), filing=make.filing(b"x", key="k")))


async def test_kept_filings_are_paged_in_order_of_arrival(store, make):
    for n in range(5):
        source = "odd" if n % 2 else "even"
        await store.record(make.unit(make.dispatch(f"item-{n}"), filing=make.filing(f"{n}".encode(), source=source)))
    first = await store.filings.page(after=None, limit=2)
    rest = await store.filings.page(after=first[-1].id, limit=10)
    assert [kept.filing.body for kept in first + rest] == [b"0", b"1", b"2", b"3", b"4"]
    assert [k.item for k in await store.filings.page(after=None, limit=9, source="odd")] == ["item-1", "item-3"]


async def test_the_lineage_of_a_draft_is_found_by_id_and_by_uri_with_its_links(store, make):
    await store.record(make.unit(make.dispatch("base"), "coast"))
    await store.record(make.unit(make.dispatch("one"), "sea"))
    await store.record(make.unit(make.dispatch("one", 2), "coast"))
    by_id = await store.dispatches.lineage(id="one", uri=None, evolved_from="base", translation_of="urn:test:base")
    by_uri = await store.dispatches.lineage(
        id=None, uri="urn:test:one", evolved_from="urn:test:base", translation_of="base"
    )
    assert by_id == by_uri
    assert by_id.newest.dispatch.version == 2
    assert by_id.versions == (1, 2)
    assert by_id.carried_before == {"sea", "coast"}
    assert by_id.evolved_from.dispatch.id == by_id.original.dispatch.id == "base"


async def test_a_late_version_is_history_and_never_the_newest(store, make):
    await store.record(make.unit(make.dispatch(version=5), relied_on=None))
    late = make.dispatch(version=3, late=True, body=("Un texte ancien, zibeline.",))
    assert await store.record(make.unit(late, relied_on=5)) == 2
    newest = await store.dispatches.newest("one")
    assert (newest.dispatch.version, newest.position) == (5, 1)
    assert (await store.dispatches.at(2)).kind is Kind.MARK
    assert await store.dispatches.changed(Selection(make.noon, desk=True), after=1, limit=9) == []
    assert await store.dispatches.count(Selection(make.noon, desk=True, match='"zibeline"')) == 0


async def test_a_withdrawn_version_is_off_the_wire_and_a_later_usable_one_is_on_again(store, make):
    everything = Selection(make.noon, desk=True)
    await store.record(make.unit())
    gone = make.dispatch(version=2, pubstatus=PubStatus.WITHHELD)
    await store.record(make.unit(gone, kind=Kind.WITHDRAW, now=make.noon + timedelta(hours=1)))
    assert (await store.dispatches.version("one", 1)).dispatch.pubstatus is PubStatus.WITHHELD
    assert await store.dispatches.live(everything, before=None, limit=9) == []
    await store.record(make.unit(make.dispatch(version=3), now=make.noon + timedelta(hours=2)))
    (back,) = await store.dispatches.live(everything, before=None, limit=9)
    assert back.dispatch.first_published_at == make.noon


async def test_each_subscriber_is_named_once_with_all_his_reasons(store, make):
    await store.record(make.unit(make.dispatch(), "coast"))
    again = make.unit(make.dispatch(version=2), "coast")
    slips = (Slip("company-of-coast", ("sea",)), Slip("other", ("sea",)))
    await store.record(replace(again, route=replace(again.route, slips=slips)))
    assert await store.dispatches.slips("one") == [Slip("company-of-coast", ("coast", "sea")), Slip("other", ("sea",))]


async def test_the_log_is_read_as_a_gapless_prefix_of_what_follows(store, make):
    for n in range(5):
        await store.record(make.unit(make.dispatch(f"item-{n}"), cause="test"))
    assert await store.read(2, 2) == [
        LogEntry(3, make.noon, Kind.PUBLISH, "item-2", 1, "test"),
        LogEntry(4, make.noon, Kind.PUBLISH, "item-3", 1, "test"),
    ]
    assert await store.head() == 5


async def test_the_clock_never_runs_backwards_across_a_restart(keeper, make):
    store = keeper()
    await store.record(make.unit())
    await store.close()
    store = keeper()
    assert await store.seen_now(make.noon - timedelta(days=1)) == make.noon
    assert await store.seen_now(make.noon + timedelta(days=1)) == make.noon + timedelta(days=1)
    await store.close()


async def test_an_event_gives_its_members_in_log_order_and_around_a_date(store, make):
    for n, id in enumerate(("a", "b", "c")):
        at = make.noon + timedelta(days=n)
        await store.record(make.unit(make.dispatch(id), place=make.place(), at=at))
    await store.record(make.unit(make.dispatch("a", 2), place=make.place(), at=make.noon))
    assert [m.dispatch.id for m in await store.events.members("event-1")] == ["b", "c", "a"]
    around = await store.events.around(make.noon, make.noon + timedelta(days=1), 10)
    assert [(d.id, d.version, member.position) for d, _, member in around] == [("b", 1, 2), ("a", 2, 4)]
    assert around[0][1] == make.place()
    assert [d.id for d, _, _ in await store.events.around(make.noon, make.noon + timedelta(days=9), 1)] == ["a"]


async def test_after_a_kill_nothing_can_follow_but_a_late_stub(store, make):
    await store.record(make.unit())
    await store.record(make.kill(make.dispatch(version=2)))
    with pytest.raises(Conflict, match="killed"):
        await store.record(make.unit(make.dispatch(version=3)))
