"""Absolute dates as they are written: `02 Juin 2021 17:05`, `lundi 7 juin à 8h30`, `03.09.2021`, `March 10`, ISO 8601.

No `dateparser`: it reads `03.09.2021` as 9 March, and takes a missing year from the machine's clock (design/reading.md section 6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from telex.model.text import plain
from telex.reading.times import calendar

_MONTH = "|".join(sorted(set(calendar.MONTHS) | {"février", "août", "décembre", "févr", "fév", "déc", "märz", "março",
                         "şubat", "ağustos", "eylül", "kasim", "aralik", "mayis", "ağu"}, key=len, reverse=True))  # fmt: skip
_WEEKDAY = "|".join(sorted({n for n in calendar.WEEKDAYS if len(n) > 2} | {"lunedì", "martedì", "mercoledì", "giovedì",
                           "venerdì", "miércoles", "sábado", "sali", "çarşamba", "perşembe"}, key=len, reverse=True))  # fmt: skip
_ENGLISH = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_DAY_MONTH = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY})\.?,?\s{{1,3}}(?:le\s|the\s)?(?P<par>\()?)?"
    rf"(?<![\d.,/:])\b(?P<d>\d{{1,2}})(?:er|st|nd|rd|th|º|°)?\.?[\s-]{{1,3}}(?:de\s|of\s)?(?P<m>{_MONTH})\b\.?,?"
    rf"(?:[\s-]{{1,3}}(?:de\s|del\s)?(?P<y>(?:19|20)\d\d)\b)?(?(par)\))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY})\.?,?\s{{1,3}}(?P<par>\()?)?"
    rf"\b(?P<m>{_ENGLISH})\b\.?\s{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]\d|\s?[h%])(?:,?\s{{1,3}}(?P<y>(?:19|20)\d\d)\b)?(?(par)\))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY})\.?,?\s{{1,3}})?(?<![\d.,/-])(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?:(?P=sep)(?P<y>(?:19|20)\d\d))(?![\d/])",
    re.IGNORECASE,
)
_YMD = re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?P<sep>[/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?![\d/])")
_TWO = re.compile(r"(?<![\d.,/-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<yy>\d\d)(?![\d/,.]\d|[\d/])")
_SHORT = re.compile(r"(?<![\d.,/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/.,%])(?=\s{1,3}(?:à\s{0,2})?\d{1,2}\s?[:hH])")
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_CLOCK = (
    r"(?P<h>[01]?\d|2[0-3])\s?(?:(?:heures?\b|[hH:])\s?(?P<min>[0-5]\d)?(?!\d)(?::[0-5]\d(?!\d))?(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
    r"|(?P<ap2>[ap])\.?m\b\.?)"
)
_AFTER = re.compile(rf"(?:\s{{0,3}}(?:,|à|at|um|T|-|–|—|\|)?\s{{0,3}})(?<!\d){_CLOCK}", re.IGNORECASE)
_ZONE = re.compile(r"\s?(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?(?!\d)|[A-Z]{2,5}\b)")
_BEFORE = re.compile(
    rf"(?<![\d:.,]){_CLOCK}(?P<zone>\s?(?-i:[A-Z]{{2,5}})\b)?,?\s{{1,3}}(?:le\s|on\s|du\s|of\s|am\s)?(?:the\s)?$",
    re.IGNORECASE,
)


_CENTURY = 70
"""Two digits of a year below this are of this century."""
_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"\d[./-]\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH_WORDS = frozenset(_MONTH.split("|")) | frozenset(_ENGLISH.split("|"))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written, at `text[start:end]`. `year` None = not written; `swap` = day and month could stand the other way."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None = None
    hour: int | None = None
    minute: int = 0
    zone: str | None = None
    swap: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a stamp comes to: the day, its ISO text (`2021-06-02T17:05`, local), and the codes of what was odd."""

    day: date | None
    iso: str | None
    faults: tuple[str, ...] = ()
    inferred: bool = False
    """True when the year is not the text's own."""


@lru_cache(maxsize=1_024)
def find(text: str, *, header: bool = False) -> tuple[Stamp, ...]:
    """Every absolute date of a text, in order, not overlapping. `header` adds `10/03 09:20`, a day without year before a time.

    Cached: every profile that is tried for detection asks the same of the same lines.
    """
    patterns = _possible(text, header) if _DIGIT.search(text) else ()
    found = [s for pattern in patterns for m in pattern.finditer(text) if (s := _stamp(m))]
    kept: list[Stamp] = []
    for stamp in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or stamp.start >= kept[-1].end:
            kept.append(_with_clock(text, stamp, header))
    return tuple(kept)


