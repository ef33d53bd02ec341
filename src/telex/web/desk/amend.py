"""`/desk/d/{id}/reading`: what was read of a dispatch, each value with its place in the text, and the editor's word on it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.amend import amend
from telex.errors import Conflict, Invalid, TelexError
from telex.model.amendment import LISTS
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.web import marks
from telex.web.auth import editor, form, house
from telex.web.desk.entries import TYPED, entries, typed
from telex.web.desk.entries import marks as marked
from telex.web.desk.queue import queue
from telex.web.desk.reading import Understood, understood
from telex.web.pages import address, render


async def page(request: Request) -> Response:
    who = await editor(request)
    d, read = await _read(request, who)
    return await _page(request, who, d, read)


async def save(request: Request) -> Response:
    """Sets one value. What was typed comes back with the reason when it cannot be used."""
    who = await editor(request)
    d, read = await _read(request, who)
    fields = {name: value for name, value in (await form(request)).items() if isinstance(value, str)}
    running = house(request)
    based_on = fields.get("based_on", "")
    try:
        amendment = typed(fields, read.facts, who.user.id if who.user else "", running.agency.clock())
        stated = int(based_on) if based_on.isascii() and based_on.isdigit() and len(based_on) < 10 else None
        filed = await amend(running, d.id, [amendment], based_on=None if d.held else stated)
    except (Invalid, Conflict) as error:
        return await _page(request, who, d, read, wrong=error, typed=fields, status=error.status)
    target = address(request)(f"/desk/d/{d.id}/reading", said="kept" if filed.state == "duplicate" else "set")
    return RedirectResponse(f"{target}#{amendment.field}", 303)


async def _read(request: Request, who: Caller) -> tuple[Dispatch, Understood]:
    """The newest version, or the one that waits; 404 when there is none, or when its reading went with its text."""
    running, id = house(request), request.path_params["id"]
    held = await running.store.holds.get(id)
    seen = await running.reader.one(who.viewer, Channel.DESK, id)
    d = seen.dispatch if seen is not None else held.dispatch if held is not None else None
    read = await understood(running, d) if d is not None else None
    if d is None or read is None:
        raise HTTPException(404)
    return d, read


async def _page(
    request: Request, who: Caller, d: Dispatch, read: Understood, *,
    wrong: TelexError | None = None, typed: dict[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    places = marked(read.facts)
    body = [marks.pieces(text, places.get(n, ())) for n, text in enumerate(read.facts.body)]
    shown = entries(read.facts)
    return render(
        request, "desk_reading.html", status=status, who=who, d=d, read=read, body=body, typed=typed, wrong=wrong,
        singles=[e for e in shown if e.field not in LISTS],
        lists=[(name, [e for e in shown if e.field == name], TYPED[name]) for name in LISTS],
        queue=await queue(house(request), who, "embargo" if d.held else "out"), current=d.id,
        said=request.query_params.get("said"),
    )  # fmt: skip
