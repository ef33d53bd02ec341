"""The front office: companies, products, people, tokens and sign-in. Every change takes effect in the book at once."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telex.errors import Invalid, NotFound, Refused
from telex.model.company import Company, Entitlement, Product, Token, User, Viewer
from telex.model.record import Selection
from telex.model.vocabulary import Role, Scope
from telex.routing import naive
from telex.routing.book import Book
from telex.routing.document import words_of
from telex.routing.entitlement import alive
from telex.routing.parser import parse
from telex.settings import Settings
from telex.store.store import Store
from telex.wire.wire import Wire

TOKEN_PREFIX = "tlx_"  # noqa: S105 - makes a leaked token recognisable
PAGE = 500
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, and with what. `viewer` is what the gate needs; it is renewed before every event of a stream."""

    viewer: Viewer
    user: User | None = None
    token: Token | None = None

    @property
    def editor(self) -> bool:
        return self.viewer.desk


def digest(secret: str) -> str:
    """What the store keeps of a token or a session: SHA-256, as the secret has 256 random bits of its own."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Office:
    """Administration and sign-in on one store."""

    def __init__(self, store: Store, wire: Wire, book: Book, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.wire = wire
        self.book = book
        self.settings = settings
        self.clock = clock

    # companies and products

    async def put_company(self, id: str, name: str, *, active: bool = True) -> Company:
        """A new company, or another name or state of a known one; its entitlements stay."""
        check_id("company", id)
        known = await self.store.companies.get_company(id)
        company = Company(id, name.strip() or id, active, known.entitlements if known else ())
        self.wire.announce(await self.store.companies.put_company(company, self.clock()))
        self.book.put_company(company)
        return company

    async def grant(self, company: str, entitlement: Entitlement) -> Company:
        """Entitles a company, from now on unless `since` says otherwise, in place of the right to the product that it has."""
        if await self.store.companies.get_product(entitlement.product) is None:
            raise NotFound(f"no product {entitlement.product!r}; `telex product list` shows them")
        known, now = await self._company(company), self.clock()
        given = replace(entitlement, since=entitlement.since or now)
        if (
            given.since is not None
            and given.since <= now
            and any(_alive(e, given.product, now) for e in known.entitlements)
        ):
            self.wire.announce(await self.store.companies.revoke(company, given.product, now))
        self.wire.announce(await self.store.companies.grant(company, given, now))
        return await self._renew(company)

    async def revoke(self, company: str, product: str) -> Company:
        await self._company(company)
        self.wire.announce(await self.store.companies.revoke(company, product, self.clock()))
        return await self._renew(company)

    async def put_product(
        self, id: str, name: str, query: str, *, public: bool = False, active: bool = True
    ) -> tuple[Product, int]:
        """Saves a product with what it carries of the archive, in one commit. Raises QueryError with the place.

        Returns the product and how many dispatches it carries now. Until that commit the earlier query counts.
        """
        check_id("product", id)
        product = Product(id, name.strip() or id, str(parse(query)), public, active)
        known = self.book.products.get(id)
        if known is not None and (known.query, known.active) == (product.query, product.active):
            self.wire.announce(await self.store.companies.put_product(product, None, self.clock()))
            self.book.put_product(product)
            return product, 0
        carried, cursor = await self._carried(product, 0)
        async with self.book.placing:  # nothing is routed between the old query and the new one
            self.wire.announce(await self.store.companies.put_product(product, carried, self.clock()))
            self.book.put_product(product)
            meanwhile, _ = await self._carried(product, cursor)
            if meanwhile:
                carried = list(dict.fromkeys([*carried, *meanwhile]))
                self.wire.announce(await self.store.companies.put_product(product, carried, self.clock()))
        return product, len(carried)

    async def _carried(self, product: Product, cursor: int) -> tuple[list[tuple[str, int]], int]:
        """The (item, version) pairs after a position that the query matches, and the position looked at last."""
        if not product.active:
            return [], cursor
        query = parse(product.query)
        found: list[tuple[str, int]] = []
        now = self.clock()
        everything = Selection(now=now, desk=True, texts_only=True)
        while rows := await self.store.dispatches.changed(everything, after=cursor, limit=PAGE):
            for row in rows:
                cursor = row.position
                event = row.member.event if row.member else None
                if naive.matches(query, words_of(row.dispatch, event=event, arrived=row.at), row.at):
                    found.append((row.dispatch.id, row.dispatch.version))
            await asyncio.sleep(0)  # a long archive does not stop the wire
        return found, cursor

    async def _company(self, id: str) -> Company:
        company = await self.store.companies.get_company(id)
        if company is None:
            raise NotFound(f"no company {id!r}; `telex company list` shows them")
        return company

    async def _renew(self, id: str) -> Company:
        company = await self._company(id)
        self.book.put_company(company)
        return company

    # people and machines

    async def put_user(
        self, email: str, name: str, role: Role, company: str | None, password: str | None, *, active: bool = True
    ) -> User:
        """A new user, or changes to a known one (found by address). A new password closes all sessions."""
        if not _EMAIL.fullmatch(email.strip()):
            raise Invalid(f"{email!r} is not an e-mail address")
        if role is Role.READER and company is None:
            raise Invalid("a reader belongs to a company: say which (--company)")
        if company is not None:
            await self._company(company)
        known = await self.store.accounts.user_by_email(email.strip())
        if known is None and password is None:
            raise Invalid("a new user needs a password")
        id = known[0].id if known else secrets.token_urlsafe(9)
        user = User(id, email.strip(), name.strip() or email, role, company, active)
        hashed = await self._hash(password) if password is not None else None
        await self.store.accounts.put_user(user, hashed, self.clock())
        if not active:
            await self.store.accounts.close_sessions(id, self.clock())
        return user

    async def issue_token(
        self,
        scope: Scope,
        label: str,
        *,
        company: str | None = None,
        source: str | None = None,
        user: str | None = None,
    ) -> tuple[str, Token]:
        """A new bearer token, shown once. `read` names a company, `file` a source, `desk` a user (id or address)."""
        if scope is Scope.READ:
            await self._company(company or "")
        elif scope is Scope.FILE:
            if source is None or await self.store.sources.get(source) is None:
                raise NotFound(f"no source {source!r}; `telex source list` shows them")
        else:
            user = (await self._editor(user or "")).id
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = Token(secrets.token_hex(6), scope, label, company, source, user)
        await self.store.accounts.put_token(token, digest(secret), self.clock())
        return secret, token

    async def _editor(self, who: str) -> User:
        by_email = await self.store.accounts.user_by_email(who)
        user = by_email[0] if by_email else await self.store.accounts.get_user(who)
        if user is None or user.role is not Role.EDITOR:
            raise NotFound(f"no editor {who!r}; `telex user list` shows them")
        return user

    # who is calling

    async def by_token(self, secret: str) -> Caller | None:
        """The caller behind a bearer token, or None."""
        token = await self.store.accounts.token(digest(secret), self.clock())
        if token is None:
            return None
        if token.scope is Scope.READ:
            viewer = self.book.viewer(token.company or "")
            return Caller(viewer, token=token) if viewer is not None else None
        if token.scope is Scope.FILE:
            return Caller(Viewer(label=token.source or ""), token=token)
        user = await self.store.accounts.get_user(token.user or "")
        if user is None or not user.active or user.role is not Role.EDITOR:
            return None
        return Caller(Viewer(user=user.id, desk=True, label=user.name), user, token)

    async def by_session(self, secret: str) -> Caller | None:
        """The caller behind a session cookie, or None."""
        user = await self.store.accounts.session(digest(secret), self.clock())
        if user is None:
            return None
        if user.role is Role.EDITOR:
            return Caller(Viewer(user=user.id, desk=True, label=user.name), user)
        viewer = self.book.viewer(user.company or "", user.id)
        return Caller(viewer, user) if viewer is not None else None

    async def sign_in(self, email: str, password: str, address: str) -> str:
        """A new session's secret. Raises Refused with one and the same message for a wrong address and a wrong password."""
        now = self.clock()
        since = now - timedelta(seconds=self.settings.login_window_seconds)
        keys = (f"mail:{email.strip().lower()[:320]}", f"from:{address}")
        limits = (self.settings.login_attempts, self.settings.login_attempts * 10)
        for key, limit in zip(keys, limits, strict=True):
            if await self.store.accounts.failures(key, since) >= limit:
                raise TooManyAttempts("too many failed attempts; wait a quarter of an hour, or ask your contact")
        known = await self.store.accounts.user_by_email(email.strip())
        hashed = known[1] if known else None
        if not await self._verify(hashed, password) or known is None or not known[0].active:
            for key in keys:
                await self.store.accounts.failed(key, now)
            raise Refused("address or password not known")
        await self.store.accounts.forgive(keys[0])
        secret = secrets.token_urlsafe(32)
        until = now + timedelta(hours=self.settings.session_hours)
        await self.store.accounts.open_session(digest(secret), known[0].id, now, until)
        return secret

    async def sign_out(self, secret: str) -> None:
        await self.store.accounts.close_session(digest(secret), self.clock())

    async def _hash(self, password: str) -> str:
        if len(password) < 10:
            raise Invalid("a password has at least 10 characters")
        from argon2 import PasswordHasher

        return await asyncio.to_thread(PasswordHasher().hash, password)

    async def _verify(self, hashed: str | None, password: str) -> bool:
        """Argon2id takes as long for an unknown address as for a known one."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        hasher = PasswordHasher()
        if hashed is None:
            await asyncio.to_thread(hasher.hash, password)
            return False
        try:
            return await asyncio.to_thread(hasher.verify, hashed, password)
        except (Argon2Error, InvalidHashError):
            return False


class TooManyAttempts(Refused):
    """Sign-in is closed for this address for a while."""

    status = 429
    code = "too-many-attempts"


def form_token(secret: str, session: str, purpose: str = "form") -> str:
    """CSRF token: keyed hash of the session, so that no other site can know it."""
    return hmac.new(secret.encode(), f"{purpose}:{session}".encode(), hashlib.sha256).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())


def _alive(entitlement: Entitlement, product: str, now: datetime) -> bool:
    return entitlement.product == product and alive(entitlement, now)


def check_id(what: str, id: str) -> None:
    """Raises Invalid unless the id is short and plain enough for an address and a command line."""
    if not _ID.fullmatch(id):
        raise Invalid(f"{id!r} is not a {what} id: small letters, digits and hyphens, 60 at most, such as `ports-nord`")


__all__ = ["Caller", "Office", "TooManyAttempts", "check_id", "digest", "form_token", "same_secret"]
