"""Values that were probably meant by one that a field does not take."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import UTC, datetime

from telex.routing.language import countries, subjects, values
from telex.routing.language.fields import Field, Kind

_PARTS = re.compile(r"[^\s\[\]{}<>=]+")
_BETWEEN = ("TO", "AND", "A", "À", "-")
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR_FIRST = re.compile(
    r"([1-9][0-9]{3})[-/.]?([0-9]{1,2})(?:[-/.]?([0-9]{1,2}))?(?:T([0-9]{1,2})(?::([0-9]{1,2}))?.{0,20})?"
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([1-9][0-9]{3})")
_AGO = re.compile(r"(?:now)?-?([0-9]{1,5}) ?([a-z]{1,8})", re.IGNORECASE)
_UNITS = {"m": "mi", "h": "h", "d": "dj", "w": "sw"}
_SPOKEN = {
    "hier": "now-1d", "yesterday": "now-1d", "aujourdhui": "now-24h", "aujourd'hui": "now-24h", "today": "now-24h",
    "maintenant": "now", "semaine": "now-7d", "week": "now-7d", "mois": "now-30d", "month": "now-30d",
}  # fmt: skip
_URGENT = {"flash": 1, "alerte": 2, "alert": 2, "haute": 3, "high": 3, "urgent": 3}


def likely_values(raw: str, field: Field, *, single: bool = True) -> list[str]:
    """What to write instead of `raw`, the likeliest first, at least one. `single` = it stands alone, not as an end of a range."""
    if field.kind is Kind.NUMBER:
        return [str(_number(raw, field))]
    if field.kind is Kind.TIME:
        moment = _moment(raw)
        return [moment if not single or moment[0] != "n" else f">={moment}"]
    if field.name == "subject":
        codes = subjects.of_label(raw)
        meant = None if codes else subjects.nearest(raw)
        return [*codes] if len(codes) > 1 else [f'"{raw}"'] if codes else [f'"{meant}"' if meant else "*"]
    if field.name == "country":
        return [countries.nearest(raw) or "*"]
    kept = "".join(char for char in raw if char.isprintable() and char not in '"\\').strip()
    return [f'"{kept}"' if kept else "*"]


def _number(raw: str, field: Field) -> int:
    digits = re.search(r"[0-9]{1,12}", raw)
    meant = int(digits[0]) if digits else _URGENT.get(raw.lower(), field.low) if field.name == "urgency" else field.low
    return max(field.low, min(field.high, meant))


def _moment(raw: str) -> str:
    """A moment that can be read: the nearest day of the calendar, or one told otherwise (`30/11/2026`, `7 jours`, `hier`)."""
    raw = raw[:60]
    with suppress(ValueError, OverflowError):
        return values.moment(raw, UTC).text
    said = _SPOKEN.get(raw.lower().replace("’", "'"))
    if said is not None:
        return said
    ago = _AGO.fullmatch(raw)
    if ago is not None and (unit := next((u for u, first in _UNITS.items() if ago[2][0].lower() in first), None)):
        return f"now-{ago[1]}{unit}"
    found = _YEAR_FIRST.fullmatch(raw)
    day_first = _DAY_FIRST.fullmatch(raw)
    if day_first is not None:
        return _day(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    if found is None:
        return "now-7d"
    day = _day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found[4] is None or found[3] is None:
        return day
    return f"{day}T{min(23, int(found[4])):02}:{min(59, int(found[5] or 0)):02}"


def _day(year: int, month: int, day: int | None) -> str:
    if day is not None and 12 < month <= 31 and 1 <= day <= 12:  # the other way round
        month, day = day, month
    year, month = min(year, 9998), max(1, min(12, month))
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{max(1, min(monthrange(year, month)[1], day)):02}"


def likely_range(written: str, field: Field) -> str:
    """A range or comparison that can be true, in place of one that cannot be, or cannot be read. Its ends belong to it."""
    ends = [_end(part, field) for part in _PARTS.findall(written) if part.upper() not in _BETWEEN]
    if written[:1] in ("<", ">"):
        return f"{written[0]}={ends[0]}" if ends else "*"
    low, high = (*ends, "*", "*")[:2]
    if low == high == "*":
        return "*"
    if "*" not in (low, high) and _order(low, field) > _order(high, field):
        low, high = high, low
    return f"[{low} TO {high}]"


def _end(part: str, field: Field) -> str:
    if part == "*":
        return part
    return str(_number(part, field)) if field.kind is Kind.NUMBER else _moment(part)


def _order(end: str, field: Field) -> float:
    if field.kind is Kind.NUMBER:
        return int(end)
    return values.moment(end, UTC).period(_SOME_DAY)[0].timestamp()
