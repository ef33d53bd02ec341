"""Who is meant by role alone: `le ministre` after a minister was named, `le chef de X` before his name comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telex.reading.named import roles
from telex.reading.named.gazetteer import Gazetteer
from telex.reading.named.people import Roles, Someone
from telex.reading.named.role_words import HEADS, KIN, STATE, UNIQUE
from telex.reading.named.roles import Role
from telex.reading.named.speech import SPEECH
from telex.reading.named.tokens import Tokens

MAX_ROLES = 400
"""Roles without a name that are looked at; a long dispatch has about 30."""
_CHIEFS = frozenset(
    {"chef", "cheffe", "patron", "patronne", "chief", "head", "dirigeant", "dirigeante", "numero", "boss"}
)
_DETERMINERS = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au", "the"})
_AUXILIARY = frozenset({"a", "est", "avait", "s'est", "lui-meme", "elle-meme", "has", "was", "is", "doit", "se", "s'"})


@dataclass(frozen=True, slots=True)
class Meant:
    """A role that stands for a person."""

    person: int
    role: Role
    first: int
    """Word that it begins with, its article included."""


def by_role(texts: Sequence[Tokens], cast: list[Someone], known: Roles, gazetteer: Gazetteer) -> list[Meant]:
    """Every role without a name that can only be one person's; that person gets the role where he has none."""
    found: list[Meant] = []
    alone = [role for role in known.open() if _definite(texts[role.paragraph], role)][:MAX_ROLES]
    _give(texts, cast, alone)
    for role in alone:
        tokens = texts[role.paragraph]
        person = _whose(texts, cast, tokens, role, gazetteer)
        if person is not None:
            found.append(Meant(person, role, role.first - (tokens.at(role.first - 1) in _DETERMINERS)))
    return found


def _definite(tokens: Tokens, role: Role) -> bool:
    return tokens.at(role.first - 1) in _DETERMINERS and role.head not in KIN


def _give(texts: Sequence[Tokens], cast: list[Someone], alone: list[Role]) -> None:
    """`Le chef de X a dit ... Jean Y a ajouté`: the only role that nobody has, and the only person without one.

    Only for an office of one holder with its complement, told before the name, where the person then speaks or acts.
    """
    without = [one for one in cast if one.role is None]
    offices: dict[tuple[str, ...], Role] = {}
    held = {_content(texts, one.role) for one in cast if one.role is not None}
    for role in alone:
        content = _content(texts, role)
        if role.head in UNIQUE and not role.bare and content not in held:
            offices.setdefault(content, role)
    if len(offices) != 1:
        return
    role = next(iter(offices.values()))
    waiting = [one for one in without if _acts(texts, one)]
    if len(waiting) != 1 or not _opens(texts[role.paragraph], role):
        return
    if (role.paragraph, role.first) < (waiting[0].forms[0].paragraph, waiting[0].forms[0].first):
        waiting[0].role, waiting[0].likely = role, True


def _opens(tokens: Tokens, role: Role) -> bool:
    """The role is the subject of its sentence: it begins it, or a verb follows."""
    return tokens.opens(max(0, role.first - 1)) or tokens.at(role.last) in _AUXILIARY or tokens.at(role.last) in SPEECH


def _acts(texts: Sequence[Tokens], one: Someone) -> bool:
    for form in one.forms:
        tokens = texts[form.paragraph]
        if tokens.at(form.last) in _AUXILIARY or tokens.at(form.last) in SPEECH or tokens.at(form.first - 1) in SPEECH:
            return True
    return False


def _content(texts: Sequence[Tokens], role: Role) -> tuple[str, ...]:
    """The folded words of a role."""
    return tuple(texts[role.paragraph].low[role.first : role.last])


def _whose(texts: Sequence[Tokens], cast: list[Someone], tokens: Tokens, role: Role, known: Gazetteer) -> int | None:
    """The person who holds it: the same noun, and nothing that contradicts it; two such people: None."""
    fitting = [
        number
        for number, one in enumerate(cast)
        if one.role is not None
        and (one.role.paragraph, one.role.first) <= (role.paragraph, role.first)
        and _fits(texts, one.role, tokens, role, known)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(texts: Sequence[Tokens], held: Role, tokens: Tokens, role: Role, known: Gazetteer) -> bool:
    at = texts[held.paragraph]
    last, other = tokens.low[role.last - 1], at.low[held.last - 1]
    if held.head == role.head or {held.head, role.head} <= {"chef", "patron", "cheffe", "patronne"}:
        words, own = set(tokens.low[role.first : role.last]), set(at.low[held.first : held.last])
        if words <= own:
            return True
        mine, theirs = roles.country(tokens, role, known), _country(at, held, known)
        return mine is not None and mine == theirs and len(words - own) <= 1
    if role.head in _CHIEFS and not role.bare:
        if last == other and not held.bare:
            return held.head in HEADS
        content = set(tokens.low[role.first : role.last])
        if (
            "gouvernement" in content
            and held.head in {"ministre", "minister"}
            and at.low[held.first] in {"premier", "premiere", "prime"}
        ):
            mine = roles.country(tokens, role, known)
            return mine is None or mine == _country(at, held, known)
        return "etat" in content and held.head in {"president", "presidente"}
    return False


def _country(tokens: Tokens, role: Role, known: Gazetteer) -> str | None:
    return roles.country(tokens, role, known) or place_of_office(tokens, role, known)


def place_of_office(tokens: Tokens, role: Role, known: Gazetteer) -> str | None:
    """`en Norvège, où elle a vu le roi`: the country that the clause is in, for an office of a state without one."""
    if role.head not in STATE or not role.definite:
        return None
    where = role.first - 1
    while where > 0 and tokens.words[where] not in {".", "!", "?"}:
        if tokens.low[where] == "ou" and tokens.words[where] != "ou":
            at = where - 1 if tokens.at(where - 1) != "," else where - 2
            for begin in range(at, max(-1, at - 4), -1):
                match = known.find(tokens.low, begin) if tokens.capital(begin) else None
                if match and match[1].kind == "country" and tokens.at(begin - 1) in {"en", "au", "aux"}:
                    return match[1].country
            return None
        where -= 1
    return None
