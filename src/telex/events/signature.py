"""What a dispatch is compared by: three bags of terms, a hash of its body and its shingles.

Design page events.md sections 2, 3 and 10. Reads the cleaned headline, subheadline and body and nothing else: the
furniture of a page makes all dispatches of one source look alike.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import NamedTuple
from zlib import crc32

import Stemmer

from telex.events.stopwords import ANY, STOPWORDS
from telex.events.when import at
from telex.model.dispatch import Dispatch
from telex.model.text import fold_word, plain

__all__ = ["SIGNATURE_VERSION", "Signature", "at", "normalise", "sign"]

SIGNATURE_VERSION = 3
"""A change of any rule here re-keys every index and every count in `background.tsv`: raise it and make them again."""

TEXT_LIMIT = 4_000
"""Characters that feed the three channels (events.md section 2)."""
LEAD = 300
"""Characters of the body that go with the headline into one channel: one source tells in its headline what another tells
in its first sentence. Even halves, five orders, B3 F1 of `ecbplus` and `fnc1` at tau .30: 89.7 and 93.2 so, 89.6 and
92.9 with 120 characters, 90.0 and 92.9 with 200, 89.6 and 93.2 with 400; headline alone (ten orders) 89.1 and 93.1."""
PARTS = ((LEAD, 2.0), (500, 2.0), (2_000, 1.0), (TEXT_LIMIT, 0.3))
"""Where a part of the body ends, in characters, and what one word of it counts: news is told from its top, and the tail
holds other stories. B3 F1 on the even halves of `ecbplus` and `fnc1`, mean of both at their common best threshold,
median of 90 random settings: 91.0 so, 90.3 with all words alike, 90.7 cut at 1,700 characters."""
_ENDS = tuple(end for end, _ in PARTS)
_COUNTED = (*(weight for _, weight in PARTS), 0.0)
REUSE_LIMIT = 20_000
"""Characters that feed hash and shingles: a round-up is longer than the channels need; the bound keeps memory finite."""
SAMPLED = 8
"""One 3-word shingle in eight is indexed: recall .967 to 1 on trims and edits (events.md section 3)."""
SHORT_BODY = 20
"""Words under which an equal body proves nothing ("more to follow"): the headline then counts into the hash."""
NUMBERS = 60
"""Numbers kept in their order."""
WORDS = 100_000
"""Words remembered a language: the working vocabulary of a wire."""

_STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]{1,64}")
_MARKED = re.compile(r"[^\W_a-z](?<![^\W_].)[^\W_]{1,63}", re.DOTALL)
"""The look behind stands after the first letter, so that the search jumps to letters that may begin a match."""
_GROUPED = re.compile(r"\d(?<![\d.,].)\d{0,2}(?:[ .,]\d{3}){1,4}(?!\d)", re.DOTALL)
_SEPARATORS = str.maketrans("", "", " .,")
_STARTS = re.compile(r"[.!?…«“„\"\n•]|(?:^|\s)[-–—]\s")


@dataclass(frozen=True, slots=True)
class Signature:
    """Everything that events know about one text. Counts are weighted term frequencies; shingles are crc32 values."""

    language: str
    """Two letters, empty when unknown."""
    text: Mapping[str, float]
    """Stems of headline, subheadline and body without stop words. A headline word counts 1, one of the body by `PARTS`."""
    head: Mapping[str, float]
    """Stems of the headline and of the first `LEAD` characters of the body."""
    names: Mapping[str, float]
    """Folded capitalised words, and numbers of two digits or more. A word that begins a sentence counts only where the
    headline or the inside of a sentence writes it with a capital too."""
    written: Mapping[str, str]
    """Term of `text` or `names` to a form of it as the text writes it."""
    numbers: tuple[str, ...]
    """Numbers of two digits or more, in order, at most `NUMBERS`."""
    years: frozenset[int]
    """Years written out, 1950 to 2049."""
    body_hash: bytes | None
    """Digest of the normalised body; None without a body."""
    shingles: frozenset[int]
    """5-word shingles of the body."""
    sample: tuple[int, ...]
    """Sampled 3-word shingles, sorted."""
    words: int
    """Length of the body in words."""
    paragraphs: int
    """Paragraphs of the body that hold a word."""


def normalise(text: str) -> list[str]:
    """Words of a text in the one form that hash, shingles and stems share: NFC, folded, letters and digits only.

    >>> normalise("L’École d\\u00ad’ İzmir,\\u00a0N°\\u202f5")
    ['l', 'ecole', 'd', 'izmir', 'n', '5']
    """
    return [fold_word(word) for word in _WORD.findall(plain(text))]


def sign(dispatch: Dispatch) -> Signature:
    """The signature of one version. Pure: equal texts give equal signatures, on any machine and in any run."""
    headline = plain((dispatch.headline or "")[:TEXT_LIMIT])
    body = _body(dispatch)
    language = (dispatch.language or "").split("-")[0].lower()
    parts = _parts(body)
    analysed = _analysis(language)
    read = [_Column.of(map(analysed, _WORD.findall(part))) for part, _ in parts]
    titled = _Column.of(map(analysed, _WORD.findall(headline)))
    head = Counter(titled.stems)
    text: dict[str, float] = dict(head)
    head.update(read[0].stems)
    for column, (_, weight) in zip(read, parts, strict=True):
        if weight:
            _pour(Counter(column.stems), weight, text)
    head.pop("", None)
    text.pop("", None)
    names, numbers, forms = _names(headline, body, STOPWORDS.get(language, ANY))
    folded = [word for column in read for word in column.folded]
    rows = b"".join([column.rows for column in read])
    written = dict(
        zip(chain(*[column.stems for column in read], titled.stems), chain(folded, titled.folded), strict=True)
    )
    return Signature(
        language=language,
        text=text,
        head=head,
        names=names,
        written=written | forms,
        numbers=numbers,
        years=frozenset(int(one) for one in numbers if len(one) == 4 and "1950" <= one < "2050"),
        body_hash=_hash(folded, titled.folded),
        shingles=frozenset(_shingles(rows, 5)),
        sample=tuple(sorted(s for s in set(_shingles(rows, 3)) if s % SAMPLED == 0)),
        words=len(folded),
        paragraphs=sum(1 for part in dispatch.body if _WORD.search(part)),
    )


def _body(dispatch: Dispatch) -> str:
    """Subheadline and paragraphs, one a line, cut before any costly work."""
    parts: list[str] = []
    room = REUSE_LIMIT
    for part in (dispatch.subheadline or "", *dispatch.body):
        if room <= 0:
            break
        if part:
            parts.append(part[:room])
            room -= len(part) + 1
    return plain("\n".join(parts))


def _parts(body: str) -> list[tuple[str, float]]:
    """The body cut at `PARTS`, never inside a word; what lies beyond counts nothing in the bags."""
    parts: list[tuple[str, float]] = []
    start = 0
    for end, weight in PARTS:
        cut = _between(body, max(start, end))
        parts.append((body[start:cut], weight))
        start = cut
    parts.append((body[start:], 0.0))
    return parts


def _between(text: str, spot: int) -> int:
    """The first place from `spot` on that is not inside a word; words longer than 64 characters are cut there."""
    for place in range(spot, min(spot + 64, len(text))):
        if not text[place].isalnum():
            return place
    return min(spot + 64, len(text))


def _pour(counts: Mapping[str, int], weight: float, into: dict[str, float]) -> None:
    for term, times in counts.items():
        into[term] = into.get(term, 0.0) + weight * times


class _Word(NamedTuple):
    folded: str
    number: bytes
    """crc32 of the folded word, little-endian; Python's own `hash` changes from run to run."""
    stem: str
    """Empty for stop words and single letters."""


