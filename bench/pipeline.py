"""The whole way of a dispatch: `python -m bench.pipeline [--count N] [--clients N] [--json]`.

1. Dispatches a second through `agency.handle` on one core, from raw text to the durable commit, one after the other,
   beside a baseline that has its turn every 25: the same texts through sha256 and a full-text insert, one commit each.
   The first 100 are not counted: they fill the caches of words, as a wire's have been since its first hours.
2. Where that time went, in the same pass: processor time of each stage as `agency.handle` calls it, of the writer's
   thread, and of the rest (event loop, hand-over, collecting garbage).
3. Publish-to-stream delay with 100 clients over loopback, beside a bare fan-out of the same bytes to as many sockets.

Absolute rates move with the machine; read the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import hashlib
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import apsw

from bench.texts import dispatches
from telex import agency, desk, intake, reading
from telex.house import House, open_house
from telex.live import LiveEvents
from telex.model.company import Entitlement
from telex.model.filing import Filing
from telex.model.vocabulary import Scope
from telex.reading import language
from telex.settings import load
from telex.store.dispatches import Dispatches
from telex.store.filings import Filings
from telex.store.sources import Sources
from telex.store.sqlite import SqliteStore
from telex.web.server import serve

PRODUCTS = 40
ROUNDS = 30
WARM = 100
ROUND = 25
"""Dispatches handled before it is the baseline's turn."""
TARGET = 100
"""Dispatches a second of one core."""
STAGES: tuple[tuple[Any, str, str], ...] = (
    (intake, "read", "intake"),
    (reading, "read", "reading"),
    (desk, "edit", "desk"),
    (LiveEvents, "place", "events"),
    (LiveEvents, "admit", "events"),
    (agency, "route", "routing"),
    (Filings, "same", "reads"),
    (Sources, "get", "reads"),
    (Dispatches, "lineage", "reads"),
    (SqliteStore, "seen_now", "reads"),
)
"""Where `agency.handle` finds each stage. `events` holds its own look at the record, which is empty for a new item."""


async def furnish(house: House, words: list[str]) -> str:
    """One company with 40 products over words that occur; returns a token of it."""
    await house.office.put_company("bench", "Bench")
    for n in range(PRODUCTS):
        await house.office.put_product(f"p{n}", f"p{n}", f"{words[n % len(words)]} OR {words[(n * 7) % len(words)]}")
        await house.office.grant("bench", Entitlement(f"p{n}"))
    await house.office.put_product("all", "all", "*")
    await house.office.grant("bench", Entitlement("all"))
    return (await house.office.issue_token(Scope.READ, "bench", company="bench"))[0]


def filings(count: int) -> list[Filing]:
    start = datetime.now(UTC) - timedelta(minutes=count)
    return [Filing(text.encode(), at, "text/plain", "bench") for text, at in dispatches(count, start)]


def words_of_bench(filed: list[Filing]) -> list[str]:
    return sorted({w.strip(".,«»") for f in filed[:20] for w in f.body.decode().split() if w.isalpha() and len(w) > 6})


@contextmanager
def timed(holder: Any, name: str, stage: str, spent: dict[str, float]) -> Iterator[None]:
    """While it lasts, the processor time of the calling thread inside one function is added to that of its stage."""
    plain = getattr(holder, name)

    def called(*given: Any, **named: Any) -> Any:
        began = time.thread_time()
        try:
            return plain(*given, **named)
        finally:
            spent[stage] += time.thread_time() - began

    async def awaited(*given: Any, **named: Any) -> Any:
        began = time.thread_time()
        try:
            return await plain(*given, **named)
        finally:
            spent[stage] += time.thread_time() - began

    setattr(holder, name, awaited if asyncio.iscoroutinefunction(plain) else called)
    try:
        yield
    finally:
        setattr(holder, name, plain)


async def handled(house: House, filed: list[Filing]) -> tuple[float, dict[str, float]]:
    """Processor seconds of this process for all of them, one after the other, and those of each part of it."""
    spent = {stage: 0.0 for _, _, stage in STAGES}
    with ExitStack() as stack:
        for holder, name, stage in STAGES:
            stack.enter_context(timed(holder, name, stage, spent))
        began, own = time.process_time(), time.thread_time()
        for filing in filed:
            await house.agency.handle(filing)
        whole, own = time.process_time() - began, time.thread_time() - own
    rest = own - sum(spent.values())
    return whole, spent | {"writer": whole - own, "rest": rest}


def peer(folder: Path) -> apsw.Connection:
    """The baseline's own database, as durable as the store."""
    db = apsw.Connection(str(folder / "baseline.db"))
    db.pragma("journal_mode", "wal")
    db.pragma("synchronous", "full")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(body)")
    db.execute("CREATE TABLE h(sha TEXT PRIMARY KEY, n INTEGER)")
    return db


def baseline(db: apsw.Connection, filed: list[Filing]) -> float:
    """Processor seconds of sha256 and a full-text insert with a durable commit each, as anyone would write it."""
    began = time.process_time()
    for filing in filed:
        text = filing.body.decode()
        with db:
            db.execute("INSERT INTO t(body) VALUES (?)", (text,))
            db.execute("INSERT INTO h VALUES (?, ?)", (hashlib.sha256(filing.body).hexdigest(), db.last_insert_rowid()))
    return time.process_time() - began


