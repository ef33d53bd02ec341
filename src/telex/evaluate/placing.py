"""Files a labelled wire into a house of its own and reads back where each document was placed.

Nothing here decides anything: what is measured is `Agency.take` on a real store, as `telex serve` runs it.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from telex.agency import Rejection
from telex.errors import TelexError
from telex.evaluate.predictions import Prediction
from telex.evaluate.wire import SOME_DAY, Document, Wire
from telex.house import House, open_house
from telex.model.company import Source
from telex.model.filing import Filed, Filing
from telex.model.vocabulary import Relation
from telex.reading.layout.profiles import Profile
from telex.settings import Settings

NINJS = "application/vnd.iptc.ninjs+json"
_NO_PROFILES: Mapping[str, Profile] = {}


@dataclass
class Hands:
    """The clock of the house: it goes forward with the arrivals, never back."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def to(self, moment: datetime) -> None:
        self.now = max(self.now, moment)


@dataclass
class Placed:
    """What came of a wire."""

    predictions: dict[str, Prediction]
    """By document id, in order of arrival; every document has one."""
    unplaced: dict[str, str] = field(default_factory=dict)
    """Documents that no event was found for, each with the reason; each counts as an event of its own."""
    at_release: list[str] = field(default_factory=list)
    """Documents that were held at arrival and placed when their embargo ended."""
    seconds: float = 0.0
    """CPU time of this process, all its threads, from filing to commit, releases included. What is loaded once in the
    life of a process (the table of languages) is loaded before."""


async def place(
    wire: Wire, profiles: Mapping[str, Profile] = _NO_PROFILES, step: Callable[[], None] = lambda: None
) -> Placed:
    """Files every document in order, with its source and its time of receipt.

    `profiles` = reading profiles by source, for documents that came as raw text. `step` is called after each one.
    """
    hands = Hands(wire.documents[0].received_at if wire.documents else SOME_DAY)
    with tempfile.TemporaryDirectory(prefix="telex-evaluate-") as folder:
        settings = Settings(store=Path(folder) / "wire.db", event_times=wire.timed)
        async with open_house(settings, clock=hands) as house:
            await _furnish(house, wire.documents, profiles, hands.now)
            _warm(house, wire.documents[:1])
            run = _Run(house, hands)
            for number, document in enumerate(wire.documents):
                await run.take(number, document)
                step()
            await run.finish()
            return run.placed


async def _furnish(house: House, documents: Iterable[Document], profiles: Mapping[str, Profile], now: datetime) -> None:
    """Configures each source, with its profile where there is one."""
    house.agency.profiles = house.agency.profiles.with_added(*profiles.values())
    for name in dict.fromkeys(document.source for document in documents if document.source):
        profile = profiles.get(name)
        await house.store.sources.put(Source(name, name, profile=profile.id if profile else None), now)


def _warm(house: House, documents: Iterable[Document]) -> None:
    """One reading that is not counted: what is loaded once in the life of a process is loaded then."""
    for document in documents:
        with suppress(TelexError):
            house.agency.understand(_filing(0, document), None)


class _Run:
    """One wire on its way through one house."""

    def __init__(self, house: House, hands: Hands) -> None:
        self._house = house
        self._hands = hands
        self._names: dict[str, str] = {}
        """Item id to the id of the document that brought it."""
        self._waiting: dict[str, str] = {}
        """The same, of what is held."""
        self.placed = Placed({})

    async def take(self, number: int, document: Document) -> None:
        """What falls due before it first, then the document itself."""
        self.placed.predictions[document.id] = Prediction(f"unplaced:{document.id}")
        await self._release_until(document.received_at)
        self._hands.to(document.received_at)
        filing = _filing(number, document)
        begun = time.process_time()
        try:
            answers = await self._house.agency.take(filing)
        except TelexError as error:
            self.placed.unplaced[document.id] = str(error)
            return
        finally:
            self.placed.seconds += time.process_time() - begun
        await self._answered(document, answers[0])

    async def finish(self) -> None:
        """Lets the clock run on until nothing waits for an hour any more."""
        while (due := await self._house.store.timers.next()) is not None:
            if not await self._release_until(due):
                break
        for item in self._waiting.values():
            self.placed.unplaced[item] = "held, and no hour is known at which it may leave"

    async def _answered(self, document: Document, answer: Filed | Rejection) -> None:
        if isinstance(answer, Rejection):
            self.placed.unplaced[document.id] = answer.reason
        elif answer.state == "held":
            self._waiting[answer.id] = document.id
        elif answer.state == "duplicate":
            await self._duplicate(document, answer)
        else:
            await self._read_back(answer.id, document.id)

    async def _duplicate(self, document: Document, answer: Filed) -> None:
        """The same bytes of the same source again: Telex answers with the first one, which is where it stands."""
        first = self._names.get(answer.id) or self._waiting.get(answer.id, "")
        there = self.placed.predictions.get(first)
        if there is not None:
            self.placed.predictions[document.id] = Prediction(there.event, None, first)

    async def _release_until(self, moment: datetime) -> bool:
        """Releases what falls due up to an instant, each at its hour. Whether anything left."""
        left = False
        while (due := await self._house.store.timers.next()) is not None and due <= moment:
            self._hands.to(due)
            begun = time.process_time()
            released = await self._house.agency.release_due()
            self.placed.seconds += time.process_time() - begun
            if not released:
                break
            left = True
            for filed in released:
                id = self._waiting.pop(filed.id)
                self.placed.at_release.append(id)
                await self._read_back(filed.id, id)
        return left

    async def _read_back(self, item: str, id: str) -> None:
        """Event, relation and target of an item, from the store. A later version of an item belongs to the document
        that brought it, and is related to the one that brought the item."""
        stored = await self._house.store.dispatches.newest(item)
        first = self._names.setdefault(item, id)
        if stored is None or stored.member is None:
            self.placed.unplaced[id] = "published without a place in any event"
            return
        member = stored.member
        relation = None if first != id and member.relation is Relation.NEW else str(member.relation)
        target = self._names.get(member.related_to) if member.related_to else None
        self.placed.predictions[id] = Prediction(
            member.event, relation, target if target and target != id else (first if first != id else None)
        )


def _filing(number: int, document: Document) -> Filing:
    """A document of a folder as it arrived; a row as a ninjs item with a uri of its own, so that nothing is declared
    to be a version of anything and no layout is guessed."""
    if document.raw is not None:
        return Filing(document.raw, document.received_at, "text/plain", document.source, f"{document.id}.txt")
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": f"urn:telex-evaluate:{number}",
        "type": "text",
        "language": document.language,
        "headlines": [{"role": "main", "value": document.title}] if document.title else [],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": "\n".join(document.paragraphs)}],
    }
    return Filing(json.dumps(item, ensure_ascii=False).encode(), document.received_at, NINJS, document.source)
