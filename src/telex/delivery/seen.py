"""What is asked of the wire, and what one viewer is shown of it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.dispatch import Dispatch
from telex.model.event import Evidence
from telex.model.facts import EventDate, Field
from telex.model.vocabulary import Kind, Relation
from telex.routing.entitlement import Verdict
from telex.routing.language.query import Query


@dataclass(frozen=True, slots=True)
class Question:
    """Which part of the wire is asked for; everything optional."""

    product: str | None = None
    query: Query | None = None
    language: str | None = None
    urgency: int | None = None
    source: str | None = None
    event: str | None = None
    texts_only: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A dispatch as one viewer may see it."""

    dispatch: Dispatch
    """Projected: holds nothing that may not leave."""
    verdict: Verdict
    position: int
    first_position: int
    at: datetime
    kind: Kind
    newest: bool
    event: str | None = None
    relation: Relation | None = None
    """None when the relation would tell of a dispatch that the viewer may not see."""
    related_to: str | None = None
    evidence: Evidence | None = None
    products: frozenset[str] = frozenset()
    """Products that carry it, among those the viewer has now (all of them for the desk)."""
    day: Field[EventDate] | None = None
    """Day of the event taken from another account of it, where the text itself says only a weekday."""

    @property
    def killed(self) -> bool:
        return self.verdict.what == "notice"


@dataclass(frozen=True, slots=True)
class Copy:
    """A dispatch before its hour, as one viewer may see it: an exit of its own shows it, and nothing else does."""

    hold: str
    """Id of the hold."""
    dispatch: Dispatch
    """Projected; its embargo stands in it."""
    verdict: Verdict
    until: datetime
    """When it binds no more."""


@dataclass(frozen=True, slots=True)
class Page:
    items: tuple[Seen, ...]
    next: int | None
    """Cursor of the next page (`before` of a list, `after` of a pull), None at the end."""


@dataclass(frozen=True, slots=True)
class EventView:
    """An event, built from the members that the viewer may see; a hidden one leaves no trace."""

    id: str
    title: str | None
    """Headline of the first member; None when it has none: pages show its first sentence, marked as derived."""
    members: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Count:
    number: int
    exact: bool = True
