"""The order book: everything that stands and asks, and everyone who may be told, kept in memory from what the store holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from telex.errors import Invalid
from telex.model.company import PUBLIC_CHANNELS, Company, Entitlement, Product, Restriction, Seat, User, Viewer
from telex.model.topic import Follow, Topic
from telex.model.vocabulary import Right
from telex.routing.followers import Follower, Followers
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching import naive
from telex.routing.matching.matching import StandingQueries, Stored
from telex.routing.matching.monitor import Monitor
from telex.routing.members import Members
from telex.routing.route import Subscribers
from telex.routing.standing import BLOCK

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a book is filled with, at start."""

    products: Sequence[Product] = ()
    companies: Sequence[Company] = ()
    restrictions: Sequence[Restriction] = ()
    seats: Sequence[Seat] = ()
    users: Sequence[User] = ()
    topics: Sequence[Topic] = ()
    follows: Sequence[Follow] = ()
    mutes: Mapping[str, datetime] = field(default_factory=dict)
    plans: Mapping[str, bytes] = field(default_factory=dict)
    """Compiled queries by their text: a cache, none need be there."""

    def standing(self) -> Iterator[tuple[str, str]]:
        """Id and text of every query that is to be asked."""
        yield from ((p.id, p.query) for p in self.products if p.active)
        yield from ((r.standing, r.query) for r in self.restrictions if r.active)
        yield from ((t.standing, t.query) for t in self.topics if t.active)


