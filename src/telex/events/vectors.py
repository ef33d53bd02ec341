"""Sparse vectors in whole numbers: sums that can be taken apart again to the last bit.

Floating point sums depend on the order of adding and cannot be undone exactly; weights rounded to 1/32768 can, and
a replay or a retraction then gives the same bytes (events.md section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log, sqrt

SCALE = 1 << 15
"""The length of a unit vector. The product of two weights stays below 2**30, one digit of a Python int."""
COMMON = 0.15
"""Terms in a larger share of documents than this weigh nothing in text and names (events.md section 2)."""
ENOUGH = 50
"""Documents under which a share says nothing: two of five would already be 40 %."""

Vector = Mapping[str, int]


class Frequencies:
    """In how many documents each term stands."""

    __slots__ = ("counts", "total")

    def __init__(self, total: int = 0, counts: Mapping[str, int] | None = None) -> None:
        self.total = total
        self.counts: dict[str, int] = dict(counts or {})

    def add(self, terms: Iterable[str]) -> None:
        self.total += 1
        counts = self.counts
        for term in terms:
            counts[term] = counts.get(term, 0) + 1

    def remove(self, terms: Iterable[str]) -> None:
        self.total -= 1
        counts = self.counts
        for term in terms:
            if counts[term] == 1:
                del counts[term]
            else:
                counts[term] -= 1

    def weigh(self, bag: Mapping[str, int], *, own: int, common: bool) -> dict[str, int]:
        """Unit vector of a bag: (1 + log tf) x log((N + 1) / (df + .5)), rounded to 1/SCALE.

        `own` = 1 when the bag's own document is not counted yet: it counts itself first. `common` = keep terms that
        stand in many documents. Dropped terms stay as keys of weight 0, so that keys are what was counted.
        """
        total = self.total + own
        ceiling = total if common or total < ENOUGH else COMMON * total
        counts = self.counts
        raw: dict[str, float] = {}
        for term, times in bag.items():
            df = counts.get(term, 0) + own
            weight = log((total + 1) / (df + 0.5)) if df <= ceiling else 0.0
            raw[term] = weight if times == 1 else weight * (1 + log(times))
        norm = sqrt(sum(w * w for w in raw.values()))
        if norm == 0:
            return dict.fromkeys(raw, 0)
        factor = SCALE / norm
        return {term: round(w * factor) for term, w in raw.items()}


class Sum:
    """The sum of the unit vectors of an event's members, with its squared length kept beside it."""

    __slots__ = ("square", "weights")

    def __init__(self) -> None:
        self.weights: dict[str, int] = {}
        self.square = 0

    def add(self, vector: Iterable[tuple[str, int]], sign: int = 1) -> None:
        """Add (or with -1 take out again, exactly) one vector."""
        weights = self.weights
        square = self.square
        for term, weight in vector:
            if weight:
                old = weights.get(term, 0)
                new = old + sign * weight
                square += new * new - old * old
                if new:
                    weights[term] = new
                else:
                    del weights[term]
        self.square = square

    def cosine(self, vector: Vector, length: float) -> float:
        """Cosine with a vector whose length is given; 0 when either is empty."""
        if not self.square or not length:
            return 0.0
        weights = self.weights
        dot = sum(vector[term] * weights[term] for term in vector.keys() & weights.keys())
        return min(1.0, dot / (length * sqrt(self.square)))

    def shares(self, vector: Vector, length: float) -> dict[str, float]:
        """What each common term adds to the cosine."""
        if not self.square or not length:
            return {}
        scale = length * sqrt(self.square)
        get = self.weights.get
        return {t: w * other / scale for t, w in vector.items() if w and (other := get(t, 0))}


def length(vector: Vector) -> float:
    """Euclidean length in SCALE units."""
    return sqrt(sum(w * w for w in vector.values()))


def strongest(vector: Vector, count: int) -> tuple[str, ...]:
    """The heaviest terms, ties by spelling."""
    kept = [(-weight, term) for term, weight in vector.items() if weight]
    kept.sort()
    return tuple(term for _, term in kept[:count])
