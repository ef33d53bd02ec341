"""Lines by which a wire numbers and labels its texts: `abc0123 4 pol 0250 Abc`, `#0412 | PORT-STRIKE | v2`, `Slug : port-grève`.

Code lines differ from agency to agency; what they have in common is that every part is a number, a code, a slug or a
name of few letters. A line with one part that is none of these is no code line.
"""

from __future__ import annotations

import re

from telex.model.facts import Dateline, Field, Translation
from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout import names
from telex.reading.sheet import Found, Sheet, Value

_ID = re.compile(r"[#(]?(?:[A-Za-z]{1,6}[-#_/]?\d{2,8}[A-Za-z]{0,2}|[#]?\d{3,8}[A-Za-z]{0,3}|n°\s?\d{2,8})\)?")
_WORD_ID = re.compile(r"[A-Z]{2,5}")
_CELLS = re.compile(r"\s{1,4}[|/·•;–—-]\s{1,4}|\s?\|\s?")
_RANK = re.compile(r"(?:[PUpu]|prio(?:rit[éy])?\s?|urg\s?)?(?P<level>[1-9])", re.IGNORECASE)
_PART = re.compile(
    r"\d{2,5}|[vV]\d{1,3}|[A-Za-z]{1,4}|[A-Z][\w&/-]{1,12}|\d{1,2}[:hH]\d{2}|[A-Z0-9]{1,4}(?:/[A-Z]{1,4}){1,3}|[A-Z]{2,6}-[A-Z0-9]{2,8}|\d{2}/\d{2}(?:/\d{2,4})?"
)
_SLUG = re.compile(r"[^\W_][\w'’.&+]{1,30}(?:(?:-{1,2}|[/_:])[^\W_][\w'’.&+]{0,30}){1,8}")
_BARE_SLUG = re.compile(r"[^\W_]{2,30}(?:[-/_][^\W_]{2,30}){2,8}|[A-Z]{3,20}(?:-[A-Z0-9]{2,20}){1,6}")
_CABLE = re.compile(r"(?P<slug>(?:BC|AM|PM|AP)-[^,]{2,60})(?:,[^,]{1,40}){0,4},\s?\d{2,5}")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:=]{1,24}?)\s{0,2}[:=]\s{1,3}(?P<text>\S.{0,380})")
_LABELS = {
    "headline": "titre title headline titel",
    "subheadline": "sous-titre chapo chapeau standfirst subtitle subheadline surtitre",
    "slug": "slug slugline",
    "byline": "auteur auteurs author authors signature journaliste redacteur byline",
    "urgency": "priorite priority urgence urgency prio",
    "categories": "categorie categories category rubrique rubriques section theme themes mots-cles keywords tags topics sujets",
    "dateline": "lieu ville place location dateline city",
    "translation": "traducteur traductrice translator",
    "": "id ref reference numero no version mots words langue language agence agency desk service source copyright edition statut status",
}
_BY_LABEL = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_ALONE = frozenset({"slug", "urgency"})
"""Labels that say what they are without a second labelled line beside them."""
LEVELS = {"flash": 1, "alerte": 1, "alert": 1, "bulletin": 1, "urgent": 2, "breaking": 2}
"""Urgency (1 to 9) of the words that stand for one."""


_PREFIX = re.compile(
    r"(?P<word>FLASH|ALERTE|ALERT|BULLETIN|URGENT|BREAKING|(?:Urgent|Alerte|Flash|Alert|Breaking)(?=(?: info| news)?\s{0,2}[:–—-]\s))"
    r"(?: INFO| NEWS| info| news)?\s{0,2}[:–—-]?\s{1,3}(?=\S)"
)
_VERSION = re.compile(
    r"(?P<word>UPDATE|LEAD|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|RECTIFICATIF|ACTUALISÉ|ACTUALISATION|RECAP)(?: ?\d{1,2})?(?: ?\([A-Z ]{1,20}\))?\s?[-–—:]\s?(?=\S)"
)
"""`UPDATE 2-`, `CORRECTED-`: which version it is, no word of the headline."""


def before_headline(line: Line) -> tuple[int, tuple[Value, ...]]:
    """Where the headline begins once `URGENT`, `UPDATE 2-` and the like are off, and what they say; 0 when there is none."""
    opening = _PREFIX.match(line.match)
    if opening is not None:
        level = LEVELS[opening["word"].lower()]
        return opening.end(), (Value("urgency", level, *opening.span("word")),)
    version = _VERSION.match(line.match)
    if version is None:
        return 0, ()
    marked = version["word"].startswith(("CORR", "RECT"))
    return version.end(), (Value("editor_note", version["word"], *version.span("word")),) if marked else ()


def code(line: Line) -> Found | None:
    """A code line, with its slug and urgency where it shows them."""
    cable = _CABLE.fullmatch(line.match)
    if cable is not None:
        return Found("slug", (Value("slug", line.display(*cable.span("slug")), *cable.span("slug")),))
    if line.words > 12 or not any(c.isdigit() for c in line.match):
        return None
    cells = [cell for cell in _CELLS.split(line.match) if cell]
    return _cells(line, cells) if len(cells) > 1 else _tokens(line, line.match.split())


