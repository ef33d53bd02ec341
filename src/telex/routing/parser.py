"""Query text -> tree, by recursive descent at most 30 deep. Every refusal says where it is and what to write instead.

Source: design/routing.md section 1. AND and OR are never mixed at one level: three widespread parsers read such a
text in three ways, and the wrong one is a client with the wrong wire.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telex.errors import Invalid, QueryError
from telex.routing.fields import Field, Kind, find, suggest
from telex.routing.leaf import LeafReader, Note, refuse
from telex.routing.lexer import Sign, Token
from telex.routing.query import Not, Query, conjunction, disjunction

MAX_LENGTH = 20_000
"""Code points; the longest stored searches reported for a large terminal (flax.co.uk, 2014-03-24)."""
MAX_DEPTH = 30

_RUN = re.compile(r"[^\s()]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query and what to tell its author."""

    query: Query
    notes: tuple[Note, ...] = ()


def parse(text: str, *, zone: str = "Europe/Paris") -> Query:
    """The tree of `text`. `zone` = IANA name of the zone of dates that name none.

    Raises QueryError (design/routing.md section 1: fault, position, length, message, hint), Invalid for a zone
    that does not exist.
    """
    return read(text, zone=zone).query


def read(text: str, *, zone: str = "Europe/Paris") -> Reading:
    """`parse`, with notes: weights that were dropped, ET, OU and SAUF that were searched as words."""
    if len(text) > MAX_LENGTH:
        refuse("too_long", MAX_LENGTH, len(text) - MAX_LENGTH)
    parser = _Parser(text, _zone(zone))
    query = parser.whole()
    return Reading(query, tuple(parser.notes))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"there is no time zone {name!r}; write one as Europe/Paris") from error


class _Level:
    """The operands between two parentheses, and how they are joined."""

    def __init__(self, field: Field | None) -> None:
        self.field = field
        self.operands: list[tuple[Query | None, int, int]] = []
        self.joiner: Sign | None = None
        self.pending: Token | None = None
        self.plus: Token | None = None


class _Parser(LeafReader):
    def __init__(self, text: str, zone: ZoneInfo) -> None:
        super().__init__(text, zone)
        self.depth = 0

    def whole(self) -> Query:
        if self.peek(None).sign is Sign.END:
            refuse("no_word" if self.text.strip() else "empty", 0, len(self.text))
        query = self._level(None)
        rest = self.peek(None)
        if rest.sign is not Sign.END:
            refuse("unopened_group", rest.start, 1)
        return query

    def _level(self, field: Field | None) -> Query:
        level = _Level(field)
        while (ahead := self.peek(field)).sign not in (Sign.END, Sign.CLOSE):
            if ahead.sign in (Sign.AND, Sign.OR):
                self._operator(level, ahead)
            else:
                self._join(level, ahead)
                self._operand(level)
        if level.pending is not None:
            refuse("missing_operand", ahead.start, len(ahead.value))
        return self._close(level)

    def _operator(self, level: _Level, sign: Token) -> None:
        if not level.operands or level.pending is not None:
            refuse("missing_operand", sign.start, len(sign.value))
        level.pending = sign
        self.place = sign.end

    def _join(self, level: _Level, ahead: Token) -> None:
        if not level.operands:
            return
        joiner = Sign.AND if level.pending is None else level.pending.sign
        if level.joiner not in (None, joiner):
            at = ahead if level.pending is None else level.pending
            refuse("mixed_operators", at.start, max(1, len(at.value)), self._two_readings(level, joiner))
        level.joiner, level.pending = joiner, None

    def _two_readings(self, level: _Level, joiner: Sign) -> str | None:
        """The text with parentheses in both possible places; None when what follows is wrong as well."""
        start, last = level.operands[0][1], level.operands[-1]
        level.pending = None
        try:
            self._operand(level)
        except QueryError:
            return None
        first, second = ("OR", "AND") if joiner is Sign.AND else ("AND", "OR")
        before, following = (self.text[start : last[2]], self.text[level.operands[-1][1] : level.operands[-1][2]])
        if second == "AND" and following.startswith("+"):
            following = following[1:]
        head = self.text[start : level.operands[-3][2]]
        one = f"({before}) {second} {following}"
        return f"{one} · {head} {first} ({self.text[last[1] : last[2]]} {second} {following})"

    def _operand(self, level: _Level) -> None:
        ahead = self.peek(level.field)
        start, negated, field = ahead.start, False, level.field
        while ahead.sign in (Sign.NOT, Sign.PLUS):
            if ahead.sign is Sign.PLUS:
                level.plus = level.plus or ahead
            negated ^= ahead.sign is Sign.NOT
            self.place = ahead.end
            ahead = self.peek(field)
        if ahead.sign in (Sign.END, Sign.CLOSE, Sign.AND, Sign.OR):
            refuse("missing_operand", ahead.start, len(ahead.value))
        query = self._primary(ahead, field)
        if query is None and negated:
            refuse("no_word", ahead.start, ahead.end - ahead.start)
        level.operands.append((Not(query) if negated and query is not None else query, start, self.place))

    def _close(self, level: _Level) -> Query:
        if level.joiner is Sign.OR and level.plus is not None:
            refuse("plus_beside_or", level.plus.start, 1)
        for query, start, end in level.operands:
            if query is None and (level.joiner is Sign.OR or all(part is None for part, _, _ in level.operands)):
                refuse("no_word", start, end - start)
        parts = [query for query, _, _ in level.operands if query is not None]
        if level.joiner is Sign.OR:
            return disjunction(parts)
        return conjunction(parts, None if level.field is None else level.field.name)

    def _primary(self, ahead: Token, field: Field | None) -> Query | None:
        if ahead.sign is Sign.OPEN:
            query: Query | None = self._group(ahead, field)
        elif field is not None and field.kind is not Kind.TEXT:
            query = self.valued_leaf(ahead, field)
        elif ahead.sign is Sign.FIELD:
            return self._field(ahead, field)
        else:
            query = self.text_leaf(ahead, field)
        self.weight()
        return query

    def _group(self, opening: Token, field: Field | None) -> Query:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            refuse("too_deep", opening.start, 1)
        self.place = opening.end
        if self.peek(field).sign is Sign.CLOSE:
            refuse("empty_group", opening.start, self.peek(field).end - opening.start)
        if self.peek(field).sign is Sign.END:
            refuse("unclosed_group", opening.start, 1)
        query = self._level(field)
        closing = self.peek(field)
        if closing.sign is not Sign.CLOSE:
            refuse("unclosed_group", opening.start, 1)
        self.place = closing.end
        self.depth -= 1
        return query

    def _field(self, name: Token, outer: Field | None) -> Query:
        field = find(name.value)
        if outer is not None:
            refuse("nested_field", name.start, len(name.value))
        if field is None:
            refuse("unknown_field", name.start, len(name.value), self._instead(name))
        self.place = name.end
        ahead = self.peek(field)
        if ahead.sign in (Sign.END, Sign.CLOSE, Sign.AND, Sign.OR):
            refuse("missing_value", ahead.start, len(ahead.value))
        if ahead.sign in (Sign.NOT, Sign.PLUS):
            refuse("missing_value" if field.kind is Kind.TEXT else "bad_value", ahead.start, 1)
        query = self._primary(ahead, field)
        if query is None:
            refuse("no_word", ahead.start, ahead.end - ahead.start)
        return query

    def _instead(self, name: Token) -> str:
        meant = suggest(name.value)
        if meant is not None:
            return meant
        run = _RUN.match(self.text, name.start)
        return '"' + (run[0] if run else name.value).replace('"', "") + '"'
