"""One pass over the words of a paragraph: what each capital and each noun of function may be, before the text as a whole decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from telex.reading.named import organisations, roles
from telex.reading.named.complements import ARTICLES, MAX_CHAIN, OF, PARTICLES
from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.gazetteer import Gazetteer, Known
from telex.reading.named.honorifics import ALWAYS_CAPITAL, FOLLOWED_BY_STOP, HONORIFICS, is_given
from telex.reading.named.opening_words import NEVER, OPENING
from telex.reading.named.organisation_words import THINGS, WATERS
from telex.reading.named.place_words import NOUNS
from telex.reading.named.role_words import BEFORE, HEADS
from telex.reading.named.roles import Role
from telex.reading.named.tokens import Tokens

Kind = Literal["titled", "name", "organisation", "place", "thing"]
TRIGGERS = HEADS | organisations.HEADS | THINGS | frozenset(HONORIFICS)
_NAME_PARTICLES = PARTICLES - {"d"}
_APART = frozenset({"de", "du", "des", "d'", "la", "le", "e", "y"})
"""Particles that are also words: they bind only after one given name (`Luca de Meo`)."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `first` to the one before `last` of a paragraph that belong together."""

    kind: Kind
    paragraph: int
    first: int
    last: int
    name: int = -1
    """First word of the name proper: behind an honorific. -1: `first`."""
    honorific: str | None = None
    given: bool = False
    """Begins with a given name."""
    known: Known | None = None

    @property
    def placed(self) -> bool:
        """A known place, whatever stands around it."""
        return self.known is not None and not self.known.unsure

    @property
    def start(self) -> int:
        return self.first if self.name < 0 else self.name


@dataclass(slots=True)
class Found:
    """Chunks and roles of a text, in order."""

    chunks: list[Chunk] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


def scan(tokens: Tokens, number: int, known: Gazetteer, found: Found) -> None:
    """Adds the chunks and roles of one paragraph."""
    low = tokens.low
    done = 0
    for place, word in enumerate(tokens.words):
        capital = word[0].isupper()
        if not capital and low[place] not in TRIGGERS:
            continue
        if place >= done:
            done = max(done, _step(tokens, place, capital, number, known, found))
        elif low[place] in HEADS and not _inside_name(found, number, place):
            found.roles.append(roles.at(tokens, place, number))


def _inside_name(found: Found, number: int, place: int) -> bool:
    last = found.chunks[-1] if found.chunks else None
    return last is not None and last.paragraph == number and last.kind != "organisation" and place < last.last


def _step(tokens: Tokens, place: int, capital: bool, number: int, known: Gazetteer, found: Found) -> int:
    """What begins at a word: adds it and returns its end."""
    low = tokens.low[place]
    if low in HONORIFICS and (chunk := _titled(tokens, place, number)):
        found.chunks.append(chunk)
        return chunk.last
    if capital and (end := organisations.known(tokens, place)):
        found.chunks.append(Chunk("organisation", number, place, end))
        return end
    if low in organisations.HEADS and (span := organisations.named(tokens, place)):
        return _organisation(tokens, span, number, known, found)
    if low in HEADS and not (capital and _is_name_start(tokens, place)):
        role = roles.at(tokens, place, number)
        found.roles.append(role)
        return place + 1
    if low in THINGS and (not capital or low in WATERS):
        return _thing(tokens, place, number, found)
    if capital:
        return _capital(tokens, place, number, known, found)
    return place + 1


def _organisation(tokens: Tokens, span: tuple[int, int], number: int, known: Gazetteer, found: Found) -> int:
    """An organisation, and the places that its name holds, a university's apart."""
    first, last = span
    found.chunks.append(Chunk("organisation", number, first, last))
    if not organisations.closed(tokens, first):
        for place in range(first + 1, last):
            if tokens.capital(place) and tokens.at(place - 1) in OF | {"a"}:
                match = known.find(tokens.low, place)
                if match and place + match[0] <= last:
                    found.chunks.append(Chunk("place", number, place, place + match[0], known=match[1]))
                elif place == last - 1 and tokens.low[first] in NOUNS:
                    found.chunks.append(Chunk("name", number, place, last))
    return last


def _is_name_start(tokens: Tokens, place: int) -> bool:
    """A word for a trade with a capital that begins a name: given name or surname, no role."""
    return is_given(tokens.low[place])


def _titled(tokens: Tokens, place: int, number: int) -> Chunk | None:
    """Honorific and name."""
    low = tokens.low[place]
    if low in ALWAYS_CAPITAL and (not tokens.capital(place) or tokens.words[place] == "MS"):
        return None
    name = place + 1
    if tokens.at(name) == "." and low in FOLLOWED_BY_STOP:
        name += 1
    if not tokens.capital(name) or tokens.starts[name] - tokens.ends[name - 1] > 1:
        return None
    if tokens.low[name] in HEADS and not tokens.capital(name + 1):
        return None
    return Chunk("titled", number, place, _name_end(tokens, name, True), name, low, is_given(tokens.low[name]))


