"""Companies, products, and who is entitled to what until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telex.errors import Conflict, Invalid, NotFound
from telex.model.company import Company, Entitlement, Product
from telex.office.advance import Advance
from telex.office.archive import Archive, Pair, nothing
from telex.office.ids import check_id
from telex.routing.entitlement import alive
from telex.routing.language.parser import parse

LATELY = timedelta(days=7)
"""How long an entitlement that ended is still among those that are told of."""
MOST_DAYS, MOST_SEATS = 36_500, 1_000_000


@dataclass(frozen=True, slots=True)
class Ending:
    """An entitlement that ends soon or ended lately, and that nothing follows."""

    company: str
    name: str
    """Of the company."""
    product: str
    until: datetime
    days: int
    """Whole days left; below 0 = it has ended."""


class Contracts(Archive, Advance):
    """Companies, products and entitlements."""

    async def put_company(self, id: str, name: str, *, active: bool = True) -> Company:
        """A new company, or another name or state of a known one; its entitlements stay."""
        check_id("company", id)
        async with self.changing:
            known = await self.store.companies.get_company(id)
            company = Company(id, name.strip() or id, active, known.entitlements if known else ())
            self.wire.announce(await self.store.companies.put_company(company, self.clock()))
            self.book.put_company(company)
        return company

    async def grant(self, company: str, entitlement: Entitlement) -> Company:
        """Entitles a company, from now on unless `since` says otherwise, in place of the right to the product that it has.

        Raises Conflict where more users have seats than it is to have: nobody loses one without its administrator's choice.
        """
        if await self.store.companies.get_product(entitlement.product) is None:
            raise NotFound(f"no product {entitlement.product!r}; `telex product list` shows them")
        _check_right(entitlement)
        async with self.changing:
            known, now = await self.company(company), self.clock()
            self._check_seats(company, entitlement)
            given = replace(entitlement, since=entitlement.since or now)
            if (
                given.since is not None
                and given.since <= now
                and any(e.product == given.product and alive(e, now) for e in known.entitlements)
            ):
                self.wire.announce(await self.store.companies.revoke(company, given.product, now))
            self.wire.announce(await self.store.companies.grant(company, given, now))
            return await self.renew(company)

    def _check_seats(self, company: str, right: Entitlement) -> None:
        taken = len(self.book.members.seated(company, right.product))
        if right.seats is not None and taken > right.seats:
            raise Conflict(
                f"{taken} users of {company} have a seat of {right.product}: take {taken - right.seats} away first, with "
                f"telex company seats {company} {right.product}"
            )

    async def revoke(self, company: str, product: str) -> Company:
        """Ends the entitlement now."""
        async with self.changing:
            await self.company(company)
            self.wire.announce(await self.store.companies.revoke(company, product, self.clock()))
            return await self.renew(company)

    async def put_product(
        self, id: str, name: str, query: str, *, public: bool = False, active: bool = True
    ) -> tuple[Product, int]:
        """Saves a product with what it carries of the archive, in one commit. Raises QueryError with the place.

        Returns the product and how many dispatches it carries now. Until that commit the earlier query counts.
        """
        check_id("product", id)
        asked = parse(query, zone=self.settings.zone)
        product = Product(id, name.strip() or id, str(asked), public, active)
        known = self.book.products.get(id)
        if known is not None and (known.query, known.active) == (product.query, product.active):
            self.wire.announce(await self.store.companies.put_product(product, None, self.clock()))
            self.book.put_product(product)
            return product, 0

        async def save(carried: list[Pair]) -> int:
            return await self.store.companies.put_product(product, carried, self.clock())

        walk = self.newest_of(asked) if active else nothing
        count = await self.settle(walk, save, lambda: self.book.put_product(product))
        await self.offer_again()
        return product, count

    def expiring(self, now: datetime, days: int | None = None) -> list[Ending]:
        """Entitlements of active companies that end within so many days (None = `expiry_warning_days`) or ended lately, the
        earliest first. One that another right to the product follows without a gap is none of them."""
        ahead = timedelta(days=self.settings.expiry_warning_days if days is None else days)
        found = [
            Ending(company.id, company.name, e.product, e.until, (e.until - now).days)
            for company in self.book.members.companies()
            for e in company.entitlements
            if company.active
            and e.until is not None
            and now - LATELY < e.until <= now + ahead
            and not _goes_on(company, e)
        ]
        return sorted(found, key=lambda ending: (ending.until, ending.company, ending.product))

    def warn_of_ends(self, tell: Callable[[str], None]) -> None:
        """Says each of them to the operator, in a line that is the same every day."""
        for ending in self.expiring(self.clock()):
            verb = "ended" if ending.days < 0 else "ends"
            tell(f"{ending.company}: the right to {ending.product} {verb} on {ending.until:%Y-%m-%d %H:%M} UTC")


def _goes_on(company: Company, ended: Entitlement) -> bool:
    until = ended.until
    return until is not None and any(
        e.product == ended.product and (e.since is None or e.since <= until) and (e.until is None or e.until > until)
        for e in company.entitlements
    )


def _check_right(right: Entitlement) -> None:
    if right.archive is not None and not 1 <= right.archive <= MOST_DAYS:
        raise Invalid(f"archive: {right.archive} is no number of days; say 1 to {MOST_DAYS}, or nothing for all of it")
    if right.seats is not None and not 0 <= right.seats <= MOST_SEATS:
        raise Invalid(f"seats: {right.seats} is no number of seats; say 0 to {MOST_SEATS}, or nothing for everybody")
    if right.since is not None and right.until is not None and right.until <= right.since:
        raise Invalid("until is not after since: the right would never be alive")
