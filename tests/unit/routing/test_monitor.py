"""The monitor against the naive loop over the same queries, on trees and dispatches of a small alphabet."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest
from drawn import NOW, dispatches, seen, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Invalid
from telex.model.dispatch import Dispatch
from telex.routing.document import Words, words_of
from telex.routing.language.parser import parse
from telex.routing.language.query import And, Not, NumberRange, Or, Phrase, Query, Word
from telex.routing.matching import naive
from telex.routing.matching.monitor import Monitor


def wants(text: str, words: Words, now: datetime = NOW) -> bool:
    """Both monitors' answer, which has to be one."""
    query, monitors = parse(text), (Monitor(), naive.Monitor())
    for monitor in monitors:
        monitor.put("q", query)
    answers = {monitor.match(words, now).ids for monitor in monitors}
    assert len(answers) == 1
    return answers == {frozenset({"q"})}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.none() | trees), max_size=12),
    st.lists(dispatches, min_size=1, max_size=3),
)
def test_the_monitor_answers_as_the_naive_loop_through_puts_changes_and_drops(
    steps: list[tuple[str, Query | None]], items: list[Dispatch]
) -> None:
    monitor, oracle = Monitor(), naive.Monitor()
    documents = [words_of(item, event=None, arrived=NOW) for item in items]
    for name, query in steps:
        for each in (monitor, oracle):
            each.drop(name) if query is None else each.put(name, query)
        for words in documents:
            found, expected = monitor.match(words, NOW), oracle.match(words, NOW)
            assert found.ids == expected.ids
            assert found.broken == expected.broken == ()
            assert {name: found.why(name) for name in "abcde"} == {name: expected.why(name) for name in "abcde"}


@settings(max_examples=100, deadline=None)
@given(st.lists(trees, min_size=1, max_size=6), dispatches)
def test_a_monitor_emptied_again_holds_nothing_and_starts_afresh(queries: list[Query], item: Dispatch) -> None:
    monitor = Monitor()
    for number, query in enumerate(queries):
        monitor.put(str(number), query)
    for number in range(len(queries)):
        monitor.drop(str(number))
    assert (len(monitor), monitor.always, monitor.conditions) == (0, frozenset(), 0)
    assert monitor.match(words_of(item, event=None, arrived=NOW), NOW).ids == frozenset()


@settings(max_examples=100, deadline=None)
@given(trees, trees, dispatches)
def test_the_laws_of_logic_hold(a: Query, b: Query, item: Dispatch) -> None:
    words, monitor = words_of(item, event=None, arrived=NOW), Monitor()
    pairs = {
        "twice": (a, Or((a, a))),
        "de-morgan": (Not(Or((a, b))), And((Not(a), Not(b)))),
        "double": (a, Not(Not(a))),
    }
    for name, (left, right) in pairs.items():
        monitor.put(name + "<", left)
        monitor.put(name + ">", right)
    found = monitor.match(words, NOW)
    for name in pairs:
        assert (name + "<" in found.ids) == (name + ">" in found.ids)
    assert found == monitor.match(words, NOW)


@settings(max_examples=100, deadline=None)
@given(trees, trees, dispatches)
def test_an_unrelated_query_changes_no_other_answer(query: Query, other: Query, item: Dispatch) -> None:
    words, monitor = words_of(item, event=None, arrived=NOW), Monitor()
    monitor.put("q", query)
    before = "q" in monitor.match(words, NOW).ids
    monitor.put("other", other)
    assert ("q" in monitor.match(words, NOW).ids) == before


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from("abc"), max_size=8),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
    st.integers(0, 4),
)
def test_near_agrees_with_trying_every_choice_of_positions(text: list[str], words: list[str], slop: int) -> None:
    places = [[index for index, word in enumerate(text) if word == wanted] for wanted in words]
    expected = any(
        len(set(chosen)) == len(chosen)
        and max(p - i for i, p in enumerate(chosen)) - min(p - i for i, p in enumerate(chosen)) <= slop
        for chosen in product(*places)
    )
    stream = seen(body=(" ".join(text),)).streams.get("body")
    assert (stream is not None and stream.near(tuple(words), slop)) == expected


def test_a_query_that_raises_is_reported_and_stops_no_other() -> None:
    words = seen(headline="Accord en mer")
    broken = And((Word(None, "accord"), NumberRange("urgency", "high", None)))  # type: ignore[arg-type]
    either = Or((Word(None, "accord"), NumberRange("urgency", "high", None)))  # type: ignore[arg-type]
    for monitor in (Monitor(), naive.Monitor()):
        monitor.put("good", parse("accord"))
        monitor.put("broken", broken)
        monitor.put("decided", either)
        monitor.put("always", parse("* -guerre"))
        found = monitor.match(words, NOW)
        assert found.ids == {"good", "always", "decided"}
        assert found.broken == ("broken",)


