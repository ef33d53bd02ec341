"""A header read without a profile. Header layouts do not carry over (41 of 64 fields on unseen sources), so this abstains a lot.

Marker lines are known by what stands in them: dates, bylines, datelines, numbers. Between them one line is the headline,
one the standfirst; none is invented.
"""

from __future__ import annotations

import re

from telex.model.facts import Field
from telex.model.text import fold, fold_word
from telex.reading.blocks import Line
from telex.reading.layout import codes, dateforms, leftovers, markers, names
from telex.reading.layout.profiles import Body
from telex.reading.sheet import Found, Sheet, Value

_ZONE = 16
"""Lines from the top among which marker lines are looked for."""
_PARAGRAPH_WORDS = 18
"""A line at least this long that ends as a sentence is a paragraph."""
_BULLETS = ("- ", "– ", "• ", "* ")
_ITEMS = re.compile(r"\s?,\s|\s[|/>›»•·–—-]\s")


def walk(sheet: Sheet) -> None:
    """Give the header lines their roles and fill the fields."""
    top = [line for line in sheet.lines[: _ZONE * 2] if line.match and sheet.open(line.number)][:_ZONE]
    end = _mark(sheet, top)
    _headline(sheet, [line for line in top if line.number <= end and sheet.open(line.number)], top, end)
    _standfirst_alone(sheet, top)


def _mark(sheet: Sheet, top: list[Line]) -> int:
    """Number of the last marker line, -1 when there is none. Two paragraphs in a row mean that the body has begun."""
    last, paragraphs, numbered = -1, 0, False
    labels = codes.labelled(top)
    for line in top:
        noted = labels.get(line.number) or markers.note(line)
        if (
            noted is None
            and line.words >= _PARAGRAPH_WORDS
            and leftovers.ends_sentence(line.match)
            and not markers.caption(line)
        ):
            paragraphs += 1
            if paragraphs > 1 or (last >= 0 and "headline" not in sheet.fields and _names_body(line, top, last)):
                break
            continue
        found = noted or markers.read(sheet, line, numbered) or (Found("label") if _under_byline(sheet, line) else None)
        numbered = False
        if found is None:
            continue
        numbered = found.role == "slug"
        sheet.take(line, found, f"rule:{found.role}", "likely")
        if found.role not in {"boilerplate", "separator", "caption"}:
            last = line.number
    return _beside_dates(sheet, top, last)


def _beside_dates(sheet: Sheet, top: list[Line], last: int) -> int:
    """A name on a line of its own right beside the date line is the byline; the number of the last marker line."""
    for place, line in enumerate(top):
        if not sheet.open(line.number) or "byline" in sheet.fields or not line.short or not markers.name_alone(line):
            continue
        near = (sheet.roles[other.number] for other in (*top[max(0, place - 1) : place], *top[place + 1 : place + 2]))
        if place and "date_line" in near:
            value = Value("byline", names.people(line.match), 0, len(line.match))
            sheet.take(line, Found("byline", (value,)), "rule:byline", "likely")
            last = max(last, line.number)
    return last


def _names_body(line: Line, top: list[Line], last: int) -> bool:
    """A paragraph after a blank line, below a marker: what follows it is no header."""
    return line.gap and line.number > last + 1


def _headline(sheet: Sheet, inside: list[Line], top: list[Line], end: int) -> None:
    """The first line, inside the header or just below it, that is not a sentence and not in capitals throughout."""
    if "headline" in sheet.fields:
        return
    below = [line for line in top if line.number > end and sheet.open(line.number)]
    below = below[: 2 if below and below[0].words <= 2 else 1]
    candidates = [line for line in (*inside, *below) if _headline_like(line)]
    if not candidates or (len(candidates) == 1 and len(top) == 1 and len(candidates[0].match) > 200):
        return
    chosen = _without_labels(sheet, candidates, inside)
    if chosen is None:
        return
    _take_headline(sheet, chosen)
    _after_headline(sheet, chosen, [line for line in inside if line.number > chosen.number])


def _headline_like(line: Line) -> bool:
    """Not a sentence; `?`, `!`, `»` may end it, a full stop may not."""
    bare = line.match.rstrip("»”\"' ")
    return (
        line.short
        and line.words <= 45
        and any(c.isalpha() for c in line.match)
        and not (bare.endswith((".", "…", ":", ";", ",")) and not bare.endswith("..."))
        and not line.match.startswith(_BULLETS)
        and not line.match[0].islower()
    )


