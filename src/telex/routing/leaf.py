"""The leaves of a query as written: words, phrases, prefixes; codes, numbers, times and their ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import NoReturn, TypeVar

from telex.errors import QueryError
from telex.routing import messages, terms, values
from telex.routing.fields import Field, Kind, find
from telex.routing.lexer import Sign, Token, token, unescape, wildcards
from telex.routing.query import All, Code, NumberRange, Phrase, Prefix, Present, Query, TimeRange, Word

T = TypeVar("T")

MAX_WORDS = 2_000
"""Words and values, those inside phrases too."""
MAX_DISTANCE = 50
MAX_PHRASE = 200
MAX_NEAR = 20
"""Words of a phrase, without and with a distance: checking one costs their number for each occurrence of the rarest."""
MIN_PREFIX = 3

_DIGITS = re.compile(r"[0-9]{1,9}")
_WEIGHT = re.compile(r"\^[0-9]{1,9}(?:\.[0-9]{1,9})?")
_FOREIGN = {"ET": "AND", "OU": "OR", "SAUF": "NOT"}
_RANGE = re.compile(r"[\[{]([^\]}]{0,200})([\]}])")
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Two relative ends are compared as of any day."""


@dataclass(frozen=True, slots=True)
class Note:
    """Accepted, but perhaps not what was meant. Position and length as in QueryError."""

    code: str
    position: int
    length: int
    message: str
    hint: str | None = None


def refuse(code: str, position: int, length: int, hint: str | None = None) -> NoReturn:
    raise QueryError(code, position, length, messages.english(code), hint)


