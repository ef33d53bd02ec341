"""`/desk/suggestions`: what Telex found and did not do by itself, newest first, with the two answers to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import grouping
from telex.errors import Conflict, Invalid, NotFound
from telex.house import House
from telex.model.dispatch import Dispatch
from telex.model.grouping import Instruction, Ruling, Stand, Suggestion
from telex.model.vocabulary import Channel, PubStatus
from telex.office import Caller
from telex.web.api.grouping import ruler
from telex.web.auth import editor, form, house
from telex.web.pages import address, render
from telex.web.rows import Row, first_sentence, row

PAGE = 30
RULINGS = {"confirm": Ruling.CONFIRM, "reject": Ruling.REJECT}


@dataclass(frozen=True, slots=True)
class Named:
    """A dispatch by its name: what a suggestion is about, also when it is withheld from every reader."""

    d: Dispatch

    @property
    def withheld(self) -> bool:
        return self.d.pubstatus is PubStatus.WITHHELD

    @property
    def killed(self) -> bool:
        return self.d.pubstatus is PubStatus.CANCELED

    @property
    def sentence(self) -> str | None:
        return first_sentence(self.d)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One suggestion as the page shows it."""

    found: Suggestion
    item: Named
    event: str | None
    """The event proposed, or that of the target, when it may be opened."""
    first: Row | None
    """First text of that event: gives it its name."""
    target: Named | None


async def page(request: Request) -> Response:
    await editor(request)
    return await _page(request, None)


async def decide(request: Request) -> Response:
    """Confirms or rejects one. A kill is confirmed on a page of its own."""
    who = await editor(request)
    fields = await form(request)
    verb, id = str(fields.get("verb", "")), request.path_params["id"]
    if verb not in RULINGS:
        raise HTTPException(400)
    found = await _found(house(request), id)
    url = address(request)
    if found.kind == "kill" and verb == "confirm":
        return RedirectResponse(url(f"/desk/suggestions/{id}/kill"), 303)
    try:
        decision = await grouping.rule(house(request), _asking(request, who, verb, id, str(fields.get("why", ""))))
    except NotFound as error:
        raise HTTPException(404) from error
    except (Conflict, Invalid) as error:
        return await _page(request, str(error), status=error.status)
    return RedirectResponse(url("/desk/suggestions", said=verb, event=decision.event), 303)


async def kill_page(request: Request) -> Response:
    """The page that must be passed before a suggested kill is done."""
    await editor(request)
    return await _kill_form(request, await _found(house(request), request.path_params["id"]), {}, "")


async def kill(request: Request) -> Response:
    who = await editor(request)
    fields = await form(request)
    found = await _found(house(request), request.path_params["id"])
    reason = " ".join(str(fields.get("reason", "")).split())
    wrong = {} if reason else {"reason": "missing"}
    if len(reason) > grouping.LONGEST_WHY:
        wrong = {"reason": "long"}
    if wrong:
        return await _kill_form(request, found, wrong, reason, status=422)
    try:
        await grouping.rule(house(request), _asking(request, who, "confirm", found.id, reason))
    except Conflict as error:
        return await _page(request, str(error), status=error.status)
    return RedirectResponse(address(request)("/desk/suggestions", said="killed"), 303)


def _asking(request: Request, who: Caller, verb: str, suggestion: str, why: str) -> Instruction:
    now = house(request).agency.clock()
    return Instruction(RULINGS[verb], ruler(who), now, why or None, suggestion=suggestion)


async def _found(running: House, id: str) -> Suggestion:
    found = await running.store.grouping.suggestion(id)
    if found is None:
        raise HTTPException(404)
    return found


async def _page(request: Request, failed: str | None, *, status: int = 200) -> Response:
    who = await editor(request)
    running = house(request)
    before = request.query_params.get("before", "")[:60] or None
    found = await running.store.grouping.suggestions((Stand.OPEN,), before=before, limit=PAGE)
    return render(
        request, "desk_suggestions.html", status=status, who=who, proposed=await proposed(running, who, found),
        failed=failed, said=request.query_params.get("said"), event=request.query_params.get("event", "")[:60],
        waiting=await running.store.grouping.waiting(), more=found[-1].id if len(found) == PAGE else None,
    )  # fmt: skip


async def proposed(running: House, who: Caller, found: Sequence[Suggestion]) -> list[Proposed]:
    """Suggestions with the names of what they speak of."""
    made = []
    for one in found:
        item = await running.store.dispatches.newest(one.item)
        if item is None:
            continue
        target = await running.store.dispatches.newest(one.target) if one.target else None
        event = one.event or (target.member.event if target and target.member else None)
        view = await running.reader.event(who.viewer, Channel.DESK, event) if event else None
        first = next((seen for seen in view.members if seen.verdict.text), None) if view else None
        made.append(
            Proposed(
                one, Named(item.dispatch), view.id if view else None,
                await row(running.reader, who.viewer, Channel.DESK, first) if first else None,
                Named(target.dispatch) if target else None,
            )
        )  # fmt: skip
    return made


async def _kill_form(
    request: Request, found: Suggestion, wrong: dict[str, str], reason: str, *, status: int = 200
) -> Response:
    who = await editor(request)
    running = house(request)
    shown = next(iter(await proposed(running, who, [found])), None)
    if found.kind != "kill" or shown is None or shown.target is None:
        raise HTTPException(404)
    if not found.open:
        return await _page(request, f"this suggestion is {found.state.value} already", status=409)
    slips = await running.store.dispatches.slips(shown.target.d.id)
    return render(
        request, "desk_suggestion_kill.html", status=status, who=who, p=shown, wrong=wrong, reason=reason,
        holders=len(slips),
    )  # fmt: skip
