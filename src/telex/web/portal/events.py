"""`/events`: events with several texts, newest first, made of what the viewer may see."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Question
from telex.model.vocabulary import Channel
from telex.web.auth import house, signed_in
from telex.web.pages import render
from telex.web.rows import Row, by_day, rows

LOOKED_AT = 200
"""Dispatches looked at for one page of events."""


async def page(request: Request) -> Response:
    who = await signed_in(request)
    running = house(request)
    before = request.query_params.get("before", "")
    cursor = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    question = Question(texts_only=True)
    found = await running.reader.live(who.viewer, Channel.PORTAL, question, before=cursor, limit=LOOKED_AT)
    lines = await rows(running.reader, who.viewer, Channel.PORTAL, found.items)
    days = by_day(_events(lines), running.settings.tz)
    return render(request, "events.html", who=who, days=days, more=found.next)


def _events(lines: list[Row]) -> list[Row]:
    """One line an event with two texts or more: its first text leads, where its newest one stands."""
    members: dict[str, list[Row]] = {}
    for line in lines:
        if line.seen.event is not None:
            members.setdefault(line.seen.event, []).append(line)
    groups = [group for group in members.values() if len(group) > 1]
    return [Row(group[-1].seen, group[-1].original, tuple(group[:-1])[::-1]) for group in groups]
