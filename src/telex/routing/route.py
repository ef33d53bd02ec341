"""From the queries that match to the slips: who is to have a version, and because of which products."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from telex.model.company import Viewer
from telex.model.delivery import Route, Slip
from telex.model.dispatch import Dispatch
from telex.model.record import Known
from telex.model.vocabulary import Channel, PubStatus
from telex.routing.document import Words, words_of
from telex.routing.entitlement import may
from telex.routing.standing import BLOCK, FILTER, TOPIC, is_limit, is_product

SLIP_CHANNELS = (Channel.STREAM, Channel.API, Channel.PORTAL, Channel.FEED)


class Matches(Protocol):
    @property
    def ids(self) -> frozenset[str]: ...
    @property
    def broken(self) -> tuple[str, ...]: ...


class Matcher(Protocol):
    """Standing queries, asked backwards. `naive.Monitor` and `monitor.Monitor` answer alike."""

    def match(self, words: Words, now: datetime) -> Matches: ...


@dataclass(frozen=True, slots=True)
class Subscribers:
    """Every company as a viewer: what routing needs to know of them, taken at one position."""

    viewers: Sequence[Viewer] = ()
    closed: frozenset[str] = frozenset()
    """Blocks that cannot be asked at all: they count as matching."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What became of the item's earlier versions."""

    carried: frozenset[str] = frozenset()
    """Standing ids that ever carried one of them."""
    newest: frozenset[str] | None = None
    """Those that carry the newest public one now; None = there is none, the item is new."""
    told: frozenset[str] = frozenset()
    """Companies that were to have one of them."""
    published: datetime | None = None
    """When the item first went out: how far back an archive must reach."""


NEW = Earlier()


def earlier(known: Known, slips: Iterable[Slip]) -> Earlier:
    """The same of what is recorded; `slips` = those of the item."""
    told, newest = frozenset(slip.subscriber for slip in slips), known.newest
    if newest is None:
        return Earlier(known.carried_before, told=told)
    return Earlier(known.carried_before, newest.carried, told, newest.dispatch.first_published_at)


def route(
    dispatch: Dispatch,
    event: str | None,
    arrived: datetime,
    monitor: Matcher,
    subscribers: Subscribers,
    before: Earlier = NEW,
) -> Route:
    """Which products carry the version, which blocks and filters concern it, and which companies are to have it.

    A correction and a kill follow the text: every product that ever carried a version of the item carries this one, also
    where the new text no longer matches (design/routing.md section 3). A block is asked anew of each version. A content
    filter is too, but holds nothing back from a company that had an earlier version. A block whose query fails counts as
    matching: what cannot be decided is closed. `arrived` is also the `now` of relative dates.
    """
    matches = monitor.match(words_of(dispatch, event=event, arrived=arrived), arrived)
    inherited = frozenset(filter(is_product, before.carried))
    closed = subscribers.closed.union(id for id in matches.broken if id.startswith(BLOCK))
    limits = closed | frozenset(filter(is_limit, matches.ids)) - _let_through(matches.ids, subscribers, before)
    if dispatch.late:
        return Route(inherited | limits)
    usable = dispatch.pubstatus is PubStatus.USABLE
    own = frozenset(filter(is_product, matches.ids)) if usable else frozenset[str]()
    topics = (
        frozenset(id.removeprefix(TOPIC) for id in matches.ids if id.startswith(TOPIC)) if usable else frozenset[str]()
    )
    carried = own | inherited | limits
    judged = replace(dispatch, first_published_at=before.published) if before.published is not None else dispatch
    slips = (_slip(viewer, judged, carried, arrived) for viewer in subscribers.viewers)
    return Route(carried, tuple(slip for slip in slips if slip is not None), matches.broken, topics)


def _let_through(matched: frozenset[str], subscribers: Subscribers, before: Earlier) -> frozenset[str]:
    """Content filters that match and no longer count: an earlier version of the item went past them, or was sent before
    they were made."""
    filters = frozenset(id for id in matched if id.startswith(FILTER))
    if before.newest is None or not filters:
        return frozenset()
    sent = frozenset(f for v in subscribers.viewers if v.company in before.told for f in v.filters)
    return filters & ((filters - before.newest) | sent)


def _slip(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], now: datetime) -> Slip | None:
    """One company through the gate; the first channel that is open says why. A kill passes every filter."""
    if viewer.company is None:
        return None
    for channel in SLIP_CHANNELS:
        verdict = may(viewer, dispatch, carried, channel, now)
        if verdict.yes:
            wanted = not verdict.text or viewer.filters.isdisjoint(carried)
            return Slip(viewer.company, verdict.products) if wanted else None
    return None
