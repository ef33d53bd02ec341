"""Why a query matched, which clause failed, and where the true words stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, PubStatus
from telex.routing.document import Words, words_of
from telex.routing.explain import Explained, Mark, excerpt, explain, marks, reasons
from telex.routing.language.parser import parse
from telex.routing.language.query import And, Not, Or, Phrase, Prefix, Query, Word
from telex.routing.matching.truth import matches
from telex.routing.terms import analyse

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)


def dispatch(**changes: object) -> Dispatch:
    plain = Dispatch(
        id="d", uri="urn:d", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOW, source="agence"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def analysed(item: Dispatch) -> Words:
    return words_of(item, event=None, arrived=NOW)


def asked(text: str, item: Dispatch) -> Explained:
    return explain(parse(text), item, analysed(item), NOW, UTC)


def marked(text: str, item: Dispatch) -> list[str]:
    """The marked words, each with where it stands."""
    found = []
    for mark in marks(parse(text), item, analysed(item), NOW):
        value = getattr(item, mark.text)
        block = value if isinstance(value, str) else value[mark.block]
        found.append(f"{mark.text}.{mark.block}: {block[mark.start : mark.end]}")
    return found


def test_the_mark_leaves_the_elision_out_and_keeps_accents_and_plurals_as_written() -> None:
    item = dispatch(headline="L’Évêque d’Arras et les évêques", body=("Aujourd’hui l'ÉVEQUE se tait.",))
    assert marked("evêque", item) == ["headline.0: Évêque", "headline.0: évêques", "body.0: ÉVEQUE"]


def test_a_phrase_is_one_mark_and_stands_as_it_is_spelt() -> None:
    item = dispatch(headline="Le Conseil de sécurité, le conseil de la sécurité", body=("Conseil de Sécurité",))
    assert marked('"conseil de sécurité"', item) == ["headline.0: Conseil de sécurité", "body.0: Conseil de Sécurité"]


def test_a_phrase_that_runs_into_the_next_paragraph_is_marked_in_both() -> None:
    item = dispatch(body=("Réuni, le conseil", "vote demain."))
    assert marked('"le conseil vote"', item) == ["body.0: le", "body.0: conseil", "body.1: vote"]


def test_a_near_phrase_marks_each_of_its_words_and_none_that_is_too_far() -> None:
    item = dispatch(headline="Accord signé à Paris", body=("Un accord, puis rien, rien, rien, et Paris",))
    assert marked('"accord paris"~2', item) == ["headline.0: Accord", "headline.0: Paris"]


def test_marks_that_overlap_are_one() -> None:
    item = dispatch(headline="Le traité de paix de Brest")
    assert marked('"traité de paix" "paix de Brest" brest', item) == ["headline.0: traité de paix de Brest"]


def test_only_the_alternatives_that_are_true_are_marked() -> None:
    item = dispatch(headline="Accord sur la pêche à Brest")
    assert marked("(accord guerre) OR brest", item) == ["headline.0: Brest"]
    assert marked("accord -guerre -(pêche lune)", item) == ["headline.0: Accord"]


def test_a_double_negation_is_marked_again() -> None:
    item = dispatch(headline="Accord à Brest")
    query = Not(Or((Not(Word(None, "accord")), Word(None, "guerre"))))
    assert [m.start for m in marks(query, item, analysed(item), NOW)] == [0]


def test_a_field_is_marked_where_it_looks_and_nowhere_else() -> None:
    item = dispatch(
        headline="Brest", subheadline="Brest dort", abstract="À Brest", keywords=("brest", "mer"), located="Brest",
        byline=("Anne Brest",), body=("Brest",),
    )  # fmt: skip
    assert marked("lieu:brest", item) == ["located.0: Brest"]
    assert marked("abstract:brest", item) == ["subheadline.0: Brest", "abstract.0: Brest"]
    assert marked("auteur:bre*", item) == ["byline.0: Brest"]
    assert len(marked("brest", item)) == 5, "a word without a field looks at neither place nor signature"


def test_what_does_not_match_has_no_mark() -> None:
    assert asked("accord guerre", dispatch(headline="Accord")).marks == ()


def test_clauses_say_which_were_true_and_which_failed_first() -> None:
    item = dispatch(headline="Accord à l’Otan", language="en", urgency=4)
    found = asked("(otan OR onu) accord urgency:<=2 language:fr", item)
    assert (found.matched, found.held, found.failed) == (False, 2, "urgency:<=2")
    assert [(c.text, c.true, c.because, c.found) for c in found.clauses] == [
        ("otan OR onu", True, ("otan",), ()),
        ("accord", True, ("accord",), ()),
        ("urgency:<=2", False, (), ("4",)),
        ("language:fr", False, (), ("en",)),
    ]


def test_a_negated_clause_that_fails_says_what_stands_there() -> None:
    found = asked("accord NOT language:en", dispatch(headline="Accord", language="en"))
    assert (found.failed, found.clauses[1].found) == ("NOT language:en", ("en",))


def test_of_several_alternatives_the_one_that_came_nearest_is_told() -> None:
    item = dispatch(headline="Accord de paix", language="en")
    found = asked("(guerre lune brume) OR (accord paix language:fr) OR brest", item)
    assert (found.within, found.held, found.failed) == ("accord AND paix AND language:fr", 2, "language:fr")
    alone = asked("(guerre lune) OR brest", item)
    assert (alone.within, alone.failed) == (None, "(guerre AND lune) OR brest")


def test_times_are_told_in_the_zone_asked_for() -> None:
    assert asked("date:2026-07-13", dispatch()).clauses[0].found == ("2026-07-14T12:00+00:00",)


def test_an_excerpt_begins_near_the_first_true_word_and_counts_its_marks_anew() -> None:
    before, after = "mot " * 100, " fin" * 100
    item = dispatch(body=("Rien ici.", f"{before}accord{after}"))
    found = excerpt(item, marks(parse("accord"), item, analysed(item), NOW))
    ((start, end),) = found.spans
    assert found.text[start:end] == "accord"
    assert len(found.text) <= 300
    assert (found.before, found.after) == (True, True)


def test_an_excerpt_without_a_true_word_is_the_beginning() -> None:
    found = excerpt(dispatch(body=("Rien ici.",)), ())
    assert (found.text, found.spans, found.before, found.after) == ("Rien ici.", (), False, False)
    assert excerpt(dispatch(), ()).text == ""


def test_of_a_summary_the_excerpt_is_of_the_summary() -> None:
    item = dispatch(abstract="Un accord à Brest")
    found = excerpt(item, marks(parse("accord"), item, analysed(item), NOW))
    assert (found.text, found.spans) == ("Un accord à Brest", ((3, 9),))


# properties

WORDS = ["général", "généraux", "Mer", "merle", "l'Otan", "otan", "L’OTAN", "de", "paix", "№5", "ﬁn"]
lines = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
leaf: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, st.sampled_from([None, "headline", "body"]), st.sampled_from(WORDS)),
    st.builds(Prefix, st.none(), st.sampled_from(["mer", "géné", "ota"])),
    st.builds(
        Phrase, st.sampled_from([None, "body"]),
        st.lists(st.sampled_from(["Mer", "otan", "de", "paix"]), min_size=1, max_size=3).map(tuple),
        st.sampled_from([0, 0, 1, 3]),
    ),
)  # fmt: skip


def _groups(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(And, some), st.builds(Or, some), st.builds(Not, inner))


trees = st.recursive(leaf, _groups, max_leaves=6)
items = st.builds(
    dispatch, headline=st.none() | lines, body=st.lists(lines, max_size=2).map(tuple), slugline=st.none() | lines
)


@settings(max_examples=300, deadline=None)
@given(trees, items)
def test_marks_are_true_words_in_order_and_the_conditions_named_are_true(query: Query, item: Dispatch) -> None:
    words = analysed(item)
    found = explain(query, item, words, NOW, UTC)
    assert found.matched == matches(query, words, NOW)
    assert (found.failed is None) == found.matched
    assert all(matches(leaf, words, NOW) for leaf in reasons(query, words, NOW) if found.matched)
    last: Mark | None = None
    for mark in found.marks:
        value = getattr(item, mark.text)
        block = value if isinstance(value, str) else value[mark.block]
        assert analyse(block[mark.start : mark.end])
        assert last is None or (last.text, last.block) != (mark.text, mark.block) or last.end <= mark.start
        last = mark


@settings(max_examples=300, deadline=None)
@given(leaf, items)
def test_a_text_condition_is_true_exactly_when_it_is_marked(condition: Query, item: Dispatch) -> None:
    words = analysed(item)
    assert bool(marks(condition, item, words, NOW)) == matches(condition, words, NOW)


@pytest.mark.parametrize("text", ["*", "urgency:<=9", "type:text", "-guerre"])
def test_what_stands_in_no_text_is_explained_without_marks(text: str) -> None:
    found = asked(text, dispatch(headline="Accord"))
    assert found.matched
    assert found.marks == ()
