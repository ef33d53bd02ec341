"""An event as one viewer may see it: timeline, accounts beside one another, which is official, who was first.

Made anew for each request from what the gate let through, so that a hidden text changes no line, no order and no count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telex.delivery.reader import EventView, Reader, Seen
from telex.events.accounts import Comparison, compare
from telex.events.standing import First, Official, first, official, ordered
from telex.events.timeline import Announced, Entry, Order, announced, timeline
from telex.model.company import Viewer
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member
from telex.model.vocabulary import Channel, Relation

MOST_WITH_VERSIONS = 20
"""Items of one event whose earlier versions are shown."""
_UNTOLD = Evidence("none", 0)


@dataclass(frozen=True, slots=True)
class Gathered:
    entries: tuple[Entry, ...]
    announced: tuple[Announced, ...]
    """From the texts that may be read in full."""
    accounts: tuple[Dispatch, ...]
    """Read in full, no reposts: official texts first, then what others repeat, then by arrival."""
    comparison: Comparison
    official: tuple[Official, ...]
    first: tuple[First, ...]
    """Empty while one source alone tells it."""


async def gather(
    reader: Reader, viewer: Viewer, channel: Channel, view: EventView, order: Order = Order.TOLD
) -> Gathered:
    texts = [seen for seen in view.members if seen.verdict.text]
    older = await _older(reader, viewer, channel, texts)
    full = [(seen.dispatch, _member(view, seen)) for seen in texts if seen.verdict.what == "full"]
    accounts = ordered(full)
    comparison = await asyncio.to_thread(compare, accounts)
    several = len({seen.dispatch.source for seen in texts}) > 1
    return Gathered(
        timeline([*_pairs(view, older), *((seen.dispatch, _member(view, seen)) for seen in texts)], order),
        announced([dispatch for dispatch, _ in full]),
        accounts,
        comparison,
        official(accounts),
        first([seen.dispatch for seen in texts]) if several else (),
    )


async def _older(reader: Reader, viewer: Viewer, channel: Channel, texts: Iterable[Seen]) -> list[Seen]:
    """Earlier versions that the viewer may see, of items that have any."""
    several = [seen for seen in texts if seen.dispatch.version > 1][:MOST_WITH_VERSIONS]
    found: list[Seen] = []
    for newest in several:
        versions = await reader.versions(viewer, channel, newest.dispatch.id)
        found.extend(v for v in versions if v.verdict.text and v.dispatch.version < newest.dispatch.version)
    return found


def _pairs(view: EventView, older: Sequence[Seen]) -> list[tuple[Dispatch, Member]]:
    """The relation of an event's member is that of its newest version: an earlier one is told as new."""
    return [
        (seen.dispatch, Member(seen.dispatch.id, view.id, Relation.NEW, None, _UNTOLD, seen.position, seen.at))
        for seen in older
    ]


def _member(view: EventView, seen: Seen) -> Member:
    """Order and folding only: a relation that the viewer may not know of is not in `seen`."""
    relation = seen.relation or Relation.NEW
    return Member(seen.dispatch.id, view.id, relation, seen.related_to, _UNTOLD, seen.position, seen.at)
