"""The times of a dispatch as events use them: what it tells of, when it was issued, when it came."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from telex.model.dispatch import Dispatch

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOON = time(12, tzinfo=UTC)
_AHEAD = timedelta(days=2)
"""A day more than this after arrival is an announcement, not the day of what is told (events.md section 2, Dates).

Two days, not one: an event day is put at noon UTC, and a dispatch sent the evening before keeps its day.
"""
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
    """The day that an ISO text begins with, None when it holds none (a month, a year, nonsense)."""
    if text is None or not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
