"""A function of the operator's that puts texts in order, called in a process of its own, one call at a time.

One process for each question: it is asked by hand, a few times a day, so nothing is kept warm; and whatever it loads,
leaks or breaks ends with it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from telex.errors import TelexError
from telex.originals.worker import Answer, Question

LONGEST = 1_000
"""Characters of a text that are given: headline and lead."""
SECONDS = 30.0
"""For one question, waiting for an earlier one included. A 4-bit multilingual-e5-small takes 7 s of a core for eleven texts of
this length, loading included, and 13 s on a machine that does other work."""
_PASSED_ON = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "VIRTUAL_ENV",
)  # fmt: skip
"""Of the environment: secrets among the settings are no business of a re-ranker."""


class NoOrder(TelexError):
    """The re-ranker gave no order; the message says why. What was found by names and numbers stands as it is."""

    status = 503
    code = "no-order"


class Reranker:
    """What the setting `rerank` names: `module:function` or `file.py:function`. Nothing is loaded before it is asked."""

    def __init__(self, function: str, *, seconds: float = SECONDS) -> None:
        self.function = function
        self._seconds = seconds
        self._one = asyncio.Lock()

    async def order(self, query: str, candidates: Sequence[str]) -> tuple[int, ...]:
        """Indexes of the candidates, best first; equal ones in the order given. Raises NoOrder.

        The figures that the function gives end here. When cancelled, no process is left.
        """
        question = Question(query[:LONGEST], tuple(text[:LONGEST] for text in candidates))
        try:
            async with asyncio.timeout(self._seconds), self._one:
                scores = await self._asked(question)
        except TimeoutError as error:
            raise NoOrder(f"the re-ranker {self.function} gave no answer within {self._seconds:.0f} s") from error
        except OSError as error:
            raise NoOrder(f"the re-ranker {self.function} cannot be started: {error.strerror}") from error
        return tuple(sorted(range(len(scores)), key=lambda index: -scores[index]))

    async def _asked(self, question: Question) -> tuple[float, ...]:
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        words = (sys.executable, "-P", "-m", "telex.originals.worker", self.function)
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**passed, "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        try:
            out, _ = await process.communicate(msgspec.json.encode(question))
        finally:  # no process is left: the signal goes out before anything waits
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        try:
            answer = msgspec.json.decode(out, type=Answer)
        except msgspec.DecodeError as error:
            raise NoOrder(f"the re-ranker {self.function} ended without an answer") from error
        if answer.error:
            raise NoOrder(f"the re-ranker {self.function} failed: {answer.error}")
        return answer.scores
