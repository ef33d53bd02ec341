"""The writer's line: order, bound, one failing among many, a commit that fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from telex.errors import Busy, StoreFull
from telex.store.sequencer import Sequencer

pytestmark = pytest.mark.anyio


class Tape:
    """An engine that keeps its commits as lists: a small database in memory."""

    def __init__(self) -> None:
        self.commits: list[list[str]] = []
        self.open: list[str] | None = None
        self.full = False
        self.torn = False
        self.ready = threading.Event()
        self.ready.set()

    def begin(self) -> None:
        self.ready.wait()
        self.open = []

    def attempt(self, work: Callable[[list[str]], Any]) -> Any:
        assert self.open is not None
        before = list(self.open)
        try:
            return work(self.open)
        except BaseException:
            self.open = None if self.torn else before
            raise

    def whole(self) -> bool:
        return self.open is not None

    def commit(self) -> None:
        if self.full:
            raise StoreFull("full")
        self.commits.append(self.open or [])
        self.open = None

    def rollback(self) -> None:
        self.open = None

    def after(self) -> None:
        pass


def _write(word: str) -> Callable[[list[str]], str]:
    def work(tape: list[str]) -> str:
        tape.append(word)
        return word

    return work


def _fail(tape: list[str]) -> None:
    tape.append("half")
    raise ValueError("no")


@pytest.fixture
def tape() -> Tape:
    return Tape()


@pytest.fixture
async def line(tape):
    sequencer = Sequencer(tape, batch=4, bound=6)
    yield sequencer
    tape.ready.set()
    await asyncio.to_thread(sequencer.close)


async def _stop_the_writer(tape, line):
    """The writer has taken one request and stands before its commit; what comes now waits in line."""
    tape.ready.clear()
    first = line.submit(_write("first"))
    while not line._queue.empty():
        await asyncio.sleep(0)
    return first


async def test_requests_that_wait_share_commits_up_to_the_batch_in_the_order_of_the_calls(tape, line):
    first = await _stop_the_writer(tape, line)
    waiting = [line.submit(_write(str(n))) for n in range(6)]
    tape.ready.set()
    assert await asyncio.gather(first, *waiting) == ["first", "0", "1", "2", "3", "4", "5"]
    assert [len(commit) for commit in tape.commits] == [1, 4, 2]
    assert [word for commit in tape.commits for word in commit] == ["first", "0", "1", "2", "3", "4", "5"]


async def test_a_line_that_is_full_says_busy_at_once(tape, line):
    first = await _stop_the_writer(tape, line)
    waiting = [line.submit(_write(str(n))) for n in range(6)]
    with pytest.raises(Busy, match="wait to be written"):
        line.submit(_write("too many"))
    tape.ready.set()
    await asyncio.gather(first, *waiting)
    assert await line.submit(_write("again")) == "again"


async def test_a_failing_request_is_undone_alone(tape, line):
    first = await _stop_the_writer(tape, line)
    futures = [line.submit(work) for work in (_write("a"), _fail, _write("b"))]
    tape.ready.set()
    outcomes = await asyncio.gather(first, *futures, return_exceptions=True)
    assert [type(o) for o in outcomes] == [str, str, ValueError, str]
    assert tape.commits == [["first"], ["a", "b"]]


async def test_when_the_database_undoes_all_of_it_nobody_is_told_that_it_was_kept(tape, line):
    tape.torn = True
    first = await _stop_the_writer(tape, line)
    futures = [line.submit(work) for work in (_write("a"), _fail, _write("b"))]
    tape.ready.set()
    outcomes = await asyncio.gather(first, *futures, return_exceptions=True)
    assert [type(o) for o in outcomes] == [str, ValueError, ValueError, ValueError]
    assert tape.commits == [["first"]]


async def test_a_commit_that_fails_fails_for_all_and_the_writer_goes_on(tape, line):
    tape.full = True
    with pytest.raises(StoreFull):
        await line.submit(_write("lost"))
    tape.full = False
    assert await line.submit(_write("kept")) == "kept"
    assert tape.commits == [["kept"]]


async def test_a_caller_who_went_away_does_not_stop_the_others(tape, line):
    first = await _stop_the_writer(tape, line)
    gone, stays = line.submit(_write("gone")), line.submit(_write("stays"))
    gone.cancel()
    tape.ready.set()
    assert await asyncio.gather(first, stays) == ["first", "stays"]
    assert tape.commits[-1] == ["gone", "stays"]


async def test_closing_writes_what_is_in_line_and_takes_no_more(tape, line):
    first = await _stop_the_writer(tape, line)
    waiting = [line.submit(_write(str(n))) for n in range(6)]
    closing = asyncio.create_task(asyncio.to_thread(line.close))
    while not line._closed:
        await asyncio.sleep(0)
    with pytest.raises(Busy, match="closed"):
        line.submit(_write("late"))
    tape.ready.set()
    await closing
    await asyncio.gather(first, *waiting)
    assert sum(len(commit) for commit in tape.commits) == 7
