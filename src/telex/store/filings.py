"""What arrived, byte for byte, with the answer that was given: for the operator alone, and for repeats."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import partial

import apsw

from telex.errors import NotFound, Stale
from telex.model.dispatch import Dispatch
from telex.model.facts import Facts
from telex.model.filing import Filed, Filing
from telex.model.record import KeptFiling, Reread
from telex.store import codec, log
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import sql


class Filings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def answered(self, sender: str, key: str) -> tuple[str, Filed] | None:
        with self._database.read() as db:
            row = db.execute(sql("filings.answered"), (sender, key)).fetchone()
        return None if row is None else (row[0], Filed(*row[1:]))

    async def same(self, source: str | None, sha256: str) -> Filed | None:
        with self._database.read() as db:
            row = db.execute(sql("filings.same"), (source, sha256)).fetchone()
        return None if row is None else Filed(*row)

    async def of(self, item: str) -> list[KeptFiling]:
        with self._database.read() as db:
            return [_kept(row) for row in db.execute(sql("filings.of"), (item,))]

    async def page(self, *, after: str | None, limit: int, source: str | None = None) -> list[KeptFiling]:
        with self._database.read() as db:
            place = 0 if after is None else db.execute(sql("filings.place"), (after,)).get
            if place is None:
                raise NotFound(f"there is no filing {after!r} to go on from; start from the beginning")
            name = "filings.page" if source is None else "filings.page_of"
            return [_kept(row) for row in db.execute(sql(name), {"after": place, "limit": limit, "source": source})]

    async def facts(self, id: str) -> Facts | None:
        with self._database.read() as db:
            text = db.execute(sql("filings.facts"), (id,)).get
        return None if text is None else codec.facts(text)

    async def reread(self, result: Reread, facts: Facts, now: datetime) -> None:
        await self._database.write(partial(_reread, result=result, facts=facts, now=now))

    async def unnamed(self, model: str, language: str, *, after: int, limit: int) -> list[tuple[int, str]]:
        values = {"model": model, "language": language, "after": after, "limit": limit}
        with self._database.read() as db:
            return [(int(position), str(id)) for position, id in db.execute(sql("filings.unnamed"), values)]

    async def named(self, id: str, facts: Facts, model: str, now: datetime) -> bool:
        return await self._database.write(partial(_named, id=id, facts=facts, model=model, now=now))


def add(
    db: apsw.Connection, filing: Filing, dispatch: Dispatch, *, version: int | None, position: int | None, state: str
) -> str:
    """Keeps a filing with its answer and returns its id. For the writer alone. Raises Stale when another filing of the
    same sender took the key meanwhile: it has an answer now."""
    id, sender = secrets.token_urlsafe(12), filing.source or filing.by or ""
    if filing.key is not None and db.execute(sql("filings.key_taken"), (sender, filing.key)).get is not None:
        raise Stale("another filing with this Idempotency-Key was recorded meanwhile")
    db.execute(
        sql("filings.add"),
        {
            "id": id,
            "source": filing.source,
            "sender": sender,
            "key": filing.key,
            "sha256": filing.sha256,
            "ordered": filing.order is not None,
            "envelope": codec.envelope(filing),
            "body": filing.body,
            "item": dispatch.id,
            "uri": dispatch.uri,
            "version": version,
            "position": position,
            "state": state,
        },
    )
    return id


def answer(db: apsw.Connection, id: str, *, version: int | None, position: int | None, state: str) -> None:
    """What became of a filing that was held: from now on this is its answer."""
    db.execute(sql("filings.answer"), {"id": id, "version": version, "position": position, "state": state})


def add_reading(
    db: apsw.Connection, filing: str, facts: Facts | None, now: datetime, *, model: str | None = None
) -> None:
    if facts is not None:
        db.execute(
            sql("filings.add_reading"),
            {
                "filing": filing,
                "reader_version": facts.reader_version,
                "facts": codec.encode(facts),
                "at": codec.micros(now),
                "model": model,
            },
        )


def _named(db: apsw.Connection, id: str, facts: Facts, model: str, now: datetime) -> bool:
    gone = db.execute(sql("filings.facts"), (id,)).get is None or db.execute(sql("filings.killed"), (id,)).get
    if gone or db.execute(sql("filings.named"), (id, model)).get is not None:
        return False
    add_reading(db, id, facts, now, model=model)
    return True


def _reread(db: apsw.Connection, result: Reread, facts: Facts, now: datetime) -> None:
    if db.execute(sql("filings.place"), (result.filing,)).get is None:
        raise NotFound(f"there is no filing {result.filing!r}")
    row = (
        result.filing,
        result.item,
        result.reader_version,
        result.same,
        codec.texts(result.changed),
        log.saw(db, now),
    )
    db.execute(sql("filings.add_reread"), row)
    if db.execute(sql("filings.killed"), (result.filing,)).get is None:  # a killed text does not come back this way
        add_reading(db, result.filing, facts, now)


def _kept(row: Row) -> KeptFiling:
    id, envelope, body, item, version, position, state = row
    return KeptFiling(id, codec.filing(envelope, body), item, version, position, state)
