"""A company's own administration: its people, seats and content filters. Each call concerns the caller's company alone."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from telex.model.vocabulary import Role, Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.companies import entitlement_item
from telex.web.api.customers import OwnCompany, RestrictionItem, SeatsList, UserItem
from telex.web.api.restrictions import restriction_item
from telex.web.api.seats import SeatsPut, seats_items
from telex.web.api.table import Call, Endpoint
from telex.web.api.users import user_item

OWN = (Scope.COMPANY,)


class OwnUser(Struct, frozen=True, forbid_unknown_fields=True):
    """`role` reader or company-administrator. Without `password` it stays; a new one closes all sessions of the user."""

    email: str
    name: str
    role: Role = Role.READER
    password: str | None = None
    active: bool = True


class OwnFilter(Struct, frozen=True, forbid_unknown_fields=True):
    """What the company does not want to be sent."""

    query: str
    name: str = ""


async def show(call: Call) -> Response:
    """The caller's company: its rights with their ends, its seats, people and content filters."""
    office, caller = call.house.office, call.caller
    company = await office.own_company(caller)
    answer = OwnCompany(
        company.id, company.name, tuple(map(entitlement_item, company.entitlements)), seats_items(call.house, company),
        tuple(map(user_item, office.own_users(caller))), tuple(map(restriction_item, office.own_filters(caller))),
    )  # fmt: skip
    return read_answer(call.request, answer)


async def put_seats(call: Call) -> Response:
    """Gives the seats of a product to exactly these people of the company."""
    body, office = await sent(call.request, SeatsPut), call.house.office
    await office.put_own_seats(call.caller, call.request.path_params["product"], body.users)
    return done(SeatsList(seats_items(call.house, await office.own_company(call.caller))))


async def put_user(call: Call) -> Response:
    """Adds somebody to the company, or changes or suspends one of its people, found by address."""
    u = await sent(call.request, OwnUser)
    user = await call.house.office.put_own_user(call.caller, u.email, u.name, u.role, u.password, active=u.active)
    return done(user_item(user))


async def add_filter(call: Call) -> Response:
    """A new content filter: what it matches is no longer sent, pulled, alerted or in the live list. Search still finds it."""
    f = await sent(call.request, OwnFilter)
    made, carried = await call.house.office.put_own_filter(call.caller, f.query, f.name)
    return done(restriction_item(made, carried=carried), 201)


async def change_filter(call: Call) -> Response:
    """Another query or name for a content filter."""
    f, id = await sent(call.request, OwnFilter), call.request.path_params["id"]
    made, carried = await call.house.office.put_own_filter(call.caller, f.query, f.name, id)
    return done(restriction_item(made, carried=carried))


async def stop_filter(call: Call) -> Response:
    """Ends a content filter."""
    await call.house.office.stop_own_filter(call.caller, call.request.path_params["id"])
    return done()


ENDPOINTS = (
    Endpoint("GET", "/company", show, "The caller's own company", OWN, answers=OwnCompany, headers=("etag",)),
    Endpoint(
        "PUT", "/company/seats/{product}", put_seats, "Give out the company's seats of a product", OWN,
        sent=SeatsPut, answers=SeatsList, refusals=(404, 409, 422),
    ),
    Endpoint(
        "POST", "/company/users", put_user, "Add, change or suspend one of the company's people", OWN,
        sent=OwnUser, answers=UserItem, refusals=(409, 422),
    ),
    Endpoint(
        "POST", "/company/filters", add_filter, "Add a content filter", OWN,
        sent=OwnFilter, answers=RestrictionItem, status=201, refusals=(422,),
    ),
    Endpoint(
        "PUT", "/company/filters/{id}", change_filter, "Change a content filter", OWN,
        sent=OwnFilter, answers=RestrictionItem, refusals=(404, 422),
    ),
    Endpoint("DELETE", "/company/filters/{id}", stop_filter, "End a content filter", OWN, status=204, refusals=(404,)),
)  # fmt: skip
