"""The lead summary: sentences of the body, verbatim. Lead wins in news, and is faithful by construction (design section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from telex.model.text import fold_word, plain

MAX_WORDS = 75
SENTENCES = 2
_PARAGRAPHS = 5
_LOOK = 6_000
"""Characters of the body looked at."""
_END = re.compile(r"[.!?…]+(?:\s?[»”\"’')]{1,2})?(?=\s)")
_ABBREVIATIONS = frozenset({
    "m", "mm", "me", "mr", "mrs", "ms", "dr", "st", "ste", "pr", "prof", "gen", "col", "lt", "cf", "etc", "no",
    "art", "env", "jan", "fev", "sept", "oct", "nov", "dec", "av", "bd", "vs", "inc", "ltd", "co", "corp",
})  # fmt: skip
_PRONOUNS = frozenset({
    "il", "elle", "ils", "elles", "on", "ce", "cela", "celui", "celle", "ceux", "celles", "lui", "leur", "ceci",
    "c", "he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "their", "its",
})  # fmt: skip
_LEANING = frozenset(
    (
        "son",
        "sa",
        "ses",
        "leurs",
        "cet",
        "cette",
        "ces",
        "celle-ci",
        "celui-ci",
        "such",
        "both",
        "ainsi",
        "mais",
        "but",
        "however",
    )
)
"""Words that point back: such a sentence stands only right after the one before it."""
_WORD = re.compile(r"[^\W\d_]+(?:-ci|-là)?")
_QUOTES = "«“\"‘’'„"
_SPEECH = re.compile(r"[»”\"]\s?,?\s[^.!?]{3,}")


def summarise(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """At most two good sentences, at most 75 words in all; one that would pass that is left out."""
    chosen: list[str] = []
    words, before = 0, False
    for sentence in _lead(paragraphs):
        size = len(sentence.split())
        taken = words + size <= MAX_WORDS and _good(sentence) and (before or not _leans(sentence))
        before = taken
        if not taken:
            continue
        chosen.append(sentence)
        words += size
        if len(chosen) == SENTENCES:
            break
    return tuple(chosen)


def _lead(paragraphs: Sequence[str]) -> Iterator[str]:
    left = _LOOK
    for paragraph in paragraphs[:_PARAGRAPHS]:
        if left <= 0:
            return
        yield from sentences(paragraph[:left], whole=len(paragraph) <= left)
        left -= len(paragraph)


def _leans(sentence: str) -> bool:
    """`Son adversaire ...`, `Cette décision ...`: it needs the sentence before it."""
    opening = _WORD.search(plain(sentence[:40]))
    return opening is not None and fold_word(opening.group()) in _LEANING


def sentences(paragraph: str, *, whole: bool = True) -> list[str]:
    """The sentences of a paragraph, verbatim. `H.R.`, `M. Brun`, `3.5` and an open quotation do not end one."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        if _splits(paragraph, start, end):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    rest = paragraph[start:].strip()
    if rest and whole:
        found.append(rest)
    return found


def _splits(paragraph: str, start: int, end: re.Match[str]) -> bool:
    if end.group().startswith("."):
        last = re.search(r"[^\s'’(«]{1,20}$", paragraph[max(start, end.start() - 20) : end.start()])
        word = fold_word(last.group()) if last else ""
        if (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS or re.fullmatch(r"(?:\w\.)+\w", word):
            return False
    follows = paragraph[end.end() :].lstrip()
    if follows[:1].islower():
        return False
    piece = paragraph[start : end.end()]
    return piece.count("«") <= piece.count("»") and piece.count("“") <= piece.count("”")


def _good(sentence: str) -> bool:
    """A sentence that stands alone: no pronoun first, not a bare quotation, at least five words, and it ends."""
    folded = plain(sentence)
    opening = re.match(r"[^\w«“\"]*(\w+)", folded)
    if opening is None or len(sentence.split()) < 5:
        return False
    if folded[0] in _QUOTES:
        return bool(_SPEECH.search(folded)) and not _pronoun_speaker(folded)
    return fold_word(opening[1]) not in _PRONOUNS and folded.rstrip()[-1] in '.!?…»”"'


def _pronoun_speaker(folded: str) -> bool:
    """`« … », a-t-il dit`: nobody would know who."""
    after = re.split(r"[»”\"]", folded)[-1]
    return bool(re.search(r"-(?:t-)?(?:il|elle|ils|elles|on)\b|\b(?:he|she|they) (?:said|added|told)\b", after))
