"""The times of a dispatch as events use them: what it tells of, when it was issued, when it came."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from telex.model.dispatch import Dispatch
from telex.model.text import fold

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOON = time(12, tzinfo=UTC)
_AHEAD = timedelta(days=2)
"""A day more than this after arrival is an announcement, not the day of what is told (events.md section 2, Dates).

Two days, not one: an event day is put at noon UTC, and a dispatch sent the evening before keeps its day.
"""
_YEARS = range(1600, 9000)
"""Years that a dispatch can be of: the first newspaper is of 1605, and programs write year 1 or 9999 where they have no date."""
_BESIDE = frozenset(
    {"lendemain", "surlendemain", "veille", "avant-veille", "after", "before", "later", "earlier", "eve"}
)
Days = tuple[date, date]
"""First and last day, the same for one day."""


def at(dispatch: Dispatch) -> datetime:
    """The time that decays, aware UTC: the event's first day at noon, else the issue time, else arrival.

    A weekday alone, a month or a year fixes no day, and an announced day is not yet the dispatch's own: the next
    source of time is asked.
    """
    days = told(dispatch)
    if days is not None:
        return datetime.combine(days[0], _NOON)
    return issued(dispatch) or dispatch.received_at.astimezone(UTC)


def told(dispatch: Dispatch) -> Days | None:
    """The days that the text says it tells of, None when it fixes none or announces them."""
    stated = dispatch.event_date
    first = day(stated.start) if stated else None
    if stated is None or first is None or datetime.combine(first, _NOON) > dispatch.received_at + _AHEAD:
        return None
    last = day(stated.end)
    return first, max(first, last or first)


def named(dispatch: Dispatch) -> tuple[Days, ...]:
    """The days told, and beside them the days that the first paragraph names: accounts of one event differ in which one
    they call its day (the vote, or the count; the strike, or its announcement). None when the text fixes no day.

    Not those counted from something else that happened (`the day after the visit`): it is that one's neighbour, no more.
    """
    own = told(dispatch)
    if own is None:
        return ()
    found = [own]
    for said in dispatch.mentions.dates:
        beside = said.value.anchor == "told" or not _BESIDE.isdisjoint(fold(said.value.text).split())
        known = day(said.value.value) if said.value.grain == "day" and not beside else None
        lead = said.span is not None and said.span.block == 0
        if known and lead and datetime.combine(known, _NOON) <= dispatch.received_at + _AHEAD:
            found.append((known, known))
    return tuple(dict.fromkeys(found))


def issued(dispatch: Dispatch) -> datetime | None:
    """When its source says it was issued, aware UTC; None when it does not say to the day, or says a day not yet come.

    A time without a zone is read as UTC: hours do not count beside a decay of three days. A clock a day ahead passes.
    """
    moment = _said(dispatch.published)
    return moment if moment is not None and moment <= dispatch.received_at + _AHEAD else None


def _said(text: str | None) -> datetime | None:
    known = day(text)
    if known is None or text is None:
        return None
    if len(text) == 10:
        return datetime.combine(known, _NOON)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.combine(known, _NOON)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return datetime.combine(known, _NOON)


def day(text: str | None) -> date | None:
    """The day that an ISO text begins with, None when it holds none (a month, a year, nonsense, a program's null)."""
    if text is None or not _DAY.match(text) or int(text[:4]) not in _YEARS:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
