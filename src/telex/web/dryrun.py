"""The dry run of a query as pages show it: figures, bars, and texts cut at their true words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from telex.delivery.seen import Seen
from telex.errors import QueryError
from telex.house import House
from telex.model.dispatch import Dispatch
from telex.routing.explain import Mark, excerpt
from telex.routing.forecast import Estimate, Range
from telex.routing.language.messages import say
from telex.trial import Example, Trial

WIDTH, HEIGHT, FOOT = 600, 108, 0.7
"""Of the bars, in units of their picture; the bar of a day fills this share of its place."""
MOST_CHARACTERS = 20_001
Pieces = tuple[tuple[bool, str], ...]
"""A text cut at its true words: (is one, text)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day."""

    day: datetime
    """Noon of it."""
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A dispatch that the query brings."""

    seen: Seen
    title: Pieces
    text: Pieces


@dataclass(frozen=True, slots=True)
class Dry:
    """A dry run as figures and bars."""

    trial: Trial
    once: bool
    """Whether the topic speaks once an event, and not once a dispatch."""
    bars: tuple[Bar, ...]
    hits: tuple[Hit, ...]
    gains: tuple[Hit, ...] = ()
    losses: tuple[Hit, ...] = ()

    @property
    def total(self) -> Estimate:
        return self.trial.forecast.dispatches

    @property
    def rate(self) -> Range:
        """Alerts a day, to one place."""
        found = self.trial.forecast.once if self.once else self.trial.forecast.every
        return Range(round(found.low, 1), round(found.high, 1))

    @property
    def least(self) -> int:
        return min((bar.count for bar in self.bars), default=0)

    @property
    def busiest(self) -> Bar | None:
        found = self.trial.forecast.busiest_day
        return next((bar for bar in self.bars if found is not None and bar.day.date() == found[0]), None)

    @property
    def hour(self) -> int | None:
        found = self.trial.forecast.busiest_hour
        return found[0] if found is not None else None


def laid_out(running: House, found: Trial, *, once: bool) -> Dry:
    """A dry run as the page shows it."""
    changed = found.edit if found.edit is not None and found.edit.before != found.query else None
    return Dry(
        found, once, _bars(found.forecast.days, running), _hits(found.examples),
        _hits(changed.gains) if changed else (), _hits(changed.losses) if changed else (),
    )  # fmt: skip


def _bars(days: Sequence[tuple[date, int]], running: House) -> tuple[Bar, ...]:
    most = max((count for _, count in days), default=0) or 1
    place = WIDTH / max(len(days), 1)
    bars = []
    for n, (day, count) in enumerate(days):
        height = round(99 * count / most, 1)
        noon = datetime.combine(day, time(12), running.settings.tz)
        x = round(n * place + place * (1 - FOOT) / 2, 1)
        bars.append(Bar(noon, count, x, round(HEIGHT - height, 1), round(place * FOOT, 1), height))
    return tuple(bars)


def _hits(examples: Sequence[Example]) -> tuple[Hit, ...]:
    return tuple(Hit(e.seen, _title(e.seen, e.marks), passage(e.seen.dispatch, e.marks)) for e in examples)


def _title(seen: Seen, marks: Sequence[Mark]) -> Pieces:
    spans = [(mark.start, mark.end) for mark in marks if mark.text == "headline"]
    return pieces(seen.dispatch.headline or "", spans)


def passage(dispatch: Dispatch, marks: Sequence[Mark]) -> Pieces:
    """The part of a text where the words stand; the summary, for who may read no more."""
    if not dispatch.body:
        spans = [(mark.start, mark.end) for mark in marks if mark.text == "abstract"]
        return pieces(dispatch.abstract or "", spans)
    found = excerpt(dispatch, marks)
    before, after = ("… " if found.before else ""), (" …" if found.after else "")
    return (
        *((False, t) for t in (before,) if t),
        *pieces(found.text, found.spans),
        *((False, t) for t in (after,) if t),
    )


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> Pieces:
    """A text cut at spans in reading order; neighbours with nothing but a blank between them are one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    cut: list[tuple[bool, str]] = []
    at = 0
    for start, end in joined:
        cut += [(False, text[at:start]), (True, text[start:end])]
        at = end
    return tuple(part for part in [*cut, (False, text[at:])] if part[1])


def worded(error: QueryError, language: str) -> str:
    """What is wrong with a query: the message alone where whole corrected texts stand beside it, else with what to write."""
    if not error.proposals:
        return say(error, language)
    return say(QueryError(error.fault, error.position, error.length, error.message), language)
