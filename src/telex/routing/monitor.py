"""Which standing queries want a dispatch: instead of asking each query, ask the dispatch which it could concern.

Source: design/routing.md section 2. `naive.Monitor` gives the same answers and is what this one is tested against.
"""

from __future__ import annotations

from datetime import datetime

from telex.errors import Invalid
from telex.routing import naive
from telex.routing.atoms import Atoms
from telex.routing.document import Words
from telex.routing.naive import Matches
from telex.routing.plan import Plan, plan
from telex.routing.query import Query, leaves

__all__ = ["Matches", "Monitor"]


class Monitor:
    """Standing queries by id, found through their anchors. Not for several threads at once."""

    def __init__(self) -> None:
        self._atoms = Atoms()
        self._plans: dict[str, Plan] = {}
        self._listed: dict[int, dict[str, Plan]] = {}
        """Atom -> the queries anchored on it."""
        self._always: dict[str, Plan] = {}
        """Queries without an anchor, such as `* -sport`."""

    def __len__(self) -> int:
        return len(self._plans)

    @property
    def always(self) -> frozenset[str]:
        """Queries asked about every dispatch: they are what makes a monitor slow."""
        return frozenset(self._always)

    @property
    def conditions(self) -> int:
        """Distinct conditions of all queries."""
        return len(self._atoms)

    def put(self, id: str, query: Query) -> None:
        """Add the query, or replace the one of this id. Raises Invalid, and changes nothing, if it cannot be planned."""
        made = self._plan(query)
        self.drop(id)
        self._plans[id] = made
        if made.anchor is None:
            self._always[id] = made
        for atom in made.anchor or ():
            self._listed.setdefault(atom, {})[id] = made

    def drop(self, id: str) -> None:
        """Forget the query; an unknown id is no error."""
        gone = self._plans.pop(id, None)
        if gone is None:
            return
        self._always.pop(id, None)
        for atom in gone.anchor or ():
            del self._listed[atom][id]
            if not self._listed[atom]:
                del self._listed[atom]
        for atom in gone.atoms:
            self._atoms.release(atom)

    def match(self, words: Words, now: datetime) -> Matches:
        """Which queries want the dispatch. One that raises is reported in `broken` and stops no other."""
        true, faulty = self._atoms.true(words, now)
        candidates = dict(self._always)
        for atom in self._listed.keys() & true:
            candidates.update(self._listed[atom])
        found = {name: p.query for name, p in candidates.items() if p.check is None or p.check(true)}
        broken = self._decide_again(found, faulty, words, now) if faulty else ()
        return Matches(frozenset(found), broken, found, words, now)

    def _decide_again(self, found: dict[str, Query], faulty: set[int], words: Words, now: datetime) -> tuple[str, ...]:
        """Queries that hold a condition which raised, one by one: they may well be decided without it."""
        broken = []
        for name, p in self._plans.items():
            if faulty.isdisjoint(p.atoms):
                continue
            found.pop(name, None)
            try:
                if naive.matches(p.query, words, now):
                    found[name] = p.query
            except Exception:
                broken.append(name)
        return tuple(broken)

    def _plan(self, query: Query) -> Plan:
        taken: list[int] = []
        try:
            numbers = {}
            for leaf in leaves(query):
                numbers[leaf] = self._atoms.take(leaf)
                taken.append(numbers[leaf])
            return plan(query, numbers, tuple(taken))
        except (TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
            for atom in taken:
                self._atoms.release(atom)
            raise Invalid(f"this query cannot be a standing query: {error}") from error
