"""Whether a dispatch is near enough to an event, and which of two texts of one source is the later one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from telex.events.near import Candidate, Neighbour
from telex.events.thresholds import FEWEST_TERMS, GREY, OTHER_DAYS, OTHER_YEARS, Case, Cases
from telex.events.when import issued
from telex.model.dispatch import Dispatch
from telex.model.text import fold

UNDECLARED = frozenset({"unknown"})
"""Source ids that name nobody: two of them are not the same source."""


def best_of(candidates: Iterable[Candidate], cases: Cases) -> Candidate | None:
    """The candidate that joins by the widest margin, else the one that misses by the narrowest."""
    return max(candidates, key=lambda c: (joins(c, cases), c.score - threshold(c, cases)), default=None)


def rival_of(candidates: Iterable[Candidate], joined: str, cases: Cases) -> Candidate | None:
    """A second event that the dispatch would have joined: perhaps the two are one, which the desk may say."""
    return next((c for c in candidates if c.event != joined and joins(c, cases)), None)


def joins(candidate: Candidate, cases: Cases) -> bool:
    """Whether it is near enough, and on enough different terms."""
    return candidate.score >= threshold(candidate, cases) and not thin(candidate)


def close(candidate: Candidate, cases: Cases) -> bool:
    """Whether it lies in the grey band or above it, and the desk should see it."""
    return candidate.score >= case_of(candidate, cases).tau - GREY


def thin(candidate: Candidate) -> bool:
    """Too few different terms are shared for the score to mean anything. A headline alone has few to share."""
    return candidate.case != "headline" and len({fold(term) for term in candidate.terms}) < FEWEST_TERMS


def threshold(candidate: Candidate, cases: Cases) -> float:
    """Resemblance must be greater across stated days: another day is another event until words say otherwise.

    Where no time is known, the years that the texts write are asked.
    """
    tau = case_of(candidate, cases).tau
    if candidate.case == "untimed" and candidate.other_years:
        tau = round(tau + OTHER_YEARS, 4)
    return max(tau, OTHER_DAYS) if candidate.other_days else tau


def case_of(candidate: Candidate, cases: Cases) -> Case:
    """Weights and threshold of the kind of comparison."""
    case: Case = getattr(cases, candidate.case)
    return case


def same_source_later(dispatch: Dispatch, earlier: Neighbour) -> bool:
    """Whether the dispatch is its own source's later word."""
    return (
        dispatch.source == earlier.source
        and dispatch.source not in UNDECLARED
        and not _before(issued(dispatch), earlier)
    )


def issued_before(dispatch: Dispatch, held: Neighbour) -> bool:
    """Another source's text that came later though it says it was issued earlier: who copied is then not known."""
    return dispatch.source != held.source and _before(issued(dispatch), held)


def _before(issue: datetime | None, held: Neighbour) -> bool:
    """Whether an issue day is earlier than the other's: by days, since sources write hours without a zone."""
    return issue is not None and held.issued is not None and issue.date() < held.issued.date()
