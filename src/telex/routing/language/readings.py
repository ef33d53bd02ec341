"""The two ways to read a row of operands that AND and OR join without parentheses."""

from __future__ import annotations

from collections.abc import Sequence

from telex.routing.language.faults import Edit, edited
from telex.routing.language.lexer import AND, OR

BLANK = 0
"""How two operands are joined that stand side by side; as AND and OR are."""
Span = tuple[int, int]
"""Where an operand begins and ends, its signs included."""


def either_way(text: str, spans: Sequence[Span], joins: Sequence[int]) -> tuple[tuple[tuple[Edit, ...], ...], str]:
    """Both readings as edits of `text`, and as a hint: the operator that came first binds tighter, then the other one.

    `joins[i]` joins the operands i and i + 1.
    """
    either = {OR: AND, AND: OR, BLANK: OR}
    tight = OR if joins[0] == OR else AND
    both = tuple(_grouped(text, spans, joins, kind) for kind in (tight, either[tight]))
    first, last = spans[0][0], spans[-1][1]
    shown = [
        edited(text[first:last], tuple(Edit(e.start - first, e.end - first, e.new) for e in edits)) for edits in both
    ]
    return both, " · ".join(shown)


def _grouped(text: str, spans: Sequence[Span], joins: Sequence[int], tight: int) -> tuple[Edit, ...]:
    """Parentheses around each run of operands that `tight` joins."""
    edits: list[Edit] = []
    first = 0
    for index in range(len(spans)):
        if index < len(joins) and (joins[index] or AND) == tight:
            continue
        begin, end = spans[first][0], spans[index][1]
        if first and joins[first - 1] == BLANK and text[begin] not in "-+!":
            edits.append(Edit(begin, begin, "AND "))
        if index > first:
            edits += [Edit(begin, begin, "("), Edit(end, end, ")")]
        first = index + 1
    return tuple(edits)
