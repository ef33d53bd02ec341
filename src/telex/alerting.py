"""The alerts of one version, made while it is placed: who follows what it matches, what they were told, what is new in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telex.events import material
from telex.model.company import Viewer
from telex.model.dispatch import Dispatch
from telex.model.record import Known, Record, Stored
from telex.model.topic import Alert, Told, Topic, Watched, Which
from telex.model.vocabulary import Act, Channel, Kind, PubStatus, Relation
from telex.routing.alerts import Decision, Occasion, decide, watching
from telex.routing.book import Book
from telex.routing.document import words_of
from telex.routing.entitlement import may
from telex.routing.followers import Follower
from telex.routing.language.query import Code, disjunction
from telex.routing.sight import SUMMARY, WHOLE, Sight, shown, some_by_summary
from telex.routing.standing import TOPIC
from telex.settings import Settings
from telex.store.store import Store

MOST_COMPARED = 20
"""Different sets of earlier dispatches that one version is compared with: each costs up to half of what filing it does (1 to 6
texts of 1,150 characters: 0.06 to 0.5 times), while nothing else is placed."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What material changes are found against, fetched before anything is decided."""

    versions: dict[tuple[str, int], Dispatch]
    """Versions that somebody was told of."""
    members: tuple[Stored, ...]
    """Of the event, where somebody watches it; in log order."""


class Alerting:
    """Called under `book.placing`, between routing and recording."""

    def __init__(self, store: Store, book: Book, settings: Settings, note: Callable[[str], None]) -> None:
        self._store = store
        self._book = book
        self._zone = settings.zone
        self._note = note
        self._under_way: list[Alert] = []
        """Handed over to the writer and not yet committed: the store does not know of them."""

    async def alerts(self, unit: Record, known: Known) -> tuple[Alert, ...]:
        """Whom to tell of the version that `unit` is about to record. Nothing is fetched for one that no topic matches.

        A fault costs alerts, never the publication: it is noted for the operator.
        """
        if unit.dispatch.late or unit.kind in (Kind.MARK, Kind.WITHDRAW):
            return ()
        try:
            decision = await self._decided(unit, known)
        except Exception as error:
            decision = Decision(faults=(f"nobody was told of it: {type(error).__name__}: {error}",))
        for fault in decision.faults:
            self._note(f"alerts of {unit.dispatch.id} version {unit.dispatch.version}: {fault}")
        return decision.alerts

    def under_way(self, alerts: Sequence[Alert], commit: asyncio.Future[int]) -> None:
        """The next dispatch of the event may be decided before these are on the disk."""
        self._under_way += alerts
        commit.add_done_callback(lambda _: self._settled(alerts))

    async def regrouped(self, now: datetime) -> None:
        """Watches on events follow them: the desk has merged events, or taken that back. The query names both, the event that
        is watched and the one it was merged into. The ruling stands, whatever fails here: that is noted."""
        for topic in list(self._book.topics.values()):
            if topic.watched is Watched.EVENT and topic.target is not None:
                try:
                    await self._rewatch(topic, topic.target, now)
                except Exception as error:
                    self._note(f"watch {topic.id} on event {topic.target}: {type(error).__name__}: {error}")

    async def _rewatch(self, topic: Topic, event: str, now: datetime) -> None:
        target = await self._store.grouping.redirected(event)
        query = str(disjunction([Code("event", id) for id in (event, target) if id]))
        if query != topic.query:
            followed = replace(topic, query=query)
            await self._store.topics.put(followed, now)
            self._book.put_topic(followed)

    def _settled(self, alerts: Sequence[Alert]) -> None:
        gone = {id(alert) for alert in alerts}
        self._under_way = [alert for alert in self._under_way if id(alert) not in gone]

    async def _decided(self, unit: Record, known: Known) -> Decision:
        kind, about = _about(unit, known)
        matches = _Matches(self._book, unit)
        topics = matches.of(WHOLE)
        if self._book.topics and unit.dispatch.pubstatus is PubStatus.USABLE:
            viewers = self._book.subscribers().viewers
            topics |= matches.of(SUMMARY) if some_by_summary(tuple(viewers), unit.route.carried) else frozenset()
        watches = watching(self._book.topics, about)
        followers = self._book.followers(topics | watches)
        if not followers and not about:
            return Decision()
        event = unit.place.event if unit.place else None
        told = await self._told(unit.dispatch.id, event, about)
        if not followers and not told:
            return Decision()
        grounds = await self._grounds(unit.dispatch, event, followers, told)
        occasion = Occasion(
            unit.dispatch, unit.route.carried, unit.now, self._zone, kind, about, watches, event, known, _news(unit, known),
            matches.of, _Changes(unit, grounds).of, self._book.topics,
        )  # fmt: skip
        return decide(occasion, followers, told, self._viewers(told))

    async def _told(self, item: str, event: str | None, about: Iterable[str]) -> list[Alert]:
        """Earlier alerts of the item, its event and the items that it corrects, in order, each once."""
        under_way = list(self._under_way)
        found = await self._store.alerts.told(item=item, event=event)
        for other in sorted({*about} - {item}):
            found += await self._store.alerts.told(item=other, event=None)
        items = {item, *about, *(alert.item for alert in found)}
        found += [a for a in under_way if a.item in items or (event is not None and a.event == event)]
        return list({(alert.user, alert.item, alert.version): alert for alert in found}.values())

    async def _grounds(
        self, dispatch: Dispatch, event: str | None, followers: Sequence[Follower], told: Sequence[Alert]
    ) -> Grounds:
        asking = [f for f in followers if f.follow.which is Which.MATERIAL]
        users = {follower.user.id for follower in asking}
        newest = [a for user in sorted(users) for a in _newest([a for a in told if a.user == user])]
        versions: dict[tuple[str, int], Dispatch] = {}
        for key in sorted({(alert.item, alert.version) for alert in newest}):
            stored = await self._store.dispatches.version(*key)
            if stored is not None:
                versions[key] = stored.dispatch
        watched = any(self._book.topics[f.follow.topic].watched is Watched.EVENT for f in asking)
        members = await self._store.events.members(event) if watched and event is not None else []
        return Grounds(versions, tuple(members))

    def _viewers(self, told: Iterable[Alert]) -> dict[str, Viewer]:
        """Everyone told before who can still sign in, as the gate sees him now."""
        found: dict[str, Viewer] = {}
        for id in {alert.user for alert in told}:
            user = self._book.user(id)
            viewer = self._book.viewer_of(user) if user is not None and user.active else None
            if viewer is not None:
                found[id] = viewer
        return found


