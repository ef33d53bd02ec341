"""`GET /events/{id}`: what several dispatches tell, built from the members that the caller may see."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from telex.delivery.reader import EventView, Seen
from telex.errors import NotFound
from telex.events.accounts import compare
from telex.events.timeline import Entry, timeline
from telex.model.event import Evidence, Member
from telex.model.vocabulary import Channel, Relation, Scope
from telex.web.api.answers import read_answer
from telex.web.api.envelope import envelopes
from telex.web.api.shapes import EventAnswer
from telex.web.api.table import Call, Endpoint

_UNTOLD = Evidence("none", 0)


async def one(call: Call) -> Response:
    """Members, title, timeline and the accounts side by side."""
    view = await call.house.reader.event(call.caller.viewer, Channel.API, call.request.path_params["id"])
    if view is None:
        raise NotFound("there is no such event, or it is not part of what you may read")
    texts = [seen for seen in view.members if seen.verdict.text]
    answer = EventAnswer(
        view.id,
        view.title,
        await envelopes(call.house, view.members, desk=call.caller.editor),
        _timeline(view, texts),
        _accounts(texts),
    )
    return read_answer(call.request, answer)


def _timeline(view: EventView, texts: list[Seen]) -> tuple[dict[str, Any], ...]:
    relations = {seen.dispatch.id: seen.relation for seen in texts}
    entries = timeline([(seen.dispatch, _member(view, seen)) for seen in texts])
    return tuple(_line(entry, relations) for entry in entries)


def _member(view: EventView, seen: Seen) -> Member:
    """Order and folding only; a relation that the caller may not know of is taken out again in `_line`."""
    relation = seen.relation or Relation.NEW
    return Member(seen.dispatch.id, view.id, relation, seen.related_to, _UNTOLD, seen.position, seen.at)


def _line(entry: Entry, relations: dict[str, Relation | None]) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": entry.version,
        "relation": relations.get(entry.id),
        "date": entry.date,
        "method": entry.method,
        "position": entry.position,
        "folded": [_line(below, relations) for below in entry.folded],
    }


def _accounts(texts: list[Seen]) -> dict[str, Any]:
    """Quotations found in several accounts, and in one alone: found, not confirmed."""
    found: dict[str, Any] = msgspec.to_builtins(compare([seen.dispatch for seen in texts]))
    return {"same": found["same"], "only": dict(found["only"])}


ENDPOINTS = (
    Endpoint(
        "GET", "/events/{id}", one, "An event: members, timeline, accounts side by side", (Scope.READ, Scope.DESK),
        answers=EventAnswer, refusals=(404,), headers=("etag",),
    ),
)  # fmt: skip
