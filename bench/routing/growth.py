"""From 10,000 to 1,000,000 queries, each size in a process of its own, match rate held: the marks of growth and of one size."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.routing import memory
from bench.routing.changes import Changes
from bench.routing.corpus import Corpus
from bench.routing.marks import JUDGED_FROM, Mark, Report
from bench.routing.timing import Spread

SIZES = (10_000, 100_000, 1_000_000)
MOST_GROWTH, MOST_BYTES, MOST_CHANGE_MS = 80, 1_500, 1
FROM_TEXT = 4_000
"""Queries a second at start."""


def run(report: Report, found: Corpus, texts: Iterator[str], sizes: tuple[int, ...] = SIZES) -> None:
    """The marks of each size, then those of the last against the first."""
    with TemporaryDirectory(prefix="routing") as name:
        folder = Path(name)
        memory.lay_out(folder, found, texts, max(sizes))
        told = []
        for size in sizes:
            print(f"bench.routing: {size:,} queries in a process of their own", file=sys.stderr)
            told.append(memory.apart(folder, size))
    for one in told:
        of_size(report, one, start=True, costs=True)
    if len(told) > 1:
        _grown(report, told[0], told[-1])


def of_size(report: Report, one: memory.Size, *, start: bool, costs: bool) -> None:
    """What one size cost in its own process. `start`, `costs` = also what the calling process may have measured itself."""
    at, judged = f"{one.queries:,} queries: ", one.queries >= JUDGED_FROM
    report.differing += one.differing
    if costs:
        rate = f"{one.matches:,.1f} matches, {one.matches / one.queries:.4%} of the queries"
        report.marks.append(Mark(at + "a dispatch", one.seconds.times(1e3), unit="ms of processor", note=rate))
    used, bound = one.bytes_a_query, MOST_BYTES if one.queries >= SIZES[-1] else None
    peak = f"peak of the process {one.peak_bytes / 1e6:,.0f} MB, interpreter and dispatches included"
    report.marks.append(Mark(at + "memory", Spread(used, used, used), "most", bound, "bytes a query", peak))
    if start:
        least = FROM_TEXT if judged else None
        report.marks.append(Mark(at + "start from text", one.from_text, bound=least, unit="a second"))
    if costs:
        changed(report, at, one.moved, judged)


def changed(report: Report, at: str, moved: Changes, judged: bool) -> None:
    """Marks of queries that come and go."""
    if not moved.visible:
        report.differing.append(f"{at}a change was not seen by the next dispatch")
    most = MOST_CHANGE_MS if judged else None
    pause = f"longest {moved.pause * 1e3:.2f} ms; each seen by the next dispatch"
    report.marks.append(Mark(at + "add one, read from text", moved.add.times(1e3), "most", most, "ms", pause))
    report.marks.append(Mark(at + "remove one", moved.remove.times(1e3), "most", most, "ms"))
    for what, spread, p99 in (
        ("at rest", moved.rest, moved.rest_p99),
        ("one query added, one removed each", moved.busy, moved.busy_p99),
    ):
        note = f"p99 {p99 * 1e3:.2f} ms"
        report.marks.append(Mark(f"{at}p50 of a dispatch, {what}", spread.times(1e3), "most", unit="ms", note=note))


def _grown(report: Report, first: memory.Size, last: memory.Size) -> None:
    """Cost of a dispatch, and of a match: the ratios of the middles; lowest and highest cross the extremes."""
    more = f"{last.queries / first.queries:g} times the queries, {last.matches / max(first.matches, 1e-9):.0f} times the matches"
    (a, a_low, a_high), (b, b_low, b_high) = first.seconds, last.seconds
    cost = Spread(b / a, b_low / a_high, b_high / a_low)
    report.marks.append(Mark("cost of a dispatch, last size over first", cost, "most", MOST_GROWTH, "times", more))
    by = first.matches / max(last.matches, 1e-9)
    report.marks.append(Mark("cost of a match, last size over first", cost.times(by), "most", 1, "times"))
