"""`/contact`, `/legal`, `/privacy`, `/accessibility`: plain pages, the same for everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from telex.web.pages import render


async def contact(request: Request) -> Response:
    return render(request, "contact.html", public=True)


async def legal(request: Request) -> Response:
    return render(request, "legal.html", public=True)


async def privacy(request: Request) -> Response:
    return render(request, "privacy.html", public=True)


async def accessibility(request: Request) -> Response:
    return render(request, "accessibility.html", public=True)