class _Column(NamedTuple):
    """Words of one part, kept by column: what is made of a text then runs over whole columns."""

    folded: Sequence[str]
    stems: Sequence[str]
    rows: bytes
    """Four bytes a word."""

    @classmethod
    def of(cls, words: Iterable[_Word]) -> _Column:
        columns = list(zip(*words, strict=True))
        if not columns:
            return cls((), (), b"")
        folded, numbers, stems = columns
        return cls(folded, stems, b"".join(numbers))


@lru_cache(maxsize=32)
def _analysis(language: str) -> Callable[[str], _Word]:
    """From a word as written to what is made of it.

    PyStemmer objects are not re-entrant, so each has a lock; what was analysed once is remembered.
    """
    stop = STOPWORDS.get(language, ANY)
    name = _STEMMERS.get(language)
    stemmer = None if name is None else Stemmer.Stemmer(name, 0)
    lock = Lock()

    def stem(word: str) -> str:
        if word in stop or len(word) < 2:
            return ""
        if stemmer is None:
            return word
        with lock:
            return str(stemmer.stemWord(word))

    @lru_cache(maxsize=WORDS)
    def analysed(word: str) -> _Word:
        folded = fold_word(word)
        return _Word(folded, crc32(folded.encode()).to_bytes(4, "little"), stem(folded))

    return analysed


