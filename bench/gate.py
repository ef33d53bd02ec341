"""The gate: the cheap figures measured anew, against those once reached.

    python -m bench.gate [--json] [--only GROUP] [--write]

Fails when a share is more than one point under its floor, when a count passes its own, when a figure has no floor, and when a
floor is measured no more. Speeds are printed and never judged. `--write` takes the figures as the new floors, into
`bench/floors.toml` and the table of `bench/README.md`: by hand, after looking, never in CI.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

from bench.floors import FLOORS, README, Book, Floor, read, table, write, written_in
from bench.measures import GROUPS, SHARED, Measured

HOW = "python -m bench.gate --write"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure judged. `now` is None for a floor that nothing measures; `floor` is None for a figure without one."""

    name: str
    floor: Floor | None
    now: float | None
    state: str
    """ok, FELL, NEW or GONE."""

    @property
    def under_mark(self) -> bool:
        """Whether a figure stands, and yet not where it was wanted."""
        return self.floor is not None and self.now is not None and not self.floor.reaches_mark(self.now)


def judge(floors: Mapping[str, Floor], figures: Mapping[str, float], gone: bool = True) -> list[Verdict]:
    """A verdict for each figure, in order of measurement, then for each floor that nothing measures when `gone`."""
    told = [_judged(name, floors.get(name), now) for name, now in figures.items()]
    lost = [name for name in floors if name not in figures] if gone else []
    return told + [Verdict(name, floors[name], None, "GONE") for name in lost]


def _judged(name: str, floor: Floor | None, now: float) -> Verdict:
    if floor is None:
        return Verdict(name, None, now, "NEW")
    return Verdict(name, floor, now, "ok" if floor.holds(now) else "FELL")


def measure(only: str | None) -> Measured:
    """All groups, or one, with a line on stderr for each."""
    out = Measured()
    chosen = [name for name in GROUPS if only in (None, name)]
    for number, name in enumerate(chosen, 1):
        begun = time.monotonic()
        print(f"gate: {number} of {len(chosen)}, {name} ...", end="", file=sys.stderr, flush=True)
        GROUPS[name](out)
        print(f" {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return out


def shown(verdicts: Iterable[Verdict]) -> None:
    print(f"{'on':30} {'what':52} {'mark':>7} {'floor':>8} {'now':>8}")
    for one in verdicts:
        on, _, what = one.name.partition(": ")
        mark, floor = (one.floor.mark, one.floor.floor) if one.floor else (None, None)
        state = one.state + (", under the mark" if one.under_mark else "")
        print(f"{on:30} {what:52} {_cell(mark):>7} {_cell(floor):>8} {_cell(one.now):>8}  {state}")


def _cell(figure: float | None) -> str:
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.4f}"


def taken(floors: Mapping[str, Floor], figures: Mapping[str, float]) -> dict[str, Floor]:
    """The floors with the figures in their place; marks and the way of counting stay. What is measured no more goes."""
    return {
        name: replace(floors[name], floor=_rounded(now)) if name in floors else _new(_rounded(now))
        for name, now in figures.items()
    }


def _new(figure: float) -> Floor:
    """A number that is no share must not rise where it is 0, and must not fall where it is more."""
    return Floor(figure, count=("least" if figure else "most") if isinstance(figure, int) else None)


def _rounded(figure: float) -> float:
    return figure if isinstance(figure, int) else round(figure, 4)


def accept(book: Book, figures: Mapping[str, float], day: date) -> None:
    """Writes floors and table, and names what was lowered, what is new and what went."""
    for one in judge(book.floors, figures):
        if one.state != "ok":
            was = one.floor.floor if one.floor else None
            print(f"gate: {one.state}: {one.name}, was {_cell(was)}, now {_cell(one.now)}")
    made = Book(taken(book.floors, figures), book.notes, day)
    write(FLOORS, made)
    README.write_text(written_in(README.read_text("utf-8"), table(read(FLOORS))), "utf-8")
    print(f"gate: {len(figures)} floors written to {FLOORS.name} and {README.name}; look at the difference")


def answer(verdicts: Sequence[Verdict]) -> int:
    """The last lines, and the exit code."""
    bad = [one for one in verdicts if one.state != "ok"]
    if not bad:
        under = sum(one.under_mark for one in verdicts)
        print(f"gate: {len(verdicts)} figures, none fell; {under} of them are under their mark")
        return 0
    print(f"gate: FAILED, {len(bad)} of {len(verdicts)} figures:")
    for one in bad:
        floor = one.floor.floor if one.floor else None
        print(f"  {one.state}: {one.name} (floor {_cell(floor)}, now {_cell(one.now)})")
    print(f"If the change is meant and worth it: {HOW}, and say why in the commit.")
    return 1


def main(arguments: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument(
        "--only", choices=GROUPS, help="one group of measurements; floors of the others are not asked for"
    )
    asked.add_argument("--write", action="store_true", help="take the figures as the new floors")
    options = asked.parse_args(arguments)
    if options.write and options.only:
        asked.error("--write is for all groups: leave out --only")
    if not SHARED.is_dir():
        print("gate: SKIPPED LOUDLY: ../shared is absent, so nothing was measured and nothing is known of a fall")
        return 0
    measured = measure(options.only)
    book = read(FLOORS)
    if options.write:
        accept(book, measured.figures, datetime.now(UTC).date())
        return 0
    verdicts = judge(book.floors, measured.figures, gone=options.only is None)
    if options.json:
        print(json.dumps({"figures": [asdict(one) for one in verdicts], "beside": measured.beside}))
        return int(any(one.state != "ok" for one in verdicts))
    shown(verdicts)
    for name, figure in measured.beside.items():
        print(f"not judged: {name} {figure:.4g}")
    return answer(verdicts)


if __name__ == "__main__":
    raise SystemExit(main())
