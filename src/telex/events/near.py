"""What lies near a dispatch, as plain values: all that `place` needs to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.events.thresholds import Case
from telex.model.event import Member
from telex.model.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An earlier dispatch in the live index."""

    id: str
    event: str
    source: str
    language: str
    issued: datetime | None
    """Issue time said by its source, aware UTC."""
    arrived: datetime
    order: int
    """Order of admission."""


@dataclass(frozen=True, slots=True)
class Shared:
    """5-word shingles that the dispatch and an earlier text have in common."""

    neighbour: Neighbour
    of_this: float
    """Share of the dispatch's shingles found in the other."""
    of_that: float
    """Share of the other's found in the dispatch."""
    smaller: int
    """Shingles of the smaller side."""
    rooted: bool = True
    """The earlier text is no copy itself, or the earliest of its event that is left."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the dispatch may belong to, scored."""

    event: str
    case: str
    """Field name of the case in `thresholds.Cases`."""
    score: float
    cosines: tuple[float, float, float]
    decay: float
    terms: tuple[str, ...]
    beside: str
    """Item id that another account stands beside: the first source's story as that source tells it by now."""
    same_source: Neighbour | None
    """The latest member from the dispatch's own source, in its language."""
    novelty: float
    """Share of the dispatch's text weight that this member does not hold; 1 without such a member."""
    other_days: bool
    """The dispatch and the event both state days, and none is common."""
    other_years: bool
    """Both write years, and none is common."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The text in another language most like the dispatch by names and numbers: its original, perhaps."""

    neighbour: Neighbour
    cosine: float
    agreement: float
    """Share of the shorter number sequence that runs in the same order in the other, 1 when neither has any."""
    ratio: float
    """Words of the shorter through words of the longer."""
    numbers: int
    """Numbers of the shorter sequence."""
    paragraphs: float
    """Paragraphs of the one with fewer through those of the other."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a notice read from the text is about, found by slug or headline."""

    relation: Relation
    """kill, correction or update."""
    member: Member
    same_source: bool
    """Whether both come from one configured source; otherwise the notice decides nothing."""


@dataclass(frozen=True, slots=True)
class Near:
    """What the index holds near one dispatch, at one moment."""

    at: datetime
    own: Member | None = None
    """Earlier membership of the item itself."""
    evolved_from: Member | None = None
    original: Member | None = None
    noticed: Noticed | None = None
    """What a notice in the text concerns."""
    bound: Member | None = None
    """A dispatch whose event this one belongs to by an editor's ruling."""
    barred: frozenset[str] = frozenset()
    """Events that an editor's ruling keeps it out of."""
    identical: Neighbour | None = None
    """The earliest text with the same normalised body."""
    shared: tuple[Shared, ...] = ()
    """Texts with at least `PARTIAL` in common, most first."""
    candidates: tuple[Candidate, ...] = ()
    """Best first."""
    partner: Partner | None = None
    """Of the language that the dispatch credits, when it credits one."""


def weigh(case: Case, cosines: tuple[float, float, float], decay: float) -> float:
    """The score of a candidate."""
    return (case.text * cosines[0] + case.head * cosines[1] + case.names * cosines[2]) * decay
