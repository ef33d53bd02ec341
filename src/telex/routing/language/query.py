"""A query as a frozen tree. `str(query)` is its canonical form, which `parser.parse` reads back as the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from telex.routing.language.fields import find

_RESERVED = frozenset({"AND", "OR", "NOT"})
_PLAIN_CODE = re.compile(r"[^\W_][\w.:/@#%=,;+-]*")


@dataclass(frozen=True, slots=True)
class Query:
    """A node of the tree; each kind below is one."""

    def __str__(self) -> str:
        return _render(self, None)


@dataclass(frozen=True, slots=True)
class All(Query):
    """Everything: `*`."""


@dataclass(frozen=True, slots=True)
class Leaf(Query):
    """One condition on one field. `field` is a canonical name, None = the default stream (text leaves alone)."""

    field: str | None


@dataclass(frozen=True, slots=True)
class Word(Leaf):
    """A word without quotes: compared in its bare form (plural folded)."""

    text: str
    """As written, NFKC, straight apostrophes."""


@dataclass(frozen=True, slots=True)
class Phrase(Leaf):
    """These words, compared in their exact form, in this order; with `slop` near each other.

    Near as Lucene's sloppy phrase: positions p can be chosen so that max(p[i] - i) - min(p[i] - i) <= slop.
    """

    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix(Leaf):
    """Words whose exact form begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Code(Leaf):
    """The whole value, case apart."""

    value: str


@dataclass(frozen=True, slots=True)
class Present(Leaf):
    """The dispatch has this field at all: `field:*`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An end of a time range: the period `start` <= t < `end`, or an instant `ago` before the `now` of the match."""

    text: str
    """As written: what is printed."""
    start: datetime | None = None
    end: datetime | None = None
    """Aware, UTC; both None when relative."""
    ago: timedelta | None = None

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        """`(start, end)`, the end excluded."""
        if self.start is not None and self.end is not None:
            return self.start, self.end
        instant = now - (self.ago or timedelta())
        return instant, instant + timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class NumberRange(Leaf):
    """Whole numbers between `low` and `high`; None = open; `with_low`, `with_high` = the end belongs to it."""

    low: int | None
    high: int | None
    with_low: bool = True
    with_high: bool = True


@dataclass(frozen=True, slots=True)
class TimeRange(Leaf):
    """Instants between two moments, as `NumberRange`."""

    low: Moment | None
    high: Moment | None
    with_low: bool = True
    with_high: bool = True


@dataclass(frozen=True, slots=True)
class And(Query):
    """All parts. Use `conjunction` to make one."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or(Query):
    """Any part. Use `disjunction` to make one."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not(Query):
    part: Query


def conjunction(parts: list[Query], field: str | None = None) -> Query:
    """All of `parts`, flat. Of negations alone it is everything (with `field`: whatever has it) without them."""
    if all(isinstance(part, Not) for part in parts):
        parts = [All() if field is None else Present(field), *parts]
    if len(parts) == 1:
        return parts[0]
    return And(tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))))


def disjunction(parts: list[Query]) -> Query:
    """Any of `parts`, flat."""
    if len(parts) == 1:
        return parts[0]
    return Or(tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))))


def leaves(query: Query, *, negated: bool = True) -> Iterator[Leaf]:
    """The leaves from left to right; with `negated=False` none that stands under an odd number of NOTs."""
    return _leaves(query, True, negated)


def _leaves(query: Query, positive: bool, negated: bool) -> Iterator[Leaf]:
    if isinstance(query, Leaf):
        if positive or negated:
            yield query
    elif isinstance(query, Not):
        yield from _leaves(query.part, not positive, negated)
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _leaves(part, positive, negated)


def _one_field(query: Query) -> str | None:
    """The field that all leaves have in common, so that it can be written once before a group."""
    if isinstance(query, Leaf):
        return query.field
    if isinstance(query, Not):
        return _one_field(query.part)
    if isinstance(query, And | Or):
        first = _one_field(query.parts[0])
        same = first is not None and all(_one_field(part) == first for part in query.parts[1:])
        return first if same else None
    return None


def _render(query: Query, within: str | None) -> str:
    """The canonical text; `within` = the field already written before the group that we are in."""
    if isinstance(query, Leaf):
        value = _value(query)
        return value if query.field in (None, within) else f"{query.field}:{value}"
    if isinstance(query, Not):
        return "NOT " + _grouped(query.part, within)
    if isinstance(query, And | Or):
        field = _one_field(query)
        if field is not None and field != within:
            return f"{field}:({_render(query, field)})"
        joiner = " AND " if isinstance(query, And) else " OR "
        return joiner.join(_grouped(part, within) for part in query.parts)
    return "*"


def _grouped(query: Query, within: str | None) -> str:
    text = _render(query, within)
    if not isinstance(query, And | Or):
        return text
    return text if within is None and _one_field(query) is not None else f"({text})"


def _value(leaf: Leaf) -> str:
    if isinstance(leaf, Word):
        return f"\\{leaf.text}" if leaf.text in _RESERVED else leaf.text
    if isinstance(leaf, Phrase):
        return f'"{" ".join(leaf.words)}"' + (f"~{leaf.slop}" if leaf.slop else "")
    if isinstance(leaf, Prefix):
        return f"{leaf.text}*"
    if isinstance(leaf, Code):
        return _code(leaf.value)
    if isinstance(leaf, NumberRange):
        low, high = (None if end is None else str(end) for end in (leaf.low, leaf.high))
        return _range(low, high, leaf.with_low, leaf.with_high)
    if isinstance(leaf, TimeRange):
        first, last = (None if end is None else end.text for end in (leaf.low, leaf.high))
        return _range(first, last, leaf.with_low, leaf.with_high)
    return "*"


def _code(value: str) -> str:
    nested = find(value.partition(":")[0]) if ":" in value else None  # in a group it would be read as a field
    if _PLAIN_CODE.fullmatch(value) and value not in _RESERVED and nested is None:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _range(low: str | None, high: str | None, with_low: bool, with_high: bool) -> str:
    if low is None:
        return f"{'<=' if with_high else '<'}{high}"
    if high is None:
        return f"{'>=' if with_low else '>'}{low}"
    if low == high and with_low and with_high:
        return low
    return f"{'[' if with_low else '{'}{low} TO {high}{']' if with_high else '}'}"
