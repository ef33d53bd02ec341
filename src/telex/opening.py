"""The order book filled from the store, at start."""

from __future__ import annotations

from zlib import crc32

from telex.routing import plans
from telex.routing.book import Book, Contents, Progress
from telex.store.store import Store


async def fill(book: Book, store: Store, zone: str, progress: Progress | None = None) -> None:
    """Everything that stands and asks, and everyone who may be told. The store is the truth, the book a cache of it.

    Queries are taken from their compiled form where there is one, and those that had none are compiled for the next start.
    `progress` is told how many queries stand.
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
    book.load(contents, progress)
    made = {text: book.plan(id) for id, text in contents.standing() if text not in contents.plans}
    kept = [(text, plan) for text, plan in made.items() if plan is not None]
    if kept:
        await store.plans.put(versions, kept)
