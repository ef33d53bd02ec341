"""An open answer of Server-Sent Events (WHATWG HTML, section 9.2) as plain ASGI.

Every block is an ordinary awaited `send()`: a slow client waits in the store, not in memory, and holds nobody up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from telex.errors import TelexError

RETRY = 2_000
"""Milliseconds after which a client connects again."""
SEND_SECONDS = 60.0
"""A client that takes nothing for this long is cut; it resumes by its cursor."""
LAST_SECONDS = 1.0
"""How long the end of the answer may wait for a client that is behind."""
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
"""No proxy may keep the bytes or hold them back."""


def block(position: int, name: str, data: bytes) -> bytes:
    """One event. `data` is one line: JSON escapes every CR, LF and NUL inside (CWE-93)."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (position, name.encode(), data)


class EventStream(Response):
    """Ends by itself when the blocks end, when the server stops, when the client leaves or stops reading."""

    media_type = "text/event-stream"

    def __init__(
        self, blocks: AsyncIterator[bytes], stopping: asyncio.Event, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(headers={**HEADERS, **(headers or {})})
        del self.headers["content-length"]
        self._blocks, self._stopping = blocks, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] != "HEAD":
            tasks = [
                asyncio.create_task(self._send_all(send)),
                asyncio.create_task(_left(receive)),
                asyncio.create_task(self._stopping.wait()),
            ]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(TimeoutError):  # a client that does not read does not hold up the end either
            async with asyncio.timeout(LAST_SECONDS):
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_all(self, send: Send) -> None:
        """One block at a time. The empty part waits until the client has taken the one before: what a slow client gets
        next is looked up, and passes the gate, only when there is room for it, so a kill meanwhile is not overtaken."""
        try:
            while True:
                async with asyncio.timeout(SEND_SECONDS):
                    await send({"type": "http.response.body", "body": b"", "more_body": True})
                part = await anext(self._blocks, None)
                if part is None:
                    return
                await send({"type": "http.response.body", "body": part, "more_body": True})
        except (TelexError, TimeoutError):
            return  # the client connects again and goes on from its cursor


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
