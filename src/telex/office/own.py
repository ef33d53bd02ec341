"""What the administrator of a company does for himself: its people, its seats, its content filters. Nothing of any other."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from telex.errors import Conflict, Invalid, NotFound, Refused
from telex.model.company import Company, Restriction, User
from telex.model.vocabulary import Limit, Role
from telex.office.caller import Caller
from telex.office.people import People
from telex.office.restrictions import Restrictions

MOST_FILTERS = 100
"""Filters in force of one company; each is asked of every dispatch."""
OWN_ROLES = (Role.READER, Role.COMPANY_ADMINISTRATOR)


class OwnCompany(People, Restrictions):
    """Each call says who asks, and is refused unless he administers the company that it concerns: his own."""

    async def own_company(self, caller: Caller) -> Company:
        """The caller's company with its rights, ended ones too."""
        return await self.company(_mine(caller))

    def own_users(self, caller: Caller) -> list[User]:
        """Its people, by name, suspended ones too."""
        return sorted(self.book.members.users_of(_mine(caller)), key=lambda u: (u.name, u.id))

    def own_filters(self, caller: Caller) -> list[Restriction]:
        """Its content filters in force."""
        mine, all_ = _mine(caller), self.book.members.restrictions.values()
        return [r for r in all_ if r.kind is Limit.FILTER and r.company == mine and r.active]

    async def put_own_seats(self, caller: Caller, product: str, users: Sequence[str]) -> list[User]:
        """Exactly these people of the company have its seats of the product."""
        return await self.put_seats(_mine(caller), product, users)

    async def put_own_user(
        self, caller: Caller, email: str, name: str, role: Role, password: str | None, *, active: bool = True
    ) -> User:
        """Adds somebody to the company, or changes or suspends one of its people. Roles of the agency are never given."""
        company = _mine(caller)
        if role not in OWN_ROLES:
            raise Refused("you can name readers and company administrators; the agency names its own people")
        known = await self.store.accounts.user_by_email(email.strip())
        if known is not None and (known[0].role not in OWN_ROLES or known[0].company != company):
            raise Conflict("this address cannot be used here; ask your contact at the agency")
        himself = known is not None and caller.user is not None and known[0].id == caller.user.id
        if himself and (not active or role is not Role.COMPANY_ADMINISTRATOR):
            raise Conflict("you cannot suspend yourself or give up your role; another administrator can")
        return await self.put_user(email, name, role, company, password, active=active)

    async def put_own_filter(
        self, caller: Caller, query: str, name: str, id: str | None = None
    ) -> tuple[Restriction, int]:
        """A new content filter of the company (`id` None), or a change to one. Raises QueryError with the place."""
        company = _mine(caller)
        if id is None:
            if len(self.own_filters(caller)) >= MOST_FILTERS:
                raise Invalid(f"{MOST_FILTERS} filters are the most; join some of them with OR")
            id = f"f-{secrets.token_hex(6)}"
        else:
            self._own_filter(caller, id)
        return await self.put_restriction(Limit.FILTER, id, query, company=company, name=name)

    async def stop_own_filter(self, caller: Caller, id: str) -> None:
        """What it held back is in the lists again."""
        known = self._own_filter(caller, id)
        await self.put_restriction(Limit.FILTER, id, known.query, company=known.company, name=known.name, active=False)

    def _own_filter(self, caller: Caller, id: str) -> Restriction:
        known = next((r for r in self.own_filters(caller) if r.id == id), None)
        if known is None:
            raise NotFound(f"no filter {id[:60]!r}")
        return known


def _mine(caller: Caller) -> str:
    """The company that the caller administers. Raises Refused."""
    company = caller.viewer.company
    if not caller.company_administrator or company is None:
        raise Refused("this is for the administrator of a company")
    return company
