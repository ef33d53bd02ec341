"""Rulings of the desk on events: what they change, what they leave behind, and what undoing restores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Conflict, Invalid, NotFound
from telex.model.event import Evidence, Offer, Place
from telex.model.grouping import Instruction, Ruling, Stand, Undo
from telex.model.record import Known
from telex.model.vocabulary import Kind, Relation

pytestmark = pytest.mark.anyio
EVERY = (Stand.OPEN, Stand.CONFIRMED, Stand.REJECTED, Stand.MOOT)


class Desk:
    """One store with a few events, and an editor."""

    def __init__(self, store, make):
        self.store, self.make = store, make

    async def file(self, id, event, relation=Relation.NEW, related_to=None, evidence=None, offers=()):
        proof = evidence or Evidence("clustering", 2, 0.41, 0.25, terms=("bac", "quai"))
        place = Place(event, relation, related_to, proof, offers=offers)
        return await self.store.record(self.make.unit(self.make.dispatch(id), place=place))

    async def rule(self, ruling, **more):
        return await self.store.grouping.apply(Instruction(ruling, "edith", self.make.noon, **more))

    async def undo(self, outcome):
        return await self.store.grouping.apply(Undo(outcome.decision.id, "edith", self.make.noon))

    async def kill(self, id):
        await self.store.record(self.make.kill(self.make.dispatch(id, version=2)))

    async def where(self, *ids):
        found = [(await self.store.dispatches.newest(id)).member for id in ids]
        return [(m.event, m.relation.value, m.related_to) for m in found]

    async def events(self, *ids):
        return [event for event, _, _ in await self.where(*ids)]

    async def pairs(self):
        return {(p.one, p.other, p.must) for p in await self.store.grouping.pairs()}


@pytest.fixture
async def desk(store, make):
    found = Desk(store, make)
    await found.file("a1", "A")
    await found.file("a2", "A", Relation.ACCOUNT, "a1")
    await found.file("b1", "B")
    await found.file("b2", "B", Relation.REPOST, "b1")
    return found


async def test_a_merge_keeps_the_older_id_whichever_is_named_first(desk):
    outcome = await desk.rule(Ruling.MERGE, event="B", other="A", why="même incendie")
    assert await desk.where("a1", "a2", "b1", "b2") == [
        ("A", "new", None), ("A", "account", "a1"), ("A", "account", "a1"), ("A", "repost", "b1"),
    ]  # fmt: skip
    assert (outcome.decision.event, outcome.decision.other, outcome.decision.items) == ("A", "B", ("b1", "b2"))
    assert (outcome.decision.by, outcome.decision.why) == ("edith", "même incendie")
    assert await desk.store.grouping.redirected("B") == "A"
    assert await desk.store.grouping.redirected("A") is None
    assert await desk.pairs() == {("a1", "b1", True), ("a1", "b2", True)}


async def test_a_ruling_is_a_row_of_the_log_that_names_no_item(desk):
    outcome = await desk.rule(Ruling.MERGE, event="A", other="B")
    (row,) = await desk.store.read(outcome.position - 1, 9)
    assert (row.kind, row.item, row.version, row.cause) == (Kind.REGROUP, None, None, f"ruling:{outcome.decision.id}")
    undone = await desk.undo(outcome)
    assert undone.position == outcome.position + 1 == await desk.store.head()


async def test_undoing_a_merge_restores_what_was_and_lifts_its_pairs(desk):
    before = [(await desk.store.dispatches.newest(id)).member for id in ("a1", "a2", "b1", "b2")]
    outcome = await desk.rule(Ruling.MERGE, event="A", other="B")
    assert (await desk.store.dispatches.newest("b1")).member.evidence.method == "editor"
    undone = await desk.undo(outcome)
    assert [(await desk.store.dispatches.newest(id)).member for id in ("a1", "a2", "b1", "b2")] == before
    assert await desk.pairs() == set()
    assert await desk.store.grouping.redirected("B") is None
    assert (undone.decision.undone_by, undone.decision.undone_at) == ("edith", desk.make.noon)
    with pytest.raises(Conflict, match="undone already"):
        await desk.undo(outcome)


async def test_a_dispatch_that_joined_since_stays_when_a_merge_is_undone(desk):
    outcome = await desk.rule(Ruling.MERGE, event="A", other="B")
    await desk.file("c1", "A", Relation.ACCOUNT, "a1")
    await desk.undo(outcome)
    assert await desk.events("a1", "b1", "c1") == ["A", "B", "A"]


async def test_a_split_leaves_the_id_on_the_larger_part(desk):
    await desk.file("a3", "A", Relation.ACCOUNT, "a1")
    outcome = await desk.rule(Ruling.SPLIT, event="A", items=("a1", "a2"))
    fresh = outcome.decision.other
    assert await desk.where("a1", "a2", "a3") == [("A", "new", None), ("A", "account", "a1"), (fresh, "new", None)]
    assert fresh not in ("A", "B")
    assert await desk.pairs() == {("a1", "a3", False), ("a2", "a3", False)}


async def test_a_part_of_equal_size_that_is_named_takes_the_new_id(desk):
    outcome = await desk.rule(Ruling.SPLIT, event="B", items=("b2",))
    assert await desk.where("b1", "b2") == [("B", "new", None), (outcome.decision.other, "new", None)]


async def test_who_stays_behind_loses_a_relation_to_who_left(desk):
    await desk.file("b3", "B", Relation.REPOST, "b1")
    await desk.rule(Ruling.SPLIT, event="B", items=("b1",))
    assert [row[1:] for row in await desk.where("b2", "b3")] == [("new", None), ("account", "b2")]


async def test_a_move_takes_the_named_ones_alone(desk):
    await desk.rule(Ruling.MOVE, items=("b2",), event="A")
    assert await desk.where("b1", "b2") == [("B", "new", None), ("A", "account", "a1")]
    assert await desk.pairs() == {("a1", "b2", True)}


async def test_an_event_whose_last_text_is_moved_leads_to_where_it_went(desk):
    await desk.rule(Ruling.MOVE, items=("b1", "b2"), event="A")
    assert await desk.store.grouping.redirected("B") == "A"
    await desk.file("z1", "Z")
    assert (await desk.rule(Ruling.MERGE, event="Z", other="B")).decision.event == "A", "an old id is followed"


async def test_redirects_are_followed_to_the_end(desk):
    await desk.file("c1", "C")
    await desk.rule(Ruling.MERGE, event="B", other="C")
    await desk.rule(Ruling.MERGE, event="A", other="B")
    assert await desk.store.grouping.redirected("C") == "A"


async def test_a_relabel_changes_the_relation_alone_and_keeps_the_figures(desk):
    await desk.rule(Ruling.RELABEL, items=("a2",), relation=Relation.UPDATE)
    member = (await desk.store.dispatches.newest("a2")).member
    assert (member.event, member.relation, member.related_to) == ("A", Relation.UPDATE, "a1")
    assert (member.evidence.method, member.evidence.score, member.evidence.terms) == ("editor", 0.41, ("bac", "quai"))
    with pytest.raises(Invalid, match="nothing would change"):
        await desk.rule(Ruling.RELABEL, items=("a2",), relation=Relation.UPDATE)
    with pytest.raises(Invalid, match="kill the dispatch itself"):
        await desk.rule(Ruling.RELABEL, items=("a2",), relation=Relation.KILL)
    with pytest.raises(Invalid, match="same event"):
        await desk.rule(Ruling.RELABEL, items=("a2",), relation=Relation.REPOST, related_to="b1")


async def test_the_last_word_counts_and_ends_the_pairs_that_it_contradicts(desk):
    split = await desk.rule(Ruling.SPLIT, event="A", items=("a2",))
    merge = await desk.rule(Ruling.MERGE, event="A", other=split.decision.other)
    assert await desk.pairs() == {("a1", "a2", True)}
    await desk.undo(merge)
    assert await desk.pairs() == {("a1", "a2", False)}, "what the merge had ended holds again"
    await desk.undo(split)
    assert await desk.pairs() == set()
    assert await desk.events("a1", "a2") == ["A", "A"]


async def test_undoing_leaves_alone_what_was_decided_since(desk):
    await desk.file("c1", "C")
    first = await desk.rule(Ruling.MERGE, event="A", other="B")
    await desk.rule(Ruling.MOVE, items=("b2",), event="C")
    await desk.undo(first)
    assert await desk.events("a1", "b1", "b2") == ["A", "B", "C"]


async def test_undoing_a_move_out_of_an_event_that_was_merged_since_follows_it(desk):
    await desk.file("c1", "C")
    move = await desk.rule(Ruling.MOVE, items=("b2",), event="C")
    await desk.rule(Ruling.MERGE, event="A", other="B")
    await desk.undo(move)
    assert await desk.where("b2") == [("A", "repost", "b1")]


async def test_a_stale_page_is_told_and_changes_nothing(desk):
    seen = await desk.store.head()
    await desk.rule(Ruling.MOVE, items=("b2",), event="A")
    with pytest.raises(Conflict, match="came first"):
        await desk.rule(Ruling.MERGE, event="A", other="B", based_on=seen)
    await desk.file("a9", "A", Relation.ACCOUNT, "a1")
    assert await desk.rule(Ruling.SPLIT, event="A", items=("a9",), based_on=await desk.store.head() - 1)


@pytest.mark.parametrize(
    ("error", "ruling", "more"),
    [
        (NotFound, Ruling.MERGE, {"event": "A", "other": "nowhere"}), (NotFound, Ruling.MERGE, {"event": "A"}),
        (Conflict, Ruling.MERGE, {"event": "A", "other": "A"}), (Invalid, Ruling.SPLIT, {"event": "A"}),
        (Invalid, Ruling.SPLIT, {"event": "A", "items": ("a1", "a2")}),
        (Conflict, Ruling.SPLIT, {"event": "A", "items": ("b1",)}),
        (Invalid, Ruling.SPLIT, {"event": "A", "items": tuple(f"x{n}" for n in range(201))}),
        (NotFound, Ruling.MOVE, {"event": "A", "items": ("nobody",)}),
        (Invalid, Ruling.MOVE, {"event": "A", "items": ("a1",)}),
        (Invalid, Ruling.RELABEL, {"items": ("a1", "a2"), "relation": Relation.ACCOUNT}),
        (Invalid, Ruling.RELABEL, {"items": ("a1",)}), (NotFound, Ruling.CONFIRM, {"suggestion": "none"}),
        (NotFound, Ruling.REJECT, {}),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_refused_and_leaves_no_trace(desk, error, ruling, more):
    head = await desk.store.head()
    with pytest.raises(error):
        await desk.rule(ruling, **more)
    assert await desk.store.head() == head
    assert await desk.store.grouping.decisions(None, before=None, limit=9) == []


async def test_the_history_of_an_event_holds_what_touched_it_newest_first(desk):
    split = await desk.rule(Ruling.SPLIT, event="B", items=("b2",))
    merge = await desk.rule(Ruling.MERGE, event="A", other="B")
    ids = [d.id for d in await desk.store.grouping.decisions("B", before=None, limit=9)]
    assert ids == [merge.decision.id, split.decision.id]
    assert [d.id for d in await desk.store.grouping.decisions("A", before=None, limit=9)] == [merge.decision.id]
    assert await desk.store.grouping.decisions("B", before=split.position, limit=9) == []
    assert (await desk.store.grouping.decision(split.decision.id)).event == "B"


# suggestions


def offer(kind, **more):
    return Offer(kind, score=0.21, threshold=0.25, terms=("phare", "digue"), **more)


async def the_one(desk, state=EVERY):
    (found,) = await desk.store.grouping.suggestions(state, before=None, limit=9)
    return found


async def test_what_placing_offers_is_kept_once(desk):
    grey = Evidence("clustering", 2, 0.21, 0.25, terms=("phare", "digue"), suggestion="A")
    await desk.file("c1", "C", evidence=grey, offers=(offer("join", event="A"),))
    found = await the_one(desk)
    assert (found.kind, found.item, found.event, found.score, found.terms) == (
        "join", "c1", "A", 0.21, ("phare", "digue"),
    )  # fmt: skip
    assert (found.state, found.position, await desk.store.grouping.waiting()) == (Stand.OPEN, 5, 1)
    again = desk.make.dispatch("c1", version=2)
    place = Place("C", Relation.UPDATE, "c1", grey, offers=(offer("join", event="A"),))
    await desk.store.record(desk.make.unit(again, place=place))
    assert await desk.store.grouping.waiting() == 1


async def test_the_grey_band_of_the_evidence_is_an_offer_too(desk):
    await desk.file("c1", "C", evidence=Evidence("clustering", 2, 0.21, 0.25, terms=("phare",), suggestion="A"))
    found = await the_one(desk)
    assert (found.kind, found.event, found.score, found.terms) == ("join", "A", 0.21, ("phare",))


async def test_a_rival_of_the_event_that_was_joined_is_an_offer_to_merge(desk):
    await desk.file("c1", "A", Relation.ACCOUNT, "a1", Evidence("clustering", 2, 0.5, 0.25, suggestion="B"))
    found = await the_one(desk)
    assert (found.kind, found.event, found.score) == ("merge", "B", None)


async def test_confirming_to_join_moves_the_dispatch_and_settles_the_suggestion(desk):
    await desk.file("c1", "C", offers=(offer("join", event="A"),))
    asked = await the_one(desk)
    outcome = await desk.rule(Ruling.CONFIRM, suggestion=asked.id)
    assert await desk.where("c1") == [("A", "account", "a1")]
    found = await the_one(desk)
    assert (found.state, found.decided_by, found.decision) == (Stand.CONFIRMED, "edith", outcome.decision.id)
    with pytest.raises(Conflict, match="confirmed already"):
        await desk.rule(Ruling.REJECT, suggestion=asked.id)
    await desk.undo(outcome)
    assert (await the_one(desk)).state is Stand.OPEN
    assert await desk.events("c1") == ["C"]


async def test_rejecting_moves_nothing_and_keeps_the_two_apart(desk):
    await desk.file("c1", "C", offers=(offer("join", event="A"),))
    await desk.rule(Ruling.REJECT, suggestion=(await the_one(desk)).id, why="autre ville")
    assert await desk.events("c1", "a1") == ["C", "A"]
    assert await desk.pairs() == {("a1", "c1", False), ("a2", "c1", False)}
    known = Known(newest=await desk.store.dispatches.newest("c1"))
    assert (await desk.store.grouping.ties("c1", known)).barred == {"A"}


async def test_rejecting_a_merge_keeps_both_events_apart(desk):
    await desk.file("a3", "A", Relation.ACCOUNT, "a1", offers=(offer("merge", event="B"),))
    await desk.rule(Ruling.REJECT, suggestion=(await the_one(desk)).id)
    assert len(await desk.pairs()) == 6
    assert all(not must for _, _, must in await desk.pairs())


@pytest.mark.parametrize("kind", ["translation", "correction", "update"])
async def test_confirming_a_link_gives_the_relation_and_brings_the_two_together(desk, kind):
    await desk.file("c1", "C", offers=(offer(kind, event="B", target="b1"),))
    await desk.rule(Ruling.CONFIRM, suggestion=(await the_one(desk)).id)
    assert await desk.where("c1") == [("B", kind, "b1")]
    assert await desk.pairs() == {("b1", "c1", True)}


async def test_a_suggestion_that_another_ruling_fulfilled_is_moot_until_that_is_undone(desk):
    await desk.file("c1", "C", offers=(offer("join", event="A"),))
    merge = await desk.rule(Ruling.MERGE, event="C", other="A")
    assert (await the_one(desk)).state is Stand.MOOT
    await desk.undo(merge)
    assert (await the_one(desk)).state is Stand.OPEN


async def test_a_suggestion_names_its_event_as_it_is_called_now(desk):
    await desk.file("c1", "C", offers=(offer("join", event="B"),))
    await desk.rule(Ruling.MERGE, event="A", other="B")
    assert (await the_one(desk)).event == "A"
    await desk.rule(Ruling.CONFIRM, suggestion=(await the_one(desk)).id)
    assert await desk.events("c1") == ["A"]


async def test_a_kill_is_confirmed_only_once_the_dispatch_is_dead(desk):
    await desk.file("c1", "C", offers=(Offer("kill", "A", "a2"),))
    asked = (await the_one(desk)).id
    with pytest.raises(Invalid, match="killed first"):
        await desk.rule(Ruling.CONFIRM, suggestion=asked)
    await desk.kill("a2")
    await desk.rule(Ruling.CONFIRM, suggestion=asked)
    assert (await the_one(desk)).state is Stand.CONFIRMED


async def test_no_word_of_a_killed_text_is_left_in_suggestions_or_rulings(desk):
    await desk.file("c1", "C", offers=(offer("join", event="A"), offer("update", event="B", target="b1")))
    merge = await desk.rule(Ruling.MERGE, event="C", other="A")
    await desk.kill("c1")
    found = await desk.store.grouping.suggestions(EVERY, before=None, limit=9)
    assert [(s.state, s.terms) for s in found] == [(Stand.MOOT, ()), (Stand.MOOT, ())]
    await desk.undo(merge)
    assert (await desk.store.dispatches.newest("c1")).member.evidence.terms == ()
    assert await desk.store.grouping.waiting() == 0, "a kill is not undone with a ruling"


async def test_what_asks_to_join_an_event_whose_texts_are_all_killed_is_moot(desk):
    await desk.file("c1", "C", offers=(offer("join", event="B"),))
    await desk.kill("b1")
    assert await desk.store.grouping.waiting() == 1
    await desk.kill("b2")
    assert await desk.store.grouping.waiting() == 0


async def test_decided_suggestions_come_out_as_labelled_pairs(desk):
    await desk.file("c1", "C", offers=(offer("join", event="A"), offer("translation", event="B", target="b1")))
    translation, join = await desk.store.grouping.suggestions(EVERY, before=None, limit=9)
    await desk.rule(Ruling.REJECT, suggestion=join.id)
    assert [(n.one, n.other, n.suggestion.state) for n in await desk.store.grouping.labels(before=None, limit=9)] == [
        ("c1", "a1", Stand.REJECTED)
    ]
    await desk.rule(Ruling.CONFIRM, suggestion=translation.id)
    labels = await desk.store.grouping.labels(before=None, limit=9)
    assert [(n.one, n.other) for n in labels] == [("c1", "b1"), ("c1", "a1")]
    assert [n.suggestion.id for n in await desk.store.grouping.labels(before=translation.id, limit=9)] == [join.id]


async def test_lists_of_suggestions_go_on_from_the_last_one(desk):
    offers = tuple(offer("update", target=t) for t in ("a1", "a2", "b1"))
    await desk.file("c1", "C", offers=offers)
    first = await desk.store.grouping.suggestions((Stand.OPEN,), before=None, limit=2)
    rest = await desk.store.grouping.suggestions((Stand.OPEN,), before=first[-1].id, limit=2)
    assert [s.target for s in first + rest] == ["b1", "a2", "a1"]
    assert [s.target for s in await desk.store.grouping.suggestions_of("B", 9)] == ["b1"]


async def test_ties_tell_where_an_item_and_its_links_stand_now(desk):
    stale = Known(
        newest=await desk.store.dispatches.newest("b2"), evolved_from=await desk.store.dispatches.newest("b1")
    )
    await desk.rule(Ruling.MERGE, event="A", other="B")
    ties = await desk.store.grouping.ties("b2", stale)
    assert (ties.own.event, ties.evolved_from.event, ties.original) == ("A", "A", None)
    assert (ties.bound, ties.barred) == (None, frozenset()), "its membership says already where it belongs"
    assert await desk.store.grouping.ties("fresh", Known()) == replace(ties, own=None, evolved_from=None)


async def test_an_update_is_barred_from_where_the_desk_says_that_its_original_is_not(desk):
    split = await desk.rule(Ruling.SPLIT, event="B", items=("b2",))
    linked = Known(evolved_from=await desk.store.dispatches.newest("b2"))
    ties = await desk.store.grouping.ties("fresh", linked)
    assert (ties.evolved_from.event, ties.barred) == (split.decision.other, {"B"})
    both = replace(linked, original=await desk.store.dispatches.newest("b1"))
    assert (await desk.store.grouping.ties("fresh", both)).barred == frozenset(), "a declared link is not barred"


async def test_rejecting_a_link_concerns_the_two_texts_alone(desk):
    await desk.file("c1", "C", offers=(offer("translation", event="A", target="a1"),))
    await desk.rule(Ruling.REJECT, suggestion=(await the_one(desk)).id)
    assert await desk.pairs() == {("a1", "c1", False)}


async def test_rulings_outlive_the_store_s_closing(desk, keeper, make):
    outcome = await desk.rule(Ruling.MERGE, event="A", other="B")
    await desk.store.close()
    opened = keeper()
    assert (await opened.grouping.decision(outcome.decision.id)) == outcome.decision
    assert await opened.grouping.redirected("B") == "A"
    around = await opened.events.around(make.noon - timedelta(days=1), make.noon + timedelta(days=1), 9)
    assert {place.event for _, place, _ in around} == {"A"}
    await opened.close()
