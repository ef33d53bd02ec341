"""How a topic has been lately: what answered it in the last days, and whether it is silent for much longer than usual."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telex.delivery.seen import Question
from telex.errors import Invalid
from telex.house import House
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.routing import fts
from telex.routing.document import words_of
from telex.routing.language.parser import parse
from telex.routing.matching.truth import matches

WEEK = timedelta(days=7)
BACK = timedelta(days=90)
"""How far the usual gap is looked for."""
LOOKED_AT = 200
"""Candidates of one topic decided on, some 0.6 ms of a core each: a page of many topics stays quick."""
BATCH = 50
ENOUGH = 10
"""Results that the usual gap is counted from."""
FEW = 3
"""With fewer there is no usual gap to speak of."""
TIMES = 3
"""As long as this many usual gaps (design/routing.md section 3)."""


@dataclass(frozen=True, slots=True)
class Lately:
    """Of what the viewer may see."""

    week: int
    exact: bool = True
    """False: more than was looked at."""
    silent: int | None = None
    """Days since the last one, where that is three times the usual gap or more."""


async def lately(house: House, viewer: Viewer, text: str) -> Lately:
    """Newest first, until a week and a usual gap are known, or enough was looked at."""
    now = house.reader.clock()
    try:
        query = parse(text, zone=house.settings.zone)
        low, high = await house.store.windows.span(now - BACK)
        places = await house.store.windows.proposed(fts.match_expression(query), low, high)
    except Invalid:  # a query of an older grammar: its own page says so
        return Lately(0)
    selection = house.reader.selection(viewer, Channel.PORTAL, Question(texts_only=True), now)
    found: list[datetime] = []
    oldest, looked = now, 0
    for end in range(len(places), 0, -BATCH):
        if looked >= LOOKED_AT or (oldest < now - WEEK and len(found) >= ENOUGH):
            return _told(found, now, exact=oldest < now - WEEK)
        opened = await house.store.windows.opened(selection, places[max(0, end - BATCH) : end])
        for stored in reversed(await house.store.windows.at(sorted(opened))):
            await asyncio.sleep(0)  # reads do not suspend
            seen = await house.reader.see(viewer, stored, Channel.PORTAL, now)
            looked, oldest = looked + 1, min(oldest, stored.at)
            if seen is None or not seen.verdict.text:
                continue
            if matches(query, words_of(seen.dispatch, event=seen.event, arrived=seen.at), seen.at):
                found.append(seen.at)
    return _told(found, now, exact=True)


def _told(found: Sequence[datetime], now: datetime, *, exact: bool) -> Lately:
    """`found` newest first."""
    week = sum(1 for at in found if at >= now - WEEK)
    return Lately(week, exact, silence(found, now))


def silence(found: Sequence[datetime], now: datetime) -> int | None:
    """Days since the newest of `found` (newest first), where that is `TIMES` the usual gap between them and a day at least."""
    times = list(found[:ENOUGH])
    if len(times) < FEW:
        return None
    usual = (times[0] - times[-1]) / (len(times) - 1)
    since = now - times[0]
    return since.days if since >= max(TIMES * usual, timedelta(days=1)) else None
