"""`/desk`: what waits for an editor, what is held, what is out, what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Question
from telex.house import House
from telex.model.record import Held, Quarantined
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.web.auth import editor, house
from telex.web.pages import render
from telex.web.rows import Row, rows

PAGE = 50
VIEWS = ("todo", "embargo", "out", "rejects")


@dataclass(frozen=True, slots=True)
class Queue:
    """The desk's list: `todo` shows what asks for a decision, the others one kind alone."""

    view: str
    held: list[Held]
    rejects: list[Quarantined]
    rows: list[Row]
    more: int | None = None
    suggestions: int = 0
    """How many wait on their own page."""


async def queue(running: House, who: Caller, view: str, before: int | None = None) -> Queue:
    """The list for one tab. Only editors come here."""
    held = sorted(await running.store.holds.all(), key=lambda h: h.since, reverse=True)
    rejects = sorted(await running.store.quarantine.list(), key=lambda q: q.at, reverse=True)
    lines: list[Row] = []
    more = None
    if view in ("out", "todo"):
        limit = PAGE if view == "out" else 20
        page = await running.reader.live(who.viewer, Channel.DESK, Question(), before=before, limit=limit)
        lines = await rows(running.reader, who.viewer, Channel.DESK, page.items)
        more = page.next if view == "out" else None
        if view == "todo":
            lines = [line for line in lines if _asks(line)]
    return Queue(view, held, rejects, lines, more, await running.store.grouping.waiting())


async def page(request: Request) -> Response:
    who = await editor(request)
    given = request.query_params
    view = given.get("q") if given.get("q") in VIEWS else "todo"
    before = given.get("before", "")
    cursor = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    found = await queue(house(request), who, view or "todo", cursor)
    notes = house(request).agency.notes[-5:]
    return render(request, "desk.html", who=who, queue=found, current=None, said=given.get("said"), notes=notes)


def _asks(line: Row) -> bool:
    """A text asks for an editor's look when the reader noted something odd, or found no headline."""
    return not line.seen.killed and (bool(line.doubts) or line.d.headline is None)
