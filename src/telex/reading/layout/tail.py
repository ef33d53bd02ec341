"""What stands below the last paragraph: credits, initials, footers, buttons."""

from __future__ import annotations

import re
from functools import lru_cache

from telex.model.facts import Field, Translation
from telex.model.text import fold, plain
from telex.reading import language
from telex.reading.blocks import Line
from telex.reading.layout import forms, leftovers, markers, names
from telex.reading.sheet import Sheet

CREDITS = (
    "Traduit de l'{language} par {translator}", "Traduit du {language} par {translator}", "Traduction de l'{language} par {translator}",
    "Traduction de l'{language} : {translator}", "Traduction du {language} : {translator}", "Traduit par {translator}", "Traduction : {translator}",
    "Version française : {translator}", "Adaptation française : {translator}", "Translated from {language} by {translator}",
    "Translated from the {language} by {translator}", "Translated by {translator}", "Translation by {translator}", "Traduit de l'{language}",
    "Translated from {language}",
)  # fmt: skip
_BYLINE = (
    "Reporting by",
    "Additional reporting by",
    "Writing by",
    "Editing by",
    "Propos recueillis par",
    "Avec la contribution de",
    "Reportage de",
    "Reportage :",
    "Written by",
    "Compiled by",
    "With reporting by",
    "Texte :",
)
_LINES = 14
"""Lines from the end that may be credits and leftovers."""


def walk(sheet: Sheet, first: int) -> None:
    """Mark the lines below the body, from the last line upwards, down to the header's end `first`."""
    _everything_after(sheet, first)
    _below_buttons(sheet, first)
    for line in reversed(sheet.lines[max(first, len(sheet.lines) - _LINES * 2) :]):
        if not line.match or not sheet.open(line.number):
            continue
        if not _one(sheet, line):
            break
    for line in sheet.lines[first:]:
        if line.short and sheet.open(line.number):
            _inside(sheet, line)


def _everything_after(sheet: Sheet, first: int) -> None:
    """From a line that begins with an `end` mark of the profile nothing is body any more."""
    ended = False
    for line in sheet.lines[first:]:
        ended = ended or bool(line.short and sheet.profile.tail.end and _listed(line, sheet.profile.tail.end))
        if ended and sheet.open(line.number) and not _credit(sheet, line):
            sheet.roles[line.number] = "boilerplate"


def _below_buttons(sheet: Sheet, first: int) -> None:
    """Below a comment form or share buttons what is short and no sentence is of the page, unless text follows."""
    lines = [line for line in sheet.lines[first:][-_LINES * 3 :] if line.match]
    place = next((n for n, line in enumerate(lines) if n and sheet.open(line.number) and leftovers.strong(line)), None)
    if place is None or any(
        line.words >= 14 and leftovers.ends_sentence(line.match) and not leftovers.phrase(line)
        for line in lines[place:]
    ):
        return
    for line in lines[place:]:
        if not sheet.open(line.number) or _credit(sheet, line):
            continue
        if leftovers.phrase(line) or (
            line.words <= 12 and not leftovers.ends_sentence(line.match) and not _foreign(sheet, line)
        ):
            _as(sheet, line, "boilerplate")


def _one(sheet: Sheet, line: Line) -> bool:
    """Mark one line below the body; False when it is a paragraph, which ends the tail."""
    tail = sheet.profile.tail
    if _credit(sheet, line) or _byline(sheet, line):
        return True
    if _listed(line, tail.footer) or leftovers.own_distribution(line):
        return _as(sheet, line, "distribution_footer")
    if _listed(line, tail.drop) or leftovers.phrase(line) or leftovers.copyright_line(line):
        return _as(sheet, line, "boilerplate")
    if leftovers.separator(line) or leftovers.end_mark(line):
        return _as(sheet, line, "separator")
    if leftovers.site(line):
        return _as(sheet, line, "site")
    if leftovers.initials(line) or leftovers.contact(line) or leftovers.menu(line) or leftovers.networks(line):
        return _as(sheet, line, "boilerplate")
    if leftovers.form_field(line) or markers.listening(line):
        return _as(sheet, line, "boilerplate")
    return _foreign(sheet, line)