class LeafReader:
    """Where we are in the text, and the leaves that begin there. The parser adds operators and groups."""

    def __init__(self, text: str, zone: tzinfo) -> None:
        self.text = text
        self.zone = zone
        self.place = 0
        self.words = 0
        self.notes: list[Note] = []
        self._ahead: tuple[int, bool, Token] | None = None

    def peek(self, field: Field | None) -> Token:
        """The next token, read as a value when `field` is a code, number or time."""
        valued = field is not None and field.kind is not Kind.TEXT
        if self._ahead is None or self._ahead[:2] != (self.place, valued):
            self._ahead = (self.place, valued, token(self.text, self.place, valued=valued))
        return self._ahead[2]

    def text_leaf(self, ahead: Token, field: Field | None) -> Query | None:
        name = None if field is None else field.name
        self.place = ahead.end
        if ahead.sign is Sign.PHRASE:
            return self._phrase(ahead, name)
        if ahead.sign is not Sign.WORD:
            self._foreign(ahead, field)
        marks = wildcards(ahead.value)
        if marks:
            query: Query | None = self._open_word(ahead, marks, name)
        else:
            query = self._word(ahead, name)
        if self.text.startswith("~", self.place):
            refuse("fuzzy_not_supported", self.place, 1, self.text[ahead.start : self.place])
        return query

    def _foreign(self, ahead: Token, field: Field | None) -> NoReturn:
        """What other query languages have and this one has not, or an opening that is never closed."""
        length = ahead.end - ahead.start
        if ahead.sign is Sign.UNCLOSED:
            refuse("unclosed_phrase", ahead.start, 1)
        if ahead.sign is Sign.REGEX:
            refuse("regex_not_supported", ahead.start, length)
        if ahead.sign in (Sign.RANGE, Sign.COMPARISON):
            refuse("range_not_allowed", ahead.start, length)
        if ahead.sign is Sign.FUZZY:
            refuse("fuzzy_not_supported", ahead.start, 1)
        if ahead.sign is Sign.WEIGHT:
            refuse("bad_weight", ahead.start, 1)
        refuse("nested_field" if field is not None else "missing_operand", ahead.start, length)

    def _count(self, words: int, at: Token) -> None:
        self.words += words
        if self.words > MAX_WORDS:
            refuse("too_many_words", at.start, at.end - at.start)

    def _word(self, ahead: Token, field: str | None) -> Query | None:
        words = terms.written(unescape(ahead.value))
        self._count(len(words), ahead)
        if ahead.value in _FOREIGN:
            self._note("searched_as_word", ahead.start, len(ahead.value), _FOREIGN[ahead.value])
        if not words:
            return None
        return Word(field, words[0]) if len(words) == 1 else self._bounded(Phrase(field, words), ahead)

    def _open_word(self, ahead: Token, marks: list[int], field: str | None) -> Query:
        raw = ahead.value
        if raw == "*":
            return All() if field is None else Present(field)
        at, hint = ahead.start + marks[0], raw[: marks[0]] + "*"
        if marks[0] == 0:
            rest = "".join(letter for letter in raw if letter not in "*?")
            refuse("leading_wildcard", at, 1, f"{rest}*" if len(rest) >= MIN_PREFIX else None)
        if marks[0] != len(raw) - 1 or raw[-1] == "?":
            refuse("inner_wildcard", at, 1, hint if marks[0] >= MIN_PREFIX else None)
        stem = unescape(raw[:-1])
        words, tokens = terms.written(stem), terms.analyse(stem)
        self._count(1, ahead)
        if not words:
            refuse("no_word", ahead.start, len(raw))
        if len(words) > 1 or tokens[0].end != len(stem):
            refuse("wildcard_in_phrase", at, 1, words[-1] + "*" if len(words[-1]) >= MIN_PREFIX else None)
        if len(tokens[0].exact) < MIN_PREFIX:
            refuse("prefix_too_short", at, 1)
        return Prefix(field, words[0])

    def _phrase(self, ahead: Token, field: str | None) -> Query:
        inside = ahead.start + 1
        for mark in wildcards(ahead.value):
            if ahead.value[mark] == "*" and ahead.value[mark - 1 : mark].isalnum():
                refuse("wildcard_in_phrase", inside + mark, 1)
        words = terms.written(unescape(ahead.value))
        if not words:
            refuse("empty_phrase", ahead.start, ahead.end - ahead.start)
        self._count(len(words), ahead)
        slop = self._distance()
        return self._bounded(Phrase(field, words, slop if len(words) > 1 else 0), ahead)

    def _bounded(self, phrase: Phrase, at: Token) -> Phrase:
        if len(phrase.words) > (MAX_NEAR if phrase.slop else MAX_PHRASE):
            refuse("long_phrase", at.start, at.end - at.start)
        return phrase

    def _distance(self) -> int:
        if not self.text.startswith("~", self.place):
            return 0
        at = self.place + 1
        written = token(self.text, at) if self.text[at : at + 1].strip() else Token(Sign.END, at, at, "")
        digits = _DIGITS.match(self.text, at)
        if written.sign is not Sign.WORD or digits is None or digits.end() != written.end:
            refuse("bad_distance", at, written.end - at)
        if int(digits[0]) > MAX_DISTANCE:
            refuse("bad_distance", at, written.end - at, f"~{MAX_DISTANCE}")
        self.place = written.end
        return int(digits[0])

    def weight(self) -> None:
        if not self.text.startswith("^", self.place):
            return
        weight = _WEIGHT.match(self.text, self.place)
        if weight is None:
            refuse("bad_weight", self.place, 1)
        self._note("weight_dropped", self.place, len(weight[0]), None)
        self.place = weight.end()

    def valued_leaf(self, ahead: Token, field: Field) -> Query:
        """A code, number or time, or a range of them."""
        self._count(1, ahead)
        if ahead.sign in (Sign.RANGE, Sign.COMPARISON):
            if field.kind is Kind.CODE:
                refuse("range_not_allowed", ahead.start, ahead.end - ahead.start)
            return self._bracket(ahead, field) if ahead.sign is Sign.RANGE else self._comparison(ahead, field)
        if ahead.sign not in (Sign.WORD, Sign.PHRASE):
            self._foreign(ahead, None)
        self.place = ahead.end
        raw = unescape(ahead.value).strip()
        if ahead.sign is Sign.WORD:
            if ahead.value == "*":
                return Present(field.name)
            name = ahead.value.partition(":")
            if name[1] and find(name[0]) is not None:
                refuse("nested_field", ahead.start, len(name[0]))
            if field.kind is Kind.CODE and "*" in ahead.value:
                refuse("bad_value", ahead.start, ahead.end - ahead.start, f'{field.name}:"{raw}"')
        return self._single(raw, ahead, field)

    def _single(self, raw: str, ahead: Token, field: Field) -> Query:
        at, length = ahead.start, ahead.end - ahead.start
        if field.kind is Kind.CODE:
            return Code(field.name, self._read(lambda: values.code(field, raw), field, at, length))
        if field.kind is Kind.NUMBER:
            number = self._read(lambda: values.number(field, raw), field, at, length)
            return NumberRange(field.name, number, number)
        moment = self._read(lambda: values.moment(raw, self.zone), field, at, length)
        if moment.ago is not None:
            refuse("bad_value", at, length, f"{field.name}:>={raw}")
        return TimeRange(field.name, moment, moment)

    def _read(self, value: Callable[[], T], field: Field, at: int, length: int) -> T:
        try:
            return value()
        except (ValueError, OverflowError):
            refuse("bad_value", at, length, f"{field.name}:{field.example}")

    def _end(self, end: tuple[str, int] | None, field: Field, value: Callable[[str], T]) -> T | None:
        return None if end is None else self._read(lambda: value(end[0]), field, end[1], len(end[0]))

    def _comparison(self, ahead: Token, field: Field) -> Query:
        self.place = ahead.end
        value = self.peek(field)
        if value.sign not in (Sign.WORD, Sign.PHRASE):
            refuse("missing_value", value.start, len(value.value))
        self.place = value.end
        end = (unescape(value.value), value.start)
        included = ahead.value.endswith("=")
        if ahead.value[0] == ">":
            return self._range(field, end, None, included, True, ahead)
        return self._range(field, None, end, True, included, ahead)

    def _bracket(self, ahead: Token, field: Field) -> Query:
        found = _RANGE.match(self.text, ahead.start)
        if found is None:
            refuse("unclosed_range", ahead.start, len(self.text) - ahead.start)
        self.place = found.end()
        parts = [(part[0], found.start(1) + part.start()) for part in re.finditer(r"\S+", found[1])]
        if len(parts) != 3 or parts[1][0] != "TO":
            refuse("bad_value", ahead.start, found.end() - ahead.start, f"{field.name}:[{field.example} TO *]")
        low, high = (None if part[0] == "*" else part for part in (parts[0], parts[2]))
        if low is None and high is None:
            return Present(field.name)
        with_low, with_high = (low is None or ahead.value == "[", high is None or found[2] == "]")
        return self._range(field, low, high, with_low, with_high, ahead)

    def _range(
        self,
        field: Field,
        low: tuple[str, int] | None,
        high: tuple[str, int] | None,
        with_low: bool,
        with_high: bool,
        at: Token,
    ) -> Query:
        """`low`, `high` = (text, position) of an end, None = open."""
        if field.kind is Kind.NUMBER:
            first, last = (self._end(end, field, lambda text: values.number(field, text)) for end in (low, high))
            numbers = NumberRange(field.name, first, last, with_low, with_high)
            query: Query
            query, empty = numbers, _no_number(numbers, field)
        else:
            start, stop = (self._end(end, field, lambda text: values.moment(text, self.zone)) for end in (low, high))
            times = TimeRange(field.name, start, stop, with_low, with_high)
            query, empty = times, _no_time(times)
        if empty:
            refuse("empty_range", at.start, self.place - at.start)
        return query

    def _note(self, code: str, position: int, length: int, hint: str | None) -> None:
        self.notes.append(Note(code, position, length, messages.english(code), hint))


def _no_number(leaf: NumberRange, field: Field) -> bool:
    low = field.low if leaf.low is None else leaf.low + (not leaf.with_low)
    high = field.high if leaf.high is None else leaf.high - (not leaf.with_high)
    return low > high


def _no_time(leaf: TimeRange) -> bool:
    if leaf.low is None or leaf.high is None or (leaf.low.ago is None) is not (leaf.high.ago is None):
        return False
    low, high = leaf.low.period(_SOME_DAY), leaf.high.period(_SOME_DAY)
    return (low[0] if leaf.with_low else low[1]) >= (high[1] if leaf.with_high else high[0])