async def beside(house: House, db: apsw.Connection, filed: list[Filing]) -> tuple[Counter[str], Counter[str]]:
    """Both in turn, `ROUND` dispatches each, so that whatever else the machine does slows both: (processor seconds of
    each part of `handled`, `ours` and `base` as processor and wall seconds)."""
    parts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for start in range(0, len(filed), ROUND):
        some = filed[start : start + ROUND]
        began = time.perf_counter()
        spent, found = await handled(house, some)
        between = time.perf_counter()
        sums.update({"ours": spent, "ours_wall": between - began, "base": baseline(db, some)})
        sums.update({"base_wall": time.perf_counter() - between})
        parts.update(found)
    return parts, sums


async def stream_delay(house: House, token: str, clients: int, filed: list[Filing]) -> tuple[list[float], int]:
    """Milliseconds from handing a filing in to its arrival at each of the clients, after the durable commit; event bytes."""
    ready, stop = asyncio.Event(), asyncio.Event()
    port = house.settings.port
    server = asyncio.create_task(serve(house, secret="x" * 32, on_ready=ready.set, stop=stop))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({server, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if server.done():
        await server
    arrivals: asyncio.Queue[tuple[int, float, int]] = asyncio.Queue()
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
        opened = asyncio.Semaphore(0)

        async def listen() -> None:
            url = f"http://127.0.0.1:{port}/api/v1/stream"
            async with session.get(url, headers={"authorization": f"Bearer {token}"}) as answer:
                opened.release()
                position = 0
                async for line in answer.content:
                    if line.startswith(b"id:"):
                        position = int(line[3:])
                    elif line.startswith(b"data:"):
                        arrivals.put_nowait((position, time.perf_counter(), len(line)))

        tasks = [asyncio.create_task(listen()) for _ in range(clients)]
        for _ in tasks:
            await opened.acquire()
        await asyncio.sleep(0.5)
        delays, size = [], 0
        for filing in filed:
            began = time.perf_counter()
            await house.agency.handle(filing)
            for _ in range(clients):
                _, at, size = await arrivals.get()
                delays.append((at - began) * 1000)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    stop.set()
    await server
    return delays, size


class Sink(asyncio.Protocol):
    """Counts bytes in, and notes when each whole event has come."""

    def __init__(self, size: int, arrivals: asyncio.Queue[float]) -> None:
        self.size, self.arrivals, self.got = size, arrivals, 0

    def data_received(self, data: bytes) -> None:
        self.got += len(data)
        while self.got >= self.size:
            self.got -= self.size
            self.arrivals.put_nowait(time.perf_counter())


class Source(asyncio.Protocol):
    """Remembers its transport."""

    def __init__(self, transports: list[asyncio.Transport]) -> None:
        self.transports = transports

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transports.append(transport)


async def bare_delay(clients: int, size: int, rounds: int) -> list[float]:
    """The same bytes written to as many bare sockets by one loop, no HTTP, no store: milliseconds to each arrival."""
    loop = asyncio.get_running_loop()
    transports: list[asyncio.Transport] = []
    arrivals: asyncio.Queue[float] = asyncio.Queue()
    server = await loop.create_server(lambda: Source(transports), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    ends = [await loop.create_connection(lambda: Sink(size, arrivals), "127.0.0.1", port) for _ in range(clients)]
    while len(transports) < clients:
        await asyncio.sleep(0.01)
    delays, payload = [], b"x" * size
    for _ in range(rounds):
        began = time.perf_counter()
        for transport in transports:
            transport.write(payload)
        for _ in range(clients):
            delays.append((await arrivals.get() - began) * 1000)
    for transport, _ in ends:
        transport.close()
    server.close()
    return delays


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def measure(count: int, clients: int) -> dict[str, Any]:
    filed = filings(WARM + count + ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        settings = load(None, {}, store=Path(folder) / "bench.db", port=free_port(), poll=False)
        async with open_house(settings) as house:
            language.prepare()  # as `telex serve` does, and what follows
            gc.collect()
            gc.freeze()
            token = await furnish(house, words_of_bench(filed))
            for filing in filed[:WARM]:
                await house.agency.handle(filing)
            body = filed[WARM : WARM + count]
            db = peer(Path(folder))
            parts, sums = await beside(house, db, body)
            db.close()
            delays, size = await stream_delay(house, token, clients, filed[WARM + count :])
            bare = await bare_delay(clients, size, ROUNDS)
    return {
        "dispatches": len(body),
        "words_each": round(statistics.mean(len(f.body.split()) for f in body)),
        "per_second_cpu": round(len(body) / sums["ours"], 1),
        "per_second_wall": round(len(body) / sums["ours_wall"], 1),
        "baseline_per_second_cpu": round(len(body) / sums["base"], 1),
        "cpu_over_baseline": round(sums["ours"] / sums["base"], 2),
        "wall_over_baseline": round(sums["ours_wall"] / sums["base_wall"], 2),
        "share": {name: round(value / sums["ours"], 3) for name, value in parts.items()},
        "ms_each": {name: round(value / len(body) * 1000, 2) for name, value in parts.items()},
        "clients": clients,
        "event_bytes": size,
        "stream_ms_p50": round(quantile(delays, 0.5), 2),
        "stream_ms_p99": round(quantile(delays, 0.99), 2),
        "bare_ms_p50": round(quantile(bare, 0.5), 2),
        "bare_ms_p99": round(quantile(bare, 0.99), 2),
        "stream_over_bare_p50": round(quantile(delays, 0.5) / quantile(bare, 0.5), 1),
        "target_per_second": TARGET,
        "met": len(body) / sums["ours"] >= TARGET,
    }


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--json", action="store_true", help="figures as JSON in the last line")
    args = parser.parse_args()
    found = asyncio.run(measure(args.count, args.clients))
    for name, value in found.items():
        print(f"{name:<26} {value}")
    if args.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
