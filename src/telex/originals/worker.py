"""The process that calls the operator's function: one question from its input, one answer to its output.

Started by `reranker`, never by hand: `python -m telex.originals.worker module:function`.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from math import isfinite
from pathlib import Path

import msgspec
from msgspec import Struct

NICE = 10
"""The wire goes first."""
Function = Callable[[str, list[str]], Iterable[float]]


class Question(Struct, frozen=True):
    """A text, and the texts to be put in order."""

    query: str
    candidates: tuple[str, ...]


class Answer(Struct, frozen=True):
    """A figure for each candidate, higher = nearer. `error` = why there is none."""

    scores: tuple[float, ...] = ()
    error: str = ""


def main() -> None:
    """Answers one question, whatever the function does."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        os.nice(NICE)
        try:
            question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
            answer = Answer(scores(load(sys.argv[1]), question))
        except Exception as error:  # a stranger's code: the other side is told
            answer = Answer(error=f"{type(error).__name__}: {error}"[:300])
        out.write(msgspec.json.encode(answer))


def load(function: str) -> Function:
    """The function that `module:function` or `file.py:function` names. Raises whatever its module raises."""
    module, _, name = function.rpartition(":")
    if not module.endswith(".py"):
        found: Function = getattr(importlib.import_module(module), name)
        return found
    spec = spec_from_file_location(Path(module).stem, module)
    if spec is None or spec.loader is None:
        raise ImportError(f"{module} is no Python file")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    found = getattr(made, name)
    return found  # noqa: RET504 - named, so that its type is known


def scores(function: Function, question: Question) -> tuple[float, ...]:
    """One finite figure for each candidate. Raises ValueError otherwise."""
    most = len(question.candidates)
    found = tuple(float(score) for score in islice(function(question.query, list(question.candidates)), most + 1))
    if len(found) != most:
        raise ValueError(f"as many figures as texts are wanted: {most}")
    if not all(map(isfinite, found)):
        raise ValueError("a figure is not finite")
    return found


if __name__ == "__main__":
    main()
