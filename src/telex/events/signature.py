"""What a dispatch is compared by: three bags of terms, a hash of its body and its shingles.

Design page events.md sections 2, 3 and 10. Reads the cleaned headline, subheadline and body and nothing else: the
furniture of a page makes all dispatches of one source look alike.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import Stemmer

from telex.events.stopwords import ANY, STOPWORDS
from telex.events.when import at
from telex.model.dispatch import Dispatch
from telex.model.text import fold_word, plain

__all__ = ["SIGNATURE_VERSION", "Signature", "at", "normalise", "sign"]

SIGNATURE_VERSION = 1
"""A change of any rule here re-keys every index and every count in `background.tsv`: raise it and make them again."""

TEXT_LIMIT = 4_000
"""Characters that feed the three channels (events.md section 2)."""
REUSE_LIMIT = 20_000
"""Characters that feed hash and shingles: a round-up is longer than the channels need; the bound keeps memory finite."""
SAMPLED = 8
"""One 3-word shingle in eight is indexed: recall .967 to 1 on trims and edits (events.md section 3)."""
SHORT_BODY = 20
"""Words under which an equal body proves nothing ("more to follow"): the headline then counts into the hash."""

_STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]{1,64}")
_SPLIT = re.compile(r"([^\W_]{1,64})")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ .,]\d{3}){1,4})(?![\d])")
_STARTS = re.compile(r"[.!?…«“„\"\n•]|(?:^|\s)[-–—]\s")


@dataclass(frozen=True, slots=True)
class Signature:
    """Everything that events know about one text. Counts are term frequencies; shingles are crc32 values."""

    language: str
    """Two letters, empty when unknown."""
    text: Mapping[str, int]
    """Stems of headline, subheadline and body without stop words."""
    head: Mapping[str, int]
    """Stems of the headline."""
    names: Mapping[str, int]
    """Folded capitalised words that do not begin a sentence, and numbers of two digits or more."""
    written: Mapping[str, str]
    """Term of `text` or `names` to a form of it as the text writes it."""
    numbers: tuple[str, ...]
    """Numbers of two digits or more, in order, at most 60."""
    body_hash: bytes | None
    """Digest of the normalised body; None without a body."""
    shingles: frozenset[int]
    """5-word shingles of the body."""
    sample: tuple[int, ...]
    """Sampled 3-word shingles, sorted."""
    words: int
    """Length of the body in words."""


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
    stop = STOPWORDS.get(language, ANY)
    words = [fold_word(word) for word in _WORD.findall(body)]
    titled = [fold_word(word) for word in _WORD.findall(headline)]
    read = words if len(body) <= TEXT_LIMIT else normalise(body[:TEXT_LIMIT])
    kept = [word for word in titled + read if word not in stop and len(word) > 1]
    stems = _stem(kept, language)
    headed = sum(1 for word in titled if word not in stop and len(word) > 1)
    names, numbers, forms = _names(headline, body[:TEXT_LIMIT], stop)
    return Signature(
        language=language,
        text=Counter(stems),
        head=Counter(stems[:headed]),
        names=names,
        written=dict(zip(stems, kept, strict=True)) | forms,
        numbers=numbers,
        body_hash=_hash(words, titled),
        shingles=frozenset(_shingles(words, 5)),
        sample=tuple(sorted(s for s in set(_shingles(words, 3)) if s % SAMPLED == 0)),
        words=len(words),
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


def _stem(words: list[str], language: str) -> list[str]:
    stemmer = _stemmer(language)
    return words if stemmer is None else stemmer.stemWords(words)


@lru_cache(maxsize=64)
def _algorithm(language: str) -> str | None:
    return _STEMMERS.get(language)


def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """A fresh stemmer a call: PyStemmer objects are not re-entrant, and making one costs 7 µs."""
    name = _algorithm(language)
    return None if name is None else Stemmer.Stemmer(name, 0)


def _hash(words: Sequence[str], titled: Sequence[str]) -> bytes | None:
    if not words:
        return None
    text = " ".join(words) if len(words) >= SHORT_BODY else f"{' '.join(titled)}\n{' '.join(words)}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _shingles(words: Sequence[str], size: int) -> Iterable[int]:
    """crc32 of each run of `size` words; Python's own `hash` changes from run to run."""
    runs = zip(*(words[start:] for start in range(size)), strict=False)
    return [crc32(" ".join(run).encode()) for run in runs]


def _names(headline: str, body: str, stop: frozenset[str]) -> tuple[Counter[str], tuple[str, ...], dict[str, str]]:
    """Names and numbers of a text, the numbers in order, and each term as written."""
    forms: dict[str, str] = {}
    found: list[str] = []
    numbers: list[str] = []
    for part, inside in ((headline, True), (body, False)):
        if inside and part.isupper():
            continue
        for term, word in _marked(_ungroup(part), stop, everywhere=inside):
            found.append(term)
            forms.setdefault(term, word)
            if term[0].isdigit() and len(numbers) < 60:
                numbers.append(term)
    return Counter(found), tuple(numbers), forms


def _marked(text: str, stop: frozenset[str], *, everywhere: bool) -> Iterable[tuple[str, str]]:
    """(term, form) of every name and number; `everywhere`: the first word of a sentence counts too (headlines)."""
    pieces = _SPLIT.split("\n" + text)
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        first = word[0]
        if first.isdigit():
            if len(word) > 1 and word.isdecimal():
                yield word, word
        elif first.isupper() and len(word) > 1 and (everywhere or not _STARTS.search(gap)):
            term = fold_word(word)
            if term not in stop:
                yield term, word


def _ungroup(text: str) -> str:
    """1 650, 1,650 and 1.650 as 1650, so that a number crosses languages."""
    return _GROUPED.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), text)
