"""`/advance`: copies before their hour, for readers whose company has the right and to whom the desk has opened them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.office import Caller
from telex.web.auth import house, signed_in
from telex.web.pages import render
from telex.web.rights import has_advance


async def page(request: Request) -> Response:
    """404 for everybody without the right, as for a page that does not exist."""
    who = await _entitled(request)
    return render(request, "advance.html", who=who, copies=await house(request).reader.advance(who.viewer), copy=None)


async def one(request: Request) -> Response:
    """One copy. 404 as soon as its hour has come, or when it was closed: it is at its own address then, or nowhere."""
    who = await _entitled(request)
    copy = await house(request).reader.one_advance(who.viewer, request.path_params["id"])
    if copy is None:
        raise HTTPException(404)
    return render(request, "advance.html", who=who, copies=[], copy=copy)


async def _entitled(request: Request) -> Caller:
    who = await signed_in(request)
    if not who.viewer.active or not has_advance(who.viewer.entitlements, house(request).agency.clock()):
        raise HTTPException(404)
    return who
