"""When what is told happened: the anchor day, then the lead's own expression (design/reading.md section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from telex.model.facts import EventDate, Field
from telex.model.text import plain
from telex.reading.blocks import Line
from telex.reading.sheet import Sheet, local_day
from telex.reading.times import calendar, dates
from telex.reading.times.ranges import Expression
from telex.reading.times.tense import Tense

_TODAY = re.compile(r"\b(?:aujourd'hui|today|ce jour)\s{0,2}[(,]\s{0,2}", re.IGNORECASE)
_ANCHOR_LINES = 12
_LEAD_CHARS = 1_500
_BODY_PARAGRAPHS = 3
"""Where the day of the text may stand when the lead names none."""
_HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative expressions count from, and which of the six kinds it is."""

    day: date
    kind: str
    """today, dateline, header, published, updated."""


def anchor(sheet: Sheet) -> Anchor | None:
    """The first that exists: "aujourd'hui (2 juin 2021)", dateline date, header event date, published, updated.

    The receipt time, sixth, anchors nothing by itself: an old text may be sent again years later. It only chooses the
    year of a day that comes with its weekday.
    """
    stated = _stated_today(sheet)
    if stated is not None:
        return Anchor(stated, "today")
    dateline = sheet.fields.get("dateline_date")
    if dateline is not None:
        return Anchor(date.fromisoformat(dateline.value[:10]), "dateline")
    if sheet.header_range is not None and sheet.header_range.value.start is not None:
        return Anchor(date.fromisoformat(sheet.header_range.value.start), "header")
    for name in ("published", "updated"):
        known = sheet.fields.get(name)
        day = None if known is None else _written_day(known.value, sheet)
        if day is not None:
            return Anchor(day, name)
    return None


def _written_day(value: str, sheet: Sheet) -> date | None:
    """The day of a publication date. One written in UTC, as formats do, is a day of the source's zone; any other is as written."""
    try:
        if value.endswith(("Z", "+00:00")) and "T" in value:
            return local_day(datetime.fromisoformat(value), sheet.zone)
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _stated_today(sheet: Sheet) -> date | None:
    for number, shown in sheet.body[:_ANCHOR_LINES]:  # -1: a format's own body, which is no line of the filing
        text = (sheet.lines[number].match if number >= 0 else plain(shown[:_LEAD_CHARS]))[:_LEAD_CHARS]
        found = _TODAY.search(text)
        if found is None:
            continue
        for expression in dates.find(text[found.end() : found.end() + 60]):
            value = dates.resolve(expression, None)
            if expression.start == 0 and expression.kind == "stamp" and value.start is not None:
                return value.start
    return None


def read(sheet: Sheet) -> None:
    """Set `event_date` and flag what does not agree.

    The lead's first day that is over or of the day; else the header's range; else `cette nuit`, `hier` or the anchor's own
    weekday in the headline or the next paragraphs.
    """
    if "kills" in sheet.fields:
        return  # a notice that withdraws a text tells of no event
    base = anchor(sheet)
    lead = next((sheet.lines[n] for n, _ in sheet.body[:1]), None)
    if lead is not None:
        _from_lead(sheet, lead, base)
    if "event_date" not in sheet.fields and sheet.header_range is not None:
        sheet.fields["event_date"] = sheet.header_range
    if "event_date" not in sheet.fields and base is not None:
        _of_the_day(sheet, base)


def _of_the_day(sheet: Sheet, base: Anchor) -> None:
    """A text that names its own day outside the lead; any other day there may be background."""
    headline = sheet.fields.get(_HEADLINE)
    numbers = [] if headline is None or headline.span is None else [headline.span.block]
    numbers += [n for n, _ in sheet.body[1:_BODY_PARAGRAPHS]]
    for line in (sheet.lines[n] for n in numbers if 0 <= n < len(sheet.lines)):
        for expression in dates.find(line.match, _LEAD_CHARS):
            if expression.tense is Tense.FUTURE or _quoted(line.match, expression.start):
                continue
            value = dates.resolve(expression, base.day)
            near = expression.kind == "deictic" or (expression.kind == "told" and expression.unit == "part")
            if value.start is not None and (near or (expression.kind == "weekday" and value.start == base.day)):
                event = EventDate(value.start.isoformat(), value.start.isoformat())
                span = line.span(expression.start, expression.end)
                sheet.fields["event_date"] = Field(event, "rule:of-the-day", span, "likely")
                return


