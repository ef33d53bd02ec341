"""`/account/keys`: the list of single keys, and the switch that turns them off (WCAG 2.1.4)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.web.auth import form, signed_in
from telex.web.locale import prefix
from telex.web.pages import render

COOKIE = "telex_keys"
YEAR = 365 * 24 * 3600


async def page(request: Request) -> Response:
    who = await signed_in(request)
    return render(request, "keys.html", who=who)


async def save(request: Request) -> Response:
    await signed_in(request)
    fields = await form(request)
    answer = RedirectResponse(prefix(request) + "/account/keys", 303)
    value = "off" if fields.get("keys") == "off" else "on"
    answer.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer
