"""Where dispatches come from, what the poller remembers of each, and page layouts that the operator added."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import apsw
import msgspec

from telex.model.company import Source
from telex.store import codec
from telex.store.engine import Database
from telex.store.sql import rows, sql

_source = msgspec.json.Decoder(Source)
_state = msgspec.json.Decoder(dict[str, str])


class Sources:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, source: Source, now: datetime) -> None:
        await self._database.write(partial(_put, source=source, at=codec.micros(now)))

    async def get(self, id: str) -> Source | None:
        with self._database.read() as db:
            text = db.execute(sql("sources.get"), (id,)).get
        return None if text is None else _source.decode(text)

    async def all(self) -> list[Source]:
        with self._database.read() as db:
            return [_source.decode(text) for (text,) in db.execute(sql("sources.all"))]

    async def state(self, id: str) -> dict[str, str]:
        with self._database.read() as db:
            text = db.execute(sql("sources.state"), (id,)).get
        return {} if text is None else _state.decode(text)

    async def remember(self, id: str, state: dict[str, str]) -> None:
        await self._database.write(partial(_remember, id=id, state=state))

    async def put_profile(self, id: str, toml: str, now: datetime) -> None:
        await self._database.write(partial(_put_profile, id=id, toml=toml, at=codec.micros(now)))

    async def profiles(self) -> dict[str, str]:
        with self._database.read() as db:
            return {str(id): str(toml) for id, toml in rows(db, "sources.profiles")}


def _put(db: apsw.Connection, source: Source, at: int) -> None:
    db.execute(sql("sources.put"), (source.id, codec.encode(source), at))


def _remember(db: apsw.Connection, id: str, state: dict[str, str]) -> None:
    db.execute(sql("sources.remember"), (id, codec.encode(state)))


def _put_profile(db: apsw.Connection, id: str, toml: str, at: int) -> None:
    db.execute(sql("sources.put_profile"), (id, toml, at))