class _Matches:
    """Topics that a version answers, by the way in which it is seen; each way is asked once."""

    def __init__(self, book: Book, unit: Record) -> None:
        self._book, self._unit = book, unit
        self._known = {WHOLE: unit.route.topics}

    def of(self, seen: Sight) -> frozenset[str]:
        if seen not in self._known:
            event = self._unit.place.event if self._unit.place else None
            words = words_of(shown(self._unit.dispatch, seen), event=event, arrived=self._unit.now)
            ids = self._book.monitor.match(words, self._unit.now).ids
            self._known[seen] = frozenset(id.removeprefix(TOPIC) for id in ids if id.startswith(TOPIC))
        return self._known[seen]


class _Changes:
    """Material changes of a version; equal grounds are compared once."""

    def __init__(self, unit: Record, grounds: Grounds) -> None:
        self._unit, self._grounds = unit, grounds
        self._known: dict[tuple[tuple[str, int], ...], tuple[str, ...]] = {}

    def of(self, viewer: Viewer, told: Sequence[Alert]) -> tuple[str, ...] | None:
        """None where nothing is left to compare with: what was told is gone, or nothing of the event was open to him."""
        versions = self._grounds.versions
        earlier = [versions[a.item, a.version] for a in _newest(told) if (a.item, a.version) in versions]
        if not told:
            earlier = [m.dispatch for m in self._grounds.members if self._open(viewer, m)][-material.MOST_TOLD :]
        if not earlier:
            return None
        if _key(earlier) not in self._known and len(self._known) >= MOST_COMPARED:
            earlier = self._everything()
        if _key(earlier) not in self._known:
            self._known[_key(earlier)] = material.changes(earlier, self._unit.dispatch)
        return self._known[_key(earlier)]

    def _everything(self) -> list[Dispatch]:
        """What anybody was told or could read, the last of it: for those beyond the bound, who are told of a little less."""
        found = [*self._grounds.versions.values(), *(member.dispatch for member in self._grounds.members)]
        return sorted(found, key=lambda d: (d.received_at, d.id, d.version))[-material.MOST_TOLD :]

    def _open(self, viewer: Viewer, member: Stored) -> bool:
        return may(viewer, member.dispatch, member.carried, Channel.PORTAL, self._unit.now).what == "full"


def _key(earlier: Sequence[Dispatch]) -> tuple[tuple[str, int], ...]:
    return tuple((dispatch.id, dispatch.version) for dispatch in earlier)


def _newest(told: Sequence[Alert]) -> list[Alert]:
    """The last alert of each item, those of the items told last."""
    last = {alert.item: alert for alert in told}
    return sorted(last.values(), key=lambda alert: alert.at)[-material.MOST_TOLD :]


def _about(unit: Record, known: Known) -> tuple[Told, frozenset[str]]:
    """What the version is to those told before, and of which items: its own, and another one that it sets right, as it says
    or as its text does."""
    own, place = unit.dispatch, unit.place
    if unit.kind is Kind.KILL:
        return Told.KILL, frozenset({own.id})
    corrected = {own.id, own.evolved_from} if own.act is Act.CORRECT else set()
    if known.newest is None and place is not None and place.relation is Relation.CORRECTION:
        corrected |= {own.id, place.related_to}
    return (Told.CORRECTION, frozenset({i for i in corrected if i})) if corrected else (Told.MATCH, frozenset())


def _news(unit: Record, known: Known) -> bool:
    """Whether its words are others than those of the item's version before."""
    return known.newest is None or _words(known.newest.dispatch) != _words(unit.dispatch)


def _words(d: Dispatch) -> tuple[object, ...]:
    return d.headline, d.subheadline, d.abstract, d.body, d.captions
