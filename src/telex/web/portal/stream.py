"""`/wire/stream`: rows of the live wire as Server-Sent Events, rendered for this viewer by the page's own template."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.stream import Event, follow
from telex.errors import Invalid
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.web.auth import SESSION, house, signed_in
from telex.web.pages import piece
from telex.web.portal.asked import Asked, asked, on_shelf
from telex.web.rows import row
from telex.web.sse import RETRY, EventStream

_BLANKS = re.compile(r"[ \t\r\n]+")
"""Not the no-break spaces of the typography."""


async def page(request: Request) -> Response:
    """Goes on from `Last-Event-ID`, else from `after`. The session is looked up again before every event."""
    who = await signed_in(request)
    what = on_shelf(house(request), who.user, asked(request))
    if what.error is not None:
        raise Invalid(str(what.error))
    return EventStream(_events(request, who, what), request.app.state.stopping)


async def _events(request: Request, who: Caller, what: Asked) -> AsyncIterator[bytes]:
    running, viewer = house(request), who.viewer

    async def identify() -> Viewer | None:
        nonlocal viewer
        found = await running.office.by_session(request.cookies.get(SESSION, ""))
        viewer = found.viewer if found is not None else Viewer(active=False)
        return found.viewer if found is not None else None

    yield b"retry: %d\n\n" % RETRY
    following = follow(
        running.reader, running.wire, identify, Channel.PORTAL, what.question,
        after=_after(request), heartbeat=running.settings.heartbeat_seconds,
    )  # fmt: skip
    async for event in following:
        yield (await _text(request, viewer, who, what, event)).encode()


async def _text(request: Request, viewer: Viewer, who: Caller, what: Asked, event: Event) -> str:
    """One event. A heartbeat is an event too: a page cannot see comments, and must know that silence is not the wire."""
    if event.seen is None:
        name = "beat" if event.name in ("silence", "cursor") else event.name
        number = f"id: {event.position}\n" if event.name in ("cursor", "reset", "gap") else ""
        return f"{number}event: {name}\ndata: {event.position}\n\n"
    line = await row(house(request).reader, viewer, Channel.PORTAL, event.seen)
    html = _BLANKS.sub(" ", piece(request, "_row.html", who, r=line, what=what, current=None, day=None).strip("\n"))
    return f"id: {event.position}\nevent: {event.name}\ndata: {html}\n\n"


def _after(request: Request) -> int | None:
    given = request.headers.get("last-event-id") or request.query_params.get("after")
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 16 else None
