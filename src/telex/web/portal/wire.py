"""`/wire`: products, live list and reading pane. Every view of it is an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.seen import Count, Question
from telex.house import House
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.entitlement import alive
from telex.web.auth import house, signed_in
from telex.web.dryrun import worded
from telex.web.locale import locale
from telex.web.pages import render
from telex.web.portal.asked import Asked, asked, on_shelf
from telex.web.portal.following import following
from telex.web.portal.opened import Opened, opened
from telex.web.rows import Day, by_day, grouped, rows

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """A product in the left pane; `id` None is everything that the viewer has."""

    id: str | None
    name: str | None
    count: Count


async def page(request: Request) -> Response:
    who = await signed_in(request)
    running = house(request)
    what = on_shelf(running, who.user, asked(request))
    found = await opened(running, who, what.open, request.query_params.get("show")) if what.open else None
    return await wire_page(request, who, what, found)


async def wire_page(
    request: Request,
    who: Caller,
    what: Asked,
    found: Opened | None,
    *,
    reading: bool = False,
    template: str = "wire.html",
    **extra: Any,
) -> Response:
    """The three panes. `reading`: on a phone the dispatch is shown and not the list. `extra` = of a `template` with
    another pane."""
    running = house(request)
    if request.headers.get("telex-fragment") == "pane":
        return render(request, template, block="pane", who=who, o=found, what=what, missing=found is None, **extra)
    head = await running.store.head()  # before the list: the stream goes on from here, so nothing falls between
    days, more = await _days(running, who.viewer, what)
    missing = what.open is not None and found is None
    first = next((r.d.id for day in days for r in day.rows), None)
    if found is None and not missing and first is not None and template == "wire.html":
        found = await opened(running, who, first, None)
    status = 422 if what.error else 404 if missing else 200
    return render(
        request, template, block="list", status=status, who=who, o=found, what=what, missing=missing, days=days,
        more=more, head=head, shelves=await _shelves(running, who.viewer), reading=reading or what.open is not None,
        fault=worded(what.error, locale(request)) if what.error else None, following=await following(running, who, named=True), **extra,
    )  # fmt: skip


async def _days(running: House, viewer: Viewer, what: Asked) -> tuple[list[Day], int | None]:
    if what.error is not None:
        return [], None
    page = await running.reader.live(viewer, Channel.PORTAL, what.question, before=what.before, limit=PAGE)
    lines = await rows(running.reader, viewer, Channel.PORTAL, page.items)
    return by_day(grouped(lines) if what.group else lines, running.settings.tz), page.next


async def _shelves(running: House, viewer: Viewer) -> list[Shelf]:
    """Products with how many texts each holds for this viewer, through the same gate as the texts."""
    now = running.agency.clock()
    held = {e.product for e in viewer.entitlements if alive(e, now) and Channel.PORTAL in e.channels}
    products = [p for p in running.book.products.values() if p.active and (viewer.desk or p.id in held)]
    shelves = [Shelf(None, None, await running.reader.count(viewer, Channel.PORTAL, Question()))]
    for product in sorted(products, key=lambda p: p.name.casefold()):
        count = await running.reader.count(viewer, Channel.PORTAL, Question(product=product.id))
        shelves.append(Shelf(product.id, product.name, count))
    return shelves
