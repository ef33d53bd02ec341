"""The parser of queries against luqum, pass by pass in turn: `python -m bench.parser [--json] [QUERIES.tsv]`.

Without a file the 2,000 queries under ../shared/data/routing. Ours is timed two ways: as a running server reads (words met
before are known), and as a process reads the set for the first time. Quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from luqum.parser import parser as luqum  # type: ignore[import-untyped]

from telex.routing import terms
from telex.routing.language import leaf
from telex.routing.language.parser import parse

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "routing" / "queries.tsv"
PASSES = 7
MARK = 2.5
"""luqum's time over ours, at least."""


def milliseconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Of one text, in processor time."""
    start = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - start) / len(texts) * 1e3


def forget() -> None:
    leaf._known.clear()
    terms._known.clear()


def measure(texts: Sequence[str]) -> dict[str, float]:
    known, fresh, theirs = [], [], []
    for _ in range(PASSES):
        forget()
        fresh.append(milliseconds(parse, texts))
        known.append(milliseconds(parse, texts))
        theirs.append(milliseconds(luqum.parse, texts))
    return {
        "queries": len(texts),
        "luqum / ours": statistics.median(t / o for t, o in zip(theirs, known, strict=True)),
        "luqum / ours, fresh process": statistics.median(t / o for t, o in zip(theirs, fresh, strict=True)),
        "ms a query": statistics.median(known),
        "ms a query, fresh process": statistics.median(fresh),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path, default=SHARED)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    if not asked.file.is_file():
        raise SystemExit(f"SKIPPED LOUDLY: {asked.file.name} is absent; name a file whose third column is a query")
    lines = asked.file.read_text("utf-8").split("\n")[1:]
    found = measure([line.split("\t")[2] for line in lines if line])
    if asked.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name}: {value:.3f}" for name, value in found.items()))
    if found["luqum / ours"] < MARK:
        raise SystemExit(f"under the mark of {MARK}")


if __name__ == "__main__":
    main()
