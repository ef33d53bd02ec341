"""Compiled standing queries by canonical text: a cache, never the truth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import apsw

from telex.store import codec
from telex.store.engine import Database
from telex.store.sql import rows, sql

CHUNK = 5_000
"""Plans in one commit: the writer is not kept from the wire for longer than a short batch."""


class Plans:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, versions: tuple[int, ...]) -> dict[str, bytes]:
        with self._database.read() as db:
            return dict(rows(db, "plans.all", (codec.encode(versions),)))

    async def put(self, versions: tuple[int, ...], plans: Sequence[tuple[str, bytes]]) -> None:
        """Those of other versions are dropped first."""
        known = codec.encode(versions)
        await self._database.write(partial(_drop_others, versions=known))
        for start in range(0, len(plans), CHUNK):
            some = [(query, known, body) for query, body in plans[start : start + CHUNK]]
            await self._database.write(partial(_put, plans=some))


def _drop_others(db: apsw.Connection, versions: str) -> None:
    db.execute(sql("plans.drop_others"), (versions,))


def _put(db: apsw.Connection, plans: list[tuple[str, str, bytes]]) -> None:
    db.executemany(sql("plans.put"), plans)
