"""Companies and what they are entitled to."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from starlette.responses import Response

from telex.errors import Invalid, NotFound
from telex.model.company import SUBSCRIBER_CHANNELS, Company, Entitlement
from telex.model.vocabulary import Channel, Right, Scope
from telex.web.api import params
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import CompanyItem, CompanyList, EntitlementItem
from telex.web.api.shapes import EndingItem, EndingList
from telex.web.api.table import Call, Endpoint, Param

DESK = (Scope.DESK,)


class CompanyPut(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    active: bool = True


class EntitlementPost(Struct, frozen=True, forbid_unknown_fields=True):
    """Right to a product. Instants with their zone; no `channels` = all channels of subscribers."""

    product: str
    right: Right = Right.FULL
    since: datetime | None = None
    until: datetime | None = None
    channels: tuple[Channel, ...] = ()
    archive: int | None = None
    """Days back that texts are open; null = all of them."""
    advance: bool = False
    """Also copies of embargoed texts that the desk opens before their hour."""
    seats: int | None = None
    """How many users may read by it; null = all."""


def company_item(c: Company) -> CompanyItem:
    return CompanyItem(c.id, c.name, c.active, tuple(map(entitlement_item, c.entitlements)))


def entitlement_item(e: Entitlement) -> EntitlementItem:
    channels = tuple(sorted(e.channels))
    return EntitlementItem(e.product, e.right.value, e.since, e.until, channels, e.archive, e.advance, e.seats)


async def listing(call: Call) -> Response:
    """All companies with their entitlements, ended ones included."""
    found = await call.house.store.companies.all_companies()
    return read_answer(call.request, CompanyList(tuple(map(company_item, found))))


async def one(call: Call) -> Response:
    """One company."""
    id = call.request.path_params["id"]
    found = await call.house.store.companies.get_company(id)
    if found is None:
        raise NotFound(f"no company {id!r}; `telex company list` shows them")
    return read_answer(call.request, company_item(found))


async def expiring(call: Call) -> Response:
    """Entitlements that end soon or ended in the last week, and that nothing follows; the earliest first."""
    given = call.request.query_params
    days = params.whole(given, "days", 0, 0, 3_650) if "days" in given else None
    found = call.house.office.expiring(call.house.agency.clock(), days)
    items = tuple(EndingItem(e.company, e.name, e.product, e.until, e.days) for e in found)
    return read_answer(call.request, EndingList(items))


async def put(call: Call) -> Response:
    """A new company, or another name or state of a known one."""
    body = await sent(call.request, CompanyPut)
    company = await call.house.office.put_company(call.request.path_params["id"], body.name, active=body.active)
    return done(company_item(company))


async def grant(call: Call) -> Response:
    """Entitles the company to a product."""
    body = await sent(call.request, EntitlementPost)
    for name, instant in (("since", body.since), ("until", body.until)):
        if instant is not None and instant.tzinfo is None:
            raise Invalid(f"{name} needs its zone, such as 2026-03-10T07:15:00+01:00")
    channels = frozenset(body.channels) or SUBSCRIBER_CHANNELS
    right = Entitlement(
        body.product, body.right, body.since, body.until, channels, body.archive, body.advance, body.seats
    )
    return done(company_item(await call.house.office.grant(call.request.path_params["id"], right)))


async def revoke(call: Call) -> Response:
    """Ends the entitlement now; the ended row is kept, so that a kill still reaches the company."""
    path = call.request.path_params
    return done(company_item(await call.house.office.revoke(path["id"], path["product"])))


ENDPOINTS = (
    Endpoint("GET", "/companies", listing, "All companies", DESK, answers=CompanyList, headers=("etag",)),
    Endpoint(
        "GET", "/companies/expiring", expiring, "Entitlements that end soon", DESK,
        params=(Param("days", "how many days ahead (setting expiry_warning_days)", "integer"),),
        answers=EndingList, refusals=(422,), headers=("etag",),
    ),
    Endpoint(
        "GET", "/companies/{id}", one, "One company", DESK, answers=CompanyItem, refusals=(404,), headers=("etag",)
    ),
    Endpoint(
        "PUT", "/companies/{id}", put, "Add or change a company", DESK, administrator=True,
        sent=CompanyPut, answers=CompanyItem, refusals=(422,),
    ),
    Endpoint(
        "POST", "/companies/{id}/entitlements", grant, "Entitle a company to a product", DESK,
        administrator=True, sent=EntitlementPost, answers=CompanyItem, refusals=(404, 409, 422),
    ),
    Endpoint(
        "DELETE", "/companies/{id}/entitlements/{product}", revoke, "End an entitlement now", DESK,
        administrator=True, answers=CompanyItem, refusals=(404,),
    ),
)  # fmt: skip
