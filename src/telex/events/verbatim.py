"""What two texts have in common word for word, sentence by sentence.

Words are those of `signature.normalise`, runs are of five words, as for reposts (events.md section 3): the shares given here
equal the containments that `place` decides on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telex.events.signature import REUSE_LIMIT, normalise
from telex.model.dispatch import Dispatch

RUN = 5
"""Words of a shingle (events.md section 3)."""
CARRIED = 0.5
"""Share of a sentence's words that must stand in common runs for the sentence to count as carried: under it more than half
was written anew (rule; not measured)."""
SHORTEST = 3
"""Words under which a sentence is no loss and no addition: a signature, a dateline, "Suite à venir"."""

_END = re.compile(r"[.!?…]{1,4}\s[»”](?=\s)|[.!?…]{1,4}[»”\"')\]]{0,3}(?=\s)")
_SHORT = re.compile(r"(?:^|[\s('’«-])(?:\w|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Mgr|St|Ste|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Lt|Col|Sgt|No|vs|etc|art|cf)$")  # fmt: skip
_OPENS = re.compile(r"\s{1,4}[«“\"'(\[–—-]{0,3}\s?[^\W_a-zà-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`body[paragraph][start:end]`, blanks around it left out."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A body cut into sentences, each with its words."""

    sentences: tuple[Sentence, ...]
    words: tuple[tuple[str, ...], ...]
    """One tuple a sentence."""
    runs: frozenset[tuple[str, ...]]
    """All runs of five words, over the ends of sentences and paragraphs."""


@dataclass(frozen=True, slots=True)
class Common:
    """Two texts side by side."""

    kept: float
    """Share of the first one's runs found in the second."""
    taken: float
    """Share of the second one's runs found in the first."""
    cut: tuple[Sentence, ...]
    """Sentences of the first that the second does not carry."""
    added: tuple[Sentence, ...]
    """Sentences of the second that are not the first's."""


def sentences(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence. A stop after an initial or a title (`M.`, `Dr`) ends none; linear in the text."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(paragraph):
        before = paragraph[max(start, match.start() - 8) : match.start()]
        if (match[0] == "." and _SHORT.search(before)) or not _OPENS.match(paragraph, match.end()):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(paragraph)))
    trimmed = (_trimmed(paragraph, *each) for each in found)
    return tuple((a, b) for a, b in trimmed if a < b)


def sentence_at(paragraph: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence that holds an offset; of the whole paragraph for a place between two."""
    return next(((a, b) for a, b in sentences(paragraph) if a <= place < b), (0, len(paragraph)))


def cut_up(dispatch: Dispatch) -> Text:
    """Subheadline and body, the first 20,000 characters, as `signature.sign` reads them."""
    sheet: list[Sentence] = []
    words: list[tuple[str, ...]] = []
    room = REUSE_LIMIT
    for number, part in enumerate((dispatch.subheadline or "", *dispatch.body), -1):
        if room <= 0:
            break
        if part:
            text = part[:room]
            room -= len(part) + 1
            for start, end in sentences(text):
                sheet.append(Sentence(number, start, end, text[start:end]))
                words.append(tuple(normalise(text[start:end])))
    return Text(tuple(sheet), tuple(words), _runs([word for each in words for word in each]))


def common(one: Text, other: Text) -> Common:
    """Both shares, and the sentences that only one of the two holds. Shares are 0 for a text of fewer than five words."""
    both = one.runs & other.runs
    return Common(
        len(both) / len(one.runs) if one.runs else 0.0,
        len(both) / len(other.runs) if other.runs else 0.0,
        _own(one, other, both),
        _own(other, one, both),
    )


def _runs(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))


def _own(text: Text, other: Text, both: frozenset[tuple[str, ...]]) -> tuple[Sentence, ...]:
    """Sentences mostly outside the common runs. One too short for a run of its own is looked up whole."""
    flat = [word for each in text.words for word in each]
    covered = bytearray(len(flat))
    for at in range(len(flat) - RUN + 1):
        if tuple(flat[at : at + RUN]) in both:
            covered[at : at + RUN] = b"\1" * RUN
    whole = frozenset(other.words)
    found: list[Sentence] = []
    at = 0
    for sentence, words in zip(text.sentences, text.words, strict=True):
        share = sum(covered[at : at + len(words)]) / len(words) if words else 1.0
        at += len(words)
        if len(words) >= SHORTEST and share < CARRIED and words not in whole:
            found.append(sentence)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
