"""The order book: products as standing queries and companies as viewers, kept in memory from what the store holds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol

from telex.errors import QueryError
from telex.model.company import PUBLIC_CHANNELS, Company, Entitlement, Product, Viewer
from telex.model.vocabulary import Right
from telex.routing import naive
from telex.routing.monitor import Monitor
from telex.routing.parser import parse
from telex.routing.query import Query
from telex.routing.route import Matcher, Subscribers


class StandingQueries(Matcher, Protocol):
    def put(self, id: str, query: Query) -> None: ...
    def drop(self, id: str) -> None: ...


class Book:
    """A cache: the truth is in the store. Replaced piece by piece when the office changes something."""

    def __init__(self, *, kind: str = "index") -> None:
        self.monitor: StandingQueries = naive.Monitor() if kind == "naive" else Monitor()
        self.placing = asyncio.Lock()
        """Held from reading the neighbours and the queries to the hand-over to the writer, and while a query changes."""
        self.broken: dict[str, str] = {}
        """Products whose stored query no longer compiles, with the reason: someone may miss a dispatch."""
        self._products: dict[str, Product] = {}
        self._companies: dict[str, Company] = {}
        self._subscribers: Subscribers | None = None

    def load(self, products: Iterable[Product], companies: Iterable[Company]) -> None:
        """Everything, at start."""
        for product in products:
            self.put_product(product)
        for company in companies:
            self.put_company(company)

    def put_product(self, product: Product) -> None:
        """A product new or changed. A query that cannot be compiled is reported and never stops the others."""
        self._products[product.id] = product
        self.monitor.drop(product.id)
        self.broken.pop(product.id, None)
        if not product.active:
            return
        try:
            self.monitor.put(product.id, parse(product.query))
        except QueryError as error:
            self.broken[product.id] = str(error)

    def put_company(self, company: Company) -> None:
        self._companies[company.id] = company
        self._subscribers = None

    @property
    def products(self) -> dict[str, Product]:
        return self._products

    def company(self, id: str) -> Company | None:
        return self._companies.get(id)

    def viewer(self, company: str, user: str | None = None) -> Viewer | None:
        """A company as the gate sees it; None when there is no such company."""
        found = self._companies.get(company)
        if found is None:
            return None
        return Viewer(
            company=found.id, user=user, active=found.active, entitlements=found.entitlements, label=found.name
        )

    def public(self) -> Viewer:
        """The public: a viewer without company, entitled to the summaries of the public products."""
        return Viewer(
            entitlements=tuple(
                Entitlement(p.id, Right.SUMMARY, channels=PUBLIC_CHANNELS)
                for p in self._products.values()
                if p.public and p.active
            ),
            label="public",
        )

    def subscribers(self) -> Subscribers:
        """Every company, for routing. The same for each dispatch until a company changes."""
        if self._subscribers is None:
            self._subscribers = Subscribers(tuple(v for id in self._companies if (v := self.viewer(id)) is not None))
        return self._subscribers
