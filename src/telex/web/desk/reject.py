"""`/desk/rejects/{id}`: a filing that could not be read, why, and another try."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex import again
from telex.agency import Rejection
from telex.errors import Invalid
from telex.web.auth import editor, form, house
from telex.web.desk.answers import onward
from telex.web.desk.queue import queue
from telex.web.pages import render

SHOWN = 4_000
"""Characters of the filing shown; the whole of it is kept."""
_CONTROLS = {code: "\ufffd" for code in range(0x20) if chr(code) not in "\t\n\r"}


async def page(request: Request) -> Response:
    return await _page(request, None)


async def retry(request: Request) -> Response:
    """Reads the kept bytes again, with the reader as it is now."""
    await editor(request)
    await form(request)
    try:
        answers = await again.retry(house(request), request.path_params["id"])
    except Invalid as error:
        return await _page(request, str(error))
    failed = next((a for a in answers if isinstance(a, Rejection)), None)
    return await _page(request, failed.reason) if failed is not None else onward(request, answers)


async def _page(request: Request, failed: str | None) -> Response:
    who = await editor(request)
    running = house(request)
    found = await running.store.quarantine.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    entry, filing = found
    return render(
        request, "desk_reject.html", status=422 if failed else 200, who=who, entry=entry, failed=failed,
        text=filing.body[: SHOWN * 4].decode("utf-8", "replace").translate(_CONTROLS)[:SHOWN],
        queue=await queue(running, who, "rejects"), current=entry.id,
    )  # fmt: skip
