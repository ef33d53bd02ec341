"""What a dry run answers, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.delivery.seen import Seen
from telex.errors import Busy
from telex.model.topic import Topic
from telex.routing.alternatives import Part
from telex.routing.explain import Mark
from telex.routing.forecast import Estimate, Forecast
from telex.routing.language.faults import Note


class Stopped(Busy):
    """The asker went away while his query was tried."""

    code = "stopped"


@dataclass(frozen=True, slots=True)
class Example:
    """A dispatch that the query brings, as the asker may see it, with its true words."""

    seen: Seen
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    topic: Topic
    share: float
    """Of the results of this query, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes when a query takes the place of another."""

    before: str
    gained: Estimate
    lost: Estimate
    gains: tuple[Example, ...]
    losses: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query would have brought."""

    query: str
    """Canonical."""
    notes: tuple[Note, ...]
    since: datetime
    until: datetime
    forecast: Forecast
    ids: tuple[str, ...]
    """Items found, newest first: all of them unless sampled."""
    examples: tuple[Example, ...]
    """The newest."""
    nowhere: tuple[str, ...]
    """Conditions that nothing in the window meets, of what the asker may see: typing errors, most of the time."""
    idle: tuple[str, ...]
    """Conditions that nothing of what was looked at meets, where it was not looked for them alone."""
    parts: tuple[Part, ...]
    overlaps: tuple[Overlap, ...]
    edit: Edit | None
    always: bool
    """Has no word or value that a dispatch must have: asked about every one."""
