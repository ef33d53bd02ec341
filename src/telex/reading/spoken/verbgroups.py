"""Verb groups that bring words in, found in a passage: `a-t-il dit`, `s'est emporté`, `fait valoir`, `has said`."""

from __future__ import annotations

from dataclasses import dataclass

from telex.reading.spoken import particles, speechverbs
from telex.reading.spoken.quotetokens import Passage
from telex.reading.spoken.speechverbs import FINITE, GERUND, INFINITIVE, PARTICIPLE

_REFLEXIVE = frozenset({"s'", "se"})
_GAP = 4
"""Adverbs and clitics that may stand inside a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens from `start` (its clitics in) up to `end`; `pronoun` is the token of an inverted one."""

    start: int
    end: int
    finite: bool
    pronoun: int | None = None


def at(passage: Passage, token: int, high: int, language: str, manner: bool, free: bool = False) -> Group | None:
    """The group that begins at a token, clitics first. `free`: any word in the verb's place will do (after a quotation)."""
    start = token
    while token < high and token - start < 3 and passage.word(token) in particles.CLITICS:
        token += 1
    if token >= high:
        return None
    if language == "en":
        return _english(passage, start, token, high)
    return _french(passage, start, token, high, manner, free)


def _french(passage: Passage, start: int, token: int, high: int, manner: bool, free: bool) -> Group | None:
    word = passage.word(token)
    reflexive = any(passage.word(place) in _REFLEXIVE for place in range(max(0, token - 2), token))
    if word in speechverbs.HAVE or (word in speechverbs.BE and reflexive):
        return _compound(passage, start, token, high, manner, free)
    if word in speechverbs.MODAL and passage.word(token - 1) not in particles.DETERMINERS:
        found = _modal(passage, start, token, high, manner, True)
        if found is not None:
            return found
    following = passage.word(token + 1)
    pronoun = token + 1 if following[:1] == "-" and len(following) > 1 else None
    behind = passage.word(token + 2) if pronoun is not None else following
    if speechverbs.makes(word, behind):
        return Group(start, token + (3 if pronoun is not None else 2), word not in ("faisant", "faire"), pronoun)
    role = speechverbs.roles(word, "fr", manner)
    if pronoun is not None and (role & FINITE or free):
        return Group(start, token + 2, True, pronoun)
    if role & FINITE and not _noun(passage, start, token, free):
        return Group(start, token + 1, True)
    if role & (GERUND | INFINITIVE) and not _noun(passage, start, token, True):
        return Group(start, token + 1, False)
    return None


def _compound(passage: Passage, start: int, token: int, high: int, manner: bool, free: bool) -> Group | None:
    """Auxiliary, inverted pronoun, adverbs, participle. A passive (`a été jugé`) speaks for nobody."""
    finite = passage.word(token) != "ayant"
    place = token + 1
    pronoun = None
    if passage.word(place)[:1] == "-" and len(passage.word(place)) > 1:
        pronoun = place
        place += 1
    for _ in range(_GAP):
        word = passage.word(place)
        if word in particles.ADVERBS or word.endswith("ment") or word in ("lui", "y", "en", "tout", "cru"):
            place += 1
    if place >= high:
        return None
    word = passage.word(place)
    if speechverbs.makes(word, passage.word(place + 1)):
        return Group(start, place + 2, finite, pronoun)
    if speechverbs.roles(word, "fr", manner) & PARTICIPLE:
        return Group(start, place + 1, finite, pronoun)
    if word in speechverbs.MODAL:
        return _modal(passage, start, place, high, manner, finite, pronoun)
    if pronoun is not None and free:
        return Group(start, place + 1, finite, pronoun)
    return None


def _modal(
    passage: Passage, start: int, token: int, high: int, manner: bool, finite: bool, pronoun: int | None = None
) -> Group | None:
    """`tient à souligner`, `a voulu rassurer`, `veut croire`."""
    place = token + 1
    if pronoun is None and passage.word(place)[:1] == "-" and len(passage.word(place)) > 1:
        pronoun = place
        place += 1
    for _ in range(_GAP):
        if passage.word(place) in ("à", "de", "d'", "par") or passage.word(place) in particles.CLITICS:
            place += 1
    if place < high and speechverbs.roles(passage.word(place), "fr", manner) & INFINITIVE:
        return Group(start, place + 1, finite, pronoun)
    if place < high and passage.word(place) == "faire" and speechverbs.makes("faire", passage.word(place + 1)):
        return Group(start, place + 2, finite, pronoun)
    return None


def _english(passage: Passage, start: int, token: int, high: int) -> Group | None:
    place = token
    helped = False
    for _ in range(_GAP):
        word = passage.word(place)
        if word in speechverbs.HAVE:
            helped = True
            place += 1
        elif word in speechverbs.BE:
            following = passage.word(place + 1)
            if not speechverbs.roles(following, "en", True) & GERUND:
                return None
            helped = True
            place += 1
        elif word in particles.ADVERBS or word.endswith("ly"):
            place += 1
    if place >= high:
        return None
    role = speechverbs.roles(passage.word(place), "en", True)
    if not role or (not helped and _noun(passage, start, place, False)):
        return None
    if role & FINITE:
        return Group(start, place + 1, True)
    return Group(start, place + 1, helped)


def _noun(passage: Passage, start: int, token: int, free: bool) -> bool:
    """Whether a form stands where only a noun or an adjective can: after an article or a preposition, or as a name."""
    if passage.upper(token):
        return True
    before = passage.word(start - 1)
    if start < token:
        clitic = passage.word(token - 1)
        if clitic in particles.DETERMINERS:
            return not (before in particles.PRONOUNS or before in ("qui", "who", "ne"))
        return False
    if free:
        return False
    return before in particles.DETERMINERS or before in particles.PREPOSITIONS


def last_before(passage: Passage, low: int, high: int, language: str) -> list[Group]:
    """All groups from token `low` up to `high`, in order; smiles and sighs only where they end there, before a colon."""
    found: list[Group] = []
    may_begin = speechverbs.ENGLISH_STARTS if language == "en" else speechverbs.FRENCH_STARTS
    words = passage.words
    colon = passage.word(high - 1) == ":"
    end = low
    for token in range(low, high):
        if token < end or words[token] not in may_begin:
            continue
        start = token
        while start > max(end, token - 3) and words[start - 1] in particles.CLITICS:
            start -= 1
        manner = colon and high - token <= 6
        if language == "en":
            group = _english(passage, start, token, high)
        else:
            group = _french(passage, start, token, high, manner, False)
        if group is not None:
            found.append(group)
            end = group.end
    return found


def introduces(passage: Passage, group: Group) -> bool:
    """Whether a subject follows the verb at once: an article, a possessive, a name or a person's role."""
    following = passage.word(group.end)
    if following in particles.DETERMINERS:
        return passage.word(group.end + 1) in particles.HEADS or passage.word(group.end + 2) in particles.HEADS
    return group.end < len(passage.words) and passage.upper(group.end)
