"""Stretches of the archive by place, without the texts: how a dry run finds what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import apsw

from telex.errors import Invalid
from telex.model.record import Selection, Stored
from telex.store import codec, log, search
from telex.store.engine import Database
from telex.store.rows import stored
from telex.store.sql import sql


class Windows:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def span(self, since: datetime) -> tuple[int, int]:
        with self._database.read() as db:
            return log.position_at(db, since), int(db.execute(sql("log.head")).get) + 1

    async def proposed(self, match: str | None, low: int, high: int) -> list[int]:
        text = sql("windows.items") if match is None else sql("windows.proposed")
        with self._database.read() as db:
            try:
                return [place for (place,) in db.execute(text, {"match": match, "low": low, "high": high})]
            except apsw.SQLError as error:
                raise Invalid(f"the query cannot be tried ({error}); write it more simply") from error

    async def opened(self, selection: Selection, places: Sequence[int]) -> list[int]:
        if search.blind(selection):
            return []
        values = {**search.parameters(selection), "places": codec.encode(places)}
        with self._database.read() as db:
            return [place for (place,) in db.execute(search.opened(selection), values)]

    async def at(self, places: Sequence[int]) -> list[Stored]:
        with self._database.read() as db:
            return [stored(row) for row in db.execute(sql("windows.at"), {"places": codec.encode(places)})]
