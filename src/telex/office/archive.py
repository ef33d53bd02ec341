"""A standing query run over what is recorded already, and saved together with what it carries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telex.model.record import Selection, Stored
from telex.model.vocabulary import PubStatus
from telex.office.room import Room
from telex.routing.document import words_of
from telex.routing.language.query import Query
from telex.routing.matching import naive

PAGE = 500
Pair = tuple[str, int]
"""Item and version."""
Walk = Callable[[int], Awaitable[tuple[list[Pair], int]]]
"""From a position to what the query carries after it, and the position looked at last."""
Save = Callable[[list[Pair]], Awaitable[int]]
"""Saves the query with what it carries, in one commit; gives its position."""


class Archive(Room):
    """Runs a query over the archive without stopping the wire."""

    async def settle(self, walk: Walk, save: Save, then: Callable[[], None]) -> int:
        """The run, one commit, the book (`then`), and once more what came meanwhile. Gives how many versions are carried.

        Nothing is routed between the commit and the book: what was on its way to the disk is found by the second look.
        """
        carried, cursor = await walk(0)
        async with self.book.placing:
            self.wire.announce(await save(carried))
            then()
            meanwhile, _ = await walk(cursor)
            if meanwhile:
                carried = list(dict.fromkeys([*carried, *meanwhile]))
                self.wire.announce(await save(carried))
        return len(carried)

    def newest_of(self, query: Query) -> Walk:
        """Newest usable versions that the query matches: what a product carries of the archive."""

        async def walk(cursor: int) -> tuple[list[Pair], int]:
            found: list[Pair] = []
            everything = Selection(now=self.clock(), desk=True, texts_only=True)
            while rows := await self.store.dispatches.changed(everything, after=cursor, limit=PAGE):
                for row in rows:
                    cursor = row.position
                    found += _matched(query, row)
                await asyncio.sleep(0)  # a long archive does not stop the wire
            return found, cursor

        return walk

    def versions_of(self, query: Query) -> Walk:
        """Every version that the query matches, also older, late and withheld ones: what a block closes must leave no page of
        versions open."""

        async def walk(cursor: int) -> tuple[list[Pair], int]:
            found: list[Pair] = []
            while rows := await self.store.read(cursor, PAGE):
                for entry in rows:
                    cursor = entry.position
                    row = await self.store.dispatches.at(entry.position) if entry.item is not None else None
                    if row is not None and row.dispatch.pubstatus is not PubStatus.CANCELED:
                        found += _matched(query, row)
                    await asyncio.sleep(0)
            return found, cursor

        return walk


async def nothing(cursor: int) -> tuple[list[Pair], int]:
    """The walk of a query that is stopped."""
    return [], cursor


def _matched(query: Query, row: Stored) -> list[Pair]:
    event = row.member.event if row.member else None
    words = words_of(row.dispatch, event=event, arrived=row.at)
    return [(row.dispatch.id, row.dispatch.version)] if naive.matches(query, words, row.at) else []
