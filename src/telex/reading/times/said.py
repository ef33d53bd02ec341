"""Every date expression of a body and what it comes to (design/reading.md section 6)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from telex.model.mentions import DateSaid, Quote
from telex.model.proof import Field
from telex.reading.blocks import Line
from telex.reading.times import calendar, dates
from telex.reading.times.dates import Dated
from telex.reading.times.eventdate import Anchor
from telex.reading.times.ranges import Expression
from telex.reading.times.tense import Tense
from telex.reading.words import Words, span_of, split

MAX_SAID = 2_000
"""Of one body; past it the rest is not searched. A dispatch of 470 words has about 15."""
METHOD = "rule:dates"
_YEARS_BACK, _YEARS_ON = 12, 8
"""Around the receipt, for the years in which a weekday and its date agree."""
_SPEAKING_GAP = 160
"""Characters between a quotation and the day on which it was said."""


@dataclass(slots=True)
class _Telling:
    """What has been told so far: days, for `la veille`. Mutable, alive only inside one call of `find`."""

    anchor: Anchor | None
    received: date
    told: list[tuple[date, Tense]] = field(default_factory=list)
    inferred: date | None = None
    """A day whose year the receipt chose, where nothing else anchors the text."""

    def last(self, tense: Tense) -> date | None:
        """The day last told; one ahead counts only for what is ahead itself."""
        if tense is Tense.FUTURE and self.told:
            return self.told[-1][0]
        return next((day for day, when in reversed(self.told) if when is not Tense.FUTURE), None)


def find(
    paragraphs: Sequence[Line],
    anchor: Anchor | None,
    received: date,
    quotes: Sequence[Field[Quote]] = (),
    language: str | None = None,
) -> tuple[Field[DateSaid], ...]:
    """All date expressions in order, vague ones with value None.

    `paragraphs` as `cast.paragraphs` gives them, `anchor` as `eventdate.anchor`, `received` the day of receipt where the
    source is: it only chooses the year of a day that names its weekday, where nothing anchors the text. `quotes` with spans in
    the display text: inside them days count from the day of speaking, which is a day told in the same sentence, else the
    anchor's. A text in a language other than French and English (`language`) keeps its numeric dates only.
    """
    telling = _Telling(anchor, received)
    inside = _by_paragraph(quotes)
    found: list[Field[DateSaid]] = []
    foreign = language is not None and language[:2] not in {"fr", "en"}
    for line in paragraphs:
        words = split(line.match)
        expressions = [e for e in dates.every(words) if not foreign or (e.kind == "stamp" and not e.text[:1].isalpha())]
        for expression in expressions:
            found.append(_said(line, words, expression, expressions, inside.get(line.number, ()), telling))
            if len(found) >= MAX_SAID:
                return tuple(found)
    return tuple(found)


def _by_paragraph(quotes: Sequence[Field[Quote]]) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for quote in quotes:
        if quote.span is not None and quote.value.kind != "scare":
            spans.setdefault(quote.span.block, []).append((quote.span.start, quote.span.end))
    return {number: sorted(found) for number, found in spans.items()}


def _said(
    line: Line,
    words: Words,
    expression: Expression,
    all_of_it: Sequence[Expression],
    inside: Sequence[tuple[int, int]],
    telling: _Telling,
) -> Field[DateSaid]:
    span = span_of(line, expression.start, expression.end)
    at = bisect_right(inside, (span.start, len(line.text) + 1)) - 1
    quoted = inside[at] if at >= 0 and span.end <= inside[at][1] else None
    base, kind = _base(words, expression, all_of_it, quoted, telling)
    value = dates.resolve(expression, base, telling.received)
    written = _written(expression)
    _remember(expression, value, quoted is not None, telling)
    candidates: tuple[str, ...] = ()
    if expression.kind == "stamp" and base is None and expression.stamp is not None and expression.weekday is not None:
        candidates = _candidates(expression.stamp.month, expression.stamp.day, expression.weekday, telling.received)
    said = DateSaid(
        line.text[span.start : span.end], value.value, value.grain, _tense(expression),
        None if written else "received" if value.year_inferred else kind, candidates,
    )  # fmt: skip
    return Field(said, METHOD, span, _confidence(expression, value, base, kind))


def _base(
    words: Words,
    expression: Expression,
    all_of_it: Sequence[Expression],
    quoted: tuple[int, int] | None,
    telling: _Telling,
) -> tuple[date | None, str | None]:
    """The day an expression counts from, and which kind of anchor that is."""
    anchor = telling.anchor
    if expression.kind == "told":
        told = telling.last(expression.tense)
        if expression.unit == "part" and (told is None or not _same_sentence(words, expression, all_of_it)):
            told = None
        if told is not None:
            return told, "told"
    if quoted is not None and anchor is not None:
        return _speaking(words, expression, all_of_it, quoted, anchor.day), "speaking"
    if anchor is not None:
        return anchor.day, anchor.kind
    return (telling.inferred, "told") if telling.inferred is not None else (None, None)


def _same_sentence(words: Words, expression: Expression, all_of_it: Sequence[Expression]) -> bool:
    """Whether a day was told before in the sentence of an expression."""
    before = [e for e in all_of_it if e.end <= expression.start and e.kind in dates.DAYS]
    return bool(before) and not _stop_between(words.text, before[-1].end, expression.start)


def _speaking(
    words: Words, expression: Expression, all_of_it: Sequence[Expression], quoted: tuple[int, int], day: date
) -> date:
    """The day on which a quotation was said: one told outside it in the same sentence, over by then; else the anchor's."""
    start, end = quoted
    for other in all_of_it:
        if other is expression or other.kind not in dates.DAYS or other.tense is Tense.FUTURE:
            continue
        before, after = start - other.end, other.start - end
        gap = (other.end, start) if before >= 0 else (end, other.start)
        if max(before, after) < 0 or max(before, after) > _SPEAKING_GAP or _stop_between(words.text, *gap):
            continue
        value = dates.resolve(other, day)
        if value.start is not None and value.start == value.end and value.start <= day:
            return value.start
    return day


