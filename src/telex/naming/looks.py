"""What of a model's finds looks like a name: the place without titles and openings, and the shape of what is left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from telex.naming.messages import Seen
from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.honorifics import HONORIFICS, RANKS
from telex.reading.named.opening_words import NEVER, OPENING
from telex.reading.named.tokens import Tokens

MAX_WORDS = 7
_KINDS = {"PER": "people", "ORG": "organisations", "LOC": "places"}
_INSIDE = frozenset({"de", "d'", "du", "des", "la", "le", "les", "l'", "el", "al", "ben", "bin", "von", "van", "der", "den", "of", "the",
                     "et", "and", "sur", "en", "à", "a", "aux", "au", "pour", "for", "y", "da", "di", "dos", "-", "&", "'"})  # fmt: skip
"""What may stand inside a name without a capital."""
_NO_NAMES = NEVER | OPENING | frozenset(DEMONYMS) | {"utc", "gmt"}
_NUMERAL = re.compile(r"[ivxlcdm]{1,8}(?:e|eme|er)?")
_LINKS = frozenset(
    {"de", "d'", "du", "des", "la", "le", "les", "l'", "of", "the", "a", "au", "aux", "en", "par", "pour", "et", ","}
)
_BUILDING_NOUNS = """
place rue avenue boulevard quai pont aeroport stade musee gare hopital lycee college lac fleuve riviere canal mont square street bridge
airport stadium museum station hospital
"""
_BUILDINGS = frozenset(_BUILDING_NOUNS.split())
_THING_NOUNS = """
film serie livre roman album chanson journal navire bateau paquebot cargo typhon ouragan cyclone tempete planete capsule fusee satellite
avion drone missile operation projet programme plan loi prix coupe vaccin virus logiciel movie book ship hurricane storm operation project
act prize cup
"""
_THINGS = _BUILDINGS | frozenset(_THING_NOUNS.split())
"""Nouns before the name of a thing that is none of the three."""
_OFFICE_NOUNS = """
ministre ministres ministere ministeres secretaire secretariat portefeuille commissaire minister ministry department secretary
"""
_OFFICES = frozenset(_OFFICE_NOUNS.split())
_COUNTS = frozenset(
    {"millions", "milliers", "centaines", "dizaines", "milliards", "nombre", "thousands", "hundreds", "dozens"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Words `first` to the one before `last` of a paragraph."""

    tokens: Tokens
    paragraph: int
    first: int
    last: int
    kind: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.tokens.low[self.first : self.last])

    @property
    def text(self) -> str:
        return self.tokens.text(self.first, self.last)


def place(one: Seen, lines: Sequence[Tokens]) -> Place | None:
    """The words of a find without what is no part of a name; None when nothing is left that looks like one."""
    if one.label not in _KINDS or not 0 <= one.paragraph < len(lines):
        return None
    tokens = lines[one.paragraph]
    first, last = bisect_right(tokens.ends, one.start), bisect_left(tokens.starts, one.end)
    while first < last and (not tokens.capital(first) or _opens_nothing(tokens, first)):
        first += 1
    while first < last and not (tokens.capital(last - 1) or tokens.words[last - 1].isdigit()):
        last -= 1
    place = Place(tokens, one.paragraph, first, last, _KINDS[one.label])
    return place if first < last and _is_name(place) else None


def _opens_nothing(tokens: Tokens, at: int) -> bool:
    """Whether a word with a capital is no part of the name that it stands before: a title, or the start of a sentence."""
    word = tokens.low[at]
    return word in HONORIFICS or word in RANKS or (tokens.opens(at) and word in OPENING)


def _is_name(place: Place) -> bool:
    tokens, words = place.tokens, place.words
    if len(words) > MAX_WORDS or any(
        not (tokens.capital(at) or tokens.words[at].isdigit() or tokens.low[at] in _INSIDE)
        for at in range(place.first, place.last)
    ):
        return False
    if len(words) == 1 and (len(words[0]) < 3 or words[0] in _NO_NAMES or _NUMERAL.fullmatch(words[0])):
        return False
    if place.kind == "people" and any(char.isdigit() for char in place.text):
        return False
    if len(words) > 1 and all(word.isupper() for word in tokens.words[place.first : place.last]):
        return False
    return not _of_something_else(place)


def _of_something_else(place: Place) -> bool:
    """Whether the noun before says that this names a building, a work, a storm, a field of government or a people."""
    tokens, first = place.tokens, place.first
    before, two, three = (tokens.at(first - n) for n in (1, 2, 3))
    if before in _THINGS or (two in _THINGS and before not in _LINKS) or (before in _LINKS and two in _BUILDINGS):
        return True
    if len(place.words) > 1:
        return False
    if before in {"la", "l'"} and two == "de":
        two = three
    return (
        (before in _LINKS and two in _OFFICES)
        or (place.kind == "places" and before in {"les", "des", "ces"})
        or (before in {"de", "d'"} and two in _COUNTS)
    )
