"""How a dispatch stands to what came before it: the order of decisions of events.md section 1.

Declared links first, then equal bodies, shared wording, a credited translation, and only then resemblance. A wrong
merge is worse than a miss: whatever is not clear enough starts an event and leaves a suggestion.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telex.events.near import Candidate, Near, Neighbour, Shared
from telex.events.thresholds import (
    CASES,
    FEWEST_SHINGLES,
    FEWEST_TERMS,
    GREY,
    METHOD_VERSION,
    OTHER_DAYS,
    PARTIAL,
    REPOST,
    REWORKED,
    WHOLE,
    Case,
    Cases,
)
from telex.events.when import issued
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Place
from telex.model.text import fold
from telex.model.vocabulary import Act, Relation

_ACTS = {Act.CORRECT: Relation.CORRECTION, Act.KILL: Relation.KILL}
SAME_LENGTH = 0.5
"""A translation has at least half as many words as its original, or at most twice (not measured)."""
SAME_NUMBERS = 0.5
"""Share of the numbers in the same order (not measured)."""
UNDECLARED = frozenset({"unknown"})
"""Source ids that name nobody: two of them are not the same source."""


def place(dispatch: Dispatch, near: Near, fresh: str, cases: Cases = CASES) -> Place:
    """Where a dispatch stands. Pure: the same values give the same place, evidence included.

    `fresh` = id for a new event, used only when one is started.
    """
    partial, contains = _links(near.shared)
    found = (
        _declared(dispatch, near)
        or _identical(near)
        or _reposted(dispatch, near)
        or _round_up(near, fresh)
        or _translated(near, cases)
        or _clustered(dispatch, near, fresh, cases)
    )
    others = frozenset({found.related_to})
    return Place(
        found.event,
        found.relation,
        found.related_to,
        found.evidence,
        tuple(i for i in partial if i not in others),
        tuple(i for i in contains if i not in others),
    )


def _declared(dispatch: Dispatch, near: Near) -> Place | None:
    """A link that someone stated: statistics never overrule it."""
    if near.own:
        relation = _ACTS.get(dispatch.act, Relation.UPDATE)
        return Place(near.own.event, relation, near.own.id, _evidence("same-uri"))
    if near.original and (dispatch.act is Act.TRANSLATE or not near.evolved_from):
        return Place(near.original.event, Relation.TRANSLATION, near.original.id, _evidence("declared"))
    if near.evolved_from:
        return Place(near.evolved_from.event, Relation.UPDATE, near.evolved_from.id, _evidence("declared"))
    return None


def _identical(near: Near) -> Place | None:
    twin = near.identical
    if twin is None:
        return None
    return Place(twin.event, Relation.REPOST, twin.id, _evidence("identical", containment=1.0, containment_back=1.0))


def _reposted(dispatch: Dispatch, near: Near) -> Place | None:
    """The wording of one earlier text, for at least .40 of this one: more than that text is a round-up's business."""
    covering = [s for s in near.shared if s.smaller >= FEWEST_SHINGLES and s.of_this >= REPOST]
    if not covering:
        return None
    best = max(covering, key=lambda s: (_same_source_later(dispatch, s.neighbour), s.of_this, s.of_that))
    other = best.neighbour
    relation = Relation.UPDATE if _same_source_later(dispatch, other) else Relation.REPOST
    method = "shared-text" if _issued_before(dispatch, other) else "shingles"
    shares = _evidence(
        method, best.of_this, REPOST, containment=round(best.of_this, 4), containment_back=round(best.of_that, 4)
    )
    return Place(other.event, relation, other.id, shares)


def _round_up(near: Near, fresh: str) -> Place | None:
    """A long text that holds texts of several events whole is none of them: an event of its own, linked."""
    whole = [s for s in near.shared if s.smaller >= FEWEST_SHINGLES and s.of_that >= WHOLE]
    if len({s.neighbour.event for s in whole}) < 2:
        return None
    return Place(fresh, Relation.NEW, None, _evidence("shingles", whole[0].of_this, REPOST))


