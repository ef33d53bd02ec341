"""Watches: an event, a person, or what becomes of one dispatch, as topics whose query Telex writes.

What the caller may not see is answered as what does not exist. A watch keeps no headline: pages look it up for who reads.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from telex.errors import Conflict, Invalid, NotFound
from telex.house import House
from telex.model.topic import Topic, Watched, Which
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.language.parser import parse
from telex.topics.following import AT_ONCE, Manner, follow
from telex.topics.rights import person
from telex.topics.saving import LONGEST_NAME, add, put

UNKNOWN_EVENT = "there is no such event, or it is not part of what you may read"
UNKNOWN_DISPATCH = "there is no such dispatch, or it is not part of what you may read"
USUALLY = {Watched.EVENT: Which.MATERIAL, Watched.PERSON: Which.EVENT, Watched.DISPATCH: Which.EVERY}
"""Of which dispatches a watch tells, unless its follower says otherwise: what is new in an event, one of the copies that name
somebody, everything that becomes of a dispatch."""


async def watch(house: House, caller: Caller, kind: Watched, target: str, manner: Manner | None = None) -> Topic:
    """Watches an event (id), a person (name) or a dispatch (id or uri); watched already, the manner changes alone.

    Raises NotFound, Invalid, Conflict for a dispatch that was killed.
    """
    user = person(caller)
    if kind is Watched.QUERY:
        raise Invalid("kind: say event, person or dispatch; a query is saved as a topic")
    found, query = await _target(house, caller, kind, target)
    how = manner or replace(AT_ONCE, which=USUALLY[kind])
    known = watched(house, caller, kind, found)
    if known is not None:
        if manner is not None:
            await follow(house, caller, known.id, how)
        return known
    topic = Topic(
        secrets.token_hex(6), found, str(parse(query, zone=house.settings.zone)), user.id, company=user.company,
        watched=kind, target=found,
    )  # fmt: skip
    return await add(house, caller, topic, how)


def watched(house: House, caller: Caller, kind: Watched, target: str) -> Topic | None:
    """The caller's watch on it."""
    user = person(caller)
    mine = (t for t in house.book.topics.values() if t.owner == user.id and t.watched is kind and t.target == target)
    return next(mine, None)


async def unwatch(house: House, caller: Caller, kind: Watched, target: str) -> None:
    """Ends a watch; without one, nothing happens."""
    topic = watched(house, caller, kind, target)
    if topic is not None:
        await put(house, replace(topic, active=False))


async def _target(house: House, caller: Caller, kind: Watched, target: str) -> tuple[str, str]:
    """What is watched as it is stored, and the query that finds it."""
    if kind is Watched.PERSON:
        return _person(target)
    if kind is Watched.EVENT:
        return await _event(house, caller, target)
    reader, viewer = house.reader, caller.viewer
    look = reader.by_uri if ":" in target else reader.one
    seen = await look(viewer, Channel.PORTAL, target)
    if seen is None:
        raise NotFound(UNKNOWN_DISPATCH)
    if not seen.verdict.text:
        raise Conflict("this dispatch was killed: nothing more will come of it")
    return seen.dispatch.id, f"uri:{_quoted(seen.dispatch.uri)} OR evolvedfrom:{_quoted(seen.dispatch.id)}"


async def _event(house: House, caller: Caller, target: str) -> tuple[str, str]:
    """An event, where it went when it was merged into another one."""
    for id in (target, await house.store.grouping.redirected(target)):
        if id is not None and await house.reader.event(caller.viewer, Channel.PORTAL, id) is not None:
            return id, f"event:{_quoted(id)}"
    raise NotFound(UNKNOWN_EVENT)


def _person(target: str) -> tuple[str, str]:
    name = " ".join(target.replace('"', " ").split())
    if not 2 <= len(name) <= LONGEST_NAME or not any(char.isalpha() for char in name):
        raise Invalid("person: write the name as texts do, such as Ilse Brandt")
    return name, f"person:{_quoted(name)}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
