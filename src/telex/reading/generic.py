"""A header read without a profile. Header layouts do not carry over (41 of 64 fields on unseen sources), so this abstains a lot.

Marker lines are known by what stands in them: dates, bylines, datelines, numbers. Between them one line is the headline,
one the standfirst; none is invented.
"""

from __future__ import annotations

import re

from telex.model.facts import Field
from telex.model.text import fold, fold_word
from telex.reading import dateforms, forms, leftovers
from telex.reading.blocks import Line
from telex.reading.profiles import Body, Slot
from telex.reading.sheet import Found, Sheet, Value

_ZONE = 16
"""Lines from the top among which marker lines are looked for."""
_PARAGRAPH_WORDS = 18
"""A line at least this long that ends as a sentence is a paragraph."""
_NOTES = ("actualisé", "actualise", "rectificatif", "rectification", "correction", "corrigé", "corrects", "corrected", "annulation", "kill", "précision",
          "updates", "update", "adds", "ajoute", "avec", "attention", "embargo", "repetition", "répétition", "version corrigée",
          "note aux abonnés", "eds", "editors", "clarification", "complète", "synthèse", "avant-papier", "encadré", "papier général", "wrap")  # fmt: skip
_URGENT = {"flash": 1, "alerte": 1, "bulletin": 1, "urgent": 2, "breaking": 2}
_PREFIX = re.compile(
    r"(?P<word>FLASH|ALERTE|BULLETIN|URGENT|BREAKING|Urgent|Alerte|Flash)\s{0,2}(?P<colon>[:–—-]?)\s{1,3}(?=\S)"
)
_MARKERS = (
    Slot("number", "fields", fields=("id", "urgency", "category", "words", "agency")),
    Slot("number", "fields", fields=("id", "slug", "version", "language"), separators=("/",)),
    Slot("dates", "dates", label=True),
    Slot("dateline", "dateline", agencies=()),
    Slot("place_date", "place_date"),
    Slot("byline", "byline"),
    Slot("byline_dates", "byline_dates"),
    Slot(
        "categories",
        "list",
        prefix=("Mots-clés :", "Mots clés :", "Keywords:", "Tags :", "Thèmes :", "Rubriques :"),
        max_words=5,
    ),
)
_NOTE = Slot("note", "note", prefix=_NOTES)
_BULLETS = ("- ", "– ", "• ", "* ")
_TOP = frozenset(["accueil", "home", "startseite", "inicio", "une"])
CAPTION = (
    "Photo :",
    "Photo:",
    "Légende :",
    "Image :",
    "Crédit photo :",
    "File photo:",
    "Photo d'illustration :",
    "Illustration :",
)


def walk(sheet: Sheet) -> None:
    """Give the header lines their roles and fill the fields."""
    top = [line for line in sheet.lines[: _ZONE * 2] if line.match and sheet.open(line.number)][:_ZONE]
    end = _mark(sheet, top)
    _headline(sheet, [line for line in top if line.number <= end and sheet.open(line.number)], top, end)
    _standfirst_alone(sheet, top)


def _mark(sheet: Sheet, top: list[Line]) -> int:
    """Number of the last marker line, -1 when there is none. Two paragraphs in a row mean that the body has begun."""
    last, paragraphs, numbered = -1, 0, False
    for line in top:
        noted = _note(sheet, line)
        if noted is None and line.words >= _PARAGRAPH_WORDS and leftovers.ends_sentence(line.match):
            paragraphs += 1
            if paragraphs > 1 or (last >= 0 and "headline" not in sheet.fields and _names_body(line, top, last)):
                break
            continue
        found = noted or _marker(sheet, line, numbered)
        if found is None:
            continue
        numbered = found.role == "slug"
        sheet.take(line, found, f"rule:{found.role}", "likely")
        if found.role not in {"boilerplate", "separator", "caption"}:
            last = line.number
    return last


