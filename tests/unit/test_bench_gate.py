"""The gate on the figures: what it lets pass, what it names, and that page and file tell the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench import gate  # noqa: E402
from bench.floors import BEGIN, END, FLOORS, README, Book, Floor, read, table, write, written_in  # noqa: E402

DAY = date(2026, 3, 1)
SHARE, NONE_MERGED, ALL_ORDERS = Floor(0.9, 0.95), Floor(0, 0, "most"), Floor(120, 120, "least")


def states(floors: dict[str, Floor], figures: dict[str, float]) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in gate.judge(floors, figures)]


@pytest.mark.parametrize(
    ("floor", "now", "state"),
    [
        (SHARE, 0.9, "ok"),
        (SHARE, 0.89, "ok"),
        (SHARE, 0.8899, "FELL"),
        (SHARE, 0.99, "ok"),
        (NONE_MERGED, 0, "ok"),
        (NONE_MERGED, 1, "FELL"),
        (ALL_ORDERS, 120, "ok"),
        (ALL_ORDERS, 119, "FELL"),
    ],
)
def test_a_share_may_fall_by_one_point_and_a_number_not_at_all(floor: Floor, now: float, state: str) -> None:
    assert states({"set: figure": floor}, {"set: figure": now}) == [("set: figure", state)]


def test_a_figure_without_a_floor_and_a_floor_without_a_figure_fail() -> None:
    assert states({"set: old": SHARE}, {"set: new": 1.0}) == [("set: new", "NEW"), ("set: old", "GONE")]


def test_one_group_alone_asks_for_no_floor_of_the_others() -> None:
    assert gate.judge({"set: old": SHARE}, {}, gone=False) == []


def test_a_fall_is_named_with_what_to_do_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code = gate.answer(gate.judge({"set: figure": SHARE}, {"set: figure": 0.5}))
    told = capsys.readouterr().out
    assert code == 1
    assert "FELL: set: figure (floor 0.9000, now 0.5000)" in told
    assert "bench.gate --write" in told


def test_a_figure_under_its_mark_is_told_and_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.answer(gate.judge({"set: figure": SHARE}, {"set: figure": 0.9})) == 0
    assert "1 of them are under their mark" in capsys.readouterr().out


def test_new_floors_keep_marks_and_drop_what_is_measured_no_more() -> None:
    made = gate.taken(
        {"set: figure": SHARE, "set: old": SHARE}, {"set: figure": 0.91239, "set: count": 0, "set: all": 7}
    )
    assert made == {
        "set: figure": Floor(0.9124, 0.95),
        "set: count": Floor(0, count="most"),
        "set: all": Floor(7, count="least"),
    }


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    floors = {"a set, even: F1 of « mots »": SHARE, "other: merged": NONE_MERGED, "a set, even: orders": ALL_ORDERS}
    book = Book(floors, {"a set, even": 'seen, "in part"'}, DAY)
    write(tmp_path / "floors.toml", book)
    assert read(tmp_path / "floors.toml") == book


def test_the_table_says_which_figure_is_under_its_mark() -> None:
    made = table(Book({"set: low": SHARE, "set: merged": NONE_MERGED}, {}, DAY))
    assert "| set | low | 0.95 | **0.9**, under the mark |" in made
    assert "| set | merged | at most 0 | 0 |" in made


def test_a_page_without_the_two_comments_is_refused() -> None:
    with pytest.raises(ValueError, match="must hold the lines"):
        written_in(f"{BEGIN} and no end", "table")
    assert written_in(f"before\n{BEGIN}old\n{END}after\n", "new\n") == f"before\n{BEGIN}\nnew\n\n{END}after\n"


def test_the_page_shows_the_floors_of_the_file() -> None:
    page = README.read_text("utf-8")
    assert written_in(page, table(read(FLOORS))) == page


def test_without_the_shared_folder_the_gate_says_so_loudly_and_passes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bench", tmp_path / "repository" / "bench", ignore=shutil.ignore_patterns("__pycache__"))
    run = subprocess.run(
        [sys.executable, "-m", "bench.gate"], cwd=tmp_path / "repository", capture_output=True, text=True, check=False
    )
    assert (run.returncode, "SKIPPED LOUDLY" in run.stdout) == (0, True), run.stderr


def test_every_bench_stands_in_the_page() -> None:
    page = README.read_text("utf-8")
    parts = {"__init__", "texts", "bounds_shapes", "measures", "floors"}
    benches = {path.stem for path in (ROOT / "bench").glob("*.py")} - parts
    assert {name for name in benches if f"| `{name}` |" not in page} == set()
