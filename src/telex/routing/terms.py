"""Text -> words: elision, folding, plural. The one analysis of queries, standing queries and search.

Source: design/routing.md section 1, "Analysis". No stemming: it merges words of different meaning (armée and arme,
marché and marche), which in a standing query is a false alert.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from telex.model.text import fold_word, plain

ANALYSIS_VERSION = 2
"""Raised when a text may give other words than before, or other columns of them: plans kept by (this, `GRAMMAR_VERSION`)
and the index of the archive are made anew then."""

# What may be part of a word, or become one by NFKC. All ASCII marks but the apostrophe part words, as do the common
# typographic ones: no normalisation composes a letter across them, so each run can be analysed, and cached, alone.
_RUN = re.compile(r"[^\s\x00-\x26\x28-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f«»“”„–—…•·]+")
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*){0,50}"
_WORD = re.compile(rf"{_LETTERS}(?:'{_LETTERS}){{0,20}}")
_ELISION = re.compile(r"(?:l|d|j|m|t|s|n|c|qu|jusqu|quoiqu|lorsqu|puisqu)'")
_CACHED_LENGTH = 64
"""Longer runs are rare (addresses, keys): they would only push words out of the cache."""
_CACHED_RUNS = 200_000
_CACHED_LINE = 4_000
"""Characters. The cache of lines bridges the moment from routing to indexing, some ten dispatches of usual size."""
_PLURAL_FROM = 6
"""Letters. In 203 articles 1,829 classes merged; in a sample of 60 all were one word's singular and plural."""


class Token(NamedTuple):
    """A word of a text in its two forms; `start` and `end` count code points of the text as given."""

    exact: str
    """Elision stripped, case, accents and ligatures folded: what a quoted word is compared with."""
    bare: str
    """`exact` with the plural (and the English possessive) folded as well; equal to it for most words."""
    start: int
    end: int


class _Run(NamedTuple):
    """The words of one run of letters, offsets inside it. `pairs` = their two forms, ready for `forms`."""

    pairs: tuple[tuple[str, str], ...]
    written: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def analyse(text: str) -> list[Token]:
    """The words of `text`, in order. Marks alone give none; `porte-parole` and `U.S.` give their parts.

    NFKC may change lengths (`ﬁ`, a combining accent): offsets are mapped back, to the whole run of letters at worst.
    """
    found = []
    for run in _RUN.finditer(text):
        offset, known = run.start(), _known[run.group()]
        for (exact, bare), (start, end) in zip(known.pairs, known.places, strict=True):
            found.append(Token(exact, bare, offset + start, offset + end))
    return found


def forms(text: str) -> list[tuple[str, str]]:
    """`(exact, bare)` of each word of `text`: `analyse` without the offsets, for matching whole dispatches."""
    return list(chain.from_iterable(map(_PAIRS, map(_known.__getitem__, _RUN.findall(text)))))


def line_forms(line: str) -> Sequence[tuple[str, str]]:
    """`forms` of one line. A dispatch is routed, then indexed: its lines are analysed for the one and known to the other.

    Blanks part words, so the words of a text are those of its lines, one line after the other.
    """
    return _lines(line) if len(line) <= _CACHED_LINE else forms(line)


def written(text: str) -> tuple[str, ...]:
    """The words of `text` as written (NFKC, straight apostrophes, case and accents kept): what a query prints."""
    runs = _RUN.findall(text)
    if len(runs) == 1:  # nearly every word of a query
        return _known[runs[0]].written
    return tuple([word for run in runs for word in _known[run].written])


def pair(word: str) -> tuple[str, str]:
    """`(exact, bare)` of one written word. Raises IndexError when there is no word in it.

    >>> pair("L’Otan"), pair("journaux")
    (('otan', 'otan'), ('journaux', 'journal'))
    """
    return _known[word].pairs[0]


class _Known(dict[str, _Run]):
    """The runs met so far, analysed. Emptied when full: remembering which were used last costs more at each of the 400
    words of a dispatch than a vocabulary analysed anew (4 µs a word) once in 200,000 new ones."""

    def __missing__(self, run: str) -> _Run:
        found = _analyse_run(run)
        if len(run) <= _CACHED_LENGTH:
            if len(self) >= _CACHED_RUNS:
                self.clear()
            self[run] = found
        return found


def _analyse_run(run: str) -> _Run:
    text = _normalise(run)
    back = None if len(text) == len(run) else _way_back(run, len(text))
    pairs, written, places = [], [], []
    for word in _WORD.finditer(text):
        exact, skipped = _exact(word.group())
        start, end = word.start() + skipped, word.end()
        if back is not None:
            start, end = back[start], back[end - 1] + 1
        pairs.append((exact, _bare(exact)))
        written.append(word.group())
        places.append((start, end))
    return _Run(tuple(pairs), tuple(written), tuple(places))


_known = _Known()
_lines = lru_cache(maxsize=500)(forms)
_PAIRS = attrgetter("pairs")


def _normalise(run: str) -> str:
    """NFKC and straight apostrophes, until neither changes anything (three rounds are enough for all of Unicode)."""
    if run.isascii():
        return run
    for _ in range(4):
        done = unicodedata.normalize("NFKC", plain(run))
        if done == run:
            break
        run = done
    return run


def _way_back(run: str, length: int) -> list[int]:
    """For each place in the normalised text (and its end) the place in `run` that it came from."""
    if len(run) > _CACHED_LENGTH or length == 0:
        return [min(place, len(run) - 1) for place in range(length + 1)]
    back: list[int] = []
    for place in range(1, len(run) + 1):
        grown = len(_normalise(run[:place]))
        back += [place - 1] * (grown - len(back))
    back += [len(run) - 1] * (length + 1 - len(back))
    return back


def _exact(word: str) -> tuple[str, int]:
    """The folded word and how many written characters its elision took."""
    folded = fold_word.__wrapped__(word)
    elided = _ELISION.match(folded)
    if elided is None:
        return folded, 0
    return folded[elided.end() :], word.index("'") + 1


def _bare(exact: str) -> str:
    if exact.endswith("'s"):  # Brown's is about Brown
        exact = exact[:-2] or exact
    if len(exact) < _PLURAL_FROM:
        return exact
    if exact.endswith("eaux"):
        return exact[:-1]
    if exact.endswith("aux"):
        return exact[:-3] + "al"
    return exact[:-1] if exact[-1] in "sx" else exact
