"""What a company has, as its page and the desk's show it: each right with its state, and who has its seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.house import House
from telex.model.company import Company, Entitlement, User
from telex.model.text import fold
from telex.routing.entitlement import alive


@dataclass(frozen=True, slots=True)
class Line:
    """One entitlement."""

    entitlement: Entitlement
    name: str
    """Of the product."""
    state: str
    """`alive`, `soon` (ends within the days of the setting, and nothing follows), `ahead` or `ended`."""
    days: int | None = None
    """Whole days left of one that ends soon."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Seats of one product: how many were sold, and who has one."""

    product: str
    name: str
    sold: int
    users: tuple[User, ...]
    others: tuple[User, ...]
    """Active people of the company without one, by name."""

    @property
    def free(self) -> int:
        return max(self.sold - len(self.users), 0)


def lines(running: House, company: Company) -> list[Line]:
    """Those that run or are to come, by product; then those that ended, the last one first."""
    now = running.agency.clock()
    ending: dict[tuple[str, datetime | None], int] = {
        (e.product, e.until): e.days for e in running.office.expiring(now) if e.company == company.id
    }
    found = [_line(running, e, ending.get((e.product, e.until)), now) for e in company.entitlements]
    open_ = sorted((f for f in found if f.state != "ended"), key=lambda f: (fold(f.name), _start(f)))
    past = sorted((f for f in found if f.state == "ended"), key=_end, reverse=True)
    return open_ + past


def _line(running: House, e: Entitlement, days: int | None, now: datetime) -> Line:
    product = running.book.products.get(e.product)
    name = product.name if product is not None else e.product
    if alive(e, now):
        return Line(e, name, "soon" if days is not None else "alive", days)
    return Line(e, name, "ended" if e.until is not None and e.until <= now else "ahead")


def _start(line: Line) -> float:
    return line.entitlement.since.timestamp() if line.entitlement.since is not None else 0.0


def _end(line: Line) -> float:
    return line.entitlement.until.timestamp() if line.entitlement.until is not None else 0.0


def seatings(running: House, company: Company) -> list[Seating]:
    """Of each product that has seats and whose right has not ended. Sold = the fewest that a right to it gives."""
    now, sold = running.agency.clock(), dict[str, int]()
    for e in company.entitlements:
        if e.seats is not None and (e.until is None or now < e.until):
            sold[e.product] = min(e.seats, sold.get(e.product, e.seats))
    return [_seating(running, company.id, product, number) for product, number in sorted(sold.items())]


def _seating(running: House, company: str, product: str, sold: int) -> Seating:
    known, having = running.book.products.get(product), tuple(running.office.seated(company, product))
    ids = {user.id for user in having}
    others = (u for u in running.book.members.users_of(company) if u.active and u.id not in ids)
    return Seating(
        product, known.name if known is not None else product, sold, having,
        tuple(sorted(others, key=lambda u: (fold(u.name), u.id))),
    )  # fmt: skip


def has_advance(entitlements: tuple[Entitlement, ...], now: datetime) -> bool:
    """Whether one of these rights gives copies before their hour."""
    return any(e.advance and alive(e, now) for e in entitlements)
