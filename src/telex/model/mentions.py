"""What the body of a text speaks of. Spans count in its paragraphs: `Span.block` is the index in `body`, offsets its display text."""

from __future__ import annotations

from dataclasses import dataclass

from telex.model.proof import Field


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named. Nothing is merged across dispatches by name alone."""

    name: str
    """The fullest form in this text, as written."""
    role: str | None = None
    """Verbatim: `ministre letton de la Défense`."""
    of: str | None = None
    """ISO 3166 code of the country that the role belongs to, when the text says so."""
    also: tuple[str, ...] = ()
    """Other forms of the name in this text, in order: `M. Brun`, `Brun`."""
    where: str = "body"
    """body, or caption when only there."""


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place named. Rivers, streets and buildings are none."""

    name: str
    country: str | None = None
    """ISO 3166-1 alpha-2; None for what is larger than a country, and for what is not known."""
    where: str = "body"
    """body, or header when only there."""
    derived: bool = False
    """The text does not say the country: it is that of the source, or the only one that the text names. Not published."""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    """Without its marks, as written."""
    kind: str
    """direct (a clause of its own), partial (words inside the reporter's sentence), scare (a quoted term, nobody's words)."""
    verb: str | None = None
    speaker_text: str | None = None
    """The subject phrase, verbatim: `le ministre`, `l'entreprise`."""
    speaker: str | None = None
    """Resolved: a person's or an organisation's name as in `people` or `organisations`; None rather than a guess."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with a unit. No currency is converted."""

    text: str
    value: float
    unit: str
    """ISO 4217 for money (`EUR`), `%`, else the head noun as written: `militaires`."""
    high: float | None = None
    """The other end of a range."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who promises what, to whom, by when. A candidate for the desk."""

    text: str
    """The promise, verbatim."""
    who: str | None = None
    to: str | None = None
    by: str | None = None
    """Value of a date expression of the clause, as in `DateSaid.value`."""


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date expression and what it comes to."""

    text: str
    value: str | None
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, `YYYY-Qn`, season `YYYY-SP|SU|AU|WI` (the season's first year),
    `a/b` for a range, None = vague or not anchored."""
    grain: str
    """day, week, month, quarter, season, year, range."""
    tense: str = "unknown"
    """past, present, future, unknown."""
    anchor: str | None = None
    """Which day it counts from: today, dateline, header, published, updated, received, speaking, told; None = written in full."""
    candidates: tuple[str, ...] = ()
    """Years in which the weekday and the day written agree, where the year is missing."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a note says was wrong."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything found, in order of its first place in the text."""

    people: tuple[Field[Person], ...] = ()
    organisations: tuple[Field[Organisation], ...] = ()
    places: tuple[Field[Location], ...] = ()
    event_place: Field[Location] | None = None
    """Where what is told happened; None where the text does not say."""
    quotes: tuple[Field[Quote], ...] = ()
    figures: tuple[Field[Figure], ...] = ()
    commitments: tuple[Field[Commitment], ...] = ()
    dates: tuple[Field[DateSaid], ...] = ()


NOTHING = Mentions()