def test_a_tree_that_cannot_be_planned_is_refused_and_leaves_the_former_query_in_place() -> None:
    monitor = Monitor()
    monitor.put("q", parse("accord"))
    for bad in (And((Word(None, "mer"), Query())), Phrase(None, ()), Word(None, "%")):
        with pytest.raises(Invalid, match="standing query"):
            monitor.put("q", bad)
    assert monitor.match(seen(headline="Accord"), NOW).ids == {"q"}
    assert monitor.conditions == 1


def test_a_node_that_is_not_understood_matches_nothing() -> None:
    monitor = naive.Monitor()
    monitor.put("q", Query())
    found = monitor.match(seen(headline="Accord"), NOW)
    assert (found.ids, found.broken) == (frozenset(), ("q",))


def test_queries_without_a_required_condition_are_known_as_always_run() -> None:
    monitor = Monitor()
    for name, text in {"no": "-sport", "or": "a OR NOT b", "anchored": "a -b", "all": "*"}.items():
        monitor.put(name, parse(text))
    assert monitor.always == {"no", "or", "all"}


def test_why_names_the_true_conditions_and_no_negated_one() -> None:
    monitor = Monitor()
    monitor.put("q", parse('(otan OR onu OR mer*) titre:accord -"cessez le feu"'))
    found = monitor.match(seen(headline="Accord à l’Otan", body=("La mer est calme.",)), NOW)
    assert found.why("q") == ("otan", "mer*", "headline:accord")
    assert found.why("unknown") == ()


def test_words_side_by_side_may_lie_in_two_parts_and_a_phrase_may_not() -> None:
    words = seen(headline="Accord de paix", body=("Paris se félicite.",), keywords=("mer noire", "climat"))
    assert wants("accord paris", words)
    assert not wants('"paix paris"', words)
    assert not wants('"paix paris"~50', words)
    assert wants('"paris felicite"~1', words)
    assert not wants('"noire climat"~50', words)


def test_a_phrase_may_run_from_one_paragraph_to_the_next() -> None:
    assert wants('body:"le conseil vote"', seen(body=("Réuni ce matin, le conseil", "vote demain.")))


def test_plural_and_singular_agree_for_bare_words_and_differ_in_quotes() -> None:
    words = seen(headline="Les généraux votent")
    assert wants("general", words)
    assert wants("GÉNÉRAUX", words)
    assert not wants('"general"', words)
    assert wants("géné*", words)


def test_fields_look_where_they_say_and_aliases_are_the_same_field() -> None:
    words = seen(
        headline="Accord", subheadline="Second titre", byline=("Anne Lune",), located="Brest", language="fr-CA",
        subjects=("20000598",), evolved_from="item-1", genre="Alert", slugline="MER-ACCORD", urgency=2,
    )  # fmt: skip
    for text in (
        "titre:accord", "slug:mer", 'auteur:"anne lune"', "lieu:brest", "abstract:second", "second", "source:AGENCE",
        "language:fr", "language:fr-ca", "subject:medtop:20000598", "genre:alert", "type:text", "event:ev-1",
        "uri:urn:d", "evolvedfrom:item-1", "evolvedfrom:*", "urgency:<=2", "version:1", "wordcount:<1", "date:2026-07-14",
    ):  # fmt: skip
        assert wants(text, words), text
    for text in (
        "lune",
        "brest",
        "translationof:*",
        "priority:>=0",
        "country:*",
        "person:*",
        "body:*",
        "firstcreated:*",
    ):
        assert not wants(text, words), text


def test_relative_dates_are_resolved_at_the_match() -> None:
    words = seen(headline="Accord")
    assert wants("date:>=now-7d", words, NOW + timedelta(days=7))
    assert not wants("date:>=now-7d", words, NOW + timedelta(days=7, seconds=1))
    assert wants("date:[now-1h TO now]", words, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date:[2026-07-01 TO 2026-07-14]", True),
        ("date:{2026-07-14 TO 2026-08]", False),
        ("date:<2026-07-14", False),
        ("date:<=2026-07-14", True),
        ("date:>2026-07", False),
        ("date:>=2026-07", True),
        ("date:2026", True),
        ("date:2026-07-14T14:00", True),
        ("date:2026-07-14T12:00", False),
        ("date:2026-07-14T12:00:00Z", True),
    ],
)
def test_the_ends_of_a_time_range_belong_to_it_or_not_as_written(text: str, expected: bool) -> None:
    assert wants(text, seen(headline="Accord")) is expected