def _without_labels(sheet: Sheet, candidates: list[Line], inside: list[Line]) -> Line | None:
    """The first candidate once category lists and lines in capitals before another candidate are labels."""
    for place, line in enumerate(candidates):
        more = candidates[place + 1 :]
        if not more and not _under_byline(sheet, line):
            return line
        items = [item.strip() for item in _ITEMS.split(line.match)]
        if _rubrics(items, line, more):
            sheet.take(
                line,
                Found("categories", (Value("categories", tuple(items), 0, len(line.match)),)),
                "rule:categories",
                "likely",
            )
        elif _under_byline(sheet, line):
            sheet.roles[line.number] = "label"
        elif (line.words <= 8 and line.match.isupper() and not all(m.match.isupper() for m in more)) or (
            line.words == 1 and not leftovers.ends_sentence(line.match)
        ):
            sheet.roles[line.number] = "label"
            codes.urgency(sheet, line, line.match, len(line.match))
        else:
            return line
    return None


def _rubrics(items: list[str], line: Line, more: list[Line]) -> bool:
    """`Monde, Politique`, `Monde - Amériques`: short names of rubrics, above a line that can be the headline."""
    if len(items) < 2 or line.words > 10 or not all(0 < len(i.split()) <= 3 and i[0].isupper() for i in items):
        return False
    return "," in line.match or any(m.words >= 5 for m in more)


def _under_byline(sheet: Sheet, line: Line) -> bool:
    """`Associated Harbour Press` under `By ADA BRUN`: whose text it is, no headline."""
    above = next((role for role in reversed(sheet.roles[: line.number]) if role != "empty"), None)
    return above == "byline" and line.words <= 4 and all(w[0].isupper() for w in line.match.split())


def _take_headline(sheet: Sheet, line: Line) -> None:
    start, values = codes.before_headline(line)
    if not start:
        start = _dateline_before(sheet, line)
    sheet.roles[line.number] = "headline"
    sheet.fields["headline"] = Field(line.display(start), "rule:headline", line.span(start), "likely")
    for value in values:
        sheet.put(
            value.name, Field(value.value, "rule:headline_prefix", line.span(value.start, value.end), "likely"), line
        )


def _dateline_before(sheet: Sheet, line: Line) -> int:
    """Where the headline begins when a dateline stands before it: with its date, or its place in capitals."""
    found = dateforms.inline(line, Body(), sheet)
    if found is None:
        return 0
    place = next((v.value.place for v in found[0].values if v.name == "dateline"), None)
    dated = any(v.name == "published" for v in found[0].values)
    if not dated and not (place or "").isupper():
        return 0
    sheet.take(line, found[0], "rule:dateline", "likely")
    return found[1]


def _after_headline(sheet: Sheet, headline: Line, rest: list[Line]) -> None:
    """Below the headline, above the last marker: its repeat, the standfirst, a place label."""
    standfirst: list[Line] = []
    for line in rest:
        if fold(line.match) == fold(headline.match):
            sheet.roles[line.number] = "headline_repeated"
        elif line.words <= 3 and not leftovers.ends_sentence(line.match) and standfirst_over(sheet, line):
            sheet.take(
                line,
                Found("label", (Value("location", (line.display(0), None), 0, len(line.match)),)),
                "rule:label",
                "weak",
            )
        elif len(standfirst) < 2 and line.words <= 60 and not standfirst_over(sheet, line):
            standfirst.append(line)
    if standfirst:
        line = standfirst[0]
        if line.match.startswith(_BULLETS):
            for other in standfirst[1:]:
                sheet.roles[other.number] = "subheadline" if other.match.startswith(_BULLETS) else None
        start = len(line.match) - len(line.match.lstrip("-–—•* "))
        sheet.roles[line.number] = "subheadline"
        sheet.fields.setdefault(
            "subheadline", Field(line.display(start), "rule:subheadline", line.span(start), "likely")
        )


def standfirst_over(sheet: Sheet, line: Line) -> bool:
    """Whether a date line or byline stands above: below it there is no standfirst."""
    return any(role in {"date_line", "byline", "dateline"} for role in sheet.roles[: line.number])


def _standfirst_alone(sheet: Sheet, top: list[Line]) -> None:
    """A first line of sentences, without any headline, that the next paragraph tells again in full, is a standfirst.

    A second paragraph goes on; it does not name everyone anew. Measured on the seeds only: four content words and two fifths
    of the line's own must come again.
    """
    if "headline" in sheet.fields or len(top) < 3 or not sheet.open(top[0].number) or not sheet.open(top[1].number):
        return
    first, second = top[0], top[1]
    if not leftovers.ends_sentence(first.match) or not 8 <= first.words <= 40 or second.words < first.words:
        return
    told, again = _content(first.match), _content(second.match[:600])
    if len(told & again) >= 4 and len(told & again) >= 0.4 * len(told):
        sheet.roles[first.number] = "subheadline"
        sheet.fields.setdefault("subheadline", Field(first.text, "rule:standfirst", first.span(), "likely"))


def _content(text: str) -> set[str]:
    return {fold_word(w) for w in re.findall(r"[^\W\d_]{4,30}", text)} - {
        "dans",
        "avec",
        "pour",
        "plus",
        "apres",
        "cette",
        "that",
        "with",
        "from",
    }
