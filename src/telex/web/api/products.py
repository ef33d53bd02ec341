"""Products: named standing queries."""

from __future__ import annotations

from msgspec import UNSET, Struct
from starlette.responses import Response

from telex.model.company import Product
from telex.model.vocabulary import Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import ProductItem, ProductList
from telex.web.api.table import Call, Endpoint


class ProductPut(Struct, frozen=True, forbid_unknown_fields=True):
    """`public` = the subset that the public site carries, in summary."""

    name: str
    query: str
    public: bool = False
    active: bool = True


def product_item(p: Product, *, carried: int | None = None, fault: str | None = None) -> ProductItem:
    return ProductItem(
        p.id, p.name, p.query, p.public, p.active,
        UNSET if carried is None else carried, UNSET if fault is None else fault,
    )  # fmt: skip


async def listing(call: Call) -> Response:
    """All products; one whose query does not compile any more says why."""
    broken = call.house.book.broken
    found = await call.house.store.companies.all_products()
    return read_answer(call.request, ProductList(tuple(product_item(p, fault=broken.get(p.id)) for p in found)))


async def put(call: Call) -> Response:
    """Saves a product; a new query is run over the archive, and both take effect in one commit."""
    body = await sent(call.request, ProductPut)
    product, carried = await call.house.office.put_product(
        call.request.path_params["id"], body.name, body.query, public=body.public, active=body.active
    )
    return done(product_item(product, carried=carried))


ENDPOINTS = (
    Endpoint("GET", "/products", listing, "All products", (Scope.DESK,), answers=ProductList, headers=("etag",)),
    Endpoint(
        "PUT", "/products/{id}", put, "Add or change a product", (Scope.DESK,), administrator=True,
        sent=ProductPut, answers=ProductItem, refusals=(422,),
    ),
)  # fmt: skip
