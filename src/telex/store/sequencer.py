"""One writer: many callers' requests in one durable commit (group commit), in the order in which they called.

Shared by every engine: the engine gives begin, savepoint and commit, the sequencer the order and the answers.
Group commit is what makes durable appends affordable: design/delivery.md section 1, `bench/append.py`.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from telex.errors import Busy

BATCH = 256
"""Requests in one commit, at most (design/delivery.md section 4.1)."""
BOUND = 4096
"""Requests that may wait; beyond it callers get Busy and come again."""

Tx = TypeVar("Tx")
Tx_co = TypeVar("Tx_co", covariant=True)
T = TypeVar("T")


class Engine(Protocol[Tx_co]):
    """What a database gives. All of it is called on the writer's own thread; errors are Telex's already."""

    def begin(self) -> None: ...
    def attempt(self, work: Callable[[Tx_co], Any]) -> Any:
        """Runs one request inside a savepoint; undone alone if it raises."""
        ...

    def whole(self) -> bool:
        """Whether the transaction is still open: some faults (a full disk) make the database undo all of it."""
        ...

    def commit(self) -> None: ...
    def rollback(self) -> None:
        """Never raises."""
        ...

    def after(self) -> None:
        """Called after each commit, before the callers are told. Never raises: what they asked for is kept."""
        ...


@dataclass(slots=True)
class _Request(Generic[Tx]):
    work: Callable[[Tx], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    result: Any = None
    error: BaseException | None = None


class Sequencer(Generic[Tx]):
    """The queue and its thread. `submit` may be called from any number of event loops."""

    def __init__(self, engine: Engine[Tx], *, batch: int = BATCH, bound: int = BOUND) -> None:
        self._engine = engine
        self._batch = batch
        self._queue: queue.SimpleQueue[_Request[Tx] | None] = queue.SimpleQueue()
        self._bound = bound
        self._closed = False
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="telex-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Tx], T]) -> asyncio.Future[T]:
        """Puts a request in line at once, before anything is awaited; the future answers after its durable commit.

        Raises Busy when the line is full or the store is closed.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._gate:
            if self._closed:
                raise Busy("the store is closed; open it again")
            if self._queue.qsize() >= self._bound:
                raise Busy(f"{self._bound} requests wait to be written; try again in a moment")
            self._queue.put(_Request(work, future, loop))
        return future

    def close(self) -> None:
        """Takes no more, writes what is in line, and ends. Blocks until then; a second call does nothing more."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (batch := self._take()) is not None:
            self._commit(batch)
            _tell(batch)

    def _take(self) -> list[_Request[Tx]] | None:
        """Waits for the first request, then takes all that stand behind it, up to the batch."""
        first = self._queue.get()
        if first is None:
            return None
        taken = [first]
        while len(taken) < self._batch:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is None:
                self._queue.put(None)  # nothing can stand behind it: submit refuses once it is in line
                break
            taken.append(following)
        return taken

    def _commit(self, batch: Sequence[_Request[Tx]]) -> None:
        try:
            self._engine.begin()
            for request in batch:
                self._attempt(request)
            self._engine.commit()
        except Exception as error:
            self._engine.rollback()
            for request in batch:
                request.error = request.error or error
        else:
            self._engine.after()

    def _attempt(self, request: _Request[Tx]) -> None:
        """A request that fails takes itself out; if the database undid the whole transaction, all of the batch fail."""
        try:
            request.result = self._engine.attempt(request.work)
        except Exception as error:
            request.error = error
            if not self._engine.whole():
                raise


def _tell(batch: Sequence[_Request[Any]]) -> None:
    """Answers each caller on its own event loop, one wake-up a loop."""
    loops: dict[asyncio.AbstractEventLoop, list[_Request[Any]]] = {}
    for request in batch:
        loops.setdefault(request.loop, []).append(request)
    for loop, requests in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, requests)
        except RuntimeError:  # that loop has ended: its callers are gone, what they asked for is committed
            continue


def _settle(requests: Sequence[_Request[Any]]) -> None:
    for request in requests:
        if request.future.done():  # the caller was cancelled
            continue
        if request.error is not None:
            request.future.set_exception(request.error)
        else:
            request.future.set_result(request.result)
