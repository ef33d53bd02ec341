"""`/desk/events/{id}`: who is in an event and why, and the desk's rulings on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import grouping
from telex.delivery.reader import EventView, Question
from telex.errors import Conflict, Invalid, NotFound
from telex.house import House
from telex.model.grouping import Decision, Instruction, Ruling, Suggestion
from telex.model.vocabulary import Channel, Relation
from telex.office import Caller
from telex.web.api.grouping import ruler
from telex.web.auth import editor, form, house
from telex.web.desk.suggestions import proposed
from telex.web.pages import SESSION_PAGE, address, render
from telex.web.rows import Row, first_sentence, rows

PAGE = 80
"""Members on one page: a form has a hundred fields at most (`auth.form`)."""
RECENT = 60
"""Dispatches looked at for other events to choose from."""
CHOICES = 15
HISTORY = 30
RELATIONS = tuple(r for r in Relation if r is not Relation.KILL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A ruling in the history, with the name of who made it."""

    d: Decision
    by: str
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Another event, by its first text."""

    id: str
    row: Row


async def page(request: Request) -> Response:
    return await _page(request, {})


async def decide(request: Request) -> Response:
    """Splits or moves what is ticked, or merges with another event."""
    who = await editor(request)
    fields = await form(request)
    verb, id = str(fields.get("verb", "")), request.path_params["id"]
    items = tuple(str(item) for item in fields.getlist("item"))
    to = str(fields.get("elsewhere", "")).strip() or str(fields.get("to", "")).strip()
    if verb not in ("split", "move", "merge"):
        raise HTTPException(400)
    wrong = {}
    if verb != "merge" and not items:
        wrong["item"] = "missing"
    if verb != "split" and not to:
        wrong["to"] = "missing"
    if wrong:
        return await _page(request, wrong, items, status=422)
    event, other = (id, to) if verb == "merge" else (to, None) if verb == "move" else (id, None)
    ask = _asking(request, who, Ruling(verb), fields, event=event, other=other, items=items)
    return await _carried(request, ask, items)


async def relabel(request: Request) -> Response:
    """Another relation for one member."""
    who = await editor(request)
    fields = await form(request)
    try:
        relation = Relation(str(fields.get("relation", "")))
    except ValueError as error:
        raise HTTPException(400) from error
    items = (str(fields.get("item", "")),)
    return await _carried(request, _asking(request, who, Ruling.RELABEL, fields, items=items, relation=relation), ())


async def undo(request: Request) -> Response:
    """Takes a ruling back, as far as nothing newer was decided."""
    who = await editor(request)
    fields = await form(request)
    try:
        await grouping.undo(house(request), str(fields.get("decision", ""))[:60], ruler(who))
    except NotFound as error:
        raise HTTPException(404) from error
    except Conflict as error:
        return await _page(request, {"form": "changed", "detail": str(error)}, status=409)
    return RedirectResponse(address(request)(f"/desk/events/{request.path_params['id']}", said="undo"), 303)


def _asking(
    request: Request, who: Caller, ruling: Ruling, fields: FormData, *, event: str | None = None,
    other: str | None = None, items: tuple[str, ...] = (), relation: Relation | None = None,
) -> Instruction:  # fmt: skip
    given = str(fields.get("based_on", ""))
    based_on = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None
    return Instruction(
        ruling, ruler(who), house(request).agency.clock(), str(fields.get("why", "")) or None, event, other, items,
        relation, based_on=based_on,
    )  # fmt: skip


async def _carried(request: Request, ask: Instruction, items: tuple[str, ...]) -> Response:
    """To the event that stands for what was decided, or back to the page with what is wrong."""
    try:
        decision = await grouping.rule(house(request), ask)
    except NotFound:
        return await _page(request, {"to": "unknown"}, items, status=422)
    except Conflict as error:
        return await _page(request, {"form": "changed", "detail": str(error)}, items, status=409)
    except Invalid as error:
        return await _page(request, {"form": "refused", "detail": str(error)}, items, status=422)
    at = decision.event if ask.ruling is Ruling.MERGE else request.path_params["id"]
    return RedirectResponse(address(request)(f"/desk/events/{at}", said=ask.ruling.value, other=decision.other), 303)


async def _page(
    request: Request, wrong: dict[str, str], ticked: tuple[str, ...] = (), *, status: int = 200
) -> Response:
    who = await editor(request)
    running, id, given = house(request), request.path_params["id"], request.query_params
    head = await running.store.head()
    view = await running.reader.event(who.viewer, Channel.DESK, id)
    if view is None:
        return await _elsewhere(request, who, id)
    lines = await rows(running.reader, who.viewer, Channel.DESK, view.members)
    first = next(line for line in lines if line.seen.verdict.text)
    start = int(given["from"]) if given.get("from", "").isdigit() and len(given["from"]) < 6 else 0
    asked = await running.store.grouping.suggestions_of(view.id, CHOICES)
    return render(
        request, "desk_event.html", status=status, who=who, view=view, first=first, lines=lines[start : start + PAGE],
        start=start, previous=max(start - PAGE, 0) or None, more=start + PAGE if len(lines) > start + PAGE else None, total=len(lines), wrong=wrong,
        ticked=ticked, relations=RELATIONS, based_on=head, choices=await _choices(running, who, view, asked),
        names={line.d.id: line for line in lines}, history=await _history(running, view.id),
        proposed=await proposed(running, who, asked), derived=first_sentence(first.d), said=given.get("said"),
        other=given.get("other", "")[:60],
    )  # fmt: skip


async def _elsewhere(request: Request, who: Caller, id: str) -> Response:
    target = await grouping.moved(house(request), who.viewer, Channel.DESK, id)
    if target is None:
        raise HTTPException(404)
    said = request.query_params.get("said")
    return RedirectResponse(address(request)(f"/desk/events/{target}", said=said), 302, SESSION_PAGE)


async def _choices(running: House, who: Caller, view: EventView, asked: Iterable[Suggestion]) -> list[Choice]:
    """Other events: those that suggestions name, then the most recent ones."""
    found: dict[str, Choice] = {}
    for id in (one.event for one in asked if one.event is not None and one.event != view.id):
        other = await running.reader.event(who.viewer, Channel.DESK, id)
        if other is not None:
            text = next(seen for seen in other.members if seen.verdict.text)
            found.setdefault(id, Choice(id, Row(text)))
    recent = await running.reader.live(who.viewer, Channel.DESK, Question(texts_only=True), limit=RECENT)
    for seen in recent.items:
        if seen.event is not None and seen.event != view.id:
            known = found.get(seen.event)
            if known is None or known.row.seen.first_position > seen.first_position:
                found[seen.event] = Choice(seen.event, Row(seen))
    return list(found.values())[:CHOICES]


async def _history(running: House, event: str) -> list[Entry]:
    names: dict[str, str] = {}
    entries = []
    for d in await running.store.grouping.decisions(event, before=None, limit=HISTORY):
        for id in (d.by, d.undone_by):
            if id is not None and id not in names:
                user = await running.store.accounts.get_user(id)
                names[id] = user.name if user is not None else id
        entries.append(Entry(d, names[d.by], names[d.undone_by] if d.undone_by else None))
    return entries
