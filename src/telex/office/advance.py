"""Copies before their hour: the desk opens an embargoed version to whom a right in advance gives it."""

from __future__ import annotations

from telex.errors import Invalid, NotFound
from telex.model.dispatch import Dispatch
from telex.model.record import Held
from telex.office.room import Room
from telex.routing.route import earlier, route


class Advance(Room):
    """Opens and closes holds in advance. Nothing is open unless an editor opened it."""

    async def offer_advance(self, id: str) -> Held:
        """Opens a hold (by hold or item id) to companies with the right `advance` to a product that carries it.

        Raises NotFound, and Invalid unless it waits for an hour that is known and ahead.
        """
        held = await self._held(id)
        if held.reason != "embargo" or held.due is None or held.due <= self.clock():
            raise Invalid("only a version that waits for a known hour can be opened in advance; set its hour first")
        await self.store.holds.offer(held.id, await self.carried_ahead(held.dispatch))
        return await self._held(held.id)

    async def close_advance(self, id: str) -> Held:
        """Closes it again: the next look finds nothing."""
        held = await self._held(id)
        await self.store.holds.offer(held.id, None)
        return await self._held(held.id)

    async def offer_again(self) -> None:
        """What is open, matched anew: a product, block or filter has changed."""
        for held in await self.store.holds.offered():
            await self.store.holds.offer(held.id, await self.carried_ahead(held.dispatch))

    async def _held(self, id: str) -> Held:
        held = await self.store.holds.get(id)
        if held is None:
            raise NotFound(f"nothing is held under {id[:60]!r}: it went out, or was thrown away")
        return held

    async def carried_ahead(self, dispatch: Dispatch) -> frozenset[str]:
        """What would carry it if it went out now."""
        known = await self.store.dispatches.lineage(
            id=dispatch.id, uri=dispatch.uri, evolved_from=None, translation_of=None
        )
        slips = await self.store.dispatches.slips(dispatch.id) if known.newest is not None else ()
        subscribers = self.book.subscribers()
        return route(dispatch, None, self.clock(), self.book.monitor, subscribers, earlier(known, slips)).carried
