"""The pickup report on the record: which recorded texts may carry a dispatch of ours. For editors alone.

Read past the reader of pages, because a killed text hides its links there; nothing held is in any table read here, and of a
killed text only its stub is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telex.events.pickup import Pickup, Taker, report
from telex.house import House
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member, Place
from telex.model.vocabulary import PubStatus, Relation

LOOKED_AT = 1_000
"""Members read for a summary: about a second of a core with long texts."""
MOST_TAKERS = 300
"""Texts compared with one dispatch."""
AFTER = timedelta(days=14)
"""How long after a dispatch texts of other events are looked at: what holds it in part was linked while it was live."""
MOST_ORIGINALS = 200
"""Dispatches of one summary."""
DAYS = 7
"""Days that a summary goes back when nobody says."""


@dataclass(frozen=True, slots=True)
class Original:
    """A dispatch that was taken up, and the report on it."""

    dispatch: Dispatch
    """Newest version; of a killed one the stub."""
    pickup: Pickup
    whole: bool = True
    """False when there were more texts than are looked at."""

    @property
    def credited(self) -> int:
        return sum(1 for one in self.pickup.carried if one.credit is not None)

    @property
    def stale(self) -> int:
        return sum(1 for one in self.pickup.carried if one.stale is not None)


@dataclass(frozen=True, slots=True)
class Overview:
    """Which dispatches were taken up since an instant, the newest first."""

    since: datetime
    items: tuple[Original, ...]
    whole: bool
    """False when there was more than one look reads: say a later `since`."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A recorded member: its text, and what its place says."""

    dispatch: Dispatch
    relation: Relation
    related_to: str | None
    evidence: Evidence
    partial: tuple[str, ...] = ()


async def taken_up(house: House, id: str) -> Original | None:
    """The report on one dispatch, by id; None when there is no such dispatch.

    Looked at: its event, and texts of the two weeks after it that were linked to it from other events.
    """
    newest = await house.store.dispatches.newest(id)
    if newest is None:
        return None
    event = newest.member.event if newest.member is not None else None
    stored = await house.store.events.members(event) if event is not None else []
    members = {s.dispatch.id: _member(s.dispatch, s.member) for s in stored if s.member is not None}
    start = newest.member.at if newest.member is not None else newest.at
    placed = await house.store.events.around(start - timedelta(days=1), start + AFTER, LOOKED_AT)
    for dispatch, place, _ in placed:
        if id in (*place.partial, *place.contains):
            members.setdefault(dispatch.id, _linked(dispatch, place))
    found = await _original(house, newest.dispatch, list(members.values()))
    return replace(found, whole=found.whole and len(placed) < LOOKED_AT)


async def overview(house: House, since: datetime, source: str | None = None) -> Overview:
    """Every dispatch that a text of the stretch carries, of one source or of all."""
    now = house.agency.clock()
    placed = await house.store.events.around(since, now + timedelta(days=1), LOOKED_AT)
    members = [_linked(dispatch, place) for dispatch, place, _ in placed]
    by_id = {member.dispatch.id: member for member in members}
    carriers: dict[str, list[_Linked]] = {}
    for member in members:
        for root in _roots(member, by_id):
            carriers.setdefault(root, []).append(member)
    found: list[Original] = []
    for id, takers in list(carriers.items())[-MOST_ORIGINALS:]:
        await asyncio.sleep(0)  # long texts do not keep the streams waiting
        stored = await house.store.dispatches.newest(id)
        if stored is not None and source in (None, stored.dispatch.source):
            original = await _original(house, stored.dispatch, takers)
            found += [original] if original.pickup.carried else []
    found.sort(key=lambda one: one.dispatch.first_published_at or one.dispatch.received_at, reverse=True)
    return Overview(since, tuple(found), len(placed) < LOOKED_AT and len(carriers) <= MOST_ORIGINALS)


def _member(dispatch: Dispatch, member: Member) -> _Linked:
    return _Linked(dispatch, member.relation, member.related_to, member.evidence)


def _linked(dispatch: Dispatch, place: Place) -> _Linked:
    return _Linked(dispatch, place.relation, place.related_to, place.evidence, (*place.partial, *place.contains))


def _roots(member: _Linked, by_id: Mapping[str, _Linked]) -> set[str]:
    """What a member carries: the end of its chain of reposts, and texts it shares a part of."""
    end, seen = member, {member.dispatch.id}
    root = None
    while end.relation is Relation.REPOST and end.related_to is not None and end.related_to not in seen:
        root = end.related_to
        seen.add(root)
        if root not in by_id:
            break
        end = by_id[root]
    return ({root} if root is not None else set()) | set(member.partial)


async def _original(house: House, newest: Dispatch, members: Sequence[_Linked]) -> Original:
    stored = await house.store.dispatches.versions(newest.id)
    versions = [s.dispatch for s in stored if not s.dispatch.late] or [newest]
    by_id = {member.dispatch.id: member for member in members}
    others = [m for m in members if m.dispatch.id != newest.id and m.dispatch.pubstatus is PubStatus.USABLE]
    takers: list[Taker] = []
    for member in others[:MOST_TAKERS]:
        facts = await house.store.dispatches.facts(member.dispatch.id, member.dispatch.version)
        mine = member.evidence if member.related_to == newest.id else None
        linked = newest.id in _roots(member, by_id) and newest.id not in member.partial
        takers.append(Taker(member.dispatch, mine, linked, facts.removed if facts else ()))
    pickup = await asyncio.to_thread(report, versions, takers)
    return Original(newest, pickup, len(others) <= MOST_TAKERS)
