"""The leaves of a query as written: words, phrases, prefixes; what stands for a code, number or time is in `valued`."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import NoReturn

from telex.routing import terms
from telex.routing.language.faults import Note, note, refuse
from telex.routing.language.fields import Field, Kind
from telex.routing.language.lexer import (
    COMPARISON,
    FIELD,
    FUZZY,
    OPERATORS,
    PHRASES,
    RANGE,
    REGEX,
    SKIPPED,
    UNCLOSED,
    WEIGHT,
    WORD,
    Token,
    text_token,
    unescape,
    value_token,
    wildcards,
)
from telex.routing.language.query import All, Leaf, Phrase, Prefix, Present, Query, Word

MAX_WORDS = 2_000
"""Words and values, those inside phrases too."""
MAX_DISTANCE = 50
MAX_PHRASE = 200
MAX_NEAR = 20
"""Words of a phrase, without and with a distance: checking one costs their number for each occurrence of the rarest."""
MIN_PREFIX = 3

_KEPT = 50_000
"""Leaves kept of each field. 2,000 queries of `queries.tsv` hold some 20,000, of which 4,000 differ."""
_LONGEST_KEPT = 100
_DIGITS = re.compile(r"[0-9]{1,9}")
_WEIGHT = re.compile(r"\^[0-9]{1,9}(?:\.[0-9]{1,9})?")
_FOREIGN = {"ET": "AND", "OU": "OR", "SAUF": "NOT"}


class Known:
    """Leaves of one field by what was written: read once, shared by all queries. `words` holds the operators too."""

    def __init__(self) -> None:
        self.words: dict[str, Leaf | All | int] = dict(OPERATORS)
        self.phrases: dict[str, Phrase] = {}

    def keep(self, raw: str, leaf: Leaf | All) -> None:
        if len(raw) <= _LONGEST_KEPT:
            if len(self.words) >= _KEPT:
                self.words = dict(OPERATORS)
            self.words[raw] = leaf

    def keep_phrase(self, raw: str, phrase: Phrase) -> None:
        if len(raw) <= _LONGEST_KEPT:
            if len(self.phrases) >= _KEPT:
                self.phrases = {}
            self.phrases[raw] = phrase


_known: dict[str | None, Known] = {}


def known(field: Field | None) -> Known:
    """What is kept of a field."""
    name = None if field is None else field.name
    found = _known.get(name)
    if found is None:
        found = _known[name] = Known()
    return found


def start(token: Token) -> int:
    return token.end(SKIPPED)


def valued(field: Field | None) -> bool:
    """Whether what follows is read as a code, number or time."""
    return field is not None and field.kind is not Kind.TEXT


class LeafReader:
    """Where we are in the text, and the leaves of text fields that begin there."""

    def __init__(self, text: str, zone: tzinfo) -> None:
        self.text = text
        self.zone = zone
        self.ahead: Token
        self.end = 0
        """Where the last operand ended."""
        self.words = 0
        self.notes: list[Note] = []

    def advance(self, place: int, field: Field | None) -> Token:
        """The token at `place`, as read in `field`."""
        self.ahead = (value_token if valued(field) else text_token)(self.text, place)
        return self.ahead

    def count(self, words: int, token: Token) -> None:
        self.words += words
        if self.words > MAX_WORDS:
            refuse("too_many_words", start(token), token.end() - start(token))

    def text_leaf(self, token: Token, field: Field | None) -> Query | None:
        """A word, phrase or prefix; None for marks that hold no word. Leaves `end` behind it."""
        kind = token.lastindex
        self.end = token.end()
        if kind == WORD:
            return self._word(token, field)
        if kind in PHRASES:
            return self._phrase(token, field)
        return self.foreign(token, field)

    def foreign(self, token: Token, field: Field | None) -> NoReturn:
        """What other query languages have and this one has not, or an opening that is never closed."""
        at, length, kind = start(token), token.end() - start(token), token.lastindex
        if kind == UNCLOSED:
            refuse("unclosed_phrase", at, 1)
        if kind == REGEX:
            refuse("regex_not_supported", at, length)
        if kind in (RANGE, COMPARISON):
            refuse("range_not_allowed", at, length, field=field)
        if kind == FUZZY:
            refuse("fuzzy_not_supported", at, 1)
        if kind == WEIGHT:
            refuse("bad_weight", at, 1)
        refuse("nested_field" if kind == FIELD else "missing_operand", at, length)

    def _word(self, token: Token, field: Field | None) -> Query | None:
        raw, name = token[WORD], None if field is None else field.name
        kept = known(field).words.get(raw)
        if isinstance(kept, Leaf | All):
            self.count(len(kept.words) if isinstance(kept, Phrase) else 1, token)
            return kept
        marks = wildcards(raw)
        leaf = self._open_word(token, marks, name) if marks else self._plain(token, name)
        if leaf is not None and raw not in _FOREIGN:
            known(field).keep(raw, leaf)
        return leaf

    def _plain(self, token: Token, field: str | None) -> Leaf | None:
        raw = token[WORD]
        words = terms.written(unescape(raw))
        self.count(len(words) or 1, token)
        if raw in _FOREIGN:
            self.notes.append(note("searched_as_word", start(token), len(raw), _FOREIGN[raw]))
        if not words:
            return None
        return Word(field, words[0]) if len(words) == 1 else _bounded(Phrase(field, words), token)

    def _open_word(self, token: Token, marks: list[int], field: str | None) -> Leaf | All:
        raw = token[WORD]
        self.count(1, token)
        if raw == "*":
            return All() if field is None else Present(field)
        at, hint = start(token) + marks[0], raw[: marks[0]] + "*"
        if marks[0] == 0:
            rest = "".join(letter for letter in raw if letter not in "*?")
            refuse("leading_wildcard", at, 1, f"{rest}*" if len(rest) >= MIN_PREFIX else None)
        if marks[0] != len(raw) - 1 or raw[-1] == "?":
            refuse("inner_wildcard", at, 1, hint if marks[0] >= MIN_PREFIX else None)
        stem = unescape(raw[:-1])
        words, tokens = terms.written(stem), terms.analyse(stem)
        if not words:
            refuse("no_word", start(token), len(raw))
        if len(words) > 1 or tokens[0].end != len(stem):
            refuse("wildcard_in_phrase", at, 1, words[-1] + "*" if len(words[-1]) >= MIN_PREFIX else None)
        if len(tokens[0].exact) < MIN_PREFIX:
            refuse("prefix_too_short", at, 1)
        return Prefix(field, words[0])

    def _phrase(self, token: Token, field: Field | None) -> Phrase:
        raw = token[token.lastindex or 0]
        near = self.text.startswith("~", token.end())
        kept = None if near else known(field).phrases.get(raw)
        if kept is not None:
            self.count(len(kept.words), token)
            return kept
        for mark in wildcards(raw):
            if raw[mark] == "*" and raw[mark - 1 : mark].isalnum():
                refuse("wildcard_in_phrase", start(token) + 1 + mark, 1)
        words = terms.written(unescape(raw))
        if not words:
            refuse("empty_phrase", start(token), token.end() - start(token))
        self.count(len(words), token)
        slop = self._distance(token.end() + 1) if near else 0
        phrase = Phrase(None if field is None else field.name, words, slop if len(words) > 1 else 0)
        _bounded(phrase, token)
        if not near:
            known(field).keep_phrase(raw, phrase)
        return phrase

    def _distance(self, at: int) -> int:
        """The number after the `~` that stands before `at`."""
        found = text_token(self.text, at)
        stop = found.end() if start(found) == at else at
        digits = _DIGITS.match(self.text, at)
        if found.lastindex != WORD or digits is None or digits.end() != stop:
            refuse("bad_distance", at, stop - at)
        if int(digits[0]) > MAX_DISTANCE:
            refuse("bad_distance", at, stop - at, f"~{MAX_DISTANCE}")
        self.end = stop
        return int(digits[0])

    def weight(self, token: Token) -> int:
        """Where the weight that begins here ends."""
        found = _WEIGHT.match(self.text, start(token))
        if found is None:
            refuse("bad_weight", start(token), 1)
        self.notes.append(note("weight_dropped", found.start(), len(found[0]), None))
        return found.end()


def _bounded(phrase: Phrase, at: Token) -> Phrase:
    if len(phrase.words) > (MAX_NEAR if phrase.slop else MAX_PHRASE):
        refuse("long_phrase", start(at), at.end() - start(at))
    return phrase
