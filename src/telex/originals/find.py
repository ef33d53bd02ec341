"""The possible originals of a dispatch, as the desk sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telex.events.near import Partner
from telex.house import House
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import PubStatus
from telex.originals.reranker import NoOrder, Reranker

MOST = 10
"""Texts listed, and given to a re-ranker: the right one is among them in 365 of 366 questions (`bench/translations.py`)."""


@dataclass(frozen=True, slots=True)
class Original:
    """A text that the dispatch may render."""

    dispatch: Dispatch
    event: str
    """Where it stands in the live window."""
    partner: Partner
    """What the two agree in: names and numbers, length, the order of numbers."""
    rank: int
    """Place by names and numbers, from 1."""
    reranked: int | None = None
    """Place in the re-ranker's order; None when none was asked, or it gave none."""


@dataclass(frozen=True, slots=True)
class Originals:
    """The possible originals of one dispatch: in the re-ranker's order when it gave one, else by names and numbers."""

    dispatch: Dispatch
    items: tuple[Original, ...]
    failed: str | None = None
    """Why a re-ranker that was asked gave no order."""

    @property
    def reranked(self) -> bool:
        return any(one.reranked is not None for one in self.items)


async def originals(house: House, id: str, reranker: Reranker | None = None) -> Originals | None:
    """At most ten usable texts of the live window in other languages; None when there is no such dispatch.

    In the language that the dispatch credits, when it credits one. Without a re-ranker, or when that one fails, the order
    is that of names and numbers, and `failed` says why.
    """
    newest = await house.store.dispatches.newest(id)
    if newest is None:
        return None
    found: list[Original] = []
    for partner in house.agency.live.window.partners(newest.dispatch, limit=MOST):
        stored = await house.store.dispatches.newest(partner.neighbour.id)
        if stored is not None and stored.dispatch.pubstatus is PubStatus.USABLE:
            found.append(Original(stored.dispatch, partner.neighbour.event, partner, len(found) + 1))
    listed = Originals(newest.dispatch, tuple(found))
    return listed if reranker is None or len(found) < 2 else await _reranked(listed, reranker)


async def _reranked(listed: Originals, reranker: Reranker) -> Originals:
    try:
        order = await reranker.order(told(listed.dispatch), [told(one.dispatch) for one in listed.items])
    except NoOrder as error:
        return replace(listed, failed=str(error))
    places = enumerate(order, 1)
    return replace(listed, items=tuple(replace(listed.items[index], reranked=place) for place, index in places))


def told(dispatch: Dispatch) -> str:
    """What a re-ranker is given of a dispatch: headline and body; it cuts them to its own length."""
    return "\n".join((dispatch.headline or "", *dispatch.body)).strip()
