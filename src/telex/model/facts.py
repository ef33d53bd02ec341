"""What a dispatch says, each value with its proof."""

from __future__ import annotations

from dataclasses import dataclass

from telex.model.draft import Embargo
from telex.model.mentions import NOTHING, Correction, Mentions
from telex.model.proof import Field, Span


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
    body_starts: tuple[int, ...] = ()
    """Where each paragraph begins in the display text of its block: not at 0 when a dateline stands before it."""
    mentions: Mentions = NOTHING
    corrections: tuple[Field[Correction], ...] = ()
    """What a notice in the text says was wrong. Spans in the filing, as for every field of this class."""
    kills: Field[str] | None = None
    """The slug or headline that a kill notice in the text names."""
    roles: tuple[str, ...] = ()
    """One role a block: headline, headline_repeated, subheadline, date_line, separator, caption, label, categories,
    dateline, byline, translation_credit, distribution_footer, site, boilerplate, embargo, note, slug, body, empty."""
    summary: tuple[str, ...] = ()
    """Sentences verbatim from the body."""
    anomalies: tuple[Anomaly, ...] = ()


def original(facts: Facts, span: Span) -> Span | None:
    """The place in the filing of a place in the body (`Mentions`); None where the format gave the body apart from its lines."""
    if span.block >= len(facts.body_blocks):
        return None
    start = facts.body_starts[span.block] if facts.body_starts else 0
    return Span(facts.body_blocks[span.block], span.start + start, span.end + start)


__all__ = [
    "Anomaly",
    "Caption",
    "Dateline",
    "EventDate",
    "Facts",
    "Field",
    "Span",
    "Translation",
    "original",
]