class Book:
    """A cache: the truth is in the store. Replaced piece by piece when the office changes something."""

    def __init__(self, *, kind: str = "index", zone: str = "Europe/Paris") -> None:
        """`zone` = of the dates in queries that name none."""
        self._zone = zone
        self.monitor: StandingQueries = naive.Monitor() if kind == "naive" else Monitor()
        self.placing = asyncio.Lock()
        """Held from reading the neighbours and the queries to the hand-over to the writer, and while a query changes."""
        self.broken: dict[str, str] = {}
        """Standing ids whose stored query no longer compiles, with the reason: someone may miss a dispatch."""
        self.pending: dict[str, Query] = {}
        """Blocks that are being run over the archive, by standing id: until their rows are there, whoever reads asks the query."""
        self.members = Members()
        self._followers = Followers(self.members)
        self._products: dict[str, Product] = {}

    def load(self, contents: Contents, progress: Progress | None = None) -> None:
        """Everything, at start. `progress` is told how many queries stand, after each."""
        self._admit(contents)
        asked: list[Stored] = []
        for done, (id, text) in enumerate(contents.standing(), 1):
            if (plan := contents.plans.get(text)) is not None:
                asked.append((id, text, plan))
            else:
                self._stand(id, text, True)
                if progress is not None:
                    progress(done - len(asked))
        stood = len(self.monitor)
        tell = (lambda n: progress(stood + n)) if progress is not None else None
        dated = {"zone": self._zone} if isinstance(self.monitor, Monitor) else {}
        self.broken.update((id, str(error)) for id, error in self.monitor.load(asked, tell, **dated))

    def _admit(self, contents: Contents) -> None:
        for company in contents.companies:
            self.put_company(company)
        for user in contents.users:
            self.put_user(user)
        self._seat(contents.seats)
        self._products.update((product.id, product) for product in contents.products)
        for restriction in contents.restrictions:
            self.members.put_restriction(restriction)
        for topic in contents.topics:
            self._followers.put_topic(topic)
        for follow in contents.follows:
            self.put_follow(follow)
        for user_id, until in contents.mutes.items():
            self.put_mute(user_id, until)

    def plan(self, standing: str) -> bytes | None:
        """The compiled query, for the cache of the next start; None where there is none to keep."""
        return self.monitor.cached(standing) if isinstance(self.monitor, Monitor) else None

    def relearn(self) -> None:
        """Begin to find each query by the rarest of its conditions, as the wire has shown them; `renew` does the work."""
        if isinstance(self.monitor, Monitor):
            self.monitor.relearn()

    def renew(self) -> int:
        """A hundred queries of it, some milliseconds. Returns how many were done: 0 = all are."""
        return self.monitor.renew() if isinstance(self.monitor, Monitor) else 0

    # what stands and asks

    def put_product(self, product: Product) -> None:
        """A product new or changed. A query that cannot be compiled is reported and never stops the others."""
        self._products[product.id] = product
        self._stand(product.id, product.query, product.active)

    def put_restriction(self, restriction: Restriction) -> None:
        """A block or filter new, changed or stopped."""
        self.members.put_restriction(restriction)
        self._stand(restriction.standing, restriction.query, restriction.active)

    def drop_restriction(self, standing: str) -> None:
        """Forgets one that was never saved."""
        self.members.drop_restriction(standing)
        self.monitor.drop(standing)

    def put_topic(self, topic: Topic) -> None:
        """A topic new, changed or stopped."""
        self._followers.put_topic(topic)
        self._stand(topic.standing, topic.query, topic.active)

    def _stand(self, id: str, text: str, active: bool) -> None:
        self.monitor.drop(id)
        self.broken.pop(id, None)
        if not active:
            return
        try:
            self.monitor.put(id, parse(text, zone=self._zone))
        except Invalid as error:
            self.broken[id] = str(error)

    # who may be told

    def put_company(self, company: Company) -> None:
        self.members.put_company(company)

    def put_user(self, user: User) -> None:
        self.members.put_user(user)

    def put_seats(self, company: str, product: str, users: Iterable[str]) -> None:
        """Exactly these users have the seats."""
        self.members.put_seats(company, product, frozenset(users))

    def put_follow(self, follow: Follow) -> None:
        self._followers.put_follow(follow)

    def drop_follow(self, topic: str, user: str) -> None:
        self._followers.drop_follow(topic, user)

    def put_mute(self, user: str, until: datetime | None) -> None:
        """Of everything that a user follows; None = no longer."""
        self._followers.put_mute(user, until)

    def _seat(self, seats: Iterable[Seat]) -> None:
        taken: dict[tuple[str, str], set[str]] = {}
        for seat in seats:
            taken.setdefault((seat.company, seat.product), set()).add(seat.user)
        for (company, product), users in taken.items():
            self.put_seats(company, product, users)

    # what is asked of the book

    @property
    def products(self) -> dict[str, Product]:
        return self._products

    @property
    def topics(self) -> dict[str, Topic]:
        """Active ones."""
        return self._followers.topics

    def company(self, id: str) -> Company | None:
        return self.members.company(id)

    def user(self, id: str) -> User | None:
        return self.members.user(id)

    def viewer(self, company: str, user: str | None = None) -> Viewer | None:
        """A company, or one of its people with his seats, as the gate sees it; None when there is no such company."""
        return self.members.viewer(company, user)

    def viewer_of(self, user: User) -> Viewer | None:
        """A person as the gate sees him, the agency's own people as the desk."""
        return self.members.viewer_of(user)

    def public(self) -> Viewer:
        """The public: a viewer without company, entitled to the summaries of the public products."""
        return Viewer(
            entitlements=tuple(
                Entitlement(p.id, Right.SUMMARY, channels=PUBLIC_CHANNELS)
                for p in self._products.values()
                if p.public and p.active
            ),
            blocks=self.members.blocks(None),
            label="public",
        )

    def subscribers(self) -> Subscribers:
        """Every company, for routing. The same for each dispatch until something of them changes."""
        closed = frozenset(id for id in self.broken if id.startswith(BLOCK))
        found = self.members.subscribers()
        return replace(found, closed=closed) if closed else found

    def followers(self, topics: Iterable[str]) -> list[Follower]:
        """Everyone who follows one of these topics (ids without prefix), once a topic, each with his own viewer."""
        return self._followers.of(topics)


__all__ = ["Book", "Contents", "Follower", "StandingQueries"]
