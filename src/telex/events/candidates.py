"""The live index: what lies near a dispatch, in memory, one writer, rebuilt from the store at start.

Two stages (events.md section 7): the strongest terms fetch events from an inverted index, the best are rescored
exactly. A cache and nothing more: losing it loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from heapq import nsmallest
from math import exp

from telex.events.background import Background
from telex.events.cluster import Cluster, Held, IndexKey, Vectors
from telex.events.live import Live
from telex.events.near import Candidate, Near, Neighbour, Noticed, Partner, Shared, weigh
from telex.events.scoring import candidate_of, compare, cosines, names_cosine, pair
from telex.events.signature import Signature, sign
from telex.events.thresholds import (
    BOILERPLATE,
    CASES,
    DECAY_DAYS,
    FETCHED,
    GREY,
    LONGEST_POSTING,
    OFFERED,
    PARTIAL,
    PARTNERS,
    RESCORED,
    SHARED_SAMPLES,
    VERIFIED,
    Case,
)
from telex.events.when import Days, at, issued, named
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.vocabulary import Relation

SPAN = timedelta(days=14)
CHANNELS = {"t": 0.5, "n": 0.5}
"""Weights of the first stage alone: it only has to bring the right event among the first thirty."""
Scored = tuple[float, tuple[float, float, float], float]
"""Score, nearness of the three channels, decay."""


class Window:
    """Events of the last days, and what has arrived in them. Not thread-safe: one owner per wire.

    `background` gives an empty wire the word counts of general news. `timed` is False for texts of which no time is
    known, not even arrival (benchmarks): no decay then, and the threshold of that case.
    """

    def __init__(self, background: Background | None = None, span: timedelta = SPAN, *, timed: bool = True) -> None:
        self._live = Live(background, span, timed=timed)
        self._order = 0
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
        return len(self._live.clusters)

    def covers(self, at: datetime, now: datetime) -> bool:
        """Whether a time lies in the live span around now."""
        return now - self._live.span <= at <= now + self._live.span

    def near(
        self,
        dispatch: Dispatch,
        *,
        own: Member | None = None,
        evolved_from: Member | None = None,
        original: Member | None = None,
        noticed: Noticed | None = None,
        bound: Member | None = None,
        barred: frozenset[str] = frozenset(),
    ) -> Near:
        """What the index holds near a dispatch. Changes nothing.

        `own` = earlier membership of the item itself; `evolved_from`, `original` = membership of the items that it
        declares to update or to translate; `noticed` = what a notice in its text concerns. A declared link decides
        alone, so nothing else is then looked up. `bound`, `barred` = an editor's rulings: the dispatch whose event it
        belongs to, and the events that it must not be put into.
        """
        when = at(dispatch)
        if own or evolved_from or original:
            return Near(when, own, evolved_from, original, bound=bound, barred=barred)
        signature, vectors = self._ready(dispatch)
        return Near(
            at=when,
            noticed=noticed,
            bound=bound,
            barred=barred,
            identical=self._identical(dispatch, signature, barred),
            shared=self._shared(dispatch, signature),
            candidates=self._candidates(dispatch, signature, vectors, when, barred),
            partner=self._partner(dispatch, signature, vectors),
        )

    def admit(self, dispatch: Dispatch, place: Place) -> None:
        """Take a version in, at once, before its commit. A newer version of an item stands instead of the older one.

        A killed item stands for nothing from here on.
        """
        self._live.put(dispatch.id, lambda: self._hold(dispatch, place))

    def _hold(self, dispatch: Dispatch, place: Place) -> Held:
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
        return Held.of(
            neighbour, dispatch.version, place.relation, at(dispatch), self._days(dispatch), vectors, signature
        )

    def _days(self, dispatch: Dispatch) -> tuple[Days, ...]:
        """Days count from a day of arrival: where that says nothing, they say nothing either."""
        return named(dispatch) if self._live.timed else ()

    def retract(self, item_id: str, *, version: int | None = None) -> None:
        """Take an item out: all of it (killed, withdrawn, its first version not committed), or one version.

        With `version` (a later version that could not be committed) the version before stands again, exactly as it
        stood. An item or a version that is not here changes nothing.
        """
        self._live.take(item_id, version)

    def move(self, item_id: str, event: str) -> None:
        """Put an item into another event, perhaps a new one: an editor's merge, split or move. Exact.

        An item that is not here changes nothing.
        """
        self._live.change(item_id, event=event)

    def relabel(self, item_id: str, relation: Relation) -> None:
        """Give an item another relation. One that becomes a kill stands for nothing, one that was a kill stands again."""
        self._live.change(item_id, relation=relation)

    def expire(self, now: datetime) -> int:
        """Drop the events whose last member is older than the span. How many went.

        Looks at what goes and at what grew since it was last due, never at all that is live.
        """
        return self._live.expire(now - self._live.span)

    def _ready(self, dispatch: Dispatch) -> tuple[Signature, Vectors]:
        """Signature and vectors, kept from `near` to `admit` as long as nothing else came between."""
        if self._last and self._last[0] == self._live.state and self._last[1] is dispatch:
            return self._last[2], self._last[3]
        signature = sign(dispatch)
        live = self._live
        vectors = Vectors.of(
            live.text.weigh(signature.text, own=1, common=False),
            live.text.weigh(signature.head, own=1, common=True),
            live.names.weigh(signature.names, own=1, common=False),
        )
        self._last = (live.state, dispatch, signature, vectors)
        return signature, vectors

    def _identical(self, dispatch: Dispatch, signature: Signature, barred: frozenset[str]) -> Neighbour | None:
        """The earliest text with the same body: the first of a list that is in order of admission."""
        if signature.body_hash is None:
            return None
        found = (self._live.held[order].neighbour for order in self._live.hashes.get(signature.body_hash))
        return next((one for one in found if one.id != dispatch.id and one.event not in barred), None)

    def _shared(self, dispatch: Dispatch, signature: Signature) -> tuple[Shared, ...]:
        """Texts that share wording: found by sampled 3-word shingles, verified on all 5-word shingles."""
        if not signature.shingles:
            return ()
        live, found = self._live, []
        for held in self._verified(self._hits(signature), len(signature.sample)):
            if held.neighbour.id != dispatch.id and held.shingles:
                oldest = live.clusters[held.neighbour.event].oldest
                rooted = held.relation is not Relation.REPOST or held.neighbour.order == oldest
                found.append(compare(signature, held, rooted=rooted))
        kept = [shared for shared in found if max(shared.of_this, shared.of_that) >= PARTIAL]
        return tuple(sorted(kept, key=lambda s: (-max(s.of_this, s.of_that), s.neighbour.order)))

    def _verified(self, hits: Counter[int], sampled: int) -> list[Held]:
        """The texts that share most, if they share enough; and where they are copies, those that began their event."""
        held = self._live.held
        floor = min(sorted(hits.values(), reverse=True)[:VERIFIED], default=0)
        best = sorted([(-count, order) for order, count in hits.items() if count >= floor])[:VERIFIED]
        chosen = {order: held[order] for _, order in best if _enough(hits[order], sampled, held[order])}
        for one in tuple(chosen.values()):
            cluster = self._live.clusters[one.neighbour.event]
            for root in (cluster.oldest, cluster.story().neighbour.order):
                if root in hits and _enough(hits[root], sampled, held[root]):
                    chosen[root] = held[root]
        return list(chosen.values())

    def _hits(self, signature: Signature) -> Counter[int]:
        """How many sampled shingles each text shares. Furniture fetches nothing, unless there is nothing else.

        Then the earliest texts that hold it are looked at: two hundred copies of one text make all of it furniture.
        """
        rare: Counter[int] = Counter()
        common: list[Sequence[int]] = []
        for shingle in signature.sample:
            orders = self._live.samples.get(shingle)
            if len(orders) <= BOILERPLATE:
                rare.update(orders)
            else:
                common.append(orders[:BOILERPLATE])
        if not rare or max(rare.values()) < SHARED_SAMPLES:
            for early in common:
                rare.update(early)
        return rare

    def _candidates(
        self, dispatch: Dispatch, signature: Signature, vectors: Vectors, when: datetime, barred: frozenset[str]
    ) -> tuple[Candidate, ...]:
        scored: list[tuple[Cluster, tuple[str, Case], Scored]] = []
        for cluster in self._fetch(vectors.keys, vectors):
            if cluster.id in barred:
                continue
            name = self._case(signature, cluster)
            case: Case = getattr(CASES, name)
            three = cosines(cluster, vectors, signature.language)
            decay = self._decay(cluster, when)
            scored.append((cluster, (name, case), (weigh(case, three, decay), three, decay)))
        scored.sort(key=lambda row: (-row[2][0], row[0].oldest))
        days = self._days(dispatch)
        return tuple(
            candidate_of(
                cluster, case, score, dispatch, signature, vectors, days,
                shown=rank == 0 or score[0] >= case[1].tau - GREY,
            )
            for rank, (cluster, case, score) in enumerate(scored[:OFFERED])
            if score[0] > 0
        )  # fmt: skip

    def _fetch(self, keys: Iterable[IndexKey], vectors: Vectors) -> list[Cluster]:
        """First stage: events that share strong terms, the most promising ones.

        The rarest terms are asked first, and no more once `FETCHED` events were named: the work does not grow with
        the number of live events.
        """
        lists = [(key, orders) for key in keys if (orders := self._live.keys.get(key))]
        lists.sort(key=lambda row: (len(row[1]), row[0]))
        weights: dict[int, float] = {}
        named = 0
        for key, orders in lists:
            named += len(orders)
            if len(orders) > LONGEST_POSTING or named > FETCHED:
                break
            vector = vectors.text if key[0] == "t" else vectors.names
            weight = CHANNELS[key[0]] * vector[key[1]] ** 2
            for order in orders:
                weights[order] = weights.get(order, 0.0) + weight
        numbered = self._live.numbered
        floor = min(sorted(weights.values(), reverse=True)[:RESCORED], default=0.0)
        best = [(-weight, numbered[number].oldest, number) for number, weight in weights.items() if weight >= floor]
        return [numbered[number] for _, _, number in sorted(best)[:RESCORED]]

    def _case(self, signature: Signature, cluster: Cluster) -> str:
        if cluster.texts and signature.language not in cluster.texts:
            return "crossing"
        if not signature.words or not cluster.bodies:
            return "headline"
        return "timed" if self._live.timed else "untimed"

    def _decay(self, cluster: Cluster, when: datetime) -> float:
        if not self._live.timed:
            return 1.0
        first, last = cluster.span()
        gap = max((first - when).total_seconds(), (when - last).total_seconds(), 0.0)
        return exp(-((gap / 86_400 / DECAY_DAYS) ** 2) / 2)

    def partners(self, dispatch: Dispatch, *, limit: int) -> tuple[Partner, ...]:
        """Texts in other languages most like the dispatch by names and numbers, best first. Changes nothing, decides nothing."""
        signature, vectors = self._ready(dispatch)
        found = nsmallest(
            limit, self._abroad(dispatch, signature, vectors), key=lambda row: (-row[0], row[1].neighbour.order)
        )
        return tuple(pair(held, cosine, signature) for cosine, held in found if cosine > 0)

    def _partner(self, dispatch: Dispatch, signature: Signature, vectors: Vectors) -> Partner | None:
        """The most similar text in another language."""
        best = max(self._abroad(dispatch, signature, vectors), key=lambda row: row[0], default=None)
        return None if best is None else pair(best[1], best[0], signature)

    def _abroad(self, dispatch: Dispatch, signature: Signature, vectors: Vectors) -> Iterator[tuple[float, Held]]:
        """Texts in another language, in the credited one when the dispatch credits one, with the cosine of their names."""
        credit = dispatch.translation
        wanted = credit.language.split("-")[0].lower() if credit and credit.language else None
        if not signature.words or not self._live.languages.keys() - {signature.language}:
            return
        for cluster in self._fetch((key for key in vectors.keys if key[0] == "n"), vectors):
            for held in cluster.others(signature.language, PARTNERS):
                if (wanted and held.neighbour.language != wanted) or held.relation is Relation.REPOST:
                    continue
                if held.neighbour.id != dispatch.id:
                    yield names_cosine(held, vectors), held


def _enough(shared: int, sampled: int, held: Held) -> bool:
    """Whether a text shares enough sampled shingles to be verified: a text of few needs a third of them."""
    return shared >= min(SHARED_SAMPLES, (min(sampled, len(held.sample)) + 2) // 3)
