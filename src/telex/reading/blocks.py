"""Lines ready for matching: display text, match text, and the map between their offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from telex.model.draft import Draft
from telex.model.facts import Span
from telex.model.text import plain

MAX_BLOCKS = 20_000
"""Above this many blocks nothing but the body is read (`too_large`): the text is kept whole, fields stay empty."""
MAX_HEADER_CHARS = 400
"""A line longer than this is never a header line: no header pattern is tried on it."""

MAX_DATE_LINE = 240
"""A line longer than this is never one of dates and names: the longest of the samples has 104 characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block. `text` is what is shown, `match` what patterns see (`model.text.plain`, ends trimmed)."""

    number: int
    text: str
    match: str
    kind: str
    gap: bool
    """True when a blank line stands before it."""

    @property
    def short(self) -> bool:
        """Short enough to be tried as a header line."""
        return 0 < len(self.match) <= MAX_HEADER_CHARS

    @property
    def long(self) -> bool:
        """Too many words for a line of dates and names."""
        return len(self.match) > MAX_DATE_LINE

    @property
    def words(self) -> int:
        return len(self.match.split())

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place in the display text of `match[start:end]`."""
        stop = len(self.match) if end is None else end
        if len(self.match) == len(self.text):
            return Span(self.number, start, stop)
        places = offsets(self.text, self.match)
        return Span(self.number, places[start], places[stop])

    def display(self, start: int, end: int | None = None) -> str:
        """The display text of `match[start:end]`, ends trimmed."""
        span = self.span(start, end)
        return self.text[span.start : span.end].strip()


def lines(draft: Draft) -> tuple[Line, ...]:
    """All blocks of a draft as lines, in order, one each, the empty ones too."""
    found: list[Line] = []
    before = 0
    for number, block in enumerate(draft.blocks):
        gap = draft.text.count("\n", before, block.start) > 1 if block.start >= before else True
        found.append(Line(number, block.text, plain(block.text).strip(), block.kind, gap))
        before = block.end
    return tuple(found)


def offsets(text: str, match: str) -> Sequence[int]:
    """For every place in `match` (its end included) the place in `text` that it came from.

    Folding is done letter by letter, a letter being one code point with its combining marks; if the pieces do not give
    `match` again, every place maps to the nearest end, so that a span is too wide rather than false.
    """
    places: list[int] = []
    folded: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        piece = plain(text[start:end])
        places.extend([start] * len(piece))
        folded.append(piece)
        start = end
    places.append(len(text))
    whole = "".join(folded)
    lead = len(whole) - len(whole.lstrip())
    if whole.strip() != match:
        return [0] * len(match) + [len(text)]
    return places[lead : lead + len(match) + 1]
