"""One dry run under way: candidates chosen, decided on, and added up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from telex.delivery.seen import Seen
from telex.errors import Invalid
from telex.model.topic import Topic
from telex.model.vocabulary import Relation
from telex.routing import fts
from telex.routing.alternatives import Alternatives, Part
from telex.routing.document import Words
from telex.routing.explain import marks
from telex.routing.forecast import Forecast, Looked, Stratum, forecast, overlap, spread, stratum, total
from telex.routing.language.parser import parse
from telex.routing.language.query import Leaf, Phrase, Prefix, Query, Word, leaves
from telex.routing.matching.monitor import Monitor
from telex.routing.matching.truth import holds, matches
from telex.trial.answer import Edit, Example, Overlap, Stopped
from telex.trial.window import BATCH, Window

DECIDE = 1_000
"""Candidates decided on: about 0.6 ms of a core each, and +- 3 % of a count of them."""
EXAMPLES = 10
NEWEST = 60
"""Candidates decided on beside a sample, for its newest examples."""
CONDITIONS = 40
"""Conditions that are looked for one by one when nothing that was decided on has them."""
ATTEMPTS = 200
"""Texts read for one of them. What the index proposes has it, but for near phrases."""
OVERLAPS = 50
"""Other topics compared with."""
SAMPLE_OF_NONE = -1
"""Decided on for the examples alone: it counts for nothing."""

Progress = Callable[[int, int], None]
"""Called with `(done, of)`, in texts."""
Gone = Callable[[], Awaitable[bool]]
"""Whether the asker has gone away."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Candidates of one kind: places that the gate opened, ascending, and those of them to decide on."""

    places: list[int]
    sample: frozenset[int]


