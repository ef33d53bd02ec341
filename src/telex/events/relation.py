"""How a dispatch stands to what came before it: the order of decisions of events.md section 1.

An editor's rulings first, then declared links, a notice of the same source, equal bodies, shared wording, a credited
translation, and only then resemblance. A wrong merge is worse than a miss: whatever is not clear enough starts an
event and is offered to the desk.
"""

from __future__ import annotations

from dataclasses import replace

from telex.events.judging import (
    UNDECLARED,
    best_of,
    close,
    issued_before,
    joins,
    rival_of,
    same_source_later,
    threshold,
)
from telex.events.near import Candidate, Near, Shared
from telex.events.offers import agrees, credited, offers
from telex.events.rulings import bind, heeded, kept
from telex.events.thresholds import (
    CASES,
    FEWEST_SHINGLES,
    FEWEST_VERBATIM,
    METHOD_VERSION,
    PARTIAL,
    REPOST,
    REWORKED,
    VERBATIM,
    WHOLE,
    Cases,
)
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Place
from telex.model.vocabulary import Act, Relation

__all__ = ["UNDECLARED", "place"]

_ACTS = {Act.CORRECT: Relation.CORRECTION, Act.KILL: Relation.KILL}


def place(dispatch: Dispatch, near: Near, fresh: str, cases: Cases = CASES) -> Place:
    """Where a dispatch stands. Pure: the same values give the same place, evidence included.

    `fresh` = id for a new event, used only when one is started.
    """
    near = heeded(near)
    found = kept(dispatch, near) or bind(_decided(dispatch, near, fresh, cases), near)
    partial, contains = _links(near.shared, found.relation)
    others = frozenset({found.related_to})
    return replace(
        found,
        partial=tuple(i for i in partial if i not in others),
        contains=tuple(i for i in contains if i not in others),
        offers=offers(dispatch, near, found, cases),
    )


def _decided(dispatch: Dispatch, near: Near, fresh: str, cases: Cases) -> Place:
    return (
        _declared(dispatch, near)
        or _noticed(near)
        or _identical(near)
        or _reposted(dispatch, near)
        or _round_up(near, fresh)
        or _translated(dispatch, near, cases)
        or _clustered(dispatch, near, fresh, cases)
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


def _noticed(near: Near) -> Place | None:
    """What a source's own notice says of its own dispatch. Another source's notice decides nothing: it is offered."""
    noticed = near.noticed
    if noticed is None or not noticed.same_source:
        return None
    return Place(noticed.member.event, noticed.relation, noticed.member.id, _evidence("notice"))


def _identical(near: Near) -> Place | None:
    twin = near.identical
    if twin is None:
        return None
    return Place(twin.event, Relation.REPOST, twin.id, _evidence("identical", containment=1.0, containment_back=1.0))


def _reposted(dispatch: Dispatch, near: Near) -> Place | None:
    """The wording of one earlier text, for at least .40 of this one: more than that text is a round-up's business."""
    covering = _covering(near.shared)
    if not covering:
        return None
    best = max(covering, key=lambda s: (same_source_later(dispatch, s.neighbour), s.of_this, s.of_that))
    other = best.neighbour
    method = "shared-text" if issued_before(dispatch, other) else "shingles"
    shares = _evidence(
        method, best.of_this, REPOST, containment=round(best.of_this, 4), containment_back=round(best.of_that, 4)
    )
    if same_source_later(dispatch, other):
        return _again(dispatch, Place(other.event, Relation.UPDATE, other.id, shares))
    return Place(other.event, Relation.REPOST, other.id, shares)


def _covering(shared: tuple[Shared, ...]) -> list[Shared]:
    """Earlier texts that this one repeats. A copy of a copy must repeat the original too.

    Otherwise a chain of texts, each half the one before, would make one event of everything.
    """
    covering = [one for one in shared if _covers(one)]
    roots = {one.neighbour.event for one in covering if one.rooted}
    return [one for one in covering if one.neighbour.event in roots]


def _covers(shared: Shared) -> bool:
    if shared.smaller >= FEWEST_SHINGLES:
        return shared.of_this >= REPOST
    return shared.smaller >= FEWEST_VERBATIM and shared.of_this >= VERBATIM


def _again(dispatch: Dispatch, update: Place) -> Place:
    """A source's later text on its own story: a correction when it says what was wrong, else an update."""
    if not dispatch.corrections:
        return update
    return replace(update, relation=Relation.CORRECTION, evidence=replace(update.evidence, method="notice"))


def _round_up(near: Near, fresh: str) -> Place | None:
    """A long text that holds texts of several events whole is none of them: an event of its own, linked."""
    whole = [s for s in near.shared if s.smaller >= FEWEST_SHINGLES and s.of_that >= WHOLE]
    if len({s.neighbour.event for s in whole}) < 2:
        return None
    return Place(fresh, Relation.NEW, None, _evidence("shingles", whole[0].of_this, REPOST))


def _links(shared: tuple[Shared, ...], relation: Relation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the texts in part shared, and of those held whole by a longer one."""
    repeated = relation in (Relation.REPOST, Relation.UPDATE, Relation.CORRECTION)
    sure = [s for s in shared if s.smaller >= FEWEST_SHINGLES and not (repeated and s.of_this >= REPOST)]
    contains = tuple(s.neighbour.id for s in sure if s.of_that >= WHOLE)
    partial = tuple(s.neighbour.id for s in sure if max(s.of_this, s.of_that) >= PARTIAL and s.of_that < WHOLE)
    return partial, contains


def _translated(dispatch: Dispatch, near: Near, cases: Cases) -> Place | None:
    """A credited translation whose most similar text agrees with it in names, length and numbers."""
    partner = near.partner
    if partner is None or not credited(dispatch) or not agrees(partner, cases):
        return None
    event = partner.neighbour.event
    rival = rival_of(near.candidates, event, cases)
    evidence = _evidence("translation-credit", partner.cosine, cases.crossing.tau)
    return Place(
        event, Relation.TRANSLATION, partner.neighbour.id, replace(evidence, suggestion=rival.event if rival else None)
    )


def _clustered(dispatch: Dispatch, near: Near, fresh: str, cases: Cases) -> Place:
    """The most similar live event, when it is similar enough; else an event of its own."""
    best = best_of(near.candidates, cases)
    if best is None:
        return Place(fresh, Relation.NEW, None, _evidence("none"))
    tau = threshold(best, cases)
    if not joins(best, cases):
        method = "few-terms" if best.score >= tau else "clustering"
        suggested = best.event if close(best, cases) else None
        return Place(fresh, Relation.NEW, None, _weighed(best, tau, suggested, method))
    rival = rival_of(near.candidates, best.event, cases)
    evidence = _weighed(best, tau, rival.event if rival else None)
    kin = best.same_source
    if kin and best.novelty <= REWORKED and same_source_later(dispatch, kin):
        return _again(dispatch, Place(best.event, Relation.UPDATE, kin.id, evidence))
    return Place(best.event, Relation.ACCOUNT, best.beside, evidence)


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
