"""The conditions of all standing queries, each kept once, and which of them are true of a dispatch.

Source: design/routing.md section 2, steps 1 and 2: a million test queries shared 650,000 atoms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import datetime

from telex.routing.document import Stream, Words
from telex.routing.naive import holds
from telex.routing.query import Code, Leaf, Phrase, Prefix, Word
from telex.routing.terms import pair

Key = tuple[Hashable, ...]
_CACHED_WORDS = 100_000


def key_of(leaf: Leaf) -> Key:
    """What two leaves have in common when they ask the same: `Otan` and `OTAN` are one atom."""
    if isinstance(leaf, Word):
        return "bare", leaf.field, pair(leaf.text)[1]
    if isinstance(leaf, Phrase):
        return "exact", leaf.field, tuple(pair(word)[0] for word in leaf.words), leaf.slop
    if isinstance(leaf, Prefix):
        return "prefix", leaf.field, pair(leaf.text)[0]
    if isinstance(leaf, Code):
        return "code", leaf.field, leaf.value.casefold()
    return "other", leaf


class _Words:
    """The atoms of one text field."""

    def __init__(self) -> None:
        self.bare: dict[str, int] = {}
        self.phrases: dict[str, dict[int, tuple[tuple[str, ...], int]]] = {}
        """Phrases (of one word too) and near phrases, under their longest word: looked at only when it is there."""
        self.stems: dict[str, int] = {}
        self.lengths: Counter[int] = Counter()
        self._begun: dict[str, tuple[int, ...]] = {}
        """Prefix atoms of each written word met so far."""

    def add(self, key: Key, atom: int) -> None:
        if key[0] == "bare":
            self.bare[str(key[2])] = atom
        elif key[0] == "prefix":
            self.stems[str(key[2])] = atom
            self.lengths[len(str(key[2]))] += 1
            self._begun.clear()
        else:
            words, slop = _phrase(key)
            self.phrases.setdefault(max(words, key=len), {})[atom] = (words, slop)

    def remove(self, key: Key, atom: int) -> None:
        if key[0] == "bare":
            del self.bare[str(key[2])]
        elif key[0] == "prefix":
            del self.stems[str(key[2])]
            self.lengths[len(str(key[2]))] -= 1
            self._begun.clear()
        else:
            word = max(_phrase(key)[0], key=len)
            del self.phrases[word][atom]
            if not self.phrases[word]:
                del self.phrases[word]

    def true(self, stream: Stream) -> set[int]:
        found = {self.bare[word] for word in self.bare.keys() & stream.bare}
        for word in self.phrases.keys() & stream.exact.keys() if self.phrases else ():  # laid out only for phrases
            for atom, (words, slop) in self.phrases[word].items():
                if len(words) == 1 or stream.near(words, slop):
                    found.add(atom)
        if self.stems:
            if len(self._begun) > _CACHED_WORDS:
                self._begun.clear()
            for word in stream.exact:
                found.update(self._prefixes(word))
        return found

    def _prefixes(self, word: str) -> tuple[int, ...]:
        known = self._begun.get(word)
        if known is None:
            begun = (self.stems.get(word[:n]) for n, count in self.lengths.items() if count and n <= len(word))
            known = self._begun[word] = tuple(atom for atom in begun if atom is not None)
        return known


class Atoms:
    """Numbered conditions, counted by use: `take` one for each query, `release` it when the query goes."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}
        self._keys: dict[int, Key] = {}
        self._uses: Counter[int] = Counter()
        self._next = 0
        self._text: dict[str | None, _Words] = {}
        self._codes: dict[str | None, dict[str, int]] = {}
        self._others: dict[int, Leaf] = {}
        """Ranges and presences: few, asked one by one."""

    def __len__(self) -> int:
        return len(self._numbers)

    def take(self, leaf: Leaf) -> int:
        """The number of this condition, one more use of it counted."""
        key = key_of(leaf)
        atom = self._numbers.get(key)
        if atom is None:
            atom = self._next
            self._list(leaf, key, atom)
            self._numbers[key], self._keys[atom] = atom, key
            self._next += 1
        self._uses[atom] += 1
        return atom

    def _list(self, leaf: Leaf, key: Key, atom: int) -> None:
        if key[0] == "other":
            self._others[atom] = leaf
        elif key[0] == "code":
            self._codes.setdefault(leaf.field, {})[str(key[2])] = atom
        else:
            self._text.setdefault(leaf.field, _Words()).add(key, atom)

    def release(self, atom: int) -> None:
        """One use less; the last one forgets the condition."""
        self._uses[atom] -= 1
        if self._uses[atom]:
            return
        del self._uses[atom]
        key = self._keys.pop(atom)
        del self._numbers[key]
        field = _field(key)
        if key[0] == "other":
            del self._others[atom]
        elif key[0] == "code":
            del self._codes[field][str(key[2])]
        else:
            self._text[field].remove(key, atom)

    def true(self, words: Words, now: datetime) -> tuple[set[int], set[int]]:
        """`(true, faulty)`: the conditions true of the dispatch, and those that could not be decided."""
        found: set[int] = set()
        faulty: set[int] = set()
        for field, atoms in self._text.items():
            stream = words.streams.get(field)
            if stream is not None:
                found |= atoms.true(stream)
        for name, codes in self._codes.items():
            for value in words.codes.get(name or "", ()):
                if value in codes:
                    found.add(codes[value])
        for atom, leaf in self._others.items():
            try:
                if holds(leaf, words, now):
                    found.add(atom)
            except Exception:
                faulty.add(atom)
        return found, faulty


def _field(key: Key) -> str | None:
    return key[1] if isinstance(key[1], str) else None


def _phrase(key: Key) -> tuple[tuple[str, ...], int]:
    words, slop = key[2], key[3]
    if not isinstance(words, tuple) or not isinstance(slop, int):
        raise TypeError(f"not a phrase: {key!r}")
    return words, slop
