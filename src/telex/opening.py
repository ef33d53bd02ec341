"""The order book filled from the store, at start."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from telex.routing.book import Book, Contents
from telex.routing.matching import plans
from telex.store.store import Store

Progress = Callable[[str, int], None]
"""Told at a start what is being read (search, queries, events) and how many of them are."""
EVERY = 1_000
"""Queries between two words of progress: a tenth of a second from compiled ones."""


def told(progress: Progress | None, what: str) -> Callable[[int], None] | None:
    """The same for those who count one kind of thing."""
    return None if progress is None else lambda n: progress(what, n)


async def fill(book: Book, store: Store, zone: str, progress: Callable[[int], None] | None = None) -> None:
    """Everything that stands and asks, and everyone who may be told. The store is the truth, the book a cache of it.

    Queries are taken from their compiled form where there is one, and those that had none are compiled for the next start.
    `progress` is told now and then how many queries stand.
    """
    companies, versions = store.companies, (*plans.versions(), crc32(zone.encode()))
    contents = Contents(
        products=await companies.all_products(),
        companies=await companies.all_companies(),
        restrictions=await companies.all_restrictions(),
        seats=await companies.all_seats(),
        users=await store.accounts.all_users(),
        topics=await store.topics.all(),
        follows=await store.topics.follows(),
        mutes=await store.topics.mutes(),
        plans=await store.plans.all(versions),
    )
    book.load(contents, None if progress is None else lambda n: progress(n) if n % EVERY == 0 else None)
    made = {text: book.plan(id) for id, text in contents.standing() if text not in contents.plans}
    kept = [(text, plan) for text, plan in made.items() if plan is not None]
    if kept:
        await store.plans.put(versions, kept)
