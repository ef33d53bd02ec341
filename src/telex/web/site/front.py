"""`/` and `/section/{name}`: the public front page, by day."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.model.vocabulary import Channel
from telex.web.auth import house
from telex.web.pages import render
from telex.web.site.listing import of_section, sections, stories

SHOWN = 24
"""Summaries on a page; the feeds hold more."""


async def page(request: Request) -> Response:
    return await _front(request, None)


async def section(request: Request) -> Response:
    return await _front(request, request.path_params["name"])


async def _front(request: Request, wanted: str | None) -> Response:
    running = house(request)
    found = await stories(running, Channel.SITE)
    known = sections(found)
    name = next((s.name for s in known if s.slug == wanted), None)
    if wanted is not None and name is None:
        raise HTTPException(404)
    shown = of_section(found, wanted) if wanted is not None else found
    return render(
        request, "front.html", public=True, stories=shown[:SHOWN], sections=known, section=wanted, name=name,
        front=wanted is None,
    )  # fmt: skip
