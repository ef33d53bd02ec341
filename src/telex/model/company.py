"""Customers, their people, and what they are entitled to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.vocabulary import Channel, Right, Role, Scope

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
    label: str = ""
