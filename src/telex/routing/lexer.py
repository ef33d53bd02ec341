"""Query text -> tokens, one at a time: what a place holds depends on the field whose value is being read.

Source: design/routing.md section 1. Every pattern is linear: alternatives differ in their first character.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import NamedTuple


class Sign(StrEnum):
    """Kinds of token."""

    END = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    PLUS = auto()
    FIELD = auto()
    WORD = auto()
    PHRASE = auto()
    UNCLOSED = auto()
    """A phrase without its end."""
    RANGE = auto()
    """The bracket that opens a range."""
    COMPARISON = auto()
    REGEX = auto()
    FUZZY = auto()
    WEIGHT = auto()
    MARK = auto()
    """Means nothing; never handed out."""


class Token(NamedTuple):
    sign: Sign
    start: int
    end: int
    value: str
    """The text of the token; of a field its name, of a phrase what stands between the quotes."""


# A phrase: straight quotes, English and French ones; a curly opening may be closed by a straight quote.
_PHRASE = r"""
    | "(?P<straight>(?:\\.|[^"\\]){0,20000})"
    | “(?P<curly>(?:\\.|[^”"\\]){0,20000})[”"]
    | «(?P<french>(?:\\.|[^»\\]){0,20000})»
    | (?P<unclosed>["“«])
"""
_START = r"""
      (?P<open>\() | (?P<close>\)) | (?P<and>&&) | (?P<or>\|\|) | (?P<not>[-!]) | (?P<plus>\+)
"""
_TEXT = re.compile(
    rf"""{_START}{_PHRASE}
    | (?P<range>[\[{{])
    | (?P<comparison>[<>]=?)
    | (?P<regex>/(?:\\.|[^/\\\s]){{1,20000}}/)
    | (?P<fuzzy>~) | (?P<weight>\^)
    | (?P<mark>[:\]}}”»])
    | (?P<word>(?:\\.?|&(?!&)|\|(?!\|)|[^\s()"“”«»\[\]{{}}:^~\\&|]){{1,20000}})
    """,
    re.VERBOSE | re.DOTALL,
)
_VALUE = re.compile(
    rf"""{_START}{_PHRASE}
    | (?P<range>[\[{{])
    | (?P<comparison>[<>]=?)
    | (?P<weight>\^)
    | (?P<mark>[\]}}”»])
    | (?P<word>(?:\\.?|&(?!&)|\|(?!\|)|[^\s()"“”«»\[\]{{}}^\\&|]){{1,20000}})
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANKS = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_OPERATORS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}
_PHRASES = frozenset({"straight", "curly", "french"})
_SIGNS = {sign.value: sign for sign in Sign}


def token(text: str, position: int, *, valued: bool = False) -> Token:
    """The token at or after `position`. `valued`: we read the value of a code, number or time, where `:` is no sign."""
    pattern = _VALUE if valued else _TEXT
    while True:
        found = pattern.match(text, position)
        if found is None and (blank := _BLANKS.match(text, position)) is not None:
            position = blank.end()
            found = pattern.match(text, position)
        if found is None:
            return Token(Sign.END, len(text), len(text), "")
        if found.lastgroup != "mark":
            return _token(text, found, valued)
        position = found.end()


def _token(text: str, found: re.Match[str], valued: bool) -> Token:
    kind, start, end = found.lastgroup or "", found.start(), found.end()
    if kind in _PHRASES:
        return Token(Sign.PHRASE, start, end, found[kind])
    if kind != "word":
        return Token(_SIGNS[kind], start, end, found[0])
    if not valued and text.startswith(":", end):
        return Token(Sign.FIELD, start, end + 1, found[0])
    return Token(_OPERATORS.get(found[0], Sign.WORD), start, end, found[0])


def unescape(raw: str) -> str:
    r"""`raw` with `\x` read as `x`."""
    return _ESCAPE.sub(r"\1", raw) if "\\" in raw else raw


def wildcards(raw: str) -> list[int]:
    """Places in `raw` of `*` and `?` that are not escaped."""
    if "*" not in raw and "?" not in raw:
        return []
    hidden = _ESCAPE.sub(lambda found: " " * len(found[0]), raw)
    return [place for place, mark in enumerate(hidden) if mark in "*?"]
