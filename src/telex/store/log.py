"""The log: one row for whatever happened, positions dense and in commit order."""

from __future__ import annotations

from datetime import datetime

import apsw

from telex.model.delivery import LogEntry
from telex.model.vocabulary import Kind
from telex.store import codec
from telex.store.engine import Database
from telex.store.sql import rows, sql


class Log:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, after: int, limit: int) -> list[LogEntry]:
        with self._database.read() as db:
            found = rows(db, "log.read", {"after": after, "limit": limit})
        return [
            LogEntry(position, codec.instant(at), Kind(kind), item, version, cause)
            for position, at, kind, item, version, cause in found
        ]

    async def head(self) -> int:
        with self._database.read() as db:
            return int(db.execute(sql("log.head")).get)

    async def earliest(self) -> int:
        with self._database.read() as db:
            return int(db.execute(sql("log.earliest")).get)

    async def seen_now(self, now: datetime) -> datetime:
        with self._database.read() as db:
            latest = db.execute(sql("log.latest")).get
        return now if latest is None else max(now, codec.instant(latest))


def position_at(db: apsw.Connection, instant: datetime) -> int:
    """The first position of an instant or later; the one to come where there is none. Some 20 looks in a log of a million.

    Rows are in commit order, and their instants are too but for what several callers decided at nearly the same moment.
    """
    at = codec.micros(instant)
    low, high = int(db.execute(sql("log.earliest")).get) + 1, int(db.execute(sql("log.head")).get) + 1
    while low < high:
        middle = (low + high) // 2
        if db.execute(sql("log.instant"), (middle,)).get < at:
            low = middle + 1
        else:
            high = middle
    return low


def append(
    db: apsw.Connection,
    now: datetime,
    kind: Kind,
    *,
    item: str | None = None,
    version: int | None = None,
    cause: str | None = None,
) -> int:
    """Adds the next row and returns its position. For the writer alone, inside its transaction."""
    at = saw(db, now)
    position: int = db.execute(sql("log.append"), (at, kind.value, item, version, cause)).get
    return position


def saw(db: apsw.Connection, now: datetime) -> int:
    """Remembers the latest instant: the clock never runs backwards across a restart. Returns `now` in microseconds."""
    at = codec.micros(now)
    db.execute(sql("log.saw"), (at,))
    return at
