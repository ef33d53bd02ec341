"""What the desk decides on events: rulings, the pairs that they leave, and the suggestions they answer.

A ruling is above every score (design/events.md section 5, docs/decisions/0013-rulings-stick.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from telex.model.event import Evidence, Member
from telex.model.vocabulary import Relation


class Ruling(StrEnum):
    """What an editor may decide."""

    MERGE = "merge"
    """Two events are one: the older id stays, the other one leads to it."""
    SPLIT = "split"
    """The named members are another event: the larger part keeps the id."""
    MOVE = "move"
    """The named dispatches belong to another event that is there already."""
    RELABEL = "relabel"
    """One member stands otherwise to its event."""
    CONFIRM = "confirm"
    """A suggestion is right, and is done."""
    REJECT = "reject"
    """A suggestion is wrong, and is never made again."""


class Stand(StrEnum):
    """How far a suggestion is."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    MOOT = "moot"
    """Nothing is left to decide: what it asks was done otherwise, or its dispatch was killed."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What an editor asks for. Which fields a ruling needs: merge (event, other), split (event, items), move (event = where
    to, items), relabel (one item, relation, related_to), confirm and reject (suggestion)."""

    ruling: Ruling
    by: str
    """User id of the editor, or `operator`."""
    now: datetime
    why: str | None = None
    event: str | None = None
    other: str | None = None
    items: tuple[str, ...] = ()
    relation: Relation | None = None
    related_to: str | None = None
    suggestion: str | None = None
    based_on: int | None = None
    """Position up to which the editor knew the log. A later ruling on the same events: Conflict. None = not checked."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take a decision back."""

    decision: str
    by: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling as it was recorded."""

    id: str
    ruling: Ruling
    by: str
    at: datetime
    why: str | None
    event: str | None
    """The event that was acted on, as it was called then; of a merge the one that stayed."""
    other: str | None
    """Of a merge the event that went into it; of a split the new one."""
    items: tuple[str, ...]
    relation: Relation | None
    related_to: str | None
    suggestion: str | None
    position: int
    """Its row in the log."""
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that an editor said belong together (`must`), or never do."""

    one: str
    other: str
    must: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that Telex found and did not do by itself. The same words as `model.event.Offer`."""

    id: str
    kind: str
    """join, merge, translation, correction, update, kill."""
    item: str
    event: str | None
    target: str | None
    score: float | None
    threshold: float | None
    terms: tuple[str, ...]
    at: datetime
    position: int
    """Position of the version that it was made for."""
    state: Stand
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision: str | None = None

    @property
    def open(self) -> bool:
        return self.state is Stand.OPEN


@dataclass(frozen=True, slots=True)
class Label:
    """A decided suggestion as a labelled pair, for tuning."""

    suggestion: Suggestion
    one: str
    other: str | None
    """Of an event the member that the pair was stored with."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of an event as a ruling needs to know it."""

    item: str
    event: str
    relation: Relation
    related_to: str | None
    evidence: Evidence
    usable: bool
    """False for a killed or a withdrawn one."""


@dataclass(frozen=True, slots=True)
class Change:
    """Where a ruling leaves an item."""

    item: str
    event: str
    relation: Relation
    related_to: str | None
    evidence: Evidence
    usable: bool = True
    """False: it stands for nothing in the live index, wherever it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ruling or its undoing did."""

    decision: Decision
    position: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What earlier rulings say of an item that is about to be placed, and where it and its relatives stand now."""

    own: Member | None = None
    """Membership now, which a ruling may have changed since the dispatch was read."""
    evolved_from: Member | None = None
    original: Member | None = None
    noticed: Member | None = None
    """Of the item that a notice in the text names."""
    bound: Member | None = None
    """A member that the item must share an event with; None for an item that has a membership, which says so itself."""
    barred: frozenset[str] = frozenset()
    """Events that hold an item with which it, or an item it declares a link to, never shares one."""
