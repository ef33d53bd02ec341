"""Companies, their people and what narrows their rights, as the viewers that the gate judges."""

from __future__ import annotations

from telex.model.company import Company, Restriction, User, Viewer
from telex.model.vocabulary import Limit
from telex.routing.route import Subscribers


class Members:
    """A cache: the truth is in the store. Viewers are made once and thrown away with each change."""

    def __init__(self) -> None:
        self._companies: dict[str, Company] = {}
        self._users: dict[str, User] = {}
        self._seats: dict[tuple[str, str], frozenset[str]] = {}
        """Users that have the seats, by company and product."""
        self._restrictions: dict[str, Restriction] = {}
        self._limits: dict[tuple[Limit, str | None], frozenset[str]] = {}
        """Standing ids of what is in force, by kind and company (None = everybody)."""
        self._viewers: dict[tuple[str, str | None], Viewer] = {}
        self._subscribers: Subscribers | None = None

    @property
    def restrictions(self) -> dict[str, Restriction]:
        """By standing id, stopped ones too."""
        return self._restrictions

    def company(self, id: str) -> Company | None:
        return self._companies.get(id)

    def companies(self) -> list[Company]:
        return list(self._companies.values())

    def user(self, id: str) -> User | None:
        return self._users.get(id)

    def users_of(self, company: str) -> list[User]:
        return [u for u in self._users.values() if u.company == company]

    def seated(self, company: str, product: str) -> frozenset[str]:
        """User ids with a seat."""
        return self._seats.get((company, product), frozenset())

    def products_with_seats(self, company: str) -> list[str]:
        """Products of which somebody of the company has a seat."""
        return sorted(product for (of, product), users in self._seats.items() if of == company and users)

    def put_company(self, company: Company) -> None:
        self._companies[company.id] = company
        self._changed()

    def put_user(self, user: User) -> None:
        self._users[user.id] = user
        self._changed()

    def put_seats(self, company: str, product: str, users: frozenset[str]) -> None:
        self._seats[company, product] = users
        self._changed()

    def put_restriction(self, restriction: Restriction) -> None:
        """New or changed; a stopped one narrows nothing any more. Kind and company of a known one stay."""
        self._restrictions[restriction.standing] = restriction
        of = (restriction.kind, restriction.company)
        alone = frozenset({restriction.standing})
        others = self._limits.get(of, frozenset()) - alone
        self._limits[of] = others | alone if restriction.active else others
        self._changed()

    def drop_restriction(self, standing: str) -> None:
        """Forgets one that was never saved."""
        gone = self._restrictions.pop(standing, None)
        if gone is not None:
            self._limits[gone.kind, gone.company] -= {standing}
            self._changed()

    def blocks(self, company: str | None) -> frozenset[str]:
        """The general blocks, and a company's own."""
        general = self._limits.get((Limit.BLOCK, None), frozenset())
        return general if company is None else general | self._limits.get((Limit.BLOCK, company), frozenset())

    def viewer(self, company: str, user: str | None = None) -> Viewer | None:
        """A company, or one of its people, as the gate sees it; None when there is no such company."""
        known = self._viewers.get((company, user))
        if known is not None:
            return known
        found = self._companies.get(company)
        if found is None:
            return None
        made = Viewer(
            company=found.id, user=user, active=found.active, entitlements=found.entitlements,
            seats=self._seats_of(company, user), blocks=self.blocks(company),
            filters=self._limits.get((Limit.FILTER, company), frozenset()), label=found.name,
        )  # fmt: skip
        self._viewers[company, user] = made
        return made

    def viewer_of(self, user: User) -> Viewer | None:
        """A person as the gate sees him: the agency's own people see as the desk. None for one of no company that is known."""
        if user.role.desk:
            return Viewer(user=user.id, desk=True, active=user.active, label=user.name)
        return self.viewer(user.company, user.id) if user.company is not None else None

    def subscribers(self) -> Subscribers:
        """Every company, for routing. The same for each dispatch until something of them changes."""
        if self._subscribers is None:
            viewers = (self.viewer(id) for id in self._companies)
            self._subscribers = Subscribers(tuple(v for v in viewers if v is not None))
        return self._subscribers

    def _seats_of(self, company: str, user: str | None) -> frozenset[str]:
        if user is None:
            return frozenset()
        found = self._companies[company]
        products = {e.product for e in found.entitlements if e.seats is not None}
        return frozenset(p for p in products if user in self._seats.get((company, p), ()))

    def _changed(self) -> None:
        self._viewers.clear()
        self._subscribers = None
