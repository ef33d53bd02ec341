"""`/desk/holds/{id}`: a version that waits, with the decisions on it: out now, at another hour, opened in advance."""

from __future__ import annotations

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.desk.release import postpone
from telex.errors import Invalid, NotFound
from telex.house import House
from telex.model.company import Company
from telex.model.record import Held
from telex.model.text import fold
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.entitlement import may
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
    if fields.get("verb") in ("offer", "close"):
        return await _advance(request, who, held, str(fields["verb"]))
    return await _move(request, who, held, str(fields.get("until", "")))


async def _advance(request: Request, who: Caller, held: Held, verb: str) -> Response:
    """Opens it to those with a right in advance, or closes it. It may have gone out meanwhile, or lost its hour."""
    office = house(request).office
    try:
        await (office.offer_advance(held.id) if verb == "offer" else office.close_advance(held.id))
    except NotFound:
        return await _gone(request)
    except Invalid:
        return await _page(request, who, held, {"until": "past"}, "", status=422)
    return RedirectResponse(address(request)(f"/desk/holds/{held.id}", said=verb), 303)


async def ahead(running: House, held: Held) -> list[Company] | None:
    """Companies that may read it before its hour, or might if it were opened now; None = it waits for no known hour ahead."""
    now = running.agency.clock()
    if held.reason != "embargo" or held.due is None or held.due <= now:
        return None
    carried = held.advance if held.advance is not None else await running.office.carried_ahead(held.dispatch)
    return sorted(
        (c for c in running.book.members.companies() if _may(running, c, held, carried, now)),
        key=lambda c: fold(c.name),
    )


def _may(running: House, company: Company, held: Held, carried: frozenset[str], now: datetime) -> bool:
    viewer = running.book.viewer(company.id)
    return viewer is not None and may(viewer, held.dispatch, carried, Channel.ADVANCE, now).yes


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
        ahead=await ahead(running, held), queue=await queue(running, who, "embargo"), current=held.id, said=request.query_params.get("said"),
    )  # fmt: skip
