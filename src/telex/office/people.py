"""People and tokens: who they are and what they may do."""

from __future__ import annotations

import asyncio
import re
import secrets

from telex.errors import Conflict, Invalid, NotFound
from telex.model.company import Token, User
from telex.model.vocabulary import Role, Scope
from telex.office.seats import Seats
from telex.office.secrecy import TOKEN_PREFIX, digest

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


class People(Seats):
    """Users, with their roles, and bearer tokens."""

    async def put_user(
        self, email: str, name: str, role: Role, company: str | None, password: str | None, *, active: bool = True
    ) -> User:
        """A new user, or changes to a known one (found by address). A new password closes all sessions.

        Raises Conflict when no active administrator would be left.
        """
        if not _EMAIL.fullmatch(email.strip()):
            raise Invalid(f"{email!r} is not an e-mail address")
        company = await self._employer(role, company)
        hashed = await _hash(password) if password is not None else None
        async with self.changing:
            known = await self.store.accounts.user_by_email(email.strip())
            before = known[0] if known else None
            if before is None and hashed is None:
                raise Invalid("a new user needs a password")
            id = before.id if before else secrets.token_urlsafe(9)
            language = before.language if before else None
            user = User(id, email.strip(), name.strip() or email, role, company, active, language)
            if before is not None:
                await self._check_last(before, user)
            await self._save_user(user, before, hashed)
        return user

    async def _employer(self, role: Role, company: str | None) -> str | None:
        """The agency's own people belong to no company, everybody else to one."""
        if role.desk:
            if company is not None:
                raise Invalid(f"an {role.value} is one of the agency's own people: leave the company out")
            return None
        if company is None:
            raise Invalid(f"a {role.value} belongs to a company: say which (--company)")
        return (await self.company(company)).id

    async def _check_last(self, before: User, after: User) -> None:
        def counts(user: User) -> bool:
            return user.active and user.role is Role.ADMINISTRATOR

        if not counts(before) or counts(after):
            return
        if not any(counts(user) for user in await self.store.accounts.all_users() if user.id != before.id):
            raise Conflict(
                "this is the last administrator: make another one first (telex user add --role administrator)"
            )

    async def _save_user(self, user: User, before: User | None, hashed: str | None) -> None:
        if before is not None and (not user.active or user.company != before.company):
            await self.leave_seats(before)
        await self.store.accounts.put_user(user, hashed, self.clock())
        self.book.put_user(user)
        if not user.active:
            await self.store.accounts.close_sessions(user.id, self.clock())

    async def issue_token(
        self,
        scope: Scope,
        label: str,
        *,
        company: str | None = None,
        source: str | None = None,
        user: str | None = None,
    ) -> tuple[str, Token]:
        """A new bearer token, shown once. `read` names a company, `file` a source, `desk` one of the agency's people,
        `company` a company administrator and `person` anybody (id or address)."""
        if scope is Scope.READ:
            await self.company(company or "")
        elif scope is Scope.FILE:
            if source is None or await self.store.sources.get(source) is None:
                raise NotFound(f"no source {source!r}; `telex source list` shows them")
        else:
            holder = await self._holder(user or "", scope)
            user, company = holder.id, holder.company
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = Token(secrets.token_hex(6), scope, label, company, source, user)
        await self.store.accounts.put_token(token, digest(secret), self.clock())
        return secret, token

    async def _holder(self, who: str, scope: Scope) -> User:
        by_email = await self.store.accounts.user_by_email(who)
        user = by_email[0] if by_email else await self.store.accounts.get_user(who)
        if user is None or not holds(user, scope):
            needed = {Scope.DESK: "editor or administrator", Scope.PERSON: "active user"}.get(
                scope, "company administrator"
            )
            raise NotFound(f"no {needed} {who!r}; `telex user list` shows them")
        return user


def holds(user: User, scope: Scope) -> bool:
    """Whether a token of this scope may act as the user."""
    if not user.active:
        return False
    if scope is Scope.PERSON:
        return True
    return user.role.desk if scope is Scope.DESK else user.role is Role.COMPANY_ADMINISTRATOR


async def _hash(password: str) -> str:
    if len(password) < 10:
        raise Invalid("a password has at least 10 characters")
    from argon2 import PasswordHasher

    return await asyncio.to_thread(PasswordHasher().hash, password)
