"""The values of codes, numbers and times as written in a query, and their ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from telex.routing.language import values
from telex.routing.language.faults import refuse
from telex.routing.language.fields import Field, Kind, find
from telex.routing.language.leaf import LeafReader, known, start
from telex.routing.language.lexer import COMPARISON, PHRASES, RANGE, WORD, Token, unescape, value_token
from telex.routing.language.query import Code, Leaf, NumberRange, Present, TimeRange

T = TypeVar("T")
End = tuple[str, int]
"""Text and position of an end of a range."""

_RANGE = re.compile(r"[\[{]([^\]}]{0,200})([\]}])")
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Two relative ends are compared as of any day."""


class ValueReader(LeafReader):
    """`LeafReader` for the other kinds of field."""

    def valued_leaf(self, token: Token, field: Field) -> Leaf:
        """A code, number or time, or a range of them. Leaves `end` behind it."""
        self.count(1, token)
        kind = token.lastindex or 0
        if kind in (RANGE, COMPARISON):
            if field.kind is Kind.CODE:
                refuse("range_not_allowed", start(token), token.end() - start(token), field=field)
            return self._bracket(token, field) if kind == RANGE else self._comparison(token, field)
        if kind != WORD and kind not in PHRASES:
            self.foreign(token, None)
        self.end = token.end()
        if kind != WORD:
            return self._single(unescape(token[kind]).strip(), token, field)
        kept = known(field).words.get(token[WORD])
        if isinstance(kept, Leaf):
            return kept
        leaf = self._bare(token, field)
        if field.kind is not Kind.TIME:  # a day is that of a zone
            known(field).keep(token[WORD], leaf)
        return leaf

    def _bare(self, token: Token, field: Field) -> Leaf:
        """A value without quotation marks."""
        raw, at = token[WORD], start(token)
        if raw == "*":
            return Present(field.name)
        name = raw.partition(":")
        if name[1] and find(name[0]) is not None:
            refuse("nested_field", at, len(name[0]))
        value = unescape(raw)
        if field.kind is Kind.CODE and ("*" in raw or (field.name == "subject" and not values.is_code(value))):
            refuse("bad_value", at, len(raw), f'{field.name}:"{value}"', field=field)
        return self._single(value, token, field)

    def _single(self, raw: str, token: Token, field: Field) -> Leaf:
        at, length = start(token), token.end() - start(token)
        if field.kind is Kind.CODE:
            return Code(field.name, self._read(lambda: values.code(field, raw), field, at, length))
        if field.kind is Kind.NUMBER:
            number = self._read(lambda: values.number(field, raw), field, at, length)
            return NumberRange(field.name, number, number)
        moment = self._read(lambda: values.moment(raw, self.zone), field, at, length)
        if moment.ago is not None:
            refuse("bad_value", at, length, f"{field.name}:>={raw}", field=field)
        return TimeRange(field.name, moment, moment)

    def _read(self, value: Callable[[], T], field: Field, at: int, length: int) -> T:
        try:
            return value()
        except (ValueError, OverflowError):
            refuse("bad_value", at, length, f"{field.name}:{field.example}", field=field)

    def _end(self, end: End | None, field: Field, value: Callable[[str], T]) -> T | None:
        return None if end is None else self._read(lambda: value(end[0]), field, end[1], len(end[0]))

    def _comparison(self, token: Token, field: Field) -> Leaf:
        value = value_token(self.text, token.end())
        kind = value.lastindex or 0
        if kind != WORD and kind not in PHRASES:
            refuse("missing_value", start(value), value.end() - start(value), field=field)
        self.end = value.end()
        end = (unescape(value[kind]), start(value) + (kind != WORD))
        sign = self.text[start(token) : token.end()]
        included = sign.endswith("=")
        if sign[0] == ">":
            return self._range(field, end, None, included, True, start(token))
        return self._range(field, None, end, True, included, start(token))

    def _bracket(self, token: Token, field: Field) -> Leaf:
        at = start(token)
        found = _RANGE.match(self.text, at)
        if found is None:
            refuse("unclosed_range", at, len(self.text) - at, field=field)
        self.end = found.end()
        parts = [(part[0], found.start(1) + part.start()) for part in re.finditer(r"\S+", found[1])]
        if len(parts) != 3 or parts[1][0] != "TO":
            refuse("bad_value", at, found.end() - at, f"{field.name}:[{field.example} TO *]", field=field)
        low, high = (None if part[0] == "*" else part for part in (parts[0], parts[2]))
        if low is None and high is None:
            return Present(field.name)
        with_low, with_high = (low is None or found[0][0] == "[", high is None or found[2] == "]")
        return self._range(field, low, high, with_low, with_high, at)

    def _range(self, field: Field, low: End | None, high: End | None, with_low: bool, with_high: bool, at: int) -> Leaf:
        """None = open."""
        leaf: NumberRange | TimeRange
        if field.kind is Kind.NUMBER:
            first, last = (self._end(end, field, lambda text: values.number(field, text)) for end in (low, high))
            leaf = NumberRange(field.name, first, last, with_low, with_high)
            empty = _no_number(leaf, field)
        else:
            begin, stop = (self._end(end, field, lambda text: values.moment(text, self.zone)) for end in (low, high))
            leaf = TimeRange(field.name, begin, stop, with_low, with_high)
            empty = _no_time(leaf)
        if empty:
            refuse("empty_range", at, self.end - at, field=field)
        return leaf


def _no_number(leaf: NumberRange, field: Field) -> bool:
    low = field.low if leaf.low is None else leaf.low + (not leaf.with_low)
    high = field.high if leaf.high is None else leaf.high - (not leaf.with_high)
    return low > high


def _no_time(leaf: TimeRange) -> bool:
    if leaf.low is None or leaf.high is None or (leaf.low.ago is None) is not (leaf.high.ago is None):
        return False
    low, high = leaf.low.period(_SOME_DAY), leaf.high.period(_SOME_DAY)
    return (low[0] if leaf.with_low else low[1]) >= (high[1] if leaf.with_high else high[0])
