"""What a reader follows: his shelves beside the wire, and whether he watches an event, a person or a dispatch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from telex.house import House
from telex.model.topic import Alert, Follow, Topic, Watched
from telex.model.vocabulary import Channel
from telex.office import Caller

LOOKED_AT = 200
"""Alerts among which the unread ones of each topic are counted: what a reader may still want to open."""
NAMED = 20
"""Watches looked up for one page of the wire."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a watch is called: it keeps no headline, so it is looked up for who reads."""

    title: str | None
    """None: he may not see it any more, or it has no headline."""
    language: str | None = None
    link: str | None = None
    """None: he may not see it any more."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A topic that the reader follows, and how many of its alerts he has not read."""

    topic: Topic
    follow: Follow
    unread: int
    named: Named | None = None
    """Of a watch, where it was asked for."""


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that one reader follows, by name."""

    topics: tuple[Followed, ...] = ()
    watches: tuple[Followed, ...] = ()

    def watching(self, kind: str, target: str) -> str | None:
        """Id of the watch on an event, a person or a dispatch."""
        found = (w.topic.id for w in self.watches if w.topic.watched == kind and w.topic.target == target)
        return next(found, None)


async def following(running: House, who: Caller, *, named: bool = False) -> Following:
    """`named`: watches with what they are called."""
    if who.user is None:
        return Following()
    store, now = running.store, running.agency.clock()
    follows = {f.topic: f for f in await store.topics.follows(user=who.user.id)}
    if not follows:
        return Following()
    open_ones = await store.topics.open_to(who.user.id, who.user.company)
    unread = _unread(await store.alerts.inbox(who.user.id, now, before=None, limit=LOOKED_AT))
    mine = [Followed(t, follows[t.id], unread[t.id]) for t in open_ones if t.id in follows]
    watches = [f for f in mine if f.topic.watched is not Watched.QUERY]
    if named:
        watches = [replace(f, named=await name_of(running, who, f.topic)) for f in watches[:NAMED]]
    return Following(tuple(f for f in mine if f.topic.watched is Watched.QUERY), tuple(watches))


async def name_of(running: House, who: Caller, topic: Topic) -> Named:
    """A name, or the headline of the dispatch or event as the reader may see it now."""
    reader, viewer = running.reader, who.viewer
    if topic.watched in (Watched.PERSON, Watched.QUERY) or topic.target is None:
        return Named(topic.name, None, f"/wire?topic={topic.id}")
    if topic.watched is Watched.DISPATCH:
        seen = await reader.one(viewer, Channel.PORTAL, topic.target)
        if seen is None:
            return Named(None)
        d = seen.dispatch
        return Named(d.headline or d.slugline or d.uri, d.language, f"/d/{d.id}")
    view = await reader.event(viewer, Channel.PORTAL, topic.target)
    if view is None:
        return Named(None)
    return Named(view.title, view.members[0].dispatch.language, f"/events/{view.id}")


def _unread(alerts: list[Alert]) -> Counter[str]:
    return Counter(topic for alert in alerts if alert.read_at is None for topic in alert.topics)
