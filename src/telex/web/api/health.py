"""`GET /healthz`: for whoever watches the process."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from telex.errors import TelexError
from telex.web.auth import house
from telex.web.problem import problem


async def health(request: Request) -> Response:
    """200 `ok` when the store answers; tells nothing else, so that anyone may ask."""
    try:
        await house(request).store.head()
    except TelexError:
        return problem(503, "busy", "the store does not answer")
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


route = Route("/healthz", health, methods=["GET"])
