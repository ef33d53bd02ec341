"""The figures of a wire that was placed, computed by hand beside each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from telex.evaluate.grading import grade, spreads
from telex.evaluate.grouping import b_cubed, pairwise
from telex.evaluate.predictions import Prediction
from telex.evaluate.wire import Document, Wire

DAY = datetime(2026, 3, 10, tzinfo=UTC)


def document(id: str, event: str, relation: str | None = None, related_to: str | None = None) -> Document:
    return Document(id, DAY, event, title=id, relation=relation, related_to=related_to)


def placed(**where: str) -> dict[str, Prediction]:
    """`a="one update b"` = event, relation, target; what is not said is None."""
    return {id: Prediction(*(*text.split(), None, None)[:3]) for id, text in where.items()}  # type: ignore[arg-type]


WIRE = Wire(
    (
        document("a", "barge", "new"),
        document("b", "barge", "update", "a"),
        document("c", "strike", "new"),
        document("d", "strike", "kill", "c"),
        document("e", "barge", "repost", "b"),
        document("f", "storm"),
    ),
    twins=(("barge", "strike"), ("barge", "storm"), ("barge", "never seen")),
)


def test_groups_that_are_the_same_score_one() -> None:
    found = {"a": "x", "b": "x", "c": "y"}
    gold = {"a": "one", "b": "one", "c": "two"}
    assert (b_cubed(found, gold).f1, pairwise(found, gold).f1) == (1.0, 1.0)


def test_b_cubed_is_a_mean_over_documents_and_pairwise_over_pairs() -> None:
    found = {"a": "x", "b": "x", "c": "x", "d": "y"}
    gold = {"a": "one", "b": "one", "c": "two", "d": "one"}
    three, pairs = b_cubed(found, gold), pairwise(found, gold)
    assert three.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert three.recall == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert (pairs.precision, pairs.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def test_documents_that_stand_alone_everywhere_make_no_pair_and_no_fault() -> None:
    assert pairwise({"a": "x", "b": "y"}, {"a": "one", "b": "two"}).f1 == 1.0


def test_relations_are_counted_over_the_documents_whose_label_states_one() -> None:
    got = grade(WIRE, placed(a="1 new", b="1 update a", c="2 new", d="2 account c", e="1 repost a", f="3 new"))
    relations = got.relations
    assert relations is not None
    assert (relations.documents, relations.right) == (5, 4)
    assert relations.confusion["kill"]["account"] == 1
    assert "none" not in relations.confusion["kill"]
    assert (relations.linked, relations.exact, relations.right_event) == (3, 2, 3)
    assert relations.found["kill"].missed == ("d",)
    assert (relations.found["repost"].right, relations.found["repost"].predicted) == (1, 1)


def test_a_document_without_a_relation_has_a_column_of_its_own() -> None:
    got = grade(WIRE, placed(a="1 new", b="1", c="2 new", d="2 kill c", e="1 repost b", f="3 new"))
    assert got.relations is not None
    assert got.relations.confusion["update"]["none"] == 1
    assert got.relations.found["update"].missed == ("b",)


def test_a_wire_without_relations_has_no_figures_of_them() -> None:
    assert grade(Wire((document("a", "barge"),)), placed(a="1")).relations is None


def test_a_false_merge_names_the_two_events_and_the_first_documents_that_show_it() -> None:
    got = grade(WIRE, placed(a="1 new", b="1 update a", c="1 account a", d="1 kill c", e="2 new", f="2 account e"))
    assert [(m.events, m.documents) for m in got.merges] == [
        (("barge", "strike"), ("a", "c")),
        (("barge", "storm"), ("e", "f")),
    ]
    assert got.twins == 2, "a pair of which the wire holds one event alone is not counted"
    assert [m.events for m in got.twins_merged] == [("barge", "strike"), ("barge", "storm")]


def test_nothing_is_a_false_merge_when_an_event_is_merely_split() -> None:
    got = grade(WIRE, placed(a="1 new", b="4 new", c="2 new", d="2 kill c", e="5 new", f="3 new"))
    assert (got.merges, got.twins_merged, got.b_cubed.precision) == ((), (), 1.0)


def test_several_orders_give_mean_lowest_and_highest() -> None:
    good = grade(WIRE, placed(a="1", b="1", c="2", d="2", e="1", f="3"))
    bad = grade(WIRE, placed(a="1", b="1", c="1", d="1", e="1", f="1"))
    figures = spreads([good, bad], [10.0, 30.0])
    assert (figures["b_cubed_recall"].lowest, figures["pairwise_precision"].highest) == (1.0, 1.0)
    assert (figures["false_merges"].lowest, figures["false_merges"].highest) == (0.0, 3.0)
    assert figures["dispatches_per_second"].mean == 20.0
