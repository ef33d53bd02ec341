"""Date expressions of running text (French, English) and what they come to, given an anchor day.

Values: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, `YYYY-Qn`, season `YYYY-SP|SU|AU|WI`, `a/b` for a range, None when vague or
when nothing anchors them. A week-end is given by its Saturday, as the labelled wire has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from telex.reading.times import calendar, days, deixis, periods, ranges, seasons, stamps
from telex.reading.times.periods import Found
from telex.reading.times.ranges import Expression
from telex.reading.times.tense import Tense, tense_at
from telex.reading.words import Words, split

DAYS = frozenset({"stamp", "weekday", "weekdays", "deictic", "range", "numbered", "week_day", "nth"})
"""Kinds that name days from the anchor, not months or longer, and not from a day told."""
MAX_EXPRESSIONS = 400
"""Of one paragraph; past it the rest is not searched."""
_WEEKENDS_EARLY = 1
"""Until Tuesday `ce week-end` with a verb that tells is the one before."""


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


_Handler = Callable[[Words, int, int], Found]


def _triggers() -> dict[str, _Handler]:
    """The one word of each expression that is looked for, and what reads the words around it."""
    table: dict[str, _Handler] = {}
    table.update(dict.fromkeys(periods.UNITS, periods.from_unit))
    table.update(dict.fromkeys(deixis.TRIGGERS, deixis.find))
    table.update(dict.fromkeys(("jour", "day"), _day_or_unit))
    table.update(dict.fromkeys(seasons.SEASONS, seasons.from_season))
    table.update(dict.fromkeys(("trimestre", "quarter", "semestre"), _quarter_or_unit))
    table.update(dict.fromkeys(("t", "q", "s"), seasons.from_letter))
    table.update(dict.fromkeys(days.MONTH_WORDS, _month))
    table.update({f"mi-{name}": _mid_month for name in days.FRENCH_MONTHS})
    table.update(dict.fromkeys(days.WEEKDAYS, _weekday))
    return table


def find(text: str, limit: int = 3_000) -> list[Expression]:
    """Every expression that has a value, in the first `limit` characters of a match text, in order, none overlapping another."""
    return [e for e in every(split(text[:limit])) if e.kind != "vague"]


def every(words: Words) -> list[Expression]:
    """All expressions of a text in order, the vague ones too, none overlapping another."""
    found: list[Expression] = []
    floor = 0
    numeric = _numeric(words) if any(c in words.text for c in "/-.") else {}
    for place, word in enumerate(words.folded):
        if place < floor:
            continue
        handler = _TRIGGERS.get(word)
        if handler is not None:
            one = handler(words, place, floor)
        elif len(word) == 4 and word.isdecimal() and place not in numeric:
            one = periods.from_year(words, place, floor)
        else:
            one = None
        if one is None and place in numeric:
            one = _stamped(words, place, numeric[place])
        if one is not None:
            found.append(one[0])
            floor = one[1]
            if len(found) >= MAX_EXPRESSIONS:
                break
    return found


def _numeric(words: Words) -> dict[int, stamps.Stamp]:
    """Dates in figures, by the number of the token they begin at."""
    found = stamps.numeric(words.text)
    if not found:
        return {}
    starts = {words.start(n): n for n in range(len(words))}
    return {starts[s.start]: s for s in found if s.start in starts}


def _stamped(words: Words, place: int, stamp: stamps.Stamp) -> Found:
    last = place
    while last < len(words) and words.start(last) < stamp.end:
        last += 1
    tense = tense_at(words, place, last)
    text = words.text[stamp.start : stamp.end]
    return Expression(text, stamp.start, stamp.end, "stamp", tense, stamp, stamp.weekday), last


def _weekday(words: Words, place: int, floor: int) -> Found:
    return _nth(words, place, floor) or ranges.from_weekday(words, place)


def _month(words: Words, place: int, floor: int) -> Found:
    return ranges.from_month(words, place, floor) or periods.from_month(words, place, floor)


def _mid_month(words: Words, place: int, _: int) -> Found:
    """`mi-mars`, `mi-mars 2026`: the month."""
    number = days.FRENCH_MONTHS[words.at(place)[3:]]
    if days.is_year(words, place + 1):
        value = f"{words.at(place + 1)}-{number:02d}"
        return periods.make(words, place, place + 2, "fixed", unit="month", value=value)
    return periods.make(words, place, place + 1, "month", unit="month", number=number)


def _day_or_unit(words: Words, place: int, floor: int) -> Found:
    return deixis.find(words, place, floor) or periods.from_unit(words, place, floor)


def _quarter_or_unit(words: Words, place: int, floor: int) -> Found:
    return seasons.from_quarter(words, place, floor) or periods.from_unit(words, place, floor)


_ORDINALS = {"premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "dernier": -1, "first": 1, "second": 2, "third": 3,
             "fourth": 4, "last": -1}  # fmt: skip


def _nth(words: Words, place: int, floor: int) -> Found:
    """`premier mercredi du mois prochain`: its month counts from the anchor's."""
    order = _ORDINALS.get(words.at(place - 1), 0) if place - 1 >= floor else 0
    if not order or words.at(place + 1) not in {"du", "of"} or words.at(place + 2) not in {"mois", "next", "last"}:
        return None
    after = words.at(place + 3) if words.at(place + 2) == "mois" else words.at(place + 2)
    shift = 1 if after in ranges.AHEAD else -1 if after in ranges.BACK else 0
    last = place + 4 if shift else place + 3
    made, last = periods.make(words, place - 1, last, "nth", unit="day", shift=shift, number=order)
    return Expression(
        made.text, made.start, made.end, "nth", made.tense, None, days.WEEKDAYS[words.at(place)], shift, number=order
    ), last


