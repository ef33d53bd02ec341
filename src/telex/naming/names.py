"""Follows the log and has each new text read by the model, once, when it is out; what it adds is for the desk alone.

A text that is held, withheld or killed is in no list that this reads. A version comes out of it as it went in: the names
are a second reading beside the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from telex.house import House
from telex.model.facts import Facts
from telex.naming import merge
from telex.naming.messages import Seen
from telex.naming.model import NoModel, how_to_install, installed
from telex.naming.process import Lost, NotStarted, Worker

BATCH = 8
"""Texts that the worker has in hand: what a restart or a crash costs."""
IDLE = 300.0
"""Seconds without a new text after which the worker ends: it holds 350 MB."""
AGAIN = 60.0
"""Seconds before a model that could not be loaded is tried again."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one step did."""

    texts: int
    """Texts that the model read and that have their new reading."""
    added: int
    """Names that it added to them."""
    failed: int
    """Texts over which the worker was lost: passed by, with a note."""
    position: int
    """How far it came: everything in the log up to here was looked at."""
    done: bool
    """Nothing is left after `position`."""


class Names:
    """The worker of one process, and the way through the log. Costs nothing until there is a text to read."""

    def __init__(self, house: House, *, worker: Worker | None = None) -> None:
        self.house = house
        self.model = installed(house.settings)
        self.worker = worker or (Worker(self.model) if self.model is not None else None)
        self._one = asyncio.Lock()

    @property
    def id(self) -> str:
        """What a reading by this model is kept under: the model and what is made of its finds."""
        return f"{self.model.id}/{merge.MERGE}" if self.model is not None else ""

    async def follow(self) -> None:
        """Runs until cancelled: what arrives from now on, and what arrived while this was stopped.

        What was out before the model was first used is left to `telex names`.
        """
        if self.model is None:
            return
        try:
            position = await self._begun()
            idle = 0.0
            while True:
                try:
                    position, idle = await self._round(position, idle)
                except NotStarted as error:
                    self.house.agency.note(f"names: {error}")
                    await asyncio.sleep(AGAIN)
        finally:
            await self.close()

    async def _begun(self) -> int:
        store = self.house.store
        known = await store.cursors.at(f"names {self.id}")
        if known is None:
            known = await store.head()
            await store.cursors.put(f"names {self.id}", known)
        return known

    async def _round(self, position: int, idle: float) -> tuple[int, float]:
        """One step, or a wait of a second at most. Gives the new place and the seconds without a text."""
        if await self.house.store.head() <= position:
            await self.house.wire.wait(position, 1.0)
            if idle >= IDLE:
                async with self._one:
                    await self.close()
            return position, idle + 1.0
        step = await self.step(position)
        if step.texts or step.failed:  # a restart passes other rows again: cheaper than a commit for each of them
            await self.house.store.cursors.put(f"names {self.id}", step.position)
        return step.position, 0.0 if step.texts else idle

    async def step(self, after: int) -> Named:
        """Has the next few texts read. Raises NotStarted, and NoModel with what to do when there is none."""
        if self.model is None or self.worker is None:
            raise NoModel(f"no model finds names here: {how_to_install(self.house.settings)}")
        async with self._one:
            head = await self.house.store.head()
            found = await self.house.store.filings.unnamed(self.id, self.model.language, after=after, limit=BATCH)
            done = len(found) < BATCH
            position = max(after, head) if done else found[-1][0]
            texts = added = failed = 0
            for id, result in zip([id for _, id in found], await self._read([id for _, id in found]), strict=True):
                if result is None:
                    failed += 1
                elif result[1] and await self.house.store.filings.named(
                    id, result[1], self.id, self.house.agency.clock()
                ):
                    texts += 1
                    added += result[0]
        return Named(texts, added, failed, position, done)

    async def _read(self, ids: Sequence[str]) -> list[tuple[int, Facts | None] | None]:
        """For each filing how many names were added, and its new reading (None: killed meanwhile); None = the worker was lost."""
        readings = [await self.house.store.filings.facts(id) for id in ids]
        seen = await self._seen([merge.texts(facts) if facts is not None else () for facts in readings])
        results: list[tuple[int, Facts | None] | None] = []
        for id, facts, found in zip(ids, readings, seen, strict=True):
            if found is None:
                self.house.agency.note(f"names: filing {id}: the model could not read it; its rules' reading stands")
                results.append(None)
            elif facts is None or self.model is None:
                results.append((0, None))
            else:
                now = merge.merge(facts, found, self.model.id)
                results.append((_count(now) - _count(facts), now))
            await asyncio.sleep(0)  # the wire goes first
        return results

    async def _seen(self, texts: Sequence[tuple[str, ...]]) -> list[tuple[Seen, ...] | None]:
        """All at once; when the worker is lost one by one, so that one text does not cost the others theirs."""
        if self.worker is None or not texts:
            return []
        try:
            return list(await self.worker.read(texts))
        except Lost:
            found: list[tuple[Seen, ...] | None] = []
            for text in texts:
                try:
                    found.extend(await self.worker.read([text]))
                except Lost:
                    found.append(None)
            return found

    async def close(self) -> None:
        """Ends the worker; the next text starts it again."""
        if self.worker is not None:
            await self.worker.stop()


def _count(facts: Facts) -> int:
    said = facts.mentions
    return len(said.people) + len(said.organisations) + len(said.places)
