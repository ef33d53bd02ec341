"""The peers, each beside us in one run: the naive loop, PostgreSQL, Lucene's Monitor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from bench.routing import engines, postgres, timing
from bench.routing.beside import WHOLE_UP_TO, Bench
from bench.routing.lucene import driver
from bench.routing.marks import Mark
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching.matching import StandingQueries

UP_TO = 200_000
"""Queries: beyond them a pass of PostgreSQL and of Lucene takes minutes."""
LEAST_NAIVE = 80
LEAST_POSTGRES, LEAST_LUCENE = {100_000: 12, 10_000: 6}, {100_000: 5, 10_000: 4}
"""By the least number of queries that each holds from."""
_FEW, _WARM = 10, 3


def run(bench: Bench, matcher: StandingQueries, jars: Path | None) -> None:
    """Every peer that can be had; the others are named as skipped."""
    if bench.count <= WHOLE_UP_TO:
        _naive(bench, matcher)
    if jars is not None:
        _lucene(bench, matcher, jars)
    _postgres(bench)


def _naive(bench: Bench, matcher: StandingQueries) -> None:
    loop = engines.asked(engines.oracle(bench.trees))
    pair = timing.paired(engines.asked(matcher), loop, bench.dispatches[:_FEW], process_time)
    bench.told("naive loop over ours, both from raw text", pair.ratio, LEAST_NAIVE, "times", _both(pair))


def _postgres(bench: Bench) -> None:
    """As many queries as the size says, all of them such as a tsquery holds; the same for both."""
    trees = dict(islice(_holdable(bench), bench.count))
    texts = {name: postgres.tsquery(tree) for name, tree in trees.items()}
    vectors = {one.id: postgres.tsvector(one) for one in bench.dispatches}
    matcher = bench.make(bench.frequencies)
    for name, tree in trees.items():
        matcher.put(name, tree)
    timing.settle()
    try:
        with postgres.server() as connection:
            version = connection.info.server_version // 10_000
            scan = postgres.scan(connection, texts, vectors)
            _scanned(bench, f"PostgreSQL {version} scan over ours", matcher, scan, trees)
    except postgres.Unavailable as why:
        bench.report.skipped.append(f"PostgreSQL scan over ours: {why}")


def _holdable(bench: Bench) -> Iterator[tuple[str, Query]]:
    for number, one in enumerate(bench.drawer.queries(bench.power, 1)):
        tree = parse(one.text)
        if postgres.holdable(tree):
            yield str(number), tree


def _scanned(
    bench: Bench, what: str, matcher: StandingQueries, scan: engines.Answer, trees: Mapping[str, Query]
) -> None:
    ask, few = engines.asked(matcher), bench.dispatches[:_FEW]
    if not (bench.same(ask, trees, "ours on PostgreSQL's set") and bench.same(scan, trees, "PostgreSQL")):
        return
    if not _alike(bench, "PostgreSQL", ask, scan):
        return
    pair = timing.paired(ask, scan, few, perf_counter)
    rate = engines.rate(ask, few, len(trees))
    note = f"{_both(pair)} by the clock on the wall; no near phrases, no fields on either side; {rate:.2%} match"
    bench.report.marks.append(
        Mark(what, pair.ratio, bound=_bound(LEAST_POSTGRES, bench.count), unit="times", note=note)
    )


def _lucene(bench: Bench, matcher: StandingQueries, jars: Path) -> None:
    """Processor time of both: of the Java process as a whole, of ours as a whole."""
    ask = engines.asked(matcher)
    try:
        with driver.peer(jars, bench.trees, bench.dispatches, bench.frequencies) as lucene:
            _, heap = lucene.built()
            if not (bench.same(lucene, bench.trees, "Lucene") and _alike(bench, "Lucene", ask, lucene)):
                return
            pair = _passes(bench, ask, lucene)
    except driver.Unavailable as why:
        bench.report.skipped.append(f"Lucene's Monitor over ours: {why}")
        return
    note = f"{_both(pair)} of processor; its heap {heap / bench.count:,.0f} bytes a query; ours from raw text, its from words"
    what = "Lucene's Monitor over ours"
    bench.report.marks.append(Mark(what, pair.ratio, bound=_bound(LEAST_LUCENE, bench.count), unit="times", note=note))


def _passes(bench: Bench, ask: engines.Answer, lucene: driver.Peer) -> timing.Pair:
    for _ in range(_WARM):
        lucene.seconds(len(bench.dispatches))
    mine, other = [], []
    for _ in range(timing.PASSES):
        mine.append(timing.each(ask, bench.dispatches, process_time))
        other.append(lucene.seconds(len(bench.dispatches)))
    ratios = [b / a for a, b in zip(mine, other, strict=True)]
    return timing.Pair(timing.spread(ratios), timing.spread(mine), timing.spread(other))


def _alike(bench: Bench, peer: str, ours: engines.Answer, theirs: engines.Answer) -> bool:
    """Whether all ids of some dispatches are the same, where the oracle was asked about a sample alone."""
    differing = [one.id for one in bench.dispatches[:_FEW] if set(ours(one)) != set(theirs(one))]
    bench.report.differing += [f"{peer} and ours differ on dispatch {name}" for name in differing]
    return not differing


def _bound(bounds: Mapping[int, float], count: int) -> float | None:
    return next((least for size, least in bounds.items() if count >= size), None)


def _both(pair: timing.Pair) -> str:
    return f"ours {pair.ours.middle * 1e3:.2f} ms, theirs {pair.theirs.middle * 1e3:.1f} ms a dispatch"
