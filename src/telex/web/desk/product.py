"""`/desk/products/new` and `/desk/products/{id}`: one product, and beside it what its query would carry, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import QueryError
from telex.house import House
from telex.model.company import Company, Entitlement, Product
from telex.office import Caller
from telex.routing.standing import is_product
from telex.web.auth import administrator, editor, form, house
from telex.web.desk.administering import OFFICE, Wrong, kept, name, new_id, refused, text
from telex.web.desk.products import DAYS, carried, customers
from telex.web.dryrun import MOST_CHARACTERS, Dry, Hit
from telex.web.pages import address, render
from telex.web.portal.dry import tried

FIELDS = ("name", "id", "query", "public", "active")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit does to one company, counted on the examples of the dry run alone."""

    company: Company
    right: Entitlement
    gains: int
    losses: int


async def page(request: Request) -> Response:
    """`q` = another query to try, as the fragment's address has it. Editors may look, and try."""
    who = await editor(request)
    product = _product(request)
    given = request.query_params.get("q", "").strip()[:MOST_CHARACTERS]
    typed = _saved(product)
    return await _page(request, who, product, typed | {"query": given} if given else typed)


async def change(request: Request) -> Response:
    """Tries or saves, as the button says."""
    who = await editor(request)
    product = _product(request)
    fields = await form(request)
    typed = kept(fields, FIELDS)
    if "repair" in fields:
        return await _page(request, who, product, typed | {"query": text(fields, "repair")[:MOST_CHARACTERS]})
    if fields.get("verb") == "try":
        return await _page(request, who, product, typed)
    who = await administrator(request)
    try:
        saved = await _save(house(request), product, fields)
    except QueryError as error:
        return await _page(request, who, product, typed, error=error)
    except (Wrong, *OFFICE) as error:
        return await _page(request, who, product, typed, error if isinstance(error, Wrong) else refused(error))
    return RedirectResponse(address(request)(f"/desk/products/{saved}", said="saved"), 303)


def _product(request: Request) -> Product | None:
    """None = a new one."""
    id = request.path_params.get("id")
    if id is None:
        return None
    found = house(request).book.products.get(id)
    if found is None:
        raise HTTPException(404)
    return found


def _saved(product: Product | None) -> dict[str, str]:
    if product is None:
        return kept({}, FIELDS) | {"active": "yes"}
    flags = {"public": "yes" if product.public else "", "active": "yes" if product.active else ""}
    return {"name": product.name, "id": product.id, "query": product.query, **flags}


async def _save(running: House, product: Product | None, fields: FormData) -> str:
    """Raises QueryError, Wrong, and what the office refuses."""
    wrong: dict[str, str] = {}
    named, query = name(fields, wrong), text(fields, "query")
    id = product.id if product is not None else new_id(fields, named, running.book.products, wrong) if named else ""
    if not query:
        wrong["query"] = "missing"
    if wrong:
        raise Wrong(wrong)
    public, active = text(fields, "public") == "yes", text(fields, "active") == "yes"
    await running.office.put_product(id, named, query, public=public, active=active)
    return id


async def _page(
    request: Request,
    who: Caller,
    product: Product | None,
    typed: dict[str, str],
    wrong: Wrong | None = None,
    *,
    error: QueryError | None = None,
) -> Response:
    running = house(request)
    edit_of = product.query if product is not None and product.id not in running.book.broken else None
    run = await tried(request, who.viewer, typed["query"], edit_of=edit_of, error=error)
    status = wrong.status if wrong else 422 if run["error"] is not None else 200
    return render(
        request, "desk_product.html", block="dry", status=status, who=who, p=product, f=typed,
        wrong=wrong.faults if wrong else {}, detail=wrong.detail if wrong else "", days=DAYS,
        broken=running.book.broken.get(product.id) if product is not None else None,
        carried=await carried(running, who.viewer, product.id) if product is not None else None,
        effects=effects(running, product, run["dry"]) if product is not None else [],
        said=request.query_params.get("said") if request.method == "GET" else None, **run,
    )  # fmt: skip


def effects(running: House, product: Product, dry: Dry | None) -> list[Effect]:
    """Each customer of the product, with how many of the examples gained and lost are new to it, or no longer open to it:
    not those that another product of its own carries too."""
    return [
        Effect(
            company, right,
            sum(1 for hit in (dry.gains if dry else ()) if not _otherwise(running, company, product.id, hit)),
            sum(1 for hit in (dry.losses if dry else ()) if not _otherwise(running, company, product.id, hit)),
        )
        for company, right in customers(running, product.id)
    ]  # fmt: skip


def _otherwise(running: House, company: Company, product: str, hit: Hit) -> bool:
    """Whether another product carries the dispatch that the company has a right to now."""
    others = {id for id in hit.seen.products if is_product(id) and id != product}
    return any(held.id == company.id for id in others for held, _ in customers(running, id))
