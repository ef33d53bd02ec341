"""The desk overrules events: merge, split, move, relabel, confirm, reject, undo; each one commit and one entry of the log.

While a ruling is on its way to the disk nothing is placed: the live index follows it before the next dispatch is read.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from urllib.parse import urlsplit

from telex.agency import Rejection
from telex.errors import Conflict, Invalid, NotFound
from telex.house import House
from telex.model.company import Viewer
from telex.model.filing import Filing, Order
from telex.model.grouping import Decision, Instruction, Outcome, Ruling, Suggestion, Undo
from telex.model.vocabulary import Act, Channel, PubStatus

LONGEST_WHY = 2_000
OPERATOR = "operator"
"""Who ruled, when it was whoever runs the process and no user."""
_EVENT = re.compile(r"[A-Za-z0-9_-]{1,60}")


async def rule(house: House, ask: Instruction) -> Decision:
    """Carries a ruling out. Items may be named by id or uri, events by id or address.

    Confirming a suggested kill takes `why` as its notice. Raises NotFound, Invalid (named), Conflict (the desk decided
    something else on these events since `based_on`, or the suggestion is settled).
    """
    asked = await _readable(house, ask)
    suggestion = await _suggested(house, asked)
    if suggestion is not None and suggestion.kind == "kill" and asked.ruling is Ruling.CONFIRM:
        await _kill(house, suggestion, asked)
    decision = (await _apply(house, asked)).decision
    if suggestion is not None and suggestion.kind == "kill" and asked.ruling is Ruling.REJECT:
        await _restore(house, suggestion)
    return decision


async def undo(house: House, decision: str, by: str) -> Decision:
    """Takes a ruling back: memberships as they were, where nothing newer was decided. Raises NotFound, Conflict.

    A confirmed kill stays: what was killed cannot come back.
    """
    return (await _apply(house, Undo(decision, by, house.agency.clock()))).decision


async def moved(house: House, viewer: Viewer, channel: Channel, event: str) -> str | None:
    """Where an event went that was merged into another one; None unless the viewer may see that one."""
    target = await house.store.grouping.redirected(event)
    if target is None or await house.reader.event(viewer, channel, target) is None:
        return None
    return target


async def _apply(house: House, ask: Instruction | Undo) -> Outcome:
    """Commit and live index as one, also when the caller hangs up meanwhile."""

    async def whole() -> Outcome:
        async with house.book.placing:
            # a task of its own, as every recording is: it joins the writer's line behind those placed before it
            outcome = await asyncio.ensure_future(house.store.grouping.apply(ask))
            house.agency.live.regrouped(change for change in outcome.changes if change.usable)
            await house.agency.alerting.regrouped(house.agency.clock())
        house.wire.announce(outcome.position)
        return outcome

    return await asyncio.shield(asyncio.ensure_future(whole()))


async def _readable(house: House, ask: Instruction) -> Instruction:
    """The same with ids in place of uris and addresses."""
    why = " ".join((ask.why or "").split()) or None
    if why is not None and len(why) > LONGEST_WHY:
        raise Invalid(f"the reason has {len(why)} characters, {LONGEST_WHY} at most")
    items = tuple([await _item(house, item) for item in ask.items[:1_000]])
    related = await _item(house, ask.related_to) if ask.related_to else None
    event, other = event_id(ask.event), event_id(ask.other)
    return replace(ask, why=why, items=items, related_to=related, event=event, other=other)


async def _item(house: House, named: str) -> str:
    if ":" not in named:
        return named
    found = await house.store.dispatches.by_uri(named)
    if found is None:
        raise NotFound(f"no dispatch {named[:60]!r} is out: what is held, or was never there, is in no event")
    return found.dispatch.id


def event_id(text: str | None) -> str | None:
    """The id in what an editor pasted: an id, or the address of the event's page. Raises Invalid."""
    if text is None or not text.strip():
        return None
    path = urlsplit(text.strip()[:500]).path.rstrip("/")
    last = path.rpartition("/")[2]
    if not _EVENT.fullmatch(last):
        raise Invalid(f"{text[:60]!r} is no event: give its id, or the address of its page")
    return last


async def _suggested(house: House, ask: Instruction) -> Suggestion | None:
    return await house.store.grouping.suggestion(ask.suggestion) if ask.suggestion else None


async def _kill(house: House, suggestion: Suggestion, ask: Instruction) -> None:
    """The ordinary kill, by the editor who confirms; a dispatch that is dead already is left as it is."""
    target = await house.store.dispatches.newest(suggestion.target or "")
    if target is None:
        raise NotFound("the dispatch to be killed is not on the wire")
    if target.dispatch.pubstatus is PubStatus.CANCELED:
        return
    if not suggestion.open:
        raise Conflict(f"this suggestion is {suggestion.state.value} already; look at the list again")
    if ask.why is None:
        raise Invalid("a kill needs its reason: it is the notice to everyone who had the text")
    order = Order(Act.KILL, of=target.dispatch.id, note=ask.why)
    by = None if ask.by == OPERATOR else ask.by
    filing = Filing(ask.why.encode(), house.agency.clock(), "text/plain; charset=utf-8", by=by, order=order)
    refused = [answer for answer in await house.agency.take(filing) if isinstance(answer, Rejection)]
    if refused:
        raise Conflict(refused[0].reason)


async def _restore(house: House, suggestion: Suggestion) -> None:
    """What the notice had withheld is seen again. What its source withdrew since, or was killed, stays as it is."""
    target = await house.store.dispatches.newest(suggestion.target or "")
    if target is not None and target.position < suggestion.position:
        await house.agency.restore(target.dispatch.id)
