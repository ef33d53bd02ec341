"""Role phrases: where a function is named, how far its words go, and which country it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from telex.reading.named.complements import adjectives, complements, noun
from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.gazetteer import Gazetteer
from telex.reading.named.organisation_words import KEPT
from telex.reading.named.role_words import AFTER_ENGLISH, BEFORE, DROPPED, ENGLISH, HEADS, KIN
from telex.reading.named.tokens import Tokens

_DEFINITE = frozenset({"le", "la", "l'", "du", "au", "the", "ce", "cet", "cette", "son", "sa", "leur", "its", "their"})
_POSSESSIVE = frozenset({"sa", "son", "ses", "leur", "leurs", "his", "her", "their"})
_TO = frozenset({
    "delegue", "deleguee", "conseiller", "conseillere", "adjoint", "adjointe", "candidat", "candidate", "ministre",
    "professeur", "professeure", "chercheur", "chercheuse", "ambassadeur", "ambassadrice",
})  # fmt: skip
"""Nouns that `à ...` or `pour ...` completes wherever they stand; after a name every noun may have one."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase: words `first` to the one before `last`, its article not among them."""

    paragraph: int
    first: int
    last: int
    head: str
    """Folded noun that it begins with."""
    definite: bool
    """`le ministre`, `son président`, not `un ministre`."""
    bare: bool
    """Nothing but the noun and its adjectives."""

    @property
    def english(self) -> bool:
        return self.head in ENGLISH


def at(tokens: Tokens, place: int, number: int, *, apposed: bool = False) -> Role:
    """The role whose noun is word `place`. `apposed`: it stands after a name, where `à l'université ...` may follow it."""
    low = tokens.low
    first = place
    while first and (low[first - 1] in BEFORE or low[first - 1] == "-") and low[first - 1] not in DROPPED:
        first -= 1
    head_end = _head(tokens, place)
    last = complements(tokens, head_end, linked=True, to=apposed or low[place] in _TO)
    if tokens.at(last) == "chez" and tokens.capital(last + 1):
        last = noun(tokens, last + 1, False)
    if low[place] in KIN and tokens.at(first - 1) in _POSSESSIVE:
        first -= 1
    elif low[place] in ENGLISH and tokens.capital(place):
        first = _english_start(tokens, first)
    before = tokens.at(first - 1)
    return Role(number, first, last, low[place], before in _DEFINITE, last == head_end)


def _head(tokens: Tokens, place: int) -> int:
    """The end of the noun and what is tied to it: adjectives, `en chef`, `général`, `et fondatrice`."""
    low = tokens.low
    end = place + 1
    while tokens.at(end) in AFTER_ENGLISH and (
        low[place] in ENGLISH or low[place] in AFTER_ENGLISH or tokens.at(end) == "general"
    ):
        end += 1
    end = adjectives(tokens, end)
    if tokens.at(end) in {"en", "in"} and tokens.at(end + 1) in {"chef", "chief", "exercice", "titre"}:
        end += 2
    if tokens.at(end) in {"un", "deux"} and low[place] == "numero":
        end += 1
    if tokens.at(end) == "et" and tokens.at(end + 1) in HEADS and not tokens.capital(end + 1):
        end = adjectives(tokens, end + 2)
    return end


def _english_start(tokens: Tokens, first: int) -> int:
    """`NATO Secretary General`, `Lithuanian Foreign Minister`: what stands before with a capital belongs to it."""
    while first and tokens.capital(first - 1) and not tokens.opens(first):
        word = tokens.low[first - 1]
        if not (tokens.words[first - 1].isupper() or word in DEMONYMS or word in BEFORE or word in KEPT):
            break
        first -= 1
    return first


def country(tokens: Tokens, role: Role, known: Gazetteer) -> str | None:
    """ISO code of the country that the words of a role name, adjective or noun; None when they name none."""
    first = role.first
    if tokens.at(first - 1) == "'s":
        first = max(0, first - 4)
    for place in range(first, role.last):
        code = DEMONYMS.get(tokens.low[place])
        if code is not None:
            return code
        if tokens.capital(place):
            found = known.find(tokens.low, place)
            if found is not None and found[1].kind == "country":
                return found[1].country
    return None
