"""Bad input that is fetched or found: a watched folder and a polled feed leave it in quarantine and go on."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from telex.intake import Limits
from telex.model.company import Source
from telex.rounds import put_source

pytestmark = pytest.mark.anyio

LOOPBACK = (ip_network("127.0.0.0/8"),)
KEPT = 65_536
GOOD = "Harbour by folder\n\nThe harbour came in through a folder, and {} was with it.\n"
ENTRY = "<item><title>Harbour buoy {0}</title><guid>buoy-{0}</guid><description>Buoy {0} of the harbour is lit.</description></item>"


def feed(*numbers: int, before: str = "") -> bytes:
    entries = "".join(ENTRY.format(n) for n in numbers)
    return f"{before}<rss version='2.0'><channel><title>Buoys</title>{entries}</channel></rss>".encode()


async def until(condition: Callable[[], Any]) -> None:
    """Waits on a condition, not on time."""
    async with asyncio.timeout(30):
        while not await condition():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def site(pages: dict[str, bytes]) -> AsyncIterator[str]:
    """A web site on loopback; yields its address."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=pages[request.path], content_type="application/rss+xml")

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        yield f"http://127.0.0.1:{listening._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    finally:
        await runner.cleanup()


async def visited(running: Any, *ids: str) -> None:
    """Returns after a visit of each of the feeds that began after this call."""
    for id in ids:
        state = await running.house.store.sources.state(id)
        await running.house.store.sources.remember(id, {k: v for k, v in state.items() if k != "visited"})
    running.clock.advance(seconds=301)

    async def done() -> bool:
        return all(["visited" in await running.house.store.sources.state(id) for id in ids])

    await until(done)


async def on_the_wire(running: Any) -> set[str]:
    """Headlines of all that was recorded, as the operator reads the log."""
    log = await running.house.store.read(0, 100)
    stored = [await running.house.store.dispatches.newest(row.item) for row in log if row.item]
    return {s.dispatch.headline for s in stored}


