"""A match text as words, numbers and signs with their places: what dates, figures and commitments scan, cut once for all three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from telex.model.proof import Span
from telex.model.text import fold_word, plain
from telex.reading.blocks import Line, offsets

MAX_CHARS = 20_000
"""Of one paragraph. A text on one line without end is cut here: what stands after is not searched."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+){0,6}|[^\w\s']")
"""A number, a word with its hyphens (`après-midi`), or one sign. Apostrophes part words and vanish: `l'an` is `l`, `an`."""
_ENDS = frozenset(".!?…")


def listed(words: str) -> frozenset[str]:
    """A closed list, written as one text."""
    return frozenset(words.split())


_SHORT = frozenset({"Mme", "Mr", "Mrs", "Ms", "Dr", "St", "Ste", "Mgr", "Me", "No", "art", "av", "env"})


class Words:
    """The tokens of one text. `folded[i]` is the i-th, lower case and without accents; places count in the text."""

    __slots__ = ("_found", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = list(_TOKEN.finditer(text))
        self.folded = [fold_word(m.group()) for m in self._found]

    def __len__(self) -> int:
        return len(self.folded)

    def at(self, place: int) -> str:
        """The folded token, or "" outside the text."""
        return self.folded[place] if 0 <= place < len(self.folded) else ""

    def raw(self, place: int) -> str:
        """The token as written, or "" outside the text."""
        return self._found[place].group() if 0 <= place < len(self._found) else ""

    def start(self, place: int) -> int:
        return self._found[place].start()

    def end(self, place: int) -> int:
        return self._found[place].end()

    def gap(self, place: int) -> str:
        """What stands between this token and the one before it: blanks and apostrophes."""
        if not 0 < place < len(self._found):
            return " "
        return self.text[self._found[place - 1].end() : self._found[place].start()]

    def joined(self, place: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return 0 < place < len(self._found) and self._found[place - 1].end() == self._found[place].start()

    def between(self, first: int, last: int) -> str:
        """The text of tokens first to last - 1."""
        return self.text[self.start(first) : self.end(last - 1)]

    def ends_sentence(self, place: int) -> bool:
        """Whether the token is a stop that ends a sentence: `M. Brun`, `H.R.` and `3.5` do not."""
        if self.folded[place] not in _ENDS:
            return False
        if self.folded[place] != "." or place + 1 >= len(self.folded):
            return True
        before = self.raw(place - 1)
        return not self.joined(place + 1) and not (len(before) == 1 and before.isupper()) and before not in _SHORT


@lru_cache(maxsize=128)
def split(text: str) -> Words:
    """The tokens of a text; the last texts are kept, because three readers ask for the same ones in turn."""
    return Words(text[:MAX_CHARS])


def span_of(line: Line, start: int, end: int) -> Span:
    """As `Line.span`, for the first `MAX_CHARS` of a match text, with the map of offsets made once a line, not once a span."""
    if len(line.match) == len(line.text):
        return Span(line.number, start, end)
    places = _places(line.text[: 2 * MAX_CHARS])
    last = len(places) - 1
    return Span(line.number, places[min(start, last)], places[min(end, last)])


@lru_cache(maxsize=128)
def _places(text: str) -> Sequence[int]:
    return offsets(text, plain(text).strip())
