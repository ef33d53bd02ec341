"""Dates and hours as documents write them. Absent or unreadable is None: a zone is never invented."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from telex.formats.decode import mend
from telex.model.draft import Embargo

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_TIMED = re.compile(r"\d{4}-?\d{2}-?\d{2}[Tt ]\d{2}")
_LIMIT = 64


def instant(value: object) -> datetime | None:
    """An aware UTC instant, or None: a bare day, an hour without zone, anything that is not a date and time."""
    found = _timed(value)
    if found is None or found.tzinfo is None:
        return None
    try:
        return found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def iso(value: object) -> str | None:
    """ISO 8601 as precise as the source: `2026-03-10`, `2026-03-10T07:15:00`, `2026-03-10T07:15:00+01:00`; else None.

    Reads ISO 8601 (basic and extended) and RFC 5322 dates.
    """
    if not isinstance(value, str) or len(value) > _LIMIT:
        return None
    if _DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            return None
    found = _timed(value)
    return found.isoformat(timespec="seconds") if found else None


def utc(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds: `2026-03-10T06:15:00Z`."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def embargo(value: object) -> Embargo:
    """A stated embargo. Anything but a date and time with zone gives `until=None`: withhold."""
    return Embargo(instant(value), mend(str(value)[:200])[0])


def _timed(value: object) -> datetime | None:
    if not isinstance(value, str) or len(value) > _LIMIT:
        return None
    text = value.strip()
    try:
        if _TIMED.match(text):
            return datetime.fromisoformat(text)
        return parsedate_to_datetime(text) if "," in text[:12] or ":" in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
