"""The folding that reading, routing and events share: NFC, apostrophes, blanks, case and accents.

Three analyses stand on it, and there is no fourth: match text (`reading`), words (`routing` and search), signature (`events`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CHARS = {
    0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x00B4: "'", 0xFF07: "'",
    0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x2009: " ", 0x200A: " ", 0x3000: " ",
    0x0130: "I", 0x0131: "i",
    0x00AD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None,
}  # fmt: skip
_PAIRS = tuple((chr(code), kept or "") for code, kept in _CHARS.items())
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_BLANKS = re.compile(r"\s+")
_PILED = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_LEADING = frozenset("\u0f73\u0f75\u0f81")
"""The three starters that decompose into marks alone."""
MARKS = 30
"""Combining marks kept on one letter: Stream-Safe Text Format of Unicode Annex 15. No language has more than a few, and
putting n of them into canonical order costs n squared (80,000 on one letter: 10 s)."""


def plain(text: str) -> str:
    """NFC, straight apostrophes, plain blanks, Turkish dotless and dotted i as i, soft hyphens and joiners dropped.

    Of a pile of combining marks the first `MARKS` stay, so that the work is linear in the text.
    Case and accents stay. Turkish letters are mapped before any lower-casing: `'İ'.lower()` is two characters long
    and `ı` has no decomposition (design/reading.md section 3).
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _PILED.sub(_unpiled, text))
    for char, kept in _PAIRS:  # a search for each is ten times as fast as `translate`, which looks at every letter
        if char in text:
            text = text.replace(char, kept)
    return text


def _unpiled(run: re.Match[str]) -> str:
    """Marks of a run without those beyond `MARKS` on one letter."""
    kept: list[str] = []
    height = 0
    for char in run[0]:
        height = height + 1 if unicodedata.combining(char) or char in _LEADING else 0
        if height <= MARKS:
            kept.append(char)
    return "".join(kept)


def squeeze(text: str) -> str:
    """`plain` with every run of blanks as one, ends trimmed: what two spellings of one line have in common."""
    return _BLANKS.sub(" ", plain(text)).strip()


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Lower case, accents and ligatures folded. For one word; the cache holds the working vocabulary of a wire."""
    lowered = unicodedata.normalize("NFKC", word).translate(_CHARS).lower().translate(_LIGATURES)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def fold(text: str) -> str:
    """`fold_word` for a whole line, uncached, with blanks squeezed: for look-ups and comparisons."""
    return squeeze(fold_word.__wrapped__(plain(text)))
