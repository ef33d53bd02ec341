"""The figures once reached, with the mark that each was aimed at: `bench/floors.toml`, and the table of `bench/README.md`.

Marks, notes and the way of counting are kept by hand; `python -m bench.gate --write` renews the floors and the table alone.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

FLOORS = Path(__file__).with_name("floors.toml")
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- floors: written by python -m bench.gate --write -->\n", "<!-- end of floors -->\n"
MOST = 0.01
"""A share may lie this much under its floor: one point."""
HAIR = 1e-9
"""What rounding alone may do."""
Count = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Floor:
    """The figure reached. `count`: no share but a number, of which there must be at `least`, or at `most`, so many."""

    floor: float
    mark: float | None = None
    count: Count | None = None
    note: str | None = None

    def holds(self, now: float) -> bool:
        """Whether a figure has not fallen. A number must not move the wrong way at all."""
        if self.count == "most":
            return now <= self.floor
        return now >= self.floor - (0 if self.count else MOST + HAIR)

    def reaches_mark(self, now: float) -> bool:
        """True where no mark is set."""
        if self.mark is None:
            return True
        return now <= self.mark if self.count == "most" else round(now, 4) >= self.mark


def read(path: Path) -> dict[str, Floor]:
    """Floors by the name `on: what`."""
    told = tomllib.loads(path.read_text("utf-8"))
    told.pop("written")
    return {f"{on}: {what}": Floor(**row) for on, rows in told.items() for what, row in rows.items()}


def write(path: Path, floors: Mapping[str, Floor], day: date) -> None:
    """One line a figure, one section for what it is measured on."""
    lines = [
        "# The figures reached, and the marks aimed at. Renewed by: python -m bench.gate --write",
        f"written = {day}",
    ]
    for on, names in groupby(sorted(floors, key=_section(floors)), key=_on):
        lines += ["", f"[{_text(on)}]"]
        lines += [f"{_text(name.partition(': ')[2])} = {{ {_row(floors[name])} }}" for name in names]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _on(name: str) -> str:
    return name.partition(": ")[0]


def _section(floors: Mapping[str, Floor]) -> Any:
    """A key that brings the names of a section together, in the order in which sections were first met."""
    order = {on: number for number, on in enumerate(dict.fromkeys(map(_on, floors)))}
    return lambda name: order[_on(name)]


def _row(floor: Floor) -> str:
    told = {"floor": floor.floor, "mark": floor.mark, "count": floor.count, "note": floor.note}
    return ", ".join(f"{key} = {_value(value)}" for key, value in told.items() if value is not None)


def _value(value: float | str) -> str:
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A TOML basic string; JSON writes the same one."""
    return json.dumps(text, ensure_ascii=False)


def table(floors: Mapping[str, Floor], day: date) -> str:
    """The figures that have a mark, as Markdown; those of one set with the same mark and figure share a line."""
    lines = [f"Measured {day}.", "", "| on | what | mark | reached | |", "|---|---|---|---|---|"]
    rows: dict[tuple[Any, ...], list[str]] = {}
    for name, floor in floors.items():
        if floor.mark is not None:
            on, _, what = name.partition(": ")
            rows.setdefault((on, floor.mark, floor.floor, floor.count, floor.note), []).append(what)
    for (on, mark, reached, count, note), names in rows.items():
        told = [_bound(mark, count), f"{reached:g}", note or ""]
        if not Floor(reached, mark, count).reaches_mark(reached):
            told[1] = f"**{reached:g}**, under the mark"
        lines.append(f"| {on} | {'; '.join(names)} | {' | '.join(told)} |")
    return "\n".join(lines) + "\n"


def _bound(mark: float, count: Count | None) -> str:
    return f"at most {mark:g}" if count == "most" else f"{mark:g}"


def written_in(page: str, made: str) -> str:
    """The page with the table between its two comments. Raises ValueError when it has not both."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{README.name} must hold the lines {BEGIN.strip()!r} and {END.strip()!r}")
    return f"{before}{BEGIN}\n{made}\n{END}{after}"
