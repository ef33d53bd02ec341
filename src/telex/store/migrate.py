"""The schema, step by step: numbered files, each applied once, in order, in a commit of its own; forward only."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

import apsw

from telex.errors import Unsafe
from telex.store import codec
from telex.store.connection import APPLICATION

_REGISTER = "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)"


def migrations() -> list[tuple[int, str, str]]:
    """Number, name and text of each step, ascending."""
    folder = resources.files("telex.store").joinpath("migrations")
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return [(int(name[:4]), name, folder.joinpath(name).read_text(encoding="utf-8")) for name in files]


def migrate(db: apsw.Connection, now: datetime) -> list[str]:
    """Brings a store up to this program's schema and returns the names of the steps that were applied.

    Raises Unsafe, having changed nothing, when the store is newer than this program.
    """
    done = applied(db)
    steps = migrations()
    _refuse_newer(done, steps)
    fresh = [step for step in steps if step[0] not in done]
    for number, name, text in fresh:
        with db:
            db.execute(_REGISTER)
            db.execute(text)
            db.execute("INSERT INTO migration VALUES (?, ?, ?)", (number, name, codec.micros(now)))
            db.execute(f"PRAGMA application_id = {APPLICATION}")
    return [name for _, name, _ in fresh]


def check_current(db: apsw.Connection) -> None:
    """For those who only read: raises Unsafe unless the store has exactly this program's schema."""
    done = applied(db)
    steps = migrations()
    _refuse_newer(done, steps)
    if len(done) < len(steps):
        raise Unsafe("the store was made by an older Telex: start `telex serve` once, which brings it up to date")


def applied(db: apsw.Connection) -> set[int]:
    """Numbers of the steps that the store has."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "migration" not in tables:
        return set()
    return {number for (number,) in db.execute("SELECT number FROM migration")}


def _refuse_newer(done: set[int], steps: list[tuple[int, str, str]]) -> None:
    known = {number for number, _, _ in steps}
    if not done <= known:
        raise Unsafe(
            f"the store has schema {max(done)}, this Telex knows {max(known)}: it was written by a newer Telex; "
            "upgrade this one, or use another store"
        )
