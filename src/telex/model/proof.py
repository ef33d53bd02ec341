"""A value and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text: number of the block (in `Mentions`: of the paragraph) and offsets in its display text, in code points."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value and where it comes from. Null is a right answer: then there is no Field at all."""

    value: T
    method: str
    """format, profile:<id>/<version>, rule:<name>, gazetteer, model:<name>, event-link, editor, received."""
    span: Span | None = None
    """None only for a value from a format's field, the receipt time, an event link or an editor."""
    confidence: str = "sure"
    """sure, likely or weak. Weak is for the desk alone, never routed on or published."""
