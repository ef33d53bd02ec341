"""Whom of those who follow topics to tell of a version, and when. Pure: `docs/decisions/0020-alerts.md` has the rules.

Every follower is judged by the gate alone, whatever is shared in his topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from telex.model.company import Viewer
from telex.model.dispatch import Dispatch
from telex.model.record import Known
from telex.model.topic import Alert, Mode, Told, Topic, Watched, Which
from telex.model.vocabulary import Channel
from telex.routing.entitlement import Verdict, may
from telex.routing.followers import Follower
from telex.routing.hours import Due, due
from telex.routing.sight import Sight, sight


@dataclass(frozen=True, slots=True)
class Occasion:
    """A version on its way to the record, and what is known around it."""

    dispatch: Dispatch
    carried: frozenset[str]
    now: datetime
    zone: str
    """The agency's."""
    kind: Told = Told.MATCH
    """CORRECTION and KILL: of the items in `about`."""
    about: frozenset[str] = frozenset()
    watches: frozenset[str] = frozenset()
    """Topics that watch one of these items."""
    event: str | None = None
    known: Known = field(default_factory=Known)
    news: bool = True
    """False: the words of the item's version before, with another status or other marks."""
    matches: Callable[[Sight], frozenset[str]] = lambda _: frozenset()
    """Topics that what is seen so answers."""
    changes: Callable[[Viewer, Sequence[Alert]], tuple[str, ...] | None] = lambda *_: ()
    """Kinds of material change against what these alerts told; without any alert, against what of the event was open to
    the viewer already. None = nothing to compare with."""
    topics: Mapping[str, Topic] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One alert a user at most; and for whom it could not be decided, with the reason: one never stops the others."""

    alerts: tuple[Alert, ...] = ()
    faults: tuple[str, ...] = ()


def decide(
    occasion: Occasion, followers: Iterable[Follower], told: Sequence[Alert], viewers: Mapping[str, Viewer]
) -> Decision:
    """`followers` of the topics that may match, and of watches on an item that the version corrects or kills; `told` =
    earlier alerts of the item or of its event; `viewers` = everyone in `told` who can still sign in, by user id."""
    follows: dict[str, list[Follower]] = {}
    earlier: dict[str, list[Alert]] = {}
    for follower in followers:
        follows.setdefault(follower.user.id, []).append(follower)
    for alert in told:
        earlier.setdefault(alert.user, []).append(alert)
    alerts: list[Alert] = []
    faults: list[str] = []
    for user in sorted({*follows, *earlier}):
        mine = follows.get(user, [])
        viewer = mine[0].viewer if mine else viewers.get(user)
        try:
            found = _judged(occasion, user, viewer, mine, earlier.get(user, [])) if viewer is not None else None
        except Exception as error:
            faults.append(f"{user}: {type(error).__name__}: {error}")
            continue
        alerts += [found] if found is not None else []
    return Decision(tuple(alerts), tuple(faults))


def watching(topics: Mapping[str, Topic], items: frozenset[str]) -> frozenset[str]:
    """Ids of the topics that watch one of the items."""
    if not items:
        return frozenset()
    return frozenset(t.id for t in topics.values() if t.watched is Watched.DISPATCH and t.target in items)


def _judged(o: Occasion, user: str, viewer: Viewer, follows: list[Follower], earlier: list[Alert]) -> Alert | None:
    verdict = may(viewer, o.dispatch, o.carried, Channel.PORTAL, o.now)
    again = _again(o, user, verdict, follows, earlier) if o.kind is not Told.MATCH else None
    if again is not None or o.kind is Told.KILL:
        return again
    if not verdict.text or not viewer.filters.isdisjoint(o.carried):
        return None
    return _match(o, user, verdict, follows, earlier)


def _again(o: Occasion, user: str, verdict: Verdict, follows: list[Follower], earlier: list[Alert]) -> Alert | None:
    """A correction or kill, to whoever was told of an earlier version or watches the item: at once, whatever his mode and
    mute, and also when he follows the topic no more or the text no longer matches.

    He is told of it without his right too, when it is the very item that he was told of: what is shown to him then is its
    reference alone. Of another item he must have the right.
    """
    before = [alert for alert in earlier if alert.item in o.about]
    watches = [f for f in follows if f.follow.topic in o.watches and f.follow.mode is not Mode.QUIET]
    same_item = o.kind is Told.CORRECTION and any(alert.item == o.dispatch.id for alert in before)
    if not (before or watches) or not (verdict.yes or same_item):
        return None
    topics = {topic for alert in before for topic in alert.topics} | {f.follow.topic for f in watches}
    return _alert(o, user, o.kind, topics, Due(o.now))


def _match(o: Occasion, user: str, verdict: Verdict, follows: list[Follower], earlier: list[Alert]) -> Alert | None:
    """One alert for all topics that match, at the earliest hour at which one of them speaks; it lists them all."""
    if not follows:
        return None
    viewer = follows[0].viewer
    seen = sight(viewer, verdict, o.dispatch, o.known, o.now)
    matching = o.matches(seen)
    mine = [f for f in follows if f.follow.topic in matching and f.follow.mode is not Mode.QUIET]
    speaking: list[tuple[Due, tuple[str, ...]]] = []
    for follower in mine:
        when = due(follower.follow, follower.muted_until, o.now, o.zone)
        told = [alert for alert in earlier if alert.due <= when.at]
        changes = _speaks(o, follower, told, compared=not seen.summary)
        speaking += [(when, changes)] if changes is not None else []
    if not speaking:
        return None
    when = min((when for when, _ in speaking), key=lambda when: (when.at, when.muted, when.digest))
    changes = tuple(dict.fromkeys(kind for _, kinds in speaking for kind in kinds))
    return _alert(o, user, Told.CHANGE if changes else Told.MATCH, {f.follow.topic for f in mine}, when, changes)


def _speaks(o: Occasion, follower: Follower, told: list[Alert], *, compared: bool) -> tuple[str, ...] | None:
    """Whether this topic would tell its follower, who was told so much by then: the changes of an event told before, ()
    for anything else, None for silence. A reader of summaries is told of no change: it stands in the text."""
    topic = o.topics[follower.follow.topic]
    same_item = any(alert.item == o.dispatch.id for alert in told) or topic.target == o.dispatch.id
    if not o.news and same_item:
        return None
    if follower.follow.which is Which.EVERY:
        return ()
    if follower.follow.which is Which.MATERIAL and compared and (told or topic.watched is Watched.EVENT):
        changes = o.changes(follower.viewer, told)
        if changes is not None:
            return changes or None
    return None if told else ()


def _alert(
    o: Occasion, user: str, kind: Told, topics: Iterable[str], when: Due, changes: tuple[str, ...] = ()
) -> Alert:
    return Alert(
        user, o.dispatch.id, o.dispatch.version, kind, tuple(sorted(topics)), o.now, when.at, o.event, changes,
        when.muted, when.digest,
    )  # fmt: skip