def _inside(sheet: Sheet, line: Line) -> None:
    """A listed mark or a credit counts between paragraphs too; a phrase there needs a second sign, no end stop."""
    tail = sheet.profile.tail
    if _listed(line, tail.footer):
        _as(sheet, line, "distribution_footer")
    elif _listed(line, (*tail.drop, *sheet.profile.body.skip)):
        _as(sheet, line, "boilerplate")
    elif leftovers.separator(line):
        _as(sheet, line, "separator")
    elif (line.match[0] in "*([" or line.words <= 12) and _credit(sheet, line):
        return
    elif leftovers.phrase(line) and not leftovers.ends_sentence(line.match):
        _as(sheet, line, "boilerplate")


def _foreign(sheet: Sheet, line: Line) -> bool:
    """A short line in another language below the body: two signs, so it goes."""
    own = sheet.fields.get("language")
    if line.words > 14 or own is None:
        return False
    found = language.foreign(line.match, own.value)
    if found is None:
        return False
    sheet.flag("boilerplate_other_language", f"{found}: {line.text}")
    return _as(sheet, line, "boilerplate")


def _as(sheet: Sheet, line: Line, role: str) -> bool:
    sheet.roles[line.number] = role
    return True


def _listed(line: Line, marks: tuple[str, ...]) -> bool:
    return bool(marks) and bool(forms.starts_with(line.match.lstrip("•*-–—(> "), marks))


def _byline(sheet: Sheet, line: Line) -> bool:
    marks = (*sheet.profile.tail.byline, *_BYLINE)
    bare = line.match.strip("()* ")
    length = forms.starts_with(bare, marks)
    people = _reporters(bare, length) if length and line.words <= 24 else ()
    if not people:
        return False
    sheet.roles[line.number] = "byline"
    sheet.fields.setdefault("byline", Field(people, _method(sheet, "byline"), line.span(), "likely"))
    return True


def _reporters(text: str, start: int) -> tuple[str, ...]:
    """`Reporting by A; additional reporting by B; editing by C`: A and B wrote, C did not."""
    pieces = text[start:].split(";")
    people = list(names.people(pieces[0]))
    for piece in pieces[1:4] if people else ():
        if forms.starts_with(piece.strip(), ("additional reporting by", "reporting by", "writing by", "avec", "with")):
            people.extend(names.people(piece))
    return tuple(dict.fromkeys(people))


def _method(sheet: Sheet, rule: str) -> str:
    return f"rule:{rule}" if sheet.profile.id == "generic" else sheet.profile.method


def _credit(sheet: Sheet, line: Line) -> bool:
    """A translation credit, whole line: `*Traduit de l'anglais par Ada Brun`. The language must be a known name."""
    if not line.short or line.words > 16:
        return False
    bare = line.match.strip("*()[]•-–—. ")
    for pattern in (*sheet.profile.tail.credit, *CREDITS):
        found = _credit_pattern(pattern).fullmatch(bare)
        if found is None:
            continue
        groups = found.groupdict()
        people = names.people(groups["translator"]) if groups.get("translator") else ()
        code = language.LANGUAGE_NAMES.get(fold(groups["language"])) if groups.get("language") else None
        if groups.get("translator") and not people:
            continue
        sheet.roles[line.number] = "translation_credit"
        value = Translation(code or sheet.profile.translated_from, ", ".join(people) or None)
        sheet.fields.setdefault("translation", Field(value, _method(sheet, "credit"), line.span()))
        return True
    return False


@lru_cache(maxsize=500)
def _credit_pattern(pattern: str) -> re.Pattern[str]:
    """A credit mark as a bounded pattern; blanks and a colon are free."""
    pieces = re.split(r"(\{language\}|\{translator\})", plain(pattern))
    made = {"{language}": r"(?P<language>[^\W\d_]{3,20})", "{translator}": r"(?P<translator>[^\W\d_][^:;()]{1,80})"}
    return re.compile(
        "".join(made[p] if p in made else r"\s{0,3}".join(re.escape(w) for w in re.split(r"\s+", p)) for p in pieces),
        re.IGNORECASE,
    )
