"""Who of a company reads by a product that has seats, for the agency."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from telex.house import House
from telex.model.company import Company
from telex.model.vocabulary import Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import SeatsItem, SeatsList, Sitter
from telex.web.api.table import Call, Endpoint


class SeatsPut(Struct, frozen=True, forbid_unknown_fields=True):
    """Exactly these users have the seats from now on: ids or e-mail addresses."""

    users: tuple[str, ...]


def seats_items(house: House, company: Company) -> tuple[SeatsItem, ...]:
    """Of each product that has seats and whose right has not ended."""
    now = house.agency.clock()
    sold: dict[str, int] = {}
    for e in company.entitlements:
        if e.seats is not None and (e.until is None or now < e.until):
            sold[e.product] = min(e.seats, sold.get(e.product, e.seats))
    return tuple(
        SeatsItem(
            product, number, tuple(Sitter(u.id, u.email, u.name) for u in house.office.seated(company.id, product))
        )
        for product, number in sold.items()
    )


async def listing(call: Call) -> Response:
    """Seats of a company: how many of each product, and who has them."""
    company = await call.house.office.company(call.request.path_params["id"])
    return read_answer(call.request, SeatsList(seats_items(call.house, company)))


async def put(call: Call) -> Response:
    """Gives the seats of a product to exactly these users; whoever is not among them loses his at once."""
    path, body = call.request.path_params, await sent(call.request, SeatsPut)
    await call.house.office.put_seats(path["id"], path["product"], body.users)
    company = await call.house.office.company(path["id"])
    return done(SeatsList(seats_items(call.house, company)))


ENDPOINTS = (
    Endpoint(
        "GET", "/companies/{id}/seats", listing, "Seats of a company", (Scope.DESK,), answers=SeatsList,
        refusals=(404,), headers=("etag",),
    ),
    Endpoint(
        "PUT", "/companies/{id}/seats/{product}", put, "Give out the seats of a product", (Scope.DESK,),
        administrator=True, sent=SeatsPut, answers=SeatsList, refusals=(404, 409, 422),
    ),
)  # fmt: skip
