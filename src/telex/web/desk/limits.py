"""`/desk/limits`: the operator's blocks: what no company, or one company, ever gets. Editors may look."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import QueryError
from telex.house import House
from telex.model.company import Restriction
from telex.model.text import fold
from telex.model.vocabulary import Limit
from telex.office import Caller
from telex.web.auth import administrator, editor, form, house
from telex.web.desk.administering import OFFICE, Wrong, kept, name, new_id, refused, text
from telex.web.dryrun import MOST_CHARACTERS
from telex.web.pages import address, render
from telex.web.portal.dry import tried

FIELDS = ("name", "id", "query", "company")


@dataclass(frozen=True, slots=True)
class Block:
    """A block in the list."""

    limit: Restriction
    company: str | None
    """Name of whom it concerns; None = everybody."""
    broken: str | None


async def page(request: Request) -> Response:
    """`id` = the block whose fields are filled in; `q` = a query to try."""
    who = await editor(request)
    known = _known(request, request.query_params.get("id", ""))
    typed = _saved(known)
    given = request.query_params.get("q", "").strip()[:MOST_CHARACTERS]
    return await _page(request, who, known, typed | {"query": given} if given else typed)


async def change(request: Request) -> Response:
    """Tries, saves, stops or starts again, as the button says. Whose a block is never changes."""
    who = await editor(request)
    fields = await form(request)
    known, typed, verb = _known(request, text(fields, "of")), kept(fields, FIELDS), str(fields.get("verb", ""))
    if "repair" in fields:
        return await _page(request, who, known, typed | {"query": text(fields, "repair")[:MOST_CHARACTERS]})
    if verb == "try":
        return await _page(request, who, known, typed)
    who = await administrator(request)
    if verb in ("stop", "start"):
        if known is None:
            raise HTTPException(404)
        return await _switch(request, who, known, verb == "start")
    try:
        await _save(house(request), known, fields)
    except QueryError as error:
        return await _page(request, who, known, typed, error=error)
    except (Wrong, *OFFICE) as error:
        return await _page(request, who, known, typed, error if isinstance(error, Wrong) else refused(error))
    return RedirectResponse(address(request)("/desk/limits", said="saved"), 303)


def _known(request: Request, id: str) -> Restriction | None:
    if not id:
        return None
    found = house(request).book.members.restrictions.get(f"{Limit.BLOCK.value}:{id}")
    if found is None:
        raise HTTPException(404)
    return found


def _saved(known: Restriction | None) -> dict[str, str]:
    if known is None:
        return kept({}, FIELDS)
    return {"name": known.name, "id": known.id, "query": known.query, "company": known.company or ""}


async def _save(running: House, known: Restriction | None, fields: FormData) -> None:
    """Raises QueryError, Wrong, and what the office refuses."""
    wrong: dict[str, str] = {}
    named, query, company = name(fields, wrong), text(fields, "query"), text(fields, "company") or None
    taken = {r.id: r for r in running.book.members.restrictions.values()}
    id = known.id if known is not None else new_id(fields, named, taken, wrong) if named else ""
    if not query:
        wrong["query"] = "missing"
    if known is None and company is not None and running.book.company(company) is None:
        wrong["company"] = "choose"
    if wrong:
        raise Wrong(wrong)
    of = known.company if known is not None else company
    await running.office.put_restriction(Limit.BLOCK, id, query, company=of, name=named)


async def _switch(request: Request, who: Caller, known: Restriction, on: bool) -> Response:
    try:
        await house(request).office.put_restriction(
            Limit.BLOCK, known.id, known.query, company=known.company, name=known.name, active=on
        )
    except OFFICE as error:
        return await _page(request, who, None, kept({}, FIELDS), refused(error))
    return RedirectResponse(address(request)("/desk/limits", said="started" if on else "stopped"), 303)


async def _page(
    request: Request,
    who: Caller,
    known: Restriction | None,
    typed: dict[str, str],
    wrong: Wrong | None = None,
    *,
    error: QueryError | None = None,
) -> Response:
    running = house(request)
    run = await tried(request, who.viewer, typed["query"], error=error)
    companies = sorted(running.book.members.companies(), key=lambda c: fold(c.name))
    found = [r for r in running.book.members.restrictions.values() if r.kind is Limit.BLOCK]
    found.sort(key=lambda r: (not r.active, r.company or "", fold(r.name), r.id))
    names = {company.id: company.name for company in companies}
    return render(
        request, "desk_limits.html", block="dry", who=who, known=known, f=typed, companies=companies,
        status=wrong.status if wrong else 422 if run["error"] is not None else 200,
        blocks=[Block(r, names.get(r.company or ""), running.book.broken.get(r.standing)) for r in found],
        wrong=wrong.faults if wrong else {}, detail=wrong.detail if wrong else "",
        said=request.query_params.get("said") if request.method == "GET" else None, **run,
    )  # fmt: skip
