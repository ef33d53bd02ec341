"""How often a condition is true of a dispatch: what makes one required clause a better anchor than another.

Learned from the dispatches that were matched, or given from the archive. Only speed depends on it, never an answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate

from telex.routing.document import Words
from telex.routing.matching.keys import NEAR, Key
from telex.routing.matching.plans import CODE, EXACT, PHRASE, PREFIX, WORD

_LIMIT = 200_000
"""Words and codes counted; beyond it all counts are halved, so that what was rare long ago goes first."""
_GUESSED = 20
"""Dispatches that the guess from the length of a word weighs as much as."""
_GUESSES = [_GUESSED * min(0.5, 1.5 / max(1, length) ** 2) for length in range(32)]
"""By the length of a word: long ones are rare."""
_EVERY = 4
"""One dispatch in so many is counted."""
_LAST = "\U0010ffff"
"""After every letter: with it behind, a prefix sorts after all its words."""
_CODES = {"uri": 0.001, "evolvedfrom": 0.001, "translationof": 0.001, "event": 0.001, "subject": 0.03, "country": 0.05}
"""Shares of dispatches guessed for one value of a field of codes; half of them for any other field."""


class Frequencies:
    """In how many of the dispatches seen each word (exact or bare) and each code occurs."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        """`counts` = dispatches of the archive that have each word; the most frequent word is taken to be in all."""
        self._counts: Counter[str] = Counter()
        self._seen = 0
        self._turn = 0
        self._sorted: list[str] = []
        self._sums: list[int] = []
        """Counts of the words before each place in `_sorted`, added up."""
        self.replace(counts or {})

    def replace(self, counts: Mapping[str, int]) -> None:
        """Forget what was learned for these counts."""
        self._counts = Counter(counts)
        self._seen = max(self._counts.values(), default=0)
        self.settle()

    def settle(self) -> None:
        """Prefixes are counted over the vocabulary of this moment."""
        self._sorted = sorted(self._counts)
        self._sums = list(accumulate((self._counts[word] for word in self._sorted), initial=0))

    def learn(self, words: Words) -> None:
        """One dispatch more, one in four being counted: that leaves the shares as they are."""
        self._turn = (self._turn + 1) % _EVERY
        stream = words.streams.get(None)
        if self._turn or stream is None:
            return
        self._seen += 1
        self._counts.update(stream.bare | stream.exact.keys())
        for field, values in words.codes.items():
            self._counts.update([f"{field}:{value}" for value in values])
        while len(self._counts) > _LIMIT:
            self._counts = Counter({word: count // 2 for word, count in self._counts.items() if count > 1})
            self._seen = (self._seen + 1) // 2

    def share(self, key: Key) -> float:
        """The share of dispatches, 0 to 1, that the condition is probably true of."""
        kind, field, value = key
        if kind in (WORD, EXACT):
            return self._in_field(field, self.word(value))
        if kind == PHRASE:
            return self._in_field(field, min(map(self.word, value)) * 0.1)
        if kind == NEAR:
            return self._in_field(field, min(map(self.word, value[0])) * 0.3)
        if kind == PREFIX:
            return self._in_field(field, self._smooth(self._beginning(value), 4 / len(value) ** 2))
        if kind == CODE:
            return self._smooth(self._counts.get(f"{field}:{value}", 0), _CODES.get(field or "", 0.5))
        return 0.6

    def word(self, word: str) -> float:
        """The share of dispatches with this word; long words are guessed to be rare."""
        return (self._counts.get(word, 0) + _GUESSES[min(len(word), 31)]) / (self._seen + _GUESSED)

    def _smooth(self, count: int, guessed: float) -> float:
        return min(1.0, (count + _GUESSED * min(0.5, guessed)) / (self._seen + _GUESSED))

    def _in_field(self, field: str | None, share: float) -> float:
        return share if field in (None, "body") else share / 10

    def _beginning(self, stem: str) -> int:
        """Dispatches with a word that begins so, at most: one with two such words counts twice."""
        first, after = bisect_left(self._sorted, stem), bisect_left(self._sorted, stem + _LAST)
        return min(self._sums[after] - self._sums[first], self._seen)
