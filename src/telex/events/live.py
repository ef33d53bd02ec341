"""What the live index keeps, and how it goes in and out: exactly, so that what is taken back leaves no trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heappop, heappush

from telex.events.background import Background
from telex.events.cluster import Cluster, Held, IndexKey
from telex.events.postings import Postings
from telex.events.vectors import Frequencies
from telex.model.vocabulary import Relation

VERSIONS_KEPT = 4
"""Versions of one item that can be taken back one by one: more than are ever between near and commit at once."""


class Live:
    """The events of the last days, their members, and the lists that find them."""

    def __init__(self, background: Background | None, span: timedelta, *, timed: bool) -> None:
        known = background.documents if background else 0
        self.span = span
        self.timed = timed
        self.text = Frequencies(known, background.text if background else None)
        self.names = Frequencies(known, background.names if background else None)
        self.clusters: dict[str, Cluster] = {}
        self.numbered: dict[int, Cluster] = {}
        self.items: dict[str, list[Held]] = {}
        """The last versions of each item, newest last."""
        self.held: dict[int, Held] = {}
        self.keys: Postings[IndexKey] = Postings()
        self.samples: Postings[int] = Postings()
        self.hashes: Postings[bytes] = Postings()
        self.languages: Counter[str] = Counter()
        self.state = 0
        """Changes whenever anything here does."""
        self._numbers = 0
        self._deadlines: list[tuple[datetime, int]] = []
        self._silenced: list[tuple[datetime, str]] = []

    def put(self, item: str, make: Callable[[], Held]) -> None:
        """A version stands instead of the one before, and is made when that one is no longer counted."""
        versions = self.items.get(item, [])
        if versions:
            self._leave(versions[-1])
            self._shrunk(versions[-1])
        held = make()
        self._enter(held)
        self.items[item] = [*versions[1 - VERSIONS_KEPT :], held]

    def take(self, item: str, version: int | None) -> None:
        """An item goes, or one version of it, and the version before stands again."""
        versions = self.items.get(item)
        if not versions:
            return
        kept = [held for held in versions if version is not None and held.version != version]
        if len(kept) == len(versions):
            return
        if not kept or kept[-1] is not versions[-1]:
            self._leave(versions[-1])
            if kept:
                self._enter(kept[-1])
            self._shrunk(versions[-1])
        if kept:
            self.items[item] = kept
        else:
            del self.items[item]

    def change(self, item: str, *, event: str | None = None, relation: Relation | None = None) -> None:
        """Every kept version of an item under another event, the newest one under another relation."""
        versions = self.items.get(item)
        if not versions:
            return
        self._leave(versions[-1])
        self._shrunk(versions[-1])
        if event is not None:
            versions = [replace(held, neighbour=replace(held.neighbour, event=event)) for held in versions]
        if relation is not None:
            versions[-1] = replace(versions[-1], relation=relation, silent=relation is Relation.KILL)
        self.items[item] = versions
        self._enter(versions[-1])

    def expire(self, edge: datetime) -> int:
        """Events whose last member is older go. Work: what goes, and what was touched since it was last looked at."""
        while self._silenced and self._silenced[0][0] < edge:
            _, item = heappop(self._silenced)
            versions = self.items.get(item)
            if versions and versions[-1].silent and versions[-1].neighbour.arrived < edge:
                del self.items[item]
        gone = 0
        while self._deadlines and self._deadlines[0][0] < edge:
            _, number = heappop(self._deadlines)
            cluster = self.numbered.get(number)
            if cluster is None:
                continue
            if (latest := self._latest(cluster)) >= edge:
                heappush(self._deadlines, (latest, number))
                continue
            for held in reversed(cluster.ordered):
                self._leave(held)
                del self.items[held.neighbour.id]
            gone += 1
        return gone

    def _latest(self, cluster: Cluster) -> datetime:
        """When it was last heard of: a text of an old event stays as long as any other, for who copies it."""
        arrived = max(held.neighbour.arrived for held in cluster.members.values())
        return max(arrived, max(held.at for held in cluster.members.values())) if self.timed else arrived

    def _shrunk(self, held: Held) -> None:
        """An event that lost a member may go earlier."""
        cluster = self.clusters.get(held.neighbour.event)
        if cluster is not None:
            heappush(self._deadlines, (self._latest(cluster), cluster.number))

    def _enter(self, held: Held) -> None:
        self.state += 1
        if held.silent:
            heappush(self._silenced, (held.neighbour.arrived, held.neighbour.id))
            return
        order = held.neighbour.order
        cluster = self.clusters.get(held.neighbour.event)
        born = cluster is None
        if cluster is None:
            self._numbers += 1
            cluster = Cluster(held.neighbour.event, self._numbers)
            self.clusters[cluster.id] = self.numbered[cluster.number] = cluster
        fresh = cluster.add(held)
        if born:
            heappush(self._deadlines, (self._latest(cluster), cluster.number))
        self.text.add(fresh.text, born=born)
        self.names.add(fresh.names, born=born)
        for key in fresh.keys:
            self.keys.add(key, cluster.number)
        for shingle in held.sample:
            self.samples.add(shingle, order)
        if held.body_hash is not None:
            self.hashes.add(held.body_hash, order)
        self.languages[held.neighbour.language] += 1
        self.held[order] = held

    def _leave(self, held: Held) -> None:
        self.state += 1
        if held.silent:
            return
        order = held.neighbour.order
        del self.held[order]
        self.languages[held.neighbour.language] -= 1
        if not self.languages[held.neighbour.language]:
            del self.languages[held.neighbour.language]
        if held.body_hash is not None:
            self.hashes.remove(held.body_hash, order)
        for shingle in held.sample:
            self.samples.remove(shingle, order)
        cluster = self.clusters[held.neighbour.event]
        lost = cluster.remove(held)
        for key in lost.keys:
            self.keys.remove(key, cluster.number)
        gone = not cluster.members
        self.text.remove(lost.text, gone=gone)
        self.names.remove(lost.names, gone=gone)
        if gone:
            del self.clusters[cluster.id], self.numbered[cluster.number]
