"""The dry run: what a query would have brought in the last days, to whoever asks, before it is saved.

The index proposes places, the gate of the asker opens some of them, and only those are counted, sampled or shown: a hidden
dispatch changes no figure. What decides is what decides on arrival (`truth.matches`, with the arrival as `now`).

How much is looked at is counted, never timed, and depends on nothing that the asker may not see: of a long window, even
stretches (`window.SPAN` places of the log); of the open candidates in them, an even sample (`work.DECIDE`). Both were
chosen with `bench/trial.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from telex.errors import Invalid
from telex.house import House
from telex.model.company import Viewer
from telex.model.topic import Topic
from telex.model.vocabulary import Channel
from telex.routing.language.parser import parse, read
from telex.trial.answer import Edit, Example, Overlap, Stopped, Trial
from telex.trial.window import Window
from telex.trial.work import Gone, Progress, Work

DAYS = 30
MOST_DAYS = 366
LEAST = 1.0
"""Days that a rate is counted over, at least: an archive of an hour says nothing of a day, so no more is told than it holds."""


async def run(
    house: House,
    viewer: Viewer,
    text: str,
    *,
    days: int = DAYS,
    channel: Channel = Channel.PORTAL,
    edit_of: str | None = None,
    topics: Iterable[Topic] = (),
    progress: Progress | None = None,
    gone: Gone | None = None,
) -> Trial:
    """Tries a query on the last `days` local days, today included. `edit_of` = the query whose place it would take;
    `topics` = those of the asker to compare with; `gone` = whether he has gone away, asked now and then.

    Raises QueryError with every fault and its place; Invalid; Stopped.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(f"days={days}: try a query on 1 to {MOST_DAYS} days")
    zone = house.settings.zone
    reading = read(text, zone=zone)
    before = parse(edit_of, zone=zone) if edit_of else None
    now = house.reader.clock()
    last = now.astimezone(house.settings.tz).date()
    first = last - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=house.settings.tz).astimezone(UTC)
    window = Window(house, viewer, channel, await house.store.windows.span(since), now)
    work = Work(window, reading.query, before, list(topics), zone)
    await work.choose()
    await work.decide(progress, gone)
    nowhere, idle = await work.silent()
    span = max((now - await _started(house, since)) / timedelta(days=1), LEAST)
    return Trial(
        str(reading.query), reading.notes, since, now, work.forecast(first, last, span, house.settings.tz), work.ids,
        work.examples, nowhere, idle, work.parts, work.overlaps(), work.edit(), work.always,
    )  # fmt: skip


async def _started(house: House, since: datetime) -> datetime:
    """From when on there is anything: a young archive would make every rate look small."""
    rows = await house.store.read(await house.store.earliest(), 1)
    return max(since, rows[0].at) if rows else since


__all__ = ["DAYS", "MOST_DAYS", "Edit", "Example", "Overlap", "Stopped", "Trial", "run"]
