"""What could not be read, kept with its reason, so that it can be read again."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial

import apsw

from telex.errors import NotFound
from telex.model.filing import Filing
from telex.model.record import Quarantined
from telex.store import codec, log
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import sql

KEPT_BYTES = 65_536
"""Of a filing over the size limit."""

_Rows = list[Quarantined]


class Quarantine:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, filing: Filing, code: str, reason: str, now: datetime, *, size: int, sha256: str) -> str:
        whole = size <= len(filing.body)
        kept = filing if whole else replace(filing, body=filing.body[:KEPT_BYTES])
        values: dict[str, str | int | bytes | None] = {
            "reason": reason,
            "code": code,
            "size": size,
            "sha256": sha256,
            "source": filing.source,
            "envelope": codec.envelope(kept),
            "body": kept.body,
            "whole": whole,
        }
        return await self._database.write(partial(_put, values=values, now=now))

    async def list(self, *, resolved: bool = False) -> _Rows:
        """In order of arrival; `resolved` adds those that are settled."""
        with self._database.read() as db:
            return [_quarantined(row) for row in db.execute(sql("quarantine.list"), {"resolved": resolved})]

    async def get(self, id: str) -> tuple[Quarantined, Filing] | None:
        with self._database.read() as db:
            row = db.execute(sql("quarantine.get"), {"id": id}).fetchone()
        if row is None:
            return None
        *columns, body = row
        return _quarantined(tuple(columns)), codec.filing(columns[-1], body)

    async def resolve(self, id: str, now: datetime) -> None:
        await self._database.write(partial(_resolve, id=id, at=codec.micros(now)))


def _put(db: apsw.Connection, values: dict[str, str | int | bytes | None], now: datetime) -> str:
    known = db.execute(sql("quarantine.known"), values).get
    if known is not None:
        return str(known)
    id = secrets.token_urlsafe(12)
    db.execute(sql("quarantine.add"), {**values, "id": id, "at": log.saw(db, now)})
    return id


def _resolve(db: apsw.Connection, id: str, at: int) -> None:
    db.execute(sql("quarantine.resolve"), (at, id))
    if db.changes() == 0:
        raise NotFound(f"there is no filing {id!r} in quarantine")


def _quarantined(row: Row) -> Quarantined:
    id, at, reason, code, size, sha256, source, whole, resolved_at, envelope = row
    filing = codec.filing(envelope, b"")
    return Quarantined(
        id, codec.instant(at), reason, code, size, sha256, source, filing.name, filing.media_type, bool(whole),
        codec.instant_or_none(resolved_at),
    )  # fmt: skip
