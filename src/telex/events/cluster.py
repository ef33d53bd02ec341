"""What the live index keeps of a document and of an event."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import NamedTuple

from telex.events.near import Neighbour
from telex.events.postings import Census
from telex.events.signature import Signature
from telex.events.thresholds import STRONGEST
from telex.events.vectors import Sum, Vector, length, strongest
from telex.events.when import Days
from telex.model.vocabulary import Relation

LATEST = 20
"""Texts of one source that are looked at for its latest."""
_TELLING = frozenset({Relation.NEW, Relation.UPDATE, Relation.ACCOUNT})
IndexKey = tuple[str, str]
"""Channel (t or n) and term."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A vector in little room: the keys (interned) and their weights."""

    terms: tuple[str, ...]
    weights: array[int]

    @classmethod
    def of(cls, vector: Vector) -> Packed:
        return cls(tuple(map(intern, vector)), array("i", vector.values()))

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return zip(self.terms, self.weights, strict=True)


@dataclass(frozen=True, slots=True)
class Vectors:
    """The three unit vectors of a dispatch, with their lengths."""

    text: Vector
    head: Vector
    names: Vector
    lengths: tuple[float, float, float]
    keys: tuple[IndexKey, ...]
    """What indexes the dispatch: its strongest terms of text and of names."""

    @classmethod
    def of(cls, text: Vector, head: Vector, names: Vector) -> Vectors:
        keys = [("t", intern(term)) for term in strongest(text, STRONGEST)]
        keys += [("n", intern(term)) for term in strongest(names, STRONGEST)]
        return cls(text, head, names, (length(text), length(head), length(names)), tuple(keys))


@dataclass(frozen=True, slots=True)
class Held:
    """One version of one item in the index."""

    neighbour: Neighbour
    version: int
    relation: Relation
    at: datetime
    told: tuple[Days, ...]
    """First and last day of what the text itself says it tells of, and the days that its lead names."""
    text: Packed
    head: Packed
    names: Packed
    keys: tuple[IndexKey, ...]
    years: frozenset[int]
    body_hash: bytes | None
    shingles: array[int]
    sample: array[int]
    numbers: tuple[str, ...]
    words: int
    paragraphs: int
    silent: bool
    """A killed version: it stands for nothing, and is kept so that its admission can be taken back."""

    @classmethod
    def of(
        cls,
        neighbour: Neighbour,
        version: int,
        relation: Relation,
        at: datetime,
        told: tuple[Days, ...],
        vectors: Vectors,
        signature: Signature,
    ) -> Held:
        return cls(
            neighbour=neighbour,
            version=version,
            relation=relation,
            at=at,
            told=told,
            text=Packed.of(vectors.text),
            head=Packed.of(vectors.head),
            names=Packed.of(vectors.names),
            keys=vectors.keys,
            body_hash=signature.body_hash,
            shingles=array("I", sorted(signature.shingles)),
            sample=array("I", signature.sample),
            numbers=signature.numbers,
            years=signature.years,
            words=signature.words,
            paragraphs=signature.paragraphs,
            silent=relation is Relation.KILL,
        )


class Change(NamedTuple):
    """What an event gained or lost with one member."""

    keys: Collection[IndexKey]
    text: Collection[str]
    names: Collection[str]


