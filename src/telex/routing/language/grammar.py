"""Query text -> tree, by recursive descent at most 30 deep. Stops at the first fault; `parser` is what others call.

Source: design/routing.md section 1. AND and OR are never mixed at one level: three widespread parsers read such a
text in three ways, and the wrong one is a client with the wrong wire.
"""

from __future__ import annotations

import re

from telex.routing.language.faults import Fault, refuse
from telex.routing.language.fields import Field, Kind, find, suggest
from telex.routing.language.leaf import known, start, valued
from telex.routing.language.lexer import (
    AND,
    CLOSE,
    END,
    FIELD,
    FRENCH,
    FUZZY,
    NOT,
    OPEN,
    OPERATORS,
    OR,
    PLUS,
    STRAIGHT,
    WEIGHT,
    WORD,
    Token,
    text_token,
    value_token,
)
from telex.routing.language.query import All, Leaf, Not, Phrase, Query, conjunction, disjunction
from telex.routing.language.readings import BLANK, Span, either_way
from telex.routing.language.valued import ValueReader

MAX_LENGTH = 20_000
"""Code points; the longest stored searches reported for a large terminal (flax.co.uk, 2014-03-24)."""
MAX_DEPTH = 30

_RUN = re.compile(r"[^\s()]*")


class _Level:
    """The operands between two parentheses, and how each is joined to the one before."""

    def __init__(self, field: Field | None) -> None:
        self.field = field
        self.operands: list[Query | None] = []
        self.spans: list[Span] = []
        self.joins: list[int] = []
        self.plus: int | None = None
        self.mixed: tuple[int, int] | None = None
        """Where a second operator turned up: the level is read to its end all the same, to show both readings."""

    def join(self, joiner: int, at: Token) -> None:
        """How the next operand is joined; `at` = the operator, or the operand where there is none."""
        self.joins.append(joiner)
        if (joiner == OR) is not (self.joins[0] == OR) and self.mixed is None:
            self.mixed = (start(at), at.end() - start(at))


