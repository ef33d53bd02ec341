"""A query as bytes, to be read back faster than its text: the cached plan. The text stays the truth; this is a cache.

Never pickle: what lies in a file must not run. A check sum and the versions guard each blob; one that was made
by another version of the grammar, of the analysis or of this form is refused, and the text is read instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from zlib import crc32

import msgspec

from telex.errors import Invalid
from telex.routing.language.parser import GRAMMAR_VERSION
from telex.routing.language.query import (
    All,
    And,
    Code,
    Moment,
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
from telex.routing.terms import ANALYSIS_VERSION, pair

PLAN_VERSION = 1
"""Of the form below: raise it when the meaning of a blob changes."""

AND, OR, NOT = "a", "o", "!"
WORD, EXACT, PHRASE, PREFIX = "w", "e", "p", "x"
CODE, PRESENT, NUMBER, TIME = "c", "h", "n", "t"
GROUPS: Final = frozenset({AND, OR, NOT})

_CHECK = 4
"""Bytes of the check sum before the content."""
_MICROSECOND = timedelta(microseconds=1)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


def versions() -> tuple[int, int, int]:
    """What a blob depends on: the grammar, the analysis of words, the form of the blob."""
    return GRAMMAR_VERSION, ANALYSIS_VERSION, PLAN_VERSION


def encode(query: Query) -> bytes:
    """The query as bytes. Raises what `pack` raises, RecursionError far beyond the grammar."""
    return sealed(pack(query))


def sealed(packed: Any) -> bytes:
    """The blob of a packed query."""
    content = _encode((*versions(), any(map(_dated, conditions(packed))), packed))
    return crc32(content).to_bytes(_CHECK) + content


def decode(blob: bytes) -> Query:
    """What `encode` was given. Raises Invalid for a blob that is damaged or of another version."""
    return unpack(opened(blob))


def opened(blob: bytes, *, zoned: bool = True) -> Any:
    """The packed query in a blob. Raises Invalid for a blob that is damaged or of another version.

    With `zoned=False`, when nobody knows in which zone its text was read, also for one that holds a date.
    """
    try:
        if crc32(content := memoryview(blob)[_CHECK:]) != int.from_bytes(blob[:_CHECK]):
            raise ValueError("the check sum differs")
        *made, dated, packed = _decode(content)
        if tuple(made) != versions():
            raise ValueError("made by another version")
        if dated and not zoned:
            raise ValueError("a date means another time in each zone")
    except (ValueError, TypeError, RecursionError, msgspec.DecodeError) as error:
        raise Invalid(f"this cached plan cannot be used, read the text of the query instead: {error}") from error
    return packed


def pack(query: Query) -> Any:
    """The query as strings and sequences, its words analysed. Most of a query is words of no field that are written as
    they are compared: each is its bare text. `None` = everything; the rest begin with one of the letters above, and end
    with what is compared where that differs from what is written.

    Raises TypeError for a node that is none of `query.py`, IndexError or ValueError for a leaf without a word.
    """
    if isinstance(query, Word):
        bare = pair(query.text)[1]
        if bare != query.text:
            return (WORD, query.field, query.text, bare)
        return bare if query.field is None else (WORD, query.field, bare)
    if isinstance(query, And):
        return (AND, *map(pack, query.parts))
    if isinstance(query, Or):
        return (OR, *map(pack, query.parts))
    if isinstance(query, Not):
        return (NOT, pack(query.part))
    if isinstance(query, Phrase):
        return _phrase(query)
    if isinstance(query, Prefix):
        stem = pair(query.text)[0]
        return (PREFIX, query.field, query.text) + ((stem,) if stem != query.text else ())
    if isinstance(query, Code):
        return (CODE, query.field, query.value)
    if isinstance(query, Present):
        return (PRESENT, query.field)
    if isinstance(query, NumberRange):
        return (NUMBER, query.field, query.low, query.high, query.with_low, query.with_high)
    if isinstance(query, TimeRange):
        return (TIME, query.field, _moment(query.low), _moment(query.high), query.with_low, query.with_high)
    if isinstance(query, All):
        return None
    raise TypeError(f"not a query: {query!r}")


def _phrase(query: Phrase) -> Any:
    words = tuple([pair(word)[0] for word in query.words])
    if not words:
        raise ValueError("a phrase without words")
    differing = words != query.words
    if len(words) == 1:
        return (EXACT, query.field, query.words[0], query.slop) + (words if differing else ())
    return (PHRASE, query.field, query.words, query.slop) + ((words,) if differing else ())


def conditions(packed: Any) -> Iterator[Any]:
    """The packed leaves, from left to right."""
    if isinstance(packed, str):
        yield packed
    elif packed is not None and packed[0] in GROUPS:
        for part in packed[1:]:
            yield from conditions(part)
    elif packed is not None:
        yield packed


def _dated(leaf: Any) -> bool:
    """Whether a packed leaf holds an instant worked out from a date that may have named no zone."""
    return not isinstance(leaf, str) and leaf[0] == TIME and any(end is not None and end[1] for end in leaf[2:4])


def _moment(end: Moment | None) -> tuple[str, datetime | None, datetime | None, int | None] | None:
    if end is None:
        return None
    return end.text, end.start, end.end, None if end.ago is None else end.ago // _MICROSECOND


def unpack(packed: Any) -> Query:
    """What `pack` was given."""
    if isinstance(packed, str):
        return Word(None, packed)
    if packed is None:
        return All()
    return _KINDS[packed[0]](*packed[1:])


def _time_range(field: str, low: Any, high: Any, with_low: bool, with_high: bool) -> Query:
    return TimeRange(field, _end(low), _end(high), with_low, with_high)


def _end(packed: Any) -> Moment | None:
    if packed is None:
        return None
    text, start, end, ago = packed
    return Moment(text, start, end, None if ago is None else ago * _MICROSECOND)


_KINDS: dict[str, Callable[..., Query]] = {
    AND: lambda *parts: And(tuple(map(unpack, parts))),
    OR: lambda *parts: Or(tuple(map(unpack, parts))),
    NOT: lambda part: Not(unpack(part)),
    WORD: lambda field, text, compared="": Word(field, text),
    EXACT: lambda field, word, slop, compared="": Phrase(field, (word,), slop),
    PHRASE: lambda field, words, slop, compared=(): Phrase(field, tuple(words), slop),
    PREFIX: lambda field, text, compared="": Prefix(field, text),
    CODE: Code,
    PRESENT: Present,
    NUMBER: NumberRange,
    TIME: _time_range,
}
