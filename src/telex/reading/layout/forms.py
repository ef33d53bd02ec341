"""The forms of a line that are made of words: the closed list a profile may use (`docs/reference/profiles.md`).

Each form takes a slot, a line and the sheet, and answers what it found or None. It never takes half a line: a form fits
the whole line or abstains. Forms made of dates are in `dateforms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from telex.model.facts import Dateline
from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout import codes, dateforms, names
from telex.reading.layout.profiles import Slot
from telex.reading.sheet import Found, Sheet, Value
from telex.reading.times import stamps

_DATED = frozenset({"dates", "byline_dates", "place_date"})
Form = Callable[[Slot, Line, Sheet], "Found | None"]
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\s]{0,3}$")
_SLUG = re.compile(r"[^\W_][\w'’.&]{1,30}(?:[-/][\w'’.&]{1,30}){1,8}")
_BRACKETED = re.compile(r"[(\[](?P<note>[^()\[\]]{3,300})[)\]]")
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-#]?\d{1,7}")
_ROLES = {"headline": "headline", "subheadline": "subheadline", "categories": "categories", "byline": "byline",
          "slug": "slug", "editor_note": "note", "location": "label", "published": "date_line"}  # fmt: skip


def read(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """What the slot's form makes of the line."""
    if not line.short or (slot.form in _DATED and not _may_hold_dates(slot, line)):
        return None
    return _FORMS[slot.form](slot, line, sheet)


def _may_hold_dates(slot: Slot, line: Line) -> bool:
    """Asked first, since most lines have no date and every profile asks the same lines (the answer is cached)."""
    if line.long:
        return False
    return bool(stamps.find(line.match, header=True)) or (slot.form == "place_date" and "(" in line.match)


def distinct(slot: Slot) -> bool:
    """Whether the form knows its line by what stands in it, so that a free form must leave such a line alone."""
    return slot.form not in {"line", "lines", "short_line", "repeat"} or bool(slot.prefix or slot.strip)


def cut(slot: Slot, line: Line) -> tuple[int, int] | None:
    """Where the value stands once the slot's marks are off: a `prefix` must be there, a `strip` may be. None: prefix missing."""
    start, end = 0, len(line.match)
    if slot.prefix:
        length = starts_with(line.match, slot.prefix)
        if not length:
            return None
        start = length
    for mark in slot.strip:
        if line.match[start:].startswith(mark):
            start += len(mark)
            break
    while start < end and line.match[start] in " \t:":
        start += 1
    return (start, end) if start < end else None


def starts_with(text: str, marks: tuple[str, ...]) -> int:
    """Length of the first mark that the text begins with, case and accents apart; 0 when none does."""
    for mark in names.starting_like(text, marks):
        length = names.folded_start(text, mark)
        if length:
            return length
    return 0