def _hash(words: Sequence[str], titled: Sequence[str]) -> bytes | None:
    if not words:
        return None
    body = " ".join(words)
    text = body if len(words) >= SHORT_BODY else f"{' '.join(titled)}\n{body}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _shingles(rows: bytes, size: int) -> Iterable[int]:
    """crc32 of each run of `size` words."""
    return [crc32(rows[start : start + 4 * size]) for start in range(0, len(rows) - 4 * size + 1, 4)]


def _names(headline: str, body: str, stop: frozenset[str]) -> tuple[dict[str, float], tuple[str, ...], dict[str, str]]:
    """Names and numbers of a text, the numbers in order, and each term as written."""
    forms: dict[str, str] = {}
    found: dict[str, float] = {}
    numbers: list[str] = []
    for part, inside in ((headline, True), (body[:TEXT_LIMIT], False)):
        if inside and part.isupper():
            continue
        text = "\n" + _ungroup(part)
        first: list[tuple[str, int]] = []
        for term, word, place in _marked(text, stop, None if inside else first):
            found[term] = found.get(term, 0.0) + (1.0 if inside else _counts(place))
            if term not in forms:
                forms[term] = word
            if term[0].isdigit() and len(numbers) < NUMBERS:
                numbers.append(term)
        for term, place in first:
            if term in found:
                found[term] += _counts(place)
    return found, tuple(numbers), forms


def _counts(place: int) -> float:
    """What a word at this place of the body counts."""
    return _COUNTED[bisect_left(_ENDS, place)]


def _marked(text: str, stop: frozenset[str], first: list[tuple[str, int]] | None) -> Iterator[tuple[str, str, int]]:
    """(term, form, place) of every name and number. What begins a sentence goes into `first`, by term and place, since
    any word is written so there; without such a list it counts like the others (headlines)."""
    for match in _MARKED.finditer(text):
        word = match[0]
        if word[0].isupper():
            term = fold_word(word)
            if term in stop:
                continue
            start = match.start()
            inside = text[start - 1] == " " and text[start - 2].isalnum()
            if first is None or inside or not _begins(text, start):
                yield term, word, start
            else:
                first.append((term, start))
        elif word.isdecimal():
            yield word, word, match.start()


def _begins(text: str, start: int) -> bool:
    """Whether a word begins a sentence or a line: by what stands between it and the word before, at most 40 characters."""
    back = start
    while back > max(0, start - 40) and not text[back - 1].isalnum():
        back -= 1
    return _STARTS.search(text[back:start]) is not None


def _ungroup(text: str) -> str:
    """1 650, 1,650 and 1.650 as 1650, so that a number crosses languages."""
    return _GROUPED.sub(lambda found: found[0].translate(_SEPARATORS), text)
