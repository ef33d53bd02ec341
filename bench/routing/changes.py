"""Queries that come and go while dispatches arrive: time of one, longest pause, and whether the next dispatch knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

from bench.routing.corpus import NOW
from bench.routing.engines import analysed, asked
from bench.routing.timing import Spread, percentile, spread
from telex.model.dispatch import Dispatch
from telex.routing.language.parser import parse
from telex.routing.matching.matching import StandingQueries

SEEN = 20
"""Changes whose effect is looked for in a dispatch."""
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """Times in seconds by the clock on the wall, since a pause is what a dispatch waits for."""

    add: Spread
    """From the text of a query to its place in the matcher."""
    remove: Spread
    pause: float
    """The longest add or remove."""
    visible: bool
    """Whether an added query matched in the very next dispatch, and a removed one no more."""
    rest: Spread
    """A dispatch when nothing changes: p50, fastest, slowest."""
    rest_p99: float
    busy: Spread
    """The same with one query added and one removed for each dispatch, inside the clock."""
    busy_p99: float


def measure(matcher: StandingQueries, texts: Sequence[str], dispatches: Sequence[Dispatch]) -> Changes:
    """`texts` = queries that are not in the matcher; they are in it no more afterwards."""
    adds, removes = [], []
    for number, text in enumerate(texts):
        begun = perf_counter()
        matcher.put(f"new{number}", parse(text))
        adds.append(perf_counter() - begun)
    for number in range(len(texts)):
        begun = perf_counter()
        matcher.drop(f"new{number}")
        removes.append(perf_counter() - begun)
    seen = all(_seen(matcher, one) for one, _ in zip(cycle(dispatches), range(SEEN), strict=False))
    rest, busy = [], []
    for turn in range(_ROUNDS):
        rest += _dispatches(matcher, (), dispatches, turn)
        busy += _dispatches(matcher, texts, dispatches, turn)
    pause = max(adds + removes)
    ends = percentile(rest, 0.99), percentile(busy, 0.99)
    return Changes(spread(adds), spread(removes), pause, seen, spread(rest), ends[0], spread(busy), ends[1])


def _seen(matcher: StandingQueries, dispatch: Dispatch) -> bool:
    words = analysed(dispatch)
    matcher.put(
        "new", parse(f"uri:{dispatch.uri} AND {sorted(w for w in words.streams[None].exact if w.isalpha())[0]}")
    )
    there = "new" in matcher.match(words, NOW).ids
    matcher.drop("new")
    return there and "new" not in matcher.match(words, NOW).ids


def _dispatches(
    matcher: StandingQueries, texts: Sequence[str], dispatches: Sequence[Dispatch], turn: int
) -> list[float]:
    ask, times = asked(matcher), []
    for number, dispatch in enumerate(dispatches):
        begun = perf_counter()
        if texts:
            matcher.put("busy", parse(texts[(turn * len(dispatches) + number) % len(texts)]))
        ask(dispatch)
        if texts:
            matcher.drop("busy")
        times.append(perf_counter() - begun)
    return times
