"""The dry run beside the query of a product, a block or a filter, as `_trial.html` shows it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from telex import trial
from telex.errors import QueryError
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.web.auth import house
from telex.web.dryrun import laid_out, worded
from telex.web.locale import locale


async def tried(
    request: Request,
    viewer: Viewer,
    query: str,
    *,
    edit_of: str | None = None,
    error: QueryError | None = None,
    channel: Channel = Channel.PORTAL,
) -> dict[str, Any]:
    """What the template needs: the run, or what is wrong with the query (`error` = found already, when it was to be saved)."""
    running, dry = house(request), None
    if error is None and query:
        try:
            found = await trial.run(
                running, viewer, query, channel=channel, edit_of=edit_of, gone=request.is_disconnected
            )
            dry = laid_out(running, found, once=False)
        except QueryError as fault:
            error = fault
    said = worded(error, locale(request)) if error is not None else None
    typed = request.headers.get("telex-fragment") == "dry"
    return {"dry": dry, "error": error, "error_said": said, "typed": typed, "q": query}
