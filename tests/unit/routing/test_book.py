"""The order book: companies as routing sees them, always as they are now."""

from __future__ import annotations

from telex.model.company import Company, Entitlement
from telex.routing.book import Book


def seen(book: Book) -> dict[str | None, tuple[str, ...]]:
    return {v.company: tuple(e.product for e in v.entitlements) for v in book.subscribers().viewers if v.active}


def test_a_right_given_or_ended_is_seen_by_the_very_next_dispatch() -> None:
    book = Book()
    assert seen(book) == {}
    book.load([], [Company("bac", "Le Bac", True), Company("quai", "Le Quai", True)])
    assert seen(book) == {"bac": (), "quai": ()}
    book.put_company(Company("bac", "Le Bac", True, (Entitlement("mer"),)))
    assert seen(book) == {"bac": ("mer",), "quai": ()}
    book.put_company(Company("bac", "Le Bac", False, (Entitlement("mer"),)))
    assert seen(book) == {"quai": ()}


def test_companies_are_not_made_anew_for_each_dispatch() -> None:
    book = Book()
    book.put_company(Company("bac", "Le Bac", True))
    assert book.subscribers() is book.subscribers()
