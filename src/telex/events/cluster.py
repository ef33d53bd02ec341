"""What the live index keeps: of a document, of an event, and from a key to those that hold it."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Generic, TypeVar

from telex.events.near import Neighbour
from telex.events.signature import Signature
from telex.events.thresholds import STRONGEST
from telex.events.vectors import Sum, Vector, length, strongest
from telex.events.when import Days
from telex.model.vocabulary import Relation

Key = TypeVar("Key", bound=Hashable)


class Postings(Generic[Key]):
    """From a key to numbers. One number is kept bare: most shingles stand in one text only, and lists are large."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[Key, int | list[int]] = {}

    def add(self, key: Key, number: int) -> None:
        held = self._held.get(key)
        if held is None:
            self._held[key] = number
        elif isinstance(held, int):
            self._held[key] = [held, number]
        else:
            held.append(number)

    def remove(self, key: Key, number: int) -> None:
        held = self._held[key]
        if isinstance(held, int):
            del self._held[key]
            return
        held.remove(number)
        if len(held) == 1:
            self._held[key] = held[0]

    def get(self, key: Key) -> tuple[int, ...] | list[int]:
        held = self._held.get(key)
        if held is None:
            return ()
        return (held,) if isinstance(held, int) else held

    def __len__(self) -> int:
        return len(self._held)


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

    @classmethod
    def of(cls, text: Vector, head: Vector, names: Vector) -> Vectors:
        return cls(text, head, names, (length(text), length(head), length(names)))

    def index_keys(self) -> tuple[tuple[str, str], ...]:
        """What indexes the dispatch: its strongest terms of text and of names."""
        text = [("t", term) for term in strongest(self.text, STRONGEST)]
        names = [("n", term) for term in strongest(self.names, STRONGEST)]
        return tuple(text + names)


@dataclass(frozen=True, slots=True)
class Held:
    """One version of one item in the index."""

    neighbour: Neighbour
    version: int
    relation: Relation
    at: datetime
    told: Days | None
    """First and last day that the text itself says it tells of."""
    text: Packed
    head: Packed
    names: Packed
    keys: tuple[tuple[str, str], ...]
    body_hash: bytes | None
    shingles: array[int]
    sample: array[int]
    numbers: tuple[str, ...]
    words: int
    silent: bool
    """A killed version: it stands for nothing, and is kept so that its admission can be taken back."""

    @classmethod
    def of(
        cls,
        neighbour: Neighbour,
        version: int,
        relation: Relation,
        at: datetime,
        told: Days | None,
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
            keys=tuple((channel, intern(term)) for channel, term in vectors.index_keys()),
            body_hash=signature.body_hash,
            shingles=array("I", sorted(signature.shingles)),
            sample=array("I", signature.sample),
            numbers=signature.numbers,
            words=signature.words,
            silent=relation is Relation.KILL,
        )


class Cluster:
    """A live event: the sums of its members, text and headline apart by language, names over all."""

    __slots__ = ("_span", "bodies", "heads", "id", "keys", "members", "names", "order", "texts")

    def __init__(self, event: str, order: int) -> None:
        self.id = event
        self.order = order
        self.members: dict[int, Held] = {}
        """By order of admission."""
        self.texts: dict[str, Sum] = {}
        self.heads: dict[str, Sum] = {}
        self.names = Sum()
        self.keys: dict[tuple[str, str], int] = {}
        """Index key to the number of members that brought it."""
        self.bodies = 0
        """Members that have a body."""
        self._span: tuple[datetime, datetime] | None = None

    def add(self, held: Held) -> list[tuple[str, str]]:
        """Take a member in; the index keys that are new to the event."""
        self.members[held.neighbour.order] = held
        self._sum(held, 1)
        fresh = [key for key in held.keys if key not in self.keys]
        for key in held.keys:
            self.keys[key] = self.keys.get(key, 0) + 1
        return fresh

    def remove(self, held: Held) -> list[tuple[str, str]]:
        """Take a member out again; the index keys that nobody else in the event holds."""
        del self.members[held.neighbour.order]
        self._sum(held, -1)
        gone = [key for key in held.keys if self.keys[key] == 1]
        for key in held.keys:
            self.keys[key] -= 1
        for key in gone:
            del self.keys[key]
        return gone

    def _sum(self, held: Held, sign: int) -> None:
        self._span = None
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

    def span(self) -> tuple[datetime, datetime]:
        """First and last time of what is told. Reposts tell nothing new, and an old story put online again has no date."""
        if self._span is not None:
            return self._span
        times = [m.at for m in self.members.values() if m.relation is not Relation.REPOST]
        times = times or [m.at for m in self.members.values()]
        self._span = min(times), max(times)
        return self._span

    def tells_other_days(self, told: Days | None) -> bool:
        """Whether days are stated on both sides and none is common."""
        stated = [m.told for m in self.members.values() if m.told]
        if told is None or not stated:
            return False
        return all(told[1] < first or last < told[0] for first, last in stated)

    def first(self) -> Held:
        """The first member with a body, else the first one."""
        members = self.ordered
        return next((m for m in members if m.words), members[0])

    def latest_of(self, source: str, language: str) -> Held | None:
        """The latest member from one source in one language; two unknown sources are not the same one."""
        if source == "unknown":
            return None
        mine = (m for m in reversed(self.ordered) if m.neighbour.source == source and m.neighbour.language == language)
        return next(mine, None)


def overlap(mine: Iterable[int], theirs: array[int]) -> int:
    """How many values of a set are in a sorted array."""
    return len(frozenset(mine).intersection(theirs))
