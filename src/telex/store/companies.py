"""Customers, products and rights. Each change is an `entitle` row of the log, so that every reader meets it in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import apsw

from telex.errors import Conflict, NotFound
from telex.model.company import Company, Entitlement, Product, Restriction, Seat
from telex.model.vocabulary import Kind, Limit, Right
from telex.store import codec, log
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import rows, sql


class Companies:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put_company(self, company: Company, now: datetime) -> int:
        """Saves the company as given: rights that it has and are not listed end now, and are kept as ended."""
        return await self._database.write(partial(_put_company, company=company, now=now))

    async def get_company(self, id: str) -> Company | None:
        with self._database.read() as db:
            row = db.execute(sql("companies.company"), (id,)).fetchone()
            return None if row is None else _company(db, row)

    async def all_companies(self) -> list[Company]:
        with self._database.read() as db:
            return [_company(db, row) for row in db.execute(sql("companies.companies")).fetchall()]

    async def grant(self, company: str, entitlement: Entitlement, now: datetime) -> int:
        """One right more; the very same one twice is one. To give less than before, revoke first."""
        return await self._database.write(partial(_grant, company=company, entitlement=entitlement, now=now))

    async def revoke(self, company: str, product: str, now: datetime) -> int:
        return await self._database.write(partial(_revoke, company=company, product=product, now=now))

    async def put_product(self, product: Product, carried: Sequence[tuple[str, int]] | None, now: datetime) -> int:
        pairs = None if carried is None else list(carried)
        return await self._database.write(partial(_put_product, product=product, carried=pairs, now=now))

    async def get_product(self, id: str) -> Product | None:
        with self._database.read() as db:
            row = db.execute(sql("companies.product"), (id,)).fetchone()
        return None if row is None else _product(row)

    async def all_products(self) -> list[Product]:
        with self._database.read() as db:
            return [_product(row) for row in db.execute(sql("companies.products"))]

    async def put_restriction(
        self, restriction: Restriction, carried: Sequence[tuple[str, int]] | None, now: datetime
    ) -> int:
        pairs = None if carried is None else list(carried)
        return await self._database.write(partial(_put_restriction, restriction=restriction, carried=pairs, now=now))

    async def all_restrictions(self) -> list[Restriction]:
        with self._database.read() as db:
            return [_restriction(row) for row in db.execute(sql("companies.restrictions"))]

    async def put_seats(self, company: str, product: str, users: Sequence[str], now: datetime) -> int:
        return await self._database.write(
            partial(_put_seats, company=company, product=product, users=tuple(users), now=now)
        )

    async def all_seats(self) -> list[Seat]:
        with self._database.read() as db:
            return [Seat(company, product, user) for company, product, user in rows(db, "companies.seats")]


def _put_company(db: apsw.Connection, company: Company, now: datetime) -> int:
    db.execute(sql("companies.put_company"), (company.id, company.name, company.active))
    for id, *columns in db.execute(sql("companies.entitlement_rows"), (company.id,)).fetchall():
        if _entitlement(tuple(columns)) not in company.entitlements:
            db.execute(sql("companies.end"), {"id": id, "now": codec.micros(now)})
    for entitlement in company.entitlements:
        _add(db, company.id, entitlement)
    return log.append(db, now, Kind.ENTITLE, cause=f"company:{company.id}")


def _grant(db: apsw.Connection, company: str, entitlement: Entitlement, now: datetime) -> int:
    _must_exist(db, company)
    _add(db, company, entitlement)
    return log.append(db, now, Kind.ENTITLE, cause=f"company:{company}")


def _revoke(db: apsw.Connection, company: str, product: str, now: datetime) -> int:
    _must_exist(db, company)
    for id, *columns in db.execute(sql("companies.entitlement_rows"), (company,)).fetchall():
        if _entitlement(tuple(columns)).product == product:
            db.execute(sql("companies.end"), {"id": id, "now": codec.micros(now)})
    return log.append(db, now, Kind.ENTITLE, cause=f"company:{company}")


def _must_exist(db: apsw.Connection, company: str) -> None:
    if db.execute(sql("companies.company"), (company,)).fetchone() is None:
        raise NotFound(f"there is no company {company!r}; add it first")


def _add(db: apsw.Connection, company: str, entitlement: Entitlement) -> None:
    if entitlement not in _entitlements(db, company):
        row = (
            company,
            entitlement.product,
            entitlement.right.value,
            codec.micros_or_none(entitlement.since),
            codec.micros_or_none(entitlement.until),
            codec.channels_text(entitlement.channels),
            entitlement.archive,
            entitlement.advance,
            entitlement.seats,
        )
        db.execute(sql("companies.add_entitlement"), row)


def _put_product(db: apsw.Connection, product: Product, carried: list[tuple[str, int]] | None, now: datetime) -> int:
    row = (product.id, product.name, product.query, product.public, product.active)
    db.execute(sql("companies.put_product"), row)
    _put_carried(db, product.id, carried, now)
    return log.append(db, now, Kind.ENTITLE, cause=f"product:{product.id}")


def _put_carried(db: apsw.Connection, standing: str, carried: list[tuple[str, int]] | None, now: datetime) -> None:
    if carried is not None:
        values = {"standing": standing, "pairs": codec.encode(carried), "now": codec.micros(now)}
        db.execute(sql("companies.end_carried"), values)
        db.execute(sql("companies.add_carried"), values)


def _put_restriction(
    db: apsw.Connection, restriction: Restriction, carried: list[tuple[str, int]] | None, now: datetime
) -> int:
    r = restriction
    if r.company is not None:
        _must_exist(db, r.company)
    kind = db.execute(sql("companies.restriction_kind"), (r.id,)).get
    if kind not in (None, r.kind.value):
        raise Conflict(f"{r.id!r} is a {kind} and stays one: stop it, and make the {r.kind.value} under another id")
    db.execute(sql("companies.put_restriction"), (r.id, r.kind.value, r.query, r.company, r.name, r.active))
    _put_carried(db, r.standing, carried, now)
    return log.append(db, now, Kind.ENTITLE, cause=f"restriction:{r.id}")


def _put_seats(db: apsw.Connection, company: str, product: str, users: tuple[str, ...], now: datetime) -> int:
    _must_exist(db, company)
    for user in users:
        if db.execute(sql("companies.belongs"), (user, company)).get is None:
            raise NotFound(f"{company!r} has no user {user!r}: a seat is for one of its own people; add them first")
    db.execute(sql("companies.clear_seats"), (company, product))
    db.executemany(sql("companies.add_seat"), [(company, product, user) for user in users])
    return log.append(db, now, Kind.ENTITLE, cause=f"company:{company}")


def _company(db: apsw.Connection, row: Row) -> Company:
    id, name, active = row
    return Company(id, name, bool(active), tuple(_entitlements(db, id)))


def _entitlements(db: apsw.Connection, company: str) -> list[Entitlement]:
    rows = db.execute(sql("companies.entitlement_rows"), (company,)).fetchall()
    return [_entitlement(tuple(columns)) for _, *columns in rows]


def _entitlement(row: Row) -> Entitlement:
    product, right, since, until, channels, archive, advance, seats = row
    return Entitlement(
        product,
        Right(right),
        codec.instant_or_none(since),
        codec.instant_or_none(until),
        codec.channels(channels),
        archive,
        bool(advance),
        seats,
    )


def _product(row: Row) -> Product:
    id, name, query, public, active = row
    return Product(id, name, query, bool(public), bool(active))


def _restriction(row: Row) -> Restriction:
    id, kind, query, company, name, active = row
    return Restriction(id, Limit(kind), query, company, name, bool(active))