def _stop_between(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    return ". " in piece or "? " in piece or "! " in piece


def _remember(expression: Expression, value: Dated, quoted: bool, telling: _Telling) -> None:
    if value.end is None or value.grain not in {"day", "range"} or quoted:
        return
    telling.told.append((value.end, expression.tense))
    if value.year_inferred and telling.inferred is None:
        telling.inferred = value.start


def _written(expression: Expression) -> bool:
    """Whether the expression gives its value by itself."""
    if expression.kind == "fixed":
        return True
    return expression.kind in {"stamp", "range"} and expression.stamp is not None and expression.stamp.year is not None


def _tense(expression: Expression) -> str:
    if expression.kind == "deictic" and expression.shift == 0 and expression.tense is Tense.UNKNOWN:
        return "present"
    return str(expression.tense)


def _candidates(month: int, number: int, weekday: int, received: date) -> tuple[str, ...]:
    """The years around the receipt in which the date falls on its weekday."""
    years = range(max(1, received.year - _YEARS_BACK), min(9999, received.year + _YEARS_ON) + 1)
    days = ((year, calendar.day(year, month, number)) for year in years)
    return tuple(str(year) for year, day in days if day is not None and day.weekday() == weekday)


def _confidence(expression: Expression, value: Dated, base: date | None, kind: str | None) -> str:
    """likely where the receipt, the day last told or a missing verb left a choice; weak for a month that no verb places."""
    if value.value is None or value.year_inferred or kind == "told":
        return "likely"
    open_tense = expression.tense is Tense.UNKNOWN and expression.shift == 0
    if expression.kind in {"month", "months", "quarter", "season"} and open_tense:
        return "weak" if expression.kind == "month" else "likely"
    if expression.kind in {"weekday", "weekdays"} and open_tense and value.start != base:
        return "likely"
    return "sure"
