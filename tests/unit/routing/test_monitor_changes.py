"""A monitor that changes while it is asked, loads cached plans and anchors anew, held against the naive loop."""

from __future__ import annotations

import struct
from collections.abc import Callable
from zlib import crc32

import msgspec
import pytest
from drawn import NOW, dispatch, dispatches, seen, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Invalid, QueryError
from telex.model.dispatch import Dispatch
from telex.routing.document import words_of
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching import naive, plans
from telex.routing.matching.matching import StandingQueries
from telex.routing.matching.monitor import Monitor

NAMES = "abcdef"
TEXTS = [
    "mer",
    '"mers"',
    "géné* -nation",
    "(otan OR mer) AND NOT nations",
    '"mer merle"~3',
    "titre:mer date:2026-07",
    "-otan",
]
Step = Callable[[StandingQueries, StandingQueries], None]


def _put(name: str, query: Query) -> Step:
    return lambda monitor, oracle: [each.put(name, query) for each in (monitor, oracle)] and None


def _drop(name: str) -> Step:
    return lambda monitor, oracle: [each.drop(name) for each in (monitor, oracle)] and None


def _load(name: str, text: str, cached: bool) -> Step:
    def step(monitor: StandingQueries, oracle: StandingQueries) -> None:
        item = (name, text, plans.encode(parse(text)) if cached else None)
        assert [each.load([item]) for each in (monitor, oracle)] == [[], []]

    return step


def _relearn(counts: dict[str, int] | None, most: int) -> Step:
    def step(monitor: StandingQueries, oracle: StandingQueries) -> None:
        assert isinstance(monitor, Monitor)
        monitor.relearn(counts)
        monitor.renew(most)

    return step


names = st.sampled_from(NAMES)
counts = st.dictionaries(
    st.sampled_from(["mer", "merle", "otan", "nation", "general", "source:agence"]), st.integers(1, 9)
)
steps = st.one_of(
    st.builds(_put, names, trees),
    st.builds(_put, names, trees),
    st.builds(_drop, names),
    st.builds(_load, names, st.sampled_from(TEXTS), st.booleans()),
    st.builds(_relearn, st.none() | counts, st.integers(1, 4)),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(steps, max_size=14), st.lists(dispatches, min_size=1, max_size=2))
def test_after_each_change_the_monitor_answers_as_the_naive_loop(changes: list[Step], items: list[Dispatch]) -> None:
    monitor, oracle = Monitor(), naive.Monitor()
    documents = [words_of(item, event=None, arrived=NOW) for item in items]
    for change in changes:
        change(monitor, oracle)
        assert len(monitor) == len(oracle)
        for words in documents:
            found, expected = monitor.match(words, NOW), oracle.match(words, NOW)
            assert (found.ids, found.broken) == (expected.ids, expected.broken)
            assert [found.leaves(name) for name in NAMES] == [expected.leaves(name) for name in NAMES]


@settings(max_examples=200, deadline=None)
@given(trees)
def test_a_cached_plan_gives_the_query_back_unchanged(query: Query) -> None:
    assert plans.decode(plans.encode(query)) == query


@settings(max_examples=200, deadline=None)
@given(trees, st.integers(0, 400), st.integers(1, 255))
def test_a_damaged_plan_is_refused(query: Query, place: int, change: int) -> None:
    blob = bytearray(plans.encode(query))
    blob[place % len(blob)] ^= change
    with pytest.raises(Invalid, match="read the text"):
        plans.decode(bytes(blob))


def _forged(content: object) -> bytes:
    """A blob whose check sum is right."""
    packed = msgspec.msgpack.encode(content)
    return struct.pack(">I", crc32(packed)) + packed


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"\0\0\0\0",
        _forged([9_999, *plans.versions()[1:], False, "guerre"]),
        _forged([*plans.versions(), False, ["q", None, "guerre"]]),
        _forged([*plans.versions(), False, ["x"]]),
        _forged([*plans.versions(), False, []]),
        _forged([*plans.versions(), False, 5]),
        _forged([*plans.versions(), False, ["p", None, [], 0]]),
        _forged("guerre"),
    ],
    ids=["empty", "nothing", "version", "kind", "short", "list", "number", "phrase", "text"],
)
def test_a_plan_that_cannot_be_used_gives_way_to_the_text(blob: bytes) -> None:
    monitor = Monitor()
    assert monitor.load([("q", "accord", blob)]) == []
    assert monitor.match(seen(headline="Accord"), NOW).ids == {"q"}
    assert monitor.conditions == 1


def test_a_cached_date_is_read_again_in_the_zone_of_the_agency() -> None:
    words = words_of(dispatch(headline="Accord"), event=None, arrived=NOW.replace(hour=23))
    cached = plans.encode(parse("date:2026-07-14", zone="America/New_York"))
    for zone, expected in (("America/New_York", {"q"}), ("Asia/Tokyo", set())):
        monitor = Monitor()
        monitor.load([("q", "date:2026-07-14", cached)], zone=zone)
        assert monitor.match(words, NOW).ids == expected


def test_a_load_reports_what_it_refuses_and_how_far_it_is() -> None:
    monitor, told = Monitor(), list[int]()
    refused = monitor.load([("a", "accord", None), ("b", "(accord", None), ("c", "*", None)], told.append)
    assert [(name, type(error)) for name, error in refused] == [("b", QueryError)]
    assert told == [1, 2, 3]
    assert monitor.match(seen(headline="Accord"), NOW).ids == {"a", "c"}


def test_what_was_loaded_from_text_can_be_cached() -> None:
    monitor = Monitor()
    monitor.load([("a", "accord -guerre", None)])
    assert monitor.cached("a") == plans.encode(parse("accord -guerre"))
    assert monitor.cached("b") is None


def test_many_queries_on_one_condition_come_and_go_one_by_one() -> None:
    monitor, words = Monitor(), seen(headline="Accord de paix")
    here = set[str]()
    for number in range(30):
        monitor.put(f"q{number}", parse("accord" if number % 3 else "accord paix"))
        here.add(f"q{number}")
        assert monitor.match(words, NOW).ids == here
    for number in [*range(0, 30, 2), *range(29, 0, -2)]:
        monitor.drop(f"q{number}")
        here.remove(f"q{number}")
        assert monitor.match(words, NOW).ids == here
    assert monitor.conditions == 0


def test_a_prefix_added_or_dropped_later_counts_for_words_met_before() -> None:
    monitor, words = Monitor(), seen(headline="Diplomatie et diplomates")
    monitor.put("first", parse("diplomatie*"))
    assert monitor.match(words, NOW).ids == {"first"}
    monitor.put("second", parse("diplo*"))
    assert monitor.match(words, NOW).ids == {"first", "second"}
    monitor.drop("first")
    assert monitor.match(words, NOW).ids == {"second"}


def test_an_answer_stays_as_it_was_when_its_query_changes() -> None:
    monitor = Monitor()
    monitor.put("q", parse("accord"))
    found = monitor.match(seen(headline="Accord de paix"), NOW)
    monitor.put("q", parse("paix"))
    assert found.why("q") == ("accord",)
    monitor.drop("q")
    assert (found.ids, found.why("q")) == ({"q"}, ("accord",))
