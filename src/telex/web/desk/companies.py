"""`/desk/companies`: every customer with what he has, and first of all whose contract ends."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.model.company import Company
from telex.model.text import fold
from telex.office import Caller
from telex.web.auth import administrator, editor, form, house
from telex.web.desk.administering import OFFICE, Wrong, kept, name, new_id, refused
from telex.web.pages import address, render
from telex.web.rights import Line, lines, seatings

FIELDS = ("name", "id")


@dataclass(frozen=True, slots=True)
class Customer:
    """A company in the list."""

    company: Company
    rights: tuple[Line, ...]
    """Those that have not ended."""
    people: int
    """Who may sign in."""
    taken: int
    sold: int
    """Seats of all its products."""


async def page(request: Request) -> Response:
    """Editors may look."""
    return _page(request, await editor(request))


async def add(request: Request) -> Response:
    """A new company without any right yet."""
    who = await administrator(request)
    fields = await form(request)
    running, wrong = house(request), dict[str, str]()
    named = name(fields, wrong)
    taken = {company.id: company for company in running.book.members.companies()}
    id = new_id(fields, named, taken, wrong) if named else ""
    try:
        if wrong:
            raise Wrong(wrong)
        await running.office.put_company(id, named)
    except (Wrong, *OFFICE) as error:
        return _page(request, who, error if isinstance(error, Wrong) else refused(error), kept(fields, FIELDS))
    return RedirectResponse(address(request)(f"/desk/companies/{id}", said="added"), 303)


def _page(request: Request, who: Caller, wrong: Wrong | None = None, typed: dict[str, str] | None = None) -> Response:
    running = house(request)
    companies = sorted(running.book.members.companies(), key=lambda c: (fold(c.name), c.id))
    return render(
        request, "desk_companies.html", status=wrong.status if wrong else 200, who=who,
        customers=[_customer(request, company) for company in companies],
        endings=running.office.expiring(running.agency.clock()), products=running.book.products,
        wrong=wrong.faults if wrong else {}, detail=wrong.detail if wrong else "", f=typed or kept({}, FIELDS),
    )  # fmt: skip


def _customer(request: Request, company: Company) -> Customer:
    running = house(request)
    seats = seatings(running, company)
    return Customer(
        company, tuple(line for line in lines(running, company) if line.state != "ended"),
        sum(1 for user in running.book.members.users_of(company.id) if user.active),
        sum(len(s.users) for s in seats), sum(s.sold for s in seats),
    )  # fmt: skip