class Cluster:
    """A live event: the sums of its members, text and headline apart by language, names over all.

    Taking a member in, and each question asked of it at the arrival of a dispatch, costs the same in an event of ten
    thousand members; only taking one out may look at all.
    """

    __slots__ = (
        "_days",
        "_first",
        "_keys",
        "_kin",
        "_names",
        "_span",
        "_text",
        "_years",
        "bodies",
        "heads",
        "id",
        "members",
        "names",
        "number",
        "oldest",
        "texts",
    )  # fmt: skip

    def __init__(self, event: str, number: int) -> None:
        self.id = event
        self.number = number
        """Its number in the postings."""
        self.members: dict[int, Held] = {}
        """By order of admission."""
        self.oldest = 0
        """Order of its first member: settles ties."""
        self.texts: dict[str, Sum] = {}
        self.heads: dict[str, Sum] = {}
        self.names = Sum()
        self.bodies = 0
        """Members that have a body."""
        self._keys: Census[IndexKey] = Census()
        self._text: Census[str] = Census()
        self._names: Census[str] = Census()
        self._days: dict[Days, int] = {}
        self._years: Census[int] = Census()
        self._kin: dict[tuple[str, str], list[int]] = {}
        """Source and language to orders, ascending."""
        self._first: Held | None = None
        self._span: tuple[datetime, datetime] | None = None

    def add(self, held: Held) -> Change:
        """Takes a member in: what is new to the event with it."""
        order = held.neighbour.order
        self.oldest = min(self.oldest, order) if self.members else order
        self.members[order] = held
        self._sum(held, 1)
        insort(self._kin.setdefault(_kin(held), []), order)
        for days in held.told:
            self._days[days] = self._days.get(days, 0) + 1
        if held.years:
            self._years.add(held.years)
        if self._span is not None and held.relation is not Relation.REPOST:
            self._span = min(self._span[0], held.at), max(self._span[1], held.at)
        if self._first is not None and _leads(held, self._first):
            self._first = held
        return Change(self._keys.add(held.keys), self._text.add(held.text.terms), self._names.add(held.names.terms))

    def remove(self, held: Held) -> Change:
        """Takes a member out again: what nobody else in the event holds."""
        order = held.neighbour.order
        del self.members[order]
        if order == self.oldest and self.members:
            self.oldest = min(self.members)
        self._sum(held, -1)
        kin = self._kin[_kin(held)]
        del kin[bisect_left(kin, order)]
        if not kin:
            del self._kin[_kin(held)]
        for days in held.told:
            self._days[days] -= 1
            if not self._days[days]:
                del self._days[days]
        if held.years:
            self._years.remove(held.years)
        self._span = self._first = None
        return Change(
            self._keys.remove(held.keys), self._text.remove(held.text.terms), self._names.remove(held.names.terms)
        )

    def _sum(self, held: Held, sign: int) -> None:
        self.bodies += sign * bool(held.words)
        language = held.neighbour.language
        for sums, vector in ((self.texts, held.text), (self.heads, held.head)):
            if language not in sums:
                sums[language] = Sum()
            sums[language].add(vector, sign)
            if not sums[language].square:
                del sums[language]
        self.names.add(held.names, sign)

    @property
    def ordered(self) -> list[Held]:
        """Members in order of admission: a version taken back may have come in last."""
        return [self.members[order] for order in sorted(self.members)]

    def counts(self) -> tuple[dict[IndexKey, int], dict[str, int], dict[str, int]]:
        """How many members hold each index key, each stem, each name."""
        return self._keys.held(), self._text.held(), self._names.held()

    def span(self) -> tuple[datetime, datetime]:
        """First and last time of what is told. Reposts tell nothing new, and an old story put online again has no date."""
        if self._span is not None:
            return self._span
        times = [m.at for m in self.members.values() if m.relation is not Relation.REPOST]
        if not times:
            every = [m.at for m in self.members.values()]
            return min(every), max(every)
        self._span = min(times), max(times)
        return self._span

    def tells_other_days(self, told: tuple[Days, ...]) -> bool:
        """Whether days are stated on both sides and none is common."""
        if not told or not self._days:
            return False
        return all(mine[1] < first or last < mine[0] for mine in told for first, last in self._days)

    def tells_other_years(self, years: frozenset[int]) -> bool:
        """Whether years are written on both sides and none is common."""
        mine = self._years.keys()
        return bool(years) and bool(mine) and not any(year in mine for year in years)

    def first(self) -> Held:
        """The first member with a body, else the first one."""
        if self._first is None:
            members = self.ordered
            self._first = next((m for m in members if m.words), members[0])
        return self._first

    def story(self) -> Held:
        """The latest text of whoever told it first: its updates count, its corrections and translations do not."""
        first = self.first()
        if not first.words or first.neighbour.source == "unknown":
            return first
        orders = self._kin[_kin(first)][-LATEST:]
        told = (self.members[order] for order in reversed(orders))
        return next((one for one in told if one.words and one.relation in _TELLING), first)

    def latest_of(self, source: str, language: str) -> Held | None:
        """The latest member from one source in one language; two unknown sources are not the same one."""
        orders = self._kin.get((source, language)) if source != "unknown" else None
        return self.members[orders[-1]] if orders else None

    def others(self, language: str, limit: int) -> list[Held]:
        """Members in other languages, earliest first, at most so many of each source and language."""
        orders = [order for (_, spoken), held in self._kin.items() if spoken != language for order in held[:limit]]
        return [self.members[order] for order in sorted(orders)[:limit]]


def _kin(held: Held) -> tuple[str, str]:
    return held.neighbour.source, held.neighbour.language


def _leads(held: Held, first: Held) -> bool:
    """Whether a member comes before the first one: texts before headlines, then by admission."""
    return (not held.words, held.neighbour.order) < (not first.words, first.neighbour.order)


def overlap(mine: Iterable[int], theirs: array[int]) -> int:
    """How many values of a set are in a sorted array."""
    return len(frozenset(mine).intersection(theirs))
