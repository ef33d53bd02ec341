"""The process around the API: its port, its key, its lock file, its rounds, its end."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from telex.errors import Busy, Invalid, Unsafe
from telex.house import open_house
from telex.model.company import Source
from telex.model.topic import Topic
from telex.model.vocabulary import Role
from telex.rounds import Rounds, put_source
from telex.safety import load_secret, refuse_unsafe
from telex.settings import DEMO_SECRET, Settings
from telex.store.lock import read_lock
from telex.web.server import bind

pytestmark = pytest.mark.anyio


async def until(condition: Any, seconds: float = 30) -> None:
    """Waits on a condition, not on time."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


async def test_a_taken_port_gives_a_clear_message() -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Busy, match=f"port {port} is taken; choose another with --port"):
            bind("127.0.0.1", port)


async def test_an_address_that_is_not_of_this_machine_gives_a_clear_message() -> None:
    with pytest.raises(Invalid, match="not an address of this machine"):
        bind("192.0.2.1", 0)


async def test_the_lock_file_leads_to_the_server_with_a_token_that_may_do_everything(running: Any) -> None:
    path = running.house.settings.store
    found = read_lock(path)
    assert found is not None
    assert found["address"] == running.url
    assert path.with_name(path.name + ".lock").stat().st_mode & 0o777 == 0o600
    token = str(found["token"])
    assert (await running.get("/companies", token)).status == 200
    assert (await running.file(running.story, token)).status == 202
    assert (await running.get("/companies", token + "x")).status == 401


