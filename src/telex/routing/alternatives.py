"""Which alternative of a query does most: what would be missing without it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from telex.routing.document import Words
from telex.routing.language.query import And, Leaf, Not, Or, Query
from telex.routing.matching.truth import holds

PARTS = 5
"""Alternatives named, the strongest first."""
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one alternative does: how many results would be missing without it."""

    text: str
    brings: int
    share: float
    """Of all results, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Truth:
    query: Query
    value: bool
    parts: tuple[_Truth, ...] = ()


class Alternatives:
    """Counts, result by result, which alternative of an OR it would be missing without."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._needed: Counter[Path] = Counter()
        self._results = 0
        self._some = any(True for _ in _alternatives(query))

    def add(self, words: Words, now: datetime) -> None:
        """One more dispatch that the query matches."""
        self._results += 1
        if self._some:
            self._needed.update(_needed(_truth(self._query, words, now, {}), ()))

    def parts(self) -> tuple[Part, ...]:
        """Those that bring something, the strongest first."""
        return tuple(
            Part(str(_at(self._query, path)), count, count / self._results)
            for path, count in sorted(self._needed.items(), key=lambda found: (-found[1], found[0]))[:PARTS]
        )


def _alternatives(query: Query) -> Iterator[Or]:
    if isinstance(query, Or):
        yield query
    for part in _parts(query):
        yield from _alternatives(part)


def _parts(query: Query) -> tuple[Query, ...]:
    if isinstance(query, And | Or):
        return query.parts
    return (query.part,) if isinstance(query, Not) else ()


def _at(query: Query, path: Path) -> Query:
    for step in path:
        query = _parts(query)[step]
    return query


def _truth(query: Query, words: Words, now: datetime, known: dict[Leaf, bool]) -> _Truth:
    """The truth of every node, each condition looked at once."""
    if isinstance(query, Leaf):
        if query not in known:
            known[query] = holds(query, words, now)
        return _Truth(query, known[query])
    parts = tuple(_truth(part, words, now, known) for part in _parts(query))
    if isinstance(query, And):
        return _Truth(query, all(part.value for part in parts), parts)
    if isinstance(query, Or):
        return _Truth(query, any(part.value for part in parts), parts)
    if isinstance(query, Not):
        return _Truth(query, not parts[0].value, parts)
    return _Truth(query, True)


def _needed(node: _Truth, path: Path) -> Iterator[Path]:
    """Alternatives below a node on which the whole hangs that the whole hangs on too: true, and the only true one."""
    true = [part.value for part in node.parts]
    for n, part in enumerate(node.parts):
        if isinstance(node.query, And) and not node.value:
            hangs = not part.value and true.count(False) == 1
        elif isinstance(node.query, Or) and node.value:
            hangs = part.value and true.count(True) == 1
            if hangs:
                yield (*path, n)
        else:
            hangs = True
        if hangs:
            yield from _needed(part, (*path, n))
