"""From the lines that samples have in one place to the slot that reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout import names
from telex.reading.learning.samples import Sample, openings

Table = dict[str, object]
"""Keys and values of one `[[slot]]`."""
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-#]?\d{1,7}")
_SEPARATORS = (" | ", "/", "|", " - ", ";")
_ARROWS = (">", "»", "›", "→", "/", ",", ";", "|")


def slot(role: str, found: Sequence[tuple[Sample, Line]]) -> Table | None:
    """The slot for lines of one role; None when no form of a profile is right for all of them."""
    made = _MAKERS.get(role)
    return made(found) if made is not None and found else None


def _lines(found: Sequence[tuple[Sample, Line]]) -> list[Line]:
    return [line for _, line in found]


def _code(found: Sequence[tuple[Sample, Line]]) -> Table | None:
    """A code line, its parts told by their columns; a line without blanks is a slug."""
    texts = [line.match for line in _lines(found)]
    if not any(any(c.isdigit() for c in text) for text in texts):
        return {"name": "slug", "form": "slug"}
    separator = next((s for s in _SEPARATORS if all(s in text for text in texts)), None)
    columns = [[c.strip() for c in text.split(separator.strip() if separator else None)] for text in texts]
    width = max(map(len, columns))
    if separator is None and any(len(cells) != width for cells in columns):
        return None
    parts = [_part([cells[n] for cells in columns if n < len(cells)], separator is not None) for n in range(width)]
    table: Table = {"name": "number", "form": "fields", "fields": parts}
    if separator is not None:
        table["separator"] = separator.strip()
    agency = [columns[0][n] for n, part in enumerate(parts) if part == "agency"]
    if agency:
        table["agencies"] = agency
    return table


def _part(cells: list[str], separated: bool) -> str:
    """The kind of a column, from all its cells."""
    if all(len(c) == 1 and c in "123456789" for c in cells) and not separated:
        return "urgency"
    if all(re.fullmatch(r"[vV]\d{1,3}", c) or (separated and c.isdecimal() and len(c) <= 2) for c in cells):
        return "version"
    if all(c.isdecimal() and len(c) <= 5 for c in cells):
        return "words"
    if all(_NUMBER.fullmatch(c) and any(x.isdigit() for x in c) for c in cells):
        return "id"
    if separated and all(len(c) == 2 and c.isalpha() for c in cells):
        return "language"
    if separated and all("-" in c or c.isupper() for c in cells) and any(len(c) > 4 for c in cells):
        return "slug"
    if len(set(cells)) == 1 and len(cells) > 1 and cells[0].isalpha() and not separated:
        return "agency"
    return "category" if all(c.isalpha() for c in cells) else "skip"


def _headline(found: Sequence[tuple[Sample, Line]]) -> Table:
    return {"name": "headline", "form": "line", "required": True}


def _repeat(found: Sequence[tuple[Sample, Line]]) -> Table:
    return {"name": "headline", "form": "repeat"}


def _subheadline(found: Sequence[tuple[Sample, Line]]) -> Table:
    mark = found[0][1].match[:2]
    if mark in {"- ", "– ", "* ", "• "} and all(line.match.startswith(mark) for line in _lines(found)):
        return {"name": "subheadline", "form": "lines", "strip": mark}
    return {"name": "subheadline", "form": "line"}


def _dates(found: Sequence[tuple[Sample, Line]]) -> Table:
    named = any(s.facts.byline is not None and _here(s.facts.byline.span, s, line) for s, line in found)
    written = any(re.search(r"[^\W\d_]{3,}", names.LEFT.sub(" ", line.match)) for line in _lines(found))
    table: Table = {"name": "dates", "form": "byline_dates" if named else "dates"}
    if all(line.match[0] in "[{<" for line in _lines(found)):
        table["label"] = True
    opening = openings(_lines(found))
    if opening is not None and written and len(found) > 1 and not any(c.isdigit() for c in opening):
        table |= {"form": "byline_dates", "skip": [opening.split(",")[0].rstrip(":;|- ")]}
    return table


def _here(span: object, sample: Sample, line: Line) -> bool:
    """Whether a field of the reduced text was read from this line."""
    block = getattr(span, "block", None)
    kept = [n for n, role in enumerate(sample.roles) if role != "constant"]
    return block is not None and block < len(kept) and kept[block] == line.number


def _byline(found: Sequence[tuple[Sample, Line]]) -> Table:
    """The words that open a byline are named only where they are not among the usual ones."""
    words = sorted({line.match.split()[0].rstrip(":") for line in _lines(found)})
    usual = {fold(by.split()[0]) for by in names.BY}
    table: Table = {"name": "byline", "form": "byline"}
    if not all(fold(word) in usual for word in words) and len(words) == 1:
        table["prefix"] = words
    return table


def _dateline(found: Sequence[tuple[Sample, Line]]) -> Table:
    heads = {line.match.split("/", 1)[0].strip() for line in _lines(found)}
    if all("/" in line.match and not any(c.isdigit() for c in line.match) for line in _lines(found)):
        return {"name": "dateline", "form": "dateline", **({"agencies": sorted(heads)} if len(heads) == 1 else {})}
    agencies = sorted(
        {s.facts.dateline.value.agency for s, _ in found if s.facts.dateline and s.facts.dateline.value.agency}
    )
    return {"name": "dateline", "form": "place_date", **({"agencies": agencies} if agencies else {})}


def _categories(found: Sequence[tuple[Sample, Line]]) -> Table:
    opening = openings(_lines(found))
    prefix = opening if opening and opening.endswith(":") else None
    texts = [line.match[len(prefix) if prefix else 0 :] for line in _lines(found)]
    separator = next((s for s in _ARROWS if any(s in text for text in texts)), ",")
    firsts = [text.split(separator)[0].strip() for text in texts]
    table: Table = {"name": "categories", "form": "list", "separator": separator}
    if prefix:
        table["prefix"] = prefix
    elif len(set(firsts)) == 1 and len(firsts) > 1:
        table["skip"] = [firsts[0]]
    longest = max(len(piece.split()) for text in texts for piece in text.split(separator))
    if longest > 4:
        table["max_words"] = longest
    return table


def _site(found: Sequence[tuple[Sample, Line]]) -> Table:
    return {"name": "site", "form": "site", "text": sorted({line.match for line in _lines(found)})}


def _label(found: Sequence[tuple[Sample, Line]]) -> Table | None:
    opening = openings(_lines(found)) if len(found) > 1 else None
    if opening is not None:
        return {"name": "label", "form": "mark", "text": [opening], "role": "label"}
    longest = max(line.words for line in _lines(found))
    return {"name": "label", "form": "line", "role": "label", "max_words": max(6, longest)} if longest <= 10 else None


def _furniture(found: Sequence[tuple[Sample, Line]]) -> Table | None:
    opening = openings(_lines(found)) if len(found) > 1 else found[0][1].match[:60]
    return {"name": "leftover", "form": "mark", "text": [opening], "role": "boilerplate"} if opening else None


def _note(found: Sequence[tuple[Sample, Line]]) -> Table | None:
    return {"name": "note", "form": "note"} if all(line.match[0] in "([" for line in _lines(found)) else None


def _place(found: Sequence[tuple[Sample, Line]]) -> Table:
    return {"name": "location", "form": "short_line"}


_MAKERS = {
    "slug": _code, "headline": _headline, "headline_repeated": _repeat, "subheadline": _subheadline, "date_line": _dates,
    "byline": _byline, "dateline": _dateline, "categories": _categories, "site": _site, "label": _label,
    "boilerplate": _furniture, "separator": _furniture, "note": _note, "location": _place,
}  # fmt: skip
