"""One size in this process: ids against the oracle first, then start, cost of a dispatch, changes, always-run queries, memory."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench.routing import changes, engines, growth, memory, starting, timing
from bench.routing.corpus import Corpus, timed
from bench.routing.marks import JUDGED_FROM, Mark, Report
from bench.routing.queries import Drawer
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching import plans
from telex.routing.matching.matching import StandingQueries

WHOLE_UP_TO = 20_000
"""Queries: beyond them the oracle is asked about a sample."""
LEAST_CACHED, MOST_ALWAYS = 10_000, 1.5
_FEW, _ORACLE = 10, 2_000
"""Dispatches for which all queries are compared, and queries that are compared for all dispatches."""


class Bench:
    """The matcher under test with all that it was built from."""

    def __init__(self, report: Report, found: Corpus, drawer: Drawer, power: float, count: int, make: engines.Make):
        self.report, self.corpus, self.drawer, self.power, self.count, self.make = (
            report,
            found,
            drawer,
            power,
            count,
            make,
        )
        drawn = list(islice(drawer.queries(power, 1), count + memory.EXTRA))
        self.extra = [one.text for one in drawn[count:]]
        self.drawn = drawn[:count]
        self.dispatches = timed(found)
        self.frequencies = engines.frequencies(found)
        self.trees = {str(number): parse(one.text) for number, one in enumerate(self.drawn)}
        self.judged = count >= JUDGED_FROM

    def run(self) -> StandingQueries | None:
        """Fills the report. Returns the matcher, or None where ids differ: then no figure counts."""
        matcher = self.started()
        timing.settle()
        if self.same(engines.asked(matcher), self.trees, "ours"):
            self.moved(matcher)
            self.always(matcher)
            self.memory()
            return matcher
        return None

    def same(self, answer: engines.Answer, trees: Mapping[str, Query], engine: str) -> bool:
        """All queries on some dispatches, and some queries on all."""
        whole = self.dispatches[:_FEW] if len(trees) <= WHOLE_UP_TO else ()
        names = random.Random(5).sample(sorted(trees), min(len(trees), _ORACLE))
        some = {name: trees[name] for name in names}
        told = engines.differing(answer, trees, whole, engine)
        told += engines.differing(answer, some, self.dispatches[len(whole) :], engine)
        self.report.differing += told
        return not told

    def started(self) -> StandingQueries:
        """The matcher, built from the texts; another is built from the cached plans for the clock alone."""
        texts = [(name, one.text, None) for name, one in zip(self.trees, self.drawn, strict=True)]
        matcher = self.make(self.frequencies)
        rate = starting.load(matcher.load, texts, self.count, "from text")
        self.told("start from text", rate, growth.FROM_TEXT, "a second")
        cached = [(name, text, plans.encode(self.trees[name])) for name, text, _ in texts]
        rate = starting.load(self.make(self.frequencies).load, cached, self.count, "from cached plans")
        each = sum(len(blob) for _, _, blob in cached) / self.count
        self.told("start from cached plans", rate, LEAST_CACHED, "a second", f"{each:.0f} bytes each")
        return matcher

    def moved(self, matcher: StandingQueries) -> None:
        """Cost of a dispatch, and of changes."""
        ask = engines.asked(matcher)
        passes = [timing.each(ask, self.dispatches, process_time) for _ in range(timing.PASSES + 1)][1:]
        matches = engines.rate(ask, self.dispatches, self.count)
        note = f"{matches * self.count:,.1f} matches, {matches:.4%} of the queries; {self.always_run} always run"
        self.report.marks.append(
            Mark("a dispatch", timing.spread(passes).times(1e3), unit="ms of processor", note=note)
        )
        growth.changed(self.report, "", changes.measure(matcher, self.extra, self.dispatches), self.judged)

    @property
    def always_run(self) -> int:
        return sum(one.kind == "always" for one in self.drawn)

    def always(self, matcher: StandingQueries) -> None:
        """1 % of queries such as `* -word`, as people write them, beside none at all."""
        drawn = [name for name, one in zip(self.trees, self.drawn, strict=True) if one.kind == "always"]
        natural = {f"always{n}": parse(self.drawer.natural()) for n in range(self.count // 100)}
        for name in drawn:
            matcher.drop(name)
        ask, ratios = engines.asked(matcher), []
        for _ in range(timing.PASSES):
            none = timing.each(ask, self.dispatches, process_time)
            for name, tree in natural.items():
                matcher.put(name, tree)
            ratios.append(timing.each(ask, self.dispatches, process_time) / none)
            for name in natural:
                matcher.drop(name)
        for name in drawn:
            matcher.put(name, self.trees[name])
        note = f"{len(natural):,} more queries, nearly all of them matching"
        bound = MOST_ALWAYS if self.judged else None
        self.report.marks.append(
            Mark("1 % of always-run queries over none", timing.spread(ratios), "most", bound, "times", note)
        )

    def memory(self) -> None:
        """In a process of its own, since freed memory of this one would hide what the queries take."""
        if self.judged:
            with TemporaryDirectory(prefix="routing") as name:
                texts = [one.text for one in self.drawn] + self.extra
                memory.lay_out(Path(name), self.corpus, iter(texts), self.count)
                print("bench.routing: memory, in a process of its own", file=sys.stderr)
                one = memory.apart(Path(name), self.count)
            growth.of_size(self.report, one, start=False, costs=False)

    def told(self, what: str, figure: timing.Spread, bound: float, unit: str, note: str = "") -> None:
        """A mark that holds from 10,000 queries on."""
        self.report.marks.append(Mark(what, figure, bound=bound if self.judged else None, unit=unit, note=note))
