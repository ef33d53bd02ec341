"""`/login` and `/logout`. One message for a wrong address and a wrong password."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import Refused
from telex.office import TooManyAttempts
from telex.web.auth import SESSION, caller, form, house, peer
from telex.web.locale import prefix
from telex.web.pages import render


def local(target: str | None, otherwise: str) -> str:
    """A path on this site, or `otherwise`: nobody is sent elsewhere by a link to the sign-in."""
    if not target or len(target) > 2000 or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if any(ord(c) < 0x20 or c == "\\" for c in target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target


async def page(request: Request) -> Response:
    """The form."""
    return render(request, "login.html", next=request.query_params.get("next", ""), email="", fault=None)


async def sign_in(request: Request) -> Response:
    """A session, and on to the page that was asked for; the desk for editors, the wire for readers."""
    fields = await form(request)
    email, target = str(fields.get("email", "")), str(fields.get("next", ""))
    office = house(request).office
    try:
        secret = await office.sign_in(email, str(fields.get("password", "")), peer(request))
    except TooManyAttempts:
        return _again(request, email, target, "wait", 429)
    except Refused:
        return _again(request, email, target, "unknown", 403)
    who = await office.by_session(secret)
    home = "/desk" if who is not None and who.editor else "/wire"
    wanted = local(target, home)
    place = wanted if wanted.startswith("/en/") else prefix(request) + wanted
    answer = RedirectResponse(place, 303)
    secure = request.url.scheme == "https" or house(request).settings.url.startswith("https:")
    answer.set_cookie(SESSION, secret, httponly=True, samesite="lax", secure=secure)
    return answer


async def sign_out(request: Request) -> Response:
    """Closes the session on the server, not only in the browser."""
    await form(request)
    if await caller(request) is not None:
        await house(request).office.sign_out(request.cookies.get(SESSION, ""))
    answer = RedirectResponse(prefix(request) + "/", 303)
    answer.delete_cookie(SESSION)
    return answer


def _again(request: Request, email: str, target: str, fault: str, status: int) -> Response:
    headers = {"retry-after": str(house(request).settings.login_window_seconds)} if status == 429 else {}
    return render(request, "login.html", status=status, headers=headers, next=target, email=email, fault=fault)