def _line(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    place = cut(slot, line)
    if place is None or (slot.max_words and line.words > slot.max_words):
        return None
    return _text(slot, line, *place)


def _text(slot: Slot, line: Line, start: int, end: int) -> Found:
    role = slot.role or _ROLES.get(slot.name, "label")
    if slot.name == "location":
        return Found(role, (Value("location", (line.display(start, end), slot.language), start, end),))
    if slot.name == "categories":
        return Found(role, (Value("categories", (line.display(start, end),), start, end),))
    if slot.name == "byline":
        people = names.people(line.match[start:end])
        return Found(role, (Value("byline", people, start, end),) if people else ())
    if slot.name == "headline" and not start:
        start, more = codes.before_headline(line)
        return Found(role, (Value("headline", line.display(start, end), start, end), *more))
    if slot.name in {"headline", "subheadline", "slug", "editor_note"}:
        return Found(role, (Value(slot.name, line.display(start, end), start, end),))
    return Found(role)


def _lines(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """One line of the run; the walk repeats it. With `strip` every line of the run must begin with such a mark."""
    if slot.strip and not any(line.match.startswith(mark) for mark in slot.strip):
        return None
    return _line(slot, line, sheet)


def _short_line(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    if line.words > (slot.max_words or 5) or _SENTENCE_END.search(line.match):
        return None
    return _line(slot, line, sheet)


def _list(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """Short items between separators; a line without separator is a list only with a `prefix` or `max_words`."""
    place = cut(slot, line)
    if place is None:
        return None
    start, end = place
    items = [line.match[start:end]]
    for separator in slot.separators or (",",):
        items = [piece for item in items for piece in item.split(separator)]
    kept = tuple(i.strip() for i in items if i.strip() and fold(i) not in {fold(s) for s in slot.skip})
    longest = slot.max_words or 4
    if not kept or len(kept) > 12 or any(len(i.split()) > longest for i in kept) or _SENTENCE_END.search(line.match):
        return None
    if not slot.prefix and len(items) == 1 and not slot.max_words:
        return None
    return Found(slot.role or "categories", (Value(slot.name, kept, start, end),) if slot.name == "categories" else ())


def _repeat(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    known = sheet.fields.get(slot.name)
    if known is None or fold(str(known.value)) != fold(line.match):
        return None
    return Found("headline_repeated")


def _mark(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    bare = line.match.strip("•*-–—· ") or line.match
    folded = fold(bare)
    for text in slot.text:
        if folded == names.folded(text) or (not slot.whole and starts_with(bare, (text,))):
            return Found(slot.role or "boilerplate")
    return None


def _site(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    if fold(line.match) not in map(names.folded, slot.text):
        return None
    return Found("site", (Value("site", line.display(0), 0, len(line.match)),))


def _byline(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    marks = slot.prefix or names.BY
    length = starts_with(line.match, marks)
    start, end = length, len(line.match)
    if not length or line.words > 16:
        return None
    people = names.people(line.match[start:end])
    return Found("byline", (Value("byline", people, start, end),)) if people else None


def _dateline(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """`ZZ/Porzac/Ada Brun`: parts in the slot's order. One of `agencies` must be the first part when any is listed."""
    separators = slot.separators or ("/",)
    parts: list[str] = []
    for separator in separators:
        parts = [p.strip() for p in re.split(rf"\s{{0,3}}{re.escape(separator)}\s{{0,3}}", line.match)]
        if 2 <= len(parts) <= len(slot.order):
            break
    if not 2 <= len(parts) <= len(slot.order) or any(not p or len(p.split()) > 5 or len(p) > 60 for p in parts):
        return None
    named = dict(zip(slot.order, parts, strict=False))
    if slot.agencies and fold(named.get("agency", "")) not in {fold(a) for a in slot.agencies}:
        return None
    value = Dateline(named.get("agency"), named.get("place"), named.get("author"))
    return Found("dateline", (Value("dateline", value, 0, len(line.match)),))


def _slug(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    place = cut(slot, line)
    if place is None or not _SLUG.fullmatch(line.match[place[0] : place[1]]):
        return None
    return Found("slug", (Value("slug", line.display(*place), *place),))


def _fields(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """`abc0123 4 pol 0250 Abc`: parts by kind, in order; the last ones may be missing when a separator is written."""
    cells = line.match.split(slot.separators[0] if slot.separators else None)
    pieces = [cell.strip() for cell in cells]
    if len(pieces) > len(slot.fields) or len(pieces) < (2 if slot.separators else len(slot.fields)):
        return None
    values: list[Value] = []
    for kind, piece in zip(slot.fields, pieces, strict=False):
        if not _fits(kind, piece, slot):
            return None
        start = line.match.find(piece)
        if kind == "urgency":
            values.append(Value("urgency", int(piece), start, start + len(piece)))
        elif kind == "slug":
            values.append(Value("slug", piece, start, start + len(piece)))
    return Found("slug", tuple(values))


def _fits(kind: str, piece: str, slot: Slot) -> bool:
    if kind == "urgency":
        return len(piece) == 1 and piece in "123456789"
    if kind == "words":
        return piece.isdecimal() and len(piece) <= 5
    if kind == "id":
        return bool(_NUMBER.fullmatch(piece))
    if kind == "agency":
        return not slot.agencies or fold(piece) in {fold(a) for a in slot.agencies}
    if kind == "version":
        return bool(re.fullmatch(r"[vV]?\d{1,3}", piece))
    if kind == "language":
        return bool(re.fullmatch(r"[A-Za-z]{2}(?:-[A-Za-z]{2})?", piece))
    if kind == "slug":
        return bool(_SLUG.fullmatch(piece)) or piece.isupper()
    return 0 < len(piece) <= 40


def _note(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """A note to editors: begins with a listed mark, or stands in brackets and begins with one when marks are listed."""
    bracketed = _BRACKETED.fullmatch(line.match)
    inner = (bracketed["note"] if bracketed else line.match).lstrip()
    if slot.prefix and not starts_with(inner, slot.prefix):
        return None
    if not slot.prefix and (bracketed is None or not names.capital_start(inner)):
        return None
    return Found("note", (Value("editor_note", line.display(0), 0, len(line.match)),))


_FORMS: dict[str, Form] = {
    "line": _line, "lines": _lines, "short_line": _short_line, "list": _list, "repeat": _repeat, "mark": _mark, "site": _site,
    "byline": _byline, "dateline": _dateline, "slug": _slug, "fields": _fields, "note": _note,
    "dates": dateforms.dates, "byline_dates": dateforms.byline_dates, "place_date": dateforms.place_date,
}  # fmt: skip