def numeric(text: str) -> tuple[Stamp, ...]:
    """Dates in figures alone, with their year, in running text: ISO, `2.6.2021`, `2021/06/02`, `02/06/21`; no times."""
    if not _JOINED.search(text):
        return ()
    found = [s for pattern in (_ISO, _YMD, _NUMERIC, _TWO) for m in pattern.finditer(text) if (s := _stamp(m))]
    kept: list[Stamp] = []
    for stamp in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or stamp.start >= kept[-1].end:
            kept.append(stamp)
    return tuple(kept)


def _possible(text: str, header: bool) -> list[re.Pattern[str]]:
    """The patterns that can match at all: most lines with digits name no month, and looking for one is ten times cheaper."""
    patterns = []
    if _JOINED.search(text):
        patterns = [_ISO, _NUMERIC, _SHORT] if header else [_ISO, _NUMERIC]
    if names_month(text):
        patterns += [_DAY_MONTH, _MONTH_DAY]
    return patterns


def names_month(text: str) -> bool:
    """Whether a word of the text is a month, in any of the languages read here."""
    return not _MONTH_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


def _stamp(found: re.Match[str]) -> Stamp | None:
    groups = found.groupdict()
    weekday = calendar.weekday_number(plain(groups["wd"])) if groups.get("wd") else None
    year = int(groups["y"]) if groups.get("y") else None
    if groups.get("yy"):
        year = (2000 if int(groups["yy"]) < _CENTURY else 1900) + int(groups["yy"])
    swap = False
    if groups.get("a"):
        number, month = int(groups["a"]), int(groups["b"])
        if month > 12 >= number:
            number, month = month, number
        else:
            swap = number <= 12 and number != month
    else:
        written = plain(groups["m"])
        named = int(written) if written.isdigit() else calendar.month_number(written)
        number, month = int(groups["d"]), named or 0
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    start, end = found.span()
    text = found.group()
    return Stamp(start, end - (len(text) - len(text.rstrip(" ,"))), number, month, year, weekday, swap=swap)


def _with_clock(text: str, stamp: Stamp, header: bool) -> Stamp:
    """The stamp with the time written after it, or before it (`06:00 GMT, 12 March 2026`). Only headers carry times."""
    if not header:
        return stamp
    start, end, zone = stamp.start, stamp.end, None
    clock = _AFTER.match(text, stamp.end)
    if clock is not None:
        end = clock.end()
        named = _ZONE.match(text, end)
        if named is not None:
            end, zone = named.end(), named["zone"]
    else:
        clock = _BEFORE.search(text[max(0, stamp.start - 40) : stamp.start])
        if clock is None:
            return stamp
        start = max(0, stamp.start - 40) + clock.start()
        zone = clock["zone"].strip() if clock["zone"] else None
    hour = _hour(int(clock["h"]), clock["ap"] or clock["ap2"])
    if hour is None:
        return stamp
    return Stamp(
        start, end, stamp.day, stamp.month, stamp.year, stamp.weekday, hour, int(clock["min"] or 0), zone, stamp.swap
    )


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower() == "p" else 0)


def settle(stamp: Stamp, received: date, order: str | None = None, *, ahead: int | None = None) -> Settled:
    """The day that a header stamp names. `order` is the profile's `DMY` or `MDY`.

    Without an order an ambiguous `03/09/2021` stays null and flagged, unless one of its two readings lies after the
    receipt: what has arrived was not published tomorrow. A missing year is that of the nearest such day to the receipt,
    with `ahead` none that lies more than so many days after it: a dateline of March read in November is this year's.
    """
    faults: list[str] = []
    choice = _ordered(stamp, received, order)
    if choice is None:
        return Settled(None, None, ("date_order_ambiguous",))
    number, month = choice
    inferred = stamp.year is None
    if stamp.year is None:
        latest = None if ahead is None else received + timedelta(days=ahead)
        settled = calendar.nearest_year(month, number, received, stamp.weekday, latest=latest)
        faults.append("year_missing")
    else:
        settled = calendar.day(stamp.year, month, number)
    if settled is None:
        return Settled(None, None, tuple(faults))
    if stamp.weekday is not None and settled.weekday() != stamp.weekday:
        faults.append("weekday_mismatch")
    clock = "" if stamp.hour is None else f"T{stamp.hour:02d}:{stamp.minute:02d}"
    return Settled(settled, settled.isoformat() + clock, tuple(faults), inferred)


def _ordered(stamp: Stamp, received: date, order: str | None) -> tuple[int, int] | None:
    """(day, month), or None when both ways are possible."""
    if not stamp.swap or order == "DMY":
        return stamp.day, stamp.month
    if order == "MDY":
        return stamp.month, stamp.day
    year = stamp.year or received.year
    latest = received + timedelta(days=1)
    ways = [
        (a, b)
        for a, b in ((stamp.day, stamp.month), (stamp.month, stamp.day))
        if (d := calendar.day(year, b, a)) and d <= latest
    ]
    return ways[0] if len(ways) == 1 else None
