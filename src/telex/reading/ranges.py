"""Days that a text names by themselves or in pairs: `3 mars`, `du 28 février au 3 mars`, `la nuit de vendredi à samedi`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from telex.model.text import fold, plain
from telex.reading import calendar, stamps
from telex.reading.tense import Tense, tense_at

WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_FRENCH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ENGLISH = "january|february|march|april|may|june|july|august|september|october|november|december"
_PART = r"(?:\s{1,3}(?:matin|midi|après-midi|soir|nuit|morning|afternoon|evening|night))?"
_NUMBER = r"(?:er|st|nd|rd|th)?"
_DAYS = re.compile(
    rf"(?:\b(?P<lead>(?:dans la nuit )?d[eu]|les?|entre le|from|between)\s{{1,3}})?(?:\b(?P<wd1>{WEEKDAYS})\s{{1,3}})?"
    rf"(?<![\d.,/:-])\b(?P<a>\d{{1,2}}){_NUMBER}(?:\s{{1,3}}(?P<join>au|à|et le|et|to|and|until|through)\s{{1,3}}|\s?[-–]\s?)"
    rf"(?:(?P<wd2>{WEEKDAYS})\s{{1,3}})?(?P<b>\d{{1,2}}){_NUMBER}\s{{1,3}}(?P<m>{_FRENCH}|{_ENGLISH})(?:,?\s{{1,3}}(?P<y>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_MONTH_DAYS = re.compile(
    rf"(?:\b(?P<lead>from|between)\s{{1,3}})?\b(?P<m>{_ENGLISH})\s{{1,3}}(?P<a>\d{{1,2}}){_NUMBER}"
    rf"(?:\s{{1,3}}(?P<join>to|and|until|through)\s{{1,3}}|\s?[-–]\s?)(?P<b>\d{{1,2}}){_NUMBER}\b"
    r"(?:,?\s{1,3}(?P<y>(?:19|20)\d\d)\b|(?=[,.;)]|$|\s(?:in|at|for|with|after|as|when|on|by|near|during|before)\b))(?![:.]\d)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?:\b(?P<night>(?:dans )?la nuit d[eu]|nuit d[eu]|overnight(?: from| on)?|(?:on )?the night of)\s{1,3}"
    r"|\b(?P<lead>de|du|les?|entre|from|between)\s{1,3})?"
    rf"\b(?P<wd1>{WEEKDAYS})(?P<part>{_PART})(?:\s{{1,3}}(?P<join>à|au|et(?: le)?|to|until|through|and|into)\s{{1,3}}|\s?[-–]\s?)"
    rf"(?P<wd2>{WEEKDAYS})\b{_PART}(?!'s)(?!\s{{1,3}}\d)(?:\s{{1,3}}(?P<mod>derniers?|prochains?)\b)?",
    re.IGNORECASE,
)
_STAMP_JOIN = re.compile(
    r"[.,]?\s{0,3}(?:(?P<join>au|à|et(?: le)?|to|until|through|and)\s{1,3}|[-–]\s{0,3})(?:le\s)?", re.IGNORECASE
)
_LEAD = re.compile(r"\b(?P<lead>du|de|from|between|entre)\s{1,3}(?:le\s)?$", re.IGNORECASE)
_MOVED = re.compile(
    r"(?:report|décal|déplac|avanc|repouss|moved|moving|postpon|pushed|brought|resched|delay|switch)[^.;]{0,40}$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WEEKDAY_WORDS = frozenset(WEEKDAYS.split("|"))
_DARK = frozenset({"soir", "nuit", "evening", "night"})
_ANY_YEAR = 2023
_LONGEST = 62
"""Days. Two dates farther apart than this are two dates."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as a text says it, at `text[start:end]` of the match text."""

    text: str
    start: int
    end: int
    kind: str
    """stamp, weekday, weekdays, deictic, range, month, year, period, span."""
    tense: Tense
    stamp: stamps.Stamp | None = None
    weekday: int | None = None
    shift: int = 0
    """Days for deictic; -1, 0, 1 for a period or weekdays; the signed count for a span."""
    unit: str = "day"
    last: stamps.Stamp | None = None
    """End of a range, whose start is `stamp`."""
    weekday_end: int | None = None
    """End of a pair of weekdays, whose start is `weekday`."""
    night: bool = False


def find(text: str) -> list[Expression]:
    """Pairs of days, and single dates; the caller keeps the first and longest where they overlap."""
    return [*_days(text), *_weekdays(text), *_dates(text)]