async def test_a_folder_leaves_every_bad_file_in_quarantine_and_takes_the_good_ones(
    running: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    limit = running.house.settings.max_filing_bytes
    huge = b"harbour " * (limit // 8 + 1)
    bad = {
        "huge.txt": huge, "noise.txt": hashlib.shake_128(b"noise").digest(9000), "entities.xml": feed(1, before="<!DOCTYPE r []>"),
        "broken.json": b'{"uri": ', "empty.txt": b"", "deep.html": b"<div>" * 100_000, "bare.bin": bytes(3000),
    }  # fmt: skip
    for name, body in bad.items():
        (folder / name).write_bytes(body)
    (folder / "a.txt").write_text(GOOD.format("a tide"))
    (folder / "z.txt").write_text(GOOD.replace("by folder", "again").format("a gull and a whole basket of nets"))
    (folder / "link.txt").symlink_to("/etc/hostname")
    await put_source(running.house, Source("drop", "Drop", "folder", str(folder)))

    async def settled() -> bool:
        return len(list(folder.glob("done/*"))) == 2 and len(list(folder.glob("refused/*"))) == len(bad)

    await until(settled)
    assert await on_the_wire(running) == {"Harbour by folder", "Harbour again"}

    async def all_kept() -> bool:
        return len(await running.house.store.quarantine.list()) == len(bad)

    await until(all_kept)
    kept = {q.name: q for q in await running.house.store.quarantine.list()}
    assert {(q.source, bool(q.reason)) for q in kept.values()} == {("drop", True)}
    for name, body in bad.items():
        assert (kept[name].size, kept[name].sha256) == (len(body), hashlib.sha256(body).hexdigest())
        found = await running.house.store.quarantine.get(kept[name].id)
        assert found is not None
        assert found[1].body == body[:KEPT] if name == "huge.txt" else found[1].body == body
        assert (folder / "refused" / name).read_bytes() == body
    assert (kept["huge.txt"].code, kept["huge.txt"].whole) == ("too-large", False)
    assert str(limit) in kept["huge.txt"].reason
    retried = await running.call("POST", f"/quarantine/{kept['huge.txt'].id}/retry", "desk")
    assert (retried.status, "ask the sender for it in parts" in retried.json["detail"]) == (422, True)


async def test_a_feed_over_the_limit_is_kept_in_part_and_the_other_feeds_go_on(
    start: Any, tmp_path: Path, clock: Any
) -> None:
    async with start(tmp_path, clock, intake_allow=LOOPBACK) as running:
        huge = feed(*range(9)) + b" " * running.house.settings.max_filing_bytes
        pages = {"/huge": huge, "/dtd": feed(1, before="<!DOCTYPE rss [<!ENTITY a 'b'>]>"), "/good": feed(1, 2)}
        async with site(pages) as address:
            for name in ("huge", "dtd", "good"):
                await put_source(running.house, Source(name, name, "feed", f"{address}/{name}"))
            await visited(running, "huge", "dtd", "good")
            kept = {q.source: q for q in await running.house.store.quarantine.list()}
            assert set(kept) == {"huge", "dtd"}
            assert (kept["huge"].code, kept["huge"].whole, kept["huge"].size) == ("too-large", False, len(huge))
            assert kept["huge"].sha256 == hashlib.sha256(huge).hexdigest()
            found = await running.house.store.quarantine.get(kept["huge"].id)
            assert found is not None and found[1].body == huge[:KEPT]
            assert "send it without DOCTYPE" in kept["dtd"].reason
            assert await on_the_wire(running) == {"Harbour buoy 1", "Harbour buoy 2"}
            pages["/huge"] = feed(3)
            await visited(running, "huge", "good")
            assert await on_the_wire(running) == {"Harbour buoy 1", "Harbour buoy 2", "Harbour buoy 3"}
            assert len(await running.house.store.quarantine.list()) == 2


async def test_a_feed_of_too_many_entries_waits_in_quarantine_and_goes_out_once_the_limit_is_higher(
    start: Any, tmp_path: Path, clock: Any
) -> None:
    async with site({"/long": feed(1, 2, 3)}) as address, start(tmp_path, clock, intake_allow=LOOPBACK) as running:
        running.house.agency._limits = Limits(max_entries=2)  # as an earlier version of Telex may have had it
        await put_source(running.house, Source("long", "Long", "feed", f"{address}/long"))
        await visited(running, "long")
        (kept,) = await running.house.store.quarantine.list()
        assert (kept.code, kept.source, kept.whole) == ("too-large", "long", True)
        assert await on_the_wire(running) == set()
    async with start(tmp_path, clock) as running:
        secret = await desk(running)
        answer = await running.call("POST", f"/quarantine/{kept.id}/retry", secret)
        assert [f["headline"] for f in answer.json["filed"]] == ["Harbour buoy 3", "Harbour buoy 2", "Harbour buoy 1"]
        assert (await running.get("/quarantine", secret)).json["items"] == []
        again = await running.call("POST", f"/quarantine/{kept.id}/retry", secret)
        assert (again.status, "nothing is left to do" in again.json["detail"]) == (422, True)


async def test_one_bad_entry_of_a_feed_is_kept_and_the_others_go_out(start: Any, tmp_path: Path, clock: Any) -> None:
    pages = {"/mixed": feed(1, 2).replace(b"</channel>", b"<item><guid>hollow</guid></item></channel>")}
    async with site(pages) as address, start(tmp_path, clock, intake_allow=LOOPBACK) as running:
        await put_source(running.house, Source("mixed", "Mixed", "feed", f"{address}/mixed"))
        await visited(running, "mixed")
        assert await on_the_wire(running) == {"Harbour buoy 1", "Harbour buoy 2"}
        (kept,) = await running.house.store.quarantine.list()
        assert (kept.source, kept.code) == ("mixed", "unreadable")
        found = await running.house.store.quarantine.get(kept.id)
        assert found is not None and b"hollow" in found[1].body and b"buoy" not in found[1].body


async def desk(running: Any) -> str:
    """The operator's token of a server that has no accounts yet."""
    from telex.store.lock import read_lock

    return str((read_lock(running.house.settings.store) or {})["token"])
