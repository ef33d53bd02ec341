"""The figures once reached, with the mark that each was aimed at: `bench/floors.toml`, and the table of `bench/README.md`.

Marks, notes and the way of counting are kept by hand; `python -m bench.gate --write` renews the floors and the table alone.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
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
NOTE = "note"
Count = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Floor:
    """The figure reached. `count`: no share but a number, of which there must be at `least`, or at `most`, so many."""

    floor: float
    mark: float | None = None
    count: Count | None = None

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


@dataclass(frozen=True, slots=True)
class Book:
    """All floors by the name `on: what`, and what is to be known of each set that they are measured on."""

    floors: Mapping[str, Floor]
    notes: Mapping[str, str]
    written: date | None = None


EMPTY = Book({}, {})


def read(path: Path) -> Book:
    """The book of a file; an empty one where there is none."""
    if not path.exists():
        return EMPTY
    told = tomllib.loads(path.read_text("utf-8"))
    day = told.pop("written")
    notes = {on: rows.pop(NOTE) for on, rows in told.items() if NOTE in rows}
    return Book({f"{on}: {what}": Floor(**row) for on, rows in told.items() for what, row in rows.items()}, notes, day)


def write(path: Path, book: Book) -> None:
    """One line a figure, one section for what it is measured on."""
    floors = book.floors
    lines = [
        "# The figures reached, and the marks aimed at. Renewed by: python -m bench.gate --write",
        f"written = {book.written}",
    ]
    for on, names in groupby(sorted(floors, key=_section(floors)), key=_on):
        lines += ["", f"[{_text(on)}]"]
        lines += [f"{NOTE} = {_text(book.notes[on])}"] if on in book.notes else []
        lines += [f"{_text(name.partition(': ')[2])} = {{ {_row(floors[name])} }}" for name in names]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _on(name: str) -> str:
    return name.partition(": ")[0]


def _section(floors: Mapping[str, Floor]) -> Any:
    """A key that brings the names of a section together, in the order in which sections were first met."""
    order = {on: number for number, on in enumerate(dict.fromkeys(map(_on, floors)))}
    return lambda name: order[_on(name)]


def _row(floor: Floor) -> str:
    told = {"floor": floor.floor, "mark": floor.mark, "count": floor.count}
    return ", ".join(f"{key} = {_value(value)}" for key, value in told.items() if value is not None)


def _value(value: float | str) -> str:
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A TOML basic string; JSON writes the same one."""
    return json.dumps(text, ensure_ascii=False)


def table(book: Book) -> str:
    """Two Markdown tables: the figures that have a mark, then the others that must not fall, and what is to be known of
    each set. Those of one set with the same mark and figure share a line."""
    notes = [f"- **{on}**: {note}" for on, note in book.notes.items()]
    lines = [f"Measured {book.written}.", "", "| on | what | mark | reached |", "|---|---|---|---|", *_rows(book, True)]
    lines += [
        "",
        "Held without a mark:",
        "",
        "| on | what | reached |",
        "|---|---|---|",
        *_rows(book, False),
        "",
        *notes,
    ]
    return "\n".join(lines) + "\n"


def _rows(book: Book, marked: bool) -> Iterator[str]:
    rows: dict[tuple[str, Floor], list[str]] = {}
    for name, floor in book.floors.items():
        if (floor.mark is not None) == marked:
            rows.setdefault((_on(name), floor), []).append(name.partition(": ")[2])
    for (on, floor), names in rows.items():
        reached = f"{floor.floor:g}"
        if not floor.reaches_mark(floor.floor):
            reached = f"**{reached}**, under the mark"
        cells = [on, "; ".join(names), *([_bound(floor)] if marked else []), reached]
        yield f"| {' | '.join(cells)} |"


def _bound(floor: Floor) -> str:
    return f"at most {floor.mark:g}" if floor.count == "most" else f"{floor.mark:g}"


def written_in(page: str, made: str) -> str:
    """The page with the table between its two comments. Raises ValueError when it has not both."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{README.name} must hold the lines {BEGIN.strip()!r} and {END.strip()!r}")
    return f"{before}{BEGIN}\n{made}\n{END}{after}"
