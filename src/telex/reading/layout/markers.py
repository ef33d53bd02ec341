"""The lines of a header that are known by what stands in them, whoever the source is: dates, bylines, paths, menus, codes."""

from __future__ import annotations

import re

from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout import codes, forms, leftovers, names, notices
from telex.reading.layout.profiles import Slot
from telex.reading.sheet import Found, Sheet, Value

CAPTION = (
    "Photo :", "Photo:", "Légende :", "Image :", "Crédit photo :", "Crédits photo :", "File photo:", "Photo d'illustration :",
    "Illustration :", "Photo d'archives :", "Caption:", "En photo :", "Crédit :", "Photo credit:",
)  # fmt: skip
_DATES = Slot("dates", "dates", label=True)
_DATELINE = Slot("dateline", "dateline", separators=("/", " - ", " – "))
_PLACE_DATE = Slot("place_date", "place_date")
_BYLINE = Slot("byline", "byline")
_BYLINE_DATES = Slot("byline_dates", "byline_dates", label=True)
_TAGS = Slot(
    "categories", "list", max_words=5,
    prefix=("Mots-clés :", "Mots clés :", "Mot-clé :", "Keywords:", "Tags :", "Thèmes :", "Thème :", "Rubriques :", "Rubrique :", "Topics:", "Sujets :",
            "Mots-clés:", "Mots clés:", "Keywords :", "Tags:", "Thèmes:", "Rubrique:", "Topics :"),
)  # fmt: skip
_TOP = frozenset(["accueil", "home", "startseite", "inicio", "une", "la une", "a la une", "home page"])
_HERE = re.compile(r"^(?:vous êtes ici|vous etes ici|you are here|fil d'ariane)\s{0,2}:?\s{0,3}", re.IGNORECASE)
_STEP = re.compile(r"\s{0,3}[>›»→▸/|]\s{1,3}|\s{1,3}[>›»→▸]\s{0,3}")
_LASTS = re.compile(r"\d{1,3}\s?(?:min(?:utes?)?|mn|sec(?:ondes?)?|s\b|'|’|:\d\d|h\b)", re.IGNORECASE)
_LISTEN = frozenset(
    [
        "ecouter",
        "ecoutez",
        "l'article",
        "l",
        "article",
        "le",
        "la",
        "de",
        "du",
        "en",
        "ce",
        "cet",
        "cette",
        "podcast",
        "podcasts",
        "audio",
        "video",
        "videos",
        "voir",
        "regarder",
        "duree",
        "lecture",
        "lire",
        "temps",
        "listen",
        "watch",
        "read",
        "reading",
        "time",
        "to",
        "play",
        "player",
        "duration",
        "reportage",
        "replay",
        "direct",
        "min",
        "mn",
        "minutes",
        "minute",
        "sec",
        "secondes",
        "s",
        "h",
        "m",
        "lecteur",
        "estime",
        "estimated",
        "this",
        "story",
        "article",
        "episode",
        "extrait",
        "interview",
        "chronique",
        "journal",
        "a",
        "et",
        "sonore",
        "sonores",
        "son",
        "reecouter",
    ]
)
_DESK = re.compile(
    r"(?:la |par la |le )?(?:rédaction|redaction|service|desk|newsroom|web desk|staff)\b[^.!?:]{0,50}", re.IGNORECASE
)
_CREDITED = re.compile(
    r".{8,320}(?:\((?:photos?|crédits?|©|\(c\)|illustration|archives?|image|ph\.|dr\b|d\.r\.)[^()]{0,60}\)|(?:©|\(c\) |\bPhotos? ?[:/] ?|\bCrédits? ?(?:photo)? ?: ?)[^©.!?]{1,60})\.?",
    re.IGNORECASE,
)


def read(sheet: Sheet, line: Line, numbered: bool) -> Found | None:
    """What a line at the top is; None for headline, standfirst and text. `numbered`: a code line stands right above."""
    if not line.short:
        return None
    if leftovers.separator(line):
        return Found("separator")
    if leftovers.site(line):
        return Found("site", (Value("site", line.text.strip(), 0, len(line.match)),))
    if leftovers.kind_of_text(line):
        return Found("label")
    if caption(line):
        return Found("caption")
    if listening(line):
        return Found("boilerplate")
    phrase = leftovers.phrase(line)
    if line.words > 30 or (phrase and not any(c.isdigit() for c in line.match)):
        return Found("boilerplate") if phrase else None
    found = codes.slug(line, numbered=numbered) or codes.code(line) or _dated(sheet, line) or path(line)
    return found or (Found("boilerplate") if phrase or _menu(line) else None)


def _dated(sheet: Sheet, line: Line) -> Found | None:
    """Dates, place and date, names, in every order, and lists of keywords."""
    for slot in (_DATES, _DATELINE, _PLACE_DATE, _BYLINE, _BYLINE_DATES, _TAGS):
        found = forms.read(slot, line, sheet)
        if found is None:
            continue
        if slot is _DATELINE and not _agency_dateline(line):
            continue
        if slot is _PLACE_DATE and leftovers.ends_sentence(line.match):
            continue
        return found
    return Found("byline") if line.words <= 8 and _DESK.fullmatch(line.match) else None


def _agency_dateline(line: Line) -> bool:
    """Without a profile `AA/Londres/Ada Brun` is a dateline only when it opens with an acronym."""
    first = re.split(r"/|\s[-–]\s", line.match, maxsplit=1)[0].strip()
    return 2 <= len(first) <= 6 and first.isupper() and line.words <= 8


def path(line: Line) -> Found | None:
    """A breadcrumb gives categories: `Accueil > Mer > Porzac`. From the home page, or with an arrow; bars make a menu."""
    bare = _HERE.sub("", line.match[:200])
    pieces = [p.strip() for p in _STEP.split(bare) if p.strip()]
    if not 2 <= len(pieces) <= 7 or any(len(p.split()) > 5 or leftovers.ends_sentence(p) for p in pieces):
        return None
    home = fold(pieces[0]) in _TOP
    if "|" in bare or not (home or (re.search(r"[>›→▸]", bare) and line.words <= 12)):
        return None
    kept = tuple(pieces[1:] if home else pieces)
    return Found("categories", (Value("categories", kept, 0, len(line.match)),))


def _menu(line: Line) -> bool:
    return leftovers.menu(line) and bool(re.search(r"\s{2}|\|", line.match))


def caption(line: Line) -> bool:
    """Opened by a caption's mark, or closed by a photographer's credit."""
    if forms.starts_with(line.match, CAPTION):
        return True
    return line.words <= 40 and bool(_CREDITED.fullmatch(line.match)) and not leftovers.copyright_line(line)


def listening(line: Line) -> bool:
    """`Écouter (1'12)`, `Podcast • 3 min`, `3 min read`: how long it lasts, and words about listening and reading only."""
    if line.words > 9 or not _LASTS.search(line.match):
        return False
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", fold(_LASTS.sub(" ", line.match)))
    return all(word in _LISTEN for word in words) and (bool(words) or not line.match[0].isdigit())


def note(line: Line) -> Found | None:
    """A note to editors."""
    if not line.short or not notices.is_note(line.match):
        return None
    return Found("note", (Value("editor_note", line.display(0), 0, len(line.match)),))


def name_alone(line: Line) -> bool:
    """`Odile Brannec`: two or three words, each with a capital, and nothing else."""
    words = line.match.split()
    return 2 <= len(words) <= 3 and all(w[0].isupper() for w in words) and bool(names.people(line.match))
