"""What a dispatch says, each value with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from telex.model.draft import Embargo

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the filing: block number and offsets inside its display text, in code points."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value and where it comes from. Null is a right answer: then there is no Field at all."""

    value: T
    method: str
    """format, profile:<id>/<version>, rule:<name>, event-link, editor, received."""
    span: Span | None = None
    """None only for a value from a format's field, the receipt time, an event link or an editor."""
    confidence: str = "sure"
    """sure, likely or weak. Weak is for the desk alone, never routed on or published."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """`AGENCY/Place/Author` in three."""

    agency: str | None = None
    place: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When what is told happened. ISO days; both None with `weekday` = only a weekday was said and nothing anchors it."""

    start: str | None = None
    end: str | None = None
    weekday: str | None = None
    """As written: `mardi`."""
    year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation credit. All None with `machine_suspected`: traces of a machine, no credit."""

    language: str | None = None
    """Language translated from, BCP 47."""
    translator: str | None = None
    machine_suspected: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A code of design/reading.md section 10, with what it was seen in."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The reading of one draft. Absent stays absent."""

    reader_version: int
    profile: str
    """Profile used: its id, `generic`, or `format` when the format declared everything."""
    language: Field[str] | None
    headline: Field[str] | None = None
    subheadline: Field[str] | None = None
    published: Field[str] | None = None
    """ISO 8601, local, as precise as the text."""
    updated: Field[str] | None = None
    event_date: Field[EventDate] | None = None
    dateline: Field[Dateline] | None = None
    byline: Field[tuple[str, ...]] | None = None
    translation: Field[Translation] | None = None
    categories: Field[tuple[str, ...]] | None = None
    slug: Field[str] | None = None
    urgency: Field[int] | None = None
    editor_note: Field[str] | None = None
    embargo: Field[Embargo] | None = None
    issuer: Field[str] | None = None
    """Who wrote the text."""
    site: Field[str] | None = None
    """Who carried it."""
    captions: tuple[Caption, ...] = ()
    body: tuple[str, ...] = ()
    """Paragraphs, display text, in order."""
    body_blocks: tuple[int, ...] = ()
    """The block each paragraph came from."""
    removed: tuple[str, ...] = ()
    """Lines shown nowhere (repeats, separators, site, footer, leftovers); they stay visible at the desk."""
    roles: tuple[str, ...] = ()
    """One role a block: headline, headline_repeated, subheadline, date_line, separator, caption, label, categories,
    dateline, byline, translation_credit, distribution_footer, site, boilerplate, embargo, note, slug, body, empty."""
    summary: tuple[str, ...] = ()
    """Sentences verbatim from the body."""
    anomalies: tuple[Anomaly, ...] = ()
