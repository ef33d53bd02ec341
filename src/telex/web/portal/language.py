"""`/language/{code}`: remembers the reader's language and goes back to where he was."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.web.locale import CHOICE, LANGUAGES
from telex.web.portal.login import local

YEAR = 365 * 24 * 3600


async def choose(request: Request) -> Response:
    """A choice without effect on anything but the words shown, so a plain link may make it."""
    code = request.path_params["code"]
    if code not in LANGUAGES:
        raise HTTPException(404)
    answer = RedirectResponse(local(request.query_params.get("next"), "/"), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(CHOICE, code, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer
