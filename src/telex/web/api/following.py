"""What the API says of topics and alerts, as types. Times are RFC 3339, UTC."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from telex import topics
from telex.model.topic import Alert, Follow, Told
from telex.topics import Entry, Listed
from telex.web.api.table import Call, Param

ACTING = Param("user", "for the operator and administrators: the person to act as, by e-mail address")


class FollowItem(Struct, frozen=True):
    """How the caller follows a topic."""

    mode: str
    """now, digest, quiet."""
    which: str
    """every, event (once per event), material (once per event, and on material change)."""
    hours: tuple[str, ...]
    """Of a digest, local."""
    zone: str | None
    """IANA; null = the agency's."""
    muted_until: datetime | None


class TopicItem(Struct, frozen=True):
    """A saved query. What it brings is judged for each reader alone."""

    id: str
    name: str
    query: str
    """Canonical."""
    reach: str
    """personal, company, global."""
    watched: str
    """query, or what a watch is on: event, person, dispatch."""
    target: str | None
    """Of a watch: event id, name, item id."""
    mine: bool
    """Whether the caller may change it."""
    changed_at: datetime | None
    follow: FollowItem | None
    """Null = the caller does not follow it."""
    broken: str | None
    """Why it catches nothing until it is changed; null = nothing is wrong."""


class TopicList(Struct, frozen=True):
    """Topics that the caller may follow, by name."""

    items: tuple[TopicItem, ...]
    muted_until: datetime | None
    """End of the mute of everything."""


class AlertTopic(Struct, frozen=True):
    id: str
    name: str


class AlertItem(Struct, frozen=True):
    """One message: a version of an item, and because of which topics. Words as the caller may read them now."""

    n: int
    kind: str
    """match, change (material, of an event told before), correction, kill."""
    item: str
    version: int
    at: datetime
    due: datetime
    read: bool
    muted: bool
    """Came while muted."""
    digest: bool
    topics: tuple[AlertTopic, ...]
    changes: tuple[str, ...]
    """Of a change: figure, person, place, quote, date."""
    what: str
    """full, summary, notice (killed), reference (the right is gone: no word of it)."""
    headline: str | None
    uri: str | None
    source: str | None
    note: str | None
    """Why it was corrected or killed."""
    event: str | None


class AlertList(Struct, frozen=True):
    """Alerts; `next` = the `n` to go on from with the same parameter, null when nothing is known to follow a list."""

    items: tuple[AlertItem, ...]
    next: int | None
    unread: int


def follow_item(follow: Follow) -> FollowItem:
    return FollowItem(follow.mode.value, follow.which.value, follow.hours, follow.zone, follow.muted_until)


def topic_item(listed: Listed) -> TopicItem:
    t, follow = listed.topic, listed.follow
    return TopicItem(
        t.id, t.name, t.query, t.reach.value, t.watched.value, t.target, listed.mine, t.changed_at,
        follow_item(follow) if follow is not None else None, listed.broken,
    )  # fmt: skip


def alert_item(entry: Entry) -> AlertItem:
    """Everything that tells of the dispatch comes from what the gate gave."""
    a, seen = entry.alert, entry.seen
    d = seen.dispatch if seen is not None else None
    return AlertItem(
        a.n, a.kind.value, a.item, a.version, a.at, a.due, a.read_at is not None, a.muted, a.digest,
        tuple(AlertTopic(t.id, t.name) for t in entry.topics), _changes(a, entry),
        seen.verdict.what if seen is not None else "reference",
        d.headline if d else None, d.uri if d else None, d.source if d else None,
        d.ednote if d and seen and (seen.killed or a.kind is Told.CORRECTION) else None, seen.event if seen is not None else None,
    )  # fmt: skip


def _changes(alert: Alert, entry: Entry) -> tuple[str, ...]:
    """Only to who may read the text in which they stand."""
    return alert.changes if entry.seen is not None and entry.seen.verdict.what == "full" else ()


async def acting(call: Call) -> Call:
    """The call as that of the person whom `user` names."""
    who = await topics.acting_for(call.house, call.caller, call.request.query_params.get("user"))
    return Call(call.request, who)
