"""The SQLite file in use: one writing connection behind the sequencer, a few reading ones."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import apsw

from telex.errors import Busy, Refused
from telex.store import indexing
from telex.store.connection import BUSY_MS, connect
from telex.store.faults import telex_errors, translate
from telex.store.migrate import check_current, migrate
from telex.store.sequencer import Sequencer
from telex.store.sql import sql

READERS = 4
"""Reading connections kept. Reads run on the caller's own thread and take well under a millisecond."""
SCRUB_WAIT_MS = 100
"""How long a checkpoint after a kill may wait for readers of other processes before it is put off."""

Clock = Callable[[], datetime]
T = TypeVar("T")


class Writer:
    """The writing connection as the sequencer drives it. Only the writer's thread uses it."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self._first = False
        """Nothing stands before the next request in this transaction: to undo it is to undo the transaction."""

    def begin(self) -> None:
        with telex_errors():
            self.db.execute("BEGIN IMMEDIATE")
        self._first = True

    def attempt(self, work: Callable[[apsw.Connection], Any]) -> Any:
        """The first request of a transaction needs no savepoint, which copies each page before it is changed."""
        first, self._first = self._first, False
        try:
            if first:
                return work(self.db)
            self.db.execute("SAVEPOINT request")
            result = work(self.db)
            self.db.execute("RELEASE request")
        except Exception as error:
            if self.whole():
                self._undo(first)
            raise translate(error) from error
        return result

    def _undo(self, first: bool) -> None:
        with telex_errors():
            if first:
                self.db.execute("ROLLBACK")
                self.begin()
            else:
                self.db.execute("ROLLBACK TO request")
                self.db.execute("RELEASE request")

    def whole(self) -> bool:
        return self.db.in_transaction

    def commit(self) -> None:
        with telex_errors():
            self.db.execute("COMMIT")

    def rollback(self) -> None:
        if self.db.in_transaction:
            with suppress(apsw.Error):
                self.db.execute("ROLLBACK")

    def after(self) -> None:
        """After a kill the write-ahead log still holds the text: it is emptied. If a reader is in the way, or the
        process ends before, the mark in `meta` has it done after the next commit or at the next start."""
        with suppress(apsw.Error):
            if self.db.execute(sql("log.scrub_due")).get is None:
                return
            self.db.set_busy_timeout(SCRUB_WAIT_MS)
            try:
                busy, _, _ = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
                if not busy:
                    self.db.execute(sql("log.scrubbed"))
            finally:
                self.db.set_busy_timeout(BUSY_MS)


class Database:
    """What the nouns are given: `read` inline, `write` through the sequencer."""

    def __init__(
        self, path: Path, clock: Clock, *, writes: bool, progress: Callable[[int], None] | None = None
    ) -> None:
        self.path = path
        self.clock = clock
        self._readers: queue.LifoQueue[apsw.Connection | None] = queue.LifoQueue()
        self._writer: Writer | None = None
        self._sequencer: Sequencer[apsw.Connection] | None = None
        self._closed = False
        if writes:
            self._open_writer(progress)
        else:
            with telex_errors(), connect(path, writes=False) as db:
                check_current(db)
                indexing.check(db)
        for _ in range(READERS):
            self._readers.put(None)  # opened when first needed

    def _open_writer(self, progress: Callable[[int], None] | None) -> None:
        with telex_errors():
            db = connect(self.path, writes=True)
            try:
                migrate(db, self.clock())
                indexing.renew(db, progress)
            except BaseException:
                db.close()
                raise
        self._writer = Writer(db)
        self._writer.after()
        self._sequencer = Sequencer(self._writer)

    @contextmanager
    def read(self) -> Iterator[apsw.Connection]:
        """A reading connection within one snapshot. Not to be held across an await. Driver errors come out as Telex's."""
        if self._closed:
            raise Busy("the store is closed; open it again")
        held = self._readers.get()
        try:
            with telex_errors():
                held = held or connect(self.path, writes=False)
                held.execute("BEGIN")
                try:
                    yield held
                finally:
                    held.execute("ROLLBACK")
        finally:
            self._readers.put(held)

    def write(self, work: Callable[[apsw.Connection], T]) -> asyncio.Future[T]:
        """Hands a request to the writer at once; the future answers after the durable commit. Raises Busy, Refused."""
        if self._sequencer is None:
            raise Refused("the store was opened for reading alone: file through the running server, or stop it first")
        return self._sequencer.submit(work)

    def close(self) -> None:
        """Writes what is in line, then closes everything. Blocks. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        if self._sequencer is not None:
            self._sequencer.close()
        for _ in range(READERS):
            reader = self._readers.get()
            if reader is not None:
                reader.close()
        if self._writer is not None:
            self._writer.db.close()
