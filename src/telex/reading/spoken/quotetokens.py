"""A paragraph as words, stops and quotations: what the search for a speaker walks over.

A quotation is one token, so that its own words never pass for the reporter's. One pass of one pattern a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from telex.reading.blocks import Line
from telex.reading.spoken import particles
from telex.reading.spoken.quotemarks import Marked

QUOTE = "«»"
"""The word of a token that is a whole quotation."""
_PIECE = re.compile(r"[^\W\d][\w\-]*(?:'(?!s\b)(?=\w))?|\d(?:[\d.,]{0,30}\d)?[\w\-]*|'s\b|[^\w\s]")
"""A word with its elided apostrophe (`l'`), a number with its commas, the English `'s`, a stop."""
_STOPS = frozenset(".!?…")
_ENDERS = _STOPS | {QUOTE}
_ENDED = re.compile(r"[.!?…][\s\"'’”»)]{0,4}\Z")


@dataclass(slots=True)
class Passage:
    """A paragraph taken apart: one entry of each list a token. A token is a word, a stop or a whole quotation.

    An inverted pronoun is a token of its own, `-il`. Sentences are ranges of tokens; a stop inside a quotation ends one
    only where the quotation ends. Lists and not objects: half of the time went into making those (0.17 ms a dispatch).
    """

    number: int
    text: str
    marks: tuple[Marked, ...]
    words: list[str] = field(default_factory=list)
    """In lower case."""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quoted: dict[int, int] = field(default_factory=dict)
    """Token to number of the quotation, for the tokens that are quotations."""
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """Index of the first token that starts at the offset or after it."""
        return bisect_left(self.starts, offset)

    def upper(self, token: int) -> bool:
        """Whether the word begins with a capital."""
        return 0 <= token < len(self.starts) and self.text[self.starts[token]].isupper()

    def sentence(self, token: int) -> int:
        """Number of the sentence that the token stands in."""
        return max(0, bisect_left(self.sentences, (token + 1, 0)) - 1)

    def word(self, token: int) -> str:
        """The word at an index; empty beyond either end."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def phrase(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens from `first` up to `last`, exclusive."""
        return self.starts[first], self.ends[last - 1]


def passage(number: int, line: Line, marks: Sequence[Marked]) -> Passage:
    made = Passage(number, line.match, tuple(marks))
    lowered = _lowered(line.match)
    place = 0
    for index, mark in enumerate(marks):
        _read(made, lowered, place, mark.start)
        made.quoted[len(made.words)] = index
        _add(made, QUOTE, mark.start, mark.end)
        place = mark.end
    _read(made, lowered, place, len(line.match))
    made.sentences = _sentences(made)
    return made


def part(number: int, text: str, start: int, stop: int, mark: Marked) -> Passage:
    """The words from `start` to `stop` behind one token that stands for all before them. Costs what it covers, not the text."""
    made = Passage(number, text, (mark,))
    made.quoted[0] = 0
    _add(made, QUOTE, 0, start)
    _read(made, _lowered(text[start:stop]), 0, stop - start, start)
    made.sentences = _sentences(made)
    return made


def _lowered(text: str) -> str:
    """Lower case, letter by letter where a letter would become two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text)


def _add(made: Passage, word: str, start: int, end: int) -> None:
    made.words.append(word)
    made.starts.append(start)
    made.ends.append(end)


def _read(made: Passage, text: str, start: int, end: int, offset: int = 0) -> None:
    """The words of `text[start:end]`; `offset` is where `text` begins in the paragraph."""
    words, starts, ends = made.words, made.starts, made.ends
    for hit in _PIECE.finditer(text, start, end):
        word = hit.group()
        first, last = hit.start() + offset, hit.end() + offset
        if "-" in word:
            cut = word.rfind("-")
            if cut > 0 and word[cut + 1 :] in particles.INVERTED:
                if word[:cut] != "t":
                    stem = cut - 2 if word[:cut].endswith("-t") else cut
                    _add(made, word[:stem], first, first + stem)
                word, first = word[cut:], first + cut
        words.append(word)
        starts.append(first)
        ends.append(last)


def _sentences(made: Passage) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = 0
    for index, word in enumerate(made.words):
        if word in _ENDERS and _ends(made, index):
            found.append((first, index + 1))
            first = index + 1
    if first < len(made.words):
        found.append((first, len(made.words)))
    return found


def _ends(made: Passage, index: int) -> bool:
    following = made.word(index + 1)
    opens = made.upper(index + 1) or index + 1 in made.quoted
    if index in made.quoted:
        mark = made.marks[made.quoted[index]]
        return opens and _ENDED.search(made.text, max(mark.inner, mark.stop - 6), mark.stop) is not None
    if following in _STOPS:
        return False
    if following and not (opens or following[0].isdigit() or following in "-–—("):
        return False
    if made.words[index] != "." or index == 0 or index - 1 in made.quoted:
        return True
    before = made.words[index - 1]
    initial = len(before) == 1 and made.upper(index - 1) and made.ends[index - 1] == made.starts[index]
    return not following or not (initial or before in particles.ABBREVIATIONS)
