"""Standing queries: what a dispatch, a change and a start cost, against the marks and beside peers.

    python -m bench.routing --queries N [--docs FILE] [--cool] [--growth] [--lucene FOLDER] [--json]

Dispatches: FILE (plain text; documents parted by lines of ---), else ../shared/data/pages, else invented. Everything is seeded.
Exits 1 where ids differ from the oracle (then no figure is told) or a mark is missed. Quote ratios, with the match rate.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.routing import beside, corpus, engines, growth, peers, queries, timing
from bench.routing.marks import Report

COUNT = 10_000


def measure(options: argparse.Namespace, make: engines.Make) -> Report:
    """One run. Raises OSError for a file that cannot be read."""
    found = corpus.load(options.docs)
    if options.docs is None and found.name != "pages":
        print("bench.routing: SKIPPED LOUDLY: ../shared is absent, so the words are invented", file=sys.stderr)
    rate = queries.COOL if options.cool else queries.HOT
    drawer = queries.Drawer(found, rate)
    power = queries.power(drawer, found, rate, sample=max(300, min(queries.SAMPLE, options.queries)))
    report = Report({
        "queries": "10,000 to 1,000,000" if options.growth else f"{options.queries:,}",
        "dispatches": f"{len(corpus.timed(found))} of {found.name}", "match rate aimed at": f"{rate:.2%}",
        "drawing power": f"{power:.2f}", "passes": timing.PASSES, "garbage collector": "frozen after building",
        "load before": _load(),
    })  # fmt: skip
    texts = (one.text for one in drawer.queries(power, 1))
    if options.growth:
        growth.run(report, found, texts)
    elif options.queries > peers.UP_TO:
        growth.run(report, found, texts, (options.queries,))
    else:
        bench = beside.Bench(report, found, drawer, power, options.queries, make)
        matcher = bench.run()
        if matcher is not None:
            peers.run(bench, matcher, options.lucene)
    report.settings["load after"] = _load()
    return report


def _load() -> str:
    return " ".join(f"{one:.2f}" for one in os.getloadavg()[:2]) + f" on {os.cpu_count()} processors"


def main(arguments: Sequence[str] | None = None, make: engines.Make = engines.ours) -> int:
    """`make` = another matcher than ours, for the tests."""
    asked = argparse.ArgumentParser(prog="bench.routing", description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--queries", type=int, default=COUNT, metavar="N")
    asked.add_argument("--docs", type=Path, metavar="FILE", help="plain text; documents parted by lines of ---")
    asked.add_argument("--cool", action="store_true", help="0.02 %% of the queries match a dispatch instead of 0.5 %%")
    asked.add_argument("--growth", action="store_true", help="10,000, 100,000 and 1,000,000, each in its own process")
    asked.add_argument("--lucene", type=Path, metavar="FOLDER", help="jars of Lucene 8 with its monitor, to run beside")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args(arguments)
    if options.queries < 1:
        asked.error("--queries must be at least 1")
    report = measure(options, make)
    print(json.dumps(report.rows(), ensure_ascii=False) if options.json else "\n".join(report.lines()))
    return 0 if report.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
