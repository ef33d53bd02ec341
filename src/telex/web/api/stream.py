"""`GET /stream`: the live wire as Server-Sent Events. Each client reads the log from its own cursor, and who is looking
is asked again before every event."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import msgspec
from starlette.responses import Response

from telex.delivery.reader import Question
from telex.delivery.stream import Event, follow
from telex.errors import Refused
from telex.model.company import Viewer
from telex.model.vocabulary import Channel, Scope
from telex.web import auth
from telex.web.api import params
from telex.web.api.envelope import envelope
from telex.web.api.rendered import Rendered
from telex.web.api.table import Call, Endpoint, Param
from telex.web.problem import problem
from telex.web.sse import RETRY, EventStream, block

READERS = (Scope.READ, Scope.DESK)


async def stream(call: Call) -> Response:
    """Opens the stream, from a cursor or from now on."""
    request, given = call.request, call.request.query_params
    if request.scope.get("http_version") == "1.0":
        return problem(505, "http-version", "a stream needs HTTP/1.1: HTTP/1.0 has no chunks", {"connection": "close"})
    question = params.question(given, call.house.settings.zone)
    start = await _start(call, _asked(call))
    headers = {"telex-position": str(start.position), "vary": "Authorization, Cookie, Accept"}
    return EventStream(_blocks(call, question, start), request.app.state.stopping, headers)


def _asked(call: Call) -> int | str | None:
    """The cursor: the header of a resuming client wins over the address it first connected with."""
    resumed = call.request.headers.get("last-event-id")
    if resumed:
        return params.whole({"Last-Event-ID": resumed}, "Last-Event-ID", 0)
    given = call.request.query_params
    if given.get("after") == "earliest":
        return "earliest"
    return params.whole(given, "after", 0) if "after" in given else None


@dataclass(frozen=True, slots=True)
class Start:
    """Where the stream really begins, and what to say first when that is not where it was asked to."""

    position: int
    notice: bytes = b""


async def _start(call: Call, asked: int | str | None) -> Start:
    store = call.house.store
    head, earliest = await store.head(), await store.earliest()
    if asked is None:
        return Start(head)
    if isinstance(asked, str):
        return Start(earliest)
    if asked < earliest:
        return Start(earliest, block(earliest, "gap", b'{"asked":%d,"oldest":%d}' % (asked, earliest)))
    if asked > head:
        return Start(head, block(head, "reset", b'{"asked":%d,"head":%d}' % (asked, head)))
    return Start(asked)


async def _blocks(call: Call, question: Question, start: Start) -> AsyncIterator[bytes]:
    house = call.house
    yield b"retry: %d\n: telex\nid: %d\n\n" % (RETRY, start.position) + start.notice
    events = follow(
        house.reader, house.wire, lambda: _identify(call), Channel.STREAM, question,
        after=start.position, heartbeat=house.settings.heartbeat_seconds,
    )  # fmt: skip
    async for event in events:
        if event.name == "end":
            return
        yield await _written(call, event)


async def _written(call: Call, event: Event) -> bytes:
    if event.seen is not None:
        rendered: Rendered = call.request.app.state.rendered
        desk = call.caller.editor
        known = rendered.find(event.position, event.seen, desk)
        if known is not None:
            return known
        value = await envelope(call.house, event.seen, desk=desk)
        made = block(event.position, event.name, msgspec.json.encode(value))
        return rendered.keep(event.position, event.seen, desk, made)
    if event.name == "cursor":
        return b"id: %d\n\n" % event.position
    return b":\n\n"


async def _identify(call: Call) -> Viewer | None:
    """A token revoked, a session closed, a company switched off: it counts from the next event on."""
    try:
        return (await auth.with_scope(call.request, *READERS)).viewer
    except (auth.SignInFirst, Refused):
        return None


ENDPOINTS = (
    Endpoint(
        "GET", "/stream", stream, "The live wire as Server-Sent Events", READERS,
        (
            Param("after", "position to go on from, or earliest; without it from now on"),
            Param("Last-Event-ID", "position of the last event received; wins over after", "integer", "header"),
            *params.FILTERS,
        ),
        answers="text/event-stream", refusals=(422, 505), headers=("telex-position",),
    ),
)  # fmt: skip
