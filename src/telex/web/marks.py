"""A text with its marked places, cut where marks begin and end, so that they may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 400
"""Marks shown in one text; the rest is left unmarked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text: offsets in code points, the kind of thing, and the id that links lead to."""

    start: int
    end: int
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `anchors` are those that begin here."""

    text: str
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text in order, nothing lost. Marks that lie outside it are left out."""
    inside = [m for m in marks[:MOST] if 0 <= m.start < m.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    found = []
    for start, end in pairwise(cuts):
        over = [m for m in inside if m.start <= start and m.end >= end]
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        found.append(Piece(text[start:end], kinds, tuple(m.anchor for m in over if m.start == start)))
    return found
