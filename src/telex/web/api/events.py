"""`GET /events/{id}`: what several dispatches tell, built from the members that the caller may see."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from telex.errors import Invalid, NotFound
from telex.events.timeline import Entry, Order
from telex.grouping import moved
from telex.model.vocabulary import Channel, Relation, Scope
from telex.web.api.answers import READ_HEADERS, read_answer
from telex.web.api.envelope import envelopes
from telex.web.api.shapes import EventAnswer
from telex.web.api.table import PREFIX, Call, Endpoint, Param
from telex.web.gathered import Gathered, gather


async def one(call: Call) -> Response:
    """Members, title, timeline and the accounts side by side."""
    view = await call.house.reader.event(call.caller.viewer, Channel.API, call.request.path_params["id"])
    if view is None:
        return await _elsewhere(call)
    found = await gather(call.house.reader, call.caller.viewer, Channel.API, view, _order(call))
    relations = {seen.dispatch.id: seen.relation for seen in view.members if seen.verdict.text}
    answer = EventAnswer(
        view.id,
        view.title,
        await envelopes(call.house, view.members, desk=call.caller.editor),
        tuple(_line(entry, relations) for entry in found.entries),
        _accounts(found),
    )
    return read_answer(call.request, answer)


async def _elsewhere(call: Call) -> Response:
    """An event that an editor merged into another one leads there, for whoever may see that one."""
    target = await moved(call.house, call.caller.viewer, Channel.API, call.request.path_params["id"])
    if target is None:
        raise NotFound("there is no such event, or it is not part of what you may read")
    headers = {**READ_HEADERS, "location": f"{PREFIX}/events/{target}"}
    return Response(msgspec.json.encode({"moved": target}), 308, headers, "application/json")


def _order(call: Call) -> Order:
    text = call.request.query_params.get("order", Order.TOLD.value)
    try:
        return Order(text)
    except ValueError:
        raise Invalid(f"order={text[:40]!r}: say told or arrival") from None


def _line(entry: Entry, relations: dict[str, Relation | None]) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": entry.version,
        "relation": relations.get(entry.id),
        "date": entry.date,
        "method": entry.method,
        "at": entry.at,
        "position": entry.position,
        "folded": [_line(below, relations) for below in entry.folded],
    }


def _accounts(found: Gathered) -> dict[str, Any]:
    """Found, with the place of each word; nothing is said to be true."""
    return {
        "compared": found.comparison.accounts,
        "claims": msgspec.to_builtins(found.comparison.claims),
        "whole": found.comparison.whole,
        "official": msgspec.to_builtins(found.official),
        "first": msgspec.to_builtins(found.first),
        "announced": msgspec.to_builtins(found.announced),
    }


ENDPOINTS = (
    Endpoint(
        "GET", "/events/{id}", one, "An event: members, timeline, accounts side by side", (Scope.READ, Scope.DESK),
        (Param("order", "of the timeline: told (day of what is told), or arrival"),),
        answers=EventAnswer, refusals=(404, 422), headers=("etag",),
    ),
)  # fmt: skip
