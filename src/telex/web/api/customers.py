"""Shapes of what the API says of customers: their rights, people and limits. See `shapes.py`."""

from __future__ import annotations

from datetime import datetime

from msgspec import UNSET, Struct, UnsetType


class EntitlementItem(Struct, frozen=True):
    product: str
    right: str
    since: datetime | None
    until: datetime | None
    channels: tuple[str, ...]
    archive: int | None
    """Days back that texts are open; null = all of them."""
    advance: bool
    seats: int | None
    """How many users may read by it; null = all."""


class RestrictionItem(Struct, frozen=True):
    """A block of the operator's, or a content filter of a company's."""

    id: str
    kind: str
    """block, filter."""
    company: str | None
    """null = everybody."""
    name: str
    query: str
    active: bool
    carried: int | UnsetType = UNSET
    """How many recorded versions it concerns, counted when it is saved with a new query."""
    fault: str | UnsetType = UNSET
    """Why the stored query does not compile any more. Until it does, a block closes everything new."""


class RestrictionList(Struct, frozen=True):
    items: tuple[RestrictionItem, ...]


class Sitter(Struct, frozen=True):
    """Somebody who has a seat."""

    id: str
    email: str
    name: str


class SeatsItem(Struct, frozen=True):
    product: str
    seats: int
    """How many the company has bought."""
    users: tuple[Sitter, ...]


class SeatsList(Struct, frozen=True):
    items: tuple[SeatsItem, ...]


class CompanyItem(Struct, frozen=True):
    id: str
    name: str
    active: bool
    entitlements: tuple[EntitlementItem, ...]


class CompanyList(Struct, frozen=True):
    items: tuple[CompanyItem, ...]


class ProductItem(Struct, frozen=True):
    id: str
    name: str
    query: str
    public: bool
    active: bool
    carried: int | UnsetType = UNSET
    """How many dispatches the query carries, counted when it is saved with a new query."""
    fault: str | UnsetType = UNSET
    """Why the stored query does not compile any more."""


class ProductList(Struct, frozen=True):
    items: tuple[ProductItem, ...]


class UserItem(Struct, frozen=True):
    id: str
    email: str
    name: str
    role: str
    company: str | None
    active: bool


class UserList(Struct, frozen=True):
    items: tuple[UserItem, ...]


class TokenItem(Struct, frozen=True):
    id: str
    scope: str
    label: str
    company: str | None
    source: str | None
    user: str | None
    secret: str | UnsetType = UNSET
    """Once, in the answer that made it: the store keeps a hash."""


class TokenList(Struct, frozen=True):
    items: tuple[TokenItem, ...]


class OwnCompany(Struct, frozen=True):
    """A company as its administrator manages it."""

    id: str
    name: str
    entitlements: tuple[EntitlementItem, ...]
    seats: tuple[SeatsItem, ...]
    users: tuple[UserItem, ...]
    filters: tuple[RestrictionItem, ...]