def _note(sheet: Sheet, line: Line) -> Found | None:
    """A note to editors: wholly in brackets, or its mark followed by a colon."""
    if not line.short or not (line.match[0] in "([" or ":" in line.match[:30]):
        return None
    return forms.read(_NOTE, line, sheet)


def _names_body(line: Line, top: list[Line], last: int) -> bool:
    """A paragraph after a blank line, below a marker: what follows it is no header."""
    return line.gap and line.number > last + 1


def _marker(sheet: Sheet, line: Line, numbered: bool) -> Found | None:
    if not line.short:
        return None
    if leftovers.separator(line):
        return Found("separator")
    if leftovers.site(line):
        return Found("site", (Value("site", line.text.strip(), 0, len(line.match)),))
    if leftovers.kind_of_text(line):
        return Found("label")
    if forms.starts_with(line.match, CAPTION):
        return Found("caption")
    if line.words > 30 or (leftovers.phrase(line) and not any(c.isdigit() for c in line.match)):
        return Found("boilerplate") if leftovers.phrase(line) else None
    if numbered:
        found = forms.read(Slot("slug", "slug"), line, sheet)
        if found is not None:
            return found
    return (
        _read_markers(sheet, line) or _menu(sheet, line) or (Found("boilerplate") if leftovers.phrase(line) else None)
    )


def _read_markers(sheet: Sheet, line: Line) -> Found | None:
    for slot in _MARKERS:
        found = forms.read(slot, line, sheet)
        if found is None:
            continue
        if slot.form == "dateline" and not _agency_dateline(line):
            continue
        if slot.form == "place_date" and leftovers.ends_sentence(line.match):
            continue
        return found
    return None


def _agency_dateline(line: Line) -> bool:
    """Without a profile `AA/Londres/Ada Brun` is a dateline only when it opens with an acronym."""
    first = line.match.split("/", 1)[0].strip()
    return 2 <= len(first) <= 6 and first.isupper()


def _menu(sheet: Sheet, line: Line) -> Found | None:
    """A breadcrumb gives categories when it starts at the home page; another menu is a leftover."""
    pieces = [p.strip() for p in re.split(r"\s{0,3}[>›»/]\s{1,3}", line.match[:200]) if p.strip()]
    if 2 <= len(pieces) <= 6 and fold(pieces[0]) in _TOP and all(len(p.split()) <= 4 for p in pieces):
        return Found("categories", (Value("categories", tuple(pieces[1:]), 0, len(line.match)),))
    return Found("boilerplate") if leftovers.menu(line) and re.search(r"\s{2}", line.match) else None


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
        items = [item.strip() for item in line.match.split(",")]
        if len(items) > 1 and line.words <= 10 and all(0 < len(i.split()) <= 3 and i[0].isupper() for i in items):
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
            _urgency(sheet, line, line.match, len(line.match))
        else:
            return line
    return None


def _under_byline(sheet: Sheet, line: Line) -> bool:
    """`Associated Harbour Press` under `By ADA BRUN`: whose text it is, no headline."""
    above = next((role for role in reversed(sheet.roles[: line.number]) if role != "empty"), None)
    return above == "byline" and line.words <= 4 and all(w[0].isupper() for w in line.match.split())


def _urgency(sheet: Sheet, line: Line, word: str, end: int) -> None:
    """The urgency that `URGENT`, `FLASH` and the like stand for."""
    level = _URGENT.get(word.lower().rstrip(" :!"))
    if level is not None:
        sheet.fields.setdefault("urgency", Field(level, "rule:urgent_prefix", line.span(0, end), "likely"))


def _take_headline(sheet: Sheet, line: Line) -> None:
    opening = _PREFIX.match(line.match)
    start = opening.end() if opening else _dateline_before(sheet, line)
    sheet.roles[line.number] = "headline"
    sheet.fields["headline"] = Field(line.display(start), "rule:headline", line.span(start), "likely")
    if opening is not None:
        _urgency(sheet, line, opening["word"], opening.end("word"))


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
