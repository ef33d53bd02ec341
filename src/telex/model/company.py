"""Customers, their people, and what they are entitled to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.vocabulary import Channel, Limit, Right, Role, Scope

SUBSCRIBER_CHANNELS = frozenset({Channel.PORTAL, Channel.API, Channel.STREAM, Channel.FEED, Channel.CLI})
PUBLIC_CHANNELS = frozenset({Channel.SITE, Channel.FEED})


@dataclass(frozen=True, slots=True)
class Product:
    """A named standing query sold to companies. `public` = the subset that the public site carries, in summary."""

    id: str
    name: str
    query: str
    """Canonical text of the query."""
    public: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Right of a company to a product. Ended ones are kept: a kill still has to reach who once had the text."""

    product: str
    right: Right = Right.FULL
    since: datetime | None = None
    until: datetime | None = None
    channels: frozenset[Channel] = SUBSCRIBER_CHANNELS
    archive: int | None = None
    """Days back from now that the right reaches; None = the whole archive. A kill is told whatever its age."""
    advance: bool = False
    """Also copies of embargoed versions that the desk has opened in advance."""
    seats: int | None = None
    """How many users of the company may read by it, as its administrator gives them out; None = all. Machines need none."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A standing query that narrows what a company gets."""

    id: str
    kind: Limit
    query: str
    """Canonical text."""
    company: str | None = None
    """None = every company and the public (a block alone)."""
    name: str = ""
    """What it is for, as its author put it."""
    active: bool = True

    @property
    def standing(self) -> str:
        """Its id among the standing queries, in the monitor and in `carried`; no product id has a colon."""
        return f"{self.kind.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class Seat:
    """A user of a company who may read by a product that has seats."""

    company: str
    product: str
    user: str


@dataclass(frozen=True, slots=True)
class Company:
    id: str
    name: str
    active: bool = True
    entitlements: tuple[Entitlement, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    id: str
    email: str
    name: str
    role: Role
    company: str | None = None
    """None for the agency's own people."""
    active: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token; the store keeps its hash alone."""

    id: str
    scope: Scope
    label: str
    company: str | None = None
    source: str | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where dispatches come from."""

    id: str
    name: str
    kind: str = "push"
    """push, feed, folder."""
    address: str | None = None
    """URL of a feed, path of a folder."""
    profile: str | None = None
    every: int = 300
    """Seconds between two polls."""
    public_share: int = 2
    """Sentences of the body that the public summary may show, at most."""
    timezone: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, as plain values: all that the gate needs to know."""

    company: str | None = None
    user: str | None = None
    desk: bool = False
    """An editor or the operator: sees everything on the desk's own channels."""
    active: bool = True
    entitlements: tuple[Entitlement, ...] = ()
    seats: frozenset[str] = frozenset()
    """Products by which this user has a seat."""
    blocks: frozenset[str] = frozenset()
    """`Restriction.standing` of the blocks that concern the viewer."""
    filters: frozenset[str] = frozenset()
    """The same of the company's content filters."""
    label: str = ""

    def seated(self, entitlement: Entitlement) -> bool:
        """Whether this viewer may use the right as far as seats go: it has none to give out, or he is a machine or has one."""
        return entitlement.seats is None or self.user is None or entitlement.product in self.seats
