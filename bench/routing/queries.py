"""Standing queries drawn from the words of the dispatches, in the shapes and shares of data/routing/queries.tsv.

A word is drawn with a chance of (dispatches that have it + 1/2) ** power, from the words of the dispatches and from twice as
many that are in none of them (two halves of such words joined): what a subscriber waits for is not written every day. The power
is found by measuring, so that the wanted share of the queries matches a dispatch: 0.5 % (hot) or 0.02 % (cool). Always-run
queries exclude common words until no more than that share of the dispatches is left: 2.5 % of queries that match nearly
everything would be the whole result.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from bench.routing.corpus import GENRES, LANGUAGES, NOW, SOURCES, SUBJECTS, Corpus, timed
from telex.routing.document import words_of
from telex.routing.language.parser import parse
from telex.routing.matching.monitor import Monitor
from telex.routing.terms import forms

HOT, COOL = 0.005, 0.0002
SHARES = {
    "brand": 26, "topic": 30, "simple": 15, "complex": 12, "fields": 8, "near": 5, "always": 2.5, "codes": 2,
}  # fmt: skip
_PLACES = 6
"""Occurrences of a word kept for its neighbours."""
_CHOICE, _LONGEST = 15, 25
SAMPLE, _STEPS = 2_500, 8


class Drawn(NamedTuple):
    """A query as a subscriber would write it."""

    kind: str
    text: str


class Drawer:
    """Draws queries, the same for the same corpus, rate, power and seed."""

    def __init__(self, corpus: Corpus, rate: float) -> None:
        self._has: dict[str, set[int]] = defaultdict(set)
        self._after: dict[str, list[list[str]]] = defaultdict(list)
        for number, dispatch in enumerate(corpus.dispatches):
            for line in dispatch.body:
                self._read(number, [exact for exact, _ in forms(line)])
        self._words = sorted(self._has.keys() | (_folded(corpus.vocabulary) or _joined(sorted(self._has))))
        self._rate = rate
        self._of: list[list[str]] = [[] for _ in corpus.dispatches]
        for word in self._words:
            for number in self._has.get(word, ()):
                self._of[number].append(word)
        self._rng = random.Random(0)
        self._weights: list[float] = []

    def _read(self, number: int, line: Sequence[str]) -> None:
        for place, word in enumerate(line):
            if word.isalpha() and len(word) >= 3:
                self._has[word].add(number)
                if len(self._after[word]) < _PLACES:
                    self._after[word].append([one for one in line[place + 1 : place + 6] if one.isalpha()])

    def queries(self, power: float, seed: int) -> Iterator[Drawn]:
        """Endless."""
        self._rng = random.Random(seed)
        self._weights = list(accumulate((len(self._has.get(word, ())) + 0.5) ** power for word in self._words))
        kinds, bounds = list(SHARES), list(accumulate(SHARES.values()))
        shapes: dict[str, Callable[[], str]] = {kind: getattr(self, f"_{kind}") for kind in kinds}
        while True:
            kind = kinds[bisect_left(bounds, self._rng.random() * bounds[-1])]
            yield Drawn(kind, shapes[kind]())

    def word(self) -> str:
        return self._words[bisect_left(self._weights, self._rng.random() * self._weights[-1])]

    def _neighbours(self, word: str) -> list[str]:
        """Words after it where it was written; a word that is in no dispatch gets two of its own, always the same."""
        known = self._after.get(word)
        if known is None:
            known = self._after[word] = [random.Random(word).choices(self._words, k=2)]
        return self._rng.choice(known) or [word]

    def _leaf(self) -> str:
        chance, word = self._rng.random(), self.word()
        if chance < 0.55:
            return word
        if chance < 0.85:
            more = 0 if chance < 0.6 else self._rng.randint(1, 2)
            return f'"{" ".join([word, *self._neighbours(word)[:more]])}"'
        return f"{word[: max(5, len(word) - self._rng.randint(1, 2))]}*" if chance < 0.95 else self._close()

    def _close(self) -> str:
        word = self.word()
        return f'"{word} {self._rng.choice(self._neighbours(word))}"~{self._rng.choice((2, 3, 5, 8, 10))}'

    def _any(self, least: int, most: int) -> str:
        return f"({' OR '.join(self._leaf() for _ in range(self._rng.randint(least, most)))})"

    def _perhaps(self, chance: float, part: str) -> str:
        return part if self._rng.random() < chance else ""

    def _brand(self) -> str:
        few = self._any(1, 5) + self._perhaps(0.4, f" -{self._any(1, 3)}")
        return few + self._perhaps(0.1, " urgency:<=2")

    def _topic(self) -> str:
        both = f"{self._any(4, 10)} AND {self._any(2, 6)}"
        return both + self._perhaps(0.25, f" {self._any(3, 6)}") + self._perhaps(0.35, f" -{self._any(2, 5)}")

    def _simple(self) -> str:
        return " ".join(self.word() for _ in range(self._rng.randint(1, 3)))

    def _complex(self) -> str:
        first = f"({self._any(6, 12)} OR ({self._any(2, 4)} AND {self._close()}))"
        return f"{first} {self._any(6, 10)} {self._any(4, 8)} NOT {self._any(2, 6)}"

    def _fields(self) -> str:
        code = self._rng.choice(
            (f"subject:{self._subjects()}", f"genre:{self._rng.choice(GENRES)}", "urgency:[1 TO 3]")
        )
        where = self._rng.choice((self._any(2, 4), self._any(2, 4), f"headline:{self.word()}"))
        return f"{code} {where} language:{self._rng.choice(LANGUAGES)}"

    def _near(self) -> str:
        return self._close() + self._perhaps(0.4, f" {self._any(2, 4)}")

    def _codes(self) -> str:
        if self._rng.random() < 0.5:
            return f"subject:{self._subjects()} AND language:{self._rng.choice(LANGUAGES)}"
        return f"genre:{self._rng.choice(GENRES)} AND source:source{self._rng.randrange(SOURCES)}"

    def _subjects(self) -> str:
        return f"({' OR '.join(self._rng.sample(SUBJECTS, self._rng.randint(2, 3)))})"

    def _always(self) -> str:
        """`* -(the OR and ...)`, until few enough dispatches are left."""
        left, taken = {number for number, words in enumerate(self._of) if words}, list[str]()
        while len(left) > self._rate * len(self._of) and len(taken) < _LONGEST:
            some = self._rng.choices(self._of[self._rng.choice(sorted(left))], k=_CHOICE)
            word = max(some, key=lambda word: len(left & self._has[word]))
            left -= self._has[word]
            taken.append(word)
        return f"* -({' OR '.join(taken)})"

    def natural(self) -> str:
        """An always-run query as people write it: it matches nearly everything."""
        return f"* -{self.word()}"


def _folded(vocabulary: Sequence[str]) -> set[str]:
    return {word for one in vocabulary for word, _ in forms(one) if len(word) >= 3}


def _joined(words: Sequence[str]) -> set[str]:
    """Two words for each: its first half with the second half of another."""
    rng = random.Random(1)
    return {
        word[: (len(word) + 1) // 2] + other[len(other) // 2 :] for word in words for other in rng.choices(words, k=2)
    }


def power(drawer: Drawer, corpus: Corpus, rate: float, *, sample: int = SAMPLE) -> float:
    """The power at which `rate` of `sample` queries match a dispatch, by halving; measured on the timed ones."""
    documents = [words_of(one, event=None, arrived=NOW) for one in timed(corpus)]
    low, high = -8.0, 2.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        monitor = Monitor()
        for number, drawn in enumerate(islice(drawer.queries(middle, 3), sample)):
            monitor.put(str(number), parse(drawn.text))
        found = sum(len(monitor.match(words, NOW).ids) for words in documents) / len(documents) / sample
        low, high = (middle, high) if found < rate else (low, middle)
    return (low + high) / 2
