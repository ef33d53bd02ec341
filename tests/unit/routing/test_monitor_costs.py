"""What a query costs, which one is asked when, and what happens to the others when one cannot be decided."""

from __future__ import annotations

import pytest
from drawn import NOW, dispatches, seen, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Invalid
from telex.model.dispatch import Dispatch
from telex.routing.document import words_of
from telex.routing.language.parser import parse
from telex.routing.language.query import And, Not, NumberRange, Or, Query, Word
from telex.routing.matching import naive
from telex.routing.matching.frequencies import Frequencies
from telex.routing.matching.keys import key_of
from telex.routing.matching.monitor import Monitor
from telex.routing.matching.plans import pack
from telex.routing.matching.truth import matches

FAULTY = NumberRange("urgency", "high", None)  # type: ignore[arg-type]


def share(text: str, frequencies: Frequencies) -> float:
    return frequencies.share(key_of(pack(parse(text))))


def test_what_was_counted_outweighs_the_guess_from_the_length() -> None:
    guessed, counted = Frequencies(), Frequencies({"de": 10_000, "gouvernement": 6_000, "zut": 2})
    assert share("gouvernement", guessed) < share("zut", guessed)
    assert share("gouvernement", counted) == pytest.approx(0.6, abs=0.01)
    assert share("zut", counted) < 0.001


def test_a_prefix_is_as_common_as_the_words_that_begin_so() -> None:
    frequencies = Frequencies({"de": 1_000, "diplomate": 200, "diplomatie": 100, "dire": 300})
    assert share("diplom*", frequencies) == pytest.approx(0.3, abs=0.02)


def test_the_shares_are_learned_from_what_was_matched() -> None:
    monitor = Monitor()
    before = monitor.cost(parse("gouvernement"))
    for _ in range(400):
        monitor.match(seen(headline="Le gouvernement"), NOW)
    assert monitor.cost(parse("gouvernement")) > 3 * before


def test_after_a_renewal_the_rarest_required_condition_is_the_anchor() -> None:
    monitor = Monitor({"de": 1_000, "gouvernement": 10, "zut": 500})
    for number in range(5):
        monitor.put(f"q{number}", parse("gouvernement zut"))
    before = monitor.expensive(1)[0].estimate
    monitor.relearn({"de": 1_000, "gouvernement": 900, "zut": 1})
    assert [monitor.renew(2) for _ in range(4)] == [2, 2, 1, 0]
    assert monitor.expensive(1)[0].estimate < before / 2


def test_the_dearest_queries_are_listed_with_the_reason() -> None:
    monitor = Monitor({"de": 1_000, "le": 900, "mer": 800, "accord": 300, "otan": 3})
    monitor.put("always", parse("* -otan"))
    monitor.put("rare", parse("otan"))
    monitor.put("common", parse("accord"))
    monitor.put("phrases", parse('"le de mer"~50 OR "mer de le"~50'))
    listed = {cost.id: cost.why for cost in monitor.expensive(3)}
    assert list(listed) == ["phrases", "always", "common"]
    assert "phrases" in listed["phrases"]
    assert "every dispatch" in listed["always"]
    assert "of dispatches" in listed["common"]


@settings(max_examples=100, deadline=None)
@given(trees)
def test_a_query_is_estimated_as_it_is_listed_and_leaves_no_trace(query: Query) -> None:
    monitor = Monitor()
    estimate = monitor.cost(query)
    assert (len(monitor), monitor.conditions) == (0, 0)
    monitor.put("q", query)
    assert monitor.expensive()[0].estimate == pytest.approx(estimate, rel=1e-3)


def test_what_cannot_be_planned_cannot_be_estimated() -> None:
    for bad in (And((Word(None, "mer"), Query())), Word(None, "%")):
        with pytest.raises(Invalid, match="standing query"):
            Monitor().cost(bad)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.recursive(trees | st.just(FAULTY), lambda inner: st.builds(
        lambda kind, parts: Not(parts[0]) if kind is Not else kind(parts),
        st.sampled_from([And, Or, Not]), st.lists(inner, min_size=1, max_size=3).map(tuple),
    ), max_leaves=5), min_size=1, max_size=5),
    dispatches,
)  # fmt: skip
def test_whatever_can_be_decided_without_the_faulty_condition_is(queries: list[Query], item: Dispatch) -> None:
    words, monitor, oracle = words_of(item, event=None, arrived=NOW), Monitor(), naive.Monitor()
    for number, query in enumerate(queries):
        for each in (monitor, oracle):
            each.put(str(number), query)
    found, expected = monitor.match(words, NOW), oracle.match(words, NOW)
    assert (found.ids, found.broken) == (expected.ids, expected.broken)
    assert [found.why(id) for id in sorted(found.ids)] == [expected.why(id) for id in sorted(found.ids)]


def test_the_order_of_the_parts_does_not_decide_whether_a_query_is_broken() -> None:
    words, absent, present = seen(headline="Accord"), Word(None, "guerre"), Word(None, "accord")
    for parts in ((FAULTY, absent), (absent, FAULTY)):
        assert matches(And(parts), words, NOW) is False
    for parts in ((FAULTY, present), (present, FAULTY)):
        assert matches(Or(parts), words, NOW) is True
    with pytest.raises(TypeError):
        matches(And((present, FAULTY)), words, NOW)


def test_the_faulty_condition_is_named_until_its_query_goes() -> None:
    monitor, words = Monitor(), seen(headline="Accord")
    monitor.put("good", parse("accord"))
    assert monitor.faults == {}
    monitor.put("broken", And((Word(None, "accord"), FAULTY)))
    assert monitor.match(words, NOW).broken == ("broken",)
    assert list(monitor.faults) == ["urgency:>=high"]
    assert "TypeError" in monitor.faults["urgency:>=high"]
    monitor.drop("broken")
    assert monitor.faults == {}
    assert monitor.match(words, NOW).broken == ()
