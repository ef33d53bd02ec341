"""What a matcher of standing queries has to offer, and what it answers. A native core can stand behind the same shape.

`monitor.Monitor` is the one in use, `naive.Monitor` the one it is tested against; both answer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from telex.errors import Invalid
from telex.routing.document import Words
from telex.routing.language.query import Leaf, Query, leaves
from telex.routing.matching.truth import holds

Stored = tuple[str, str, bytes | None]
"""A standing query as the store has it: `(id, text, cached plan)`; None = no plan was cached."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Which queries want a dispatch, as they were at the moment of the match: later changes do not show in it."""

    ids: frozenset[str]
    broken: tuple[str, ...]
    """Queries that could not be decided, sorted: someone may miss the dispatch, so the operator has to be told."""
    words: Words
    now: datetime
    tree: Callable[[str], Query | None] = field(compare=False, repr=False)
    """The query of an id that matched; None for any other."""

    def leaves(self, id: str) -> tuple[Leaf, ...]:
        """The conditions of query `id` that were true, each once, negated ones left out; () if it did not match."""
        query = self.tree(id)
        if query is None:
            return ()
        wanted = dict.fromkeys(leaves(query, negated=False))
        return tuple(leaf for leaf in wanted if _true(leaf, self.words, self.now))

    def why(self, id: str) -> tuple[str, ...]:
        """Canonical texts of `leaves(id)`."""
        return tuple(dict.fromkeys(str(leaf) for leaf in self.leaves(id)))


def _true(leaf: Leaf, words: Words, now: datetime) -> bool:
    """A condition that cannot be decided explains nothing: the query was decided without it."""
    try:
        return holds(leaf, words, now)
    except Exception:
        return False


class StandingQueries(Protocol):
    """Standing queries, asked backwards. Not for several threads at once: each `match` sees one state of them."""

    def __len__(self) -> int: ...

    def put(self, id: str, query: Query) -> None:
        """Add the query, or replace the one of this id; the next `match` knows it. Raises Invalid, changing nothing."""

    def drop(self, id: str) -> None:
        """Forget the query; an unknown id is no error."""

    def load(self, items: Iterable[Stored], progress: Callable[[int], None] | None = None) -> list[tuple[str, Invalid]]:
        """Many at once, at start. Returns those that were refused and stop no other."""

    def match(self, words: Words, now: datetime) -> Matches:
        """Which queries want the dispatch. One that cannot be decided is reported in `broken` and stops no other."""
