"""The forms of a line that hold dates: `dates`, `byline_dates`, `place_date`, and the dateline inside a first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telex.model.facts import Anomaly, Dateline, EventDate
from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout import names
from telex.reading.layout.profiles import Body, Slot
from telex.reading.sheet import Found, Sheet, Value
from telex.reading.times import stamps

PUBLISHED = ("Publié le", "Publié", "Published on", "Published", "Posted on", "Posted", "Diffusé le", "Mis en ligne le", "Date", "Le",
             "Veröffentlicht am", "Publicado el", "Pubblicato il", "First published", "Paru le", "Créé le")  # fmt: skip
UPDATED = ("Mis à jour le", "Mis à jour", "Mise à jour", "Actualisé le", "Modifié le", "Last updated", "Updated on", "Updated", "Update",
           "Corrigé le", "Corrigé", "Corrected", "Actualisé", "Modifié", "Modified", "MAJ", "Dernière mise à jour", "Dernière modification", "Aktualisiert", "Actualizado", "Aggiornato", "Güncelleme")  # fmt: skip
AHEAD = 31
"""Days after receipt that a header day without a year may lie: an agenda names next week, a dateline of March read in
November is this year's."""
_LABEL = re.compile(r"^\s{0,3}[\[{<][^\[\]{}<>]{1,40}[\]}>]\s{0,3}")
_JOIN = re.compile(r"[\s|•·*,;:.\-–—()/]*")
_APART = re.compile(r"[|–—,•·(]|\s-|-\s")
"""What stands between a name and a date."""
_DESKS = ("rédaction", "la rédaction", "service", "publié", "posted", "published", "mis", "mise", "admin", "administrateur", "administrator",
          "webmaster", "web desk", "newsroom", "newsdesk", "news desk", "staff", "editor", "editors", "desk")  # fmt: skip
