"""What a note to editors says was wrong, and what is right: `bien lire Brun et non Brin`, `Tuesday, not Monday`.

A pair stands on a pivot (`et non`, `au lieu de`, `instead of`). Each side ends at a quotation mark, a comma, a semicolon or a
word that opens a comment; the right side's end is known, so where the left side begins is chosen by length: two readings of one
thing are about as long as each other. Above `MAX_SIDE` words on a side nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telex.model.mentions import Correction
from telex.model.text import fold

MAX_SIDE = 12
"""Words of one side of a pair."""
MAX_PAIRS = 12
"""Pairs of one note."""
_PIVOT = re.compile(
    r"(?P<comma>,)?\s(?:(?:et|mais) (?:non(?: pas)?|pas)|au lieu|et n'est pas|plutôt que|instead of|rather than|(?:and |but )?not)\b\s{1,2}"
    r"(?P<lead>(?:de |d'|du |des |à |au |aux |en |le |la |les |l'|on |at |in |the )?)",
    re.IGNORECASE,
)
_TO_FROM = re.compile(
    r"\b(?:to|reads?) (?P<now>[^,;:]{1,80}?),? (?:from|instead of) (?P<was>[^,;:()]{1,80}?)(?=[,;.)](?:\s|$)|\)?$)",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\bremplacer (?P<was>[^;:]{1,80}?) par (?P<now>[^,;:()]{1,80}?)(?=[,;.)](?:\s|$)|\)?$)", re.IGNORECASE
)
_OLD_NEW = re.compile(
    r"\b(?:indiquait|écrivait|mentionnait|évoquait|said|stated|gave)\b[^;:]{0,60}? (?P<was>[\"«“][^\"»”]{1,80}[\"»”])[^.;]{0,60}?(?:il fallait lire|il s'agit de|lire|it is|it should read|should have (?:read|said)) (?P<now>[\"«“][^\"»”]{1,80}[\"»”])",
    re.IGNORECASE,
)
_OPENING, _CLOSING = '«“"‘', '»”"’'
_STOP = re.compile(
    r"[,;:](?=\s|$)|[.!?](?=\s|$)|\s[–—-]\s|[()\[\]]|\s(?:comme|ainsi|tel(?:le)?s? que|dans (?:notre|une|la|le)|écrits?|indiqués?|annoncés?|mentionnés?"
    r"|par erreur|au (?:\d|deuxi|troisi|premier|titre|chapeau)|as (?:we|stated|sent|reported|previously)|in (?:the|our|para|paragraph)|previously|stated)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"[;:](?=\s)|,(?=\s)|[.!?](?=\s)|\s[–—-]\s|[()\[\]]|\b(?:(?:bien )?lire|(?:should )?reads?|to say|say|says|est|était|sont|étaient|sera|s'élève|s'élevait"
    r"|s'appelle|s'agit|se nomme|is|was|are|were|corrects?|that|que|qu'il s'agit)\b",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"^(?:,\s)?(?:au|dans le|dans la|à la|in the|in|para(?:graph)?)\s[^«“\"]{0,30}?(?:paragraphe|paragraph|titre|headline|chapeau|lead|phrase|ligne|line|alinéa|par\.?|§|graf|\d)\b\s?[:,]?\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A correction and where it stands in the note's match text."""

    value: Correction
    start: int
    end: int
    confidence: str
    """sure when a word such as `lire` or quotation marks set the pair off, else likely."""


def pairs(note: str) -> tuple[Pair, ...]:
    """The corrections of a note (match text, at most `MAX_HEADER_CHARS`), in order. Empty where it says none plainly."""
    found = sorted(_all(note), key=lambda p: p.start)
    kept: list[Pair] = []
    for pair in found:
        if (not kept or pair.start >= kept[-1].end) and fold(pair.value.was) != fold(pair.value.now):
            kept.append(pair)
    return tuple(kept[:MAX_PAIRS])


def _all(note: str) -> Iterator[Pair]:
    for pattern in (_TO_FROM, _REPLACED, _OLD_NEW):
        for found in pattern.finditer(note):
            was, now = _bare(found["was"]), _bare(found["now"])
            if was and now and max(len(was.split()), len(now.split())) <= MAX_SIDE:
                yield Pair(Correction(was, now), *found.span(), "sure")
    before = 0
    for pivot in _PIVOT.finditer(note):
        pair = _around(note, before, pivot)
        if pair is not None:
            before = pair.end
            yield pair


