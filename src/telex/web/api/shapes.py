"""What the API answers, as types: they are encoded, and OpenAPI is made from them. Times are RFC 3339, UTC."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType


class Day(Struct, frozen=True):
    """When what is told happened: ISO days. Only `weekday` = the text says no more, and nothing anchors it."""

    start: str | None
    end: str | None
    weekday: str | None
    year_inferred: bool
    method: str | None = None
    """How it is known, such as event-link: taken from another account of the event."""


class Credit(Struct, frozen=True):
    """Who translated, from which language (BCP 47)."""

    language: str | None
    translator: str | None
    machine_suspected: bool


class Proof(Struct, frozen=True):
    """On what evidence a dispatch was put to its event: for the desk."""

    method: str
    version: int
    score: float | None
    threshold: float | None
    cosines: tuple[float, float, float] | None
    decay: float | None
    terms: tuple[str, ...]
    containment: float | None
    containment_back: float | None
    suggestion: str | None


class Oddity(Struct, frozen=True):
    """Something that an editor should look at."""

    code: str
    detail: str


class Envelope(Struct, frozen=True):
    """A dispatch as the caller may see it: ninjs 3.1 in `item`, and around it what ninjs has no field for."""

    position: int
    """Place of this version in the log: the only cursor there is."""
    id: str
    version: int
    kind: str
    """publish, update, correct, kill, release, withdraw, mark."""
    at: datetime
    event: str | None
    relation: str | None
    related_to: str | None
    day: Day | None
    """Day taken from another account of the event, where the text itself says only a weekday."""
    products: tuple[str, ...]
    what: str
    """full, summary, or notice (a kill: no text)."""
    published: str | None
    """As the source says, as precise as the source: `2026-03-10` or `2026-03-10T07:15:00+01:00`."""
    updated: str | None
    event_date: Day | None
    translation: Credit | None
    summary_derived: bool
    """The summary is the first sentences, not written by an editor."""
    item: dict[str, Any]
    """ninjs 3.1."""
    evidence: Proof | UnsetType | None = UNSET
    """Desk callers only."""
    anomalies: tuple[Oddity, ...] | UnsetType = UNSET
    """Desk callers only."""


class DispatchList(Struct, frozen=True):
    """A page of the wire."""

    items: tuple[Envelope, ...]
    next: int | None
    """Cursor to go on from: `after` of a pull (always there), `before` of a list (null at its end)."""
    head: int
    """Newest position of the log when this was read."""


class VersionList(Struct, frozen=True):
    """All versions of one item that the caller may see, ascending."""

    items: tuple[Envelope, ...]


class Recipient(Struct, frozen=True):
    """A company that is to have the dispatch, and because of which products."""

    company: str
    why: tuple[str, ...]


class FiledItem(Struct, frozen=True):
    """What became of one filing. What stands after `state` is told to the desk, and to a source about its own text."""

    id: str
    uri: str
    version: int | None
    position: int | None
    """Null while held: an embargoed version has no place in the log."""
    state: str
    """published, held, killed, late, duplicate."""
    headline: str | UnsetType | None = UNSET
    language: str | UnsetType | None = UNSET
    published: str | UnsetType | None = UNSET
    updated: str | UnsetType | None = UNSET
    event_date: Day | UnsetType | None = UNSET
    held_until: datetime | UnsetType | None = UNSET
    """Only while held; null = no timer: an editor must look."""
    held_because: str | UnsetType = UNSET
    """embargo, embargo_unreadable, withheld."""
    event: str | UnsetType | None = UNSET
    relation: str | UnsetType | None = UNSET
    related_to: str | UnsetType | None = UNSET
    evidence: Proof | UnsetType | None = UNSET
    products: tuple[str, ...] | UnsetType = UNSET
    recipients: tuple[Recipient, ...] | UnsetType = UNSET


class RejectedItem(Struct, frozen=True):
    """A part that could not be taken; with `quarantine` it is kept there and can be read again."""

    code: str
    reason: str
    quarantine: str | None
    name: str | None


class FilingAnswer(Struct, frozen=True, omit_defaults=True):
    """What became of everything in one delivery. For a single dispatch its fields stand at the top as well."""

    filed: tuple[FiledItem, ...]
    rejected: tuple[RejectedItem, ...]
    id: str | UnsetType = UNSET
    uri: str | UnsetType = UNSET
    version: int | UnsetType | None = UNSET
    position: int | UnsetType | None = UNSET
    state: str | UnsetType = UNSET


class Problem(Struct, frozen=True):
    """RFC 9457 problem+json. Some problems carry more members; they are named where they occur."""

    type: str
    title: str
    status: int
    detail: str


class EventAnswer(Struct, frozen=True):
    """An event as the caller may see it: a hidden member leaves no trace in it."""

    id: str
    title: str | None
    items: tuple[Envelope, ...]
    timeline: tuple[dict[str, Any], ...]
    accounts: dict[str, Any]
    """`claims`: what spans of the texts prove, among the accounts of `compared`; `official`, `first`: who stands first and by
    what; `announced`: days that the texts say lie ahead."""


class EndingItem(Struct, frozen=True):
    """An entitlement that ends soon or ended lately."""

    company: str
    name: str
    """Of the company."""
    product: str
    until: datetime
    days: int
    """Whole days left; below 0 = it has ended."""


class EndingList(Struct, frozen=True):
    items: tuple[EndingItem, ...]


class SourceItem(Struct, frozen=True):
    id: str
    name: str
    kind: str
    address: str | None
    profile: str | None
    every: int
    public_share: int
    timezone: str | None
    active: bool
    state: dict[str, str] | UnsetType = UNSET
    """What the last visit left: etag, last-modified, last poll, last error."""


class SourceList(Struct, frozen=True):
    items: tuple[SourceItem, ...]


class ProfileList(Struct, frozen=True):
    items: dict[str, str]
    """Id to TOML text of the profiles added by the operator."""


class QuarantineItem(Struct, frozen=True):
    id: str
    at: datetime
    code: str
    reason: str
    size: int
    sha256: str
    source: str | None
    name: str | None
    media_type: str | None
    whole: bool
    """False = over the size limit: only the first 64 kB were kept."""
    resolved_at: datetime | None


class QuarantineList(Struct, frozen=True):
    items: tuple[QuarantineItem, ...]


class HeldItem(Struct, frozen=True):
    id: str
    """Id of the hold."""
    dispatch: str
    uri: str
    headline: str | None
    language: str | None
    source: str
    due: datetime | None
    reason: str
    since: datetime
    advance: tuple[str, ...] | None
    """Products, blocks and filters that carry it, where it is open in advance; null = nobody reads it before its hour."""


class HeldList(Struct, frozen=True):
    items: tuple[HeldItem, ...]


class AdvanceItem(Struct, frozen=True):
    """A copy before its hour. It must not be published before `until`, and it may still change or never come."""

    id: str
    """Id of this copy; the dispatch gets its position when it goes out."""
    dispatch: str
    until: datetime
    what: str
    """full, summary."""
    products: tuple[str, ...]
    item: dict[str, Any]
    """ninjs 3.1, with `embargoedUntil`."""


class AdvanceList(Struct, frozen=True):
    items: tuple[AdvanceItem, ...]


class RereadItem(Struct, frozen=True):
    filing: str
    item: str | None
    reader_version: int
    same: bool
    changed: tuple[str, ...]


class RereadAnswer(Struct, frozen=True):
    items: tuple[RereadItem, ...]
    same: int
    different: int
