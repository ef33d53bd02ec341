"""A filing, opened: its text in blocks with offsets, and what its format declares. Nothing is deleted here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from telex.model.vocabulary import Act, PubStatus


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text, or one block element of a page."""

    text: str
    """Display text: as sent, ends trimmed."""
    start: int
    """Offset of `text` in `Draft.text`, in code points."""
    end: int
    kind: str = "line"
    """line, heading, paragraph, item, caption, quote, meta."""


@dataclass(frozen=True, slots=True)
class Embargo:
    """An embargo that was stated. `until` is None when it could not be read, which means: withhold."""

    until: datetime | None
    text: str
    """As written."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a structured format says in fields of its own; it wins over anything read from the text. None = not said."""

    uri: str | None = None
    version: int | None = None
    act: Act | None = None
    """An update signal, a correction signal, a kill: only when the format says so."""
    pubstatus: PubStatus | None = None
    embargo: Embargo | None = None
    evolved_from: str | None = None
    translation_of: str | None = None
    corrects: str | None = None
    headline: str | None = None
    subheadline: str | None = None
    abstract: str | None = None
    slugline: str | None = None
    byline: tuple[str, ...] = ()
    located: str | None = None
    language: str | None = None
    urgency: int | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """Media Topic codes (`medtop:…` without the prefix)."""
    genre: str | None = None
    ednote: str | None = None
    usageterms: str | None = None
    copyright: str | None = None
    provider: str | None = None
    """Who wrote it (infoSource, feed title, author)."""
    site: str | None = None
    """Who carried it."""
    translator: str | None = None
    translated_from: str | None = None
    published: str | None = None
    """ISO 8601, as precise as the source: `2026-03-10` or `2026-03-10T07:15:00+01:00`."""
    updated: str | None = None
    first_created: datetime | None = None
    version_created: datetime | None = None
    body: tuple[str, ...] | None = None
    """Paragraphs, when the format marks the body apart from everything else."""
    captions: tuple[tuple[str, str | None], ...] = ()
    """(text, language)."""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Read, not yet understood."""

    format: str
    """text, html, ninjs, rss, atom."""
    text: str
    """The decoded filing; block offsets count in it."""
    blocks: tuple[Block, ...]
    declared: Declared = field(default_factory=Declared)
    issues: tuple[str, ...] = ()
    """Faults against the standard that did not prevent reading, as `code: detail`."""
    profile: str | None = None
    """Profile configured for the source."""
    source: str | None = None
