"""Every standing query asked about every dispatch, straight over its tree: what the monitor is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from telex.errors import Invalid
from telex.routing.document import Words
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching.matching import Matches, Stored
from telex.routing.matching.truth import holds, matches

__all__ = ["Matches", "Monitor", "holds", "matches"]


class Monitor:
    """Asks each query about each dispatch. Same answers as `monitor.Monitor`, at a cost that grows with the queries."""

    def __init__(self) -> None:
        self._queries: dict[str, Query] = {}

    def __len__(self) -> int:
        return len(self._queries)

    def put(self, id: str, query: Query) -> None:
        """Add the query, or replace the one of this id."""
        self._queries[id] = query

    def drop(self, id: str) -> None:
        """Forget the query; an unknown id is no error."""
        self._queries.pop(id, None)

    def load(self, items: Iterable[Stored], progress: Callable[[int], None] | None = None) -> list[tuple[str, Invalid]]:
        """Many at once, read from their texts; cached plans are of no use here. Returns those that were refused."""
        refused: list[tuple[str, Invalid]] = []
        for done, (name, text, _) in enumerate(items, 1):
            try:
                self.put(name, parse(text))
            except Invalid as error:
                refused.append((name, error))
            if progress is not None:
                progress(done)
        return refused

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
        return Matches(frozenset(found), tuple(sorted(broken)), words, now, found.get)
