"""Copies before their hour, for companies with a right in advance. Nothing of them is at any other address."""

from __future__ import annotations

from starlette.responses import Response

from telex.delivery.seen import Copy
from telex.errors import NotFound
from telex.formats import ninjs
from telex.formats.moments import utc
from telex.house import House
from telex.model.vocabulary import Scope
from telex.web.api.answers import read_answer
from telex.web.api.envelope import links
from telex.web.api.shapes import AdvanceItem, AdvanceList
from telex.web.api.table import Call, Endpoint

KEPT_NOWHERE = {"cache-control": "no-store"}


async def advance_item(house: House, copy: Copy) -> AdvanceItem:
    d = copy.dispatch
    url = f"{house.settings.url}/d/{d.id}"
    item = ninjs.dump(d, copy.verdict.what, url=url, agency=house.settings.agency_name, uris=await links(house, d))
    item["embargoedUntil"] = utc(copy.until)
    return AdvanceItem(copy.hold, d.id, copy.until, copy.verdict.what, copy.verdict.products, item)


async def listing(call: Call) -> Response:
    """What the desk has opened and the caller's company may have, the next hour first. After its hour, or once it is killed or
    closed, a copy is no longer here."""
    found = await call.house.reader.advance(call.caller.viewer)
    items = tuple([await advance_item(call.house, copy) for copy in found])
    return read_answer(call.request, AdvanceList(items), KEPT_NOWHERE)


async def one(call: Call) -> Response:
    """One of them."""
    copy = await call.house.reader.one_advance(call.caller.viewer, call.request.path_params["id"])
    if copy is None:
        raise NotFound("there is no such copy, or not any more, or it is not for you")
    return read_answer(call.request, await advance_item(call.house, copy), KEPT_NOWHERE)


ENDPOINTS = (
    Endpoint("GET", "/advance", listing, "Copies before their hour", (Scope.READ,), answers=AdvanceList,
             headers=("etag",)),
    Endpoint(
        "GET", "/advance/{id}", one, "One copy before its hour", (Scope.READ,), answers=AdvanceItem, refusals=(404,),
        headers=("etag",),
    ),
)  # fmt: skip