_TRIGGERS = _triggers()


def resolve(expression: Expression, anchor: date | None, received: date | None = None) -> Dated:
    """The value, relative to `anchor`. `received` serves only for the year of a day that names its weekday, without anchor."""
    if expression.kind == "stamp" and expression.stamp is not None:
        return _stamp_value(expression, expression.stamp, anchor, received)
    if expression.kind == "range" and expression.stamp is not None and expression.last is not None:
        return _range_value(expression, expression.stamp, expression.last, anchor)
    if expression.kind == "fixed":
        return Dated(expression.value, expression.unit)
    if anchor is None or expression.kind == "vague":
        return Dated(None, grain(expression.unit))
    try:
        return _relative_value(expression, anchor)
    except (OverflowError, ValueError):
        return Dated(None, grain(expression.unit))


def grain(unit: str) -> str:
    """What `DateSaid` calls a unit: a week-end and a part of a day are days."""
    return {"weekend": "day", "part": "day", "half": "range", "decade": "range"}.get(unit, unit)


def _stamp_value(expression: Expression, stamp: stamps.Stamp, anchor: date | None, received: date | None) -> Dated:
    if stamp.swap:
        return Dated(None, "day")
    if expression.number and anchor is not None:
        return _settled(calendar.day(anchor.year + expression.number, stamp.month, stamp.day), stamp.weekday)
    if stamp.year is not None:
        return _settled(calendar.day(stamp.year, stamp.month, stamp.day), stamp.weekday)
    near = anchor or (received if stamp.weekday is not None else None)
    if near is None:
        return Dated(None, "day")
    settled = _nearest(expression, stamp, near)
    if settled is None or abs((settled - near).days) > 366:
        return Dated(None, "day", mismatch=settled is not None)
    return Dated(settled.isoformat(), "day", settled, settled, year_inferred=anchor is None)


def _settled(day: date | None, weekday: int | None) -> Dated:
    if day is None or (weekday is not None and day.weekday() != weekday):
        return Dated(None, "day", mismatch=day is not None)
    return Dated(day.isoformat(), "day", day, day)


def _nearest(expression: Expression, stamp: stamps.Stamp, near: date) -> date | None:
    """`le 23 juin dernier` is on or before the anchor, `le 3 mars prochain` on or after it; else the nearest."""
    if expression.shift < 0:
        return calendar.nearest_year(stamp.month, stamp.day, near, stamp.weekday, latest=near)
    if expression.shift > 0:
        ahead = [calendar.day(near.year + n, stamp.month, stamp.day) for n in (0, 1)]
        return min((d for d in ahead if d is not None and d >= near), default=None)
    return calendar.nearest_year(stamp.month, stamp.day, near, stamp.weekday)


def _range_value(expression: Expression, first: stamps.Stamp, last: stamps.Stamp, anchor: date | None) -> Dated:
    """Both days, in the year written or the one nearest to the anchor in which the weekdays written agree."""
    start: date | None = None
    if expression.number and anchor is not None:
        start = calendar.day(anchor.year + expression.number, first.month, first.day)
    elif first.year is not None:
        start = calendar.day(first.year, first.month, first.day)
    elif anchor is not None:
        start = _nearest(expression, first, anchor)
    end = calendar.day(start.year + (last.month < first.month), last.month, last.day) if start else None
    if start is None or end is None:
        return Dated(None, "range")
    if first.year is None and not expression.number and anchor and abs((start - anchor).days) > 366:
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
    kind, unit = expression.kind, expression.unit
    if kind in {"weekday", "week_day", "nth", "numbered"}:
        return _day_value(_named_day(expression, anchor))
    if kind == "weekdays":
        return _weekdays_value(expression, anchor)
    if kind == "deictic" and expression.weekday is not None:
        return _settled(anchor + timedelta(days=expression.shift), expression.weekday)
    if kind == "deictic" or unit in {"day", "part"}:
        return _day_value(anchor + timedelta(days=expression.shift))
    if kind == "season":
        return Dated(seasons.season_value(expression.number, expression.shift, expression.tense, anchor), "season")
    if kind == "quarter":
        return Dated(seasons.quarter_value(expression.number, expression.tense, anchor), "quarter")
    if kind == "month":
        return Dated(_month_value(expression, anchor), "month")
    if kind == "months":
        return _months_value(expression, anchor)
    return _period_value(unit, expression, anchor)


