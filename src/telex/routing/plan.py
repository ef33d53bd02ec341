"""Query -> plan: the atoms of which one must be true (the anchor), and what to check when one is.

Source: design/routing.md section 2, steps 3 and 4. The tree is not turned into a normal form: nothing can blow up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from telex.routing.query import All, And, Code, Leaf, Not, Or, Phrase, Prefix, Query, Word

Check = Callable[[AbstractSet[int]], bool]
"""Whether a query holds, given the true atoms."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one query is found and decided."""

    query: Query
    anchor: frozenset[int] | None
    """Unless one of these is true the query cannot match; None = always asked."""
    check: Check | None
    """None = an anchor that is true is proof enough."""
    atoms: tuple[int, ...]
    """Every atom of the query, once for each use."""


def plan(query: Query, atoms: Mapping[Leaf, int], uses: tuple[int, ...]) -> Plan:
    """`atoms` = the number of each leaf. Raises TypeError for a node that is none of `query.py`."""
    anchor = _anchor(query, atoms)
    sure = _only_leaves(query)
    return Plan(query, None if anchor is None else anchor[1], None if sure else _check(query, atoms), uses)


def _only_leaves(query: Query) -> bool:
    return isinstance(query, Leaf) or _plain_or(query)


def _anchor(query: Query, atoms: Mapping[Leaf, int]) -> tuple[float, frozenset[int]] | None:
    """`(cost, atoms)`: a leaf is its own; all of several takes the cheapest; any of several needs them all."""
    if isinstance(query, Leaf):
        return _cost(query), frozenset({atoms[query]})
    if isinstance(query, And):
        found = [anchor for part in query.parts if (anchor := _anchor(part, atoms)) is not None]
        return min(found, key=lambda anchor: anchor[0], default=None)
    if isinstance(query, Or):
        each = [_anchor(part, atoms) for part in query.parts]
        known = [anchor for anchor in each if anchor is not None]
        if len(known) < len(each):
            return None
        return sum(cost for cost, _ in known), frozenset().union(*(found for _, found in known))
    return None


def _cost(leaf: Leaf) -> float:
    """How often a condition is true, roughly: only the order counts, and only for speed."""
    if isinstance(leaf, Phrase):
        return 3 if len(leaf.words) == 1 else 1
    if isinstance(leaf, Word):
        return 2 + 100 / len(leaf.text) ** 2
    if isinstance(leaf, Prefix):
        return 3 + 300 / len(leaf.text) ** 2
    if isinstance(leaf, Code):
        return {"uri": 0.1, "evolvedfrom": 0.1, "translationof": 0.1, "event": 0.1, "subject": 5}.get(
            leaf.field or "", 60
        )
    return 100


def _check(query: Query, atoms: Mapping[Leaf, int]) -> Check:
    if isinstance(query, Leaf):
        return _one(atoms[query])
    if isinstance(query, And):
        return _all_of(query.parts, atoms)
    if isinstance(query, Or):
        return _any_of(query.parts, atoms)
    if isinstance(query, Not):
        return _none_of(_check(query.part, atoms))
    if isinstance(query, All):
        return lambda true: True
    raise TypeError(f"not a query: {query!r}")


def _one(atom: int) -> Check:
    return lambda true: atom in true


def _none_of(check: Check) -> Check:
    return lambda true: not check(true)


def _any_of(parts: tuple[Query, ...], atoms: Mapping[Leaf, int]) -> Check:
    some = frozenset(atoms[part] for part in parts if isinstance(part, Leaf))
    rest = [_check(part, atoms) for part in parts if not isinstance(part, Leaf)]
    return lambda true: not some.isdisjoint(true) or any(check(true) for check in rest)


def _all_of(parts: tuple[Query, ...], atoms: Mapping[Leaf, int]) -> Check:
    """Single conditions first, then groups as plain sets (most queries are no more), then the rest, negations last."""
    every = frozenset(atoms[part] for part in parts if isinstance(part, Leaf))
    groups = [
        frozenset(atoms[leaf] for leaf in part.parts if isinstance(leaf, Leaf))
        for part in parts
        if isinstance(part, Or) and _plain_or(part)
    ]
    groups.sort(key=len)
    rest = [part for part in parts if not isinstance(part, Leaf | All) and not _plain_or(part)]
    rest.sort(key=lambda part: isinstance(part, Not))
    checks = [_check(part, atoms) for part in rest]

    def check(true: AbstractSet[int]) -> bool:
        if not every <= true:
            return False
        for group in groups:
            if group.isdisjoint(true):
                return False
        return all(holds(true) for holds in checks)

    return check


def _plain_or(query: Query) -> bool:
    return isinstance(query, Or) and all(isinstance(part, Leaf) for part in query.parts)
