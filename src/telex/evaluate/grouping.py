"""B-cubed and pairwise agreement of two groupings of the same documents, for whoever has labelled ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Mean over documents of the shared part of its found and its gold group (Bagga and Baldwin 1998)."""
    groups = Counter(found.values())
    events = Counter(gold.values())
    both = Counter((found[key], gold[key]) for key in gold)
    precision = sum(both[found[key], gold[key]] / groups[found[key]] for key in gold)
    recall = sum(both[found[key], gold[key]] / events[gold[key]] for key in gold)
    return Score(precision / len(gold), recall / len(gold))


def pairwise(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Over all pairs of documents put together, and all that belong together; 1 where there are none."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both: Counter[Hashable] = Counter((found[key], gold[key]) for key in gold)
    right, put, belong = pairs(both), pairs(Counter(found.values())), pairs(Counter(gold.values()))
    return Score(right / put if put else 1.0, right / belong if belong else 1.0)
