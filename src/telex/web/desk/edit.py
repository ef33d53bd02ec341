"""`/desk/d/{id}`: one dispatch and its three verbs: correct, update, and the way to the kill."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Seen
from telex.errors import Conflict, TelexError
from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act, Channel
from telex.office import Caller
from telex.web import redline
from telex.web.auth import editor, form, house
from telex.web.desk.answers import onward
from telex.web.desk.fields import Typed, faults, item, of, paragraphs, typed
from telex.web.desk.queue import queue
from telex.web.desk.reading import understood
from telex.web.pages import render
from telex.web.rows import row

VERBS = {"correct": Act.CORRECT, "update": Act.UPDATE}


async def page(request: Request) -> Response:
    who = await editor(request)
    seen = await _seen(request, who)
    return await _form(request, who, seen, of(seen.dispatch), {}, said=request.query_params.get("said"))


async def save(request: Request) -> Response:
    """Files the corrected or updated text. What was typed comes back whole when it cannot be filed."""
    who = await editor(request)
    seen = await _seen(request, who)
    fields = await form(request)
    given = typed({name: value for name, value in fields.items() if isinstance(value, str)})
    act = VERBS.get(str(fields.get("verb")))
    based_on = _number(fields.get("based_on"))
    wrong = faults(given, _languages(request, seen))
    if act is None or based_on is None:
        wrong["form"] = "refused"
    if act is Act.CORRECT and not given.note:
        wrong["note"] = "missing"
    if wrong or act is None or based_on is None:
        return await _form(request, who, seen, given, wrong, based_on=based_on, status=422)
    if seen.killed:
        return await _compare(request, who, seen, given)
    if based_on != seen.dispatch.version:
        return await _compare(request, who, seen, given)
    try:
        return onward(request, await house(request).agency.take(_filing(request, who, seen, given, act, fields)))
    except Conflict:
        now = await _seen(request, who)
        if now.dispatch.version != based_on:
            return await _compare(request, who, now, given)
        return await _form(request, who, now, given, {"form": "again"}, status=409)
    except TelexError as error:
        return await _form(request, who, seen, given, {"form": "refused"}, status=error.status)


def _filing(request: Request, who: Caller, seen: Seen, given: Typed, act: Act, fields: Any) -> Filing:
    d = seen.dispatch
    version = d.version + 1 if act is Act.CORRECT else None
    return Filing(
        body=item(given, d, house(request).settings.agency_name, version=version),
        received_at=house(request).agency.clock(),
        media_type="application/vnd.iptc.ninjs+json",
        key=str(fields.get("key", ""))[:100] or None,
        by=who.user.id if who.user else None,
        order=Order(act, of=d.id, note=given.note or None, based_on=d.version),
    )


async def _seen(request: Request, who: Caller) -> Seen:
    seen = await house(request).reader.one(who.viewer, Channel.DESK, request.path_params["id"])
    if seen is None:
        raise HTTPException(404)
    return seen


async def _compare(request: Request, who: Caller, seen: Seen, given: Typed) -> Response:
    """409: the text was changed meanwhile. Both texts side by side, and what was typed, to be filed again."""
    d = seen.dispatch
    body = redline.paragraphs(d.body, paragraphs(given.body))
    headline = redline.words(d.headline or "", given.headline)
    return await _form(request, who, seen, given, {"form": "changed"}, status=409, versus=(headline, body))


async def _form(
    request: Request, who: Caller, seen: Seen, given: Typed, wrong: dict[str, str], *, status: int = 200,
    based_on: int | None = None, said: str | None = None, versus: Any = None,
) -> Response:  # fmt: skip
    running = house(request)
    d = seen.dispatch
    return render(
        request, "desk_edit.html", status=status, who=who, queue=await queue(running, who, "out"), current=d.id,
        r=await row(running.reader, who.viewer, Channel.DESK, seen), f=given, wrong=wrong, versus=versus, said=said,
        based_on=based_on or d.version, key=secrets.token_urlsafe(16), languages=_languages(request, seen),
        holders=len(await running.store.dispatches.slips(d.id)),
        versions=await running.reader.versions(who.viewer, Channel.DESK, d.id),
        read=None if seen.killed else await understood(running, d),
    )  # fmt: skip


def _languages(request: Request, seen: Seen) -> tuple[str, ...]:
    """Languages to choose from: the agency's, and the text's own."""
    return tuple(dict.fromkeys((*house(request).settings.languages, *filter(None, [seen.dispatch.language]))))


def _number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
