"""How fast a matcher is rebuilt at start: from the texts alone, and from the cached plans."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from time import process_time

from bench.routing.timing import Spread
from telex.routing.matching.matching import Stored

_PARTS = 5


def load(load: Callable[..., object], items: Iterable[Stored], count: int, what: str) -> Spread:
    """Queries a second of processor time: of the whole, and of the slowest and the fastest fifth. Tells how far it is."""
    marks = {count * part // _PARTS for part in range(1, _PARTS + 1)}
    times = [process_time()]

    def progress(done: int) -> None:
        if done in marks:
            times.append(process_time())
            print(f"bench.routing: {what}, {done:,} of {count:,}", file=sys.stderr)

    load(items, progress)
    each = [count / _PARTS / (after - before) for before, after in pairwise(times)]
    return Spread(count / (times[-1] - times[0]), min(each), max(each))
