"""What goes between this process and the worker: one JSON value a line."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

MAX_LINE = 32_000_000
"""Bytes of the longest line that is read: a batch at its bounds is below 2 MB."""


class Seen(NamedTuple):
    """A name that the model found. Offsets count in the paragraph as it was sent, in code points."""

    paragraph: int
    start: int
    end: int
    label: str
    """PER, ORG or LOC; a model that says PERSON or GPE is read as if it said these."""


class Ready(Struct, frozen=True):
    """The worker's first line. `error` = why it cannot work."""

    error: str = ""


class Texts(Struct, frozen=True):
    """A batch: each text as its paragraphs."""

    texts: tuple[tuple[str, ...], ...]


class Answer(Struct, frozen=True):
    """One tuple for each text, and the most memory that the worker ever held, in bytes."""

    found: tuple[tuple[Seen, ...], ...]
    memory: int
