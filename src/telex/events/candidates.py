"""The live index: what lies near a dispatch, in memory, one writer, rebuilt from the store at start.

Two stages (events.md section 7): the strongest terms fetch events from an inverted index, the best are rescored
exactly. A cache and nothing more: losing it loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp

from telex.events.background import Background
from telex.events.cluster import Cluster, Held, Postings, Vectors
from telex.events.near import Candidate, Near, Neighbour, Partner, Shared, weigh
from telex.events.scoring import candidate_of, compare, cosines, names_cosine, pair
from telex.events.signature import Signature, sign
from telex.events.thresholds import (
    BOILERPLATE,
    CASES,
    DECAY_DAYS,
    LONGEST_POSTING,
    OFFERED,
    PARTIAL,
    RESCORED,
    SHARED_SAMPLES,
    VERIFIED,
    Case,
)
from telex.events.vectors import Frequencies
from telex.events.when import at, issued, told
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.vocabulary import Relation

SPAN = timedelta(days=14)
VERSIONS_KEPT = 4
"""Versions of one item that can be taken back one by one: more than are ever between near and commit at once."""
CHANNELS = {"t": 0.5, "n": 0.5}
"""Weights of the first stage alone: it only has to bring the right event among the first thirty."""


class Window:
    """Events of the last days, and what has arrived in them. Not thread-safe: one owner per wire.

    `background` gives an empty wire the word counts of general news. `timed` is False for texts of which no time is
    known, not even arrival (benchmarks): no decay then, and the threshold of that case.
    """

    def __init__(self, background: Background | None = None, span: timedelta = SPAN, *, timed: bool = True) -> None:
        self._span = span
        self._timed = timed
        known = background.documents if background else 0
        self._text = Frequencies(known, background.text if background else None)
        self._names = Frequencies(known, background.names if background else None)
        self._clusters: dict[str, Cluster] = {}
        self._numbered: dict[int, Cluster] = {}
        self._items: dict[str, list[Held]] = {}
        self._held: dict[int, Held] = {}
        self._keys: Postings[tuple[str, str]] = Postings()
        self._samples: Postings[int] = Postings()
        self._hashes: Postings[bytes] = Postings()
        self._order = 0
        self._state = 0
        self._last: tuple[int, Dispatch, Signature, Vectors] | None = None

    @classmethod
    def archive(
        cls, members: Iterable[tuple[Dispatch, Place]], background: Background | None = None, *, span: timedelta = SPAN
    ) -> Window:
        """A window of its own around another date, for a dispatch that the live one does not cover.

        Shapes: dispatches with their places, in the order of their positions.
        """
        window = cls(background, span)
        for dispatch, place in members:
            window.admit(dispatch, place)
        return window

    def __len__(self) -> int:
        """Live events."""
        return len(self._clusters)

    def covers(self, at: datetime, now: datetime) -> bool:
        """Whether a time lies in the live span around now."""
        return now - self._span <= at <= now + self._span

    def near(
        self,
        dispatch: Dispatch,
        *,
        own: Member | None = None,
        evolved_from: Member | None = None,
        original: Member | None = None,
    ) -> Near:
        """What the index holds near a dispatch. Changes nothing.

        `own` = earlier membership of the item itself; `evolved_from`, `original` = membership of the items that it
        declares to update or to translate. A declared link decides alone, so nothing else is then looked up.
        """
        when = at(dispatch)
        if own or evolved_from or original:
            return Near(when, own, evolved_from, original)
        signature, vectors = self._ready(dispatch)
        return Near(
            at=when,
            identical=self._identical(dispatch, signature),
            shared=self._shared(dispatch, signature),
            candidates=self._candidates(dispatch, signature, vectors, when),
            partner=self._partner(dispatch, signature, vectors),
        )

    def admit(self, dispatch: Dispatch, place: Place) -> None:
        """Take a version in, at once, before its commit. A newer version of an item stands instead of the older one.

        A killed item stands for nothing from here on.
        """
        before = self._items.get(dispatch.id, [])
        if before:
            self._leave(before[-1])
        signature, vectors = self._ready(dispatch)
        self._order += 1
        neighbour = Neighbour(
            dispatch.id,
            place.event,
            dispatch.source,
            signature.language,
            issued(dispatch),
            dispatch.received_at.astimezone(UTC),
            self._order,
        )
        held = Held.of(neighbour, dispatch.version, place.relation, at(dispatch), told(dispatch), vectors, signature)
        self._enter(held)
        self._items[dispatch.id] = [*before[1 - VERSIONS_KEPT :], held]

    def retract(self, item_id: str, *, version: int | None = None) -> None:
        """Take an item out: all of it (killed, withdrawn, its first version not committed), or one version.

        With `version` (a later version that could not be committed) the version before stands again, exactly as it
        stood. An item or a version that is not here changes nothing.
        """
        versions = self._items.get(item_id)
        if not versions:
            return
        kept = [held for held in versions if version is not None and held.version != version]
        if len(kept) == len(versions):
            return
        if not kept or kept[-1] is not versions[-1]:
            self._leave(versions[-1])
            if kept:
                self._enter(kept[-1])
        if kept:
            self._items[item_id] = kept
        else:
            del self._items[item_id]

    def expire(self, now: datetime) -> int:
        """Drop the events whose last member is older than the span. How many went."""
        edge = now - self._span
        for item, versions in list(self._items.items()):
            if versions[-1].silent and versions[-1].neighbour.arrived < edge:
                del self._items[item]
        old = [cluster for cluster in self._clusters.values() if max(m.at for m in cluster.members.values()) < edge]
        for cluster in old:
            for held in cluster.ordered:
                self.retract(held.neighbour.id)
        return len(old)

    def _ready(self, dispatch: Dispatch) -> tuple[Signature, Vectors]:
        """Signature and vectors, kept from `near` to `admit` as long as nothing else came between."""
        if self._last and self._last[0] == self._state and self._last[1] is dispatch:
            return self._last[2], self._last[3]
        signature = sign(dispatch)
        vectors = Vectors.of(
            self._text.weigh(signature.text, own=1, common=False),
            self._text.weigh(signature.head, own=1, common=True),
            self._names.weigh(signature.names, own=1, common=False),
        )
        self._last = (self._state, dispatch, signature, vectors)
        return signature, vectors

    def _enter(self, held: Held) -> None:
        self._state += 1
        if held.silent:
            return
        order = held.neighbour.order
        self._text.add(held.text.terms)
        self._names.add(held.names.terms)
        cluster = self._clusters.get(held.neighbour.event)
        if cluster is None:
            cluster = Cluster(held.neighbour.event, order)
            self._clusters[cluster.id] = self._numbered[order] = cluster
        for key in cluster.add(held):
            self._keys.add(key, cluster.order)
        for shingle in held.sample:
            self._samples.add(shingle, order)
        if held.body_hash is not None:
            self._hashes.add(held.body_hash, order)
        self._held[order] = held

    def _leave(self, held: Held) -> None:
        self._state += 1
        if held.silent:
            return
        order = held.neighbour.order
        del self._held[order]
        if held.body_hash is not None:
            self._hashes.remove(held.body_hash, order)
        for shingle in held.sample:
            self._samples.remove(shingle, order)
        cluster = self._clusters[held.neighbour.event]
        for key in cluster.remove(held):
            self._keys.remove(key, cluster.order)
        if not cluster.members:
            del self._clusters[cluster.id], self._numbered[cluster.order]
        self._names.remove(held.names.terms)
        self._text.remove(held.text.terms)

    def _identical(self, dispatch: Dispatch, signature: Signature) -> Neighbour | None:
        if signature.body_hash is None:
            return None
        found = (self._held[order].neighbour for order in self._hashes.get(signature.body_hash))
        others = (neighbour for neighbour in found if neighbour.id != dispatch.id)
        return min(others, key=lambda neighbour: neighbour.order, default=None)

    def _shared(self, dispatch: Dispatch, signature: Signature) -> tuple[Shared, ...]:
        """Texts that share wording: found by sampled 3-word shingles, verified on all 5-word shingles."""
        if not signature.shingles:
            return ()
        hits = self._hits(signature)
        found = []
        for order, count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:VERIFIED]:
            held = self._held[order]
            needed = min(SHARED_SAMPLES, (min(len(signature.sample), len(held.sample)) + 2) // 3)
            if held.neighbour.id != dispatch.id and held.shingles and count >= needed:
                found.append(compare(signature, held))
        kept = [shared for shared in found if max(shared.of_this, shared.of_that) >= PARTIAL]
        return tuple(sorted(kept, key=lambda s: (-max(s.of_this, s.of_that), s.neighbour.order)))

    def _hits(self, signature: Signature) -> Counter[int]:
        """How many sampled shingles each text shares. Furniture fetches nothing, unless there is nothing else.

        Then the earliest texts that hold it are looked at: two hundred copies of one text make all of it furniture.
        """
        rare: Counter[int] = Counter()
        common: list[list[int]] = []
        for shingle in signature.sample:
            orders = self._samples.get(shingle)
            if len(orders) <= BOILERPLATE:
                rare.update(orders)
            else:
                common.append(sorted(orders)[:BOILERPLATE])
        if not rare or max(rare.values()) < SHARED_SAMPLES:
            for early in common:
                rare.update(early)
        return rare

    def _candidates(
        self, dispatch: Dispatch, signature: Signature, vectors: Vectors, when: datetime
    ) -> tuple[Candidate, ...]:
        scored = []
        for cluster in self._fetch(vectors):
            name = self._case(signature, cluster)
            case: Case = getattr(CASES, name)
            three = cosines(cluster, vectors, signature.language)
            decay = self._decay(cluster, when)
            scored.append((cluster, (name, case), (weigh(case, three, decay), three, decay)))
        scored.sort(key=lambda row: (-row[2][0], row[0].order))
        return tuple(
            candidate_of(cluster, case, score, dispatch, signature, vectors)
            for cluster, case, score in scored[:OFFERED]
            if score[0] > 0
        )

    def _fetch(self, vectors: Vectors) -> list[Cluster]:
        """First stage: events that share strong terms, the most promising ones."""
        weights: dict[int, float] = {}
        for key in vectors.index_keys():
            orders = self._keys.get(key)
            if not orders or len(orders) > LONGEST_POSTING:
                continue
            vector = vectors.text if key[0] == "t" else vectors.names
            weight = CHANNELS[key[0]] * vector[key[1]] ** 2
            for order in orders:
                weights[order] = weights.get(order, 0.0) + weight
        best = sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:RESCORED]
        return [self._numbered[order] for order, _ in best]

    def _case(self, signature: Signature, cluster: Cluster) -> str:
        if cluster.texts and signature.language not in cluster.texts:
            return "crossing"
        if not signature.words or not cluster.bodies:
            return "headline"
        return "timed" if self._timed else "untimed"

    def _decay(self, cluster: Cluster, when: datetime) -> float:
        if not self._timed:
            return 1.0
        first, last = cluster.span()
        gap = max((first - when).total_seconds(), (when - last).total_seconds(), 0.0)
        return exp(-((gap / 86_400 / DECAY_DAYS) ** 2) / 2)

    def _partner(self, dispatch: Dispatch, signature: Signature, vectors: Vectors) -> Partner | None:
        """The most similar text in another language, sought only for a dispatch that credits a translation."""
        credit = dispatch.translation
        if credit is None or (credit.language is None and credit.translator is None):
            return None
        wanted = credit.language.split("-")[0].lower() if credit.language else None
        best: tuple[float, Held] | None = None
        for cluster in self._fetch(replace(vectors, text={})):
            for held in cluster.ordered[:RESCORED]:
                spoken = held.neighbour.language
                if spoken == signature.language or (wanted and spoken != wanted) or held.relation is Relation.REPOST:
                    continue
                cosine = names_cosine(held, vectors)
                if held.neighbour.id != dispatch.id and (best is None or cosine > best[0]):
                    best = (cosine, held)
        return None if best is None else pair(best[1], best[0], signature)
