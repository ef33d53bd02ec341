"""From the queries that match to the slips: who is to have a version, and because of which products."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telex.model.company import Viewer
from telex.model.delivery import Route, Slip
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Channel, PubStatus
from telex.routing.document import Words, words_of
from telex.routing.entitlement import may

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


def route(
    dispatch: Dispatch,
    event: str | None,
    arrived: datetime,
    monitor: Matcher,
    subscribers: Subscribers,
    inherited: Iterable[str] = (),
) -> Route:
    """Which products carry the version and which companies are to have it.

    `inherited` = products that ever carried a version of the item: a correction and a kill follow the text, also where
    the new text no longer matches (design/routing.md section 3). `arrived` is also the `now` of relative dates.
    """
    if dispatch.late:
        return Route(frozenset(inherited))
    matches = monitor.match(words_of(dispatch, event=event, arrived=arrived), arrived)
    own = matches.ids if dispatch.pubstatus is PubStatus.USABLE else frozenset[str]()
    carried = own | frozenset(inherited)
    slips = tuple(
        slip for viewer in subscribers.viewers if (slip := _slip(viewer, dispatch, carried, arrived)) is not None
    )
    return Route(carried, slips, matches.broken)


def _slip(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], now: datetime) -> Slip | None:
    """One company through the gate; the first channel that is open says why."""
    if viewer.company is None:
        return None
    for channel in SLIP_CHANNELS:
        verdict = may(viewer, dispatch, carried, channel, now)
        if verdict.yes:
            return Slip(viewer.company, verdict.products)
    return None
