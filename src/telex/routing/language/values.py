"""Values of codes, numbers and times as written in a query. Each function raises ValueError for what is not one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from telex.routing.language import countries, subjects
from telex.routing.language.fields import Field
from telex.routing.language.query import Moment

_NUMBER = re.compile(r"[0-9]{1,9}")
_RELATIVE = re.compile(r"now(?:-([0-9]{1,5})([mhdw]))?")
_ABSOLUTE = re.compile(
    r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def is_code(raw: str) -> bool:
    """Whether it is the code of a subject, not its label."""
    return subjects.read_code(raw) is not None


def code(field: Field, raw: str) -> str:
    """The value as stored in the tree: a subject by its digits, a country by its three letters, anything else as written."""
    if field.name == "subject":
        digits = subjects.read_code(raw)
        labelled = subjects.of_label(raw) if digits is None else (digits,)
        if len(labelled) != 1:
            raise ValueError(raw)
        return labelled[0]
    if field.name == "country":
        found = countries.country(raw)
        if found is None:
            raise ValueError(raw)
        return found
    if not raw or not raw.isprintable():
        raise ValueError(raw)
    return raw


def number(field: Field, raw: str) -> int:
    """A whole number within the bounds of the field."""
    if _NUMBER.fullmatch(raw) is None or not field.low <= int(raw) <= field.high:
        raise ValueError(raw)
    return int(raw)


def moment(raw: str, zone: tzinfo) -> Moment:
    """A year, month, day, minute or second in ISO 8601, local to `zone` unless it says its own; or `now`, `now-7d`."""
    relative = _RELATIVE.fullmatch(raw)
    if relative is not None:
        amount, unit = relative[1] or "0", _UNITS[relative[2] or "m"]
        return Moment(raw, ago=timedelta(**{unit: int(amount)}))
    absolute = _ABSOLUTE.fullmatch(raw)
    if absolute is None or raw.startswith("9999"):
        raise ValueError(raw)
    start, end = _period(absolute, zone)
    return Moment(raw, start, end)


def _period(found: re.Match[str], zone: tzinfo) -> tuple[datetime, datetime]:
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    own = zone if found[7] is None else datetime.fromisoformat(f"2000-01-01T00:00{found[7]}").tzinfo
    start = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=own)
    if month is None:
        end = start.replace(year=start.year + 1)
    elif day is None:
        end = (start + timedelta(days=32)).replace(day=1)  # wall clock: the zone's own midnight
    elif hour is None:
        end = start + timedelta(days=1)
    else:  # elapsed time, over any change of the clocks
        return start.astimezone(UTC), start.astimezone(UTC) + timedelta(seconds=60 if second is None else 1)
    return start.astimezone(UTC), end.astimezone(UTC)