def _links(shared: tuple[Shared, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the texts in part shared, and of those held whole by a longer one."""
    sure = [s for s in shared if s.smaller >= FEWEST_SHINGLES and s.of_this < REPOST]
    contains = tuple(s.neighbour.id for s in sure if s.of_that >= WHOLE)
    partial = tuple(s.neighbour.id for s in sure if max(s.of_this, s.of_that) >= PARTIAL and s.of_that < WHOLE)
    return partial, contains


def _translated(near: Near, cases: Cases) -> Place | None:
    """A credited translation whose most similar text agrees with it in names, length and numbers."""
    partner = near.partner
    if partner is None or partner.cosine < cases.crossing.tau:
        return None
    if partner.ratio < SAME_LENGTH or partner.agreement < SAME_NUMBERS:
        return None
    event = partner.neighbour.event
    evidence = replace(
        _evidence("translation-credit", partner.cosine, cases.crossing.tau), suggestion=_rival(near, event, cases)
    )
    return Place(event, Relation.TRANSLATION, partner.neighbour.id, evidence)


def _clustered(dispatch: Dispatch, near: Near, fresh: str, cases: Cases) -> Place:
    """The most similar live event, when it is similar enough; else an event of its own."""
    if not near.candidates:
        return Place(fresh, Relation.NEW, None, _evidence("none"))
    best = max(near.candidates, key=lambda c: (_joins(c, cases), c.score - _threshold(c, cases)))
    tau = _threshold(best, cases)
    if not _joins(best, cases):
        close = best.score >= _case(best, cases).tau - GREY
        method = "few-terms" if best.score >= tau else "clustering"
        return Place(fresh, Relation.NEW, None, _weighed(best, tau, best.event if close else None, method))
    rival = _rival(near, best.event, cases)
    kin = best.same_source
    if kin and best.novelty <= REWORKED and _same_source_later(dispatch, kin):
        return Place(best.event, Relation.UPDATE, kin.id, _weighed(best, tau, rival))
    return Place(best.event, Relation.ACCOUNT, best.first, _weighed(best, tau, rival))


def _rival(near: Near, joined: str, cases: Cases) -> str | None:
    """A second event that the dispatch would have joined: perhaps the two are one, which the desk may say."""
    others = (c for c in near.candidates if c.event != joined and _joins(c, cases))
    return next((c.event for c in others), None)


def _joins(candidate: Candidate, cases: Cases) -> bool:
    return candidate.score >= _threshold(candidate, cases) and not _thin(candidate)


def _thin(candidate: Candidate) -> bool:
    """Too few different terms are shared for the score to mean anything. A headline alone has few to share."""
    return candidate.case != "headline" and len({fold(term) for term in candidate.terms}) < FEWEST_TERMS


def _threshold(candidate: Candidate, cases: Cases) -> float:
    """Resemblance must be greater across stated days: another day is another event until words say otherwise."""
    case = _case(candidate, cases)
    tau = case.tau
    if candidate.other_days:
        tau = max(tau, OTHER_DAYS)
    return tau


def _case(candidate: Candidate, cases: Cases) -> Case:
    case: Case = getattr(cases, candidate.case)
    return case


def _same_source_later(dispatch: Dispatch, earlier: Neighbour) -> bool:
    return (
        dispatch.source == earlier.source
        and dispatch.source not in UNDECLARED
        and not _before(issued(dispatch), earlier)
    )


def _issued_before(dispatch: Dispatch, held: Neighbour) -> bool:
    """Another source's text that came later though it says it was issued earlier: who copied is then not known."""
    return dispatch.source != held.source and _before(issued(dispatch), held)


def _before(issue: datetime | None, held: Neighbour) -> bool:
    """Whether an issue day is earlier than the other's: by days, since sources write hours without a zone."""
    return issue is not None and held.issued is not None and issue.date() < held.issued.date()


def _evidence(
    method: str,
    score: float | None = None,
    threshold: float | None = None,
    *,
    containment: float | None = None,
    containment_back: float | None = None,
) -> Evidence:
    return Evidence(
        method=method,
        version=METHOD_VERSION,
        score=None if score is None else round(score, 4),
        threshold=threshold,
        containment=containment,
        containment_back=containment_back,
    )


def _weighed(candidate: Candidate, tau: float, suggestion: str | None = None, method: str = "clustering") -> Evidence:
    one, two, three = candidate.cosines
    return Evidence(
        method=method,
        version=METHOD_VERSION,
        score=round(candidate.score, 4),
        threshold=tau,
        cosines=(round(one, 4), round(two, 4), round(three, 4)),
        decay=round(candidate.decay, 4),
        terms=candidate.terms,
        suggestion=suggestion,
    )
