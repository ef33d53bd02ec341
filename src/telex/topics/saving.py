"""Topics made, changed and retired. What cannot be read, planned and run is never stored as active."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace

from telex.delivery.seen import Question
from telex.errors import Conflict, Invalid
from telex.house import House
from telex.model.company import User, Viewer
from telex.model.topic import Follow, Reach, Topic, Watched
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.document import words_of
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching import naive
from telex.routing.matching.monitor import Monitor
from telex.topics.following import AT_ONCE, Manner, checked, follow
from telex.topics.rights import check_reach, edited_topic, may_edit, person, seen_topic

MOST_TOPICS = 200
"""Of one user, watches included; each is asked of every dispatch."""
MOST_ALWAYS = 20
"""Topics of one company that are asked about every dispatch (design/routing.md section 1)."""
MOST_COST = 500.0
"""In the unit of `routing.matching.costs`, about a microsecond a dispatch: some 6 % of what 100,000 ordinary queries cost
together (bench.routing)."""
TRIED = 100
"""Recent dispatches that a query is run on before it is stored."""
LONGEST_NAME = 200


class TooBroad(Invalid):
    """The query would be asked about every dispatch, and the company has as many of these as it may."""

    code = "too-broad"


class TooCostly(Invalid):
    """One query must not slow down everybody's."""

    code = "too-costly"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic as somebody writes it."""

    name: str
    query: str
    reach: Reach = Reach.PERSONAL


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic as one user has it before him."""

    topic: Topic
    follow: Follow | None
    """How he follows it; None = not."""
    mine: bool
    """Whether he may change it."""
    broken: str | None = None
    """Why its stored query cannot be asked any more, where that is so: it catches nothing until it is changed."""


async def listing(house: House, caller: Caller) -> list[Listed]:
    """Every topic that the caller may follow, by name: his own, those shared in his company, the global ones."""
    user = person(caller)
    follows = {f.topic: f for f in await house.store.topics.follows(user=user.id)}
    found = await house.store.topics.open_to(user.id, user.company)
    return [_listed(house, user, topic, follows.get(topic.id)) for topic in found]


async def one(house: House, caller: Caller, id: str) -> Listed:
    """Raises NotFound."""
    user = person(caller)
    topic = seen_topic(house, user, id)
    follows = await house.store.topics.follows(topic=id, user=user.id)
    return _listed(house, user, topic, follows[0] if follows else None)


async def create(house: House, caller: Caller, wanted: Wanted, manner: Manner | None = AT_ONCE) -> Topic:
    """Saves a new topic, which its owner follows in that manner (None: nobody does yet).

    Raises QueryError with the place, TooBroad, TooCostly, Invalid, Refused for a reach that is not his to give.
    """
    user = person(caller)
    check_reach(user, wanted.reach)
    query = await _checked(house, caller.viewer, user.company, wanted.query)
    topic = Topic(secrets.token_hex(6), _name(wanted.name), str(query), user.id, wanted.reach, user.company)
    return await add(house, caller, topic, manner)


async def add(house: House, caller: Caller, topic: Topic, manner: Manner | None) -> Topic:
    """Stores a checked topic of the caller, and lets him follow it. Raises Invalid when he has as many as he may."""
    how = checked(manner) if manner is not None else None
    owned = sum(1 for t in house.book.topics.values() if t.owner == topic.owner)
    if owned >= MOST_TOPICS:
        raise Invalid(f"you have {owned} topics and watches, {MOST_TOPICS} at most: retire one, or join some with OR")
    saved = await put(house, topic)
    if how is not None:
        await follow(house, caller, saved.id, how)
    return saved


async def edit(house: House, caller: Caller, id: str, wanted: Wanted) -> Topic:
    """Another name, query or reach. As long as the new query is refused, the earlier one counts. Raises as `create`."""
    user = person(caller)
    topic = edited_topic(house, user, id)
    if wanted.reach is not topic.reach:
        check_reach(user, wanted.reach)
    if topic.watched is not Watched.QUERY:
        raise Conflict("a watch is written by Telex; make a topic of its query to change it")
    if wanted.reach is Reach.PERSONAL and topic.owner != user.id:
        raise Conflict("only its owner can make a topic personal again; retire it instead")
    text = topic.query
    if wanted.query != topic.query or topic.standing in house.book.broken:
        text = str(await _checked(house, caller.viewer, topic.company, wanted.query, topic.id))
    return await put(house, replace(topic, name=_name(wanted.name), query=text, reach=wanted.reach))


async def retire(house: House, caller: Caller, id: str) -> None:
    """Takes a topic out of use. Corrections and kills of what it alerted to still come."""
    topic = edited_topic(house, person(caller), id)
    await put(house, replace(topic, active=False))


async def put(house: House, topic: Topic) -> Topic:
    """Store and book as one, also when the caller hangs up meanwhile: nothing is routed between the two queries."""

    async def whole() -> Topic:
        async with house.book.placing:
            await house.store.topics.put(topic, house.agency.clock())
            saved = await house.store.topics.get(topic.id) or topic
            house.book.put_topic(saved)
            return saved

    return await asyncio.shield(asyncio.ensure_future(whole()))


def _listed(house: House, user: User, topic: Topic, follow: Follow | None) -> Listed:
    return Listed(topic, follow, may_edit(user, topic), house.book.broken.get(topic.standing))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid(f"name: give the topic a name, {LONGEST_NAME} characters at most")
    return name


async def _checked(house: House, viewer: Viewer, company: str | None, text: str, id: str | None = None) -> Query:
    """The query of a text, bounded and tried. `company` = whose share of broad topics it takes; the agency's has no bound."""
    query = parse(text, zone=house.settings.zone)
    monitor = house.book.monitor
    cost = monitor.cost(query) if isinstance(monitor, Monitor) else 0.0
    if cost > MOST_COST:
        raise TooCostly(
            f"this query costs {cost / MOST_COST:.1f} times what one topic may: it has too many phrases and distances of "
            "common words; leave some out, or make several topics of it"
        )
    if company is not None and always(query):
        broad = [
            t
            for t in house.book.topics.values()
            if t.company == company and t.id != id and _broad(t, house.settings.zone)
        ]
        if len(broad) >= MOST_ALWAYS:
            raise TooBroad(
                f"this query has no word or value that a dispatch must have, and your company has {len(broad)} topics like "
                "that, which is the most: add a word that all you look for have, joined by AND"
            )
    await _tried(house, viewer, query)
    return query


def always(query: Query) -> bool:
    """Whether the query has to be asked about every dispatch."""
    probe = Monitor()
    probe.put("", query)
    return bool(probe.always)


def _broad(topic: Topic, zone: str) -> bool:
    try:
        return always(parse(topic.query, zone=zone))
    except Invalid:  # broken: it is asked of nothing
        return False


async def _tried(house: House, viewer: Viewer, query: Query) -> None:
    """Runs it on the latest texts that its owner may read. What raises there would raise on arrival."""
    page = await house.reader.live(viewer, Channel.PORTAL, Question(texts_only=True), limit=TRIED)
    for seen in page.items:
        try:
            naive.matches(query, words_of(seen.dispatch, event=seen.event, arrived=seen.at), house.reader.clock())
        except Exception as error:
            raise Invalid(
                f"this query cannot be run ({type(error).__name__}): nothing was saved; write it anew"
            ) from error
        await asyncio.sleep(0)
