"""Query texts: read without being run. Nothing of the archive is looked at, so nothing of it can be learned."""

from __future__ import annotations

from starlette.responses import Response

from telex.errors import Invalid
from telex.model.vocabulary import Scope
from telex.routing.language.inspection import Inspection, inspect
from telex.web.api.answers import done
from telex.web.api.table import Call, Endpoint, Param

LANGUAGES = ("en", "fr")


async def check(call: Call) -> Response:
    """Whether a text is a query: its canonical form and each clause in words, or every fault that can be found in it.

    A text with faults is a right answer too: 200, with `query` null.
    """
    given = call.request.query_params
    language = given.get("language", "en")
    if language not in LANGUAGES:
        raise Invalid(f"language={language[:40]!r}: say en or fr")
    return done(inspect(given.get("q", ""), zone=call.house.settings.zone, language=language))


ENDPOINTS = (
    Endpoint(
        "GET", "/query/check", check, "Read a query text without running it", (Scope.READ, Scope.DESK),
        (
            Param("q", "query, in the language of docs/reference/query-language.md"),
            Param("language", "of the messages: en, the default, or fr"),
        ),
        answers=Inspection, refusals=(422,),
    ),
)  # fmt: skip
