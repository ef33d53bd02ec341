"""`/desk/preview`: the wire exactly as a company sees it, by the same page and the same gate. Nothing can be changed in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from telex.model.text import fold
from telex.office import Caller
from telex.web.auth import editor, house
from telex.web.pages import address, render
from telex.web.portal.asked import asked
from telex.web.portal.opened import opened
from telex.web.portal.wire import wire_page


async def page(request: Request) -> Response:
    """`company` = whose wire; the rest as on `/wire`, without topics: those are of people. Without it, the choice."""
    who = await editor(request)
    running = house(request)
    id = request.query_params.get("company") or ""
    companies = sorted(running.book.members.companies(), key=lambda c: fold(c.name))
    known = running.book.company(id)
    if known is None:
        return render(
            request, "desk_preview.html", status=404 if id else 200, who=who, desk=who, company=None, unknown=bool(id),
            companies=companies, outside=address(request), reading=False,
        )  # fmt: skip
    seen_by = Caller(running.office.preview(who, known.id))
    what = replace(asked(request), topic=None)
    found = await opened(running, seen_by, what.open, request.query_params.get("show")) if what.open else None
    return await wire_page(
        request, seen_by, what, found, template="desk_preview.html", desk=who, company=known, companies=companies,
        unknown=False, preview=True, outside=address(request), url=_inside(request, known.id),
    )  # fmt: skip


def _inside(request: Request, company: str) -> Callable[..., str]:
    """Addresses of the wire as addresses of the preview: whoever looks as a company does stays in what it sees."""
    outside = address(request)

    def url(path: str, **query: object) -> str:
        first, _, rest = path.removeprefix("/").partition("/")
        if first == "wire":
            return outside("/desk/preview", company=company, **query)
        if first == "events" and rest:
            return outside("/desk/preview", company=company, q=f"event:{rest}")
        if first == "d" and rest.endswith("/why"):
            return outside("/desk/why", item=rest.removesuffix("/why"), company=company)
        if first == "d":
            return outside("/desk/preview", company=company, open=rest, **query)
        return outside(path, **query)

    return url
