"""Saved queries of readers, who follows them, and the alerts that came of it. A topic never gives a right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reach(StrEnum):
    """Who may follow a topic."""

    PERSONAL = "personal"
    COMPANY = "company"
    GLOBAL = "global"
    """The agency's own: offered to every company."""


class Watched(StrEnum):
    """What a topic was made from. All but `query` are watches: their query is written by Telex."""

    QUERY = "query"
    EVENT = "event"
    PERSON = "person"
    DISPATCH = "dispatch"
    """Its corrections, updates and kill."""


class Mode(StrEnum):
    """How a follower is told."""

    NOW = "now"
    DIGEST = "digest"
    """At chosen local hours."""
    QUIET = "quiet"
    """Not at all: the topic is a view of the wire. Corrections and kills of what was alerted before still come."""


class Which(StrEnum):
    """Of which matching dispatches a follower is told."""

    EVERY = "every"
    EVENT = "event"
    """Once per event."""
    MATERIAL = "material"
    """Once per event, and when figures, names, places or quotations of it differ from what was told."""


class Told(StrEnum):
    """Why an alert was made."""

    MATCH = "match"
    CHANGE = "change"
    """A material change in an event told before."""
    CORRECTION = "correction"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class Topic:
    """A saved query. Shared ones are judged for each reader alone."""

    id: str
    name: str
    query: str
    """Canonical text."""
    owner: str
    """User id."""
    reach: Reach = Reach.PERSONAL
    company: str | None = None
    """Of the owner; None for the agency's own people."""
    watched: Watched = Watched.QUERY
    target: str | None = None
    """Of a watch: event id, person's name, item id."""
    active: bool = True
    made_at: datetime | None = None
    changed_at: datetime | None = None
    """When its query last changed."""

    @property
    def standing(self) -> str:
        """Its id among the standing queries."""
        return f"topic:{self.id}"


@dataclass(frozen=True, slots=True)
class Follow:
    """One user's way of following one topic."""

    topic: str
    user: str
    mode: Mode = Mode.NOW
    which: Which = Which.EVENT
    hours: tuple[str, ...] = ()
    """Local hours of a digest, `HH:MM`, rising."""
    zone: str | None = None
    """IANA zone of those hours; None = the agency's."""
    muted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One message: a user, an item version, and because of which topics."""

    user: str
    item: str
    version: int
    kind: Told
    topics: tuple[str, ...]
    """Topic ids, never empty: of a correction or kill those of the earlier alert."""
    at: datetime
    due: datetime
    """When it is shown: at once, at the next hour of the digest, or when the mute ends."""
    event: str | None = None
    changes: tuple[str, ...] = ()
    """What differs from what was told before: kinds of `telex.events.material`."""
    muted: bool = False
    """Came while muted: counted, and shown afterwards."""
    digest: bool = False
    """Waits for, or was part of, a digest."""
    n: int = 0
    """Order of the alerts; set by the store."""
    position: int = 0
    """Log row of the version; set by the store."""
    read_at: datetime | None = None
