"""The line to the agency: every command talks to the same API, through a running server or in this very process.

With a server running, its address and a token stand in the lock file beside the store (0600). Without one, the command
opens the store itself and calls the application directly, without a socket.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

import msgspec

from telex.cli.options import Misuse
from telex.errors import Busy, Invalid, TelexError
from telex.settings import Settings, load

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    def checked(self) -> Any:
        """The JSON of a success; otherwise the problem's text as a TelexError."""
        if self.status < 300:
            return self.json() if self.body else None
        raise ApiError(self)


class ApiError(TelexError):
    """The agency refused; the message is its own."""

    def __init__(self, answer: Answer) -> None:
        try:
            self.problem = answer.json()
            detail = self.problem.get("detail") or self.problem.get("title")
            hint = self.problem.get("hint")
        except (msgspec.DecodeError, AttributeError):
            self.problem, detail, hint = {}, f"the server answered {answer.status}", None
        super().__init__(f"{detail} ({hint})" if hint else str(detail))
        self.status = answer.status
        self.code = str(self.problem.get("type", "")).rpartition("/")[2] or "refused"


class Line(Protocol):
    """A way to call `/api/v1`."""

    live: bool
    """Whether a server is at the other end, so that waiting for news makes sense."""

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer: ...

    def stream(self, path: str, params: Mapping[str, object]) -> AsyncIterator[bytes]:
        """Lines of a Server-Sent Events answer."""
        ...


def clean(params: Mapping[str, object] | None) -> dict[str, str]:
    """Parameters that were given, as text."""
    return {k: str(v) for k, v in (params or {}).items() if v is not None and v != ""}


class RemoteLine:
    """A running server."""

    live = True

    def __init__(self, address: str, token: str, session: Any) -> None:
        self._root = address.rstrip("/") + "/api/v1"
        self._auth = {"authorization": f"Bearer {token}"}
        self._session = session

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        import aiohttp

        try:
            async with self._session.request(
                method, self._root + path, params=clean(params), data=body, headers={**self._auth, **(headers or {})}
            ) as answer:
                return Answer(answer.status, dict(answer.headers), await answer.read())
        except (aiohttp.ClientError, TimeoutError) as error:
            found = error or "no answer in time"
            raise Busy(f"the server at {self._root} does not answer ({found}); is it still running?") from error

    async def stream(self, path: str, params: Mapping[str, object]) -> AsyncIterator[bytes]:
        import aiohttp

        timeout = aiohttp.ClientTimeout(total=None, sock_read=120)
        try:
            async with self._session.get(
                self._root + path, params=clean(params), headers=self._auth, timeout=timeout
            ) as answer:
                if answer.status >= 400:
                    raise ApiError(Answer(answer.status, dict(answer.headers), await answer.read()))
                async for line in answer.content:
                    yield line
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Busy(f"the stream was cut ({error or 'no sign of life'}); go on with --after") from error


class DirectLine:
    """The application in this process, on a store that nobody else holds."""

    live = False

    def __init__(self, app: Any, token: str) -> None:
        self._app = app
        self._auth = {"authorization": f"Bearer {token}", "host": "localhost"}

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {**self._auth, **{k.lower(): v for k, v in (headers or {}).items()}}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": "/api/v1" + path, "raw_path": ("/api/v1" + path).encode(), "root_path": "",
            "query_string": urlencode(clean(params)).encode(), "client": ("127.0.0.1", 0), "server": ("localhost", 80),
            "headers": [(k.encode("latin-1"), v.encode("utf-8")) for k, v in sent.items()],
        }  # fmt: skip
        got: list[dict[str, Any]] = []
        waiting = [{"type": "http.request", "body": body or b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else await asyncio.Future()

        async def send(message: dict[str, Any]) -> None:
            got.append(message)

        await self._app(scope, receive, send)
        start = next(m for m in got if m["type"] == "http.response.start")
        data = b"".join(m.get("body", b"") for m in got if m["type"] == "http.response.body")
        return Answer(start["status"], {k.decode(): v.decode("latin-1") for k, v in start["headers"]}, data)

    async def stream(self, path: str, params: Mapping[str, object]) -> AsyncIterator[bytes]:
        raise Invalid("no server is running on this store, so nothing new can come: start one with `telex serve`")
        yield b""


@asynccontextmanager
async def open_line(settings: Settings, *, url: str | None = None, token: str | None = None) -> AsyncIterator[Line]:
    """The server named by `url` and `token`, else the one that holds the store, else the store itself."""
    if url is not None:
        if not token:
            raise Misuse("--url needs a token: --token, or TELEX_TOKEN in the environment")
        async with _remote(url, token) as line:
            yield line
        return
    from telex.store.lock import read_lock

    held = read_lock(settings.store)
    if held is not None:
        if not held.get("address"):
            raise Busy(f"process {held.get('pid')} holds {settings.store}; wait until it has finished")
        async with _remote(str(held["address"]), str(held["token"])) as line:
            yield line
        return
    async with _direct(settings) as line:
        yield line


@asynccontextmanager
async def _remote(url: str, token: str) -> AsyncIterator[Line]:
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=300)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=False) as session:
        yield RemoteLine(url, token, session)


@asynccontextmanager
async def _direct(settings: Settings) -> AsyncIterator[Line]:
    from telex.house import open_house
    from telex.web.app import build_app

    token = secrets.token_urlsafe(32)
    async with open_house(settings) as house:
        await house.agency.release_due()
        app = build_app(house, secrets.token_hex(32))
        app.state.local_token = token
        try:
            yield DirectLine(app, token)
        finally:
            await app.state.names.close()


def run(settings: Settings, work: Callable[[Line], Awaitable[T]], **where: str | None) -> T:
    """Opens the line, does the work, closes it."""

    async def whole() -> T:
        async with open_line(settings, **where) as line:
            return await work(line)

    return asyncio.run(whole())


def settings_for(store: Path | None, config: Path | None = None, **given: Any) -> Settings:
    """Settings for a command."""
    return load(config, store=store, **given)
