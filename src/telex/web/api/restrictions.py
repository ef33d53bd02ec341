"""Blocks and content filters, for the agency."""

from __future__ import annotations

from msgspec import UNSET, Struct
from starlette.responses import Response

from telex.model.company import Restriction
from telex.model.vocabulary import Limit, Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import RestrictionItem, RestrictionList
from telex.web.api.table import Call, Endpoint


class RestrictionPut(Struct, frozen=True, forbid_unknown_fields=True):
    """A `block` of a company, or of everybody and the public site without `company`; a `filter` is always a company's."""

    kind: Limit
    query: str
    company: str | None = None
    name: str = ""
    """What it is for."""
    active: bool = True


def restriction_item(r: Restriction, *, carried: int | None = None, fault: str | None = None) -> RestrictionItem:
    return RestrictionItem(
        r.id, r.kind.value, r.company, r.name, r.query, r.active,
        UNSET if carried is None else carried, UNSET if fault is None else fault,
    )  # fmt: skip


async def listing(call: Call) -> Response:
    """All of them, stopped ones too; one whose query does not compile any more says why."""
    broken = call.house.book.broken
    found = await call.house.store.companies.all_restrictions()
    items = tuple(restriction_item(r, fault=broken.get(r.standing)) for r in found)
    return read_answer(call.request, RestrictionList(items))


async def put(call: Call) -> Response:
    """Makes, changes or stops one. A block closes texts from this call on, before the archive has been gone through."""
    b = await sent(call.request, RestrictionPut)
    made, carried = await call.house.office.put_restriction(
        b.kind, call.request.path_params["id"], b.query, company=b.company, name=b.name, active=b.active
    )
    return done(restriction_item(made, carried=carried))


ENDPOINTS = (
    Endpoint(
        "GET", "/restrictions", listing, "All blocks and content filters", (Scope.DESK,), answers=RestrictionList,
        headers=("etag",),
    ),
    Endpoint(
        "PUT", "/restrictions/{id}", put, "Make, change or stop a block or filter", (Scope.DESK,), administrator=True,
        sent=RestrictionPut, answers=RestrictionItem, refusals=(404, 409, 422),
    ),
)  # fmt: skip
