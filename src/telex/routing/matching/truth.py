"""One query and one dispatch: the meaning of the language, straight over the tree. Everything else has to agree with it.

A part that cannot be decided (a range whose end is no number) decides nothing: `a AND undecidable` is false where `a`
is, `a OR undecidable` true where `a` is, and only what is left raises. So the order of the parts never matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from telex.routing.document import Words
from telex.routing.language.query import (
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
)
from telex.routing.terms import pair


def matches(query: Query, words: Words, now: datetime) -> bool:
    """Whether the dispatch is what the query asks for. `now` (aware) is what `date:>=now-7d` counts from.

    Raises what the undecidable part raised; TypeError for a node that is none of `query.py`: what is not understood
    matches nothing.
    """
    if isinstance(query, Leaf):
        return holds(query, words, now)
    if isinstance(query, And):
        return not _some(query.parts, False, words, now)
    if isinstance(query, Or):
        return _some(query.parts, True, words, now)
    if isinstance(query, Not):
        return not matches(query.part, words, now)
    if isinstance(query, All):
        return True
    raise TypeError(f"not a query: {query!r}")


def _some(parts: Iterable[Query], wanted: bool, words: Words, now: datetime) -> bool:
    """Whether one of the parts is `wanted`. Raises only if none is and one could not be decided."""
    fault: Exception | None = None
    for part in parts:
        try:
            if matches(part, words, now) is wanted:
                return True
        except Exception as error:
            fault = error
    if fault is not None:
        raise fault
    return False


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
