"""`GET /stream`: Server-Sent Events (WHATWG HTML, section 9.2) written as plain ASGI.

Each client reads the log from its own cursor, with an ordinary awaited `send()`: a slow one waits in the store, not in
memory, and holds nobody up. Who is looking is asked again before every event.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from telex.delivery.reader import Question
from telex.delivery.stream import Event, follow
from telex.errors import Refused, TelexError
from telex.model.company import Viewer
from telex.model.vocabulary import Channel, Scope
from telex.web import auth
from telex.web.api import params
from telex.web.api.envelope import envelope
from telex.web.api.table import Call, Endpoint, Param
from telex.web.problem import problem

READERS = (Scope.READ, Scope.DESK)
RETRY = 2_000
"""Milliseconds after which a client connects again."""
SEND_SECONDS = 60.0
"""A client that takes nothing for this long is cut; it resumes by its cursor."""


async def stream(call: Call) -> Response:
    """Opens the stream, from a cursor or from now on."""
    request, given = call.request, call.request.query_params
    if request.scope.get("http_version") == "1.0":
        return problem(505, "http-version", "a stream needs HTTP/1.1: HTTP/1.0 has no chunks", {"connection": "close"})
    question = params.question(given)
    start = await _start(call, _asked(call))
    return EventStream(call, question, start)


def _asked(call: Call) -> int | str | None:
    """The cursor: the header of a resuming client wins over the address it first connected with."""
    resumed = call.request.headers.get("last-event-id")
    if resumed:
        return params.whole({"Last-Event-ID": resumed}, "Last-Event-ID", 0)
    given = call.request.query_params
    if given.get("after") == "earliest":
        return "earliest"
    return params.whole(given, "after", 0) if "after" in given else None


@dataclass(frozen=True, slots=True)
class Start:
    """Where the stream really begins, and what to say first when that is not where it was asked to."""

    position: int
    notice: bytes = b""


async def _start(call: Call, asked: int | str | None) -> Start:
    store = call.house.store
    head, earliest = await store.head(), await store.earliest()
    if asked is None:
        return Start(head)
    if isinstance(asked, str):
        return Start(earliest)
    if asked < earliest:
        return Start(earliest, _block(earliest, "gap", {"asked": asked, "oldest": earliest}))
    if asked > head:
        return Start(head, _block(head, "reset", {"asked": asked, "head": head}))
    return Start(asked)


def _block(position: int, name: str, data: object) -> bytes:
    """One event. The data is one line: JSON escapes every CR, LF and NUL inside (CWE-93)."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (position, name.encode(), msgspec.json.encode(data))


class EventStream(Response):
    """An open answer: ends by itself when the server stops, when the client leaves, or when its right ends."""

    def __init__(self, call: Call, question: Question, start: Start) -> None:
        super().__init__(
            status_code=200,
            headers={
                "cache-control": "no-store",
                "x-accel-buffering": "no",
                "vary": "Authorization, Cookie, Accept",
                "telex-position": str(start.position),
            },
            media_type="text/event-stream",
        )
        del self.headers["content-length"]
        self.call, self.question, self.start = call, question, start

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] != "HEAD":
            stopping: asyncio.Event = self.call.request.app.state.stopping
            sending = asyncio.ensure_future(self._send_all(send))
            others = [asyncio.ensure_future(_gone(receive)), asyncio.ensure_future(stopping.wait())]
            try:
                await asyncio.wait([sending, *others], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (sending, *others):
                    task.cancel()
                await asyncio.gather(sending, *others, return_exceptions=True)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_all(self, send: Send) -> None:
        try:
            async for block in self._blocks():
                async with asyncio.timeout(SEND_SECONDS):
                    await send({"type": "http.response.body", "body": block, "more_body": True})
        except (TelexError, TimeoutError):
            return  # the client connects again and goes on from its cursor

    async def _blocks(self) -> AsyncIterator[bytes]:
        house, position = self.call.house, self.start.position
        yield b"retry: %d\n: telex\nid: %d\n\n" % (RETRY, position) + self.start.notice
        events = follow(
            house.reader, house.wire, self._identify, Channel.STREAM, self.question,
            after=position, heartbeat=house.settings.heartbeat_seconds,
        )  # fmt: skip
        async for event in events:
            if event.name == "end":
                return
            yield await self._written(event)

    async def _written(self, event: Event) -> bytes:
        if event.seen is not None:
            value = await envelope(self.call.house, event.seen, desk=self.call.caller.editor)
            return _block(event.position, event.name, value)
        if event.name == "cursor":
            return b"id: %d\n\n" % event.position
        return b":\n\n"

    async def _identify(self) -> Viewer | None:
        """A token revoked, a session closed, a company switched off: it counts from the next event on."""
        try:
            return (await auth.with_scope(self.call.request, *READERS)).viewer
        except (auth.SignInFirst, Refused):
            return None


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


ENDPOINTS = (
    Endpoint(
        "GET", "/stream", stream, "The live wire as Server-Sent Events", READERS,
        (
            Param("after", "position to go on from, or earliest; without it from now on"),
            Param("Last-Event-ID", "position of the last event received; wins over after", "integer", "header"),
            *params.FILTERS,
        ),
        answers="text/event-stream", refusals=(422, 505), headers=("telex-position",),
    ),
)  # fmt: skip
