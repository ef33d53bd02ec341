"""A query straight over its tree: the oracle of the monitor, and the evaluator of dry runs and archive searches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.routing.document import Words
from telex.routing.query import (
    All,
    And,
    Code,
    Leaf,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Present,
    Query,
    TimeRange,
    Word,
    leaves,
)
from telex.routing.terms import pair


def matches(query: Query, words: Words, now: datetime) -> bool:
    """Whether the dispatch is what the query asks for. `now` (aware) is what `date:>=now-7d` counts from.

    Raises TypeError for a node that is none of `query.py`: what is not understood matches nothing.
    """
    if isinstance(query, Leaf):
        return holds(query, words, now)
    if isinstance(query, And):
        return all(matches(part, words, now) for part in query.parts)
    if isinstance(query, Or):
        return any(matches(part, words, now) for part in query.parts)
    if isinstance(query, Not):
        return not matches(query.part, words, now)
    if isinstance(query, All):
        return True
    raise TypeError(f"not a query: {query!r}")


def holds(leaf: Leaf, words: Words, now: datetime) -> bool:
    """Whether one condition is true of the dispatch."""
    if isinstance(leaf, Code):
        return leaf.value.casefold() in words.codes.get(leaf.field or "", ())
    if isinstance(leaf, Present):
        return words.has(leaf.field or "")
    if isinstance(leaf, NumberRange):
        return _number(leaf, words.numbers.get(leaf.field or ""))
    if isinstance(leaf, TimeRange):
        return _time(leaf, words.times.get(leaf.field or ""), now)
    stream = words.streams.get(leaf.field)
    if stream is None:
        return False
    if isinstance(leaf, Word):
        return pair(leaf.text)[1] in stream.bare
    if isinstance(leaf, Prefix):
        stem = pair(leaf.text)[0]
        return any(word.startswith(stem) for word in stream.exact)
    if isinstance(leaf, Phrase):
        return stream.near(tuple(pair(word)[0] for word in leaf.words), leaf.slop)
    raise TypeError(f"not a condition: {leaf!r}")


def _number(leaf: NumberRange, value: int | None) -> bool:
    if value is None:
        return False
    above = leaf.low is None or (leaf.low <= value if leaf.with_low else leaf.low < value)
    return above and (leaf.high is None or (value <= leaf.high if leaf.with_high else value < leaf.high))


def _time(leaf: TimeRange, value: datetime | None, now: datetime) -> bool:
    if value is None:
        return False
    if leaf.low is not None:
        start, end = leaf.low.period(now)
        if value < (start if leaf.with_low else end):
            return False
    if leaf.high is not None:
        start, end = leaf.high.period(now)
        return value < (end if leaf.with_high else start)
    return True


@dataclass(frozen=True, slots=True)
class Matches:
    """Which queries want a dispatch."""

    ids: frozenset[str]
    broken: tuple[str, ...]
    """Queries that could not be decided: someone may miss the dispatch, so the operator has to be told."""
    queries: dict[str, Query]
    """The trees of `ids`, as they were at the match."""
    words: Words
    now: datetime

    def why(self, id: str) -> tuple[str, ...]:
        """Canonical texts of the conditions of query `id` that were true, negated ones left out; () if it did not match."""
        query = self.queries.get(id)
        if query is None:
            return ()
        wanted = leaves(query, negated=False)
        return tuple(dict.fromkeys(str(leaf) for leaf in wanted if holds(leaf, self.words, self.now)))


class Monitor:
    """Asks each query about each dispatch. Same answers as `monitor.Monitor`, at a cost that grows with the queries."""

    def __init__(self) -> None:
        self._queries: dict[str, Query] = {}

    def put(self, id: str, query: Query) -> None:
        """Add the query, or replace the one of this id."""
        self._queries[id] = query

    def drop(self, id: str) -> None:
        """Forget the query; an unknown id is no error."""
        self._queries.pop(id, None)

    def match(self, words: Words, now: datetime) -> Matches:
        """Which queries want the dispatch. One that raises is reported in `broken` and stops no other."""
        found: dict[str, Query] = {}
        broken: list[str] = []
        for name, query in self._queries.items():
            try:
                if matches(query, words, now):
                    found[name] = query
            except Exception:
                broken.append(name)
        return Matches(frozenset(found), tuple(broken), found, words, now)
