"""What a query would have brought, from the dispatches that were looked at: all of the candidates, or some of each stretch.

Pure: who may see what was decided before. Every figure says what it rests on, and how far off it may be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import ceil, floor, sqrt
from typing import TypeVar

T = TypeVar("T")
Z = 1.96
"""Of a normal distribution: 95 % lie within."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A count, and the 95 % range that it lies in; all three equal when everything was looked at."""

    number: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """Candidates of one kind, and how many of them were looked at, spread evenly over the window."""

    of: int
    """In the stretches of the window that were searched."""
    looked: int
    window: Estimate
    """In the whole window."""

    @property
    def weight(self) -> float:
        """For how many candidates of the window one that was looked at stands."""
        return self.window.number / self.looked if self.looked else 0.0

    @property
    def whole(self) -> bool:
        return self.looked >= self.of and self.window.low == self.window.high

    def share(self, hits: int) -> Estimate:
        """How many candidates of the window are meant when `hits` of those looked at are."""
        found = estimate(hits, self.looked, self.of)
        if not self.of:
            return Estimate(0, 0, self.window.high)
        low, number, high = (count / self.of for count in (self.window.low, self.window.number, self.window.high))
        return Estimate(round(found.number * number), floor(found.low * low), ceil(found.high * high))


def stratum(of: int, looked: int, searched: int, places: int) -> Stratum:
    """`of` candidates found in `searched` of the `places` of a window."""
    return Stratum(of, looked, estimate(of, searched, places))


@dataclass(frozen=True, slots=True)
class Looked:
    """A dispatch that was decided on."""

    id: str
    at: datetime
    stratum: int
    matches: bool
    before: bool = False
    """Of an edit: whether the query as it was matches."""
    event: str | None = None
    repost: bool = False
    topics: frozenset[str] = frozenset()
    """Other topics that it matches too."""


@dataclass(frozen=True, slots=True)
class Range:
    """A figure of which only the bounds are known; equal when everything was looked at."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """How often a query would have spoken."""

    dispatches: Estimate
    events: Range
    """Events that they tell of: what a topic says once per event."""
    reposts: Estimate
    days: tuple[tuple[date, int], ...]
    """Every local day of the window, those without a dispatch too."""
    hours: tuple[int, ...]
    """Per local hour of the day, 0 to 23."""
    every: Range
    """Alerts a day, one a dispatch."""
    once: Range
    """Alerts a day, one an event."""
    looked: int
    of: int
    """Of a sample: candidates looked at, of so many in the window. Else both are the number found."""
    sampled: bool

    @property
    def busiest_day(self) -> tuple[date, int] | None:
        """None when nothing matches. The latest of several."""
        found = max(self.days, key=lambda day: (day[1], day[0]), default=None)
        return found if found is not None and found[1] else None

    @property
    def busiest_hour(self) -> tuple[int, int] | None:
        hour = max(range(len(self.hours)), key=lambda hour: self.hours[hour], default=0)
        return (hour, self.hours[hour]) if self.hours and self.hours[hour] else None


def spread(found: Sequence[T], most: int) -> list[T]:
    """At most `most` of them, evenly from the first to the last."""
    if len(found) <= most:
        return list(found)
    step = len(found) / most
    return [found[int((n + 0.5) * step)] for n in range(most)]


def stretches(low: int, high: int, most: int, slices: int) -> list[tuple[int, int]]:
    """`[low, high)` whole, or `slices` equal stretches of it, evenly spread, `most` places together."""
    whole = high - low
    if whole <= most:
        return [(low, high)] if whole > 0 else []
    length = most // slices
    return [
        (begin, begin + length)
        for n in range(slices)
        for begin in [low + int((n + 0.5) * whole / slices) - length // 2]
    ]


def estimate(hits: int, looked: int, of: int) -> Estimate:
    """How many of `of` are meant when `hits` of `looked` are: Wilson's interval, narrowed as the rest grows small."""
    if looked >= of:
        return Estimate(hits, hits, hits)
    if not looked:
        return Estimate(0, 0, of)
    share = hits / looked
    n = looked * (of - 1) / (of - looked)
    middle, half = share + Z * Z / (2 * n), Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    low, high = ((middle + side * half) / (1 + Z * Z / n) for side in (-1, 1))
    return Estimate(
        round(share * of), max(hits, floor(low * of)), min(of - (looked - hits), ceil(high * of))
    )  # fmt: skip


def total(looked: Sequence[Looked], strata: Sequence[Stratum], test: Callable[[Looked], bool]) -> Estimate:
    """How many candidates of all strata pass a test."""
    hits = Counter(one.stratum for one in looked if test(one))
    each = [one.share(hits[n]) for n, one in enumerate(strata)]
    return Estimate(sum(e.number for e in each), sum(e.low for e in each), sum(e.high for e in each))


def forecast(
    looked: Sequence[Looked], strata: Sequence[Stratum], first: date, last: date, span: float, zone: tzinfo
) -> Forecast:
    """`first` to `last` = local days of the window; `span` = days, and parts of one, that rates are counted over."""
    hits = [one for one in looked if one.matches]
    dispatches = total(looked, strata, lambda one: one.matches)
    exact = all(one.whole for one in strata)
    days: dict[date, float] = defaultdict(float)
    hours: dict[int, float] = defaultdict(float)
    for one in hits:
        local = one.at.astimezone(zone)
        weight = 1.0 if exact else strata[one.stratum].weight
        days[local.date()] += weight
        hours[local.hour] += weight
    seen = len({one.event or one.id for one in hits})
    events = Range(
        seen, seen if exact else max(seen, dispatches.high)
    )  # a sample may show each event once or all of it
    return Forecast(
        dispatches,
        events,
        total(looked, strata, lambda one: one.matches and one.repost),
        tuple((day, round(days[day])) for n in range((last - first).days + 1) for day in [first + timedelta(days=n)]),
        tuple(round(hours[hour]) for hour in range(24)),
        Range(dispatches.low / span, dispatches.high / span),
        Range(events.low / span, events.high / span),
        len(hits) if exact else sum(one.looked for one in strata),
        len(hits) if exact else sum(one.window.number for one in strata),
        not exact,
    )


def overlap(looked: Sequence[Looked], strata: Sequence[Stratum]) -> Mapping[str, float]:
    """Topic id to the share of the results that it brings already, the largest first; those that bring none are left out."""
    hits = [one for one in looked if one.matches]
    whole = sum(strata[one.stratum].weight for one in hits)
    shares: dict[str, float] = {}
    for one in hits:
        for topic in one.topics:
            shares[topic] = shares.get(topic, 0.0) + strata[one.stratum].weight / whole
    return dict(sorted(shares.items(), key=lambda found: (-found[1], found[0])))
