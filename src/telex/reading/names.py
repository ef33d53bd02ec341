"""Names as bylines and credits write them, and comparing the start of a line with a mark."""

from __future__ import annotations

import re
from functools import lru_cache

from telex.model.text import fold, fold_word

BY = ("Par", "By", "Von", "Por", "Di", "Avec", "Propos recueillis par", "Texte :", "Reporting by", "Écrit par", "Written by")
"""Words that open a byline in the absence of a profile."""
_SPLIT = re.compile(r"\s{0,3}(?:,|;|&|\bet\b|\band\b|\bund\b|\by\b|\bavec\b|\bwith\b)\s{0,3}", re.IGNORECASE)
_WHERE = re.compile(r"\s{1,3}(?:à|au|aux|en|in|at|from|depuis)\s{1,3}[^\W\d_][\w' -]{1,40}$")
_LEAD = re.compile(r"^(?:par|by|avec|with)\s", re.IGNORECASE)
_PARTICLES = frozenset("de du des d la le van von der den di da dos el al bin ben ibn of the y".split())
_NAME_WORD = re.compile(r"[^\W\d_][\w'.-]{0,30}")


def people(text: str) -> tuple[str, ...]:
    """The names of a byline, as written; empty when any part of it does not look like a name."""
    found: list[str] = []
    for piece in _SPLIT.split(text.strip(" .*|-–—()")[:300]):
        name = _WHERE.sub("", _LEAD.sub("", piece.strip())).strip()
        if not name:
            continue
        if not is_name(name):
            return ()
        found.append(name)
    return tuple(dict.fromkeys(found))


def is_name(text: str) -> bool:
    """One to six words, each with a capital or a particle, no digit, the first with a capital."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not capital_start(text):
        return False
    return all(_NAME_WORD.fullmatch(w) and (w[0].isupper() or fold_word(w) in _PARTICLES or w[:2] in {"d'", "l'"}) for w in words)


def capital_start(text: str) -> bool:
    return bool(text) and text[0].isupper()


@lru_cache(maxsize=2_000)
def _folded(mark: str) -> str:
    return fold(mark)


def folded_start(text: str, mark: str) -> int:
    """Length of the beginning of `text` that says `mark`, case, accents and Turkish letters apart; 0 when it does not.

    A mark that ends in a letter must end a word: `Par` does not open `Paris`.
    """
    wanted = _folded(mark)
    if not wanted:
        return 0
    for length in range(min(len(text), len(mark) + 4), max(0, len(mark) - 4), -1):
        if fold(text[:length]) == wanted and not text[length - 1].isspace():
            follows = text[length : length + 1]
            return length if not (wanted[-1].isalnum() and (follows.isalnum() or follows == "'")) else 0
    return 0