async def test_the_operator_may_set_up_a_folder_and_files_in_it_are_taken(running: Any, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    token = str((read_lock(running.house.settings.store) or {})["token"])
    body = {"name": "Drop", "kind": "folder", "address": str(folder)}
    assert (await running.call("PUT", "/sources/drop", token, json=body)).status == 200
    (folder / "story.txt").write_text(running.story)
    (folder / "broken.json").write_text("{broken")
    (folder / "big.txt").write_bytes(b"x" * (running.house.settings.max_filing_bytes + 1))

    async def settled() -> bool:
        return len(list((folder / "done").glob("*"))) == 1 and len(list((folder / "refused").glob("*"))) == 2

    await until(settled)
    items = (await running.get("/dispatches", "gazette")).json["items"]
    assert [e["item"]["headlines"][0]["value"] for e in items] == ["Skerra harbour closes its north quay"]

    async def both_kept() -> bool:
        return len(await running.house.store.quarantine.list()) == 2

    await until(both_kept)
    big = next(q for q in await running.house.store.quarantine.list() if q.code == "too-large")
    assert (big.whole, big.size) == (False, running.house.settings.max_filing_bytes + 1)
    assert (await running.call("POST", f"/quarantine/{big.id}/retry", "desk")).status == 422


async def test_a_feed_is_polled_and_its_state_kept(start: Any, tmp_path: Path, clock: Any) -> None:
    from ipaddress import ip_network

    feed = (
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>Sound</title><item><title>Harbour fog</title>"
        b"<guid>s1</guid><description>Fog lies over the harbour since dawn.</description></item></channel></rss>"
    )
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        asked.append(request)
        if b'if-none-match: "one"' in request.lower():
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\nConnection: close\r\n\r\n')
        else:
            head = b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "one"\r\nConnection: close\r\n'
            writer.write(head + b"Content-Length: %d\r\n\r\n" % len(feed) + feed)
        await writer.drain()
        writer.close()

    site = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = site.sockets[0].getsockname()[1]
    async with site, start(tmp_path, clock, intake_allow=(ip_network("127.0.0.0/8"),)) as running:
        source = Source("sound", "Sound", "feed", f"http://127.0.0.1:{port}/feed.xml")
        await put_source(running.house, source)

        async def polled() -> bool:
            return "visited" in await running.house.store.sources.state("sound")

        await until(polled)
        assert len(asked) == 1
        clock.advance(seconds=301)

        async def again() -> bool:
            return len(asked) == 2

        await until(again)
        assert (await running.house.store.sources.state("sound"))["etag"] == '"one"'
        assert await running.house.store.head() == 1


async def test_a_source_that_fails_is_noted_and_never_stops_the_server(running: Any) -> None:
    forbidden = Source("inside", "Inside", "feed", "http://127.0.0.1:9/feed.xml")
    await running.house.store.sources.put(forbidden, running.clock())

    async def noted() -> bool:
        return "error" in await running.house.store.sources.state("inside")

    await until(noted)
    assert any("inside" in note for note in running.house.agency.notes)
    assert (await running.file(running.story)).status == 202


async def test_a_round_that_breaks_is_noted_and_started_again(tmp_path: Path) -> None:
    async with open_house(Settings(store=tmp_path / "wire.db")) as house:
        pass  # the store is closed: every look at it fails
    task = asyncio.create_task(Rounds(house, pause=0.01).run())

    async def noted() -> bool:
        return any(note.startswith("embargoes: ") for note in house.agency.notes)

    await until(noted)
    house.agency.notes.clear()
    await until(noted)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_stored_query_that_compiles_no_more_is_told_to_the_operator(tmp_path: Path, clock: Any) -> None:
    settings = Settings(store=tmp_path / "wire.db")
    async with open_house(settings) as house:
        await house.store.topics.put(Topic("rail", "Rail", "country:nowhere", "somebody"), clock())
    async with open_house(settings) as house:
        task = asyncio.create_task(Rounds(house).run())

        async def noted() -> bool:
            return any(note.startswith("topic:rail: mend its query") for note in house.agency.notes)

        await until(noted)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_an_embargo_survives_a_restart_and_an_overdue_one_goes_out_at_once(
    start: Any, running: Any, tmp_path: Path, clock: Any
) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    async with start(folder, clock) as first:
        token = str((read_lock(first.house.settings.store) or {})["token"])
        held = await first.file(running.story, token, embargo="2026-03-10T09:00:00Z")
        assert held.json["state"] == "held"
    clock.advance(hours=3)
    async with start(folder, clock) as second:
        token = str((read_lock(second.house.settings.store) or {})["token"])

        async def out() -> bool:
            return bool((await second.get(f"/dispatches/{held.json['id']}", token)).status == 200)

        await until(out)


async def test_after_a_stop_the_port_and_the_store_are_free_again(start: Any, tmp_path: Path, clock: Any) -> None:
    async with start(tmp_path, clock) as first:
        port = int(first.url.rpartition(":")[2])
    with bind("127.0.0.1", port):
        pass
    async with start(tmp_path, clock) as second:
        assert (await second.get("/healthz")).status == 200


async def test_the_key_of_forms_is_made_once_for_its_user_alone(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "wire.db")
    first = load_secret(settings)
    file = tmp_path / "wire.db.secret"
    assert len(first) >= 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_secret(settings) == first
    assert load_secret(Settings(secret="x" * 40)) == "x" * 40
    file.chmod(0o644)
    with pytest.raises(Unsafe, match="chmod 600"):
        load_secret(settings)


async def test_serving_with_anything_of_the_demo_is_refused(tmp_path: Path) -> None:
    async with open_house(Settings(store=tmp_path / "wire.db")) as house:
        assert await refuse_unsafe(house.settings, house) == []
        with pytest.raises(Unsafe, match="secret"):
            await refuse_unsafe(Settings(secret=DEMO_SECRET), house)
        with pytest.raises(Unsafe, match="demo"):
            await refuse_unsafe(Settings(demo=True), house)
        open_to_all = Settings(host="0.0.0.0")
        assert len(await refuse_unsafe(open_to_all, house)) == 1
        assert await refuse_unsafe(Settings(host="0.0.0.0", base_url="https://wire.example"), house) == []
        await house.office.put_user("a@Demo.Telex.Example", "A", Role.EDITOR, None, "a-long-password")
        with pytest.raises(Unsafe, match="demo account"):
            await refuse_unsafe(house.settings, house)


async def test_ctrl_c_ends_the_process_cleanly_while_a_stream_is_open(tmp_path: Path) -> None:
    import os
    import signal
    import sys

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom telex.house import open_house\n"
        "from telex.settings import Settings\nfrom telex.web.server import serve\n"
        "async def main():\n"
        "    async with open_house(Settings(store=Path(sys.argv[1]), port=int(sys.argv[2]))) as house:\n"
        "        await serve(house, secret='s' * 40, on_ready=lambda: print('ready', flush=True))\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, str(tmp_path / "wire.db"), str(port),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={**os.environ},
    )  # fmt: skip
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
    token = str((read_lock(tmp_path / "wire.db") or {})["token"])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    await asyncio.wait_for(reader.readuntil(b"retry: 2000"), 30)
    process.send_signal(signal.SIGINT)
    rest = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    assert rest.endswith(b"0\r\n\r\n")
    assert (process.returncode, errors) == (0, b"")
