"""What a query would have brought: counts, ranges, days, what each alternative does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, PubStatus
from telex.routing.alternatives import Alternatives
from telex.routing.document import Words, words_of
from telex.routing.forecast import (
    Estimate,
    Looked,
    Range,
    estimate,
    forecast,
    overlap,
    spread,
    stratum,
    stretches,
    total,
)
from telex.routing.language.parser import parse
from telex.routing.language.query import And, Not, Or, Query, Word
from telex.routing.matching.truth import matches

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)


def words(*said: str) -> Words:
    item = Dispatch(
        id="d", uri="urn:d", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOON, source="agence",
        body=(" ".join(said),),
    )  # fmt: skip
    return words_of(item, event=None, arrived=NOON)


def looked(id: str, at: datetime = NOON, *, matches: bool = True, **more: object) -> Looked:
    return Looked(id, at, 0, matches, **more)  # type: ignore[arg-type]


def test_days_are_local_and_every_one_of_the_window_is_there() -> None:
    late = datetime(2026, 7, 13, 22, 30, tzinfo=UTC)
    found = forecast(
        [looked("a", late), looked("b")], [stratum(2, 2, 1, 1)], date(2026, 7, 12), date(2026, 7, 14), 3.0, PARIS
    )
    assert found.days == ((date(2026, 7, 12), 0), (date(2026, 7, 13), 0), (date(2026, 7, 14), 2))
    assert found.busiest_day == (date(2026, 7, 14), 2)
    assert found.busiest_hour is not None
    assert (found.hours[0], found.hours[14]) == (1, 1)


def test_what_was_looked_at_whole_is_counted_and_not_estimated() -> None:
    seen = [looked("a", event="e"), looked("b", event="e", repost=True), looked("c"), looked("d", matches=False)]
    found = forecast(seen, [stratum(4, 4, 1, 1)], date(2026, 7, 14), date(2026, 7, 14), 0.5, PARIS)
    assert found.dispatches == Estimate(3, 3, 3)
    assert found.reposts == Estimate(1, 1, 1)
    assert found.events == Range(2, 2)
    assert (found.every, found.once) == (Range(6, 6), Range(4, 4))
    assert not found.sampled


def test_nothing_at_all_has_no_busiest_day_or_hour() -> None:
    found = forecast([], [stratum(0, 0, 1, 1)], date(2026, 7, 14), date(2026, 7, 14), 1.0, PARIS)
    assert (found.dispatches, found.busiest_day, found.busiest_hour) == (Estimate(0, 0, 0), None, None)


def test_a_sample_says_so_and_gives_ranges() -> None:
    seen = [looked(str(n), matches=n % 2 == 0) for n in range(100)]
    found = forecast(seen, [stratum(10_000, 100, 1, 1)], date(2026, 7, 14), date(2026, 7, 14), 1.0, PARIS)
    assert (found.sampled, found.looked, found.of) == (True, 100, 10_000)
    assert found.dispatches.number == 5_000
    assert 3_900 < found.dispatches.low < 4_200 < 5_800 < found.dispatches.high < 6_100
    assert found.days == ((date(2026, 7, 14), 5_000),)
    assert (found.events.low, found.events.high) == (50, found.dispatches.high)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 5_000))
def test_an_estimate_lies_in_its_range_and_the_range_in_what_is_possible(hits: int, more: int, rest: int) -> None:
    seen, of = hits + more, hits + more + rest
    found = estimate(hits, seen, of)
    assert hits <= found.low <= found.number <= found.high <= of - more
    if not rest:
        assert found.low == found.high == hits


def test_ranges_hold_the_truth_nineteen_times_of_twenty() -> None:
    """Every share of 2,000 candidates, sampled at every 20th place from every offset."""
    inside = tries = 0
    for true in range(50, 2_000, 150):
        marked = [(n * 7919) % 2_000 < true for n in range(2_000)]
        for offset in range(20):
            part = marked[offset::20]
            found = estimate(sum(part), len(part), 2_000)
            inside += found.low <= true <= found.high
            tries += 1
    assert inside / tries >= 0.95


def test_strata_are_added_up() -> None:
    seen = [Looked("a", NOON, 0, True), Looked("b", NOON, 1, False, before=True), Looked("c", NOON, 1, False)]
    strata = [stratum(1, 1, 1, 1), stratum(2, 2, 1, 1)]
    assert total(seen, strata, lambda one: one.before) == Estimate(1, 1, 1)
    assert total(seen, strata, lambda one: one.matches or one.before) == Estimate(2, 2, 2)


def test_what_was_found_in_stretches_stands_for_the_whole_window() -> None:
    part = stratum(10, 10, 500, 1_000)
    found = part.share(10)
    assert (found.number, part.whole) == (20, False)
    assert 10 <= found.low < 16 < 24 < found.high
    assert stratum(0, 0, 500, 1_000).share(0).low == 0 < stratum(0, 0, 500, 1_000).share(0).high


def test_overlap_is_a_share_of_the_results_the_largest_first() -> None:
    seen = [
        looked("a", topics=frozenset({"x", "y"})), looked("b", topics=frozenset({"x"})), looked("c"),
        looked("d", matches=False, topics=frozenset({"z"})),
    ]  # fmt: skip
    assert list(overlap(seen, [stratum(4, 4, 1, 1)]).items()) == [
        ("x", pytest.approx(2 / 3)),
        ("y", pytest.approx(1 / 3)),
    ]
    assert overlap([], [stratum(0, 0, 1, 1)]) == {}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(), unique=True, max_size=60).map(sorted), st.integers(1, 60))
def test_a_spread_is_of_the_size_asked_for_and_in_order(found: list[int], most: int) -> None:
    chosen = spread(found, most)
    assert len(chosen) == min(len(found), most)
    assert chosen == sorted(set(chosen))
    assert set(chosen) <= set(found)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000), st.integers(0, 100_000), st.integers(60, 9_000))
def test_stretches_are_apart_inside_and_no_longer_than_allowed(low: int, length: int, most: int) -> None:
    found = stretches(low, low + length, most, 60)
    assert sum(end - begin for begin, end in found) <= max(most, 0)
    assert all(low <= begin < end <= low + length for begin, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    if length <= most:
        assert sum(end - begin for begin, end in found) == length


def brings(text: str, *documents: Words) -> dict[str, int]:
    query = parse(text)
    found = Alternatives(query)
    for document in documents:
        if matches(query, document, NOON):
            found.add(document, NOON)
    return {part.text: part.brings for part in found.parts()}


def test_an_alternative_brings_what_would_be_missing_without_it() -> None:
    documents = [words("otan"), words("otan", "sommet"), words("sommet"), words("sommet", "pluie"), words("rien")]
    assert brings("otan OR sommet", *documents) == {"sommet": 2, "otan": 1}
    assert brings("(otan OR sommet) AND pluie", *documents) == {"sommet": 1}
    assert brings("otan AND sommet", *documents) == {}


def test_shares_are_of_all_results() -> None:
    query = parse("otan OR sommet")
    found = Alternatives(query)
    for document in (words("otan"), words("sommet"), words("sommet"), words("otan", "sommet")):
        found.add(document, NOON)
    assert [(part.text, part.share) for part in found.parts()] == [("sommet", 0.5), ("otan", 0.25)]


leaf = st.sampled_from("abcd").map(lambda said: Word(None, said))


def _groups(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, some), st.builds(Or, some), st.builds(Not, inner))


trees: st.SearchStrategy[Query] = st.recursive(leaf, _groups, max_leaves=7)


def _without(query: Query, path: tuple[int, ...]) -> Query:
    """The tree with the alternative at a path taken out of its OR."""
    if isinstance(query, Not):
        return Not(_without(query.part, path[1:]))
    assert isinstance(query, And | Or)
    if len(path) == 1:
        return Or(query.parts[: path[0]] + query.parts[path[0] + 1 :])
    parts = list(query.parts)
    parts[path[0]] = _without(parts[path[0]], path[1:])
    return type(query)(tuple(parts))


def _paths(query: Query, at: tuple[int, ...] = ()) -> list[tuple[tuple[int, ...], Query]]:
    parts = query.parts if isinstance(query, And | Or) else (query.part,) if isinstance(query, Not) else ()
    own = [((*at, n), part) for n, part in enumerate(parts)] if isinstance(query, Or) else []
    return own + [found for n, part in enumerate(parts) for found in _paths(part, (*at, n))]


@settings(max_examples=300, deadline=None)
@given(trees, st.sets(st.sampled_from("abcd")))
def test_what_an_alternative_brings_agrees_with_taking_it_out(query: Query, said: set[str]) -> None:
    document = words(*sorted(said))
    if not matches(query, document, NOON):
        return
    found = Alternatives(query)
    found.add(document, NOON)
    expected = [str(part) for path, part in _paths(query) if not matches(_without(query, path), document, NOON)]
    assert sorted(part.text for part in found.parts()) == sorted(expected)[:5] or len(expected) > 5


def test_the_window_of_a_rate_may_be_less_than_a_day() -> None:
    found = forecast(
        [looked("a")], [stratum(1, 1, 1, 1)], NOON.date(), NOON.date(), timedelta(hours=6) / timedelta(days=1), UTC
    )
    assert found.every == Range(4, 4)