_SMALL = re.compile(r"\b(?:le|on|à|at|the|du|au|to|from|am|um|il|el)\b\s{0,3}", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s{0,3}(?:-|–|—|au|to|/)\s{0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """The dates of a line, and the pieces of text between and around them."""

    values: tuple[Value, ...]
    rest: tuple[tuple[int, int], ...]
    anomalies: tuple[Anomaly, ...]


def dates(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """A line of dates and words about dates, nothing else. `label` allows `[RUBRIC]` before it."""
    read = _read(slot, line, sheet)
    if read is None or any(_words_left(slot, line.match[a:b]) for a, b in read.rest):
        return None
    return Found("date_line", read.values, read.anomalies)


def byline_dates(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """Names and dates on one line, in any order: `Ada Brun | 12.03.2026 - Mis à jour : 12.03.2026`."""
    read = _read(slot, line, sheet)
    if read is None:
        return None
    people: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in read.rest:
        piece = _without(slot, line.match[start:end])
        if not piece:
            continue
        if not _APART.search(line.match[start:end]) and not _opens_byline(piece):
            return None
        for cell in piece.split(" | "):
            if _is_desk(cell) or _is_desk(_by_off(cell)):
                continue
            found = names.people(_by_off(cell))
            if not found:
                return None
            people.extend(found)
        places.append((start, end))
    if any(" " in name for name in people):
        people = [name for name in people if " " in name]  # `Société - 12.03.2026 - Ada Brun`: a rubric is no name
    values = read.values
    if people:
        values = (Value("byline", tuple(dict.fromkeys(people)), places[0][0], places[-1][1]), *values)
    return Found("date_line", values, read.anomalies)


def place_date(slot: Slot, line: Line, sheet: Sheet) -> Found | None:
    """`Brest, le 3 mars 2026`, `City, 3 jan 2019 (ABC) -`: a place, a date, perhaps an agency, and nothing after them."""
    found = inline(line, Body(agencies=slot.agencies), sheet, whole=True)
    if found is not None:
        return found[0]
    read = _read(slot, line, sheet)
    if read is None or not read.rest:
        return None
    opening = line.match[slice(*read.rest[0])]
    place = _without(slot, opening)
    if (
        "," not in opening
        or "|" in opening
        or not place
        or not _is_place(place)
        or any(_words_left(slot, line.match[a:b]) for a, b in read.rest[1:])
    ):
        return None
    value = Value("dateline", Dateline(place=place), 0, len(place))
    return Found("dateline", (value, *read.values), read.anomalies)


_INLINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’.\- ]{1,40}(?:[/,]\s?[^\W\d_][\w'’.\- ]{1,30}){0,2}?(?:\s?\([^()\d]{2,30}\))?)\s{0,2}"
    r"(?:,\s{0,2}|\s-\s|(?=\())(?P<date>[^()\n]{0,40}?)\s{0,2}\((?P<agency>[^()\d]{2,40})\)\s{0,3}(?P<dash>--|—|–|-|:)?\s{0,3}"
)


def inline(line: Line, body: Body, sheet: Sheet, *, whole: bool = False) -> tuple[Found, int] | None:
    """A dateline that opens a paragraph, `BREST, 2 juin (ABC) - `, and where the paragraph's own text begins.

    `whole`: the line must hold nothing else.
    """
    opening = _INLINE.match(line.match[:160])
    if opening is None and not whole and line.match.startswith("("):
        return _agency_alone(line, body)
    if opening is None and not whole and not body.agencies:
        return _bare_date(line, sheet)
    if opening is None or ((opening["dash"] is None) != (opening.end() >= len(line.match)) and opening["dash"] is None):
        return None
    if whole != (opening.end() >= len(line.match)):
        return None
    agency = opening["agency"].strip()
    if body.agencies and fold(agency) not in {fold(a) for a in body.agencies}:
        return None
    place = _COUNTRY.sub("", opening["place"].strip(" ,-"))
    if not _is_place(place) or not _is_agency(agency):
        return None
    values: list[Value] = []
    anomalies: list[Anomaly] = []
    written = opening["date"].strip()
    if written:
        dated = _read(_NO_SLOT, line, sheet, opening.start("date"), opening.end("date"))
        if dated is None or any(_words_left(_NO_SLOT, line.match[a:b]) for a, b in dated.rest[1:]):
            return None
        more = _without(_NO_SLOT, line.match[slice(*dated.rest[0])])
        if more and not _is_place(more):
            return None
        place = f"{place}, {more}" if more else place
        values.extend(v for v in dated.values if v.name == "published")
        anomalies.extend(dated.anomalies)
    value = Value("dateline", Dateline(agency, place), 0, opening.end("agency") + 1)
    end = opening.end()
    late = None if written or whole else _date_after(line, sheet, end)
    if late is not None:
        values.append(late[0])
        end = late[1]
    return Found("dateline", (value, *values), tuple(anomalies)), end


def _date_after(line: Line, sheet: Sheet, start: int) -> tuple[Value, int] | None:
    """The date between the agency and the text: `BREST (ABC) - 2 juin 2021 - `."""
    joint = _DASH.search(line.match, start, start + 40)
    dated = None if joint is None else _read(_NO_SLOT, line, sheet, start, joint.start())
    if joint is None or dated is None or any(_words_left(_NO_SLOT, line.match[a:b]) for a, b in dated.rest):
        return None
    value = next((v for v in dated.values if v.name == "published"), None)
    return (value, joint.end()) if value is not None and joint.end() < len(line.match) else None


_COUNTRY = re.compile(r"\s{0,2}\([^()\d]{2,30}\)$")
"""`Faenza (Italie)`: the place is the town."""


def _agency_alone(line: Line, body: Body) -> tuple[Found, int] | None:
    """`(ABC) - `: an acronym in brackets, or an agency that the profile lists, before the text."""
    opening = _ACRONYM.match(line.match)
    if opening is None or opening.end() >= len(line.match):
        return None
    agency = opening["agency"]
    if not (agency.isupper() if not body.agencies else fold(agency) in {fold(a) for a in body.agencies}):
        return None
    return Found("dateline", (Value("dateline", Dateline(agency), 0, opening.end("agency") + 1),)), opening.end()


def _bare_date(line: Line, sheet: Sheet) -> tuple[Found, int] | None:
    """A full date and a dash, perhaps after a place: `Brest, 2 juin 2021 - `, `2 juin 2021. - `. The year must be written."""
    head = line.match[:90]
    joint = _DASH.search(head)
    if joint is None or joint.end() >= len(line.match):
        return None
    found = stamps.find(head[: joint.start()], header=True)
    if len(found) != 1 or found[0].year is None or head[found[0].end : joint.start()].strip(" .,"):
        return None
    dated = _read(_NO_SLOT, line, sheet, 0, joint.start())
    place = head[: found[0].start].strip(" ,")
    if dated is None or (place and ("," not in head[: found[0].start] or not _is_place(place.removesuffix(", le")))):
        return None
    values = [v for v in dated.values if v.name == "published"]
    if place:
        values.append(Value("dateline", Dateline(place=place.removesuffix(", le")), 0, found[0].end))
    return Found("dateline", tuple(values), dated.anomalies), joint.end()


_ACRONYM = re.compile(r"\((?P<agency>[^\W\d_]{2,12})\)\s{0,2}(?:--|[-–—])\s{1,3}")
_DASH = re.compile(r"\s{0,2}(?:--|[-–—])\s{1,3}")
_NO_SLOT = Slot("dateline", "dates")


def _is_place(text: str) -> bool:
    if not names.capital_start(text) or len(text) > 60 or len(text.split()) > 6 or any(c.isdigit() for c in text):
        return False
    return not _is_desk(text)


def _is_agency(text: str) -> bool:
    """`ABC`, `Agence Zéphyr`, `dpa`."""
    return (names.capital_start(text) or (len(text) <= 5 and text.isalpha())) and len(text.split()) <= 4


def _is_desk(text: str) -> bool:
    """`La rédaction`, `Service société`: nobody's name, and no place."""
    return any(names.folded_start(text, desk) for desk in names.starting_like(text, _DESKS))


def _read(slot: Slot, line: Line, sheet: Sheet, start: int = 0, end: int | None = None) -> _Dated | None:
    """The dates of `match[start:end]`; None when there is none. An ambiguous one gives no value and an anomaly."""
    text = line.match[start:end]
    found = stamps.find(text, header=True)
    if not found or len(found) > 4:
        return None
    values: list[Value] = []
    anomalies: list[Anomaly] = []
    rest: list[tuple[int, int]] = []
    before, plain_days = 0, []
    for stamp in found:
        lead = text[before : stamp.start]
        updated = _ends_with(lead, slot.updated or UPDATED)
        settled = stamps.settle(stamp, sheet.today, sheet.profile.date_order, ahead=AHEAD)
        written = text[stamp.start : stamp.end]
        anomalies.extend(Anomaly(code, written) for code in settled.faults)
        kept_end = stamp.start - updated
        rest.append((start + before, start + kept_end))
        before = stamp.end
        if settled.iso is None:
            continue
        if updated:
            values.append(Value("updated", settled.iso, start + stamp.start, start + stamp.end))
        else:
            plain_days.append((stamp, settled))
            values.append(Value("published", settled.iso, start + stamp.start, start + stamp.end))
    rest.append((start + before, start + len(text)))
    ranged = _range(text, plain_days, start)
    if ranged is not None:
        values.append(ranged)
        anomalies.append(Anomaly("event_range_in_header", text[ranged.start - start : ranged.end - start]))
    return _Dated(tuple(values), tuple(rest), tuple(anomalies))


def _range(text: str, days: list[tuple[stamps.Stamp, stamps.Settled]], shift: int) -> Value | None:
    """Two dates joined by a dash before any update: when the event took place."""
    if len(days) != 2 or days[0][0].hour is not None or days[1][0].hour is not None:
        return None
    (first, a), (last, b) = days
    if not _RANGE_JOIN.fullmatch(text[first.end : last.start]) or a.day is None or b.day is None or a.day > b.day:
        return None
    return Value("event_range", EventDate(a.day.isoformat(), b.day.isoformat()), shift + first.start, shift + last.end)


def _ends_with(text: str, words: tuple[str, ...]) -> int:
    """How many characters at the end of `text` are an update word and what joins it to its date; 0 when there is none."""
    bare = text.rstrip(" :.-–—|")
    short = next((bare[: -len(t)].rstrip(" :") for t in (" le", " on", " the") if bare.lower().endswith(t)), bare)
    for end in (bare, short) if short != bare else (bare,):
        for word in names.ending_like(end, words):
            length = names.folded_end(end, word)
            if length:
                return len(text) - (len(end) - length)
    return 0


_EDGES = " |•·*,;:.-–—()/\t"


def _without(slot: Slot, piece: str) -> str:
    """A piece of a date line without labels, words about dates and the profile's `skip` texts; cells stay apart by ` | `."""
    if slot.label or slot is _NO_SLOT:
        piece = _LABEL.sub("", piece)
    cells = (_cell(slot, cell) for cell in re.split(r"[|•·]", piece))
    return " | ".join(cell for cell in cells if cell)


def _cell(slot: Slot, cell: str) -> str:
    cell = cell.strip(_EDGES)
    words = (*slot.skip, *slot.prefix, *slot.strip, *PUBLISHED)
    for text in words if names.starting_like(cell, words) else ():
        length = names.folded_start(cell, text)
        if length:
            cell = cell[length:].strip(_EDGES)
    for text in names.ending_like(cell, PUBLISHED):
        length = names.folded_end(cell, text)
        if length and length < len(cell):
            cell = cell[:-length].strip(_EDGES)
    for tail in (" le", " on", " the", " à"):
        if cell.lower().endswith(tail):
            cell = cell[: -len(tail)].rstrip(" ,;:|-–—")
    return "" if fold(cell) in {"le", "on", "the", "a", "at"} else cell


def _opens_byline(piece: str) -> bool:
    """Whether a piece begins with the word of a byline."""
    return any(names.folded_start(piece, word) for word in names.starting_like(piece, names.BY))


def _by_off(piece: str) -> str:
    for word in names.starting_like(piece, names.BY):
        length = names.folded_start(piece, word)
        if length:
            return piece[length:].strip(" :")
    return piece


def _words_left(slot: Slot, piece: str) -> bool:
    left = _SMALL.sub("", _without(slot, piece))
    return not _JOIN.fullmatch(left)
