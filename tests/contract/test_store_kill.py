"""A kill: the words are gone everywhere at once, the notice and the references stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from telex.model.draft import Embargo
from telex.model.facts import Anomaly, Caption
from telex.model.record import Grant, Reread, Selection
from telex.model.vocabulary import Kind, PubStatus

pytestmark = pytest.mark.anyio


def _rich(make, version=1, **more):
    return make.dispatch(
        version=version,
        body=("Un hippogriffe a été vu.",),
        abstract="Hippogriffe vu",
        subheadline="Hippogriffe",
        captions=(Caption("L'hippogriffe"),),
        keywords=("hippogriffe",),
        categories=("hippogriffe",),
        byline=("Ana Hippogriffe",),
        anomalies=(Anomaly("x", "hippogriffe"),),
        embargo=Embargo(make.noon - timedelta(days=1), "hippogriffe"),
        **more,
    )


async def test_all_versions_become_stubs_that_keep_reference_and_notice(store, make):
    await store.record(make.unit(_rich(make), "coast", place=make.place(terms=("hippogriffe",)), facts=make.facts()))
    await store.record(make.unit(_rich(make, 2), "sea"))
    kill = make.kill(_rich(make, 3, ednote="Information fausse"), cause="desk")
    assert await store.record(kill) == 3
    versions = await store.dispatches.versions("one")
    assert [v.dispatch.version for v in versions] == [1, 2, 3]
    for v in versions:
        assert "hippogriffe" not in repr(v).lower()
        assert v.dispatch.pubstatus is PubStatus.CANCELED
        last = v.dispatch.version == 3
        assert v.dispatch.headline == ("Le port de Valbrume rouvre, one" if last else None), "only the notice names it"
        assert (v.dispatch.slugline, v.dispatch.ednote) == ("valbrume-port" if last else None, "Information fausse")
        assert (v.dispatch.first_published_at, v.dispatch.killed_at) == (make.noon, kill.now)
        assert v.carried == {"coast", "sea"}
    assert (await store.dispatches.newest("one")).kind is Kind.KILL


async def test_a_withheld_headline_is_withheld_from_every_version(store, make):
    await store.record(make.unit())
    await store.record(make.kill(make.dispatch(version=2, withhold_headline=True)))
    for v in await store.dispatches.versions("one"):
        assert (v.dispatch.headline, v.dispatch.withhold_headline) == (None, True)


async def test_readings_search_rows_and_what_was_held_go_in_the_same_commit(store, make):
    filing = make.filing(b"un hippogriffe")
    await store.record(make.unit(_rich(make), filing=filing, facts=make.facts("hippogriffe")))
    await store.hold(make.hold(_rich(make), relied_on=1, facts=make.facts("hippogriffe")))
    await store.record(make.kill(make.dispatch(version=2), filing=make.filing(b"annulez"), facts=make.facts()))
    assert await store.holds.all() == []
    assert await store.timers.next() is None
    kept = await store.filings.of("one")
    assert [await store.filings.facts(k.id) for k in kept] == [None, None, None]
    assert kept[0].filing.body == b"un hippogriffe"
    assert await store.dispatches.facts("one", 1) is None
    everything = Selection(make.noon, desk=True, match='"hippogriffe"')
    assert await store.dispatches.count(everything) == 0


async def test_a_second_reading_does_not_bring_a_killed_text_back(store, make):
    await store.record(make.unit(filing=make.filing(), facts=make.facts()))
    (kept,) = await store.filings.of("one")
    await store.filings.reread(Reread(kept.id, "one", 2, False, ("headline",)), make.facts("autre"), make.noon)
    assert await store.filings.facts(kept.id) == make.facts()
    await store.record(make.kill(make.dispatch(version=2)))
    await store.filings.reread(Reread(kept.id, "one", 3, False), make.facts(), make.noon)
    assert await store.filings.facts(kept.id) is None


async def test_a_late_original_of_a_killed_dispatch_stays_dead(store, make):
    born_killed = make.kill(make.dispatch(body=(), ednote="Ne pas utiliser"), relied_on=None)
    await store.record(born_killed)
    late = _rich(make, 2, late=True)
    await store.record(make.unit(late, "coast", relied_on=1, filing=make.filing(), facts=make.facts()))
    found = await store.dispatches.version("one", 2)
    assert "hippogriffe" not in repr(found).lower()
    assert found.dispatch.ednote == "Ne pas utiliser"
    assert found.dispatch.pubstatus is PubStatus.CANCELED
    (kept,) = await store.filings.of("one")
    assert await store.filings.facts(kept.id) is None
    assert (await store.dispatches.newest("one")).dispatch.version == 1


async def test_the_kill_is_told_to_those_who_had_the_text_even_when_their_right_has_ended(store, make):
    await store.record(make.unit(make.dispatch(), "coast"))
    await store.record(make.kill(make.dispatch(version=2)))
    later = make.noon + timedelta(days=30)
    ended = Grant("coast", None, make.noon + timedelta(minutes=1))
    never = Grant("coast", make.noon + timedelta(days=2), None)
    (told,) = await store.dispatches.live(Selection(later, grants=(ended,), active=False), before=None, limit=9)
    assert told.dispatch.pubstatus is PubStatus.CANCELED
    assert await store.dispatches.count(Selection(later, grants=(never,))) == 0
    assert await store.dispatches.count(Selection(later, grants=(ended,), texts_only=True)) == 0


async def test_a_killed_dispatch_stays_in_its_event_as_a_stub_and_is_no_neighbour_any_more(store, make):
    await store.record(make.unit(_rich(make), place=make.place(), at=make.noon))
    await store.record(make.kill(make.dispatch(version=2)))
    (member,) = await store.events.members("event-1")
    assert member.dispatch.body == ()
    assert await store.events.around(make.noon, make.noon, 9) == []
