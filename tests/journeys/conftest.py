"""A running server on loopback and a real SQLite file, with two companies, a source and an editor."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import aiohttp
import pytest

from telex.house import House, open_house
from telex.model.company import Entitlement, Source
from telex.model.vocabulary import Right, Role, Scope
from telex.settings import Settings
from telex.web.server import bind, serve

LIMIT = 30.0
"""Seconds after which a test gives up waiting: far more than anything here takes."""
START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
PASSWORD = "a-long-enough-password"


STORY = """Skerra harbour closes its north quay

SKERRA, March 10 — The harbour of Skerra closed its north quay on Tuesday after a barge went astray, the port said.

Nobody was hurt, and two ferries were sent to the south quay instead.

The quay stays shut until the divers have been down twice, the harbour master Ilse Brandt told reporters.

They will look at the gudgeon first, she added, and then at the wall behind it.
"""
SECRET_WORD = "gudgeon"
"""Stands far down in the body of STORY: in no headline, no summary and no notice of it."""


def ninjs(uri: str, headline: str, body: str, **more: Any) -> str:
    """A ninjs 3.1 item."""
    item = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "uri": uri, "type": "text", "language": "en", "pubStatus": "usable", "version": "1",
        "versionCreated": "2026-03-10T08:00:00Z",
        "headlines": [{"role": "main", "value": headline}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{body}</p>"}],
    }  # fmt: skip
    return json.dumps(item | more)


class Clock:
    """Time as the test wants it. It never runs by itself."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Running:
    """One agency being served, and ways to call it."""

    url: str
    house: House
    clock: Clock
    session: aiohttp.ClientSession
    stop: asyncio.Event
    serving: asyncio.Task[None]
    tokens: dict[str, str] = field(default_factory=dict)
    """gazette (a company with the full text), digest (with summaries), empty (with nothing), harbour (a source), desk."""
    story: ClassVar[str] = STORY
    secret: ClassVar[str] = SECRET_WORD
    ninjs = staticmethod(ninjs)

    async def call(
        self, method: str, path: str, who: str | None = None, *, body: bytes | None = None, **options: Any
    ) -> Answer:
        """One call of the API; `who` names a token, `json` may hold the body."""
        headers = dict(options.pop("headers", None) or {})
        if who is not None:
            headers["authorization"] = f"Bearer {self.tokens.get(who, who)}"
        if "json" in options:
            body = json.dumps(options.pop("json")).encode()
            headers.setdefault("content-type", "application/json")
        address = self.url + (path if path.startswith("/healthz") else f"/api/v1{path}")
        async with self.session.request(method, address, data=body, headers=headers, **options) as answer:
            return Answer(answer.status, answer.headers, await answer.read())

    async def get(self, path: str, who: str | None = None, **options: Any) -> Answer:
        return await self.call("GET", path, who, **options)

    async def file(self, text: str, who: str = "desk", media_type: str = "text/plain", **params: str) -> Answer:
        """Files a text and expects it to be taken."""
        headers = {"content-type": media_type}
        return await self.call("POST", "/filings", who, body=text.encode(), params=params, headers=headers)

    @asynccontextmanager
    async def stream(self, who: str, headers: Mapping[str, str] | None = None, **params: str) -> AsyncIterator[Stream]:
        """An open stream, after its first block."""
        sent = {"authorization": f"Bearer {self.tokens.get(who, who)}", **(headers or {})}
        timeout = aiohttp.ClientTimeout(total=None, sock_read=LIMIT)
        address = f"{self.url}/api/v1/stream"
        async with self.session.get(address, params=params, headers=sent, timeout=timeout) as answer:
            assert answer.status == 200, await answer.text()
            stream = Stream(answer)
            await stream.next()
            yield stream


class Stream:
    """Blocks of a Server-Sent Events answer, read as WHATWG HTML section 9.2.6 says."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self) -> dict[str, str]:
        """The next block as its fields; comments are under an empty name. Empty at the end of the stream."""
        fields: dict[str, str] = {}
        while True:
            line = (await self.answer.content.readline()).decode()
            if not line or line == "\n":
                return fields
            name, _, value = line.rstrip("\n").partition(":")
            fields[name] = value.removeprefix(" ")

    async def event(self) -> dict[str, str]:
        """The next block that a browser would give to its page. Fails at the end of the stream."""
        while True:
            found = await self.next()
            assert found, "the stream has ended"
            if "data" in found:
                return found

    async def rest(self) -> list[dict[str, str]]:
        """Whatever still comes until the end."""
        found = []
        while block := await self.next():
            found.append(block)
        return found


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def running(tmp_path: Path, clock: Clock) -> AsyncIterator[Running]:
    async with started(tmp_path, clock) as found:
        await furnish(found)
        yield found


@pytest.fixture
def start() -> Callable[..., AbstractAsyncContextManager[Running]]:
    """For tests that start, stop and start again: `async with start(folder, clock) as running`."""
    return started


@pytest.fixture
def furnishing() -> Callable[[Running], Awaitable[None]]:
    """For tests that start a house of their own and want it as the others have it."""
    return furnish


@asynccontextmanager
async def started(folder: Path, clock: Clock, *, small_buffers: bool = False, **more: Any) -> AsyncIterator[Running]:
    """A server on a free port of loopback, stopped at the end as Ctrl-C would stop it. Without a model, unless asked for."""
    given = {"heartbeat_seconds": 0.2, "max_filing_bytes": 2_000_000, "nlp": "off", **more}
    settings = Settings(store=folder / "wire.db", **given)
    async with open_house(settings, clock=clock) as house, aiohttp.ClientSession() as session:
        listening, ready, stop = bind("127.0.0.1", 0), asyncio.Event(), asyncio.Event()
        if small_buffers:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8_192)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        serving = asyncio.create_task(serve(house, secret="s" * 40, listening=listening, stop=stop, on_ready=ready.set))
        await asyncio.wait_for(ready.wait(), LIMIT)
        try:
            yield Running(url, house, clock, session, stop, serving)
        finally:
            stop.set()
            await asyncio.wait_for(serving, LIMIT)


async def furnish(found: Running) -> None:
    """Two companies on one product, one with the whole text and one with summaries; a third with nothing."""
    house, now = found.house, found.clock()
    await house.office.put_product("ports", "Ports et mer", "port OR harbour")
    await house.office.put_product("forests", "Forêts", "forêt OR forest")
    for id in ("gazette", "digest", "empty"):
        await house.office.put_company(id, id.title())
    await house.office.grant("gazette", Entitlement("ports", since=now))
    await house.office.grant("digest", Entitlement("ports", Right.SUMMARY, since=now))
    await house.store.sources.put(Source("harbour", "Harbour Office"), now)
    await house.store.sources.put(Source("rival", "Rival Office"), now)
    await house.office.put_user("edith@agency.example", "Edith Marlow", Role.ADMINISTRATOR, None, PASSWORD)
    await house.office.put_user("rosa@gazette.example", "Rosa Lind", Role.READER, "gazette", PASSWORD)
    for name, scope, of in (
        ("gazette", Scope.READ, {"company": "gazette"}),
        ("digest", Scope.READ, {"company": "digest"}),
        ("empty", Scope.READ, {"company": "empty"}),
        ("harbour", Scope.FILE, {"source": "harbour"}),
        ("desk", Scope.DESK, {"user": "edith@agency.example"}),
    ):
        found.tokens[name], _ = await house.office.issue_token(scope, name, **of)
