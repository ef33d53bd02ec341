"""The live stream as values: log rows that concern one viewer, in order, from a cursor, for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from telex.delivery.reader import Question, Reader, Seen
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.routing.document import words_of
from telex.routing.matching import naive
from telex.wire.wire import Wire

BATCH = 200
"""Log rows read at once (design/delivery.md section 4.4)."""
Identify = Callable[[], Awaitable[Viewer | None]]
"""Who is looking, asked again before every event: a right withdrawn or a session closed counts at once."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a stream says. `name` is a kind of the log, or gap, reset, silence (heartbeat), cursor (id only), end."""

    name: str
    position: int
    seen: Seen | None = None
    asked: int | None = None


async def follow(
    reader: Reader,
    wire: Wire,
    identify: Identify,
    channel: Channel,
    question: Question,
    *,
    after: int | None,
    heartbeat: float,
    monotonic: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Event]:
    """Events after a position; None = from now on. Never silent for longer than `heartbeat` seconds.

    A cursor below what is kept gives `gap` and goes on from the oldest row; one beyond the head gives `reset` with the
    head, and goes on from there: never silence, never a pretence of being up to date. Ends when the viewer is gone.
    """
    store = reader.store
    head, earliest = await store.head(), await store.earliest()
    cursor = head if after is None else after
    if cursor < earliest:
        yield Event("gap", earliest, asked=cursor)
        cursor = earliest
    elif cursor > head:
        yield Event("reset", head, asked=cursor)
        cursor = head
    told, spoke = cursor, monotonic()
    while True:
        rows = await store.read(cursor, BATCH)
        for row in rows:
            await asyncio.sleep(0)  # reads do not suspend: a long catch-up would keep everybody waiting
            viewer = await identify()
            if viewer is None:
                yield Event("end", cursor)
                return
            seen = await reader.entry(viewer, channel, row)
            cursor = row.position
            if seen is not None and _asked_for(seen, question, reader):
                yield Event(row.kind.value, row.position, seen)
                told, spoke = cursor, monotonic()
        if rows:
            continue
        if monotonic() - spoke >= heartbeat:
            if await identify() is None:
                yield Event("end", cursor)
                return
            yield Event("cursor" if cursor > told else "silence", cursor)
            told, spoke = cursor, monotonic()
        await wire.wait(cursor, heartbeat)


def _speaks(language: str | None, asked: str) -> bool:
    """`fr` is also said of `fr-CA`, as in lists and queries."""
    return language == asked or (language or "").startswith(asked + "-")


def _asked_for(seen: Seen, question: Question, reader: Reader) -> bool:
    """Filters of the stream. A kill goes to everyone who may see its notice, whatever they asked for."""
    if seen.killed:
        return True
    d = seen.dispatch
    if question.language is not None and not _speaks(d.language, question.language):
        return False
    if question.urgency is not None and d.urgency > question.urgency:
        return False
    if question.source is not None and d.source != question.source:
        return False
    if question.event is not None and seen.event != question.event:
        return False
    if question.product is not None and question.product not in seen.products:
        return False
    if question.query is None:
        return True
    return naive.matches(question.query, words_of(d, event=seen.event, arrived=seen.at), reader.clock())
