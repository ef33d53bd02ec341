"""Figures as plain JSON values: what `telex evaluate --json` prints. Shares are 0 to 1, rounded to four places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telex.evaluate.grading import GRAVE, Found, Grades, Merge, Relations, Spread
from telex.evaluate.grouping import Score
from telex.evaluate.marking import Attached, Marks, part
from telex.evaluate.placing import Placed
from telex.evaluate.understanding import Readings

LISTED = ("repost", *GRAVE)
"""Relations that are told apart with precision and recall."""


def share(figure: float) -> float:
    return round(figure, 4)


def maybe(figure: float | None) -> float | None:
    return None if figure is None else share(figure)


def rate(documents: int, seconds: float) -> float | None:
    """Dispatches a second; None where nothing was run."""
    return round(documents / seconds, 1) if seconds else None


def events(grades: Grades, placed: Placed | None) -> dict[str, Any]:
    """One run. Without `placed` the predictions came from a file, and there is no speed."""
    found: dict[str, Any] = {
        "documents": grades.documents,
        "events": grades.events,
        "predicted_events": grades.predicted_events,
        "b_cubed": _score(grades.b_cubed),
        "pairwise": _score(grades.pairwise),
        "relations": _relations(grades.relations) if grades.relations else None,
        "false_merges": [_merge(one) for one in grades.merges],
        "twins": {"pairs": grades.twins, "merged": [_merge(one) for one in grades.twins_merged]},
    }
    if placed is not None:
        found |= {
            "unplaced": placed.unplaced,
            "placed_at_release": placed.at_release,
            "cpu_seconds": round(placed.seconds, 3),
            "dispatches_per_second": rate(grades.documents, placed.seconds),
        }
    return found


def orders(grades: Sequence[Grades], figures: Mapping[str, Spread], seeds: Sequence[int]) -> dict[str, Any]:
    """Several orders of arrival."""
    return {
        "documents": grades[0].documents,
        "events": grades[0].events,
        "orders": len(grades),
        "seeds": list(seeds),
        "figures": {
            name: {"mean": share(one.mean), "lowest": share(one.lowest), "highest": share(one.highest)}
            for name, one in figures.items()
        },
    }


def reading(marks: Marks, readings: Readings) -> dict[str, Any]:
    """The readings of one way of reading: source told, or not."""
    return {
        "documents": marks.documents,
        "header_and_body": share(marks.header_and_body),
        "scalars": {
            name: {"accuracy": share(one.accuracy), "documents": one.documents, "right": one.right, "wrong": one.wrong}
            for name, one in marks.scalars.items()
        },
        "lists": {
            name: {**_counted(one.score, one.gold, one.predicted), "gold": one.gold, "predicted": one.predicted, "right": one.right,
                   "wrong": one.wrong} for name, one in marks.lists.items()
        },
        "roles": _attached(marks.roles),
        "speakers": _attached(marks.speakers),
        "quote_kinds": _attached(marks.kinds),
        "dates": {
            "listed": marks.dates.listed, "found": marks.dates.found, "right": marks.dates.right,
            "recall": maybe(marks.dates.recall), "accuracy": maybe(marks.dates.accuracy),
            "found_in_part": marks.dates.touched, "right_in_part": marks.dates.touched_right,
        },
        "anomalies": {
            "gold": marks.anomalies, "found": marks.anomalies_found,
            "recall": maybe(part(marks.anomalies_found, marks.anomalies)),
        },
        "unread": readings.unread,
        "cpu_seconds": round(readings.seconds, 3) if readings.seconds else None,
        "dispatches_per_second": rate(marks.documents, readings.seconds),
    }  # fmt: skip


def _score(score: Score) -> dict[str, float]:
    return {"precision": share(score.precision), "recall": share(score.recall), "f1": share(score.f1)}


def _counted(score: Score, gold: int, predicted: int) -> dict[str, float | None]:
    """Null where there is nothing to take a share of: no precision where nothing was predicted."""
    return {
        "precision": share(score.precision) if predicted else None,
        "recall": share(score.recall) if gold else None,
        "f1": share(score.f1) if gold or predicted else None,
    }


def _relations(one: Relations) -> dict[str, Any]:
    return {
        "documents": one.documents,
        "right": one.right,
        "accuracy": share(one.right / one.documents),
        "confusion": one.confusion,
        "related_to": {
            "documents": one.linked,
            "exact": maybe(part(one.exact, one.linked)),
            "right_event": maybe(part(one.right_event, one.linked)),
        },
        "found": {name: _found(one.found[name]) for name in LISTED},
    }


def _found(one: Found) -> dict[str, Any]:
    return {
        **_counted(one.score, one.gold, one.predicted),
        "gold": one.gold,
        "predicted": one.predicted,
        "right": one.right,
        "missed": list(one.missed),
    }


def _merge(one: Merge) -> dict[str, list[str]]:
    return {"events": list(one.events), "documents": list(one.documents)}


def _attached(one: Attached) -> dict[str, Any]:
    return {
        "found": one.found,
        "accuracy": maybe(one.accuracy),
        "answered": maybe(one.coverage),
        "precision": maybe(one.precision),
    }
