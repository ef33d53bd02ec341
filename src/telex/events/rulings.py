"""An editor's rulings, which nothing overrules: what must be one event, and what must not.

Must-link and cannot-link between dispatches (events.md section 5) come here as the member that a dispatch is bound to
and the events that it is barred from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from telex.events.near import Near
from telex.events.thresholds import METHOD_VERSION
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Place
from telex.model.vocabulary import Act, Relation

EDITOR = "editor"


def heeded(near: Near) -> Near:
    """What may still decide: nothing of an event that the dispatch is barred from, and only the event it is bound to.

    Its own earlier membership stays: where an editor moved an item, that membership says so.
    """
    bound = near.bound
    if bound is None and not near.barred:
        return near

    def open_to(event: str) -> bool:
        return event == bound.event if bound is not None else event not in near.barred

    return _only(near, open_to)


def _only(near: Near, open_to: Callable[[str], bool]) -> Near:
    noticed, identical, partner = near.noticed, near.identical, near.partner
    return replace(
        near,
        evolved_from=near.evolved_from if near.evolved_from and open_to(near.evolved_from.event) else None,
        original=near.original if near.original and open_to(near.original.event) else None,
        noticed=noticed if noticed and open_to(noticed.member.event) else None,
        identical=identical if identical and open_to(identical.event) else None,
        shared=tuple(one for one in near.shared if open_to(one.neighbour.event)),
        candidates=tuple(one for one in near.candidates if open_to(one.event)),
        partner=partner if partner and open_to(partner.neighbour.event) else None,
    )


def kept(dispatch: Dispatch, near: Near) -> Place | None:
    """A later version of an item that an editor ruled on stands as ruled. A kill is still a kill."""
    own = near.own
    if own is None or own.evidence.method != EDITOR:
        return None
    if dispatch.act is Act.KILL:
        return Place(own.event, Relation.KILL, own.id, own.evidence)
    return Place(own.event, own.relation, own.related_to, own.evidence)


def bind(found: Place, near: Near) -> Place:
    """Into the event that a ruling names. What was found inside that event stays; otherwise it is one more account."""
    bound = near.bound
    if bound is None:
        return found
    if near.own is None and found.event != bound.event:
        return Place(bound.event, Relation.ACCOUNT, bound.id, Evidence(EDITOR, METHOD_VERSION))
    return replace(found, event=bound.event, evidence=replace(found.evidence, method=EDITOR, suggestion=None))
