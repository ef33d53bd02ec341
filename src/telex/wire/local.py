"""The wire inside one process: one event per waiting round."""

from __future__ import annotations

import asyncio
from contextlib import suppress

LONGEST_WAIT = 1.0
"""Seconds after which a reader looks at the store again without having been told (design/delivery.md section 5)."""


class LocalWire:
    """Wakes every waiter of this process. One loop; `announce` may also be called from its threads."""

    def __init__(self) -> None:
        self._newest = 0
        self._next: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def announce(self, position: int) -> None:
        """See Wire.announce."""
        self._newest = max(self._newest, position)
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        try:
            running = asyncio.get_running_loop()
        except RuntimeError:
            running = None
        if running is loop:
            self._wake()
        else:
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        if self._next is not None:
            self._next.set()
            self._next = None

    async def wait(self, after: int, timeout: float) -> None:
        """See Wire.wait."""
        if self._newest > after:
            return
        self._loop = asyncio.get_running_loop()
        if self._next is None:
            self._next = asyncio.Event()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._next.wait(), min(timeout, LONGEST_WAIT))
