"""What one asker may see of the last days: places first, texts where they are decided on. The gate stands before both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime

from telex.delivery.seen import Question, Seen
from telex.house import House
from telex.model.company import Viewer
from telex.model.record import Selection
from telex.model.vocabulary import Channel, Right
from telex.routing import fts
from telex.routing.document import Words, words_of
from telex.routing.forecast import stretches
from telex.routing.language.query import Query

SPAN = 120_000
"""Places of the log searched; a longer window is searched in even stretches."""
SLICES = 60
STEP = 2_000
"""Places opened at once: some 10 ms."""
SUMMARY = ("headline", "abstract")
"""Columns of the index that a summary shows (`routing/projection.py`)."""
BATCH = 50
"""Texts read at once."""


class _Gate:
    """Which places one selection opens; each is asked about once."""

    def __init__(self, house: House, selection: Selection) -> None:
        self._house, self._selection = house, selection
        self._known: dict[int, bool] = {}

    async def opened(self, places: Sequence[int]) -> list[int]:
        unknown = [place for place in places if place not in self._known]
        for begin in range(0, len(unknown), STEP):
            await asyncio.sleep(0)
            step = unknown[begin : begin + STEP]
            found = await self._house.store.windows.opened(self._selection, step)
            self._known.update(dict.fromkeys(step, False))
            self._known.update(dict.fromkeys(found, True))
        return [place for place in places if self._known[place]]


class Window:
    """Places are numbers of log rows, which also hold no item."""

    def __init__(self, house: House, viewer: Viewer, channel: Channel, span: tuple[int, int], now: datetime) -> None:
        """`span` = places `[low, high)`."""
        self._house, self._viewer, self._channel, self._now = house, viewer, channel, now
        self._stretches = stretches(*span, SPAN, SLICES)
        self.places = span[1] - span[0]
        self.searched = sum(high - low for low, high in self._stretches)
        self.summaries = any(e.right is not Right.FULL for e in viewer.entitlements)
        """Whether of some dispatches the asker may see the summary alone."""
        whole = replace(viewer, entitlements=tuple(e for e in viewer.entitlements if e.right is Right.FULL))
        self._texts, self._all = (_Gate(house, self._selection(who)) for who in (whole, viewer))

    def _selection(self, viewer: Viewer) -> Selection:
        return self._house.reader.selection(viewer, self._channel, Question(texts_only=True), self._now)

    @property
    def whole(self) -> bool:
        """Whether it is searched without gaps."""
        return self.searched >= self.places

    async def candidates(self, query: Query) -> list[int]:
        """Places that the asker may see and the index has for the query, ascending. Where he has the summary alone, the
        index is asked about what stands in summaries alone."""
        expression = fts.match_expression(query)
        found = await self._opened(self._texts, expression)
        if not self.summaries:
            return found
        shown = None if expression is None else f"{{{' '.join(SUMMARY)}}} : ({expression})"
        return sorted({*found, *await self._opened(self._all, shown)})

    async def _opened(self, gate: _Gate, expression: str | None) -> list[int]:
        found: list[int] = []
        for low, high in self._stretches:
            found += await gate.opened(await self._house.store.windows.proposed(expression, low, high))
        return found

    async def read(self, places: Sequence[int]) -> AsyncIterator[tuple[Seen, Words]]:
        """The texts at these places as the asker may see them, newest first."""
        for stored in reversed(await self._house.store.windows.at(places)):
            await asyncio.sleep(0)  # reads do not suspend, and each text costs as much as ten small requests
            seen = await self._house.reader.see(self._viewer, stored, self._channel, self._now)
            if seen is not None and seen.verdict.text:
                yield seen, words_of(seen.dispatch, event=seen.event, arrived=seen.at)
