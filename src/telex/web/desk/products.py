"""`/desk/products`: what is sold, with what each product carried lately and whose query is broken. Editors may look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.seen import Count, Question
from telex.house import House
from telex.model.company import Company, Entitlement, Product, Viewer
from telex.model.text import fold
from telex.model.vocabulary import Channel
from telex.routing.entitlement import alive
from telex.web.auth import editor, house
from telex.web.pages import render

DAYS = 30
STEP = 2_000
"""Places of the log opened at once: some 10 ms."""
LISTED = 10_000
"""Places looked at for each product of the list; the page of one looks at all."""


@dataclass(frozen=True, slots=True)
class Sold:
    """A product in the list."""

    product: Product
    customers: int
    """Companies with a right that runs."""
    carried: Count
    broken: str | None


async def page(request: Request) -> Response:
    who = await editor(request)
    running = house(request)
    products = sorted(running.book.products.values(), key=lambda p: (not p.active, fold(p.name), p.id))
    sold = [
        Sold(
            product, len(customers(running, product.id)),
            await carried(running, who.viewer, product.id, most=LISTED), running.book.broken.get(product.id),
        )
        for product in products
    ]  # fmt: skip
    return render(request, "desk_products.html", who=who, sold=sold, days=DAYS)


def customers(running: House, product: str) -> list[tuple[Company, Entitlement]]:
    """Who has a right to the product that runs now, by name."""
    now = running.agency.clock()
    found = [
        (company, right)
        for company in running.book.members.companies()
        for right in company.entitlements
        if right.product == product and alive(right, now)
    ]
    return sorted(found, key=lambda one: fold(one[0].name))


async def carried(running: House, viewer: Viewer, product: str, *, most: int | None = None) -> Count:
    """How many dispatches of the last days it carries now; of the last `most` places of the log, and at least so many then."""
    now = running.agency.clock()
    low, high = await running.store.windows.span(now - timedelta(days=DAYS))
    start = low if most is None else max(low, high - most)
    question = Question(product=product, texts_only=True)
    selection = running.reader.selection(viewer, Channel.DESK, question, now)
    places = await running.store.windows.proposed(None, start, high)
    number = 0
    for begin in range(0, len(places), STEP):
        number += len(await running.store.windows.opened(selection, places[begin : begin + STEP]))
    return Count(number, exact=start == low)
