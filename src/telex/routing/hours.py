"""When a follower is told: at once, at the next chosen hour of his day, or when his mute ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telex.model.topic import Follow, Mode

_DAYS = 3
"""Local days looked at: today, tomorrow, and yesterday, whose hours a far zone may still be in."""


@dataclass(frozen=True, slots=True)
class Due:
    """An instant, and why it is not now."""

    at: datetime
    muted: bool = False
    digest: bool = False


def due(follow: Follow, muted_until: datetime | None, now: datetime, zone: str) -> Due:
    """When what comes `now` is shown. `zone` = the agency's, for a follow without one or with one that is no more.

    `muted_until` = the later of the topic's mute and the user's of everything. A digest that is muted comes at its first
    hour after the mute.
    """
    muted = muted_until is not None and muted_until > now
    start = muted_until if muted and muted_until is not None else now
    if follow.mode is not Mode.DIGEST or not follow.hours:
        return Due(start, muted)
    return Due(next_hour(start, follow.hours, follow.zone or zone, zone), muted, digest=True)


def next_hour(start: datetime, hours: Iterable[str], zone: str, otherwise: str = "UTC") -> datetime:
    """The first of the local hours (`HH:MM`) at or after an instant, UTC.

    An hour that the clocks skip in spring comes as much later as they jump; one that they strike twice in autumn comes
    the first time alone.
    """
    local = _zone(zone, otherwise)
    first = start.astimezone(local).date() - timedelta(days=1)
    days = [first + timedelta(days=n) for n in range(_DAYS + 1)]
    found = (
        datetime.combine(day, time.fromisoformat(hour), local).astimezone(UTC) for day in days for hour in set(hours)
    )
    return min(at for at in found if at >= start)


def _zone(name: str, otherwise: str) -> ZoneInfo:
    """A follow made when its zone was known still has its digest after the tables dropped it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(otherwise)
