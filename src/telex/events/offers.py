"""What Telex does not do by itself and the desk may: join, merge, translation, and notices of another source."""

from __future__ import annotations

from telex.events.judging import best_of, close, rival_of, threshold
from telex.events.near import Near, Partner
from telex.events.thresholds import (
    FEWEST_NUMBERS,
    SAME_LENGTH,
    SAME_NUMBERS,
    SAME_PARAGRAPHS,
    SUGGESTED_LENGTH,
    SUGGESTED_NUMBERS,
    Cases,
)
from telex.model.dispatch import Dispatch
from telex.model.event import Offer, Place
from telex.model.vocabulary import Relation

_STATED = frozenset({"editor", "declared", "same-uri"})
"""Methods that leave nothing to suggest: someone said it."""


def offers(dispatch: Dispatch, near: Near, found: Place, cases: Cases) -> tuple[Offer, ...]:
    """Suggestions beside a place, the gravest first."""
    if found.evidence.method in _STATED:
        return ()
    return (*_notice(near), *_translation(dispatch, near, found, cases), *_neighbours(near, found, cases))


def credited(dispatch: Dispatch) -> bool:
    """Whether the dispatch says that it is a translation."""
    credit = dispatch.translation
    return credit is not None and (credit.language is not None or credit.translator is not None)


def agrees(partner: Partner, cases: Cases) -> bool:
    """Whether the most similar text in another language may be the original of a credited translation."""
    return partner.cosine >= cases.crossing.tau and partner.ratio >= SAME_LENGTH and partner.agreement >= SAME_NUMBERS


def _notice(near: Near) -> tuple[Offer, ...]:
    noticed = near.noticed
    if noticed is None or noticed.same_source:
        return ()
    return (Offer(str(noticed.relation), noticed.member.event, noticed.member.id),)


def _translation(dispatch: Dispatch, near: Near, found: Place, cases: Cases) -> tuple[Offer, ...]:
    """An uncredited text may be a translation when all that crosses languages agrees."""
    partner = near.partner
    if partner is None or credited(dispatch) or found.relation not in (Relation.NEW, Relation.ACCOUNT):
        return ()
    alike = (
        partner.cosine >= cases.crossing.tau
        and partner.ratio >= SUGGESTED_LENGTH
        and partner.paragraphs >= SAME_PARAGRAPHS
        and (partner.agreement >= SUGGESTED_NUMBERS or partner.numbers < FEWEST_NUMBERS)
    )
    if not alike:
        return ()
    score = round(partner.cosine, 4)
    return (Offer("translation", partner.neighbour.event, partner.neighbour.id, score, cases.crossing.tau),)


def _neighbours(near: Near, found: Place, cases: Cases) -> tuple[Offer, ...]:
    """The event that a new one nearly joined; or the second event that a joined dispatch would have joined too."""
    joined = found.relation is not Relation.NEW
    one = rival_of(near.candidates, found.event, cases) if joined else best_of(near.candidates, cases)
    if one is None or one.event == found.event or (not joined and not close(one, cases)):
        return ()
    kind = "merge" if joined else "join"
    return (Offer(kind, one.event, None, round(one.score, 4), threshold(one, cases), one.terms),)
