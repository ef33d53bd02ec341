"""Names as bylines and credits write them, and comparing the start of a line with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from telex.model.text import fold, fold_word

BY = (
    "Par",
    "By",
    "Von",
    "Por",
    "Di",
    "Avec",
    "Propos recueillis par",
    "Texte :",
    "Reporting by",
    "Écrit par",
    "Written by",
)
"""Words that open a byline in the absence of a profile."""
LEFT = re.compile(r"[\d\W_]+|\b(?:le|la|the|on|at|à|de|du)\b", re.IGNORECASE)
"""What says nothing about who is named: digits, signs, small words."""
MARK = 160
"""A mark is at most this long."""
_SPLIT = re.compile(r"\s{0,3}(?:,|;|&|\bet\b|\band\b|\bund\b|\by\b|\bavec\b|\bwith\b)\s{0,3}", re.IGNORECASE)
_WHERE = re.compile(r"\s{1,3}(?:à|au|aux|en|in|at|from|depuis)\s{1,3}[^\W\d_][\w' -]{1,40}$")
_LEAD = re.compile(r"^(?:par|by|avec|with|(?:additional )?(?:reporting|writing|editing) by)\s", re.IGNORECASE)
_WITH = re.compile(r"\s{0,3}\((?:avec|with)\b[^()]{1,40}\)?", re.IGNORECASE)
"""`(avec ABC)`: an agency beside the writer."""
_PARTICLES = frozenset({
    "de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "di", "da", "dos", "el", "al", "bin", "ben",
    "ibn", "of", "the", "y",
})  # fmt: skip
_NAME_WORD = re.compile(r"[^\W\d_][\w'.-]{0,30}")


def people(text: str) -> tuple[str, ...]:
    """The names of a byline, as written; empty when any part of it does not look like a name."""
    found: list[str] = []
    for piece in _SPLIT.split(_WITH.sub("", text).strip(" .*|-–—()")[:300]):
        name = _WHERE.sub("", _LEAD.sub("", piece.strip())).strip()
        if not name or (found and _WHERE.fullmatch(f" {name}")):
            continue
        if not is_name(name):
            return ()
        found.append(name)
    whole = [name for name in found if " " in name]
    if whole and len(whole) < len(found):  # `Ada Brun avec ABC`: whoever else has one word in capitals is an agency
        found = [name for name in found if " " in name or not (name.isupper() and len(name) <= 6)]
    return tuple(dict.fromkeys(found))


def is_name(text: str) -> bool:
    """One to six words, each with a capital or a particle, no digit, the first with a capital."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not capital_start(text):
        return False
    return all(
        _NAME_WORD.fullmatch(w) and (w[0].isupper() or fold_word(w) in _PARTICLES or w[:2] in {"d'", "l'"})
        for w in words
    )


def capital_start(text: str) -> bool:
    return bool(text) and text[0].isupper()


@lru_cache(maxsize=4_000)
def folded(mark: str) -> str:
    """`fold` of a short fixed text, kept."""
    return fold(mark)


@lru_cache(maxsize=4_000)
def _head(text: str) -> tuple[str, Sequence[int]]:
    """The folded beginning of a line, and for each of its characters where the original one ends."""
    if text.isascii() and not _BLANK_RUN.search(text):
        return text.lower(), range(1, len(text) + 1)
    letters: list[str] = []
    ends: list[int] = []
    for place, char in enumerate(text[:MARK], 1):
        if char.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                ends.append(place)
            continue
        for letter in _fold_char(char):
            letters.append(letter)
            ends.append(place)
    return "".join(letters), tuple(ends)


_BLANK_RUN = re.compile(r"^\s|[^\S ]|  ")
_fold_char = lru_cache(maxsize=2_000)(fold_word.__wrapped__)


def starting_like(text: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the marks that begin with the same folded letter as the text, in their order."""
    for char in text[:MARK]:
        letter = "" if char.isspace() else _fold_char(char)
        if letter:
            return _by_letter(marks).get(letter[0], ())
    return ()


@lru_cache(maxsize=500)
def _by_letter(marks: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    kept: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        if wanted := folded(mark):
            kept[wanted[0]] = (*kept.get(wanted[0], ()), mark)
    return kept


def ending_like(text: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the marks that end with the same folded letter as the text, in their order."""
    letter = _fold_char(text[-1]) if text else ""
    return _by_last(marks).get(letter[-1:], ())


@lru_cache(maxsize=500)
def _by_last(marks: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    kept: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        if wanted := folded(mark):
            kept[wanted[-1]] = (*kept.get(wanted[-1], ()), mark)
    return kept


def folded_start(text: str, mark: str) -> int:
    """Length of the beginning of `text` that says `mark`, case, accents, blanks and Turkish letters apart; 0 when it does not.

    A mark that ends in a letter must end a word: `Par` does not open `Paris`.
    """
    wanted = folded(mark)
    head, ends = _head(text[:MARK])
    if not wanted or not head.startswith(wanted):
        return 0
    follows = head[len(wanted) : len(wanted) + 1]
    if wanted[-1].isalnum() and (follows.isalnum() or follows == "'"):
        return 0
    return ends[len(wanted) - 1]


def folded_end(text: str, mark: str) -> int:
    """`folded_start` at the other end: how many characters at the end of `text` say `mark`; 0 when they do not."""
    wanted = folded(mark)
    tail = text[-60:]
    head, ends = _head(tail)
    place = len(head) - len(wanted)
    if not wanted or not head.endswith(wanted) or (place and head[place - 1].isalnum()):
        return 0
    return len(tail) - (ends[place - 1] if place else 0)
