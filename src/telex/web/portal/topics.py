"""`/topics`: every topic that a reader may follow, what he watches, and silence for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import topics
from telex.errors import Conflict
from telex.house import House
from telex.model.topic import Follow, Reach, Topic, Watched
from telex.office import Caller
from telex.topics import Listed
from telex.web.auth import form, house, signed_in
from telex.web.desk.fields import instant
from telex.web.locale import prefix
from telex.web.pages import address, render
from telex.web.portal.following import Named, name_of
from telex.web.portal.lately import Lately, lately
from telex.web.portal.login import local

EXAMPLE = 'headline:port AND "grand large"'
COUNTED = 40
"""Topics whose last days are counted on one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A topic in the list."""

    topic: Topic
    follow: Follow | None
    mine: bool
    muted: datetime | None
    lately: Lately | None = None
    named: Named | None = None
    """Of a watch."""


async def page(request: Request) -> Response:
    who = await signed_in(request)
    return await _page(request, who)


async def mute(request: Request) -> Response:
    """Silence of everything until an hour, or its end."""
    who = await signed_in(request)
    fields = await form(request)
    running = house(request)
    if fields.get("verb") == "unmute":
        await topics.mute(running, who, None)
        return RedirectResponse(address(request)("/topics", said="unmuted"), 303)
    text = str(fields.get("until", "")).strip()
    until = instant(text, running.settings.tz)
    if until is None or until <= running.agency.clock():
        wrong = "missing" if not text else "date" if until is None else "past"
        return await _page(request, who, wrong={"until": wrong}, until=text[:40], status=422)
    await topics.mute(running, who, until)
    return RedirectResponse(address(request)("/topics", said="muted"), 303)


async def watch(request: Request) -> Response:
    """Begins or ends to watch an event, a person or a dispatch, and goes back to the page where the button stands."""
    who = await signed_in(request)
    fields = await form(request)
    kind, target = str(fields.get("kind", "")), str(fields.get("target", ""))
    if kind not in set(Watched) or kind == Watched.QUERY or not target:
        raise HTTPException(404)
    running = house(request)
    if fields.get("verb") == "drop":
        await topics.unwatch(running, who, Watched(kind), target)
    else:
        try:
            await topics.watch(running, who, Watched(kind), target)
        except Conflict:  # killed while it was being read: its page says so
            return RedirectResponse(address(request)(f"/d/{target}"), 303)
    back = local(str(fields.get("back", "")), "/topics")
    return RedirectResponse(prefix(request) + back, 303)


async def _page(
    request: Request, who: Caller, *, wrong: dict[str, str] | None = None, until: str = "", status: int = 200
) -> Response:
    running = house(request)
    everything = await topics.listing(running, who)
    queries = [one for one in everything if one.topic.watched is Watched.QUERY]
    lines = [await _line(running, who, one, counted=n < COUNTED) for n, one in enumerate(queries)]
    watches = [await _watch(running, who, one) for one in everything if one.topic.watched is not Watched.QUERY]
    owner = who.user.id if who.user is not None else ""
    mine = [line for line in lines if line.topic.owner == owner]
    return render(
        request, "topics.html", status=status, who=who, mine=mine, watches=watches,
        shared=[line for line in lines if line not in mine and line.topic.reach is Reach.COMPANY],
        offered=[line for line in lines if line not in mine and line.topic.reach is Reach.GLOBAL],
        mute=await topics.muted_until(running, who), wrong=wrong or {}, until=until, example=EXAMPLE,
        said=request.query_params.get("said") if request.method == "GET" else None,
    )  # fmt: skip


async def _line(running: House, who: Caller, one: Listed, *, counted: bool) -> Line:
    found = await lately(running, who.viewer, one.topic.query) if counted else None
    return Line(one.topic, one.follow, one.mine, _muted(running, one), found)


async def _watch(running: House, who: Caller, one: Listed) -> Line:
    named = await name_of(running, who, one.topic)
    return Line(one.topic, one.follow, one.mine, _muted(running, one), named=named)


def _muted(running: House, one: Listed) -> datetime | None:
    until = one.follow.muted_until if one.follow is not None else None
    return until if until is not None and until > running.agency.clock() else None
