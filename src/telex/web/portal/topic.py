"""`/topics/new` and `/topics/{id}`: one topic, how it tells the reader, and beside it what it would have brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import topics
from telex.errors import Invalid, QueryError, Refused, TelexError
from telex.house import House
from telex.model.topic import Follow, Mode, Reach, Topic, Watched, Which
from telex.office import Caller
from telex.topics import Listed, Manner, Wanted
from telex.topics.saving import LONGEST_NAME
from telex.web.auth import form, house, signed_in
from telex.web.desk.fields import instant
from telex.web.dryrun import MOST_CHARACTERS, worded
from telex.web.locale import locale
from telex.web.pages import address, render
from telex.web.portal.following import name_of
from telex.web.portal.trying import tried

HOURS = ("07:00", "17:00")
"""Of a digest, until the reader chooses others."""
NOW = {"every": Which.EVERY, "event": Which.EVENT, "material": Which.MATERIAL}
"""What the buttons that tell at once stand for."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the fields hold."""

    name: str = ""
    query: str = ""
    told: str = "event"
    """`every`, `event`, `material`, `digest` or `quiet`."""
    hours: tuple[str, ...] = HOURS
    muted: str = ""
    reach: str = Reach.PERSONAL.value

    @property
    def fields(self) -> tuple[str, ...]:
        """One empty hour more, to be filled."""
        return (*self.hours, "")


async def page(request: Request) -> Response:
    """`q` = another query to begin with, as the fragment's address has it."""
    who = await signed_in(request)
    found = await topics.one(house(request), who, request.path_params["id"])
    text = request.query_params.get("q", "").strip()[:MOST_CHARACTERS]
    typed = _saved(house(request), found.topic, found.follow)
    return await _page(request, who, found, replace(typed, query=text) if text and writes(found) else typed)


async def new(request: Request) -> Response:
    """`q` fills the query in: from a search, or from an example."""
    who = await signed_in(request)
    text = request.query_params.get("q", "").strip()[:MOST_CHARACTERS]
    return await _page(request, who, None, Typed(query=text))


async def change(request: Request) -> Response:
    """Saves, tries, follows or stops, as the button says. What was typed is never lost."""
    who = await signed_in(request)
    fields = await form(request)
    running, id = house(request), request.path_params.get("id")
    found = await topics.one(running, who, id) if id is not None else None
    typed = _read(fields, found, running)
    verb = str(fields.get("verb", "save"))
    if "repair" in fields:
        return await _page(request, who, found, replace(typed, query=str(fields["repair"])[:MOST_CHARACTERS]))
    if verb == "try":
        return await _page(request, who, found, typed)
    if found is not None and verb in ("follow", "unfollow", "pause", "resume"):
        return await _other(request, who, found, verb)
    wrong, until = _wrong(typed, found, running)
    if wrong:
        return await _page(request, who, found, typed, wrong=wrong, status=422)
    try:
        topic = await _put(running, who, found, typed)
        await topics.follow(running, who, topic.id, _manner(typed, found.follow if found else None, until))
    except QueryError as error:
        return await _page(request, who, found, typed, error=error, status=422)
    except (Invalid, Refused) as error:
        return await _page(request, who, found, typed, refused=error, status=error.status)
    return _done(request, f"/topics/{topic.id}", "saved")


async def remove(request: Request) -> Response:
    """Asks once more; POST takes the topic out of use, for everybody who follows it."""
    who = await signed_in(request)
    running = house(request)
    found = await topics.one(running, who, request.path_params["id"])
    if not found.mine:
        raise HTTPException(404)
    if request.method == "POST":
        await form(request)
        await topics.retire(running, who, found.topic.id)
        return _done(request, "/topics", "dropped")
    follows = await running.store.topics.follows(topic=found.topic.id)
    others = sum(1 for follow in follows if who.user is None or follow.user != who.user.id)
    name = (await name_of(running, who, found.topic)).title
    return render(request, "topic_delete.html", who=who, t=found.topic, name=name, others=others)


def writes(found: Listed | None) -> bool:
    """Whether name and query are the reader's to write: not of another's topic, and not of a watch."""
    return found is None or (found.mine and found.topic.watched is Watched.QUERY)


async def _other(request: Request, who: Caller, found: Listed, verb: str) -> Response:
    """One click: nothing of the fields is saved."""
    running, id, known = house(request), found.topic.id, found.follow
    if verb == "unfollow":
        await topics.unfollow(running, who, id)
        return _done(request, "/topics", "unfollowed")
    if verb == "follow" or known is None:
        await topics.follow(running, who, id)
        return _done(request, "/topics", "followed")
    mode = Mode.QUIET if verb == "pause" else Mode.NOW
    await topics.follow(running, who, id, Manner(mode, known.which, (), known.zone, known.muted_until))
    return _done(request, f"/topics/{id}", "paused" if verb == "pause" else "resumed")


