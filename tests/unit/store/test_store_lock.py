"""One writer a store, and how other processes find it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys

import pytest

from telex.errors import Busy, NotFound, Refused
from telex.model.company import Source
from telex.store.lock import LockFile, lock_path, read_lock
from telex.store.sqlite import open_store

pytestmark = pytest.mark.anyio


async def test_a_second_writer_is_refused_and_told_who_has_the_store(tmp_path):
    store = open_store(tmp_path / "wire.db")
    with pytest.raises(Busy, match=f"in use by process {os.getpid()}, or stop that process first"):
        open_store(tmp_path / "wire.db")
    store.lock.publish("127.0.0.1:8000", "secret")
    with pytest.raises(Busy, match=r"use its server at 127\.0\.0\.1:8000"):
        open_store(tmp_path / "wire.db")
    await store.close()
    await store.close()
    with pytest.raises(Busy, match="closed"):
        await store.head()
    again = open_store(tmp_path / "wire.db")
    await again.close()


async def test_a_second_writer_in_another_process_is_refused(tmp_path):
    store = open_store(tmp_path / "wire.db")
    program = (
        "import sys; from pathlib import Path; from telex.store.sqlite import open_store; open_store(Path(sys.argv[1]))"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program, str(tmp_path / "wire.db")], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"Busy: the store {tmp_path / 'wire.db'} is in use by process {os.getpid()}" in done.stderr
    await store.close()


async def test_what_the_server_publishes_is_read_while_it_holds_the_lock_and_never_after(tmp_path):
    path = tmp_path / "wire.db"
    assert read_lock(path) is None
    store = open_store(path)
    assert read_lock(path) == {"pid": os.getpid()}
    store.lock.publish("http://127.0.0.1:8000", "a token")
    expected = {"pid": os.getpid(), "address": "http://127.0.0.1:8000", "token": "a token"}
    assert read_lock(path) == expected
    assert read_lock(path) == expected  # reading does not let go of the writer's lock
    with pytest.raises(Busy):
        LockFile.acquire(path)
    assert lock_path(path).stat().st_mode & 0o777 == 0o600
    await store.close()
    assert read_lock(path) is None
    assert b"token" not in lock_path(path).read_bytes()


def test_a_lock_file_left_by_a_process_that_died_holds_nobody_back(tmp_path):
    path = tmp_path / "wire.db"
    lock_path(path).write_text(json.dumps({"pid": 1, "address": "x", "token": "y"}))
    assert read_lock(path) is None
    lock = LockFile.acquire(path)
    assert read_lock(path) == {"pid": os.getpid()}
    lock.release()
    with pytest.raises(Busy):
        lock.publish("x", "y")


async def test_a_reader_beside_the_writer_sees_what_is_committed_and_cannot_write(tmp_path, unit):
    path = tmp_path / "wire.db"
    with pytest.raises(NotFound):
        open_store(path, exclusive=False)
    store = open_store(path)
    await store.record(unit("one"))
    reader = open_store(path, exclusive=False)
    assert reader.lock is None
    assert await reader.head() == 1
    await store.record(unit("two"))
    assert await reader.head() == 2
    with pytest.raises(Refused, match="reading alone"):
        await reader.record(unit("three"))
    with pytest.raises(Refused):
        await reader.sources.put(Source("s", "S"), unit("x").now)
    await reader.close()
    await store.close()
    alone = open_store(path, exclusive=False)
    assert await alone.head() == 2
    await alone.close()


async def test_the_store_is_its_owners_alone(tmp_path, unit):
    store = open_store(tmp_path / "wire.db")
    await store.record(unit("one"))
    for name in ("wire.db", "wire.db-wal", "wire.db-shm"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0, name
    await store.close()
