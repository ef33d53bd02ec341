"""Pages out of templates: one environment a language, whole pages and fragments of the very same page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2_fragments import render_block
from starlette.requests import Request
from starlette.responses import Response

from telex.office import Caller
from telex.web import dates, typography
from telex.web.assets import versioned
from telex.web.auth import caller, csrf, house
from telex.web.locale import locale, prefix, words

FRAGMENT = "telex-fragment"
SESSION_PAGE = {"cache-control": "no-store"}
PUBLIC_PAGE = {"cache-control": "no-cache"}
VARY = "Accept-Language, Cookie, Telex-Fragment"


@cache
def environment(language: str, zone: str) -> Environment:
    """The templates in one language and one time zone. Missing values are errors, everything is escaped."""
    env = Environment(
        loader=PackageLoader("telex.web", "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(dates.Dates(language, zone).filters())
    env.filters["typo"] = typography.dressed
    env.filters["quoted"] = typography.quoted
    env.globals["static"] = versioned
    return env


def render(
    request: Request,
    template: str,
    *,
    block: str | None = None,
    status: int = 200,
    who: Caller | None = None,
    public: bool = False,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Response:
    """A page, or one block of it when the browser asked for that fragment and the page offers it as `block`.

    Personal pages are never stored; public ones are revalidated by their ETag each time.
    """
    env = environment(locale(request), house(request).settings.zone)
    values = {**_surroundings(request, who), **context}
    asked = request.headers.get(FRAGMENT)
    fragment = block is not None and asked == block
    html = (
        render_block(env, template, asked, values) if fragment and asked else env.get_template(template).render(values)
    )
    body = html.encode()
    sent = {**(PUBLIC_PAGE if public else SESSION_PAGE), "vary": VARY, **(headers or {})}
    if public and status == 200:
        sent["etag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if sent["etag"] in request.headers.get("if-none-match", ""):
            return Response(None, 304, sent)
    return Response(body, status, sent, "text/html; charset=utf-8")


def piece(request: Request, template: str, who: Caller | None, **context: Any) -> str:
    """One partial template as text: the row of a stream."""
    env = environment(locale(request), house(request).settings.zone)
    return env.get_template(template).render({**_surroundings(request, who), **context})


def address(request: Request) -> Callable[..., str]:
    """`url("/wire", product="x")`: an address of ours in the language of this page. Empty values are left out."""

    def url(path: str, **query: object) -> str:
        kept = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "")}
        return prefix(request) + path + (f"?{urlencode(kept)}" if kept else "")

    return url


def _surroundings(request: Request, who: Caller | None) -> dict[str, Any]:
    """What every template may use."""
    running = house(request)
    language = locale(request)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return {
        "lang": language,
        "url": address(request),
        "path": path,
        "other_language": "fr" if language == "en" else "en",
        "csrf": partial(csrf, request),
        "who": who,
        "settings": running.settings,
        "now": running.agency.clock(),
        "keys_off": request.cookies.get("telex_keys") == "off",
        "unread": getattr(request.state, "unread", 0),
    }


async def error_page(request: Request, status: int, detail: str | None) -> Response:
    """What went wrong, in the reader's language. For 404 the same bytes whatever the address was.

    `detail` is an English sentence of ours: shown to English readers, except for 404, where it could tell too much.
    """
    who = None
    if status < 500:
        with suppress(Exception):  # an error page must not fail on what failed before it
            who = await caller(request)
    shown = detail if locale(request) == "en" and status not in (404, 500) else None
    headers = {"retry-after": "5"} if status == 503 else {}
    return render(request, "error.html", status=status, who=who, headers=headers, code=status, detail=shown, path=None)