def _around(note: str, floor: int, pivot: re.Match[str]) -> Pair | None:
    """The pair of a pivot: the right side to its end, then the left side of about that length."""
    quoted = _quoted_after(note, pivot.start("lead"))
    start = quoted[0] if quoted else pivot.end()
    end = quoted[1] if quoted else _end(note, start)
    was = _bare(note[start:end])
    left = _left(note[floor : pivot.start()], pivot["lead"], was)
    if left is None or not was or len(was.split()) > MAX_SIDE:
        return None
    now, shift, marked = left
    if (
        quoted is None
        and not marked
        and pivot["comma"]
        and pivot.group().strip(", ").lower().split()[0] in {"mais", "but"}
    ):
        return None
    return Pair(Correction(was, now), floor + shift, end, "sure" if marked or quoted else "likely")


def _quoted_after(note: str, start: int) -> tuple[int, int] | None:
    place = start
    while place < len(note) and note[place] not in _OPENING:
        if not (note[place].isalpha() or note[place] in " '") or place - start > 4:
            return None
        place += 1
    if place >= len(note):
        return None
    close = _CLOSING[_OPENING.index(note[place])]
    end = note.find(close, place + 1)
    return (place, end + 1) if end > 0 else None


def _end(note: str, start: int) -> int:
    stop = _STOP.search(note, start)
    return stop.start() if stop else len(note)


def _left(text: str, lead: str, was: str) -> tuple[str, int, bool] | None:
    """(what is right, where it begins, whether a word or marks set it off) at the end of `text`."""
    text = text.rstrip()
    if text and text[-1] in _CLOSING:
        opening = text.rfind(_OPENING[_CLOSING.index(text[-1])], 0, len(text) - 1)
        return (_bare(text[opening:]), opening, True) if opening >= 0 else None
    start, marked = 0, False
    for opener in _START.finditer(text):
        start, marked = opener.end(), opener.group()[-1].isalpha()
    located = _LOCATOR.match(text[start:].lstrip())
    if located:
        start += len(text[start:]) - len(text[start:].lstrip()) + located.end()
    start = _alike(text, _aligned(text, start, lead.strip().lower(), len(was.split())), was)
    now = _bare(text[start:])
    return (now, start, marked) if now and len(now.split()) <= MAX_SIDE else None


def _aligned(text: str, start: int, lead: str, size: int) -> int:
    """Where the left side begins: after the preposition that the right side has too, at about the right side's length."""
    if not lead:
        return start
    forms = {
        "de": ("de ", "d'", "du ", "des "),
        "d'": ("d'", "de "),
        "à": ("à ", "au ", "aux "),
        "au": ("à ", "au ", "aux "),
    }
    starts = [
        place.end()
        for form in forms.get(lead, (f"{lead} " if not lead.endswith("'") else lead,))
        for place in re.finditer(rf"(?<!\w){re.escape(form)}", text[start:], re.IGNORECASE)
    ]
    if not starts:
        return start
    return start + min(starts, key=lambda s: (abs(len(text[start + s :].split()) - size), s))


def _alike(text: str, start: int, was: str) -> int:
    """Where what is like `was` begins: a number for a number, a name for a name."""
    if was[:1].isdigit():
        numbers = [place.start() for place in _NUMBER.finditer(text, start)]
        return numbers[-1] if numbers else start
    if all(word[0].isupper() for word in was.split()):
        name = _CAPITALS.search(text, start)
        return name.start() if name else start
    return start


_NUMBER = re.compile(r"(?<![\w.,])\d[\d ]{0,12}(?:[.,]\d{1,4})?(?![\w.])")
_CAPITALS = re.compile(r"(?<![\w'-])(?:[^\W\d_a-zà-ÿ][\w'-]{0,30} ?){1,5}$")


def _bare(text: str) -> str:
    """Without quotation marks and the blanks and signs around."""
    text = text.strip(" ,;:.()[]")
    if len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING:
        return text[1:-1].strip()
    return text
