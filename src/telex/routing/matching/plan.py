"""Query -> plan: the conditions of which one must be true (the anchor), and what to check when one is.

Source: design/routing.md section 2, steps 3 and 4. The tree is not turned into a normal form: nothing can blow up. A
plan is made of tuples of numbers: it is data, so nothing in it can raise, and a million of them take little memory.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from telex.routing.matching.plans import AND, GROUPS, NOT

Group = tuple[int, ...]
"""Conditions by number."""


ANY: Final = 0
ALL: Final = 1
NONE: Final = 2
"""What a node asks of its conditions and of the nodes below it."""

Node = tuple[int, Group, tuple["Node", ...]]


class Plan(NamedTuple):
    """How one query is found and decided."""

    anchor: Group | None
    """Unless one of these is true the query cannot match; None = always asked."""
    groups: tuple[Group, ...]
    """Of each one must be true besides, the hardest first."""
    never: Group
    """None of these may be true, the most common first."""
    rest: tuple[Node, ...]
    """What is neither: it has to hold as well."""
    share: float
    """Dispatches, 0 to 1, on which the query is probably asked."""


def plan(packed: Any, number: Callable[[Any], int], share: Callable[[int], float]) -> Plan:
    """`packed` = the query as `plans.pack` has it, `number` = the number of a packed leaf, `share` = how often that
    condition is true, 0 to 1."""
    top = _node(packed, number)
    anchor = _anchor(top, share)
    groups, never, rest = _clauses(top)
    if anchor is not None and anchor[1] in groups:
        groups.remove(anchor[1])  # what led to the query is proof enough of itself
    if len(groups) > 1:
        groups.sort(key=lambda group: sum(map(share, group)))
    never = tuple(sorted(never, key=share, reverse=True))
    if anchor is None:
        return Plan(None, tuple(groups), never, rest, 1.0)
    return Plan(anchor[1], tuple(groups), never, rest, min(1.0, anchor[0]))


def holds(node: Node, true: AbstractSet[int]) -> bool:
    """Whether a node holds, given the true conditions."""
    op, atoms, nodes = node
    if op == ALL:
        return all(atom in true for atom in atoms) and all(holds(inner, true) for inner in nodes)
    some = not true.isdisjoint(atoms) or any(holds(inner, true) for inner in nodes)
    return some is (op == ANY)


def _node(packed: Any, number: Callable[[Any], int]) -> Node:
    if packed is None:
        return ALL, (), ()
    if isinstance(packed, str) or packed[0] not in GROUPS:
        return ANY, (number(packed),), ()
    if packed[0] == NOT:
        op, own, nodes = inner = _node(packed[1], number)
        return (NONE, (), (inner,)) if op == ALL else (NONE if op == ANY else ANY, own, nodes)
    leaves: list[int] = []
    below: list[Node] = []
    for part in packed[1:]:
        if isinstance(part, str) or (part is not None and part[0] not in GROUPS):
            leaves.append(number(part))
        else:
            below.append(_node(part, number))
    return ALL if packed[0] == AND else ANY, tuple(dict.fromkeys(leaves)), tuple(below)


def _clauses(top: Node) -> tuple[list[Group], Group, tuple[Node, ...]]:
    """Most queries are groups of which one condition each must hold, and conditions of which none may."""
    op, own, nodes = top
    if op != ALL:
        own, nodes = (), (top,)
    groups: list[Group] = [(atom,) for atom in own]
    never: Group = ()
    rest: list[Node] = []
    for node in nodes:
        if node[0] == ANY and not node[2]:
            groups.append(node[1])
        elif node[0] == NONE:
            never += node[1]
            rest += [(NONE, (), node[2])] if node[2] else []
        elif node != (ALL, (), ()):
            rest.append(node)
    return groups, never, tuple(rest)


def _anchor(node: Node, share: Callable[[int], float]) -> tuple[float, Group] | None:
    """`(share, conditions)`: all of several take the rarest, any of several need them all, none of them needs nothing."""
    op, own, nodes = node
    if op == NONE:
        return None
    inner = [_anchor(node, share) for node in nodes]
    known = [found for found in inner if found is not None]
    if op == ALL:
        return min([*known, *((share(atom), (atom,)) for atom in own)], default=None)
    if len(known) < len(inner):
        return None
    if not known:
        return sum(map(share, own)), own
    every = dict.fromkeys([*own, *(atom for _, group in known for atom in group)])
    return sum(map(share, own)) + sum(common for common, _ in known), tuple(every)
