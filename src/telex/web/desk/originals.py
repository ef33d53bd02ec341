"""`/desk/d/{id}/originals`: the texts that a dispatch may render, in order."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.originals.find import originals
from telex.originals.reranker import Reranker
from telex.web.auth import editor, house
from telex.web.desk.suggestions import Named
from telex.web.pages import render


async def page(request: Request) -> Response:
    """By names and numbers at once; `order=reranked` asks the configured re-ranker, which takes seconds."""
    who = await editor(request)
    reranker: Reranker | None = request.app.state.reranker
    asked = request.query_params.get("order") == "reranked"
    found = await originals(house(request), request.path_params["id"], reranker if asked else None)
    if found is None:
        raise HTTPException(404)
    return render(
        request, "desk_originals.html", who=who, found=found, item=Named(found.dispatch), asked=asked,
        shown=[(one, Named(one.dispatch)) for one in found.items], reranker=reranker is not None,
    )  # fmt: skip
