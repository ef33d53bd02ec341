"""Organisations by the noun that names them, by their last word, by their capitals, by what stands before them."""

from __future__ import annotations

from functools import lru_cache

from telex.reading.named.complements import ARTICLES, OF, adjectives, capitals, complements
from telex.reading.named.organisation_words import (
    ACADEMIC,
    ADJECTIVE,
    DIRECT,
    FIRST,
    INSTITUTIONS,
    KEPT,
    KNOWN,
    LAST,
    NAMED,
    NO_ACRONYM,
    NO_COMPLEMENT,
    STRONG,
    WEAK,
)
from telex.reading.named.speech import SPEECH
from telex.reading.named.tokens import Tokens, key

HEADS = KEPT | NAMED
_LOOSE = frozenset(
    {"executif", "executive", "speciale", "special", "sociale", "social", "generale", "publique", "locale", "regulier"}
)
"""Adjectives that make no name by themselves: `commission spéciale`."""
_SAID = frozenset({"selon", "indique", "annonce", "precise", "aupres", "annoncer", "ajoute"})
_BARE = frozenset({"prefecture", "sous-prefecture", "gendarmerie", "parquet", "rectorat", "mairie", "capitainerie"})


@lru_cache(maxsize=1)
def _known() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """By first folded word: the other words, and whether the name is one in capitals (then only so)."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name in KNOWN.replace("\n", " ").split(","):
        words = key(name.strip())
        found.setdefault(words[0], []).append((words[1:], len(words) == 1 and len(words[0]) < 4))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def known(tokens: Tokens, place: int) -> int:
    """The end of a well-known name that begins at word `place`; 0 when none does."""
    for rest, capital in _known().get(tokens.low[place], ()):
        end = place + 1 + len(rest)
        if tuple(tokens.low[place + 1 : end]) == rest and (not capital or tokens.words[place].isupper()):
            return end
    return 0


def acronym(tokens: Tokens, place: int) -> bool:
    """Two to seven capitals that are no unit, number or trade term, in a paragraph that is not all capitals."""
    word = tokens.words[place]
    letters = word.replace(".", "").replace("-", "")
    if not (2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha()):
        return False
    around = [*tokens.words[max(0, place - 2) : place], *tokens.words[place + 1 : place + 3]]
    return tokens.low[place] not in NO_ACRONYM and not any(w.isupper() and w.isalpha() and len(w) > 7 for w in around)


def named(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The organisation whose noun is word `place`: its words from, to. None when the noun names none here."""
    low = tokens.low
    head = low[place]
    capital = tokens.capital(place) and not tokens.opens(place)
    end = adjectives(tokens, place + 1)
    if tokens.capital(end) and tokens.starts[end] - tokens.ends[end - 1] == 1:
        return _direct(tokens, place, end, capital)
    if head in KEPT:
        last = complements(tokens, end, linked=capital or head == "ministere", to=capital)
        weak = head in WEAK and not capital and (head != "societe" or end == place + 1)
        if last > end and not weak:
            return (place, last) if _names(tokens, place, end, last, capital) else None
        if (head in ADJECTIVE and tokens.low[end - 1] not in _LOOSE and end > place + 1 and not weak) or (
            capital and end > place + 1
        ):
            return place, end
        if head in _BARE and end == place + 1 and _attributed(tokens, place):
            return place, end
    if head in NAMED:
        return _after_complement(tokens, end)
    return None


def _direct(tokens: Tokens, place: int, end: int, capital: bool) -> tuple[int, int] | None:
    """`groupe X`, `école X`: with the noun or without it."""
    head = tokens.low[place]
    if capital and end == place + 1:
        return place, capitals(tokens, place)
    last = _run(tokens, end)
    if head in DIRECT:
        return place, last
    return (end, last) if head in NAMED and len(tokens.words[end]) > 1 else None


def _run(tokens: Tokens, place: int) -> int:
    """The capital run of a company's name, over `de X` when a capital follows, a number at its end (`Chaîne 7`) included."""
    end = capitals(tokens, place)
    return end + 1 if tokens.at(end).isdigit() and tokens.starts[end] - tokens.ends[end - 1] == 1 else end


def _names(tokens: Tokens, place: int, end: int, last: int, capital: bool) -> bool:
    """Whether noun and complement are a name: a capital somewhere, or a noun strong enough for small letters."""
    second = end + 1
    while tokens.at(second) in ARTICLES:
        second += 1
    if tokens.at(second) in NO_COMPLEMENT:
        return False
    if capital or any(tokens.capital(n) for n in range(end, last)):
        return True
    return tokens.low[place] in STRONG


def _attributed(tokens: Tokens, place: int) -> bool:
    before = place - 1
    while tokens.at(before) in ARTICLES:
        before -= 1
    return tokens.at(before) in _SAID or (tokens.at(place + 1) == "a" and tokens.at(place + 2) in SPEECH)


def _after_complement(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """`constructeur italien de grues X`: the run that follows a complement in small letters."""
    at = end
    if tokens.at(at) not in OF:
        return None
    at += 1
    while tokens.at(at) in ARTICLES:
        at += 1
    if at >= len(tokens.words) or tokens.capital(at) or not tokens.words[at][0].isalpha():
        return None
    at = adjectives(tokens, at + 1)
    if tokens.capital(at) and tokens.starts[at] - tokens.ends[at - 1] == 1:
        return at, _run(tokens, at)
    return None


def shaped(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a run of capitals is a company's or a body's name by its first or last word."""
    return last - first > 1 and (tokens.low[last - 1] in LAST or tokens.low[first] in FIRST)


def institution(tokens: Tokens, first: int, last: int) -> bool:
    """A run that ends in a body's noun also where it begins with a given name: two words, or three for the common nouns."""
    word = tokens.low[last - 1]
    return (last - first > 2 and word in LAST) or (last - first == 2 and word in INSTITUTIONS)


def closed(tokens: Tokens, first: int) -> bool:
    """Whether a town in the name belongs to the name alone: a university's, a school's, a brigade's."""
    return tokens.low[first] in ACADEMIC or tokens.low[first] in DIRECT
