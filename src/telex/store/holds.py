"""Versions that wait for their hour or for an editor: a table of their own, which no reader's query names."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import partial

import apsw

from telex.errors import NotFound
from telex.model.dispatch import Dispatch
from telex.model.record import Held, Hold
from telex.store import codec, filings, log, timers
from telex.store.basis import check_relied_on
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import rows, sql

_GONE = "this version is no longer held: it went out, or was thrown away"


class Holds:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def hold(self, unit: Hold) -> str:
        return await self._database.write(partial(_hold, unit=unit))

    async def all(self) -> list[Held]:
        with self._database.read() as db:
            return [_held(row) for row in db.execute(sql("holds.all"))]

    async def get(self, id: str) -> Held | None:
        with self._database.read() as db:
            row = db.execute(sql("holds.get"), {"id": id}).fetchone()
        return None if row is None else _held(row)

    async def move(self, id: str, due: datetime | None, dispatch: Dispatch) -> None:
        await self._database.write(partial(_move, id=id, due=due, dispatch=dispatch))

    async def offer(self, id: str, carried: frozenset[str] | None) -> None:
        await self._database.write(partial(_offer, id=id, carried=carried))

    async def offered(self) -> list[Held]:
        with self._database.read() as db:
            return [_held(row) for row in db.execute(sql("holds.offered"))]

    async def drop(self, id: str) -> None:
        await self._database.write(partial(_drop, id=id))


def held_of(db: apsw.Connection, item: str | None, uri: str | None) -> Held | None:
    """The version of an item that waits, the latest if there are several."""
    row = db.execute(sql("holds.of_item"), {"item": item, "uri": uri}).fetchone()
    return None if row is None else _held(row)


def forget(db: apsw.Connection, id: str, state: str) -> None:
    """Takes holds (by hold or item id) and their timers out; their filings are answered with `state` from now on."""
    for hold, filing in rows(db, "holds.ids", {"id": id}):
        filings.answer(db, filing, version=None, position=None, state=state)
        remove(db, hold)


def remove(db: apsw.Connection, hold: str) -> None:
    db.execute(sql("timers.drop"), (hold,))
    db.execute(sql("holds.drop"), (hold,))


def _hold(db: apsw.Connection, unit: Hold) -> str:
    d, id = unit.dispatch, secrets.token_urlsafe(12)
    since = log.saw(db, unit.now)
    check_relied_on(db, d.id, d.uri, unit.relied_on)
    forget(db, d.id, "replaced")
    filing = filings.add(db, unit.filing, d, version=None, position=None, state="held")
    filings.add_reading(db, filing, unit.facts, unit.now)
    db.execute(
        sql("holds.add"),
        {
            "id": id,
            "item": d.id,
            "uri": d.uri,
            "body": codec.encode(d),
            "due": codec.micros_or_none(unit.due),
            "reason": unit.reason,
            "since": since,
            "relied_on": unit.relied_on,
            "filing": filing,
        },
    )
    timers.put(db, id, unit.due)
    return id


def _move(db: apsw.Connection, id: str, due: datetime | None, dispatch: Dispatch) -> None:
    held = db.execute(sql("holds.get"), {"id": id}).fetchone()
    if held is None:
        raise NotFound(_GONE)
    hold = _held(held).id
    db.execute(sql("holds.move"), {"id": hold, "due": codec.micros_or_none(due), "body": codec.encode(dispatch)})
    db.execute(sql("timers.drop"), (hold,))
    timers.put(db, hold, due)


def _offer(db: apsw.Connection, id: str, carried: frozenset[str] | None) -> None:
    advance = None if carried is None else codec.texts(sorted(carried))
    db.execute(sql("holds.offer"), {"id": id, "advance": advance})
    if db.changes() == 0:
        raise NotFound(_GONE)


def _drop(db: apsw.Connection, id: str) -> None:
    if db.execute(sql("holds.get"), {"id": id}).fetchone() is None:
        raise NotFound(_GONE)
    forget(db, id, "killed")


def _held(row: Row) -> Held:
    id, body, due, reason, since, relied_on, advance = row
    return Held(
        id,
        codec.dispatch(body),
        codec.instant_or_none(due),
        reason,
        codec.instant(since),
        relied_on,
        None if advance is None else frozenset(codec.words(advance)),
    )
