"""Topics of a person: saved queries, following, watches, mutes."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from starlette.responses import Response

from telex import topics
from telex.model.topic import Mode, Reach, Watched, Which
from telex.model.vocabulary import Scope
from telex.topics import Manner, Wanted
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.following import ACTING, FollowItem, TopicItem, TopicList, acting, follow_item, topic_item
from telex.web.api.params import read_instant
from telex.web.api.table import Call, Endpoint

PEOPLE = (Scope.PERSON, Scope.COMPANY, Scope.DESK, Scope.READ)
"""A company's machine is let in as far as the answer that topics belong to people; sessions read."""


class FollowPut(Struct, frozen=True, forbid_unknown_fields=True):
    """How to be told. `hours` (HH:MM) are for digests; `zone` null = the agency's."""

    mode: Mode = Mode.NOW
    which: Which = Which.EVENT
    hours: tuple[str, ...] = ()
    zone: str | None = None
    muted_until: str | None = None
    """With its zone."""


class TopicPost(Struct, frozen=True, forbid_unknown_fields=True):
    """A query to save. `follow` null = at once, once per event."""

    name: str
    query: str
    reach: Reach = Reach.PERSONAL
    follow: FollowPut | None = None


class TopicPut(Struct, frozen=True, forbid_unknown_fields=True):
    """Another name, query or reach."""

    name: str
    query: str
    reach: Reach = Reach.PERSONAL


class WatchPost(Struct, frozen=True, forbid_unknown_fields=True):
    """`target` = an event id, a person's name, a dispatch (id or uri). `follow` null = as usual for the kind: material changes
    of an event, once per event for a person, everything of a dispatch."""

    kind: Watched
    target: str
    follow: FollowPut | None = None


class MutePut(Struct, frozen=True, forbid_unknown_fields=True):
    """Silence until an instant with its zone; null ends it. `topic` = of one topic alone."""

    until: str | None = None
    topic: str | None = None


def _manner(given: FollowPut) -> Manner:
    until = read_instant("muted_until", given.muted_until) if given.muted_until else None
    return Manner(given.mode, given.which, given.hours, given.zone, until)


async def listing(call: Call) -> Response:
    """His own topics and watches, those shared in his company, the agency's; each with how he follows it."""
    by = await acting(call)
    found = await topics.listing(by.house, by.caller)
    until: datetime | None = await topics.muted_until(by.house, by.caller)
    return read_answer(call.request, TopicList(tuple(map(topic_item, found)), until))


async def one(call: Call) -> Response:
    """One topic."""
    by = await acting(call)
    return read_answer(call.request, topic_item(await _one(by)))


async def post(call: Call) -> Response:
    """Saves a topic, tried on recent dispatches first, and follows it."""
    by, body = await acting(call), await sent(call.request, TopicPost)
    manner = _manner(body.follow) if body.follow is not None else topics.AT_ONCE
    made = await topics.create(by.house, by.caller, Wanted(body.name, body.query, body.reach), manner)
    return done(topic_item(await topics.one(by.house, by.caller, made.id)), 201)


async def put(call: Call) -> Response:
    """Changes a topic; while the new query is refused the earlier one counts."""
    by, body = await acting(call), await sent(call.request, TopicPut)
    id = call.request.path_params["id"]
    await topics.edit(by.house, by.caller, id, Wanted(body.name, body.query, body.reach))
    return done(topic_item(await _one(by)))


async def retire(call: Call) -> Response:
    """Takes it out of use for everybody who follows it. Corrections and kills of what it alerted to still come."""
    by = await acting(call)
    await topics.retire(by.house, by.caller, call.request.path_params["id"])
    return done()


async def follow(call: Call) -> Response:
    """Follows the topic, or changes how."""
    by, body = await acting(call), await sent(call.request, FollowPut)
    return done(follow_item(await topics.follow(by.house, by.caller, call.request.path_params["id"], _manner(body))))


async def unfollow(call: Call) -> Response:
    """Follows it no more."""
    by = await acting(call)
    await topics.unfollow(by.house, by.caller, call.request.path_params["id"])
    return done()


async def watch(call: Call) -> Response:
    """Watches an event, a person or a dispatch. What the caller may not see is answered as what does not exist."""
    by, body = await acting(call), await sent(call.request, WatchPost)
    manner = _manner(body.follow) if body.follow is not None else None
    made = await topics.watch(by.house, by.caller, body.kind, body.target, manner)
    return done(topic_item(await topics.one(by.house, by.caller, made.id)), 201)


async def mute(call: Call) -> Response:
    """What comes while muted is kept and shown afterwards; corrections and kills come at once."""
    by, body = await acting(call), await sent(call.request, MutePut)
    until = read_instant("until", body.until) if body.until else None
    await topics.mute(by.house, by.caller, until, body.topic)
    return done()


async def _one(by: Call) -> topics.Listed:
    return await topics.one(by.house, by.caller, by.request.path_params["id"])


ENDPOINTS = (
    Endpoint("GET", "/topics", listing, "Topics that the caller may follow", PEOPLE, (ACTING,), answers=TopicList,
             refusals=(404,), headers=("etag",)),
    Endpoint("POST", "/topics", post, "Save a query as a topic and follow it", PEOPLE, (ACTING,), sent=TopicPost,
             answers=TopicItem, status=201, refusals=(404, 422)),
    Endpoint("GET", "/topics/{id}", one, "One topic", PEOPLE, (ACTING,), answers=TopicItem, refusals=(404,),
             headers=("etag",)),
    Endpoint("PUT", "/topics/{id}", put, "Change a topic", PEOPLE, (ACTING,), sent=TopicPut, answers=TopicItem,
             refusals=(404, 409, 422)),
    Endpoint("DELETE", "/topics/{id}", retire, "Retire a topic", PEOPLE, (ACTING,), status=204, refusals=(404,)),
    Endpoint("PUT", "/topics/{id}/follow", follow, "Follow a topic, or change how", PEOPLE, (ACTING,), sent=FollowPut,
             answers=FollowItem, refusals=(404, 422)),
    Endpoint("DELETE", "/topics/{id}/follow", unfollow, "Follow a topic no more", PEOPLE, (ACTING,), status=204,
             refusals=(404,)),
    Endpoint("POST", "/watches", watch, "Watch an event, a person or a dispatch", PEOPLE, (ACTING,), sent=WatchPost,
             answers=TopicItem, status=201, refusals=(404, 409, 422)),
    Endpoint("PUT", "/mute", mute, "Silence for a while, of one topic or of all", PEOPLE, (ACTING,), sent=MutePut,
             status=204, refusals=(404, 422)),
)  # fmt: skip
