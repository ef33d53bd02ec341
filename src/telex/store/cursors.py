"""How far each reader of the log has come that works by itself: a restart goes on where it was."""

from __future__ import annotations

from functools import partial

import apsw

from telex.store.engine import Database
from telex.store.sql import sql


class Cursors:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def at(self, name: str) -> int | None:
        with self._database.read() as db:
            found = db.execute(sql("cursors.at"), (name,)).get
        return None if found is None else int(found)

    async def put(self, name: str, position: int) -> None:
        await self._database.write(partial(_put, name=name, position=position))


def _put(db: apsw.Connection, name: str, position: int) -> None:
    db.execute(sql("cursors.put"), (name, position))
