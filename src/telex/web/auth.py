"""Who is calling: session cookie for browsers, bearer token for programs; and forms that only our own pages can send."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request

from telex import topics
from telex.errors import Refused
from telex.house import House
from telex.model.company import Viewer
from telex.model.vocabulary import Scope
from telex.office import Caller, form_token, same_secret

SESSION = "telex_session"
VISIT = "telex_visit"
"""Cookie that ties the forms of a visitor without a session (sign-in, contact) to his browser."""
MAX_FORM_BYTES = 2_000_000
ADMINISTRATORS = "this is for administrators of the agency; an editor cannot change it"


class SignInFirst(Exception):
    """Nobody is signed in, or the session or token is no longer valid: pages redirect to the sign-in, the API answers 401."""


def house(request: Request) -> House:
    """The running agency."""
    found: House = request.app.state.house
    return found


def form_secret(request: Request) -> str:
    found: str = request.app.state.secret
    return found


def bearer(request: Request) -> str | None:
    """The token of an Authorization header (RFC 6750 section 2.1); never taken from the address."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


async def caller(request: Request) -> Caller | None:
    """Whoever is calling, looked up anew on every call, or None."""
    office = house(request).office
    if (token := bearer(request)) is not None:
        local: str | None = request.app.state.local_token
        if local is not None and same_secret(token, local):
            return Caller(Viewer(desk=True, label="operator"))
        return await office.by_token(token)
    session = request.cookies.get(SESSION)
    return await office.by_session(session) if session else None


async def signed_in(request: Request) -> Caller:
    """A person with a session (reader or editor), or SignInFirst. Tokens do not open pages."""
    found = await caller(request)
    if found is None or found.user is None or found.token is not None:
        raise SignInFirst
    request.state.unread = await topics.unread(house(request), found)  # every page's bar shows it
    return found


async def editor(request: Request) -> Caller:
    """A signed-in editor. A reader is refused."""
    found = await signed_in(request)
    if not found.editor:
        raise Refused("the desk is for editors of the agency")
    return found


async def administrator(request: Request) -> Caller:
    """A signed-in administrator of the agency. An editor is refused."""
    found = await editor(request)
    if not found.administrator:
        raise Refused(ADMINISTRATORS)
    return found


async def with_scope(request: Request, *scopes: Scope) -> Caller:
    """A caller of the API: a token of one of the scopes, or a signed-in person where READ, DESK or COMPANY is asked."""
    found = await caller(request)
    if found is None:
        raise SignInFirst
    if found.token is not None:
        reads = found.token.scope is Scope.PERSON and Scope.READ in scopes
        if found.token.scope not in scopes and not reads:
            raise Refused(f"this token may {found.token.scope.value}; {' or '.join(s.value for s in scopes)} is needed")
        return found
    if Scope.READ in scopes or (Scope.DESK in scopes and found.editor):
        return found
    if Scope.COMPANY in scopes and found.company_administrator:
        return found
    raise Refused("this needs a token with the right scope, or the session of somebody who may")


def csrf(request: Request) -> str:
    """Token for the forms of this page, bound to the session or, without one, to the visit cookie."""
    return form_token(form_secret(request), request.cookies.get(SESSION) or visit(request))


def visit(request: Request) -> str:
    """The visit id, made at the first call of a request; the app sets the cookie on the way out."""
    if not hasattr(request.state, "visit"):
        request.state.visit = request.cookies.get(VISIT) or secrets.token_urlsafe(16)
    found: str = request.state.visit
    return found


async def form(request: Request) -> FormData:
    """The fields of a form that one of our own pages sent. Raises Refused for anything else.

    Checks the Origin header when there is one, and the `csrf` field always (design: OWASP synchroniser token).
    """
    origin = request.headers.get("origin")
    if origin is not None and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused("this form was sent from another site")
    if int(request.headers.get("content-length") or 0) > MAX_FORM_BYTES:
        raise Refused("this form is too large; file long texts by API or file")
    fields = await request.form(max_files=4, max_fields=100)
    if not same_secret(str(fields.get("csrf", "")), csrf(request)):
        raise Refused("this form has expired; open the page again, your text is still in the browser's back page")
    return fields


def peer(request: Request) -> str:
    """Network address of the caller, for counting failed sign-ins."""
    return request.client.host if request.client else "unknown"
