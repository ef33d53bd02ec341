"""`/desk/holds/{id}`: a version that waits, with the two decisions on it: out now, or at another hour."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.desk.release import postpone
from telex.errors import NotFound
from telex.model.record import Held
from telex.office import Caller
from telex.web.auth import editor, form, house
from telex.web.desk.answers import onward
from telex.web.desk.fields import instant
from telex.web.desk.queue import queue
from telex.web.pages import address, render


async def page(request: Request) -> Response:
    """Held text is for editors alone. Once it is out, the way leads to the dispatch."""
    who = await editor(request)
    held = await house(request).store.holds.get(request.path_params["id"])
    if held is None:
        return await _gone(request)
    return await _page(request, who, held, {}, "")


async def decide(request: Request) -> Response:
    who = await editor(request)
    fields = await form(request)
    held = await house(request).store.holds.get(request.path_params["id"])
    if held is None:
        return await _gone(request)
    if fields.get("verb") == "release":
        try:
            return onward(request, [await house(request).agency.release(held)])
        except NotFound:
            return await _gone(request)
    return await _move(request, who, held, str(fields.get("until", "")))


async def _move(request: Request, who: Caller, held: Held, text: str) -> Response:
    """Another hour, in one commit with its timer."""
    running = house(request)
    until = instant(text, running.settings.tz)
    if until is None or until <= running.agency.clock():
        return await _page(request, who, held, {"until": "date" if until is None else "past"}, text, status=422)
    await running.store.holds.move(held.id, until, postpone(held, until))
    running.agency.wake_timers()
    return RedirectResponse(address(request)(f"/desk/holds/{held.id}", said="moved"), 303)


async def _gone(request: Request) -> Response:
    """It went out (its item has the id), or there never was such a version."""
    id = request.path_params["id"]
    if await house(request).store.dispatches.newest(id) is None:
        raise HTTPException(404)
    return RedirectResponse(address(request)(f"/desk/d/{id}"), 303)


async def _page(
    request: Request, who: Caller, held: Held, wrong: dict[str, str], until: str, *, status: int = 200
) -> Response:
    running = house(request)
    return render(
        request, "desk_hold.html", status=status, who=who, held=held, d=held.dispatch, wrong=wrong, until=until,
        queue=await queue(running, who, "embargo"), current=held.id, said=request.query_params.get("said"),
    )  # fmt: skip
