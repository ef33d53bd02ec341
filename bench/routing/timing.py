"""Figures with their spread, and engines timed pass by pass, one after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from telex.model.dispatch import Dispatch

PASSES = 5
Ask = Callable[[Dispatch], object]
Clock = Callable[[], float]


class Spread(NamedTuple):
    """The middle, the lowest and the highest of some measurements."""

    middle: float
    low: float
    high: float

    def times(self, by: float) -> Spread:
        """In another unit."""
        return Spread(self.middle * by, self.low * by, self.high * by)


class Pair(NamedTuple):
    """A peer beside us on the same dispatches; times in seconds a dispatch."""

    ratio: Spread
    """Theirs over ours, pass by pass."""
    ours: Spread
    theirs: Spread


def spread(figures: Sequence[float]) -> Spread:
    return Spread(median(figures), min(figures), max(figures))


def percentile(figures: Sequence[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(share * len(figures)))]


def settle() -> None:
    """What was built is left alone by the garbage collector from here on, as in a process that has been up for long."""
    gc.collect()
    gc.freeze()


def each(ask: Ask, dispatches: Sequence[Dispatch], clock: Clock) -> float:
    """Seconds a dispatch."""
    begun = clock()
    for dispatch in dispatches:
        ask(dispatch)
    return (clock() - begun) / len(dispatches)


def paired(ours: Ask, theirs: Ask, dispatches: Sequence[Dispatch], clock: Clock, passes: int = PASSES) -> Pair:
    """One pass of each for nothing, then alternately."""
    for ask in (ours, theirs):
        each(ask, dispatches[:2], clock)
    mine, other = [], []
    for _ in range(passes):
        mine.append(each(ours, dispatches, clock))
        other.append(each(theirs, dispatches, clock))
    return Pair(spread([b / a for a, b in zip(mine, other, strict=True)]), spread(mine), spread(other))
