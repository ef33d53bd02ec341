"""A paragraph as words: what the search for people, organisations and places steps over, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from telex.model.proof import Span
from telex.model.text import fold_word
from telex.reading.blocks import Line, offsets

MAX_TOKENS = 40_000
"""Of one text: above it the rest of the text names nobody. A dispatch of 470 words has about 600."""
_TOKEN = re.compile(
    r"(?:[ldcsnmtjLDCSNMTJO]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)'(?=\w)"
    r"|(?:[^\W\d_]\.){1,6}(?=[\s,)»\"-]|$)|[^\W_]{1,60}(?:[-&][^\W_]{1,60}){0,8}|'s\b|\S"
)
ENDS = frozenset('.!?:;…«“”"(—–•|*/[')
"""After one of these a capital proves nothing."""
_offsets = lru_cache(maxsize=8)(offsets)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, marks and elisions (`l'`) of a paragraph, in order; offsets count in its match text."""

    line: Line
    words: Sequence[str]
    low: Sequence[str]
    """Folded: lower case, no accents."""
    starts: Sequence[int]
    ends: Sequence[int]
    capitals: Sequence[int]
    """Numbers of the words that begin with a capital."""

    def text(self, first: int, last: int) -> str:
        """As shown, from word `first` to the one before `last`."""
        span = self.span(first, last)
        return self.line.text[span.start : span.end].strip()

    def span(self, first: int, last: int) -> Span:
        """`Line.span`, with the map of offsets kept: a text has many names."""
        start, end = self.starts[first], self.ends[last - 1]
        if len(self.line.text) == len(self.line.match):
            return Span(self.line.number, start, end)
        places = _offsets(self.line.text, self.line.match)
        return Span(self.line.number, places[start], places[end])

    def opens(self, place: int) -> bool:
        """Whether word `place` begins a sentence, a quotation or a bracket."""
        return place == 0 or self.words[place - 1] in ENDS

    def capital(self, place: int) -> bool:
        return place < len(self.words) and self.words[place][0].isupper()

    def at(self, place: int) -> str:
        """The folded word, empty outside the paragraph."""
        return self.low[place] if 0 <= place < len(self.low) else ""


def cut(line: Line, limit: int = MAX_TOKENS) -> Tokens:
    """The words of a line, the first `limit` of them."""
    spans = [found.span() for found in islice(_TOKEN.finditer(line.match), max(0, limit))]
    text = line.match
    words = [text[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    low = [word.lower() if word.isascii() else fold_word(word) for word in words]
    return Tokens(line, words, low, starts, ends, [n for n, word in enumerate(words) if word[0].isupper()])


def key(text: str) -> tuple[str, ...]:
    """The folded words of a name, cut as `cut` cuts a paragraph: what dictionaries of names are keyed by."""
    return tuple(fold_word(word) for word in _TOKEN.findall(text))