def _days(text: str) -> list[Expression]:
    """Two days of one month: `du 3 au 5 mars`, `les 3 et 4 mars`, `March 3-5, 2026`."""
    if not stamps.names_month(text):
        return []
    found: list[Expression] = []
    for m in (*_DAYS.finditer(text), *_MONTH_DAYS.finditer(text)):
        groups = m.groupdict()
        month = calendar.month_number(plain(m["m"])) or 0
        year = int(m["y"]) if m["y"] else None
        named = [calendar.weekday_number(w) if (w := groups.get(g)) else None for g in ("wd1", "wd2")]
        first, last = (
            stamps.Stamp(m.start(), m.end(), int(m[g]), month, year, day) for g, day in zip("ab", named, strict=True)
        )
        if 1 <= first.day < last.day <= 31:
            found.append(_expression(text, m.start(), m.end(), "range", stamp=first, last=last, unit="range"))
    return found


def _weekdays(text: str) -> list[Expression]:
    """`de vendredi à dimanche`, `jeudi et vendredi`, `overnight Friday to Saturday`."""
    if sum(word in _WEEKDAY_WORDS for word in _LETTERS.findall(text.lower())) < 2:
        return []
    found: list[Expression] = []
    for m in _PAIR.finditer(text):
        first, last = calendar.weekday_number(m["wd1"]), calendar.weekday_number(m["wd2"])
        if first is None or last is None or first == last:
            continue
        between = fold(m["lead"] or "") in {"entre", "between"}
        following = (last - first) % 7 == 1
        if (m["join"] or "").lower() in {"et", "et le", "and"} and not between and not following:
            continue
        modifier = (m["mod"] or "").lower()
        shift = -1 if modifier.startswith("dernier") else 1 if modifier else 0
        night = following and (m["night"] is not None or m["part"].strip().lower() in _DARK)
        found.append(
            _expression(
                text,
                m.start(),
                m.end(),
                "weekdays",
                weekday=first,
                weekday_end=last,
                shift=shift,
                night=night,
                unit="range",
            )
        )
    return found


def _dates(text: str) -> list[Expression]:
    """Dates with their month, two of them as one range where they are joined: `du 28 février au 3 mars 2026`."""
    found = stamps.find(text)
    singles = [_expression(text, s.start, s.end, "stamp", stamp=s, weekday=s.weekday) for s in found]
    joined: list[Expression] = []
    for first, last in pairwise(found):
        join = _STAMP_JOIN.fullmatch(text, first.end, last.start)
        if join is None or not _ranged(first, last, join["join"]):
            continue
        lead = _LEAD.search(text, max(0, first.start - 12), first.start)
        start = replace(first, year=_first_year(first, last))
        begin = lead.start() if lead else first.start
        joined.append(_expression(text, begin, last.end, "range", stamp=start, last=last, unit="range"))
    return [*joined, *singles]


def _ranged(first: stamps.Stamp, last: stamps.Stamp, join: str | None) -> bool:
    """Whether two joined dates are the ends of one range. `le 2 mars et le 15 juin` are two days."""
    if first.swap or last.swap:
        return False
    year = _first_year(first, last) or _ANY_YEAR
    start = calendar.day(year, first.month, first.day)
    end = calendar.day(last.year or year + (last.month < first.month), last.month, last.day)
    if start is None or end is None or not timedelta(0) < end - start <= timedelta(days=_LONGEST):
        return False
    return (join or "").lower() not in {"et", "et le", "and"} or end - start == timedelta(days=1)


def _first_year(first: stamps.Stamp, last: stamps.Stamp) -> int | None:
    """The year of a range's start, which is often written at its end only."""
    if first.year is not None or last.year is None:
        return first.year
    return last.year - (last.month < first.month)


def _expression(
    text: str,
    start: int,
    end: int,
    kind: str,
    *,
    stamp: stamps.Stamp | None = None,
    last: stamps.Stamp | None = None,
    weekday: int | None = None,
    weekday_end: int | None = None,
    shift: int = 0,
    night: bool = False,
    unit: str = "day",
) -> Expression:
    """An expression with its tense. What was moved `from Friday to Sunday` took place on neither: it lies ahead."""
    tense = (Tense.PAST, tense_at(text, start, end), Tense.FUTURE)[shift + 1]
    if unit == "range" and _MOVED.search(text, max(0, start - 60), start):
        tense = Tense.FUTURE
    return Expression(text[start:end], start, end, kind, tense, stamp, weekday, shift, unit, last, weekday_end, night)