def _name_end(tokens: Tokens, place: int, person: bool) -> int:
    """The end of a name: capitals, initials and particles; it breaks before a title that another name follows."""
    end = place + 1
    low, size = tokens.low, len(tokens.words)
    while end < size and end - place < MAX_CHAIN and tokens.starts[end] - tokens.ends[end - 1] <= 1:
        if tokens.capital(end):
            if not person and _acronym_after(tokens, place, end):
                break
            if low[end] in HONORIFICS and low[end] not in ALWAYS_CAPITAL:
                break
            if low[end] in HEADS and tokens.capital(end + 1) and low[end] not in {"maire", "prince", "king", "pope"}:
                break
            end += 1
            continue
        ahead = end
        while ahead < size and ahead - end < 3 and low[ahead] in _NAME_PARTICLES:
            ahead += 1
        if ahead == end or ahead >= size or not tokens.capital(ahead):
            break
        if low[end] in _APART and not (person and end == place + 1):
            break
        end = ahead + 1
    return end


def _acronym_after(tokens: Tokens, first: int, place: int) -> bool:
    """Capitals alone behind a word that is not: another name begins. `Jean DUPONT` begins with a given name and is let through."""
    word = tokens.words[place]
    return len(word) > 1 and word.isupper() and "." not in word and not tokens.words[first].isupper()


def _thing(tokens: Tokens, place: int, number: int, found: Found) -> int:
    """`rue Victor X`: the run right after the noun names a thing. `gare de X` is left for the place."""
    name = place + 1
    if tokens.low[place] in WATERS and tokens.at(name) in OF:
        name += 2 if tokens.at(name + 1) in ARTICLES else 1
        if not tokens.capital(name):
            return place + 1
    elif not tokens.capital(name) or tokens.starts[name] - tokens.ends[place] != 1:
        return place + 1
    end = _name_end(tokens, name, True)
    found.chunks.append(Chunk("thing", number, place, end))
    return end


def _capital(tokens: Tokens, place: int, number: int, known: Gazetteer, found: Found) -> int:
    """A capital that no noun explains: place, acronym or the beginning of a name."""
    low = tokens.low[place]
    opening = tokens.opens(place)
    if low in NEVER or (low in BEFORE and tokens.at(place + 1) in HEADS):
        return place + 1
    match = known.find(tokens.low, place)
    if match is not None and not _surname_of(tokens, place) and _stands(tokens, place, match):
        found.chunks.append(Chunk("place", number, place, place + match[0], known=match[1]))
        return place + match[0]
    if organisations.acronym(tokens, place):
        found.chunks.append(Chunk("organisation", number, place, place + 1))
        return place + 1
    given = is_given(low)
    if opening and low in OPENING and not (given and tokens.capital(place + 1)):
        return place + 1
    if low in DEMONYMS and not given:
        return place + 1
    end = _split(tokens, place, _name_end(tokens, place, given and low not in PARTICLES), number, found)
    kind: Kind = "name"
    if organisations.institution(tokens, place, end) or (organisations.shaped(tokens, place, end) and not given):
        kind = "organisation"
    elif match is not None and not given and end - place > match[0] and not match[1].unsure:
        kind = "thing"
    found.chunks.append(
        Chunk(kind, number, place, end, given=given, known=match[1] if match and end - place == match[0] else None)
    )
    return end


def _split(tokens: Tokens, place: int, end: int, number: int, found: Found) -> int:
    """A run ends where the role ends that it stands in (`ministre de la Santé Jean X`), and before a given name when an
    article says that it begins with a thing (`à l'Agence Jean X`).
    """
    role = found.roles[-1] if found.roles else None
    if role is not None and role.paragraph == number and place < role.last < end:
        return role.last
    if end - place > 2 and tokens.at(place - 1) in ARTICLES and not is_given(tokens.low[place]):
        return next((at for at in range(place + 1, end - 1) if is_given(tokens.low[at])), end)
    return end


def _surname_of(tokens: Tokens, place: int) -> bool:
    """A given name that is also a place, before another capital: a person (`Maurice X`)."""
    return is_given(tokens.low[place]) and tokens.capital(place + 1) and tokens.at(place + 1) not in HEADS


def _stands(tokens: Tokens, place: int, match: tuple[int, Known]) -> bool:
    """Whether the known name stands alone here: not the beginning of a longer name, not a word at the start of a sentence."""
    end = place + match[0]
    joined = tokens.capital(end) and tokens.starts[end] - tokens.ends[end - 1] == 1
    if match[1].unsure or (
        match[1].kind == "country"
        and match[0] == 1
        and len(tokens.low[place]) < 4
        and not tokens.words[place].isupper()
    ):
        return False
    if not joined or tokens.at(place - 1) in {"a", "en", "au", "aux"} or tokens.low[end] in HEADS:
        return True
    return match[1].kind == "area" or (match[1].kind == "country" and is_given(tokens.low[end]))
