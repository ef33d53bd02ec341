"""What the log holds, and who is to have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Slip:
    """One dispatch for one subscriber, and because of which queries. In this issue a subscriber is a company."""

    subscriber: str
    why: tuple[str, ...]
    """Product ids."""


@dataclass(frozen=True, slots=True)
class Route:
    """The answer of routing for one version."""

    carried: frozenset[str]
    """Ids of the products whose query matches, and standing ids of the blocks and filters that do."""
    slips: tuple[Slip, ...] = ()
    incomplete: tuple[str, ...] = ()
    """Standing ids whose query failed: someone may miss the dispatch, so the operator is told."""
    topics: frozenset[str] = frozenset()
    """Ids of the topics that match (without `topic:`)."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A row of the log: positions are dense and in commit order."""

    position: int
    at: datetime
    kind: Kind
    item: str | None
    version: int | None
    cause: str | None = None