def slug(line: Line, *, numbered: bool) -> Found | None:
    """A slug on a line of its own: of any shape below a code line (`numbered`), else of three parts or in capitals."""
    if " " in line.match or not (_SLUG if numbered else _BARE_SLUG).fullmatch(line.match):
        return None
    if not numbered and not (
        line.match.isupper()
        or (re.search(r"[-/_](?!(?:en|sur|sous|les|des|aux)[-/_])[^\W\d_]{3,30}$", line.match) and _lowers(line.match))
    ):
        return None
    return Found("slug", (Value("slug", line.text, 0, len(line.match)),))


def _lowers(text: str) -> bool:
    """`France-pêche-justice`, not `Saint-Jean-Cap-Martin`: the parts after the first are not all names."""
    parts = re.split(r"[-/_]", text)[1:]
    small = [
        p
        for p in parts
        if p[0].islower()
        and p not in {"en", "sur", "sous", "les", "des", "aux", "la", "le", "de", "du", "lès", "et", "au"}
    ]
    return bool(small)


def _tokens(line: Line, tokens: list[str]) -> Found | None:
    """Parts between blanks: number, then rank, category, length, agency in any order."""
    if not 3 <= len(tokens) <= 9:
        return None
    rest = tokens[1:]
    digits = sum(c.isdigit() for c in tokens[0])
    if not _ID.fullmatch(tokens[0]):
        if not (_WORD_ID.fullmatch(tokens[0]) and tokens[1].isdecimal() and len(tokens[1]) >= 3):
            return None
        digits, rest = len(tokens[1]), tokens[2:]
    ranks = [token for token in rest if _RANK.fullmatch(token)]
    if not all(_PART.fullmatch(token) or token in ranks for token in rest) or (digits < 3 and not ranks):
        return None
    return Found("slug", _rank(line, ranks[0]) if ranks else ())


def _cells(line: Line, cells: list[str]) -> Found | None:
    """Parts between bars, slashes or dashes: number first; a bare digit there is a version as often as a rank."""
    if not 2 <= len(cells) <= 8 or not _ID.fullmatch(cells[0]):
        return None
    values: list[Value] = []
    for cell in cells[1:]:
        start = line.match.find(cell)
        rank = _RANK.fullmatch(cell)
        if rank is not None and not cell.isdecimal():
            values.extend(_rank(line, cell))
        elif _SLUG.fullmatch(cell) and sum(c.isalpha() for c in cell) > 4:
            values.append(Value("slug", line.display(start, start + len(cell)), start, start + len(cell)))
        elif rank is None and not _PART.fullmatch(cell) and not (cell.isupper() and len(cell) <= 40):
            return None
        elif cell.isalpha() and cell.isupper() and len(cell) > 4:
            values.append(Value("slug", cell, start, start + len(cell)))
    return Found("slug", tuple(values))


def _rank(line: Line, token: str) -> tuple[Value, ...]:
    found = _RANK.fullmatch(token)
    start = line.match.find(f" {token}") + 1
    return (Value("urgency", int(found["level"]), start, start + len(token)),) if found else ()


def labelled(lines: list[Line]) -> dict[int, Found]:
    """Header lines of the form `Label : value`, by line number; two are needed, but for a slug or a rank."""
    found: dict[int, tuple[str, Found]] = {}
    for line in lines:
        read = _labelled(line) if line.short and (":" in line.match or "=" in line.match) else None
        if read is not None:
            found[line.number] = read
    if len(found) < 2:
        found = {number: (name, read) for number, (name, read) in found.items() if name in _ALONE}
    return {number: read for number, (_, read) in found.items()}


def _labelled(line: Line) -> tuple[str, Found] | None:
    parts = _LABEL.fullmatch(line.match)
    name = _BY_LABEL.get(fold(parts["label"]).strip("n° .")) if parts else None
    if parts is None or name is None:
        return None
    start, end = parts.span("text")
    text = line.display(start, end)
    role = {"headline": "headline", "subheadline": "subheadline", "byline": "byline", "categories": "categories"}.get(
        name, "slug"
    )
    value = _labelled_value(name, text, parts["text"])
    if value is None:
        return (name, Found("label")) if not name else None
    return name, Found(role, (Value(name, value, start, end),))


def _labelled_value(name: str, text: str, match: str) -> object | None:
    if name in {"headline", "subheadline"}:
        return text
    if name == "slug":
        return text if len(text) <= 80 else None
    if name == "byline":
        return names.people(match) or None
    if name == "urgency":
        rank = _RANK.fullmatch(match)
        return int(rank["level"]) if rank else LEVELS.get(fold(match))
    if name == "categories":
        items = tuple(item.strip() for item in re.split(r"\s?[,;|/]\s", text) if item.strip())
        return items if items and all(len(item.split()) <= 5 for item in items) else None
    if name == "dateline":
        return Dateline(place=text) if names.capital_start(text) and len(text) <= 60 else None
    if name == "translation":
        people = names.people(match)
        return Translation(None, ", ".join(people)) if people else None
    return None


def urgency(sheet: Sheet, line: Line, word: str, end: int) -> None:
    """The urgency that `URGENT`, `FLASH` and the like stand for."""
    level = LEVELS.get(word.lower().rstrip(" :!"))
    if level is not None:
        sheet.fields.setdefault("urgency", Field(level, "rule:urgent_prefix", line.span(0, end), "likely"))
