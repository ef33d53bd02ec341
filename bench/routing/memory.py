"""One size in a process of its own: memory, start from the texts, cost of a dispatch, changes. Prints JSON.

    python -m bench.routing.memory --corpus FILE --queries FILE --count N

Called by the bench: both files are of its making. The queries are read line by line, so that only the matcher is measured.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import process_time

import msgspec

from bench.routing import changes, corpus, engines, starting, timing
from telex.routing.language.parser import parse

EXTRA = 1_000
"""Queries drawn beyond the size, to be added and removed."""
_ORACLE = 500
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Size:
    """What one size costs."""

    queries: int
    seconds: timing.Spread
    """Processor time of a dispatch."""
    matches: float
    """A dispatch."""
    bytes_a_query: float
    """Resident memory after the dispatches less that before the first query, by the queries: lists and caches included."""
    peak_bytes: int
    """Of the whole process."""
    from_text: timing.Spread
    """Queries a second."""
    moved: changes.Changes
    differing: tuple[str, ...]


def apart(folder: Path, count: int) -> Size:
    """Measured in a process of its own, from what `lay_out` wrote in `folder`. Raises CalledProcessError when it dies."""
    root = Path(__file__).resolve().parents[2]
    command = [
        sys.executable,
        "-m",
        "bench.routing.memory",
        "--corpus",
        folder / "corpus",
        "--queries",
        folder / "queries",
    ]
    done = subprocess.run([*command, "--count", str(count)], cwd=root, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Size)


def lay_out(folder: Path, found: corpus.Corpus, texts: Iterator[str], count: int) -> None:
    """Writes what `apart` needs for up to `count` queries."""
    corpus.save(found, folder / "corpus")
    with (folder / "queries").open("w", encoding="utf-8") as file:
        file.writelines(f"{text}\n" for text in islice(texts, count + EXTRA))


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def measure(found: corpus.Corpus, file: Path, count: int) -> Size:
    dispatches = corpus.timed(found)
    matcher = engines.ours(engines.frequencies(found))
    gc.collect()
    before = _resident()
    items = ((str(number), text, None) for number, text in enumerate(islice(_lines(file), count)))
    from_text = starting.load(matcher.load, items, count, f"{count:,} from text")
    timing.settle()
    ask = engines.asked(matcher)
    seconds = [timing.each(ask, dispatches, process_time) for _ in range(timing.PASSES + 1)][1:]
    rate = engines.rate(ask, dispatches, count)
    used = (_resident() - before) / count
    chosen = set(random.Random(5).sample(range(count), min(count, _ORACLE)))
    trees = {str(n): parse(text) for n, text in enumerate(islice(_lines(file), count)) if n in chosen}
    differing = engines.differing(ask, trees, dispatches[:10], f"ours at {count:,}")
    moved = changes.measure(matcher, list(islice(_lines(file), count, count + EXTRA)), dispatches)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Size(count, timing.spread(seconds), rate * count, used, peak, from_text, moved, differing)


def _resident() -> int:
    """Bytes; the highest so far where the system does not tell the present."""
    if _STATM.is_file():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--corpus", type=Path, required=True)
    asked.add_argument("--queries", type=Path, required=True)
    asked.add_argument("--count", type=int, required=True)
    options = asked.parse_args()
    print(msgspec.json.encode(measure(corpus.again(options.corpus), options.queries, options.count)).decode())


if __name__ == "__main__":
    main()
