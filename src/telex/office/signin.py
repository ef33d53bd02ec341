"""Sign-in, and who is behind a token or a session."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta

from telex.errors import NotFound, Refused
from telex.model.company import User, Viewer
from telex.model.vocabulary import Scope
from telex.office.caller import Caller
from telex.office.people import holds
from telex.office.room import Room
from telex.office.secrecy import digest


class TooManyAttempts(Refused):
    """Sign-in is closed for this address for a while."""

    status = 429
    code = "too-many-attempts"


class SignIn(Room):
    """Sessions and tokens. Whoever calls is looked up anew on every call: a change of rights counts at once."""

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
        if user is None or not holds(user, token.scope):
            return None
        viewer = self.book.viewer_of(user)
        return Caller(viewer, user, token) if viewer is not None else None

    async def by_session(self, secret: str) -> Caller | None:
        """The caller behind a session cookie, or None."""
        user = await self.store.accounts.session(digest(secret), self.clock())
        viewer = self.book.viewer_of(user) if user is not None else None
        return Caller(viewer, user) if viewer is not None else None

    def preview(self, caller: Caller, company: str) -> Viewer:
        """What the desk needs to see the wire as a company does: its viewer, for the same gate. Raises Refused, NotFound."""
        if not caller.editor:
            raise Refused("only the agency's own people may look as a company does")
        viewer = self.book.viewer(company)
        if viewer is None:
            raise NotFound(f"no company {company[:60]!r}; `telex company list` shows them")
        return viewer

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
        if not await _verify(hashed, password) or known is None or not known[0].active:
            for key in keys:
                await self.store.accounts.failed(key, now)
            raise Refused("address or password not known")
        await self.store.accounts.forgive(keys[0])
        return await self._opened(known[0])

    async def _opened(self, user: User) -> str:
        now, secret = self.clock(), secrets.token_urlsafe(32)
        until = now + timedelta(hours=self.settings.session_hours)
        await self.store.accounts.open_session(digest(secret), user.id, now, until)
        return secret

    async def sign_out(self, secret: str) -> None:
        await self.store.accounts.close_session(digest(secret), self.clock())


async def _verify(hashed: str | None, password: str) -> bool:
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
