"""Puts one agency together: store, wire, book, agency, office and reader, opened and closed as one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from telex.agency import Agency, wall_clock
from telex.delivery.reader import Reader
from telex.office import Office
from telex.opening import Progress, told
from telex.routing.book import Book
from telex.settings import Settings
from telex.store.sqlite import SqliteStore, open_store
from telex.wire.local import LocalWire
from telex.wire.wire import Wire


@dataclass(frozen=True, slots=True)
class House:
    """Everything that a page, a command or a test needs of one running agency."""

    settings: Settings
    store: SqliteStore
    wire: Wire
    book: Book
    agency: Agency
    office: Office
    reader: Reader


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = wall_clock,
    progress: Progress | None = None,
) -> AsyncIterator[House]:
    """Opens the store (one writing process at a time: Busy otherwise) and fills the caches from it."""
    store = open_store(settings.store, clock=clock, progress=told(progress, "search"))
    try:
        wire, book = LocalWire(), Book(kind=settings.monitor, zone=settings.zone)
        agency = Agency(store, wire, book, settings, clock)
        await agency.start(progress)
        office = Office(store, wire, book, settings, clock)
        yield House(settings, store, wire, book, agency, office, Reader(store, clock, book.pending))
    finally:
        await store.close()
