"""What changed between two versions, by words. Figures are never split, so « 53 » becomes « 35 » and not « 5-3 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

WORD = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|\w+(?:['’]|)|\s+|[^\w\s]")
_SAME = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})
MAX_WORDS = 6_000
"""Longer paragraphs are shown as removed and added whole: the comparison grows with the square of its length."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same`, `del` or `ins`."""

    kind: str
    text: str


def words(old: str, new: str) -> list[Piece]:
    """The pieces of one paragraph, in reading order, removals before what replaces them."""
    if _alike(old) == _alike(new):
        return [Piece("same", new)] if new else []
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > MAX_WORDS:
        return _whole(old, new)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(
        None, [*map(_alike, before)], [*map(_alike, after)], autojunk=False
    ).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(after[c:d])))
        else:
            found.extend(_whole("".join(before[a:b]), "".join(after[c:d])))
    return _joined(found)


def paragraphs(old: Sequence[str], new: Sequence[str]) -> list[list[Piece]]:
    """Paragraph by paragraph: equal ones are kept, changed ones are compared by words."""
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(
        None, [*map(_alike, old)], [*map(_alike, new)], autojunk=False
    ).get_opcodes():
        if tag == "equal":
            found.extend([Piece("same", text)] for text in new[c:d])
            continue
        for n in range(max(b - a, d - c)):
            before = old[a + n] if a + n < b else ""
            after = new[c + n] if c + n < d else ""
            found.append(words(before, after))
    return found


def figures(pieces: Iterable[Sequence[Piece]]) -> list[tuple[str, str]]:
    """Figures that replaced one another, each pair once: [("53", "35")]."""
    pairs = []
    for paragraph in pieces:
        for removed, added in pairwise(paragraph):
            if (removed.kind, added.kind) == ("del", "ins") and _figure(removed.text) and _figure(added.text):
                pairs.append((removed.text.strip(), added.text.strip()))
    return list(dict.fromkeys(pairs))


def changed(pieces: Iterable[Sequence[Piece]]) -> int:
    """How many words came in or went out."""
    return sum(len(p.text.split()) for paragraph in pieces for p in paragraph if p.kind != "same")


def _alike(text: str) -> str:
    """Kinds of blanks and of apostrophes are no change of the text."""
    return text.translate(_SAME)


def _whole(old: str, new: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("del", old), ("ins", new)) if text]


def _figure(text: str) -> bool:
    return len(text) <= 40 and text.strip()[:1].isdigit()


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A lone blank between two changes belongs to both: « 3 ans » → « 4 mois » reads as one change."""
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        blank = piece.kind == "same" and not piece.text.strip() and 0 < n < len(pieces) - 1
        if blank and {pieces[n - 1].kind, pieces[n + 1].kind} <= {"del", "ins"}:
            found.extend([Piece("del", piece.text), Piece("ins", piece.text)])
        else:
            found.append(piece)
    merged: list[Piece] = []
    run: dict[str, str] = {}
    for piece in [*found, Piece("same", "")]:
        if piece.kind == "same":
            merged.extend(_whole(run.get("del", ""), run.get("ins", "")))
            run = {}
            if piece.text:
                merged.append(piece)
        else:
            run[piece.kind] = run.get(piece.kind, "") + piece.text
    return merged
