"""A small world to test the gate against: a model that says in ten lines who may see what, and an agency that is real.

Every version carries secret words of its own: `zq…h` in the headline, `zq…s` in the first sentence, `zq…b` deep in the
body, `zq…n` in the note to subscribers. Whatever leaves through any exit is searched for them.
"""

from __future__ import annotations

import itertools
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from telex import grouping, topics
from telex.errors import Conflict, Invalid
from telex.house import House
from telex.model.company import Entitlement
from telex.model.filing import Filed, Filing, Order
from telex.model.grouping import Instruction, Ruling
from telex.model.topic import Mode, Reach, Which
from telex.model.vocabulary import Act, Limit, Right
from telex.office import Caller
from telex.topics import Manner

SECRET = re.compile(rb"zq\d{6}[hsbn]")
TOPICS = ("almora", "brivane", "corzel", "dunwick")
PRODUCTS = ("p0", "p1", "p2", "open")
COMPANIES = ("c0", "c1", "c2")
SHARED = "La navette Orvane relie Port-Lubin et Saint-Erquy depuis 1987 avec le capitaine Ysolde Marchandeau. " * 4
_numbers = itertools.count(1)


class Clock:
    """Time as the test wants it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Version:
    """What one version says."""

    topics: frozenset[str]
    number: int = field(default_factory=lambda: next(_numbers))
    carried: set[str] = field(default_factory=set)
    filtered: set[str] = field(default_factory=set)
    """Filters that hold it back."""

    def secret(self, part: str) -> str:
        return f"zq{self.number:06d}{part}"

    def document(self, uri: str, *, shared: bool, **more: object) -> bytes:
        """A ninjs item that says it."""
        body = [f"{self.secret('s')} commence ici.", "Une phrase. Une autre.", " ".join(sorted(self.topics))]
        body += [SHARED if shared else f"Rien de commun {self.number * 7919}."]
        body += [f"Tout au fond, {self.secret('b')}."]
        item = {
            "uri": uri, "type": "text", "language": "fr",
            "headlines": [{"role": "main", "value": f"Titre {self.secret('h')}"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": "".join(f"<p>{p}</p>" for p in body)}],
        }  # fmt: skip
        return msgspec.json.encode(item | more)


@dataclass
class Item:
    """One item as the model knows it."""

    uri: str
    id: str = ""
    versions: list[Version] = field(default_factory=list)
    waiting: Version | None = None
    due: datetime | None = None
    first: datetime | None = None
    killed: datetime | None = None
    withheld_headline: bool = False
    notice: str = ""
    ever: set[str] = field(default_factory=set)
    ahead: bool = False
    """Whether what waits is open in advance."""
    told: set[str] = field(default_factory=set)
    """Companies that were to have a version."""
    shut: set[str] = field(default_factory=set)
    """Blocks that carried the last version when it was killed."""


@dataclass
class Grant:
    product: str
    right: Right
    since: datetime
    until: datetime | None = None
    archive: int | None = None
    advance: bool = False
    seats: int | None = None


@dataclass
class Narrow:
    """A block or a filter."""

    company: str | None
    topic: str
    active: bool = True


class World:
    """The model and the real thing, moved together."""

    def __init__(self, house: House, clock: Clock, seed: int) -> None:
        self.house, self.clock, self.rng = house, clock, random.Random(seed)
        self.items: list[Item] = []
        self.queries = dict(zip(PRODUCTS, TOPICS, strict=True))
        self.grants: dict[str, list[Grant]] = {c: [] for c in COMPANIES}
        self.active = dict.fromkeys(COMPANIES, True)
        self.trail: list[str] = []
        self.blocks: dict[str, Narrow] = {}
        self.filters: dict[str, Narrow] = {}
        self.seated: set[tuple[str, str]] = set()
        """Companies and products of which the company's one person has the seat."""
        self.people: dict[str, Caller] = {}
        """The one person of each company."""
        self.events: list[str] = []
        """Events that the desk has ruled on; some of them lead to others since."""

    async def furnish(self) -> None:
        for product, topic in self.queries.items():
            await self.house.office.put_product(product, product, topic, public=product == "open")
        for company in COMPANIES:
            await self.house.office.put_company(company, company)
        for company, product, right in (
            ("c0", "p0", Right.FULL),
            ("c1", "p1", Right.SUMMARY),
            ("c1", "p2", Right.FULL),
        ):
            await self.grant(company, product, right)

    async def follow(self, editor: Caller) -> None:
        """Everybody has a topic of his own, follows one of the agency and one of his company, each in another manner."""
        whole = await topics.create(self.house, editor, topics.Wanted("agence", "titre", Reach.GLOBAL))
        manners = (
            Manner(which=Which.EVERY),
            Manner(mode=Mode.DIGEST, hours=("09:00", "18:00")),
            Manner(which=Which.MATERIAL),
        )
        for (company, caller), manner in zip(self.people.items(), manners, strict=True):
            await topics.follow(self.house, caller, whole.id, manner)
            await topics.create(self.house, caller, topics.Wanted(f"{company} a", "almora OR corzel"), manner)
            await topics.create(self.house, caller, topics.Wanted(f"{company} b", "brivane", Reach.COMPANY))

    # the model: who may see which words

    def carries(self, version: Version) -> set[str]:
        return {product for product, topic in self.queries.items() if topic in version.topics}

    def allowed(self, company: str | None, *, person: bool = False) -> set[str]:
        """Every secret that may leave to a company (None = the public) now. An upper bound, and for texts exact.
        `person` = to its one person instead of its machine: he needs seats."""
        words: set[str] = set()
        for item in self.items:
            if item.killed is None:
                for version in item.versions:
                    rights = self.rights(company, version, item.first, person=person)
                    words |= {version.secret(part) for part in ("hs" if rights else "")}
                    words |= {version.secret(part) for part in ("bn" if Right.FULL in rights else "")}
            elif item.versions and self.held_it(company, item):
                words.add(item.notice)
                if not item.withheld_headline and self.had_it_to_the_end(company, item, person=person):
                    words.add(item.versions[-1].secret("h"))
        return words

    def ahead(self, company: str | None, *, person: bool = False) -> dict[str, set[str]]:
        """Items that the company's machine (or its one person) may read before their hour, each with its words."""
        found = {}
        for item in self.items:
            if item.waiting is not None and item.ahead and item.due is not None and item.due > self.clock():
                version = item.waiting
                rights = self.rights(company, version, None, person=person, ahead=True)
                if rights:
                    found[item.id] = {version.secret(part) for part in ("hsbn" if Right.FULL in rights else "hs")}
        return found

    def blocked(self, company: str | None, version: Version) -> bool:
        return any(
            b.active and b.company in (None, company) and b.topic in version.topics for b in self.blocks.values()
        )

    def rights(
        self,
        company: str | None,
        version: Version,
        first: datetime | None,
        *,
        person: bool = False,
        ahead: bool = False,
    ) -> set[Right]:
        carried, now = self.carries(version) if ahead else version.carried, self.clock()
        if self.blocked(company, version):
            return set()
        if company is None:
            return {Right.SUMMARY} if "open" in carried and not ahead else set()
        if not self.active[company]:
            return set()
        return {
            g.right for g in self.grants[company]
            if g.product in carried and g.since <= now and (g.until is None or now < g.until)
            and self.reaches(g, first, now) and (not person or self.sits(company, g)) and (g.advance or not ahead)
        }  # fmt: skip

    def reaches(self, grant: Grant, first: datetime | None, at: datetime) -> bool:
        return grant.archive is None or first is None or first > at - timedelta(days=grant.archive)

    def sits(self, company: str, grant: Grant) -> bool:
        return grant.seats is None or (company, grant.product) in self.seated

    def had_it_to_the_end(self, company: str | None, item: Item, *, person: bool) -> bool:
        """Whether the right was alive at the kill, and the text is closed to him by nothing now: only then may the notice
        name the last headline."""
        shut = {id for id in item.shut if self.blocks[id].active and self.blocks[id].company in (None, company)}
        if shut or item.killed is None:
            return False
        if company is None:
            return "open" in item.versions[-1].carried
        return self.active[company] and any(
            g.product in item.versions[-1].carried
            and g.since <= item.killed
            and (g.until is None or g.until > item.killed)
            and self.reaches(g, item.first, item.killed)
            and (not person or self.sits(company, g))
            for g in self.grants[company]
        )

    def held_it(self, company: str | None, item: Item) -> bool:
        """Whether the company could have read a version at any moment between publication and kill."""
        assert item.first is not None and item.killed is not None
        if company is None:
            return "open" in item.ever
        return any(
            g.product in item.ever and g.since <= item.killed and (g.until is None or g.until > item.first)
            for g in self.grants[company]
        )

    def visible(self, company: str | None, *, texts: bool, person: bool = False) -> set[str]:
        """Ids of the items that the live list and the pull show to a company: without what its filters hold back."""
        shown = set()
        for item in self.items:
            if item.killed is not None:
                if not texts and item.versions and self.held_it(company, item):
                    shown.add(item.id)
            elif item.versions and self.rights(company, item.versions[-1], item.first, person=person):
                held_back = any(self.filters[id].company == company for id in item.versions[-1].filtered)
                shown |= set() if held_back else {item.id}
        return shown

    # actions, each on both

    async def step(self) -> None:
        actions = {
            self.publish: 26, self.embargo: 10, self.correct: 14, self.update: 6, self.kill: 7, self.kill_waiting: 3,
            self.tick: 16, self.give: 9, self.take: 5, self.suspend: 2, self.requery: 2, self.repeat: 3,
            self.regroup: 5, self.block: 4, self.filter: 4, self.sit: 5, self.open_ahead: 6, self.night: 2,
        }  # fmt: skip
        action = self.rng.choices(list(actions), list(actions.values()))[0]
        self.trail.append(action.__name__)
        await action()

    async def take_in(self, body: bytes, order: Order | None = None) -> Filed:
        filing = Filing(body, self.clock(), "application/vnd.iptc.ninjs+json", None, order=order)
        (filed,) = await self.house.agency.take(filing)
        assert isinstance(filed, Filed), filed
        return filed

    def topics(self) -> frozenset[str]:
        return frozenset(self.rng.sample(TOPICS, self.rng.choice((0, 1, 1, 1, 2, 3))))

    def some(self, *, out: bool = True) -> Item | None:
        known = [i for i in self.items if i.killed is None and (bool(i.versions) if out else i.waiting is not None)]
        return self.rng.choice(known) if known else None

    def went_out(self, item: Item, version: Version) -> None:
        version.carried = self.carries(version) | item.ever
        item.ever |= version.carried
        before = item.versions[-1].filtered if item.versions else None
        for id, wish in self.filters.items():
            had = before is not None and (id not in before or wish.company in item.told)
            if wish.active and wish.topic in version.topics and not had:
                version.filtered.add(id)
        for company in COMPANIES:
            held_back = any(self.filters[id].company == company for id in version.filtered)
            if not held_back and self.rights(company, version, item.first):
                item.told.add(company)
        item.versions.append(version)
        item.first = item.first or self.clock()

    async def publish(self) -> None:
        item, version = Item(f"urn:world:{next(_numbers)}"), Version(self.topics())
        filed = await self.take_in(version.document(item.uri, shared=self.rng.random() < 0.5))
        assert filed.state == "published"
        item.id = filed.id
        self.went_out(item, version)
        self.items.append(item)

    async def embargo(self) -> None:
        item, version = Item(f"urn:world:{next(_numbers)}"), Version(self.topics())
        item.due = self.clock() + timedelta(seconds=self.rng.randint(1, 300))
        document = version.document(item.uri, shared=self.rng.random() < 0.5, embargoedUntil=item.due.isoformat())
        filed = await self.take_in(document)
        assert (filed.state, filed.position, filed.version) == ("held", None, None)
        item.id, item.waiting = filed.id, version
        self.items.append(item)

    async def correct(self) -> None:
        if (item := self.some()) is not None:
            version = Version(self.topics())
            order = Order(Act.CORRECT, item.id, note=f"note {version.secret('n')}")
            filed = await self.take_in(version.document(item.uri, shared=self.rng.random() < 0.5), order)
            assert filed.state == "published"
            self.went_out(item, version)

    async def update(self) -> None:
        if (earlier := self.some()) is not None:
            item, version = Item(f"urn:world:{next(_numbers)}"), Version(self.topics())
            filed = await self.take_in(version.document(item.uri, shared=True), Order(Act.UPDATE, earlier.id))
            item.id = filed.id
            self.went_out(item, version)
            self.items.append(item)

    async def kill(self) -> None:
        if (item := self.some()) is not None:
            await self._kill(item)

    async def kill_waiting(self) -> None:
        if (item := self.some(out=False)) is not None:
            await self._kill(item)

    async def _kill(self, item: Item) -> None:
        item.withheld_headline = self.rng.random() < 0.3
        item.notice = f"zq{next(_numbers):06d}n"
        order = Order(
            Act.KILL, item.id if item.versions else item.uri, f"retirée {item.notice}",
            withhold_headline=item.withheld_headline,
        )  # fmt: skip
        (filed,) = await self.house.agency.take(Filing(b"kill", self.clock(), "text/plain", order=order))
        assert isinstance(filed, Filed), filed
        assert filed.state == "killed"
        item.killed, item.waiting, item.due = self.clock(), None, None
        if item.versions:
            item.shut = {id for id, b in self.blocks.items() if b.active and b.topic in item.versions[-1].topics}

    async def tick(self) -> None:
        await self.pass_by(timedelta(seconds=self.rng.choice((1, 5, 20, 120))))

    async def night(self) -> None:
        """So long that an archive of a day ends."""
        await self.pass_by(timedelta(hours=15))

    async def pass_by(self, span: timedelta) -> None:
        self.clock.now += span
        due = sorted((i for i in self.items if i.due and i.due <= self.clock()), key=lambda i: i.due or self.clock())
        filed = await self.house.agency.release_due()
        assert {f.id for f in filed} == {i.id for i in due}, "released exactly what was due"
        for item in due:
            assert item.waiting is not None
            self.went_out(item, item.waiting)
            item.waiting = item.due = None

    async def grant(self, company: str, product: str, right: Right) -> None:
        since = self.clock() + timedelta(seconds=self.rng.choice((0, 0, 0, 60)))
        until = since + timedelta(seconds=600) if self.rng.random() < 0.2 else None
        for known in self.grants[company]:
            if known.product == product and (known.until is None or known.until > self.clock()):
                return
        more = {
            "archive": self.rng.choice((None, 1)), "advance": self.rng.random() < 0.5,
            "seats": self.rng.choice((None, 1)),
        }  # fmt: skip
        self.grants[company].append(Grant(product, right, since, until, **more))
        await self.house.office.grant(company, Entitlement(product, right, since, until, **more))

    async def give(self) -> None:
        await self.grant(self.rng.choice(COMPANIES), self.rng.choice(PRODUCTS), self.rng.choice(list(Right)))

    async def take(self) -> None:
        company, product, now = self.rng.choice(COMPANIES), self.rng.choice(PRODUCTS), self.clock()
        await self.house.office.revoke(company, product)
        for known in self.grants[company]:
            if known.product == product and (known.until is None or known.until > now):
                known.until = now

    async def suspend(self) -> None:
        """A company is switched off, or the one that is gets back in: the others show what the rest of the model says."""
        company = next((c for c in COMPANIES if not self.active[c]), None) or self.rng.choice(COMPANIES)
        self.active[company] = not self.active[company]
        await self.house.office.put_company(company, company, active=self.active[company])

    async def requery(self) -> None:
        product, topic = self.rng.choice(PRODUCTS), self.rng.choice(TOPICS)
        if self.queries[product] == topic:
            return
        self.queries[product] = topic
        await self.house.office.put_product(product, product, topic, public=product == "open")
        for item in self.items:
            for version in item.versions if item.killed is None else ():
                version.carried.discard(product)
            if item.killed is None and item.versions and product in self.carries(item.versions[-1]):
                item.versions[-1].carried.add(product)
                item.ever.add(product)

    async def block(self) -> None:
        """A block is made, changed or stopped; one concerns everybody."""
        id = self.rng.choice(("b0", "b1", "all"))
        company = {"b0": "c0", "b1": "c1"}.get(id)
        made = self.blocks[id] = Narrow(company, self.rng.choice(TOPICS), self.rng.random() < 0.6)
        await self.house.office.put_restriction(Limit.BLOCK, id, made.topic, company=company, active=made.active)

    async def filter(self) -> None:
        """A content filter is made, changed or stopped."""
        id = self.rng.choice(("f0", "f1", "f2"))
        company = id.replace("f", "c")
        made, known = Narrow(company, self.rng.choice(TOPICS), self.rng.random() < 0.7), self.filters.get(id)
        self.filters[id] = made
        await self.house.office.put_restriction(Limit.FILTER, id, made.topic, company=company, active=made.active)
        if known is not None and (known.topic, known.active) == (made.topic, made.active):
            return  # what went past it still does
        for item in self.items:
            for version in item.versions:
                (version.filtered.add if made.active and made.topic in version.topics else version.filtered.discard)(id)

    async def sit(self) -> None:
        """The one person of a company is given a seat, or it is taken from him; c0 does so by itself."""
        company, product = self.rng.choice(COMPANIES), self.rng.choice(PRODUCTS)
        open_ = [g for g in self.grants[company] if g.product == product and (not g.until or g.until > self.clock())]
        if company not in self.people or not any(g.seats for g in open_) or not self.active[company]:
            return
        users = [] if (company, product) in self.seated else [self.people[company].user.id]
        if company == "c0":
            await self.house.office.put_own_seats(self.people[company], product, users)
        else:
            await self.house.office.put_seats(company, product, users)
        (self.seated.add if users else self.seated.discard)((company, product))

    async def open_ahead(self) -> None:
        """The desk opens in advance what waits, or closes it."""
        if (item := self.some(out=False)) is not None and item.due is not None and item.due > self.clock():
            item.ahead = not item.ahead
            office = self.house.office
            await (office.offer_advance(item.id) if item.ahead else office.close_advance(item.id))

    async def regroup(self) -> None:
        """An editor merges, moves or splits: nobody may see more than before."""
        out = [item for item in self.items if item.versions]
        if len(out) < 2:
            return
        one, other = self.rng.sample(out, 2)
        events = [(await self._stored(item)).member.event for item in (one, other)]
        self.events += events
        ruling = self.rng.choice((Ruling.MERGE, Ruling.MOVE, Ruling.SPLIT))
        ask = Instruction(
            ruling, "operator", self.clock(), event=events[0], other=events[1],
            items=(other.id if ruling is Ruling.MOVE else one.id,),
        )  # fmt: skip
        with suppress(Conflict, Invalid):
            await grouping.rule(self.house, ask)

    async def _stored(self, item: Item) -> Any:
        return await self.house.store.dispatches.newest(item.id)

    async def repeat(self) -> None:
        """The first version comes again with a lower number and other words: history, and nothing of it is new."""
        if (item := self.some()) is not None and len(item.versions) > 1:
            version = Version(self.topics())
            filed = await self.take_in(version.document(item.uri, shared=False, version="1"))
            assert filed.state == "duplicate"