def _period_value(unit: str, expression: Expression, anchor: date) -> Dated:
    """A week, month, quarter, year or week-end so many away from the anchor's."""
    shift = expression.shift
    if unit == "week":
        year, week, _ = (anchor + timedelta(weeks=shift)).isocalendar()
        return Dated(f"{year}-W{week:02d}", "week")
    if unit == "weekend":
        return _day_value(_saturday(expression, anchor))
    if unit == "month":
        year, month = calendar.shift_months(anchor, shift)
        return Dated(f"{year:04d}-{month:02d}", "month")
    if unit == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return Dated(f"{quarter // 4:04d}-Q{quarter % 4 + 1}", "quarter")
    if unit == "year":
        return Dated(f"{anchor.year + shift:04d}", "year")
    return Dated(None, grain(unit))


def _saturday(expression: Expression, anchor: date) -> date:
    """Of the week-end meant: `prochain` the coming one, `dernier` the one before, else by the tense."""
    coming = calendar.next_weekday(anchor - timedelta(days=max(0, anchor.weekday() - 5)), 5)
    if expression.shift > 0:
        return coming if anchor.weekday() < 5 else coming + timedelta(weeks=1)
    back = expression.shift < 0 or (expression.tense is Tense.PAST and anchor.weekday() <= _WEEKENDS_EARLY)
    return coming - timedelta(weeks=1) if back else coming


def _month_value(expression: Expression, anchor: date) -> str | None:
    """`mars dernier`, `en mars`: on the side that the word or the verb says; without either the nearest by less than six months."""
    month, now = expression.number, anchor.month
    if expression.number_end:
        return f"{anchor.year + expression.number_end}-{month:02d}"
    if expression.shift < 0:
        return f"{anchor.year - (month >= now)}-{month:02d}"
    if expression.shift > 0:
        return f"{anchor.year + (month <= now)}-{month:02d}"
    if expression.tense is Tense.FUTURE:
        return f"{anchor.year + (month < now)}-{month:02d}"
    if expression.tense is Tense.PAST:
        return f"{anchor.year - (month > now)}-{month:02d}"
    away = (month - now + 6) % 12 - 6
    year, _ = calendar.shift_months(anchor, away)
    return None if away == -6 else f"{year}-{month:02d}"


def _months_value(expression: Expression, anchor: date) -> Dated:
    one, two = expression.number, expression.number_end
    first = Expression(expression.text, 0, 0, "month", expression.tense, number=one)
    start = _month_value(first, anchor)
    if start is None:
        return Dated(None, "range")
    year = int(start[:4])
    return Dated(f"{start}/{year + (two < one):04d}-{two:02d}", "range")


def _day_value(value: date | None) -> Dated:
    return Dated(None, "day") if value is None else Dated(value.isoformat(), "day", value, value)


def _named_day(expression: Expression, anchor: date) -> date | None:
    """`dernier` and `prochain` exclude the anchor; a bare weekday may be the anchor itself: agencies name the day of issue."""
    weekday = expression.weekday or 0
    if expression.kind == "week_day":
        return anchor + timedelta(days=weekday - anchor.weekday(), weeks=expression.shift)
    if expression.kind == "nth":
        return calendar.nth_weekday(*calendar.shift_months(anchor, expression.shift), weekday, expression.number)
    if expression.kind == "numbered":
        return calendar.nearest_numbered(anchor, weekday, expression.number)
    if expression.shift < 0:
        return calendar.last_weekday(anchor - timedelta(days=1), weekday)
    if expression.shift > 0 and expression.number:
        return calendar.next_weekday(anchor, weekday) + timedelta(weeks=expression.number)
    if expression.shift > 0:
        return calendar.next_weekday(anchor + timedelta(days=1), weekday)
    if expression.tense is Tense.FUTURE:
        return calendar.next_weekday(anchor, weekday)
    return calendar.last_weekday(anchor, weekday)
