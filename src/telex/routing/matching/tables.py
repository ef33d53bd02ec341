"""The conditions of one kind on one field, each with its number, and which of them are true of a dispatch."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from telex.routing.document import Stream, Words
from telex.routing.language.query import Leaf
from telex.routing.matching.keys import Near, Sequel
from telex.routing.matching.truth import holds

V = TypeVar("V")
K = TypeVar("K", bound=Hashable)

_CACHED_WORDS = 100_000
_START = 3
"""Letters. Words are forgotten by their beginning when a prefix comes or goes; no written prefix is shorter."""


class Table(Generic[K]):
    """The conditions of one kind on one field, by the values of their keys."""

    def __init__(self, field: str | None) -> None:
        self.field = field
        self.numbers: dict[K, int] = {}

    def add(self, key: K, atom: int) -> None:
        self.numbers[key] = atom

    def remove(self, key: K) -> None:
        del self.numbers[key]

    def true(self, words: Words, now: datetime) -> set[int]:
        raise NotImplementedError


class Bare(Table[str]):
    """Words without quotes."""

    def true(self, words: Words, now: datetime) -> set[int]:
        stream, numbers = words.streams.get(self.field), self.numbers
        return set() if stream is None else {numbers[word] for word in numbers.keys() & stream.bare}


class Exact(Table[str]):
    """Single words in quotes."""

    def true(self, words: Words, now: datetime) -> set[int]:
        stream, numbers = words.streams.get(self.field), self.numbers
        return set() if stream is None else {numbers[word] for word in numbers.keys() & stream.exact.keys()}


class Phrases(Table[Sequel]):
    """Words one after the other: the pairs of neighbours of the dispatch are looked up, all at once."""

    def __init__(self, field: str | None, rarity: Callable[[str], float]) -> None:
        """`rarity` of a word: the lower, the rarer."""
        super().__init__(field)
        self._rarity = rarity
        self._longer: dict[Sequel, tuple[Sequel, ...]] = {}
        """Those of three words and more, under the rarest pair of neighbours in them."""

    def add(self, key: Sequel, atom: int) -> None:
        super().add(key, atom)
        if len(key) > 2:
            rarest = min(_neighbours(key), key=lambda two: (self._rarity(two[0]) * self._rarity(two[1]), two))
            _put_in(self._longer, rarest, key)

    def remove(self, key: Sequel) -> None:
        super().remove(key)
        for two in set(_neighbours(key)) if len(key) > 2 else ():
            _take_out(self._longer, two, key)

    def true(self, words: Words, now: datetime) -> set[int]:
        stream, numbers = words.streams.get(self.field), self.numbers
        if stream is None:
            return set()
        pairs = stream.pairs
        found = {numbers[two] for two in numbers.keys() & pairs}
        for two in self._longer.keys() & pairs:
            found.update(numbers[key] for key in self._longer[two] if _follow(key, two, stream))
        return found


def _follow(words: Sequel, two: Sequel, stream: Stream) -> bool:
    """Whether the words stand in this order, `two` neighbours of them being there."""
    known = min(two, key=lambda word: len(stream.exact[word]))
    if words.count(known) > 1:
        return stream.near(words, 0)
    before, length, at = words.index(known), len(words), stream.at
    return any(tuple(map(at.get, range(p - before, p - before + length))) == words for p in stream.exact[known])


def _neighbours(words: Sequel) -> Iterator[Sequel]:
    return itertools.pairwise(words)


def _put_in(listed: dict[K, tuple[V, ...]], under: K, what: V) -> None:
    listed[under] = (*listed.get(under, ()), what)


def _take_out(listed: dict[K, tuple[V, ...]], under: K, what: V) -> None:
    """`what` may be listed under another key."""
    if what in listed.get(under, ()):
        left = tuple(other for other in listed[under] if other != what)
        if left:
            listed[under] = left
        else:
            del listed[under]


class Nears(Table[Near]):
    """Looked at only when their two rarest words are there."""

    def __init__(self, field: str | None, rarity: Callable[[str], float]) -> None:
        """`rarity` of a word: the lower, the rarer."""
        super().__init__(field)
        self._rarity = rarity
        self._listed: dict[str, tuple[tuple[str, Near], ...]] = {}
        """Under the rarest word: the second, the phrase."""

    def add(self, key: Near, atom: int) -> None:
        super().add(key, atom)
        rare = sorted(set(key[0]), key=lambda word: (self._rarity(word), word))[:2]
        _put_in(self._listed, rare[0], (rare[-1], key))

    def remove(self, key: Near) -> None:
        super().remove(key)
        for word in set(key[0]):
            for second in set(key[0]):
                _take_out(self._listed, word, (second, key))

    def true(self, words: Words, now: datetime) -> set[int]:
        stream, found = words.streams.get(self.field), set[int]()
        if stream is None:
            return found
        places = stream.exact
        for word in self._listed.keys() & places.keys():
            for second, near in self._listed[word]:
                if second in places and _near(near, stream, places):
                    found.add(self.numbers[near])
        return found


def _near(near: Near, stream: Stream, places: Mapping[str, Sequence[int]]) -> bool:
    """As `Stream.near`, whose two rarest words are there: most are of two words."""
    words, slop = near
    if len(words) != 2 or words[0] == words[1]:
        return stream.near(words, slop)
    first, last = places[words[0]], places[words[1]]
    if len(first) <= len(last):
        return any(_between(last, place + 1 - slop, place + 1 + slop) for place in first)
    return any(_between(first, place - 1 - slop, place - 1 + slop) for place in last)


def _between(places: Sequence[int], low: int, high: int) -> bool:
    index = bisect_left(places, low)
    return index < len(places) and places[index] <= high


class Prefixes(Table[str]):
    """Which prefixes a word begins with is worked out once for each word of the wire."""

    def __init__(self, field: str | None) -> None:
        super().__init__(field)
        self._lengths = Counter[int]()
        self._begun: dict[str, tuple[int, ...]] = {}
        """Word -> its prefixes."""
        self._known: defaultdict[str, list[str]] = defaultdict(list)
        """First letters -> the words of `_begun`: a prefix that comes or goes makes few of them unknown."""

    def add(self, key: str, atom: int) -> None:
        super().add(key, atom)
        self._lengths[len(key)] += 1
        self._forget(key)

    def remove(self, key: str) -> None:
        super().remove(key)
        self._lengths[len(key)] -= 1
        self._lengths += Counter()  # keeps what is above zero
        self._forget(key)

    def true(self, words: Words, now: datetime) -> set[int]:
        stream, found = words.streams.get(self.field), set[int]()
        for word in () if stream is None else stream.exact:
            begun = self._begun.get(word)
            if begun is None:
                begun = self._learn(word)
            if begun:
                found.update(begun)
        return found

    def _learn(self, word: str) -> tuple[int, ...]:
        if len(self._begun) >= _CACHED_WORDS:
            self._begun.clear()
            self._known.clear()
        begun = (self.numbers.get(word[:length]) for length in self._lengths if length <= len(word))
        found = self._begun[word] = tuple(atom for atom in begun if atom is not None)
        self._known[word[:_START]].append(word)
        return found

    def _forget(self, stem: str) -> None:
        if len(stem) < _START:
            self._begun.clear()
            self._known.clear()
        for word in self._known.pop(stem[:_START], ()):
            del self._begun[word]


class Codes(Table[str]):
    """Whole values, case apart."""

    def true(self, words: Words, now: datetime) -> set[int]:
        numbers = self.numbers
        return {numbers[value] for value in words.codes.get(self.field or "", ()) if value in numbers}


class Others(Table[Leaf]):
    """Ranges and presences of any field: few different ones, asked one by one."""

    def __init__(self) -> None:
        super().__init__(None)
        self.faults: dict[Leaf, str] = {}
        """Conditions that could not be decided when last asked, with the reason."""

    def remove(self, key: Leaf) -> None:
        super().remove(key)
        self.faults.pop(key, None)

    def true(self, words: Words, now: datetime) -> set[int]:
        found = set()
        self.faults.clear()
        for leaf, atom in self.numbers.items():
            try:
                if holds(leaf, words, now):
                    found.add(atom)
            except Exception as error:
                self.faults[leaf] = f"{type(error).__name__}: {error}"
        return found