class Work:
    """Decides on a query, on the one before it, and on other topics, in one reading of each text."""

    def __init__(self, window: Window, query: Query, before: Query | None, topics: Sequence[Topic], zone: str) -> None:
        self._window, self._query, self._before = window, query, before
        self._topics = {topic.standing: topic for topic in topics[:OVERLAPS]}
        self._others = Monitor()
        for topic in self._topics.values():
            _put(self._others, topic, zone)
        self._alternatives = Alternatives(query)
        self._unmet = dict.fromkeys(leaves(query))
        """Conditions that nothing decided on has met yet."""
        self._kinds: list[Chosen] = []
        self._looked: list[Looked] = []
        self._shown: dict[str, list[tuple[Seen, Words]]] = {"match": [], "gain": [], "loss": []}

    async def choose(self) -> None:
        """The candidates of the query, then those of the one before it alone, each sampled evenly."""
        own = await self._candidates(self._query, frozenset())
        self._kinds = [own]
        if self._before is not None:
            self._kinds.append(await self._candidates(self._before, frozenset(own.places)))

    async def _candidates(self, query: Query, without: frozenset[int]) -> Chosen:
        found = [place for place in await self._window.candidates(query) if place not in without]
        return Chosen(found, frozenset(spread(found, DECIDE)))

    # deciding

    async def decide(self, progress: Progress | None, gone: Gone | None) -> None:
        """Newest first: of a sample also the newest candidates one after the other, until there are examples enough."""
        order = self._order()
        for begin in range(0, len(order), BATCH):
            if gone is not None and await gone():
                raise Stopped("stopped: nothing was saved or changed")
            if progress is not None:
                progress(begin, len(order))
            step = dict(order[begin : begin + BATCH])
            if len(self._shown["match"]) >= EXAMPLES:
                step = {place: kind for place, kind in step.items() if kind != SAMPLE_OF_NONE}
            async for seen, words in self._window.read(list(step)):
                self._decide(step[seen.first_position], seen, words)
        if progress is not None:
            progress(len(order), len(order))

    def _order(self) -> list[tuple[int, int]]:
        """`(place, kind)`, newest first."""
        sampled = [(place, n) for n, kind in enumerate(self._kinds) for place in kind.sample]
        own = self._kinds[0]
        newest = [(place, SAMPLE_OF_NONE) for place in own.places[-NEWEST:] if place not in own.sample]
        return sorted(sampled + newest, reverse=True)

    def _decide(self, kind: int, seen: Seen, words: Words) -> None:
        found = matches(self._query, words, seen.at)
        was = self._before is not None and matches(self._before, words, seen.at)
        for leaf in [leaf for leaf in self._unmet if holds(leaf, words, seen.at)]:
            del self._unmet[leaf]
        for name, true in (("match", found), ("gain", found and not was), ("loss", was and not found)):
            if true and len(self._shown[name]) < EXAMPLES:
                self._shown[name].append((seen, words))
        if kind == SAMPLE_OF_NONE:
            return
        others: frozenset[str] = frozenset()
        if found:
            self._alternatives.add(words, seen.at)
            others = self._others.match(words, seen.at).ids if self._topics else others
        repost = seen.relation is Relation.REPOST
        self._looked.append(Looked(seen.dispatch.id, seen.at, kind, found, was, seen.event, repost, others))

    # conditions that nothing meets

    async def silent(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """`(nowhere, idle)`: met by nothing that the asker may see in the window; met by nothing that was looked at.

        `idle` is not told of summaries: that something was looked at may hang on words that a summary does not show.
        """
        nowhere, idle = [], []
        for leaf in list(self._unmet)[:CONDITIONS]:
            words = isinstance(leaf, Word | Phrase | Prefix) and fts.match_expression(leaf) is not None
            if words and await self._somewhere(leaf):
                continue
            if words and self._window.whole:
                nowhere.append(str(leaf))
            elif self._looked and not self._window.summaries:
                idle.append(str(leaf))
        return tuple(nowhere), tuple(idle)

    async def _somewhere(self, leaf: Leaf) -> bool:
        """Whether an open text has it, the newest first; yes as well when `ATTEMPTS` texts did not show."""
        await asyncio.sleep(0)
        places = (await self._window.candidates(leaf))[-ATTEMPTS:]
        for last in range(len(places), 0, -BATCH):
            async for seen, words in self._window.read(places[max(0, last - BATCH) : last]):
                if holds(leaf, words, seen.at):
                    return True
        return len(places) == ATTEMPTS

    # adding up

    def forecast(self, first: date, last: date, span: float, zone: tzinfo) -> Forecast:
        """As `telex.routing.forecast.forecast`. What the query before alone proposes is no candidate of the new one."""
        return forecast(self._own(), self._strata()[:1], first, last, span, zone)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self._looked if one.matches)

    @property
    def parts(self) -> tuple[Part, ...]:
        return self._alternatives.parts()

    @property
    def examples(self) -> tuple[Example, ...]:
        return self._examples("match", self._query)

    @property
    def always(self) -> bool:
        monitor = Monitor()
        monitor.put("tried", self._query)
        return bool(monitor.always)

    def overlaps(self) -> tuple[Overlap, ...]:
        shares = overlap(self._own(), self._strata())
        return tuple(Overlap(self._topics[id], share) for id, share in shares.items())

    def edit(self) -> Edit | None:
        if self._before is None:
            return None
        strata = self._strata()
        return Edit(
            str(self._before),
            total(self._looked, strata, lambda one: one.matches and not one.before),
            total(self._looked, strata, lambda one: one.before and not one.matches),
            self._examples("gain", self._query),
            self._examples("loss", self._before),
        )

    def _own(self) -> list[Looked]:
        return [one for one in self._looked if one.stratum == 0]

    def _strata(self) -> list[Stratum]:
        window = self._window
        return [stratum(len(k.places), len(k.sample), window.searched, window.places) for k in self._kinds]

    def _examples(self, name: str, query: Query) -> tuple[Example, ...]:
        shown = self._shown[name]
        return tuple(Example(seen, marks(query, seen.dispatch, words, seen.at)) for seen, words in shown)


def _put(monitor: Monitor, topic: Topic, zone: str) -> None:
    """A topic whose stored query compiles no more is compared with nothing."""
    try:
        monitor.put(topic.standing, parse(topic.query, zone=zone))
    except Invalid:
        return
