"""Which standing queries want a dispatch: instead of asking each query, ask the dispatch which it could concern.

Source: design/routing.md section 2. `naive.Monitor` gives the same answers and is what this one is tested against.

No base that is rebuilt and swapped: queries are numbered as they come, each is listed under its anchors in that order,
so that one is added at the end of a few lists and found in them again by halving. Nothing is ever rebuilt as a whole;
`renew` finds better anchors for some queries at a time.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from heapq import nlargest
from itertools import chain, islice
from typing import Any, Final

from telex.errors import Invalid
from telex.routing.document import Words
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching import plans, truth
from telex.routing.matching.atoms import Atoms
from telex.routing.matching.costs import Cost, alone, estimate, reason
from telex.routing.matching.frequencies import Frequencies
from telex.routing.matching.keys import key_of
from telex.routing.matching.matching import Matches, Stored
from telex.routing.matching.plan import Group, Node, Plan, holds, plan

__all__ = ["Matches", "Monitor"]

_Standing = tuple[int, str, bytes, Group | None, tuple[Group, ...], Group, tuple[Node, ...], float]
"""A query in the monitor. A plain tuple: a million named ones would be walked by the garbage collector for ever."""
_FEW = 8
_ID: Final = 1
_BLOB: Final = 2
_ANCHOR: Final = 3
_GROUPS: Final = 4
_NEVER: Final = 5
_REST: Final = 6
_COST: Final = 7


class Monitor:
    """Standing queries by id, found through their anchors. Not for several threads at once."""

    def __init__(self, frequencies: Mapping[str, int] | None = None) -> None:
        """`frequencies` = dispatches of the archive that have each word; without them they are guessed, then learned."""
        self._frequencies = Frequencies(frequencies)
        self._atoms = Atoms(self._frequencies)
        self._standing: dict[str, _Standing] = {}
        self._listed: list[tuple[_Standing, ...] | list[_Standing]] = []
        """By the number of a condition: the queries anchored on it, as they came. Few are kept in less memory."""
        self._always: dict[str, _Standing] = {}
        """Queries without an anchor, such as `* -sport`."""
        self._next = 0
        self._stale: Iterator[str] = iter(())

    def __len__(self) -> int:
        return len(self._standing)

    @property
    def always(self) -> frozenset[str]:
        """Queries asked about every dispatch: they are what makes a monitor slow."""
        return frozenset(self._always)

    @property
    def conditions(self) -> int:
        """Distinct conditions of all queries."""
        return len(self._atoms)

    @property
    def faults(self) -> dict[str, str]:
        """Conditions of the last dispatch that could not be decided, as canonical texts, with the reason."""
        return {str(leaf): reason for leaf, reason in self._atoms.faults.items()}

    def put(self, id: str, query: Query) -> None:
        """Add the query, or replace the one of this id. Raises Invalid, and changes nothing, if it cannot be planned."""
        with _planning():
            packed = plans.pack(query)
        self._put(id, packed, plans.sealed(packed))

    def drop(self, id: str) -> None:
        """Forget the query; an unknown id is no error."""
        gone = self._standing.pop(id, None)
        if gone is None:
            return
        self._always.pop(id, None)
        for atom in gone[_ANCHOR] or ():
            listed = self._listed[atom]
            place = bisect_left(listed, gone[:1])
            if isinstance(listed, list):
                del listed[place]
            else:
                self._listed[atom] = listed[:place] + listed[place + 1 :]
        for leaf in plans.conditions(plans.opened(gone[_BLOB])):
            self._atoms.release(leaf)

    def load(
        self,
        items: Iterable[Stored],
        progress: Callable[[int], None] | None = None,
        *,
        zone: str = "Europe/Paris",
    ) -> list[tuple[str, Invalid]]:
        """Many at once. A cached plan that cannot be used is no fault: the text is read, its dates in `zone`.

        `progress` is told after each query how many are done. Returns the queries that were refused, with the reason.
        """
        refused: list[tuple[str, Invalid]] = []
        with _no_collection():
            for done, (name, text, blob) in enumerate(items, 1):
                try:
                    if blob is None or not self._put_cached(name, blob):
                        self.put(name, parse(text, zone=zone))
                except Invalid as error:
                    refused.append((name, error))
                if progress is not None:
                    progress(done)
        return refused

    def cached(self, id: str) -> bytes | None:
        """The plan of a query for the cache, as `plans.encode` made it; None for an unknown id."""
        found = self._standing.get(id)
        return None if found is None else found[_BLOB]

    def match(self, words: Words, now: datetime) -> Matches:
        """Which queries want the dispatch. One that raises is reported in `broken` and stops no other."""
        true, faulty = self._atoms.true(words, now)
        found = self._ask(true)
        broken: tuple[str, ...] = ()
        if faulty:
            found, broken = self._decide_again(found, true, faulty, words, now)
        self._frequencies.learn(words)
        return Matches(frozenset([s[_ID] for s in found]), broken, words, now, _Trees(found))

    def _ask(self, true: set[int]) -> list[_Standing]:
        """The candidates that hold, some twice. Written out, not called: much of a dispatch's time is spent here."""
        found: list[_Standing] = []
        disjoint = true.isdisjoint
        always = [standing for standing in self._always.values() if disjoint(standing[_NEVER])]
        for candidates in chain((always,), map(self._listed.__getitem__, true)):
            for standing in candidates:
                for group in standing[_GROUPS]:
                    if disjoint(group):
                        break
                else:
                    if disjoint(standing[_NEVER]) and (
                        not standing[_REST] or all(holds(node, true) for node in standing[_REST])
                    ):
                        found.append(standing)
        return found

    def _decide_again(
        self, found: list[_Standing], true: set[int], faulty: set[int], words: Words, now: datetime
    ) -> tuple[list[_Standing], tuple[str, ...]]:
        """Candidates that hold a condition which could not be decided, over their trees: they may do without it."""
        sure = [standing for standing in found if faulty.isdisjoint(_conditions(standing))]
        broken = []
        candidates = {s[_ID]: s for atom in true | faulty for s in self._listed[atom]} | self._always
        for name, standing in candidates.items():
            if faulty.isdisjoint(_conditions(standing)):
                continue
            try:
                if truth.matches(plans.decode(standing[_BLOB]), words, now):
                    sure.append(standing)
            except Exception:
                broken.append(name)
        return sure, tuple(sorted(broken))

    def cost(self, query: Query) -> float:
        """What the query would cost each dispatch, in the unit of `costs`. Raises Invalid if it cannot be planned."""
        with _planning():
            packed = plans.pack(query)
        return estimate(*self._draft(packed))

    def expensive(self, limit: int = 20) -> list[Cost]:
        """The queries that cost most, the dearest first."""
        worst = nlargest(limit, self._standing.values(), key=lambda standing: (standing[_COST], standing[_ID]))
        return [Cost(s[_ID], reason(*self._draft(plans.opened(s[_BLOB]))), s[_COST]) for s in worst]

    def relearn(self, frequencies: Mapping[str, int] | None = None) -> None:
        """Begin to anchor all queries anew, by what was learned or by what is given; `renew` does the work."""
        if frequencies is not None:
            self._frequencies.replace(frequencies)
        self._frequencies.settle()
        self._stale = iter(list(self._standing))

    def renew(self, most: int = 100) -> int:
        """Anchor up to `most` queries anew, between two dispatches. Returns how many were done: 0 = all are.

        Nothing else happens: the answers are the same before, between and after.
        """
        done = 0
        for name in self._stale:
            standing = self._standing.get(name)
            if standing is not None:
                self._put(name, plans.opened(standing[_BLOB]), standing[_BLOB], again=True)
                done += 1
            if done == most:
                break
        return done

    def _put(self, id: str, packed: Any, blob: bytes, *, again: bool = False) -> None:
        """Its conditions taken, its former state forgotten. Raises Invalid with nothing changed."""
        atoms, taken = self._atoms, list[int]()
        take = atoms.take_again if again else atoms.take

        def number(leaf: Any) -> int:
            taken.append(atom := take(leaf))
            return atom

        with _planning():
            try:
                made = plan(packed, number, atoms.shares.__getitem__)
            except BaseException:
                for leaf in islice(plans.conditions(packed), len(taken)):
                    atoms.release(leaf)
                raise
        self._listed += [()] * (atoms.numbers - len(self._listed))
        self.drop(id)
        cost = estimate(made, map(atoms.costs.__getitem__, taken))
        self._list((self._next, id, blob, made.anchor, made.groups, made.never, made.rest, cost))
        self._next += 1

    def _put_cached(self, id: str, blob: bytes) -> bool:
        """Whether a plan from outside could be used."""
        try:
            self._put(id, plans.opened(blob, zoned=False), blob)
        except Invalid:
            return False
        return True

    def _list(self, standing: _Standing) -> None:
        self._standing[standing[_ID]] = standing
        if standing[_ANCHOR] is None:
            self._always[standing[_ID]] = standing
        for atom in standing[_ANCHOR] or ():
            listed = self._listed[atom]
            if isinstance(listed, list):
                listed.append(standing)
            else:
                self._listed[atom] = (*listed, standing) if len(listed) < _FEW else [*listed, standing]

    def _draft(self, packed: Any) -> tuple[Plan, list[float]]:
        """The plan of a query that is not to stand, and what its conditions cost: they are numbered by themselves."""
        with _planning():
            keys = [key_of(leaf) for leaf in plans.conditions(packed)]
            numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
            shares = [self._frequencies.share(key) for key in numbers]
            each = iter(keys)
            made = plan(packed, lambda _: numbers[next(each)], shares.__getitem__)
        return made, [alone(key, self._frequencies) for key in keys]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Plans hold no cycles: walking them again and again while they come takes a third of a start."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _planning() -> Iterator[None]:
    """What a tree that no parser makes raises, as the refusal of a query."""
    try:
        yield
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Invalid(f"this query cannot be a standing query: {error}") from error


def _conditions(standing: _Standing) -> set[int]:
    """Every condition that the answer of a query hangs on."""
    found = {*(standing[_ANCHOR] or ()), *standing[_NEVER], *chain.from_iterable(standing[_GROUPS])}
    nodes = list(standing[_REST])
    for _, atoms, inner in nodes:
        found.update(atoms)
        nodes += inner
    return found


class _Trees:
    """The trees of the queries that matched, made when asked for: most dispatches are not explained."""

    def __init__(self, found: list[_Standing]) -> None:
        self._found = found
        self._blobs: dict[str, bytes] | None = None

    def __call__(self, id: str) -> Query | None:
        if self._blobs is None:
            self._blobs = {standing[_ID]: standing[_BLOB] for standing in self._found}
        blob = self._blobs.get(id)
        return None if blob is None else plans.decode(blob)
