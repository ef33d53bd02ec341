"""`/desk/companies/{id}`: one customer: its rights, people, seats, filters, blocks and tokens. Editors may look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import NotFound
from telex.house import House
from telex.model.company import Company, Restriction, Token, User
from telex.model.text import fold
from telex.model.vocabulary import Limit, Role, Scope
from telex.office import Caller
from telex.web.auth import administrator, editor, form, house
from telex.web.desk.administering import OFFICE, PERSON, Wrong, add_person, kept, name, person_of, refused, text
from telex.web.desk.granting import CHANNELS, FIELDS, granted
from telex.web.pages import address, render
from telex.web.rights import lines, seatings

ROLES = (Role.READER, Role.COMPANY_ADMINISTRATOR)
TYPED = ("name", "label", *FIELDS, *PERSON)


async def page(request: Request) -> Response:
    who = await editor(request)
    return await _page(request, who, _company(request))


async def change(request: Request) -> Response:
    """What the button says. What was typed is never lost; the secret of a token stands in this answer and nowhere else."""
    who = await administrator(request)
    company = _company(request)
    fields = await form(request)
    verb = str(fields.get("verb", ""))
    if verb == "token":
        return await _issue(request, who, company, fields)
    act = ACTS.get(verb)
    if act is None:
        raise HTTPException(400)
    try:
        said = await act(house(request), company, fields)
    except (Wrong, *OFFICE) as error:
        return await _again(request, who, company, fields, error)
    return RedirectResponse(address(request)(f"/desk/companies/{company.id}", said=said), 303)


def _company(request: Request) -> Company:
    found = house(request).book.company(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return found


async def _rename(running: House, company: Company, fields: FormData) -> str:
    wrong: dict[str, str] = {}
    named = name(fields, wrong)
    if wrong:
        raise Wrong(wrong)
    await running.office.put_company(company.id, named, active=company.active)
    return "renamed"


async def _suspend(running: House, company: Company, fields: FormData) -> str:
    await running.office.put_company(company.id, company.name, active=False)
    return "suspended"


async def _resume(running: House, company: Company, fields: FormData) -> str:
    await running.office.put_company(company.id, company.name, active=True)
    return "resumed"


async def _grant(running: House, company: Company, fields: FormData) -> str:
    await running.office.grant(company.id, granted(running, company, fields))
    return "granted"


async def _revoke(running: House, company: Company, fields: FormData) -> str:
    """The one that the line shows: of several rights to a product, what is to come ends with what runs."""
    product = text(fields, "product")
    if not any(e.product == product for e in company.entitlements):
        raise NotFound("there is no such right; open the page again")
    await running.office.revoke(company.id, product)
    return "revoked"


async def _person(running: House, company: Company, fields: FormData) -> str:
    await add_person(running, fields, company.id, ROLES)
    return "person"


async def _person_off(running: House, company: Company, fields: FormData) -> str:
    return await _put(running, replace(person_of(running, fields, company.id), active=False), "person-off")


async def _person_on(running: House, company: Company, fields: FormData) -> str:
    return await _put(running, replace(person_of(running, fields, company.id), active=True), "person-on")


async def _put(running: House, user: User, said: str) -> str:
    await running.office.put_user(user.email, user.name, user.role, user.company, None, active=user.active)
    return said


async def _give(running: House, company: Company, fields: FormData) -> str:
    """Seats to those who are ticked, beside those who have one."""
    product = text(fields, "seats_of")
    ids = [user.id for user in running.office.seated(company.id, product)]
    await running.office.put_seats(company.id, product, [*ids, *(str(id) for id in fields.getlist("user"))])
    return "seats"


async def _take(running: House, company: Company, fields: FormData) -> str:
    product, gone = text(fields, "seats_of"), text(fields, "user")
    ids = [user.id for user in running.office.seated(company.id, product) if user.id != gone]
    await running.office.put_seats(company.id, product, ids)
    return "seats"


async def _stop_filter(running: House, company: Company, fields: FormData) -> str:
    known = next((r for r in _filters(running, company) if r.id == text(fields, "filter")), None)
    if known is None:
        raise NotFound("there is no such filter; open the page again")
    await running.office.put_restriction(
        Limit.FILTER, known.id, known.query, company=company.id, name=known.name, active=False
    )
    return "filter"


async def _end_token(running: House, company: Company, fields: FormData) -> str:
    known = next((t for t in await _tokens(running, company) if t.id == text(fields, "token")), None)
    if known is None:
        raise NotFound("there is no such token; open the page again")
    await running.store.accounts.revoke_token(known.id, running.agency.clock())
    return "token-off"


ACTS: dict[str, Callable[[House, Company, FormData], Awaitable[str]]] = {
    "rename": _rename, "suspend": _suspend, "resume": _resume, "grant": _grant, "revoke": _revoke, "person": _person,
    "person-off": _person_off, "person-on": _person_on, "give": _give, "take": _take, "stop-filter": _stop_filter,
    "token-off": _end_token,
}  # fmt: skip


async def _issue(request: Request, who: Caller, company: Company, fields: FormData) -> Response:
    running, label = house(request), text(fields, "label")
    if not label or len(label) > 200:
        fault = Wrong({"label": "long" if label else "missing"})
        return await _again(request, who, company, fields, fault)
    secret, _ = await running.office.issue_token(Scope.READ, label, company=company.id)
    return await _page(request, who, company, secret=secret)


async def _again(request: Request, who: Caller, company: Company, fields: FormData, error: Exception) -> Response:
    if not isinstance(error, Wrong):
        error = refused(error) if isinstance(error, OFFICE) else Wrong({"form": "refused"})
    typed: dict[str, Any] = kept(fields, TYPED)
    channels = frozenset(str(c) for c in fields.getlist("channel"))
    return await _page(request, who, company, error, typed, channels=channels, verb=str(fields.get("verb", "")))


async def _page(
    request: Request,
    who: Caller,
    company: Company,
    wrong: Wrong | None = None,
    typed: dict[str, str] | None = None,
    *,
    channels: frozenset[str] = frozenset(CHANNELS),
    verb: str = "",
    secret: str | None = None,
) -> Response:
    running = house(request)
    members = running.book.members
    company = running.book.company(company.id) or company
    blocks = [r for r in members.restrictions.values() if r.standing in members.blocks(company.id)]
    return render(
        request, "desk_company.html", status=wrong.status if wrong else 200, who=who, c=company,
        lines=lines(running, company), seats=seatings(running, company), roles=ROLES, channels=CHANNELS,
        people=sorted(members.users_of(company.id), key=lambda u: (not u.active, fold(u.name), u.id)),
        filters=_filters(running, company), blocks=sorted(blocks, key=lambda r: (r.company is None, r.name, r.id)),
        tokens=await _tokens(running, company) if who.administrator else [], broken=running.book.broken,
        products=sorted((p for p in running.book.products.values() if p.active), key=lambda p: fold(p.name)),
        wrong=wrong.faults if wrong else {}, detail=wrong.detail if wrong else "", verb=verb, secret=secret,
        f={**kept({}, TYPED), "name": company.name, "right": "full", "role": Role.READER.value, **(typed or {})},
        ticked=channels, said=request.query_params.get("said") if request.method == "GET" else None,
    )  # fmt: skip


def _filters(running: House, company: Company) -> list[Restriction]:
    """Content filters in force."""
    found = running.book.members.restrictions.values()
    return [r for r in found if r.kind is Limit.FILTER and r.company == company.id and r.active]


async def _tokens(running: House, company: Company) -> list[Token]:
    """Of the company and of its people."""
    return [t for t in await running.store.accounts.all_tokens() if t.company == company.id]
