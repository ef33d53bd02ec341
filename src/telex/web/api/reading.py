"""What was read of a dispatch, each value with its proof, and an editor's word on it. For the desk alone."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec
from msgspec import Struct
from starlette.responses import Response

from telex.amend import amend
from telex.errors import Invalid, NotFound
from telex.model.amendment import LISTS, SCALARS, Amendment, kind_of
from telex.model.dispatch import Dispatch
from telex.model.facts import Facts, Field
from telex.model.vocabulary import Channel, Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.filed import filed_item
from telex.web.api.shapes import FiledItem
from telex.web.api.table import Call, Endpoint
from telex.web.desk.reading import understood


class ReadingAnswer(Struct, frozen=True):
    """A reading. Each value is `{value, method, span, confidence}`; a field that was not found is left out."""

    id: str
    version: int | None
    """Null while held."""
    reader_version: int
    profile: str
    fields: dict[str, Any]
    """Header fields. Spans count in the lines of the filing."""
    mentions: dict[str, Any]
    """People, organisations, places, event_place, quotes, figures, commitments, dates. Spans count in the paragraphs."""
    corrections: tuple[Any, ...]
    body: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    """The role given to each line of the filing, with the line; empty when its bytes are no longer kept."""
    anomalies: tuple[dict[str, str], ...]
    amended: tuple[dict[str, Any], ...]
    """What editors set: field, key, value, by, at, why, in order."""


class AmendmentSent(Struct, frozen=True, forbid_unknown_fields=True):
    """A value for one field; null = the text does not say it. `key` says which entry of a list: its name or text."""

    value: Any
    key: str = ""
    why: str = ""
    based_on: int | None = None


async def show(call: Call) -> Response:
    """The newest version's reading, or that of the version that waits."""
    d = await _dispatch(call)
    read = await understood(call.house, d)
    if read is None:
        raise NotFound("no reading is kept of this dispatch: it was killed, or written here")
    facts = read.facts
    answer = ReadingAnswer(
        d.id,
        None if d.held else d.version,
        facts.reader_version,
        facts.profile,
        _proved(facts),
        {name: value for name, value in msgspec.to_builtins(facts.mentions).items() if value},
        tuple(msgspec.to_builtins(facts.corrections)),
        facts.body,
        tuple(read.lines),
        tuple(msgspec.to_builtins(facts.anomalies)),
        tuple(msgspec.to_builtins(read.amendments)),
    )
    return read_answer(call.request, answer)


def _proved(facts: Facts) -> dict[str, Any]:
    found = ((f.name, getattr(facts, f.name)) for f in fields(Facts))
    return {name: msgspec.to_builtins(value) for name, value in found if isinstance(value, Field)}


async def put(call: Call) -> Response:
    """Sets a field. What is out gets a new version, distributed like any other; what waits is changed."""
    name = call.request.path_params["field"]
    if name not in SCALARS and name not in LISTS:
        raise NotFound(f"no field {name[:40]!r} can be set; those that can: {', '.join((*SCALARS, *LISTS))}")
    body = await sent(call.request, AmendmentSent)
    try:
        value = msgspec.convert(body.value, kind_of(name) | None)
    except msgspec.ValidationError as error:
        raise Invalid(f"{name}: {error}") from error
    user = call.caller.user.id if call.caller.user else ""
    amendment = Amendment(name, body.key, value, user, call.house.agency.clock(), body.why[:500])
    id = call.request.path_params["id"]
    return done(await filed_item(call, await amend(call.house, id, [amendment], based_on=body.based_on)))


async def _dispatch(call: Call) -> Dispatch:
    id = call.request.path_params["id"]
    seen = await call.house.reader.one(call.caller.viewer, Channel.DESK, id)
    if seen is not None:
        return seen.dispatch
    held = await call.house.store.holds.get(id)
    if held is None:
        raise NotFound(f"no dispatch {id[:60]!r}; look it up with its id")
    return held.dispatch


ENDPOINTS = (
    Endpoint(
        "GET", "/dispatches/{id}/reading", show, "What was read of a dispatch, with its proof", (Scope.DESK,),
        answers=ReadingAnswer, refusals=(404,), headers=("etag",),
    ),
    Endpoint(
        "PUT", "/dispatches/{id}/reading/{field}", put, "Set a field in place of what was read", (Scope.DESK,),
        sent=AmendmentSent, answers=FiledItem, refusals=(404, 409, 422, 503),
    ),
)  # fmt: skip
