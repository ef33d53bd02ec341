"""Ours and the naive loop, from raw text to ids; and whether the ids of an engine are those of the oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from bench.routing.corpus import NOW, Corpus
from bench.routing.timing import Ask
from telex.model.dispatch import Dispatch
from telex.routing import terms
from telex.routing.document import Words, words_of
from telex.routing.language.query import Query
from telex.routing.matching import naive
from telex.routing.matching.matching import StandingQueries
from telex.routing.matching.monitor import Monitor

Make = Callable[[Mapping[str, int]], StandingQueries]
"""A matcher, given how many dispatches of the archive have each word."""


class Answer(Protocol):
    """An engine: the ids of the queries that want a dispatch."""

    def __call__(self, dispatch: Dispatch, /) -> Collection[str]: ...


def ours(frequencies: Mapping[str, int]) -> StandingQueries:
    return Monitor(frequencies)


def oracle(trees: Mapping[str, Query]) -> naive.Monitor:
    made = naive.Monitor()
    for name, tree in trees.items():
        made.put(name, tree)
    return made


def analysed(dispatch: Dispatch) -> Words:
    """As at an arrival: the words of the vocabulary are known, the lines are not."""
    terms._lines.cache_clear()
    return words_of(dispatch, event=None, arrived=NOW)


def asked(matcher: StandingQueries | naive.Monitor) -> Answer:
    """From raw text: splitting, folding, conditions, candidates, checks."""
    return lambda dispatch: matcher.match(analysed(dispatch), NOW).ids


def frequencies(corpus: Corpus) -> Counter[str]:
    """In how many dispatches each word and code stands: what a house learns from its archive."""
    counted: Counter[str] = Counter()
    for dispatch in corpus.dispatches:
        words = analysed(dispatch)
        stream = words.streams[None]
        counted.update(stream.bare | stream.exact.keys())
        for field, values in words.codes.items():
            counted.update([f"{field}:{value}" for value in values])
    return counted


def differing(
    answer: Answer, trees: Mapping[str, Query], dispatches: Iterable[Dispatch], engine: str
) -> tuple[str, ...]:
    """What an engine told otherwise than the oracle about the queries of `trees`; () if nothing."""
    found, judge = [], asked(oracle(trees))
    for dispatch in dispatches:
        told, right = trees.keys() & set(answer(dispatch)), set(judge(dispatch))
        if told != right:
            found.append(
                f"{engine}, dispatch {dispatch.id}: {_named(right - told, 'missed')}{_named(told - right, 'false')}"
            )
    return tuple(found)


def _named(ids: Collection[str], how: str) -> str:
    return f"{len(ids)} {how} ({', '.join(sorted(ids)[:5])}) " if ids else ""


def rate(answer: Ask, dispatches: Sequence[Dispatch], queries: int) -> float:
    """The share of the queries that match a dispatch."""
    return (
        sum(len(found) for one in dispatches if isinstance(found := answer(one), Collection))
        / len(dispatches)
        / queries
    )
