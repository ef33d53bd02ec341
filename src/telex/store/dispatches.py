"""Recorded versions, read. Nothing held is ever in here: no query of `queries/dispatches.sql` names that table."""

from __future__ import annotations

from typing import Any

import apsw

from telex.errors import Invalid
from telex.model.delivery import Slip
from telex.model.facts import Facts
from telex.model.record import Known, Selection, Stored
from telex.store import amendments, codec, search
from telex.store.engine import Database
from telex.store.holds import held_of
from telex.store.rows import stored
from telex.store.sql import rows, sql

_LAST = 2**63 - 1


class Dispatches:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def lineage(
        self, *, id: str | None, uri: str | None, evolved_from: str | None, translation_of: str | None
    ) -> Known:
        if not (id or uri or evolved_from or translation_of):
            return Known()  # a text that names nothing, as most are: nothing to look for
        with self._database.read() as db:
            newest = _newest(db, id) or _by_uri(db, uri)
            item = newest.dispatch.id if newest is not None else None
            held = held_of(db, item or id, uri)
            mine = item or (held.dispatch.id if held is not None else None)
            return Known(
                newest=newest,
                held=held.dispatch if held is not None else None,
                versions=_column(db, "dispatches.numbers", item),
                evolved_from=_newest(db, evolved_from) or _by_uri(db, evolved_from),
                original=_newest(db, translation_of) or _by_uri(db, translation_of),
                carried_before=frozenset(_column(db, "dispatches.carried_before", item)),
                amendments=() if mine is None else amendments.of(db, mine),
            )

    async def newest(self, id: str) -> Stored | None:
        with self._database.read() as db:
            return _newest(db, id)

    async def version(self, id: str, version: int) -> Stored | None:
        with self._database.read() as db:
            return _one(db, "dispatches.version", {"id": id, "version": version})

    async def versions(self, id: str) -> list[Stored]:
        with self._database.read() as db:
            return [stored(row) for row in db.execute(sql("dispatches.versions"), {"id": id})]

    async def by_uri(self, uri: str) -> Stored | None:
        with self._database.read() as db:
            return _by_uri(db, uri)

    async def at(self, position: int) -> Stored | None:
        with self._database.read() as db:
            return _one(db, "dispatches.at", {"position": position})

    async def live(self, selection: Selection, *, before: int | None, limit: int) -> list[Stored]:
        top = _LAST if before is None else before
        values = search.parameters(selection, before=top, limit=limit)
        return [] if search.blind(selection) else self._selected(search.live(selection), values)

    async def changed(self, selection: Selection, *, after: int, limit: int) -> list[Stored]:
        values = search.parameters(selection, after=after, limit=limit)
        return [] if search.blind(selection) else self._selected(search.changed(selection), values)

    async def count(self, selection: Selection) -> int:
        if search.blind(selection):
            return 0
        with self._database.read() as db:
            return int(_matched(db, search.count(selection), search.parameters(selection))[0][0])

    async def facts(self, id: str, version: int) -> Facts | None:
        with self._database.read() as db:
            text = db.execute(sql("dispatches.facts"), {"id": id, "version": version}).get
        return None if text is None else codec.facts(text)

    async def named_facts(self, id: str, version: int) -> Facts | None:
        with self._database.read() as db:
            text = db.execute(sql("dispatches.named_facts"), {"id": id, "version": version}).get
        return None if text is None else codec.facts(text)

    async def slips(self, id: str) -> list[Slip]:
        with self._database.read() as db:
            found = rows(db, "dispatches.slips", {"id": id})
        whys: dict[str, dict[str, None]] = {}
        for subscriber, why in found:
            whys.setdefault(subscriber, {}).update(dict.fromkeys(codec.words(why)))
        return [Slip(subscriber, tuple(why)) for subscriber, why in whys.items()]

    def _selected(self, text: str, values: dict[str, Any]) -> list[Stored]:
        with self._database.read() as db:
            return [stored(row) for row in _matched(db, text, values)]


def _matched(db: apsw.Connection, text: str, values: dict[str, Any]) -> list[Any]:
    try:
        return db.execute(text, values).fetchall()
    except apsw.SQLError as error:
        if values["match"] is None:
            raise
        raise Invalid(f"the search cannot be run ({error}); write it more simply") from error


def _column(db: apsw.Connection, name: str, item: str | None) -> tuple[Any, ...]:
    """One value a row; nothing of no item."""
    return () if item is None else tuple(value for (value,) in db.execute(sql(name), {"id": item}))


def _one(db: apsw.Connection, name: str, values: dict[str, Any]) -> Stored | None:
    row = db.execute(sql(name), values).fetchone()
    return None if row is None else stored(row)


def _newest(db: apsw.Connection, id: str | None) -> Stored | None:
    return None if id is None else _one(db, "dispatches.newest", {"id": id})


def _by_uri(db: apsw.Connection, uri: str | None) -> Stored | None:
    return None if uri is None else _one(db, "dispatches.by_uri", {"uri": uri})
