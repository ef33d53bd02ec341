"""The search index of another analysis is made anew at the start; nobody ever reads half of one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Unsafe
from telex.model.record import Selection
from telex.model.vocabulary import Kind
from telex.store import indexing
from telex.store.connection import connect
from telex.store.sqlite import open_store

pytestmark = pytest.mark.anyio

DYING = """
import os, sys
from pathlib import Path
from telex.store import indexing
from telex.store.sqlite import open_store

indexing.BATCH = 4
open_store(Path(sys.argv[1]), progress=lambda n: os._exit(9) if n == 8 else None)
"""


@pytest.fixture
async def aged(tmp_path, unit):
    """A store of 10 dispatches, one of them killed, whose index an earlier analysis made: it finds nothing in it."""
    path = tmp_path / "wire.db"
    store = open_store(path)
    for n in range(10):
        await store.record(unit(f"item-{n}", body=f"Le bac numéro {n} est reparti."))
    await store.record(unit("item-3", 2, kind=Kind.KILL))
    await store.close()
    _age(path)
    return path


def _age(path):
    db = connect(path, writes=True)
    db.execute("DELETE FROM search")
    db.execute("UPDATE meta SET value = '0 headline' WHERE key = 'search'")
    db.close()


@pytest.fixture
async def torn(aged):
    """The same, after a process that died while it made the new index: eight of nine texts are in."""
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", DYING, str(aged)], capture_output=True, text=True
    )
    assert done.returncode == 9, done.stderr
    return aged


async def _found(store, unit, match='"bac"'):
    selection = Selection(unit("one").now + timedelta(days=1), desk=True, match=match)
    return [s.dispatch.id for s in await store.dispatches.live(selection, before=None, limit=99)]


ALL = [f"item-{n}" for n in (9, 8, 7, 6, 5, 4, 2, 1, 0)]


async def test_an_index_of_another_analysis_is_made_anew_and_tells_how_far_it_is(aged, unit, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 4)
    steps = []
    store = open_store(aged, progress=steps.append)
    assert steps == [4, 8, 9]
    assert await _found(store, unit) == ALL
    await store.record(unit("item-5", 2, body="La navette est repartie."))
    assert await _found(store, unit) == [id for id in ALL if id != "item-5"]
    await store.record(unit("item-5", 3, kind=Kind.KILL))
    assert await _found(store, unit, '"navette"') == []
    assert store.check(thorough=True).sound
    await store.close()
    store = open_store(aged, progress=steps.append)
    assert steps == [4, 8, 9], "it is made once"
    await store.close()


async def test_a_process_that_dies_on_the_way_goes_on_at_the_next_start(torn, unit, monkeypatch):
    with pytest.raises(Unsafe, match="telex serve"):
        open_store(torn, exclusive=False)
    monkeypatch.setattr(indexing, "BATCH", 4)
    steps = []
    store = open_store(torn, progress=steps.append)
    assert steps == [9]
    assert await _found(store, unit) == ALL
    reader = open_store(torn, exclusive=False)
    assert await _found(reader, unit) == ALL
    await reader.close()
    await store.close()


async def test_what_one_program_began_another_does_not_go_on_with(torn, unit, monkeypatch):
    """It may have recorded and killed meanwhile: the unfinished index has none of that."""
    monkeypatch.setattr(indexing, "COLUMNS", indexing.COLUMNS[:4])
    steps = []
    store = open_store(torn, progress=steps.append)
    assert steps == [9]
    assert await _found(store, unit) == ALL
    await store.close()


async def test_an_unfinished_index_is_dropped_where_the_one_in_use_is_this_program_s(torn, unit):
    db = connect(torn, writes=True)
    db.execute(
        "UPDATE meta SET value = (SELECT value ->> 0 FROM meta WHERE key = 'search making') WHERE key = 'search'"
    )
    db.close()
    store = open_store(torn)
    assert await _found(store, unit) == [], "the old one stays in use"
    with store._database.read() as db:
        assert db.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'search_next%'").fetchall() == []
        assert db.execute("SELECT value FROM meta WHERE key = 'search making'").get is None
    await store.close()


async def test_what_is_taken_out_of_a_new_index_is_gone_from_the_bytes(aged, unit):
    store = open_store(aged)
    killed = unit("item-7", 2, kind=Kind.KILL)
    await store.record(replace(unit("other", body="Quetzalmorve"), now=killed.now))
    await store.record(unit("other", 2, kind=Kind.KILL))
    await store.record(killed)
    await store.close()
    held = b"".join(file.read_bytes() for file in sorted(aged.parent.iterdir()))
    assert b"quetzalmorve" not in held.lower()
