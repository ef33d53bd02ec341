"""What must happen at an hour, once. A timer goes in the same commit as what it was for."""

from __future__ import annotations

import secrets
from datetime import datetime

import apsw

from telex.model.record import Timer
from telex.store import codec
from telex.store.engine import Database
from telex.store.sql import rows, sql


class Timers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> list[Timer]:
        with self._database.read() as db:
            found = rows(db, "timers.due", (codec.micros(now), limit))
        return [Timer(id, kind, key, codec.instant(due)) for id, kind, key, due in found]

    async def next(self) -> datetime | None:
        with self._database.read() as db:
            return codec.instant_or_none(db.execute(sql("timers.next")).get)


def put(db: apsw.Connection, key: str, due: datetime | None) -> None:
    """A release timer for a hold; none for a hold without an hour."""
    if due is not None:
        db.execute(sql("timers.add"), (secrets.token_urlsafe(9), "release", key, codec.micros(due)))
