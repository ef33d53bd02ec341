r"""Query text -> tokens, one at a time: what a place holds depends on the field whose value is being read.

A token is the match itself: `lastindex` says its kind (the constants below), `end(SKIPPED)` where it begins, `end()` where
it ends. Two patterns with the same groups: one for text, one for values, where `:`, `~` and `/` are no signs. Each matches
at every place and is linear: alternatives differ in how they begin, and nothing taken is given back.

Source: design/routing.md section 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

SKIPPED, WORD, FIELD, STRAIGHT, CURLY, FRENCH, OPEN, CLOSE, NOT, AND, OR, PLUS = range(1, 13)
UNCLOSED, RANGE, COMPARISON, REGEX, FUZZY, WEIGHT, END = range(13, 20)
"""FIELD is the colon after a WORD. The group of a phrase holds what stands between its marks; its length in the text is two
more. UNCLOSED is the mark of a phrase without its end, RANGE the bracket that opens a range."""
PHRASES = (STRAIGHT, CURLY, FRENCH)
OPERATORS = {"AND": AND, "OR": OR, "NOT": NOT}
r"""Words that are signs, unless a `\` stands before them."""

Token = re.Match[str]

# Blanks, and marks of writing direction and order, which no one sees and any copied text may hold.
BLANK = r"\s\x00\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_STOP = BLANK + r"()\"“”«»\[\]{}^\\&|"
_ESCAPED = r"\\.?|&(?!&)|\|(?!\|)"
_SLASHED = r"/(?:\\.|[^/\\\s])++/"
_NEVER = r"(?!)"


def _pattern(skipped: str, stop: str, begin: str, *, colon: str, regex: str, fuzzy: str) -> re.Pattern[str]:
    return re.compile(
        rf"""([{BLANK}{skipped}]*+)(?:
          ((?:{begin}|{_ESCAPED}) [^{stop}]*+ (?:(?:{_ESCAPED})[^{stop}]*+)*+) ({colon})?+
        | "((?:[^"\\]++|\\.)*+)"
        | “((?:[^”"\\]++|\\.)*+)[”"]
        | «((?:[^»\\]++|\\.)*+)»
        | (\() | (\)) | ([-!]) | (&&) | (\|\|) | (\+)
        | (["“«])
        | ([\[{{])
        | ([<>]=?)
        | ({regex})
        | ({fuzzy})
        | (\^)
        | (\Z)
        )""",
        re.VERBOSE | re.DOTALL,
    )


_TEXT = _pattern(r":\]}”»", _STOP + ":~", rf"[^-!+<>/:~{_STOP}]|(?!{_SLASHED})/", colon=":", regex=_SLASHED, fuzzy="~")
_VALUE = _pattern(r"\]}”»", _STOP, rf"[^-!+<>{_STOP}]", colon=_NEVER, regex=_NEVER, fuzzy=_NEVER)
text_token = cast(Callable[[str, int], Token], _TEXT.match)
"""The token at or after a place of a text. There is always one: END at the end."""
value_token = cast(Callable[[str, int], Token], _VALUE.match)
"""The same where the value of a code, number or time is read."""
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def unescape(raw: str) -> str:
    r"""`raw` with `\x` read as `x`."""
    return _ESCAPE.sub(r"\1", raw) if "\\" in raw else raw


def wildcards(raw: str) -> list[int]:
    """Places in `raw` of `*` and `?` that are not escaped."""
    if "*" not in raw and "?" not in raw:
        return []
    hidden = _ESCAPE.sub(lambda found: " " * len(found[0]), raw)
    return [place for place, mark in enumerate(hidden) if mark in "*?"]
