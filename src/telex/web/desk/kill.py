"""`/desk/d/{id}/kill`: the page that must be passed before a dispatch is taken back from everyone."""

from __future__ import annotations

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.delivery.reader import Seen
from telex.errors import Conflict
from telex.model.dispatch import Dispatch
from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act, Channel
from telex.office import Caller
from telex.web.auth import editor, form, house
from telex.web.desk.answers import onward
from telex.web.pages import address, render


def to_type(d: Dispatch) -> str:
    """What the editor types again to confirm: the slug, else the reference."""
    return d.slugline or d.id


async def page(request: Request) -> Response:
    who = await editor(request)
    seen = await _seen(request, who)
    if seen.killed:
        return RedirectResponse(address(request)(f"/desk/d/{seen.dispatch.id}"), 303)
    return await _form(request, who, seen, {}, "", "", False)


async def kill(request: Request) -> Response:
    """Takes the text out of every exit in one commit. A reason and the slug typed again are required."""
    who = await editor(request)
    seen = await _seen(request, who)
    fields = await form(request)
    reason = " ".join(str(fields.get("reason", "")).split())
    again = str(fields.get("confirm", "")).strip()
    withhold = fields.get("withhold") == "yes"
    wrong = {}
    if not reason:
        wrong["reason"] = "missing"
    elif len(reason) > 2000:
        wrong["reason"] = "long"
    if again != to_type(seen.dispatch) and not seen.killed:
        wrong["confirm"] = "differs"
    if wrong:
        return await _form(request, who, seen, wrong, reason, again, withhold, status=422)
    filing = Filing(
        body=reason.encode(),
        received_at=house(request).agency.clock(),
        media_type="text/plain; charset=utf-8",
        key=str(fields.get("key", ""))[:100] or None,
        by=who.user.id if who.user else None,
        order=Order(Act.KILL, of=seen.dispatch.id, note=reason, withhold_headline=withhold),
    )
    try:
        return onward(request, await house(request).agency.take(filing))
    except Conflict:
        return await _form(request, who, await _seen(request, who), {"form": "again"}, reason, "", withhold, status=409)


async def _seen(request: Request, who: Caller) -> Seen:
    seen = await house(request).reader.one(who.viewer, Channel.DESK, request.path_params["id"])
    if seen is None:
        raise HTTPException(404)
    return seen


async def _form(
    request: Request, who: Caller, seen: Seen, wrong: dict[str, str], reason: str, again: str, withhold: bool,
    *, status: int = 200,
) -> Response:  # fmt: skip
    running = house(request)
    slips = await running.store.dispatches.slips(seen.dispatch.id)
    companies = [running.book.company(slip.subscriber) for slip in slips]
    public = await running.reader.one(running.book.public(), Channel.SITE, seen.dispatch.id)
    return render(
        request, "desk_kill.html", status=status, who=who, seen=seen, d=seen.dispatch, wrong=wrong, reason=reason,
        again=again, withhold=withhold, holders=len(slips), to_type=to_type(seen.dispatch),
        names=sorted(c.name for c in companies if c is not None), key=secrets.token_urlsafe(16),
        on_site=public is not None and public.verdict.text,
    )  # fmt: skip
