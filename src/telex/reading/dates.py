"""Date expressions of running text (French, English) and what they come to, given an anchor day.

Values: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, `a/b` for a range, None when vague or when nothing anchors them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from telex.model.text import fold, plain
from telex.reading import calendar, ranges, stamps
from telex.reading.ranges import WEEKDAYS, Expression
from telex.reading.tense import Tense, tense_at

_MONTHS = ("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
           "january|february|march|april|june|july|august|september|october|november|december")  # fmt: skip
_DEICTIC = {
    "aujourd'hui": 0, "ce jour": 0, "ce matin": 0, "ce soir": 0, "cet après-midi": 0, "cette nuit": 0, "hier": -1,
    "avant-hier": -2, "demain": 1, "après-demain": 2, "today": 0, "tonight": 0, "this morning": 0, "yesterday": -1, "tomorrow": 1,
}  # fmt: skip
_DAY = re.compile(
    r"\b(?P<last0>last\s|next\s)?(?P<night>dans la nuit (?:de|du) )?\b(?P<wd>" + WEEKDAYS + r")\b"
    r"(?P<mod>\s{1,3}(?:dernier|prochain|passé))?"
    r"|(?<![\w-])(?P<word>" + "|".join(sorted(_DEICTIC, key=len, reverse=True)) + r")(?![\w-])",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<!\d )\b(?P<m>" + _MONTHS + r")\s{1,3}(?P<y>(?:19|20)\d\d|dernier|prochain)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:en|in|depuis|since|fin|début|dès)\s{1,3}(?P<y>(?:19|20)\d\d)\b(?!\s?%)", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(?P<last>last|next|this)\s{1,3}(?P<uen>week|month|year)"
    r"|(?:la|le|l'|cette|ce|début|fin)\s?(?:de l'|de la )?(?P<u>semaine|mois|année|an)\s{1,3}(?P<mod>dernière|dernier|prochaine|prochain|passée?)"
    r"|(?P<this>cette|ce)\s{1,3}(?P<u2>semaine|mois|année))\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?P<way>il y a|dans|in)\s{1,3}(?P<n>\d{1,3}|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|one|two|three|four|five)\s{1,3}"
    r"(?P<u>jours?|semaines?|mois|ans?|années?|days?|weeks?|months?|years?)\b"
    r"|\b(?P<n2>\d{1,3}|one|two|three|four|five|six)\s{1,3}(?P<u3>days?|weeks?|months?|years?)\s{1,3}ago\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10, "quinze": 15,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """What an expression comes to. `start` and `end` only for days and ranges of days."""

    value: str | None
    grain: str
    start: date | None = None
    end: date | None = None
    year_inferred: bool = False
    mismatch: bool = False
    """The weekday written is not that of the date written: no value."""


def find(text: str, limit: int = 3_000) -> list[Expression]:
    """Every expression in the first `limit` characters of a match text, in order; the longer one wins where two overlap."""
    text = text[:limit]
    found = [*ranges.find(text), *_days(text), *_periods(text)]
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return kept


def resolve(expression: Expression, anchor: date | None, received: date | None = None) -> Dated:
    """The value, relative to `anchor`. `received` serves only for the year of a day that names its weekday, without anchor."""
    if expression.kind == "stamp" and expression.stamp is not None:
        return _stamp_value(expression.stamp, anchor, received)
    if expression.kind == "range" and expression.stamp is not None and expression.last is not None:
        return _range_value(expression.stamp, expression.last, anchor)
    if expression.kind == "month" and expression.stamp is not None and expression.stamp.year is not None:
        return Dated(f"{expression.stamp.year}-{expression.stamp.month:02d}", "month")
    if expression.kind == "year" and expression.stamp is not None:
        return Dated(str(expression.stamp.year), "year")
    if anchor is None:
        return Dated(None, expression.unit)
    try:
        return _relative_value(expression, anchor)
    except (OverflowError, ValueError):
        return Dated(None, expression.unit)


def _days(text: str) -> list[Expression]:
    found: list[Expression] = []
    for m in _DAY.finditer(text):
        if m["word"]:
            shift = _DEICTIC[m["word"].lower()]
            tense = Tense.FUTURE if shift > 0 else Tense.PAST if shift < 0 else tense_at(text, *m.span())
            found.append(Expression(m.group(), m.start(), m.end(), "deictic", tense, shift=shift))
            continue
        modifier = fold((m["mod"] or m["last0"] or "").strip())
        shift = -1 if modifier in {"dernier", "passe", "last"} else 1 if modifier in {"prochain", "next"} else 0
        tense = (Tense.PAST, tense_at(text, *m.span()), Tense.FUTURE)[shift + 1]
        number = calendar.weekday_number(m["wd"])
        found.append(Expression(m.group(), m.start(), m.end(), "weekday", tense, weekday=number, shift=shift))
    return found


def _periods(text: str) -> list[Expression]:
    found: list[Expression] = []
    for m in _MONTH.finditer(text):
        month = calendar.month_number(plain(m["m"])) or 0
        if m["y"].isdigit():
            stamp = stamps.Stamp(m.start(), m.end(), 1, month, int(m["y"]))
            found.append(Expression(m.group(), m.start(), m.end(), "month", Tense.UNKNOWN, stamp, unit="month"))
    for m in _YEAR.finditer(text):
        stamp = stamps.Stamp(m.start(), m.end(), 1, 1, int(m["y"]))
        found.append(Expression(m.group(), m.start("y"), m.end(), "year", Tense.UNKNOWN, stamp, unit="year"))
    for m in _PERIOD.finditer(text):
        modifier = fold(m["mod"] or m["last"] or "this")
        shift = 1 if modifier.startswith(("prochain", "next")) else 0 if modifier == "this" else -1
        found.append(
            Expression(
                m.group(),
                m.start(),
                m.end(),
                "period",
                Tense.UNKNOWN,
                shift=shift,
                unit=_unit(m["u"] or m["u2"] or m["uen"]),
            )
        )
    for m in _AGO.finditer(text):
        number = m["n"] or m["n2"]
        count = int(number) if number.isdigit() else _NUMBERS.get(number.lower(), 0)
        back = m["way"] is None or m["way"].lower() == "il y a"
        unit = _unit(m["u"] or m["u3"])
        found.append(
            Expression(
                m.group(),
                m.start(),
                m.end(),
                "span",
                Tense.PAST if back else Tense.FUTURE,
                shift=-count if back else count,
                unit=unit,
            )
        )
    return found


def _unit(word: str) -> str:
    folded = fold(word)
    for start, unit in (
        ("semaine", "week"),
        ("week", "week"),
        ("mois", "month"),
        ("month", "month"),
        ("jour", "day"),
        ("day", "day"),
    ):
        if folded.startswith(start):
            return unit
    return "year"


def _stamp_value(stamp: stamps.Stamp, anchor: date | None, received: date | None) -> Dated:
    if stamp.swap:
        return Dated(None, "day")
    if stamp.year is not None:
        settled = calendar.day(stamp.year, stamp.month, stamp.day)
        if settled is None or (stamp.weekday is not None and settled.weekday() != stamp.weekday):
            return Dated(None, "day", mismatch=settled is not None)
        return Dated(settled.isoformat(), "day", settled, settled)
    near = anchor or (received if stamp.weekday is not None else None)
    if near is None:
        return Dated(None, "day")
    settled = calendar.nearest_year(stamp.month, stamp.day, near, stamp.weekday)
    if settled is None or abs((settled - near).days) > 366:
        return Dated(None, "day", mismatch=settled is not None)
    return Dated(settled.isoformat(), "day", settled, settled, year_inferred=anchor is None)


def _range_value(first: stamps.Stamp, last: stamps.Stamp, anchor: date | None) -> Dated:
    """Both days, in the year written or the one nearest to the anchor in which the weekdays written agree."""
    start: date | None = None
    if first.year is not None:
        start = calendar.day(first.year, first.month, first.day)
    elif anchor is not None:
        start = calendar.nearest_year(first.month, first.day, anchor, first.weekday)
    end = calendar.day(start.year + (last.month < first.month), last.month, last.day) if start else None
    if start is None or end is None or (first.year is None and anchor and abs((start - anchor).days) > 366):
        return Dated(None, "range")
    if any(s.weekday not in {None, d.weekday()} for s, d in ((first, start), (last, end))):
        return Dated(None, "range", mismatch=True)
    return Dated(f"{start.isoformat()}/{end.isoformat()}", "range", start, end)


def _weekdays_value(expression: Expression, anchor: date) -> Dated:
    """Two weekdays. A night told of is over by the anchor; a range told of has begun by then, and may still run."""
    first, last = expression.weekday or 0, expression.weekday_end or 0
    length = timedelta(days=(last - first) % 7 or 7)
    if expression.shift > 0 or (expression.shift == 0 and expression.tense is Tense.FUTURE):
        start = calendar.next_weekday(anchor + timedelta(days=max(0, expression.shift)), first)
    elif expression.night:
        start = calendar.last_weekday(anchor, last) - length
    else:
        start = calendar.last_weekday(anchor + timedelta(days=min(0, expression.shift)), first)
    end = start + length
    return Dated(f"{start.isoformat()}/{end.isoformat()}", "range", start, end)


def _relative_value(expression: Expression, anchor: date) -> Dated:
    if expression.kind == "weekday" and expression.weekday is not None:
        return _day_value(_weekday_day(expression, anchor))
    if expression.kind == "weekdays":
        return _weekdays_value(expression, anchor)
    if expression.kind == "deictic" or expression.unit == "day":
        return _day_value(anchor + timedelta(days=expression.shift))
    if expression.unit == "week":
        year, week, _ = (anchor + timedelta(weeks=expression.shift)).isocalendar()
        return Dated(f"{year}-W{week:02d}", "week")
    if expression.unit == "month":
        year, month = calendar.shift_months(anchor, expression.shift)
        return Dated(f"{year:04d}-{month:02d}", "month")
    return Dated(f"{anchor.year + expression.shift:04d}", "year")


def _day_value(value: date) -> Dated:
    return Dated(value.isoformat(), "day", value, value)


def _weekday_day(expression: Expression, anchor: date) -> date:
    """`dernier` and `prochain` exclude the anchor; a bare weekday may be the anchor itself: agencies name the day of issue."""
    weekday = expression.weekday or 0
    if expression.shift < 0:
        return calendar.last_weekday(anchor - timedelta(days=1), weekday)
    if expression.shift > 0:
        return calendar.next_weekday(anchor + timedelta(days=1), weekday)
    if expression.tense is Tense.FUTURE:
        return calendar.next_weekday(anchor, weekday)
    return calendar.last_weekday(anchor, weekday)
