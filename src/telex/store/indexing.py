"""The words of the newest usable versions in FTS5: what is put in and taken out, and the index made anew.

An index belongs to one analysis and one list of columns; a program with others makes a new one at its start. That grows
beside the one in use, batch by batch, and takes its place in one commit: nobody ever reads half of it, and a process that
dies on the way goes on at the next start.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from telex.errors import Unsafe
from telex.model.dispatch import Dispatch
from telex.routing.document import columns
from telex.routing.fts import COLUMNS
from telex.routing.terms import ANALYSIS_VERSION
from telex.store import codec
from telex.store.sql import rows, sql

BATCH = 500
"""Dispatches in one commit of a new index: 2 MB of text, of the usual size."""
_NEXT = "search_next"


def put(db: apsw.Connection, dispatch: Dispatch) -> None:
    """The words of an item's newest version, in place of those of the one before. For the writer alone."""
    place = remove(db, dispatch.id)
    _add(db, "search", place, dispatch)


def remove(db: apsw.Connection, item: str) -> int:
    """Takes an item's words out (`secure-delete`: out of the index's pages too) and returns its place in the table."""
    place: int = db.execute(sql("search.place"), (item,)).get
    db.execute(sql("search.remove"), (place,))
    return place


def check(db: apsw.Connection) -> None:
    """For those who only read: raises Unsafe unless the index is whole and of this program's analysis."""
    if db.execute(sql("search.made")).get != _made_with():
        raise Unsafe(
            "the search index was made by another Telex, or its successor is not ready: start `telex serve` once, which "
            "makes it anew, and try again when it is up"
        )


def renew(db: apsw.Connection, progress: Callable[[int], None] | None) -> None:
    """Makes the index anew where the one in use is of another analysis. `progress` is told how many are in, batch by batch.

    To be called before anything else writes: a kill during the work would be missed.
    """
    wanted = _made_with()
    if db.execute(sql("search.made")).get == wanted:
        _drop_unfinished(db)
        return
    after, done = _begin(db, wanted)
    while texts := rows(db, "search.texts", {"after": after, "limit": BATCH}):
        after, done = int(texts[-1][0]), done + len(texts)
        with db:
            for place, body in texts:
                _add(db, _NEXT, place, codec.dispatch(body))
            db.execute(sql("search.set_making"), (codec.encode((wanted, after, done)),))
        if progress is not None:
            progress(done)
    with db:
        db.execute("DROP TABLE search")
        db.execute(f"ALTER TABLE {_NEXT} RENAME TO search")
        db.execute(sql("search.not_making"))
        db.execute(sql("search.set_made"), (wanted,))


def _made_with() -> str:
    return f"{ANALYSIS_VERSION} {' '.join(COLUMNS)}"


def _begin(db: apsw.Connection, wanted: str) -> tuple[int, int]:
    """Where an unfinished index goes on: the last place in it and how many it has. One of another analysis is dropped."""
    making = db.execute(sql("search.making")).get
    if making is not None:
        of, after, done = codec.making(making)
        if of == wanted:
            return after, done
    with db:
        db.execute(f"DROP TABLE IF EXISTS {_NEXT}")
        db.execute(f"CREATE VIRTUAL TABLE {_NEXT} USING fts5 ({', '.join(COLUMNS)}, tokenize = 'telex')")
        db.execute(f"INSERT INTO {_NEXT} ({_NEXT}, rank) VALUES ('secure-delete', 1)")
        db.execute(sql("search.set_making"), (codec.encode((wanted, 0, 0)),))
    return 0, 0


def _drop_unfinished(db: apsw.Connection) -> None:
    """Begun by a program of another analysis: it would miss what happens from now on, kills too."""
    if db.execute(sql("search.making")).get is not None:
        with db:
            db.execute(f"DROP TABLE IF EXISTS {_NEXT}")
            db.execute(sql("search.not_making"))


def _add(db: apsw.Connection, table: str, place: int, dispatch: Dispatch) -> None:
    texts = columns(dispatch)
    insert = f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
    db.execute(insert, (place, *(texts[name] for name in COLUMNS)))
