"""What the demo's agency sells, to whom, and who asks to be told of what. Read from `customers.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from telex.model.company import SUBSCRIBER_CHANNELS, Entitlement, Product
from telex.model.topic import Mode, Reach, Which
from telex.model.vocabulary import Channel, Limit, Right, Role


@dataclass(frozen=True, slots=True)
class DemoRight:
    product: str
    right: Right
    since: int
    until: int | None
    """Days from the demo's first start, the last of them whole; None = open."""
    channels: frozenset[Channel]
    archive: int | None
    advance: bool
    seats: int | None

    def entitlement(self, start: datetime) -> Entitlement:
        """The right as it is granted, the demo having first started at `start`, in the agency's zone."""
        end = None if self.until is None else midnight(start) + timedelta(days=self.until + 1)
        return Entitlement(
            self.product, self.right, start + timedelta(days=self.since), end, self.channels, self.archive, self.advance,
            self.seats,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoCompany:
    id: str
    name: str
    rights: tuple[DemoRight, ...]


@dataclass(frozen=True, slots=True)
class DemoUser:
    email: str
    name: str
    role: Role
    company: str | None
    """None for the agency's own people."""
    shows: str
    """What to sign in for, in a few words."""


@dataclass(frozen=True, slots=True)
class DemoSeats:
    company: str
    product: str
    users: tuple[str, ...]
    """Addresses."""


@dataclass(frozen=True, slots=True)
class DemoRestriction:
    kind: Limit
    id: str
    company: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class DemoFollow:
    """How somebody is told."""

    topic: str
    """Its name."""
    user: str
    mode: Mode
    which: Which
    hours: tuple[str, ...]
    muted: int | None
    """Days from the demo's first start."""


@dataclass(frozen=True, slots=True)
class DemoTopic:
    name: str
    query: str
    reach: Reach
    follow: DemoFollow
    """Of its owner."""


@dataclass(frozen=True, slots=True)
class DemoWatch:
    user: str
    person: str


def midnight(start: datetime) -> datetime:
    """At which the day of `start` began, in its zone."""
    return start.replace(hour=0, minute=0, second=0, microsecond=0)


def products() -> tuple[Product, ...]:
    return tuple(Product(row["id"], row["name"], row["query"], row.get("public", False)) for row in _read()["product"])


def companies() -> tuple[DemoCompany, ...]:
    return tuple(DemoCompany(row["id"], row["name"], tuple(map(_right, row["rights"]))) for row in _read()["company"])


def users() -> tuple[DemoUser, ...]:
    return tuple(
        DemoUser(row["email"], row["name"], Role(row["role"]), row.get("company"), row["shows"])
        for row in _read()["user"]
    )


def seats() -> tuple[DemoSeats, ...]:
    return tuple(DemoSeats(row["company"], row["product"], tuple(row["users"])) for row in _read()["seat"])


def restrictions() -> tuple[DemoRestriction, ...]:
    return tuple(
        DemoRestriction(Limit(row["kind"]), row["id"], row["company"], row["name"], row["query"])
        for row in _read()["restriction"]
    )


def topics() -> tuple[DemoTopic, ...]:
    return tuple(
        DemoTopic(
            row["name"], row["query"], Reach(row.get("reach", "personal")), _follow(row, row["name"], row["owner"])
        )
        for row in _read()["topic"]
    )


def follows() -> tuple[DemoFollow, ...]:
    """Of topics that are somebody else's."""
    return tuple(_follow(row, row["topic"], row["user"]) for row in _read()["follow"])


def watches() -> tuple[DemoWatch, ...]:
    """Of people; events and dispatches are watched once they are there (`script.Deed`)."""
    return tuple(DemoWatch(row["user"], row["person"]) for row in _read()["watch"])


def _right(row: dict[str, Any]) -> DemoRight:
    channels = frozenset(map(Channel, row["channels"])) if "channels" in row else SUBSCRIBER_CHANNELS
    return DemoRight(
        row["product"], Right(row.get("right", "full")), row.get("since", 0), row.get("until"), channels,
        row.get("archive"), row.get("advance", False), row.get("seats"),
    )  # fmt: skip


def _follow(row: dict[str, Any], topic: str, user: str) -> DemoFollow:
    return DemoFollow(
        topic, user, Mode(row.get("mode", "now")), Which(row.get("which", "event")), tuple(row.get("hours", ())),
        row.get("muted"),
    )  # fmt: skip


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((resources.files("telex.demo") / "customers.toml").read_text(encoding="utf-8"))
