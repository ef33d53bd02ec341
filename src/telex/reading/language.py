"""Which language a text or a line is in (py3langid, restricted to the configured languages)."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Protocol

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ar", "tr", "pl", "ru", "el", "ro", "sv", "ca")
"""ISO 639-1. Fewer languages are righter and faster: 252 of 270 right with 10 (design/reading.md section 11)."""
SAMPLE = 900
"""Characters looked at: more changes nothing and costs time."""
SHORT = 20
"""Under this many letters a line takes its neighbours' language."""
_SURE = 0.90
"""A line is said to be in another language than its neighbours only from this probability on."""

_WORD = re.compile(r"[^\W\d_]{1,20}")
_COMMON = {
    "fr": frozenset({
        "le", "la", "les", "de", "des", "du", "un", "une", "et", "en", "dans", "à", "au", "aux", "que", "qui", "pour",
        "sur", "par", "il", "elle", "ne", "pas", "se", "son", "sa", "ce", "est", "avec", "ont", "été", "ses", "leur", "cette",
        "sont", "mais", "nous", "vous", "plus",
    }),
    "en": frozenset({
        "the", "of", "and", "to", "in", "a", "an", "is", "are", "was", "were", "with", "for", "on", "by", "at",
        "from", "that", "he", "she", "it", "his", "her", "not", "its",
    }),
    "de": frozenset({
        "der", "die", "das", "und", "in", "zu", "den", "von", "mit", "ist", "im", "für", "auf", "nicht", "ein",
        "eine", "dem", "des", "sich",
    }),
    "es": frozenset({
        "el", "la", "los", "las", "de", "del", "y", "en", "que", "un", "una", "por", "con", "para", "se", "su", "no",
        "al",
    }),
    "it": frozenset({
        "il", "la", "lo", "gli", "le", "di", "del", "della", "e", "in", "che", "un", "una", "per", "con", "non", "si",
        "nel", "da",
    }),
    "pt": frozenset({
        "o", "a", "os", "as", "de", "do", "da", "e", "em", "que", "um", "uma", "por", "com", "para", "não", "se",
        "no", "na",
    }),
    "nl": frozenset({
        "de", "het", "een", "en", "van", "in", "is", "op", "te", "dat", "met", "voor", "niet", "zijn", "aan",
    }),
    "ca": frozenset({
        "el", "la", "els", "les", "de", "del", "dels", "i", "en", "que", "un", "una", "per", "amb", "a", "al", "no", "es", "ha",
        "seva",
    }),
    "ro": frozenset({
        "de", "și", "în", "la", "cu", "pe", "un", "o", "nu", "este", "care", "din", "pentru", "sa", "să", "a", "mai", "au", "ce",
    }),
    "sv": frozenset({
        "och", "i", "att", "det", "som", "en", "på", "är", "av", "för", "med", "den", "till", "inte", "om", "ett", "har", "de",
    }),
}  # fmt: skip
"""The commonest function words: three of a line's own suffice to know that it is not foreign, without the model."""
_FAST = ("fr", "en")
"""Languages told from all the others by their own common words alone, where a text is long enough."""
_OWN = {
    code: frozenset(w for w in words if not any(w in other for c, other in _COMMON.items() if c != code))
    for code, words in _COMMON.items()
}
_ENOUGH = 40
_PLAIN = 0.99


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    """The model, loaded at first use (0.8 s), since most commands of the program never need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    known: _Identifier = identifier
    return known


def prepare() -> None:
    """Loads the model now (half a second) instead of at the first text that needs it: a server should, before it serves."""
    _identifier()


def identify(text: str) -> tuple[str, float] | None:
    """(ISO 639-1 code, probability) of a text, or None when it has fewer letters than can be told from."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    if sum(map(len, words)) < SHORT:
        return None
    plainly = _plainly(words)
    if plainly is not None:
        return plainly, _PLAIN
    try:
        code, sure = _identifier().classify(sample)
    except UnicodeError:
        return None
    return str(code), float(sure)


def _plainly(words: list[str]) -> str | None:
    """French or English when a tenth of a longer sample are words that only that language has, and of no other a quarter as many.

    Measured on 526 texts of NTREX (five languages), Wikinews and wire-day: it answers for 310, always as the model does, and
    saves 0.8 ms of a reading.
    """
    if len(words) < _ENOUGH:
        return None
    counts = Counter(map(str.lower, words))
    scores = {code: sum(counts[w] for w in own) for code, own in _OWN.items()}
    for code in _FAST:
        best = scores[code]
        if 10 * best >= len(words) and all(4 * n <= best for c, n in scores.items() if c != code):
            return code
    return None


def foreign(line: str, language: str | None) -> str | None:
    """The language of a line when it is surely not `language`; None when it is, or when nobody can say."""
    if language is None:
        return None
    words = [word.lower() for word in _WORD.findall(line[:SAMPLE])]
    own = len(_COMMON.get(primary(language), frozenset()).intersection(words))
    if own >= 3:
        return None
    found = identify(line)
    if found is None or found[0] == primary(language):
        return None
    theirs = len(_COMMON.get(found[0], frozenset()).intersection(words))
    return found[0] if found[1] >= _SURE or (theirs >= 2 and theirs > own) else None


def primary(tag: str) -> str:
    """`fr` of `fr-CA`."""
    return tag.replace("_", "-").split("-", 1)[0].lower()


_NAMES = {
    "fr": "francais french franzosisch frances francese fransizca",
    "en": "anglais english englisch ingles inglese ingilizce",
    "de": "allemand german deutsch aleman tedesco almanca",
    "es": "espagnol spanish spanisch espanol spagnolo ispanyolca",
    "it": "italien italian italienisch italiano italyanca",
    "pt": "portugais portuguese portugiesisch portugues portekizce",
    "nl": "neerlandais dutch nederlands",
    "ar": "arabe arabic arabisch arapca",
    "tr": "turc turkish turkisch turkce turco",
    "ru": "russe russian russisch rusca",
    "uk": "ukrainien ukrainian",
    "zh": "chinois chinese mandarin",
    "ja": "japonais japanese",
    "fa": "persan persian farsi",
    "he": "hebreu hebrew",
    "pl": "polonais polish",
    "el": "grec greek",
    "ro": "roumain romanian",
    "bs": "bosniaque bosnian bosnien",
    "ku": "kurde kurdish",
    "ko": "coreen korean",
    "sv": "suedois swedish",
    "ca": "catalan",
}
LANGUAGE_NAMES = {name: code for code, names in _NAMES.items() for name in names.split()}
"""Folded name of a language, as credits write it, to its code."""
