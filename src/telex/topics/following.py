"""How somebody follows a topic: at once, in digests at hours of his day, or silently; and silence for a while."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telex.errors import Invalid
from telex.house import House
from telex.model.topic import Follow, Mode, Which
from telex.office import Caller
from telex.topics.rights import person, seen_topic

MOST_HOURS = 24
_HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Manner:
    """How to be told. `hours` as `HH:MM` of `zone` (None: the agency's), for digests alone."""

    mode: Mode = Mode.NOW
    which: Which = Which.EVENT
    hours: tuple[str, ...] = ()
    zone: str | None = None
    muted_until: datetime | None = None


AT_ONCE = Manner()


async def follow(house: House, caller: Caller, id: str, manner: Manner = AT_ONCE) -> Follow:
    """Begins to follow a topic, or changes how. Raises NotFound, Invalid."""
    user = person(caller)
    topic, how = seen_topic(house, user, id), checked(manner)
    now, until = house.agency.clock(), how.muted_until
    follow = Follow(
        topic.id, user.id, how.mode, how.which, how.hours, how.zone,
        until if until is not None and until > now else None,
    )  # fmt: skip
    await house.store.topics.follow(follow, now)
    house.book.put_follow(follow)
    return follow


def checked(manner: Manner) -> Manner:
    """The manner as it is kept: hours rising, and none but for a digest. Raises Invalid naming what is wrong."""
    return replace(manner, hours=_hours(manner), zone=_zone(manner.zone), muted_until=_aware(manner.muted_until))


async def unfollow(house: House, caller: Caller, id: str) -> None:
    """Ends it, also of a topic that is no longer open to him. What he was told of is still corrected."""
    user = person(caller)
    await house.store.topics.unfollow(id, user.id)
    house.book.drop_follow(id, user.id)


async def mute(house: House, caller: Caller, until: datetime | None, topic: str | None = None) -> None:
    """Silence until an instant, of one topic that he follows or of all; None ends it. What comes meanwhile is kept and shown
    afterwards; corrections and kills come at once. Raises Invalid for an instant that is not ahead, NotFound."""
    user = person(caller)
    if until is not None and (_aware(until) or until) <= house.agency.clock():
        raise Invalid("the end of the mute is not ahead; leave it out to end a mute")
    if topic is None:
        await house.store.topics.mute(user.id, until)
        house.book.put_mute(user.id, until)
        return
    seen_topic(house, user, topic)
    known = await house.store.topics.follows(topic=topic, user=user.id)
    if not known:
        raise Invalid("you do not follow this topic: there is nothing to mute")
    muted = replace(known[0], muted_until=until)
    await house.store.topics.follow(muted, house.agency.clock())
    house.book.put_follow(muted)


async def muted_until(house: House, caller: Caller) -> datetime | None:
    """End of the mute of everything, if it lies ahead."""
    until = (await house.store.topics.mutes()).get(person(caller).id)
    return until if until is not None and until > house.agency.clock() else None


def _hours(manner: Manner) -> tuple[str, ...]:
    if manner.mode is not Mode.DIGEST:
        return ()
    for hour in manner.hours:
        if not _HOUR.fullmatch(hour):
            raise Invalid(f"hours: {hour[:20]!r} is no hour of the day; write it as 08:00")
    found = tuple(sorted({hour.zfill(5) for hour in manner.hours}))
    if not 1 <= len(found) <= MOST_HOURS:
        raise Invalid(f"hours: a digest needs its hours, 1 to {MOST_HOURS}, such as 08:00 and 18:00")
    return found


def _zone(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"zone: {name[:60]!r} is not known; write it as Europe/Paris") from error


def _aware(until: datetime | None) -> datetime | None:
    if until is not None and until.tzinfo is None:
        raise Invalid("the end of a mute needs its zone, such as 2026-03-10T07:15:00+01:00")
    return until
