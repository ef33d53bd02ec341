"""Which account of an event stands first: the official text, the one that others repeat, and who was first.

The rule for "official", in order; nothing else makes a text official:
1. its format declares a genre that is a communiqué, a statement or an official document;
2. a person of the event holds an office in its provider: the provider's name stands in somebody's role in one of the accounts
   (`porte-parole de la préfecture`), journalists left out, since every agency and newspaper is cited by its own people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from telex.events.claims import name_words
from telex.events.signature import normalise
from telex.events.when import issued
from telex.model.dispatch import Dispatch
from telex.model.event import Member
from telex.model.vocabulary import Relation

GENRES = frozenset({"communique", "communiques", "statement", "declaration", "official", "officiel", "release"})
_JOURNALISTS = (
    "journaliste journalist reporter correspondant correspondante correspondent redacteur redactrice redaction editor photographe "
    "photographer presentateur presentatrice chroniqueur chroniqueuse envoye envoyee"
)
JOURNALISTS = frozenset(_JOURNALISTS.split())


@dataclass(frozen=True, slots=True)
class Official:
    """An official text, and what makes it one."""

    id: str
    method: str
    """genre, or office."""
    proof: str
    """The genre, or the role that names the provider, as written."""


@dataclass(frozen=True, slots=True)
class First:
    """Who was first by one clock."""

    id: str
    method: str
    """published (an hour with its zone, said by the source) or received (arrival here)."""
    at: datetime


def official(dispatches: Sequence[Dispatch]) -> tuple[Official, ...]:
    """The official texts among the accounts, in the order given."""
    roles = [
        (role, frozenset(words), f" {' '.join(words)} ")
        for dispatch in dispatches
        for person in dispatch.mentions.people
        if (role := person.value.role) and (words := normalise(role))
    ]
    held = [each for each in roles if not each[1] & JOURNALISTS]
    found = (_official(dispatch, [(role, line) for role, _, line in held]) for dispatch in dispatches)
    return tuple(one for one in found if one is not None)


def first(dispatches: Sequence[Dispatch]) -> tuple[First, ...]:
    """The earliest hour that a source states, where two or more do; and the earliest arrival. Each with its method."""
    stated = [(at, d.id) for d in dispatches if (at := _issued(d)) is not None]
    arrived = [(d.first_published_at or d.received_at, d.id) for d in dispatches]
    found = [First(min(stated)[1], "published", min(stated)[0])] if len(stated) > 1 else []
    return (*found, First(min(arrived)[1], "received", min(arrived)[0])) if arrived else tuple(found)


def ordered(members: Sequence[tuple[Dispatch, Member]]) -> tuple[Dispatch, ...]:
    """Accounts as they are set side by side: official texts, then what others repeat, then by position.

    Reposts are no accounts, and neither is a text that a later one among them updates: the update stands in its place.
    """
    places = {dispatch.id: member.position for dispatch, member in members}
    before = {dispatch.id: older for dispatch, member in members if (older := _updates(dispatch, member)) in places}
    repeated = {member.related_to for _, member in members if member.relation is Relation.REPOST}
    kept = [d for d, m in members if m.relation is not Relation.REPOST and d.id not in before.values()]
    leads = {one.id for one in official(kept)}

    def standing(dispatch: Dispatch) -> tuple[bool, bool, int]:
        line = _line(dispatch.id, before)
        return not leads.intersection(line), not repeated.intersection(line), min(places[id] for id in line)

    return tuple(sorted(kept, key=standing))


def _updates(dispatch: Dispatch, member: Member) -> str | None:
    """The other item that it updates."""
    if dispatch.evolved_from is not None:
        return dispatch.evolved_from
    return member.related_to if member.relation is Relation.UPDATE and member.related_to != dispatch.id else None


def _line(id: str, before: Mapping[str, str | None]) -> list[str]:
    """An item and those that it came to stand for, newest first; a circle ends where it closes."""
    line = [id]
    while (older := before.get(line[-1])) is not None and older not in line:
        line.append(older)
    return line


def _official(dispatch: Dispatch, roles: Sequence[tuple[str, str]]) -> Official | None:
    if dispatch.genre is not None and GENRES.intersection(normalise(dispatch.genre)):
        return Official(dispatch.id, "genre", dispatch.genre)
    names = [name_words(name) for name in (dispatch.provider, dispatch.source_name) if name]
    for role, line in roles:
        if any(f" {' '.join(words)} " in line for words in names if sum(map(len, words)) > 1):
            return Official(dispatch.id, "office", role)
    return None


def _issued(dispatch: Dispatch) -> datetime | None:
    """An hour with its zone alone: hours without one do not compare between sources."""
    text = dispatch.published or ""
    zoned = len(text) > 16 and (text.endswith("Z") or text[-6:-5] in ("+", "-"))
    return issued(dispatch) if zoned else None
