"""Nothing acknowledged is lost, nothing killed is left, nothing torn when the disk is full."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from functools import partial

import pytest

from telex.errors import Stale, StoreFull
from telex.model.vocabulary import Kind
from telex.store.connection import connect
from telex.store.sqlite import open_store

pytestmark = pytest.mark.anyio

MARKER = "Quetzalmorve"

DYING = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from telex.model.delivery import Route
from telex.model.dispatch import Dispatch
from telex.model.record import Record
from telex.model.topic import Alert, Told
from telex.model.vocabulary import Act, Kind, PubStatus
from telex.store.sqlite import open_store

NOW = datetime(2026, 5, 4, tzinfo=UTC)

async def file(store, n):
    d = Dispatch(f"i{n}", f"urn:i{n}", 1, Act.NEW, PubStatus.USABLE, NOW, "s", body=("bac",))
    alert = Alert("ana", d.id, 1, Told.MATCH, ("ports",), NOW, NOW)
    position = await store.record(Record(d, Kind.PUBLISH, NOW, Route(frozenset({"coast"})), alerts=(alert,)))
    os.write(1, f"i{n} {position}\\n".encode())
    if n == 60:
        os._exit(9)

async def main():
    store = open_store(Path(sys.argv[1]))
    await asyncio.gather(*(file(store, n) for n in range(40)))
    await asyncio.gather(*(file(store, n) for n in range(40, 80)))

asyncio.run(main())
"""


async def test_a_process_that_dies_at_once_loses_nothing_that_it_acknowledged(tmp_path):
    path = tmp_path / "wire.db"
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", DYING, str(path)], capture_output=True, text=True
    )
    assert done.returncode == 9, done.stderr
    acknowledged = dict(line.split() for line in done.stdout.splitlines())
    assert len(acknowledged) > 40
    store = open_store(path)
    log = await store.read(0, 999)
    assert [row.position for row in log] == list(range(1, len(log) + 1))
    assert {row.item: str(row.position) for row in log if row.item in acknowledged} == acknowledged
    for row in log:
        found = await store.dispatches.at(row.position)
        assert found.carried == {"coast"}
        assert [alert.position for alert in await store.alerts.of(row.item, "ana")] == [row.position]
    with store._database.read() as db:
        assert db.execute("SELECT count(*) FROM alert").get == len(log), "no alert without its version"
    assert store.check().sound
    await store.close()


async def test_after_a_kill_the_words_are_nowhere_in_the_bytes_of_the_store(tmp_path, unit):
    path = tmp_path / "wire.db"
    store = open_store(path)
    for n in range(30):  # neighbours, so that the words share pages of the index and of the tables
        await store.record(unit(f"other-{n}", body=f"Un texte tout autre, numéro {n}."))
    await store.record(unit("one", body=f"{MARKER} est arrivé. " * 400))
    await store.record(unit("one", 2, body=f"Encore {MARKER}."))
    assert MARKER.lower().encode() in _bytes(tmp_path).lower()
    await store.record(unit("one", 3, kind=Kind.KILL))
    assert MARKER.lower().encode() not in _bytes(tmp_path).lower()
    await store.close()
    assert MARKER.lower().encode() not in _bytes(tmp_path).lower()


async def test_a_kill_while_another_process_reads_is_scrubbed_after_the_next_commit(tmp_path, unit):
    path = tmp_path / "wire.db"
    store = open_store(path)
    await store.record(unit("one", body=f"{MARKER} est arrivé."))
    reader = connect(path, writes=False)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM version").get == 1
    await store.record(unit("one", 2, kind=Kind.KILL))
    assert MARKER.encode() in _bytes(tmp_path)  # the reader still stands on the older state
    reader.execute("ROLLBACK")
    reader.close()
    await store.record(unit("two"))
    assert MARKER.encode() not in _bytes(tmp_path)
    await store.close()


async def test_the_bytes_as_received_stay_for_the_operator_alone(tmp_path, unit):
    store = open_store(tmp_path / "wire.db")
    await store.record(unit("one", body="Autre chose.", filing=MARKER.encode()))
    await store.record(unit("one", 2, kind=Kind.KILL))
    (kept,) = await store.filings.of("one")
    assert kept.filing.body == MARKER.encode()
    await store.close()


async def test_a_full_disk_is_said_keeps_nothing_of_the_request_and_heals_when_there_is_room(tmp_path, unit):
    store = open_store(tmp_path / "wire.db")
    await store.record(unit("before"))
    await store._database.write(lambda db: db.execute("PRAGMA max_page_count = 1").fetchall())  # as small as it is now
    with pytest.raises(StoreFull, match="free space"):
        await store.record(unit("huge", body="x " * 200_000, filing=b"y" * 100_000))
    outcomes = await asyncio.gather(
        *(store.record(unit(f"big-{n}", body="x " * 50_000, filing=b"y" * 50_000)) for n in range(8)),
        return_exceptions=True,
    )
    assert {type(outcome) for outcome in outcomes} == {StoreFull}
    assert await store.head() == 1
    assert await store.filings.page(after=None, limit=99) == []
    assert store.check().sound
    await store._database.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
    assert await store.record(unit("after")) == 2
    await store.close()


@pytest.mark.parametrize("failing", [0, 2, 4])
async def test_a_request_that_fails_half_way_is_undone_alone_wherever_it_stands_in_its_batch(tmp_path, failing):
    store = open_store(tmp_path / "wire.db")
    busy, go = threading.Event(), threading.Event()

    def keep(n, db):
        db.execute("INSERT INTO meta VALUES (?, 1)", (f"kept-{n}",))
        if n == failing:
            raise Stale("decided too late")

    first = store._database.write(lambda db: (busy.set(), go.wait()))  # what follows waits, and is one batch
    await asyncio.to_thread(busy.wait)
    line = [store._database.write(partial(keep, n)) for n in range(5)]
    go.set()
    outcomes = await asyncio.gather(first, *line, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].index(Stale) == failing + 1
    with store._database.read() as db:
        kept = {key for (key,) in db.execute("SELECT key FROM meta WHERE key LIKE 'kept-%'")}
    assert kept == {f"kept-{n}" for n in range(5) if n != failing}
    await store.close()


async def test_a_sound_store_says_so_and_a_damaged_one_says_what(tmp_path, unit):
    path = tmp_path / "wire.db"
    store = open_store(path)
    await store.record(unit("one"))
    health = store.check()
    assert (health.sound, health.faults, health.head) == (True, (), 1)
    assert health.size > 4096
    assert store.check(thorough=True).sound
    assert health.free > 0
    root = await store._database.write(
        lambda db: db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'slip'").get
    )
    await store.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xab" * 64)
    store = open_store(path)
    for thorough in (False, True):
        health = store.check(thorough=thorough)
        assert not health.sound
        assert health.faults != ()
    await store.close()


def _bytes(folder):
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
