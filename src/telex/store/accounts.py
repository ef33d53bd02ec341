"""People and machines: users, their sessions, bearer tokens, failed sign-ins. Only hashes of secrets are in here."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import apsw

from telex.errors import Conflict, NotFound
from telex.model.company import Token, User
from telex.model.vocabulary import Role, Scope
from telex.store import codec
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import sql

_REMEMBERED = timedelta(days=2)
"""Failed sign-ins older than this are forgotten: no window that is counted in is as long."""


class Accounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put_user(self, user: User, password_hash: str | None, now: datetime) -> None:
        await self._database.write(partial(_put_user, user=user, password=password_hash, now=now))

    async def get_user(self, id: str) -> User | None:
        with self._database.read() as db:
            row = db.execute(sql("accounts.user"), (id,)).fetchone()
        return None if row is None else _user(row)

    async def user_by_email(self, email: str) -> tuple[User, str | None] | None:
        with self._database.read() as db:
            row = db.execute(sql("accounts.user_by_email"), (_address(email),)).fetchone()
        return None if row is None else (_user(row[1:]), row[0])

    async def all_users(self) -> list[User]:
        with self._database.read() as db:
            return [_user(row) for row in db.execute(sql("accounts.users"))]

    async def open_session(self, token_hash: str, user: str, now: datetime, until: datetime) -> None:
        row = (token_hash, user, codec.micros(now), codec.micros(until))
        await self._database.write(partial(_run, name="accounts.open_session", values=row))

    async def session(self, token_hash: str, now: datetime) -> User | None:
        with self._database.read() as db:
            row = db.execute(sql("accounts.session"), (token_hash, codec.micros(now))).fetchone()
        return None if row is None else _user(row)

    async def close_session(self, token_hash: str, now: datetime) -> None:
        row = (codec.micros(now), token_hash)
        await self._database.write(partial(_run, name="accounts.close_session", values=row))

    async def close_sessions(self, user: str, now: datetime) -> int:
        """How many were open."""
        row = (codec.micros(now), user, codec.micros(now))
        return await self._database.write(partial(_run, name="accounts.close_sessions", values=row))

    async def put_token(self, token: Token, token_hash: str, now: datetime) -> None:
        row = (
            token.id, token_hash, token.scope.value, token.label, token.company, token.source, token.user,
            codec.micros(now),
        )  # fmt: skip
        await self._database.write(partial(_run, name="accounts.put_token", values=row))

    async def token(self, token_hash: str, now: datetime) -> Token | None:
        with self._database.read() as db:
            row = db.execute(sql("accounts.token"), (token_hash, codec.micros(now))).fetchone()
        return None if row is None else _token(row)

    async def all_tokens(self) -> list[Token]:
        """Those that work; revoked ones are not listed."""
        with self._database.read() as db:
            return [_token(row) for row in db.execute(sql("accounts.tokens"))]

    async def revoke_token(self, id: str, now: datetime) -> None:
        await self._database.write(partial(_revoke_token, id=id, at=codec.micros(now)))

    async def failures(self, key: str, since: datetime) -> int:
        with self._database.read() as db:
            return int(db.execute(sql("accounts.failures"), (key, codec.micros(since))).get)

    async def failed(self, key: str, now: datetime) -> None:
        await self._database.write(partial(_failed, key=key, now=now))

    async def forgive(self, key: str) -> None:
        await self._database.write(partial(_run, name="accounts.forgive", values=(key,)))


def _run(db: apsw.Connection, name: str, values: tuple[str | int | None, ...]) -> int:
    """One statement; how many rows it changed."""
    db.execute(sql(name), values)
    return db.changes()


def _put_user(db: apsw.Connection, user: User, password: str | None, now: datetime) -> None:
    address = _address(user.email)
    if db.execute(sql("accounts.address_taken"), (address, user.id)).get is not None:
        raise Conflict(f"the address {user.email} belongs to another user")
    row = (
        user.id, user.email, address, user.name, user.role.value, user.company, user.active, user.language, password
    )  # fmt: skip
    db.execute(sql("accounts.put_user"), row)
    db.execute(sql("accounts.leave_seats"), {"id": user.id, "company": user.company})
    if password is not None:
        at = codec.micros(now)
        db.execute(sql("accounts.close_sessions"), (at, user.id, at))


def _revoke_token(db: apsw.Connection, id: str, at: int) -> None:
    db.execute(sql("accounts.revoke_token"), (at, id))
    if db.changes() == 0:
        raise NotFound(f"there is no token {id!r}")


def _failed(db: apsw.Connection, key: str, now: datetime) -> None:
    db.execute(sql("accounts.failed"), (key, codec.micros(now)))
    db.execute(sql("accounts.forget_failures"), (codec.micros(now - _REMEMBERED),))


def _address(email: str) -> str:
    return email.strip().casefold()


def _user(row: Row) -> User:
    id, email, name, role, company, active, language = row
    return User(id, email, name, Role(role), company, bool(active), language)


def _token(row: Row) -> Token:
    id, scope, label, company, source, user = row
    return Token(id, Scope(scope), label, company, source, user)
