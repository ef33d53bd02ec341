"""`/company`: what the reader's company has, and whom to ask. Its administrator manages its people, seats and filters here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import QueryError, Refused
from telex.house import House
from telex.model.company import Company, User
from telex.model.text import fold
from telex.model.topic import Reach, Topic
from telex.model.vocabulary import Role
from telex.office import Caller
from telex.office.own import OWN_ROLES
from telex.web.auth import form, house, signed_in
from telex.web.desk.administering import OFFICE, PERSON, Wrong, add_person, kept, name, person_of, refused, text
from telex.web.dryrun import MOST_CHARACTERS
from telex.web.pages import address, render
from telex.web.portal.dry import tried
from telex.web.rights import lines, seatings

FIELDS = ("name", "query", "filter", *PERSON)


async def page(request: Request) -> Response:
    """`q` = a filter to try, as the fragment's address has it; `filter` = one whose fields are filled in."""
    who = await signed_in(request)
    company = _mine(request, who)
    if not who.company_administrator:
        return _read_only(request, who, company)
    typed = _saved(request, who, request.query_params.get("filter", ""))
    given = request.query_params.get("q", "").strip()[:MOST_CHARACTERS]
    return await _page(request, who, company, typed | {"query": given} if given else typed)


async def change(request: Request) -> Response:
    """What the button says. The office refuses all but the administrator of this very company."""
    who = await signed_in(request)
    company = _mine(request, who)
    fields = await form(request)
    if not who.company_administrator:
        raise Refused("this is for the administrator of a company")
    verb, typed = str(fields.get("verb", "")), kept(fields, FIELDS)
    if "repair" in fields:
        return await _page(request, who, company, typed | {"query": text(fields, "repair")[:MOST_CHARACTERS]})
    if verb == "try":
        return await _page(request, who, company, typed)
    act = ACTS.get(verb)
    if act is None:
        raise HTTPException(400)
    try:
        said = await act(house(request), who, company, fields)
    except QueryError as error:
        return await _page(request, who, company, typed, error=error)
    except (Wrong, *OFFICE) as error:
        fault = error if isinstance(error, Wrong) else refused(error)
        return await _page(request, who, company, typed, fault, verb=verb)
    return RedirectResponse(address(request)("/company", said=said), 303)


def _mine(request: Request, who: Caller) -> Company:
    """404 for the agency's own people, who have none: theirs is `/desk/companies`."""
    found = house(request).book.company(who.viewer.company or "")
    if found is None:
        raise HTTPException(404)
    return found


async def _add(running: House, who: Caller, company: Company, fields: FormData) -> str:
    await add_person(running, fields, company.id, OWN_ROLES, who)
    return "person"


async def _suspend(running: House, who: Caller, company: Company, fields: FormData) -> str:
    return await _put(running, who, replace(person_of(running, fields, company.id), active=False), "person-off")


async def _resume(running: House, who: Caller, company: Company, fields: FormData) -> str:
    return await _put(running, who, replace(person_of(running, fields, company.id), active=True), "person-on")


async def _put(running: House, who: Caller, user: User, said: str) -> str:
    if who.user is not None and user.id == who.user.id:
        raise Wrong({"form": "yourself"}, 409)
    await running.office.put_own_user(who, user.email, user.name, user.role, None, active=user.active)
    return said


async def _give(running: House, who: Caller, company: Company, fields: FormData) -> str:
    """Seats to those who are ticked, beside those who have one."""
    product = text(fields, "seats_of")
    ids = [user.id for user in running.office.seated(company.id, product)]
    await running.office.put_own_seats(who, product, [*ids, *(str(id) for id in fields.getlist("user"))])
    return "seats"


async def _take(running: House, who: Caller, company: Company, fields: FormData) -> str:
    product, gone = text(fields, "seats_of"), text(fields, "user")
    ids = [user.id for user in running.office.seated(company.id, product) if user.id != gone]
    await running.office.put_own_seats(who, product, ids)
    return "seats"


async def _filter(running: House, who: Caller, company: Company, fields: FormData) -> str:
    """A new filter, or a change to the one that `filter` names."""
    wrong: dict[str, str] = {}
    named, query = name(fields, wrong), text(fields, "query")
    if not query:
        wrong["query"] = "missing"
    if wrong:
        raise Wrong(wrong)
    await running.office.put_own_filter(who, query, named, text(fields, "filter") or None)
    return "filter"


async def _stop(running: House, who: Caller, company: Company, fields: FormData) -> str:
    await running.office.stop_own_filter(who, text(fields, "filter"))
    return "filter-off"


ACTS: dict[str, Callable[[House, Caller, Company, FormData], Awaitable[str]]] = {
    "person": _add, "person-off": _suspend, "person-on": _resume, "give": _give, "take": _take, "filter": _filter,
    "stop-filter": _stop,
}  # fmt: skip


def _saved(request: Request, who: Caller, filter: str) -> dict[str, str]:
    """The fields as they are stored. 404 for a filter that is not in force here."""
    empty = kept({}, FIELDS) | {"role": Role.READER.value}
    if not filter:
        return empty
    known = next((r for r in house(request).office.own_filters(who) if r.id == filter), None)
    if known is None:
        raise HTTPException(404)
    return empty | {"filter": known.id, "name": known.name, "query": known.query}


def _shared(running: House, company: Company) -> list[Topic]:
    """Topics that one of its people shares with the others, by name."""
    found = (t for t in running.book.topics.values() if t.reach is Reach.COMPANY and t.company == company.id)
    return sorted(found, key=lambda t: fold(t.name))


def _heads(running: House, company: Company) -> list[User]:
    """Whom its readers ask."""
    people = running.book.members.users_of(company.id)
    found = (u for u in people if u.active and u.role is Role.COMPANY_ADMINISTRATOR)
    return sorted(found, key=lambda u: fold(u.name))


def _read_only(request: Request, who: Caller, company: Company) -> Response:
    running = house(request)
    own = who.viewer.seats
    return render(
        request, "company.html", who=who, c=company, manages=False, heads=_heads(running, company),
        lines=[line for line in lines(running, company) if line.state != "ended"], own=own,
        shared=_shared(running, company), said=None,
    )  # fmt: skip


async def _page(
    request: Request,
    who: Caller,
    company: Company,
    typed: dict[str, str],
    wrong: Wrong | None = None,
    *,
    error: QueryError | None = None,
    verb: str = "",
) -> Response:
    running = house(request)
    unfiltered = replace(who.viewer, filters=frozenset())  # a filter is tried on what it may already hold back
    run = await tried(request, unfiltered, typed["query"], error=error)
    owners = {user.id: user.name for user in running.book.members.users_of(company.id)}
    status = wrong.status if wrong else 422 if run["error"] is not None else 200
    return render(
        request, "company.html", block="dry", status=status, who=who, c=company, manages=True,
        lines=lines(running, company), seats=seatings(running, company), people=running.office.own_users(who),
        filters=sorted(running.office.own_filters(who), key=lambda r: fold(r.name)), owners=owners,
        shared=_shared(running, company), roles=OWN_ROLES, f=typed, wrong=wrong.faults if wrong else {},
        detail=wrong.detail if wrong else "", verb=verb, broken=running.book.broken,
        said=request.query_params.get("said") if request.method == "GET" else None, **run,
    )  # fmt: skip
