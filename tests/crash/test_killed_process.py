"""A server ended by SIGKILL in the middle of its work, again and again: what was acknowledged is there, once, and in order.

This proves nothing about power loss: a killed process leaves the page cache (docs/what-is-hard.md).
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from telex.store.lock import read_lock
from telex.store.sqlite import open_store

TELEX = Path(sys.executable).with_name("telex")
PATIENCE = 60.0
KILLS = 4
SENDERS = 8


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`telex serve` as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "wire.db"
        self.log = (folder / "serve.log").open("ab")
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> tuple[str, str]:
        """Address and token of the running server, from its lock file."""
        words = [str(TELEX), "serve", "--store", str(self.store), "--port", str(free_port())]
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log)
        async with asyncio.timeout(PATIENCE):
            while True:
                held = read_lock(self.store)
                if held is not None and held.get("pid") == self.process.pid and "address" in held:
                    return str(held["address"]), str(held["token"])
                assert self.process.poll() is None, "the server ended by itself"
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


def document(n: int, embargo: datetime | None = None) -> bytes:
    body = f"<p>Le bac numéro {n} quitte Port-{n} à l'heure dite, annonce la capitainerie du {n * 37}.</p>"
    item: dict[str, Any] = {"uri": f"urn:crash:{n}", "headlines": [{"value": f"Bac {n}"}], "bodies": [{"value": body}]}
    return json.dumps(item | ({"embargoedUntil": embargo.isoformat()} if embargo else {})).encode()


async def send(session: aiohttp.ClientSession, root: str, token: str, n: int, body: bytes) -> dict[str, Any] | None:
    """The acknowledgement, or None when the server went away first."""
    headers = {
        "authorization": f"Bearer {token}", "content-type": "application/vnd.iptc.ninjs+json",
        "idempotency-key": f"crash-{n}",
    }  # fmt: skip
    with suppress(aiohttp.ClientError):
        async with session.post(f"{root}/api/v1/filings", data=body, headers=headers) as answer:
            if answer.status == 202:
                found: dict[str, Any] = await answer.json()
                return found
    return None


async def soak(folder: Path) -> tuple[dict[int, dict[str, Any]], int]:
    """Files while the server is killed under it; what was not acknowledged is sent again. All answers, and how many."""
    rng, server = random.Random(11), Server(folder)
    answers: dict[int, dict[str, Any]] = {}
    todo: list[int] = []
    count = 0
    async with aiohttp.ClientSession() as session:
        for round_ in range(KILLS + 1):
            root, token = await server.start()
            fresh = list(range(count, count + 60))
            count += 60
            todo = [*todo, *fresh]
            queue = list(reversed(todo))
            enough = rng.randint(10, 50) if round_ < KILLS else len(todo) + 1

            async def sender(queue: list[int] = queue, root: str = root, token: str = token) -> None:
                while queue:
                    n = queue.pop()
                    got = await send(session, root, token, n, document(n))
                    if got is None:
                        return
                    answers[n] = got

            senders = [asyncio.create_task(sender()) for _ in range(SENDERS)]
            before = len(answers)
            async with asyncio.timeout(PATIENCE):
                while len(answers) - before < enough and not all(s.done() for s in senders):
                    await asyncio.sleep(0.002)
            if round_ < KILLS:
                server.kill()
            await asyncio.gather(*senders)
            todo = [n for n in todo if n not in answers]
        server.kill()
    assert todo == []
    return answers, count


def test_what_was_acknowledged_survives_any_number_of_kills_exactly_once(tmp_path: Path) -> None:
    answers, count = asyncio.run(soak(tmp_path))

    async def check() -> None:
        store = open_store(tmp_path / "wire.db")
        try:
            assert store.check(thorough=True).faults == ()
            rows = await store.read(0, 10_000)
            assert [row.position for row in rows] == list(range(1, count + 1))
            seen = set()
            for row in rows:
                stored = await store.dispatches.at(row.position)
                assert stored is not None and stored.member is not None, "version, event and log row stand together"
                seen.add(stored.dispatch.uri)
            assert len(seen) == count, "each exactly once"
            for n, answer in answers.items():
                stored = await store.dispatches.at(answer["position"])
                assert stored is not None
                assert (stored.dispatch.uri, stored.dispatch.id) == (f"urn:crash:{n}", answer["id"])
        finally:
            await store.close()

    asyncio.run(check())


def test_an_embargo_that_ended_while_the_server_was_dead_is_released_at_its_next_start(tmp_path: Path) -> None:
    async def run() -> None:
        server = Server(tmp_path)
        root, token = await server.start()
        async with aiohttp.ClientSession() as session:
            until = datetime.now(UTC) + timedelta(seconds=3)
            held = await send(session, root, token, 1, document(1, until))
            assert held is not None and (held["state"], held["position"]) == ("held", None)
            server.kill()
            root, token = await server.start()
            headers = {"authorization": f"Bearer {token}"}
            async with asyncio.timeout(PATIENCE):
                while True:
                    async with session.get(f"{root}/api/v1/dispatches/{held['id']}", headers=headers) as answer:
                        if answer.status == 200:
                            assert datetime.now(UTC) >= until
                            assert (await answer.json())["kind"] == "release"
                            break
                    await asyncio.sleep(0.1)
        server.kill()

    asyncio.run(run())
