"""The floor under the library, the steps of the schema, and the named queries."""

from __future__ import annotations

import re
from importlib import resources

import apsw
import pytest

from telex.errors import Unsafe
from telex.store.connection import check_floor, connect
from telex.store.migrate import migrate, migrations
from telex.store.sql import names, sql
from telex.store.sqlite import open_store

pytestmark = pytest.mark.anyio

NOUNS = [f.name[:-4] for f in resources.files("telex.store").joinpath("queries").iterdir() if f.name.endswith(".sql")]


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.50.7", "3.7.0"])
def test_a_library_below_the_floor_is_refused(version):
    with pytest.raises(Unsafe, match=version):
        check_floor(version)


@pytest.mark.parametrize("version", ["3.51.3", "3.53.0", "3.54.1", "4.0.0"])
def test_a_library_from_the_floor_on_is_taken(version):
    check_floor(version)


def test_the_library_in_use_is_checked_when_a_store_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    with pytest.raises(Unsafe, match="apsw"):
        open_store(tmp_path / "wire.db")
    assert list(tmp_path.iterdir()) == []


def test_the_steps_are_numbered_without_a_gap():
    assert [number for number, _, _ in migrations()] == list(range(1, len(migrations()) + 1))


async def test_each_step_is_applied_once(tmp_path):
    store = open_store(tmp_path / "wire.db")
    await store.close()
    store = open_store(tmp_path / "wire.db")
    await store.close()
    with connect(tmp_path / "wire.db", writes=False) as db:
        assert db.execute("SELECT number, name FROM migration").fetchall() == [
            (number, name) for number, name, _ in migrations()
        ]


async def test_a_store_of_a_newer_telex_is_refused_untouched(tmp_path):
    path = tmp_path / "wire.db"
    await open_store(path).close()
    with connect(path, writes=True) as db:
        db.execute("INSERT INTO migration VALUES (9999, 'from the future', 0)")
    db.close()
    for exclusive in (True, False):
        with pytest.raises(Unsafe, match=r"schema 9999.*newer Telex"):
            open_store(path, exclusive=exclusive)


def test_a_database_of_another_program_is_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    db = apsw.Connection(str(path))
    db.execute("CREATE TABLE recipes (name)")
    db.close()
    with pytest.raises(Unsafe, match="another program"):
        open_store(path)
    db = apsw.Connection(str(path))
    assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipes",)]
    db.close()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear reader, " * 500)
    with pytest.raises(Unsafe):
        open_store(path)
    assert path.read_bytes() == b"Dear reader, " * 500


def test_a_reader_does_not_bring_an_older_store_up_to_date(tmp_path):
    path = tmp_path / "wire.db"
    path.touch()
    with pytest.raises(Unsafe, match="older Telex"):
        open_store(path, exclusive=False)


def test_the_pragmas_that_promises_rest_on_are_set(tmp_path):
    db = connect(tmp_path / "wire.db", writes=True)
    assert [db.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")] == [
        "wal", 2, 1, 1,
    ]  # fmt: skip
    assert db.pragma("temp_store") == 2  # the pages that a savepoint keeps hold text: never in a file of their own
    db.close()


@pytest.mark.parametrize("noun", NOUNS)
def test_each_named_query_of_a_noun_can_be_prepared(tmp_path, unit, noun):
    db = connect(tmp_path / "wire.db", writes=True)
    migrate(db, unit("one").now)
    fragments = {"visible", "windows.opened", "dispatches.columns", "dispatches.stored", "dispatches.live"}
    fragments |= {"dispatches.matching"}
    for name in names(noun):
        if noun in fragments or f"{noun}.{name}" in fragments:
            continue
        db.cursor().execute(f"EXPLAIN {sql(f'{noun}.{name}')}", _anything(sql(f"{noun}.{name}")))
    db.close()


def _anything(text):
    found = re.findall(r":([a-z_0-9]+)", text)
    return dict.fromkeys(found) if found else (None,) * text.count("?")


def test_only_the_desk_s_own_queries_name_what_is_held():
    for noun in NOUNS:
        for name in names(noun):
            if re.search(r"\bheld\b", sql(f"{noun}.{name}")):
                assert noun == "holds", name
