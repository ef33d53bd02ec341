"""The inbox: what a reader was told, as he may see it now. The rows hold references; every word comes through the gate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telex.delivery.seen import Seen
from telex.house import House
from telex.model.company import User, Viewer
from telex.model.topic import Alert, Told, Topic
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.followers import open_to
from telex.topics.rights import person

MOST_PAGES = 10
"""Pages of the store looked through for one of the inbox: whoever lost most of his rights gets a short one and a cursor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert with what it is about."""

    alert: Alert
    seen: Seen | None
    """The dispatch as it stands now; None where the right is gone: the reference alone, of a correction."""
    topics: tuple[Topic, ...]
    """Those of its topics that are still open to the reader."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of entries, and the `n` of the last alert looked at, where to go on from."""

    items: tuple[Entry, ...]
    cursor: int | None
    more: bool
    """Whether something is known to come after."""


async def inbox(
    house: House, caller: Caller, *, before: int | None = None, limit: int = 50, unread: bool = False
) -> Inbox:
    """Due alerts, newest first. One of a dispatch that the reader may see no more is left out, unless it is a correction."""
    user, now = person(caller), house.agency.clock()

    async def fetch(cursor: int | None) -> list[Alert]:
        return await house.store.alerts.inbox(user.id, now, before=cursor, limit=limit)

    return await _page(house, caller.viewer, user, fetch, before, limit, unread=unread)


async def news(house: House, caller: Caller, *, after: int = 0, limit: int = 50) -> Inbox:
    """Due alerts that come after the one with `n` = `after`, in the order in which they fall due (0: from the first)."""
    user, now = person(caller), house.agency.clock()

    async def fetch(cursor: int | None) -> list[Alert]:
        return await house.store.alerts.after(user.id, now, cursor or 0, limit)

    return await _page(house, caller.viewer, user, fetch, after, limit, unread=False)


async def waiting(house: House, caller: Caller) -> list[Entry]:
    """What is not due yet: muted, or of a digest to come; the next hour first."""
    user = person(caller)
    found = await house.store.alerts.waiting(user.id, house.agency.clock())
    entries = [await _entry(house, caller.viewer, user, alert) for alert in found]
    return [entry for entry in entries if entry is not None]


async def unread(house: House, caller: Caller) -> int:
    """How many due alerts have not been read: a number for a badge, 0 for nobody in particular."""
    if caller.user is None:
        return 0
    return await house.store.alerts.unread(caller.user.id, house.agency.clock())


async def mark_read(house: House, caller: Caller, ns: Sequence[int] | None) -> None:
    """Marks alerts as read, by `n`; None = all that are due. Other people's are never touched."""
    await house.store.alerts.read(person(caller).id, ns, house.agency.clock())


Fetch = Callable[[int | None], Awaitable[list[Alert]]]


async def _page(
    house: House, viewer: Viewer, user: User, fetch: Fetch, cursor: int | None, limit: int, *, unread: bool
) -> Inbox:
    entries: list[Entry] = []
    for _ in range(MOST_PAGES):
        found = await fetch(cursor)
        for alert in found:
            cursor = alert.n
            entry = None if unread and alert.read_at else await _entry(house, viewer, user, alert)
            entries += [entry] if entry is not None else []
            if len(entries) == limit:
                return Inbox(tuple(entries), cursor, more=True)
        if len(found) < limit:
            return Inbox(tuple(entries), cursor, more=False)
    return Inbox(tuple(entries), cursor, more=True)


async def _entry(house: House, viewer: Viewer, user: User, alert: Alert) -> Entry | None:
    seen = await house.reader.one(viewer, Channel.PORTAL, alert.item)
    if seen is None and alert.kind is not Told.CORRECTION:
        return None
    known = (house.book.topics.get(id) for id in alert.topics)
    return Entry(alert, seen, tuple(topic for topic in known if topic is not None and open_to(topic, user)))