class Grammar(ValueReader):
    """One text, read once."""

    depth = 0

    def whole(self) -> Query:
        """Raises Fault."""
        if len(self.text) > MAX_LENGTH:
            refuse("too_long", MAX_LENGTH, len(self.text) - MAX_LENGTH)
        if self.advance(0, None).lastindex == END:
            refuse("no_word" if self.text.strip() else "empty", 0, len(self.text))
        query = self._level(None)
        if self.ahead.lastindex != END:
            refuse("unopened_group", start(self.ahead), 1)
        return query

    def _level(self, field: Field | None) -> Query:
        level = _Level(field)
        try:
            self._operands(level)
        except Fault as cause:
            if level.mixed is None:
                raise
            raise Fault("mixed_operators", *level.mixed, cause=cause) from None
        if level.mixed is not None:
            edits, hint = either_way(self.text, level.spans, level.joins)
            raise Fault("mixed_operators", *level.mixed, hint, readings=edits)
        return self._close(level)

    def _operands(self, level: _Level) -> None:
        """Reads up to the end of the level. A word or phrase met before, in whatever text, is not read again."""
        text, operands, spans = self.text, level.operands, level.spans
        scan = value_token if valued(level.field) else text_token
        kept = known(level.field)
        words, phrases = kept.words, kept.phrases
        token, pending, joiner = self.ahead, None, BLANK
        while True:
            kind = token.lastindex or 0
            leaf: Leaf | All | None = None
            if kind == WORD:
                met = words.get(token[WORD])
                if isinstance(met, int):
                    kind = met
                else:
                    leaf = met
            elif STRAIGHT <= kind <= FRENCH:
                leaf = None if text.startswith("~", token.end()) else phrases.get(token[kind])
            if kind in (AND, OR):
                if pending is not None or not operands:
                    refuse("missing_operand", start(token), token.end() - start(token))
                pending, joiner, end = token, kind, token.end()
            elif kind in (END, CLOSE):
                break
            elif kind in (WEIGHT, FUZZY) and pending is None and spans and start(token) == spans[-1][1]:
                end = self._after(token, spans)
            else:
                if operands:
                    level.join(joiner, pending or token)
                if leaf is None:
                    self.ahead = token
                    operands.append(self._operand(level, kind))
                    end = self.end
                else:
                    operands.append(leaf)
                    end = token.end()
                    self.count(len(leaf.words) if type(leaf) is Phrase else 1, token)
                spans.append((start(token), end))
                pending, joiner = None, BLANK
            token = scan(text, end)
        self.ahead = token
        if pending is not None:
            refuse("missing_operand", start(token), token.end() - start(token))

    def _after(self, token: Token, spans: list[Span]) -> int:
        """What stands right behind an operand: a weight, which is dropped. Returns its end."""
        if token.lastindex == FUZZY:
            refuse("fuzzy_not_supported", start(token), 1, self.text[spans[-1][0] : start(token)])
        spans[-1] = (spans[-1][0], self.weight(token))
        return spans[-1][1]

    def _operand(self, level: _Level, kind: int) -> Query | None:
        """Signs, then what they belong to. Leaves `end` behind it."""
        token, field, negated = self.ahead, level.field, False
        while kind in (NOT, PLUS):
            if kind == PLUS and level.plus is None:
                level.plus = start(token)
            negated ^= kind == NOT
            token = self.advance(token.end(), field)
            kind = _kind(token)
        if kind in (END, CLOSE, AND, OR):
            refuse("missing_operand", start(token), token.end() - start(token))
        query = self._primary(token, field)
        if query is None and negated:
            refuse("no_word", start(token), token.end() - start(token))
        return Not(query) if negated and query is not None else query

    def _close(self, level: _Level) -> Query:
        either = OR in level.joins
        if either and level.plus is not None:
            refuse("plus_beside_or", level.plus, 1)
        parts = [query for query in level.operands if query is not None]
        if len(parts) < len(level.operands) and (either or not parts):
            begin, end = level.spans[level.operands.index(None)]
            refuse("no_word", begin, end - begin)
        if either:
            return disjunction(parts)
        return conjunction(parts, None if level.field is None else level.field.name)

    def _primary(self, token: Token, field: Field | None) -> Query | None:
        if token.lastindex == OPEN:
            return self._group(token, field)
        if field is not None and field.kind is not Kind.TEXT:
            return self.valued_leaf(token, field)
        if token.lastindex == FIELD:
            return self._field(token, field)
        return self.text_leaf(token, field)

    def _group(self, opening: Token, field: Field | None) -> Query:
        self.depth += 1
        at = start(opening)
        if self.depth > MAX_DEPTH:
            refuse("too_deep", at, 1)
        inside = self.advance(opening.end(), field)
        if inside.lastindex == CLOSE:
            refuse("empty_group", at, inside.end() - at)
        query = None if inside.lastindex == END else self._level(field)
        if query is None or self.ahead.lastindex != CLOSE:
            refuse("unclosed_group", at, 1)
        self.end = self.ahead.end()
        self.depth -= 1
        return query

    def _field(self, token: Token, outer: Field | None) -> Query:
        name, at = token[WORD], start(token)
        if outer is not None:
            refuse("nested_field", at, len(name))
        field = find(name)
        if field is None:
            refuse("unknown_field", at, len(name), suggest(name) or _quoted(self.text, at))
        value = self.advance(token.end(), field)
        kind = _kind(value)
        if kind in (END, CLOSE, AND, OR):
            refuse("missing_value", start(value), value.end() - start(value), field=field)
        if kind in (NOT, PLUS):
            sign = "missing_value" if field.kind is Kind.TEXT else "bad_value"
            refuse(sign, start(value), value.end() - start(value), field=field)
        query = self._primary(value, field)
        if query is None:
            refuse("no_word", start(value), value.end() - start(value))
        return query


def _kind(token: Token) -> int:
    return OPERATORS.get(token[WORD], WORD) if token.lastindex == WORD else token.lastindex or 0


def _quoted(text: str, at: int) -> str:
    """Everything from a place to the next blank or parenthesis, in quotation marks."""
    run = _RUN.match(text, at)
    return '"' + (run[0] if run else "").replace('"', "").replace("\\", "") + '"'