def _done(request: Request, path: str, said: str) -> Response:
    return RedirectResponse(address(request)(path, said=said), 303)


def _saved(running: House, topic: Topic, follow: Follow | None) -> Typed:
    """The fields as they are stored."""
    typed = Typed(topic.name, topic.query, reach=topic.reach.value)
    if follow is None:
        return typed
    told = follow.mode.value if follow.mode is not Mode.NOW else follow.which.value
    muted = follow.muted_until
    local = muted.astimezone(running.settings.tz) if muted and muted > running.agency.clock() else None
    return replace(
        typed, told=told, hours=follow.hours or HOURS, muted=local.strftime("%Y-%m-%dT%H:%M") if local else ""
    )


def _read(fields: FormData, found: Listed | None, running: House) -> Typed:
    """The fields as they were sent."""
    known = _saved(running, found.topic, found.follow) if found is not None else Typed()
    if not writes(found):
        fields = FormData([(name, value) for name, value in fields.multi_items() if name not in ("name", "query")])
    hours = tuple(sorted({str(hour).strip()[:5] for hour in fields.getlist("hour")} - {""}))
    told = str(fields.get("told", known.told))
    return Typed(
        str(fields.get("name", known.name)).strip(),
        str(fields.get("query", known.query)).strip()[:MOST_CHARACTERS],
        told if told in (*NOW, "digest", "quiet") else known.told,
        hours,
        str(fields.get("muted", known.muted)).strip()[:40],
        str(fields.get("reach", known.reach)),
    )


def _wrong(typed: Typed, found: Listed | None, running: House) -> tuple[dict[str, str], datetime | None]:
    """Faults by field, and the end of the mute."""
    wrong: dict[str, str] = {}
    if not typed.name:
        wrong["name"] = "missing"
    elif len(typed.name) > LONGEST_NAME:
        wrong["name"] = "long"
    if typed.told == "digest" and not typed.hours:
        wrong["hours"] = "missing"
    until = instant(typed.muted, running.settings.tz) if typed.muted else None
    if typed.muted and until is None:
        wrong["muted"] = "date"
    elif until is not None and until <= running.agency.clock():
        wrong["muted"] = "past"
    return wrong, until


async def _put(running: House, who: Caller, found: Listed | None, typed: Typed) -> Topic:
    """Saves what is the reader's to save. Raises QueryError, Invalid, Refused."""
    if found is not None and not writes(found):
        return found.topic
    reach = Reach(typed.reach) if typed.reach in set(Reach) else Reach.PERSONAL
    wanted = Wanted(typed.name, typed.query, reach)
    if found is None:
        return await topics.create(running, who, wanted, None)
    return await topics.edit(running, who, found.topic.id, wanted)


def _manner(typed: Typed, known: Follow | None, until: datetime | None) -> Manner:
    """A digest and silence keep of what they tell; the zone stays the follower's."""
    which = NOW.get(typed.told, known.which if known is not None else Which.EVENT)
    mode = Mode(typed.told) if typed.told in ("digest", "quiet") else Mode.NOW
    hours = typed.hours if mode is Mode.DIGEST else ()
    return Manner(mode, which, hours, known.zone if known is not None else None, until)


async def _page(
    request: Request,
    who: Caller,
    found: Listed | None,
    typed: Typed,
    *,
    wrong: dict[str, str] | None = None,
    error: QueryError | None = None,
    refused: TelexError | None = None,
    status: int = 200,
) -> Response:
    """The form, and beside it the dry run of what stands in it."""
    running, topic = house(request), found.topic if found is not None else None
    dry = None
    if error is None and typed.query:
        try:
            dry = await tried(request, running, who, typed.query, topic, once=typed.told != "every")
        except QueryError as fault:
            error, status = fault, 422
    zone = found.follow.zone if found is not None and found.follow is not None else None
    name = (await name_of(running, who, topic)).title if topic is not None else None
    return render(
        request, "topic.html", block="dry", status=status, who=who, t=topic, name=name, f=typed, wrong=wrong or {}, dry=dry,
        follow=found.follow if found is not None else None, mine=found is None or found.mine, writes=writes(found),
        reaches=[reach.value for reach in topics.reaches(topics.person(who))], zone=zone or running.settings.zone,
        error=error, error_said=worded(error, locale(request)) if error is not None else None, typed=False, q=typed.query,
        refused=refused, broken=found.broken if found is not None else None,
        said=request.query_params.get("said") if request.method == "GET" else None,
    )  # fmt: skip
