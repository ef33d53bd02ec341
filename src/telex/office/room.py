"""What every room of the office has at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from telex.errors import NotFound
from telex.model.company import Company
from telex.routing.book import Book
from telex.settings import Settings
from telex.store.store import Store
from telex.wire.wire import Wire


class Room:
    """Store, wire and book, and the way from a changed company into the book."""

    def __init__(self, store: Store, wire: Wire, book: Book, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.wire = wire
        self.book = book
        self.settings = settings
        self.clock = clock
        self.changing = asyncio.Lock()
        """Held while rights or people change: what was checked before is still true when it is saved."""

    async def company(self, id: str) -> Company:
        """Raises NotFound."""
        company = await self.store.companies.get_company(id)
        if company is None:
            raise NotFound(f"no company {id!r}; `telex company list` shows them")
        return company

    async def renew(self, id: str) -> Company:
        """The company as it is stored now, into the book."""
        company = await self.company(id)
        self.book.put_company(company)
        return company
