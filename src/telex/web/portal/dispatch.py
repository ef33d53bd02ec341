"""`/d/{id}`: one dispatch, and its download as ninjs or plain text."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Seen
from telex.formats import ninjs_out
from telex.model.vocabulary import Channel
from telex.web.auth import house, signed_in
from telex.web.portal import alerts
from telex.web.portal.asked import asked, on_shelf
from telex.web.portal.opened import opened
from telex.web.portal.wire import wire_page


async def page(request: Request) -> Response:
    """The wire with this dispatch open. A killed one is its notice; 404 is the same for hidden and unknown."""
    who = await signed_in(request)
    running = house(request)
    found = await opened(running, who, request.path_params["id"], request.query_params.get("show"))
    if found is None:
        raise HTTPException(404)
    if "telex-unasked" not in request.headers:  # a page that renews itself has not been read by anybody yet
        request.state.unread = await alerts.opened(running, who, found.seen.dispatch.id)
    what = replace(on_shelf(running, who.user, asked(request)), open=found.seen.dispatch.id)
    return await wire_page(request, who, what, found, reading=True)


async def as_json(request: Request) -> Response:
    """ninjs 3.1, as the API gives it."""
    seen = await _seen(request)
    item = ninjs_out.dump(seen.dispatch, seen.verdict.what, agency=house(request).settings.agency_name)
    return _download(msgspec.json.encode(item), "application/json", f"{seen.dispatch.id}.json")


async def as_text(request: Request) -> Response:
    """Plain text as it was stored, without the page's typography: what the copy button takes."""
    seen = await _seen(request)
    d = seen.dispatch
    if seen.verdict.what != "full":
        raise HTTPException(404)
    head = [line for line in (d.headline, d.subheadline, ", ".join(d.byline)) if line]
    return _download("\n\n".join([*head, *d.body]).encode() + b"\n", "text/plain; charset=utf-8", f"{d.id}.txt")


async def _seen(request: Request) -> Seen:
    who = await signed_in(request)
    seen = await house(request).reader.one(who.viewer, Channel.PORTAL, request.path_params["id"])
    if seen is None:
        raise HTTPException(404)
    return seen


def _download(body: bytes, kind: str, name: str) -> Response:
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
    return Response(body, 200, headers, kind)
