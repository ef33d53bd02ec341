"""One connection to the store: the floor under the library, the pragmas, the tokenizer.

Only apsw ever opens the file. The standard library's SQLite may be below the floor, and two SQLite libraries on one file
in one process drop each other's locks (design/delivery.md section 2, traps 1 and 2).
"""

from __future__ import annotations

from pathlib import Path

import apsw

from telex.errors import Unsafe
from telex.routing import fts

FLOOR = (3, 51, 3)
"""First release without the WAL-reset bug, which may corrupt or lose commits with two connections."""
BUSY_MS = 5_000
STATEMENTS = 300
"""Prepared statements kept a connection: all queries of `queries/` with their variants."""
CACHE_KIB = 16_000
"""Pages the writer keeps. With SQLite's own 2 MB its index pages are read again for each dispatch."""
CHECKPOINT_PAGES = 4_000
"""Pages of the write-ahead log (16 MB) that one checkpoint takes over. Most are pages of indexes, which each dispatch
writes again and a checkpoint copies once. With these settings a dispatch of 340 words for 12 products writes 295 kB in 132
calls, with SQLite's own (2 MB, 1,000 pages, savepoints in a file) 491 kB in 192 (writes counted through an apsw VFS)."""
APPLICATION = 0x54454C58
"""`TELX`, the application id in the file's header."""


def check_floor(version: str | None = None) -> None:
    """Raises Unsafe when the SQLite library in apsw is below the floor. `version` is for the test."""
    version = apsw.sqlite_lib_version() if version is None else version
    if tuple(int(part) for part in version.split(".")[:3]) < FLOOR:
        raise Unsafe(
            f"SQLite {version} may lose commits (WAL-reset bug); Telex needs {'.'.join(map(str, FLOOR))} or later: "
            "install apsw 3.54.1 or later"
        )


def connect(path: Path, *, writes: bool) -> apsw.Connection:
    """A connection with everything set. A reader cannot write, whatever it is asked."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE if writes else apsw.SQLITE_OPEN_READONLY
    db = apsw.Connection(str(path), flags=flags, statementcachesize=STATEMENTS)
    db.set_busy_timeout(BUSY_MS)
    _refuse_foreign(db)
    db.register_fts5_tokenizer("telex", _tokenizer)
    db.execute("PRAGMA foreign_keys = ON")
    if writes:
        _prepare_writer(db)
    return db


def _refuse_foreign(db: apsw.Connection) -> None:
    """Before anything is set, since even the journal mode would change a file that is not ours."""
    if db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get is not None and db.pragma("application_id") != APPLICATION:
        raise Unsafe("this file is a database of another program, not a Telex store: give another path")


def _prepare_writer(db: apsw.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")  # an answer is given after the bytes are on the disk
    db.execute("PRAGMA secure_delete = ON")  # the pages of a killed text are overwritten, not only freed
    db.execute("PRAGMA temp_store = MEMORY")  # what a savepoint may undo never spills to a file of its own
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _tokenizer(_db: apsw.Connection, _arguments: list[str]) -> apsw.Tokenizer:
    """The words of `routing.terms`, both forms at one position, so that search, dry run and live match agree."""
    return fts.tokenize
