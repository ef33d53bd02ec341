"""Which language a page speaks, and its words. French is the source language; English is a full interface.

Order: the `/en` prefix of the address, then the reader's choice (cookie), then Accept-Language, then French.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from telex.web.typography import french_markup

LANGUAGES = ("fr", "en")
CHOICE = "telex_language"
PREFIX = "telex.prefix"


class LocaleMiddleware:
    """Takes `/en` off the path before routing; `telex.prefix` in the scope says that it was there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["path"] == "/en" or scope["path"].startswith("/en/")):
            scope["path"] = scope["path"][3:] or "/"
            raw = scope.get("raw_path")
            if raw is not None and raw.startswith(b"/en"):
                scope["raw_path"] = raw[3:] or b"/"
            scope[PREFIX] = True
        await self.app(scope, receive, send)


def locale(request: Request) -> str:
    """Language of the interface for this request: `fr` or `en`."""
    if request.scope.get(PREFIX):
        return "en"
    chosen = request.cookies.get(CHOICE)
    return chosen if chosen in LANGUAGES else _accepted(request.headers.get("accept-language", ""))


def prefix(request: Request) -> str:
    """What stands before the path of this page's links: `/en`, or nothing."""
    return "/en" if request.scope.get(PREFIX) else ""


def _accepted(header: str) -> str:
    """The best of our languages in an Accept-Language header (RFC 9110 section 12.5.4); French when it names none."""
    best, weight = "fr", 0.0
    for part in header[:1000].split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        try:
            q = float(parameter.partition("=")[2]) if parameter.strip() else 1.0
        except ValueError:
            q = 0.0
        if language in LANGUAGES and q > weight:
            best, weight = language, q
    return best


class French(NullTranslations):
    """The source texts themselves, with French spaces, and singular for 0 and 1."""

    def gettext(self, message: str) -> str:
        return french_markup(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return french_markup(msgid1 if abs(n) < 2 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return french_markup(message)

    ugettext, ungettext, upgettext = gettext, ngettext, pgettext  # the names that Jinja asks for first


@cache
def words(language: str) -> NullTranslations:
    """The catalogue of a language. The compiled one when the package was built with it, else compiled here in memory."""
    if language == "fr":
        return French()
    folder = files("telex.web") / "translations" / language / "LC_MESSAGES"
    compiled = folder / "telex.mo"
    if compiled.is_file():
        return Translations(io.BytesIO(compiled.read_bytes()))
    catalogue = read_po(io.BytesIO((folder / "telex.po").read_bytes()), locale=language)
    compiled_here = io.BytesIO()
    write_mo(compiled_here, catalogue)
    compiled_here.seek(0)
    return Translations(compiled_here)
