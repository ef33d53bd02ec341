"""Standing queries: the monitor against the naive loop, and our parser against luqum, in one run.

    python bench/monitor.py [queries]

Invented vocabulary with Zipf frequencies (exponent 1.05, 60,000 words, 520 words a document), seeded. Quote the ratios,
with the match rate beside them: it decides the result. Nothing is printed unless both give the same ids.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from luqum.parser import parser as luqum  # type: ignore[import-untyped]

from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, PubStatus
from telex.routing import naive
from telex.routing.document import words_of
from telex.routing.monitor import Monitor
from telex.routing.parser import parse

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)
SYLLABLES = ("ba", "co", "di", "fu", "la", "me", "ni", "po", "ra", "su", "té", "vi", "cha", "gou", "lon", "tri")


def vocabulary(rng: random.Random, size: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(rng.choices(SYLLABLES, k=rng.randint(2, 5)))] = None
    return list(found)


class Writer:
    """Draws documents by Zipf, and query words from the middle of the vocabulary."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = vocabulary(self.rng, 60_000)
        self.weights = [1 / (rank + 1) ** 1.05 for rank in range(60_000)]

    def dispatch(self, number: int) -> Dispatch:
        words = self.rng.choices(self.words, self.weights, k=520)
        return Dispatch(
            id=str(number), uri=f"urn:bench:{number}", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE,
            received_at=NOW, source="bench", language=self.rng.choice(["fr", "en"]), urgency=self.rng.randint(1, 5),
            headline=" ".join(words[:10]), abstract=" ".join(words[10:40]), body=(" ".join(words[40:]),),
        )  # fmt: skip

    def word(self) -> str:
        return self.words[int(30_000 * self.rng.random()) + 300]

    def leaf(self) -> str:
        kind = self.rng.random()
        if kind < 0.65:
            return self.word()
        if kind < 0.8:
            return f'"{self.word()} {self.word()}"'
        return f"{self.word()}*" if kind < 0.95 else f'"{self.word()} {self.word()}"~5'

    def any_of(self, most: int) -> str:
        return f"({' OR '.join(self.leaf() for _ in range(self.rng.randint(2, most)))})"

    def query(self) -> str:
        kind = self.rng.random()
        if kind < 0.25:
            return self.any_of(5)
        if kind < 0.65:
            return f"{self.any_of(12)} AND {self.any_of(8)} AND NOT {self.any_of(4)}"
        if kind < 0.8:
            return f"{self.leaf()} AND {self.leaf()}"
        if kind < 0.975:
            return f"{self.any_of(12)} AND language:{self.rng.choice(['fr', 'en'])} AND urgency:<=3"
        return f"language:fr AND NOT {self.any_of(3)}" if kind < 0.995 else f"* AND NOT {self.word()}"


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    writer = Writer(7)
    texts = [writer.query() for _ in range(count)]
    items = [writer.dispatch(number) for number in range(40)]
    monitor, oracle = Monitor(), naive.Monitor()
    trees = [parse(text) for text in texts]
    start = time.process_time()
    for number, tree in enumerate(trees):
        monitor.put(str(number), tree)
    adding = time.process_time() - start
    for number, tree in enumerate(trees):
        oracle.put(str(number), tree)
    gc.collect()
    gc.freeze()
    documents = [words_of(item, event=None, arrived=NOW) for item in items]
    found = [monitor.match(words, NOW).ids for words in documents]
    if found[:10] != [oracle.match(words, NOW).ids for words in documents[:10]]:
        raise SystemExit("the monitor and the naive loop differ: no figure")
    ours, theirs, reading, peer = [], [], [], []
    for _ in range(5):
        ours.append(seconds(lambda: [monitor.match(words_of(i, event=None, arrived=NOW), NOW) for i in items]) / 40)
        theirs.append(seconds(lambda: [oracle.match(words_of(i, event=None, arrived=NOW), NOW) for i in items[:5]]) / 5)
        reading.append(seconds(lambda: [parse(text) for text in texts[:500]]) / 500)
        peer.append(seconds(lambda: [luqum.parse(text) for text in texts[:500]]) / 500)
    rate = sum(map(len, found)) / len(found) / count
    ratios = sorted(t / o for t, o in zip(theirs, ours, strict=True))
    print(f"{count} queries, {len(monitor.always)} always run, match rate {rate:.2%}, garbage collector frozen")
    print(
        f"naive / monitor, from raw text, per dispatch: {statistics.median(ratios):.0f} ({ratios[0]:.0f} to {ratios[-1]:.0f})"
    )
    print(f"  monitor {statistics.median(ours) * 1e3:.2f} ms, naive {statistics.median(theirs) * 1e3:.0f} ms")
    print(f"put / match: {adding / count / statistics.median(ours):.3f}")
    print(f"luqum / our parser, per query: {statistics.median(peer) / statistics.median(reading):.1f}")
    print(f"  ours {statistics.median(reading) * 1e3:.3f} ms")


if __name__ == "__main__":
    main()
