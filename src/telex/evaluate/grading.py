"""The figures of a wire whose documents were placed: grouping, relations, what must not be missed, false merges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from telex.evaluate.grouping import Score, b_cubed, pairwise
from telex.evaluate.predictions import Prediction
from telex.evaluate.wire import RELATIONS, Document, Wire

NONE = "none"
"""Column of the confusion table for documents without a predicted relation; shown only where there are some."""
GRAVE = ("correction", "kill")
"""A missed one is worse than any other error: each is listed."""
MOST_MERGES = 10_000
"""Pairs of events that are listed; a grouping that puts everything together has them by the million."""


@dataclass(frozen=True, slots=True)
class Found:
    """Of one relation: how many the labels have, how many were predicted, how many are both."""

    gold: int
    predicted: int
    right: int
    missed: tuple[str, ...]
    """Ids of the documents that have it and were not predicted to."""

    @property
    def score(self) -> Score:
        """1 where there is nothing to find, and nothing found."""
        return Score(
            self.right / self.predicted if self.predicted else 1.0, self.right / self.gold if self.gold else 1.0
        )


@dataclass(frozen=True, slots=True)
class Relations:
    """Over the documents whose label states a relation."""

    documents: int
    right: int
    confusion: dict[str, dict[str, int]]
    """Rows: the label; columns: the prediction."""
    linked: int
    """Documents whose label is another relation than `new`."""
    exact: int
    """Of them: `related_to` is the labelled document."""
    right_event: int
    """Of them: `related_to` is a document of the same labelled event."""
    found: dict[str, Found]
    """By relation."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two labelled events of which documents were put together."""

    events: tuple[str, str]
    documents: tuple[str, str]
    """The first of each, in order of arrival, that share a predicted event."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Everything that is computed of one run."""

    documents: int
    events: int
    predicted_events: int
    b_cubed: Score
    pairwise: Score
    relations: Relations | None
    """None where no label states a relation."""
    merges: tuple[Merge, ...]
    twins: int
    twins_merged: tuple[Merge, ...]


def grade(wire: Wire, predictions: Mapping[str, Prediction]) -> Grades:
    """The figures of one run over a wire; every document has a prediction."""
    gold = {document.id: document.event for document in wire.documents}
    found = {id: predictions[id].event for id in gold}
    places = _places(gold, found)
    told = [document for document in wire.documents if document.relation is not None]
    return Grades(
        documents=len(gold),
        events=len(set(gold.values())),
        predicted_events=len(set(found.values())),
        b_cubed=b_cubed(found, gold),
        pairwise=pairwise(found, gold),
        relations=_relations(told, gold, predictions) if told else None,
        merges=_merges(gold, found),
        twins=sum(one in places and other in places for one, other in wire.twins),
        twins_merged=tuple(merge for pair in wire.twins for merge in _merged(pair, places)),
    )


def _relations(told: Sequence[Document], gold: Mapping[str, str], predictions: Mapping[str, Prediction]) -> Relations:
    pairs = [(document, predictions[document.id]) for document in told]
    later = [(document, one) for document, one in pairs if document.relation != "new"]
    confusion: dict[str, Counter[str]] = {row: Counter() for row in RELATIONS}
    for document, one in pairs:
        confusion[str(document.relation)][one.relation or NONE] += 1
    columns = [*RELATIONS, *([NONE] if any(row[NONE] for row in confusion.values()) else [])]
    return Relations(
        documents=len(pairs),
        right=sum(document.relation == one.relation for document, one in pairs),
        confusion={row: {column: counts[column] for column in columns} for row, counts in confusion.items()},
        linked=len(later),
        exact=sum(one.related_to is not None and one.related_to == document.related_to for document, one in later),
        right_event=sum(gold.get(one.related_to or "") == document.event for document, one in later),
        found={relation: _found(relation, pairs) for relation in RELATIONS},
    )


def _found(relation: str, pairs: Iterable[tuple[Document, Prediction]]) -> Found:
    have = predicted = right = 0
    missed: list[str] = []
    for document, one in pairs:
        have += document.relation == relation
        predicted += one.relation == relation
        right += document.relation == one.relation == relation
        if document.relation == relation != one.relation:
            missed.append(document.id)
    return Found(have, predicted, right, tuple(missed))


def _merges(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[Merge, ...]:
    """Every pair of labelled events that shares a predicted event, once each, in order of arrival; at most MOST_MERGES."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for id, event in found.items():
        held[event].setdefault(gold[id], id)
    merges: dict[frozenset[str], Merge] = {}
    for firsts in held.values():
        for (one, first), (other, second) in combinations(firsts.items(), 2):
            if len(merges) == MOST_MERGES:
                return tuple(merges.values())
            merges.setdefault(frozenset((one, other)), Merge((one, other), (first, second)))
    return tuple(merges.values())


def _places(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Of each labelled event: the predicted events that hold a document of it, with the first such document."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for id, event in found.items():
        places[gold[id]].setdefault(event, id)
    return dict(places)


def _merged(pair: tuple[str, str], places: Mapping[str, Mapping[str, str]]) -> tuple[Merge, ...]:
    one, other = (places.get(event, {}) for event in pair)
    shared = next((event for event in one if event in other), None)
    return () if shared is None else (Merge(pair, (one[shared], other[shared])),)


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure over several orders of arrival."""

    mean: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        return cls(mean(figures), min(figures), max(figures))


def spreads(grades: Sequence[Grades], per_second: Sequence[float]) -> dict[str, Spread]:
    """Mean, lowest and highest of each figure. Relations are left out: another order is another story of who was first."""
    return {
        "b_cubed_precision": Spread.of([one.b_cubed.precision for one in grades]),
        "b_cubed_recall": Spread.of([one.b_cubed.recall for one in grades]),
        "b_cubed_f1": Spread.of([one.b_cubed.f1 for one in grades]),
        "pairwise_precision": Spread.of([one.pairwise.precision for one in grades]),
        "pairwise_recall": Spread.of([one.pairwise.recall for one in grades]),
        "pairwise_f1": Spread.of([one.pairwise.f1 for one in grades]),
        "false_merges": Spread.of([float(len(one.merges)) for one in grades]),
        "twins_merged": Spread.of([float(len(one.twins_merged)) for one in grades]),
        "dispatches_per_second": Spread.of(per_second),
    }
