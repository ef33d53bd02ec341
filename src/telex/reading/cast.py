"""Who and what is named in a body, with every place where it is: what quotations, commitments and event places stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telex.model.mentions import Location, Organisation, Person
from telex.model.proof import Field
from telex.model.text import plain
from telex.reading.blocks import Line


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where someone or something of the cast stands. Offsets count in the paragraph's match text."""

    kind: str
    """person, organisation, place."""
    index: int
    """Which one of the cast's tuple of that kind."""
    paragraph: int
    start: int
    """Of the name itself, honorific included, role phrase not."""
    end: int


@dataclass(frozen=True, slots=True)
class Cast:
    people: tuple[Field[Person], ...] = ()
    organisations: tuple[Field[Organisation], ...] = ()
    places: tuple[Field[Location], ...] = ()
    sightings: tuple[Sighting, ...] = ()
    """In order of paragraph and start."""
    genders: tuple[str | None, ...] = ()
    """One for each of `people`: m, f, or None when the text does not tell."""
    role_sightings: tuple[Sighting, ...] = ()
    """Places where a person is meant by role alone: `le ministre`, after a person with that role was named. Kind person."""


def paragraphs(body: Sequence[str]) -> tuple[Line, ...]:
    """The body as lines: number = index in the body, so that `Line.span` gives spans as `Mentions` has them."""
    found = []
    for number, text in enumerate(body):
        match = plain(text)
        found.append(Line(number, text, match if len(match) == len(text) else match.strip(), "paragraph", True))
    return tuple(found)
