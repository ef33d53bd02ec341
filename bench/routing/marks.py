"""The marks of a run: what was measured, what was asked for, and whether it is reached; as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from bench.routing.timing import Spread

JUDGED_FROM = 10_000
"""Fewer queries are measured and told, and held against no mark: the fixed cost of a dispatch is most of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure. `bound` is None where no mark is set for this size."""

    what: str
    figure: Spread
    sense: Literal["least", "most"] = "least"
    bound: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def reached(self) -> bool | None:
        if self.bound is None:
            return None
        return self.figure.middle >= self.bound if self.sense == "least" else self.figure.middle <= self.bound

    def row(self) -> dict[str, Any]:
        middle, low, high = self.figure
        return {
            "what": self.what, "mark": self.bound, "sense": self.sense, "figure": middle, "low": low, "high": high,
            "unit": self.unit, "reached": self.reached, "note": self.note,
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """All that a run has to tell."""

    settings: dict[str, Any] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    """Marks that could not be measured here, with the reason."""
    differing: list[str] = field(default_factory=list)
    """Where an engine told other ids than the oracle: then no figure counts."""

    @property
    def good(self) -> bool:
        return not self.differing and all(mark.reached is not False for mark in self.marks)

    def rows(self) -> dict[str, Any]:
        """For --json. No figure of engines that differ."""
        marks = [] if self.differing else [mark.row() for mark in self.marks]
        return {
            "settings": self.settings, "marks": marks, "skipped": self.skipped, "differing": self.differing, "ok": self.good,
        }  # fmt: skip

    def lines(self) -> Iterable[str]:
        yield "; ".join(f"{name} {value}" for name, value in self.settings.items())
        if self.differing:
            yield "IDS DIFFER FROM THE ORACLE: no figure"
            yield from (f"  {line}" for line in self.differing[:20])
            return
        yield f"{'what':72} {'mark':>10} {'median':>9} {'lowest':>9} {'highest':>9}"
        for mark in self.marks:
            state = {True: "reached", False: "MISSED", None: ""}[mark.reached]
            cells = " ".join(f"{_cell(one):>9}" for one in mark.figure)
            yield f"{f'{mark.what}, {mark.unit}' if mark.unit else mark.what:72} {_bound(mark):>10} {cells}  {state}"
            if mark.note:
                yield f"    {mark.note}"
        yield from (f"SKIPPED: {line}" for line in self.skipped)
        missed = sum(mark.reached is False for mark in self.marks)
        judged = sum(mark.reached is not None for mark in self.marks)
        yield f"{judged} marks, {missed} missed; ids as the oracle's"


def _bound(mark: Mark) -> str:
    return "-" if mark.bound is None else f"{'>=' if mark.sense == 'least' else '<='} {mark.bound:,g}"


def _cell(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
