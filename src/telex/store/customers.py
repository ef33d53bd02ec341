"""What a store promises of customers: who they are, what they may have, what they ask for, what they were told. See `store.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from telex.model.company import Company, Entitlement, Product, Restriction, Seat, Token, User
from telex.model.topic import Alert, Follow, Topic


class Companies(Protocol):
    """Customers and what they have. Every change of rights is an `entitle` row of the log: its position is returned."""

    async def put_company(self, company: Company, now: datetime) -> int: ...
    async def get_company(self, id: str) -> Company | None: ...
    async def all_companies(self) -> list[Company]: ...
    async def grant(self, company: str, entitlement: Entitlement, now: datetime) -> int: ...
    async def revoke(self, company: str, product: str, now: datetime) -> int:
        """Ends the entitlement now; the ended row is kept."""
        ...

    async def put_product(self, product: Product, carried: Sequence[tuple[str, int]] | None, now: datetime) -> int:
        """Saves a product with the (item, version) pairs that it carries, in one commit; rows it no longer carries are
        ended at once. None = leave the rows as they are (a new name)."""
        ...

    async def get_product(self, id: str) -> Product | None: ...
    async def all_products(self) -> list[Product]: ...
    async def put_restriction(
        self, restriction: Restriction, carried: Sequence[tuple[str, int]] | None, now: datetime
    ) -> int:
        """Saves a block or filter with the (item, version) pairs that it carries, as `put_product`: its rows stand in the
        same table under `Restriction.standing`."""
        ...

    async def all_restrictions(self) -> list[Restriction]:
        """Stopped ones too."""
        ...

    async def put_seats(self, company: str, product: str, users: Sequence[str], now: datetime) -> int:
        """Exactly these users of the company have the seats of the product from now on."""
        ...

    async def all_seats(self) -> list[Seat]: ...


class Topics(Protocol):
    """Saved queries and who follows them."""

    async def put(self, topic: Topic, now: datetime) -> None:
        """New or changed. A stopped one (`active` False) is kept, with its followers."""
        ...

    async def get(self, id: str) -> Topic | None: ...
    async def all(self) -> list[Topic]:
        """Active ones, by id: what the book loads."""
        ...

    async def open_to(self, user: str, company: str | None) -> list[Topic]:
        """Active ones that the user may follow: his own, those shared in his company, the global ones. By name."""
        ...

    async def follow(self, follow: Follow, now: datetime) -> None:
        """New or changed; one row a topic and user."""
        ...

    async def unfollow(self, topic: str, user: str) -> None: ...
    async def follows(self, *, topic: str | None = None, user: str | None = None) -> list[Follow]:
        """Of one topic, of one user, or all."""
        ...

    async def mute(self, user: str, until: datetime | None) -> None:
        """Silences every topic of a user until an instant; None = no longer."""
        ...

    async def mutes(self) -> dict[str, datetime]:
        """User id to the end of his mute, past ones too."""
        ...


class Alerts(Protocol):
    """What readers were told because of their topics. Made by `Store.record`, in the commit of the version."""

    async def told(self, *, item: str, event: str | None) -> list[Alert]:
        """Every earlier alert on the item or on any item of the event, in order: whom a correction or kill must reach, and
        who need not be told of the event again."""
        ...

    async def inbox(self, user: str, now: datetime, *, before: int | None, limit: int) -> list[Alert]:
        """Due ones, newest first by (due, n); `before` = `n` of the last one seen."""
        ...

    async def after(self, user: str, now: datetime, n: int, limit: int) -> list[Alert]:
        """Due ones that come after the alert `n` in the order (due, n), ascending: for machines, whose cursor is the `n` of
        the last one seen (0: from the first). In that order, so that a digest that falls due is not passed over."""
        ...

    async def of(self, item: str, user: str) -> list[Alert]:
        """All alerts of a user on an item, due or not."""
        ...

    async def unread(self, user: str, now: datetime) -> int: ...
    async def read(self, user: str, ns: Sequence[int] | None, now: datetime) -> None:
        """Marks alerts of the user as read; None = all that are due."""
        ...

    async def waiting(self, user: str, now: datetime) -> list[Alert]:
        """Not due yet: muted, or of a digest to come."""
        ...


class Plans(Protocol):
    """Compiled standing queries, kept so that a start need not parse: a cache, never the truth."""

    async def all(self, versions: tuple[int, ...]) -> dict[str, bytes]:
        """Canonical text to plan, of exactly these grammar, analysis and plan versions; others are dropped."""
        ...

    async def put(self, versions: tuple[int, ...], plans: Sequence[tuple[str, bytes]]) -> None: ...


class Accounts(Protocol):
    """People and machines. Secrets are kept as hashes; this layer never sees a clear one."""

    async def put_user(self, user: User, password_hash: str | None, now: datetime) -> None:
        """None keeps the password as it is. Changing it revokes all sessions of the user in the same commit."""
        ...

    async def get_user(self, id: str) -> User | None: ...
    async def user_by_email(self, email: str) -> tuple[User, str | None] | None:
        """The user and the password hash; the address is compared without case."""
        ...

    async def all_users(self) -> list[User]: ...
    async def open_session(self, token_hash: str, user: str, now: datetime, until: datetime) -> None: ...
    async def session(self, token_hash: str, now: datetime) -> User | None:
        """The active user of a session that is neither revoked nor past its end."""
        ...

    async def close_session(self, token_hash: str, now: datetime) -> None: ...
    async def close_sessions(self, user: str, now: datetime) -> int: ...
    async def put_token(self, token: Token, token_hash: str, now: datetime) -> None: ...
    async def token(self, token_hash: str, now: datetime) -> Token | None:
        """The token of this hash, unless revoked."""
        ...

    async def all_tokens(self) -> list[Token]: ...
    async def revoke_token(self, id: str, now: datetime) -> None: ...
    async def failures(self, key: str, since: datetime) -> int:
        """Failed sign-ins under a key (address, network address) since an instant."""
        ...

    async def failed(self, key: str, now: datetime) -> None: ...
    async def forgive(self, key: str) -> None: ...
