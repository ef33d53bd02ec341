"""What readers were told because of their topics: rows made in the commit of the version, never changed but for `read_at`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import apsw

from telex.model.record import Record
from telex.model.topic import Alert, Told
from telex.store import codec
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import rows, sql


class Alerts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def told(self, *, item: str, event: str | None) -> list[Alert]:
        return self._found("alerts.told", item=item, event=event)

    async def inbox(self, user: str, now: datetime, *, before: int | None, limit: int) -> list[Alert]:
        values = {"user": user, "now": codec.micros(now), "limit": limit}
        if before is None:
            return self._found("alerts.inbox", **values)
        return self._found("alerts.inbox_before", **values, before=before)

    async def after(self, user: str, now: datetime, n: int, limit: int) -> list[Alert]:
        values = {"user": user, "now": codec.micros(now), "limit": limit}
        if n < 1:
            return self._found("alerts.first", **values)
        return self._found("alerts.after", **values, after=n)

    async def of(self, item: str, user: str) -> list[Alert]:
        return self._found("alerts.of", item=item, user=user)

    async def unread(self, user: str, now: datetime) -> int:
        with self._database.read() as db:
            return int(db.execute(sql("alerts.unread"), {"user": user, "now": codec.micros(now)}).get)

    async def read(self, user: str, ns: Sequence[int] | None, now: datetime) -> None:
        """The hour of the first reading is kept."""
        values: dict[str, Any] = {"user": user, "now": codec.micros(now)}
        name = "alerts.read_all"
        if ns is not None:
            name, values["ns"] = "alerts.read", codec.encode(tuple(ns))
        await self._database.write(partial(_read, name=name, values=values))

    async def waiting(self, user: str, now: datetime) -> list[Alert]:
        return self._found("alerts.waiting", user=user, now=codec.micros(now))

    def _found(self, name: str, **values: Any) -> list[Alert]:
        with self._database.read() as db:
            found = rows(db, name, values)
        return [_alert(row) for row in found]


def add(db: apsw.Connection, unit: Record, position: int) -> None:
    """The alerts of one unit, each user once. For the writer alone, after the version's row."""
    db.executemany(sql("alerts.add"), [_values(alert, position) for alert in unit.alerts])


def _read(db: apsw.Connection, name: str, values: dict[str, Any]) -> None:
    db.execute(sql(name), values)


def _values(alert: Alert, position: int) -> dict[str, Any]:
    return {
        "user": alert.user,
        "item": alert.item,
        "version": alert.version,
        "kind": alert.kind.value,
        "topics": codec.texts(alert.topics),
        "at": codec.micros(alert.at),
        "due": codec.micros(alert.due),
        "event": alert.event,
        "changes": codec.texts(alert.changes),
        "muted": alert.muted,
        "digest": alert.digest,
        "position": position,
    }


def _alert(row: Row) -> Alert:
    user, item, version, kind, topics, at, due, event, changes, muted, digest, n, position, read_at = row
    return Alert(
        user,
        item,
        version,
        Told(kind),
        codec.words(topics),
        codec.instant(at),
        codec.instant(due),
        event,
        codec.words(changes),
        bool(muted),
        bool(digest),
        n,
        position,
        codec.instant_or_none(read_at),
    )
