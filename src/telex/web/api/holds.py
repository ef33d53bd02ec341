"""Versions that wait for their hour. Nobody but the desk knows of them."""

from __future__ import annotations

from dataclasses import replace

from msgspec import Struct
from starlette.responses import Response

from telex.desk.release import postpone
from telex.errors import Invalid, NotFound
from telex.model.record import Held
from telex.model.vocabulary import Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.filed import filed_item
from telex.web.api.params import read_instant
from telex.web.api.shapes import FiledItem, HeldItem, HeldList
from telex.web.api.table import Call, Endpoint


class HoldMove(Struct, frozen=True, forbid_unknown_fields=True):
    """The new hour, with its zone."""

    until: str


class HoldAdvance(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether companies with a right in advance may read it before its hour."""

    open: bool = True


def held_item(h: Held) -> HeldItem:
    d = h.dispatch
    ahead = None if h.advance is None else tuple(sorted(h.advance))
    return HeldItem(h.id, d.id, d.uri, d.headline, d.language, d.source, h.due, h.reason, h.since, ahead)


async def listing(call: Call) -> Response:
    """Everything held, the soonest first; what needs an editor at the end."""
    found = await call.house.store.holds.all()
    found.sort(key=lambda h: (h.due is None, h.due.timestamp() if h.due else 0.0))
    return read_answer(call.request, HeldList(tuple(map(held_item, found))))


async def _held(call: Call) -> Held:
    id = call.request.path_params["id"]
    held = await call.house.store.holds.get(id)
    if held is None:
        raise NotFound(f"nothing is held under {id[:60]!r}: it went out, or was thrown away")
    return held


async def release(call: Call) -> Response:
    """Publishes the version now, placed and routed by what is public at this moment."""
    return done(await filed_item(call, await call.house.agency.release(await _held(call))))


async def move(call: Call) -> Response:
    """Sets another hour, ahead of now."""
    body = await sent(call.request, HoldMove)
    until = read_instant("until", body.until)
    held = await _held(call)
    if until <= call.house.agency.clock():
        raise Invalid("this hour is not ahead; to publish now, release it")
    dispatch = postpone(held, until)
    await call.house.store.holds.move(held.id, until, dispatch)
    return done(held_item(replace(held, due=until, dispatch=dispatch)))


async def advance(call: Call) -> Response:
    """Opens the version to companies with a right in advance to a product that carries it, or closes it again."""
    body, office = await sent(call.request, HoldAdvance), call.house.office
    id = call.request.path_params["id"]
    return done(held_item(await (office.offer_advance(id) if body.open else office.close_advance(id))))


ENDPOINTS = (
    Endpoint("GET", "/holds", listing, "What is held", (Scope.DESK,), answers=HeldList, headers=("etag",)),
    Endpoint(
        "POST", "/holds/{id}/release", release, "Publish a held version now", (Scope.DESK,),
        answers=FiledItem, refusals=(404, 503),
    ),
    Endpoint(
        "POST", "/holds/{id}/move", move, "Set another hour", (Scope.DESK,),
        sent=HoldMove, answers=HeldItem, refusals=(404, 422),
    ),
    Endpoint(
        "POST", "/holds/{id}/advance", advance, "Open a held version in advance, or close it", (Scope.DESK,),
        sent=HoldAdvance, answers=HeldItem, refusals=(404, 422),
    ),
)  # fmt: skip