def _quoted(text: str, place: int) -> bool:
    """Whether a place lies between quotation marks."""
    before = text[:place]
    return before.count("«") + before.count("“") > before.count("»") + before.count("”") or before.count('"') % 2 == 1


def _from_lead(sheet: Sheet, lead: Line, base: Anchor | None) -> None:
    skip = sheet.starts.get(lead.number, 0)
    for expression in dates.find(lead.match, _LEAD_CHARS):
        if expression.start < skip or expression.tense is Tense.FUTURE or expression.kind not in dates.DAYS:
            continue
        value = dates.resolve(expression, base.day if base else None, sheet.today)
        span = lead.span(expression.start, expression.end)
        written = lead.text[span.start : span.end]
        if (
            base is not None
            and value.start is not None
            and value.start > base.day
            and expression.tense is Tense.UNKNOWN
        ):
            continue  # `appelle à la grève du 16 au 18 mars`: announced, not told
        _flag(sheet, expression, value, written, base)
        if value.mismatch:
            continue
        if value.start is None and expression.weekday is None:
            continue
        event = _event(sheet, value, written)
        method = "rule:weekday" if event.start is None else "rule:lead"
        confidence = _confidence(expression, value, base)
        sheet.fields["event_date"] = Field(event, method, span, confidence)
        if sheet.header_range is not None and _within(event, sheet.header_range.value):
            sheet.fields["event_date"] = sheet.header_range
        return


def _confidence(expression: Expression, value: dates.Dated, base: Anchor | None) -> str:
    """A weekday without a verb that tells is likely at most: the present tense is used of days ahead as well."""
    if value.start is None:
        return "weak"
    if value.year_inferred or base is None:
        return "likely"
    untold = expression.kind in {"weekday", "weekdays"} and expression.tense is Tense.UNKNOWN
    return "likely" if untold and value.start != base.day else "sure"


def _event(sheet: Sheet, value: dates.Dated, written: str) -> EventDate:
    if value.start is None or value.end is None:
        return EventDate(weekday=_weekday_word(written))
    return EventDate(value.start.isoformat(), value.end.isoformat(), year_inferred=value.year_inferred)


def _weekday_word(written: str) -> str:
    words: list[str] = re.findall(r"[^\W\d_]+", written)
    for word in words:
        if calendar.weekday_number(word) is not None:
            return word
    return written


def _within(event: EventDate, ranged: EventDate) -> bool:
    """A day inside the header's range: the event lasts the whole range."""
    if event.start is None or ranged.start is None or ranged.end is None:
        return False
    return ranged.start <= event.start <= ranged.end


def _flag(sheet: Sheet, expression: Expression, value: dates.Dated, written: str, base: Anchor | None) -> None:
    stamp = expression.stamp
    if value.mismatch:
        sheet.flag("weekday_mismatch", written)
    elif stamp is not None and stamp.year is None and expression.kind == "stamp":
        sheet.flag("year_missing" if base is None else "year_missing_in_text", written)
    elif expression.kind in {"weekday", "weekdays"} and value.start is None:
        sheet.flag("undated_weekday", written)
    elif stamp is not None and stamp.swap:
        sheet.flag("date_order_ambiguous", written)
    published = sheet.fields.get("published")
    explicit = stamp is not None or (base is not None and base.kind == "today")
    day = None if published is None else _written_day(published.value, sheet)
    if day is not None and value.start is not None and explicit and day < value.start:
        sheet.flag("published_before_event", f"{day.isoformat()} < {written} ({value.value})")
