"""What several dispatches tell about, and on what evidence they were put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a relation was decided. Everything here can be shown at the desk in one line."""

    method: str
    """declared, same-uri, editor (an editor's ruling: nothing overrules it), notice (a correction or kill notice read from
    the text), identical, shingles, clustering, few-terms (alike, but on too little to be joined), translation-credit, none."""
    version: int
    """Version of the method; a replay with another one may differ."""
    score: float | None = None
    threshold: float | None = None
    cosines: tuple[float, float, float] | None = None
    """Text, headline, names and numbers."""
    decay: float | None = None
    terms: tuple[str, ...] = ()
    """The terms with the largest share of the score, at most ten."""
    containment: float | None = None
    """Share of this text's 5-word shingles found in the other."""
    containment_back: float | None = None
    """Share of the other's found in this one."""
    suggestion: str | None = None
    """Event id inside the grey band: offered to the desk, never merged by itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that Telex does not do by itself and the desk may: a suggestion, with its reasons."""

    kind: str
    """join (belongs to `event`), merge (`event` and the dispatch's own are one), translation, correction, update, kill."""
    event: str | None = None
    target: str | None = None
    """Item id that a translation renders, or a notice concerns."""
    score: float | None = None
    threshold: float | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dispatch stands: event, relation, and the evidence."""

    event: str
    """Random event id; a new one when the dispatch starts an event."""
    relation: Relation
    related_to: str | None
    """Item id of the earlier dispatch it repeats, updates, corrects, translates or tells otherwise."""
    evidence: Evidence
    partial: tuple[str, ...] = ()
    """Item ids with .20 to .40 shared text."""
    contains: tuple[str, ...] = ()
    """Item ids that this round-up holds whole."""
    offers: tuple[Offer, ...] = ()
    """For the desk to decide. What lies in the grey band is here too (kind join), as in `evidence.suggestion`."""


@dataclass(frozen=True, slots=True)
class Member:
    """A dispatch of an event as the event page knows it."""

    id: str
    event: str
    relation: Relation
    related_to: str | None
    evidence: Evidence
    position: int
    at: datetime
    """Time used for the decay: event date, else issue time, else arrival."""
