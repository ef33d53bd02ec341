"""Who of a company reads by a product that has seats."""

from __future__ import annotations

from collections.abc import Sequence

from telex.errors import Conflict, Invalid, NotFound
from telex.model.company import Entitlement, User
from telex.office.room import Room


class Seats(Room):
    """Seats, given and taken."""

    async def put_seats(self, company: str, product: str, users: Sequence[str]) -> list[User]:
        """Exactly these active users (ids or addresses) of the company have a seat of the product from now on.

        Raises NotFound for somebody who is none of its people, Conflict when they are more than the company has bought.
        """
        async with self.changing:
            rights = (await self.company(company)).entitlements
            chosen = [self._one_of(company, who) for who in dict.fromkeys(users)]
            sold = self._sold(rights, company, product)
            if len({user.id for user in chosen}) > sold:
                raise Conflict(f"{company} has {sold} seats of {product}; these are {len(chosen)} people")
            ids = sorted({user.id for user in chosen})
            self.wire.announce(await self.store.companies.put_seats(company, product, ids, self.clock()))
            self.book.put_seats(company, product, ids)
        return chosen

    def seated(self, company: str, product: str) -> list[User]:
        """Who has a seat, by name."""
        ids = self.book.members.seated(company, product)
        return sorted((u for u in self.book.members.users_of(company) if u.id in ids), key=lambda u: (u.name, u.id))

    async def leave_seats(self, user: User) -> None:
        """Takes all seats from a user: he is no longer active, or of another company. Called while `changing` is held."""
        company = user.company or ""
        for product in self.book.members.products_with_seats(company):
            taken = self.book.members.seated(company, product)
            if user.id in taken:
                left = sorted(taken - {user.id})
                self.wire.announce(await self.store.companies.put_seats(company, product, left, self.clock()))
                self.book.put_seats(company, product, left)

    def _one_of(self, company: str, who: str) -> User:
        for user in self.book.members.users_of(company):
            if who == user.id or who.strip().lower() == user.email.lower():
                if not user.active:
                    raise Invalid(f"{user.email} is suspended and cannot have a seat")
                return user
        raise NotFound(f"no user {who[:80]!r} in {company}")

    def _sold(self, rights: Sequence[Entitlement], company: str, product: str) -> int:
        """The smallest number among the rights to the product that run or are to come: so nobody must lose a seat later."""
        now = self.clock()
        open_ = [e for e in rights if e.product == product and (e.until is None or now < e.until)]
        if not open_:
            raise NotFound(f"{company} has no right to {product}")
        sold = [e.seats for e in open_ if e.seats is not None]
        if not sold:
            raise Invalid(f"{product} has no seats here: every user of {company} reads it")
        return min(sold)
