"""The application: routes, the headers that every answer carries, and what an error looks like."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telex.errors import TelexError
from telex.house import House
from telex.naming.names import Names
from telex.originals.reranker import Reranker
from telex.web import api, desk, portal, site
from telex.web.api.rendered import Rendered
from telex.web.auth import SESSION, VISIT, SignInFirst
from telex.web.locale import LocaleMiddleware
from telex.web.pages import error_page
from telex.web.problem import from_error, problem

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]


def build_app(house: House, secret: str) -> Starlette:
    """The ASGI application for one house. `secret` keys the forms."""
    app = Starlette(
        routes=[*api.routes, *portal.routes, *desk.routes, *site.routes],
        exception_handlers={
            TelexError: _telex_error, HTTPException: _http_error, SignInFirst: _sign_in, Exception: _bug,
        },
    )  # fmt: skip
    app.state.house = house
    app.state.secret = secret
    app.state.local_token = None  # set by whoever serves or calls it in this process: the operator's own token
    app.state.stopping = asyncio.Event()
    app.state.rendered = Rendered()
    app.state.reranker = Reranker(house.settings.rerank) if house.settings.rerank else None
    app.state.names = Names(house)  # closed by whoever serves or calls the application
    app.add_middleware(LocaleMiddleware)
    app.add_middleware(HeadersMiddleware)
    return app


class HeadersMiddleware:
    """Security headers on every answer, and the visit cookie when a form was made for a visitor without a session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = message.setdefault("headers", [])
                headers.extend(HEADERS)
                made = scope.get("state", {}).get("visit")
                if made and f"{VISIT}={made}" not in _cookies(scope):
                    secure = "; Secure" if scope.get("scheme") == "https" else ""
                    cookie = f"{VISIT}={made}; Path=/; HttpOnly; SameSite=Lax{secure}"
                    headers.append((b"set-cookie", cookie.encode()))
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            if not started:  # the answer to a bug carries the same headers as every other
                answer = await _bug(Request(scope, receive), error)
                await answer(scope, receive, with_headers)
            raise


def _cookies(scope: Scope) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")


def wants_json(request: Request) -> bool:
    """Programs get problem+json, people a page."""
    return request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


async def _telex_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, TelexError):
        raise error
    return from_error(error) if wants_json(request) else await error_page(request, error.status, str(error))


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if wants_json(request):
        code = "not-found" if error.status_code == 404 else "http"
        return problem(error.status_code, code, error.detail, dict(error.headers or {}))
    return await error_page(request, error.status_code, None)


async def _sign_in(request: Request, error: Exception) -> Response:
    if wants_json(request):
        return problem(
            401, "sign-in", "send a bearer token: Authorization: Bearer tlx_…", {"www-authenticate": "Bearer"}
        )
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    prefix = "/en" if request.scope.get("telex.prefix") else ""
    answer = RedirectResponse(f"{prefix}/login?next={quote(back, safe='')}", 303)
    answer.delete_cookie(SESSION)
    return answer


async def _bug(request: Request, error: Exception) -> Response:
    detail = "this is a fault of ours; nothing that was acknowledged is lost. Try again, and tell the operator"
    return problem(500, "internal", detail) if wants_json(request) else await error_page(request, 500, None)
