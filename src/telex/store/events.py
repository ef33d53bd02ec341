"""Events as the record knows them: their members, and the stretch of time around a date."""

from __future__ import annotations

from datetime import datetime

from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.record import Stored
from telex.store import codec
from telex.store.engine import Database
from telex.store.rows import Row, member, overlaid, stored
from telex.store.sql import sql


class Events:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def members(self, event: str) -> list[Stored]:
        with self._database.read() as db:
            return [stored(row) for row in db.execute(sql("dispatches.members"), {"event": event})]

    async def around(self, start: datetime, end: datetime, limit: int) -> list[tuple[Dispatch, Place, Member]]:
        """Of more than `limit`, the latest recorded ones."""
        return self._placed("events.around", {"start": codec.micros(start), "end": codec.micros(end), "limit": limit})

    async def arrived(self, since: datetime, limit: int) -> list[tuple[Dispatch, Place, Member]]:
        """Of more than `limit`, the latest recorded ones."""
        return self._placed("events.arrived", {"since": codec.micros(since), "limit": limit})

    def _placed(self, name: str, values: dict[str, int]) -> list[tuple[Dispatch, Place, Member]]:
        with self._database.read() as db:
            rows = db.execute(sql(name), values).fetchall()
        found = (_placed(row) for row in rows)
        return [placed for placed in found if placed is not None]


def _placed(row: Row) -> tuple[Dispatch, Place, Member] | None:
    body, status, published, killed, id, event, *rest = row
    found = member(id, event, rest)
    if found is None:
        return None
    place = Place(event, found.relation, found.related_to, found.evidence, codec.words(rest[5]), codec.words(rest[6]))
    return overlaid(body, status, published, killed), place, found
