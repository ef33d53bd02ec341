"""`/events/{id}`: one event, its accounts side by side and its timeline, from the members that the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.events.timeline import Announced, Entry, Order
from telex.grouping import moved
from telex.model.vocabulary import Channel
from telex.web.auth import house, signed_in
from telex.web.gathered import gather
from telex.web.pages import SESSION_PAGE, address, render
from telex.web.portal.following import following
from telex.web.portal.neighbours import neighbours
from telex.web.portal.sides import table
from telex.web.rows import first_sentence, rows


async def page(request: Request) -> Response:
    """Two orders of the timeline by `order`, more columns by `beside`."""
    who = await signed_in(request)
    running = house(request)
    view = await running.reader.event(who.viewer, Channel.PORTAL, request.path_params["id"])
    if view is None:
        target = await moved(running, who.viewer, Channel.PORTAL, request.path_params["id"])
        if target is None:
            raise HTTPException(404)
        return RedirectResponse(address(request)(f"/events/{target}"), 302, SESSION_PAGE)
    given = request.query_params
    order = Order.ARRIVAL if given.get("order") == Order.ARRIVAL.value else Order.TOLD
    beside = given.get("beside", "1")
    found = await gather(running.reader, who.viewer, Channel.PORTAL, view, order)
    lines = await rows(running.reader, who.viewer, Channel.PORTAL, view.members)
    by_id = {line.d.id: line for line in lines}
    first = next(line for line in lines if line.seen.verdict.text)
    sides = table(
        [by_id[d.id] for d in found.accounts if d.id in found.comparison.accounts],
        found.comparison,
        int(beside) if beside.isascii() and beside.isdigit() and len(beside) < 4 else 1,
    )
    return render(
        request, "event.html", who=who, view=view, lines=lines, first=first, found=found, sides=sides, by_id=by_id,
        order=order.value, steps=_steps(found.entries, found.announced, order), derived=first_sentence(first.d),
        official={one.id: one for one in found.official},
        sources=len({line.d.source for line in lines if line.seen.verdict.text}),
        following=await following(running, who),
        neighbours=await neighbours(running, who.viewer, view.id, set(by_id)) if who.editor else [],
    )  # fmt: skip


def _steps(entries: Sequence[Entry], announced: Sequence[Announced], order: Order) -> list[Entry | Announced]:
    """Announced days stand at their own day among what is told, and after everything in order of arrival."""
    if order is Order.ARRIVAL:
        return [*entries, *announced]
    steps: list[Entry | Announced] = []
    ahead = list(announced)
    for entry in entries:
        while ahead and entry.date is not None and ahead[0].date < entry.date[:10]:
            steps.append(ahead.pop(0))
        steps.append(entry)
    return [*steps, *ahead]
