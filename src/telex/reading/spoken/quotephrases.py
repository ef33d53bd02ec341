"""Where a subject phrase begins and ends in a passage, by its small words alone: no names, no cast."""

from __future__ import annotations

from telex.model.text import plain
from telex.reading.spoken import particles, speechverbs
from telex.reading.spoken.quotetokens import Passage

MAX_PHRASE = 14
"""Tokens of a subject phrase."""
_OPENING = 60
"""Tokens of a phrase of place or circumstance before the subject."""
JOINED = frozenset({"et", "and", "ou", "or"})
_PLAIN_OF = frozenset({"de", "d'", "of", "'s"})


def content(phrase: str) -> frozenset[str]:
    """The words that carry a role's meaning, in lower case."""
    words = plain(phrase).casefold().replace("'", "' ").replace(",", " ").split()
    empty = particles.DETERMINERS | particles.OF
    return frozenset(word for word in words if word not in empty and word != "et")


def chain(passage: Passage, token: int) -> int:
    """From a name back over a role right before it (`le commandant X`, `le ministre de la Défense, X`), else the name."""
    place = token - 1
    if passage.word(place) in particles.PREPOSITIONS:
        return token
    if place > 0 and passage.word(place) == ",":
        place -= 1
    best = None
    for _ in range(MAX_PHRASE):
        word = passage.word(place)
        if not word[:1].isalpha() and word != "'s":
            break
        if word in particles.HEADS:
            best = place
        elif _breaks(word) or (word in particles.DETERMINERS and passage.word(place - 1) not in _PLAIN_OF):
            break
        place -= 1
    if best is None:
        return token
    floor = max(0, best - MAX_PHRASE)
    while best > floor and _describes(passage.word(best - 1)):
        best -= 1
    return best


def _describes(word: str) -> bool:
    """An adjective or a noun before a role's head: `ancien`, `NATO`."""
    return word[:1].isalpha() and word not in particles.DETERMINERS and word not in particles.OF and not _breaks(word)


def last_piece(passage: Passage, low: int, high: int) -> int:
    """After the last comma before a verb when a noun phrase stands between the two: `après le départ, l'agence indiquait`."""
    for place in range(high - 2, max(low, high - MAX_PHRASE) - 1, -1):
        if passage.word(place) == ",":
            begins = passage.word(place + 1) in particles.DETERMINERS or passage.upper(place + 1)
            return place + 1 if begins else low
    return low


def _breaks(word: str) -> bool:
    if word in particles.OF:
        return False
    return (
        word in particles.PREPOSITIONS
        or word in particles.CLAUSES
        or word in particles.AUXILIARIES
        or word in particles.TIMES
        or word in particles.CONJUNCTIONS
    )


def temporal(passage: Passage, token: int) -> bool:
    """Whether a day, a month, a number or an adverb stands there, an article before it or not."""
    word = passage.word(token)
    if word in particles.TIMES or word in particles.ADVERBS or word.isdigit():
        return True
    following = passage.word(token + 1)
    return word in particles.DETERMINERS and (following in particles.TIMES or following.isdigit())


def skip_opening(passage: Passage, low: int, high: int) -> int | None:
    """Where the first phrase begins that may be a subject."""
    token = low
    for _ in range(8):
        if token >= high:
            return None
        word = passage.word(token)
        if word in ("c'", "ce") and passage.word(token + 1) in ("est", "sont"):
            token += 2
        elif word in particles.CONJUNCTIONS or word in (",", "-", "–", "—", "(") or word in particles.ADVERBS:
            token += 1
        elif _opens_circumstance(passage, token, word):
            stop = min(high, token + _OPENING)
            comma = next((place for place in range(token, stop) if passage.word(place) == ","), None)
            if comma is None:
                return None
            token = comma + 1
        else:
            return token
    return None


def _opens_circumstance(passage: Passage, token: int, word: str) -> bool:
    if word == "des":
        return False
    if word in particles.PREPOSITIONS or word in particles.STARTS or word in particles.CLAUSES or word in ("s'", "se"):
        return True
    if temporal(passage, token):
        return True
    return speechverbs.roles(word, "fr", True) & speechverbs.GERUND > 0


def phrase_end(passage: Passage, first: int, high: int) -> int:
    """Where a phrase ends: at a stop, a comma, a relative, an adjunct's preposition, a verb's auxiliary or a day."""
    token = first + 1
    stop = min(high, first + MAX_PHRASE)
    while token < stop:
        word = passage.word(token)
        abbreviated = word == "." and passage.word(token - 1) in particles.ABBREVIATIONS
        if not abbreviated and _closes(passage, token, word):
            break
        token += 1
    return token


def _closes(passage: Passage, token: int, word: str) -> bool:
    if not (word[:1].isalnum() or word == "'s"):
        return True
    if word in particles.RELATIVES or word in particles.CLAUSES or word in particles.TIMES:
        return True
    if word in particles.AUXILIARIES or word in ("s'", "se", "ne", "n'"):
        return True
    if word in particles.PREPOSITIONS and word not in particles.OF:
        return True
    return word in JOINED and not _joins(passage, token + 1)


def _joins(passage: Passage, token: int) -> bool:
    """Whether what follows `et` is a second noun phrase rather than a new clause."""
    word = passage.word(token)
    return passage.upper(token) or word in particles.OF or word in particles.DETERMINERS
