"""What one viewer may read: the one way from the store to any exit.

Every list, page, feed, count, search and stream is made of `Seen` values. The dispatch inside has been through the
gate and holds only what may leave, so an exit cannot show what it was never given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from telex.delivery.seen import Copy, Count, EventView, Page, Question, Seen
from telex.events.timeline import linked_date
from telex.model.company import Viewer
from telex.model.delivery import LogEntry
from telex.model.dispatch import Dispatch
from telex.model.facts import EventDate, Field
from telex.model.record import Held, Selection, Stored, grants_for
from telex.model.vocabulary import Channel, Kind, PubStatus
from telex.routing import fts
from telex.routing.document import words_of
from telex.routing.entitlement import Verdict, may
from telex.routing.language.query import Query
from telex.routing.matching import naive
from telex.routing.projection import project
from telex.routing.standing import is_product
from telex.store.store import Store

COUNT_CAP = 1_000
"""A count of search results stops here and says so: each candidate is checked on what the viewer may see."""
RECENT = 500
"""Recorded versions kept between two rows of the log, so that a hundred streams read each once."""
SCAN_MOST = 5_000
"""Candidates looked at for one page, about 3 s of a core: a search that matches almost nothing gives a short page with a
cursor to go on from, instead of keeping a request open over the whole archive."""
SCAN = 200
"""Candidates read at once while searching."""


class Reader:
    """Reads for viewers. The clock is the store's: it never runs backwards.

    `pending` = blocks whose rows are not in the store yet (`Book.pending`): they are asked here until they are.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], pending: Mapping[str, Query] | None = None) -> None:
        self.store = store
        self.clock = clock
        self._pending: Mapping[str, Query] = pending if pending is not None else {}
        self._head = -1
        self._recent: dict[str, Stored | None] = {}

    async def live(
        self, viewer: Viewer, channel: Channel, question: Question, *, before: int | None = None, limit: int = 50
    ) -> Page:
        """The live list and the search: newest item first."""
        now, cursor, looked = self.clock(), before, 0
        found: list[Seen] = []
        selection = self.selection(viewer, channel, question, now)
        while len(found) < limit and looked < SCAN_MOST:
            step = SCAN if question.query else limit
            rows = await self.store.dispatches.live(selection, before=cursor, limit=step)
            looked += len(rows)
            for row in rows:
                cursor = row.first_position
                await asyncio.sleep(0)  # reads do not suspend: a long search would keep everybody waiting
                seen = await self.see(viewer, row, channel, now)
                if seen is not None and self._answers(seen, question, now):
                    found.append(seen)
                    if len(found) == limit:
                        break
            if len(rows) < step and len(found) < limit:
                return Page(tuple(found), None)
        return Page(tuple(found), cursor)

    async def changed(
        self, viewer: Viewer, channel: Channel, question: Question, *, after: int, limit: int = 50
    ) -> Page:
        """The pull: newest versions that changed after a position, in log order. `next` is always a cursor to go on from."""
        now, cursor, looked = self.clock(), after, 0
        found: list[Seen] = []
        selection = replace(self.selection(viewer, channel, question, now), without=viewer.filters)
        head = await self.store.head()
        while len(found) < limit and looked < SCAN_MOST:
            rows = await self.store.dispatches.changed(selection, after=cursor, limit=SCAN)
            looked += len(rows)
            for row in rows:
                cursor = row.position
                await asyncio.sleep(0)
                seen = await self.see(viewer, row, channel, now)
                if seen is not None and self._answers(seen, question, now):
                    found.append(seen)
                    if len(found) == limit:
                        break
            if len(rows) < SCAN and len(found) < limit:
                return Page(tuple(found), max(cursor, head))
        return Page(tuple(found), cursor)

    async def one(self, viewer: Viewer, channel: Channel, id: str) -> Seen | None:
        """The newest version of an item, by id."""
        stored = await self.store.dispatches.newest(id)
        return await self.see(viewer, stored, channel, self.clock()) if stored else None

    async def by_uri(self, viewer: Viewer, channel: Channel, uri: str) -> Seen | None:
        stored = await self.store.dispatches.by_uri(uri)
        return await self.see(viewer, stored, channel, self.clock()) if stored else None

    async def versions(self, viewer: Viewer, channel: Channel, id: str) -> list[Seen]:
        """Every version that the viewer may see, ascending. None at all unless he may see the newest."""
        if await self.one(viewer, channel, id) is None:
            return []
        now = self.clock()
        seen = [await self.see(viewer, s, channel, now) for s in await self.store.dispatches.versions(id)]
        return [s for s in seen if s is not None]

    async def entry(self, viewer: Viewer, channel: Channel, entry: LogEntry) -> Seen | None:
        """What a log row means to a viewer on a stream; None when it is nothing to him."""
        if entry.item is None or entry.kind in (Kind.MARK, Kind.ENTITLE):
            return None
        stored = await self._fresh(f"at {entry.position}", lambda: self.store.dispatches.at(entry.position))
        if stored is None:
            return None
        seen = await self.see(viewer, stored, channel, self.clock())
        if seen is None:
            return None
        if seen.killed and entry.kind is not Kind.KILL:
            return None  # its own row was erased since; the kill's row comes later in the log
        return seen if seen.killed or viewer.filters.isdisjoint(stored.carried) else None

    async def advance(self, viewer: Viewer) -> list[Copy]:
        """What the desk has opened before its hour and this viewer may have, the next hour first."""
        now = self.clock()
        copies = [await self._copy(viewer, held, now) for held in await self.store.holds.offered()]
        return [copy for copy in copies if copy is not None]

    async def one_advance(self, viewer: Viewer, hold: str) -> Copy | None:
        """One of them, by hold id."""
        return next((copy for copy in await self.advance(viewer) if copy.hold == hold), None)

    async def _copy(self, viewer: Viewer, held: Held, now: datetime) -> Copy | None:
        d = held.dispatch
        carried = self._asked(viewer, d, held.advance or frozenset(), None, now)
        verdict = may(viewer, d, carried, Channel.ADVANCE, now)
        projected = project(d, verdict)
        if projected is None or held.advance is None or d.embargo is None or d.embargo.until is None:
            return None
        public = await self._fresh(d.id, lambda: self.store.dispatches.newest(d.id))
        if public is not None and public.dispatch.pubstatus is not PubStatus.USABLE:
            return None  # what it corrects was withheld since
        shown = await self._unlinked(viewer, d, projected, Channel.API, now)
        return Copy(held.id, shown, verdict, d.embargo.until)

    async def event(self, viewer: Viewer, channel: Channel, id: str) -> EventView | None:
        """None unless the viewer may see the text of at least one member."""
        now = self.clock()
        rows = await self.store.events.members(id)
        seen = [s for row in rows if (s := await self.see(viewer, row, channel, now)) is not None]
        texts = [s for s in seen if s.verdict.text]
        if not texts:
            return None
        dated = tuple(replace(s, day=self._day(s, texts)) for s in seen)
        return EventView(id, texts[0].dispatch.headline, dated)

    async def count(self, viewer: Viewer, channel: Channel, question: Question) -> Count:
        """How many texts the viewer may see. With a query each candidate is checked, up to COUNT_CAP."""
        question = replace(question, texts_only=True)
        if question.query is None and viewer.blocks.isdisjoint(self._pending):
            now = self.clock()
            return Count(await self.store.dispatches.count(self.selection(viewer, channel, question, now)))
        page = await self.live(viewer, channel, question, limit=COUNT_CAP)
        return Count(len(page.items), exact=page.next is None)

    async def _fresh(self, key: str, fetch: Callable[[], Awaitable[Stored | None]]) -> Stored | None:
        """A recorded version, read once for all viewers as long as nothing was appended to the log.

        Whatever changes a version, its carriers or its status is a row of the log, so the head says whether it is
        fresh. Only what is stored is shared; the verdict and the projection are each viewer's own.
        """
        head = await self.store.head()
        if head != self._head or len(self._recent) > RECENT:
            self._head, self._recent = head, {}
        if key not in self._recent:
            found = await fetch()
            if head == self._head:
                self._recent[key] = found
            return found
        return self._recent[key]

    def selection(self, viewer: Viewer, channel: Channel, q: Question, now: datetime) -> Selection:
        """The question beside the viewer's rights. His content filters count where nothing is searched for."""
        return Selection(
            now=now, desk=viewer.desk, grants=grants_for(viewer, channel), active=viewer.active, blocks=viewer.blocks,
            without=viewer.filters if q.query is None and q.event is None else frozenset(), product=q.product,
            language=q.language, urgency=q.urgency, source=q.source, event=q.event,
            texts_only=q.texts_only or q.query is not None,
            match=fts.match_expression(q.query) if q.query is not None else None,
        )  # fmt: skip

    @staticmethod
    def _answers(seen: Seen, question: Question, now: datetime) -> bool:
        """Whether a query is true of what the viewer may see: nobody can probe a text that he is not given."""
        if question.query is None:
            return True
        if not seen.verdict.text:
            return False
        return naive.matches(question.query, words_of(seen.dispatch, event=seen.event, arrived=seen.at), now)

    async def see(self, viewer: Viewer, stored: Stored, channel: Channel, now: datetime) -> Seen | None:
        """A recorded version through the gate: what of it this viewer may have, or None."""
        verdict = self._judge(viewer, stored, channel, now)
        projected = project(stored.dispatch, verdict, desk=viewer.desk)
        if projected is None:
            return None
        seen = Seen(
            projected, verdict, stored.position, stored.first_position, stored.at, stored.kind, stored.newest,
            products=frozenset(filter(is_product, stored.carried)) if viewer.desk else frozenset(verdict.products),
        )  # fmt: skip
        return await self._relate(viewer, stored, seen, channel, now)

    def _judge(self, viewer: Viewer, stored: Stored, channel: Channel, now: datetime) -> Verdict:
        event = stored.member.event if stored.member is not None else None
        carried = self._asked(viewer, stored.dispatch, stored.carried, event, stored.at)
        return may(viewer, stored.dispatch, carried, channel, now)

    def _asked(
        self, viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], event: str | None, arrived: datetime
    ) -> frozenset[str]:
        """What carries a dispatch, with those blocks of the viewer that are being run over the archive just now."""
        pending = viewer.blocks & self._pending.keys()
        if not pending:
            return carried
        words = words_of(dispatch, event=event, arrived=arrived)
        return carried.union(id for id in pending if naive.matches(self._pending[id], words, arrived))

    async def _relate(self, viewer: Viewer, stored: Stored, seen: Seen, channel: Channel, now: datetime) -> Seen:
        """Event and relation, unless they would tell of a dispatch that the viewer may not see."""
        member = stored.member
        dispatch = await self._unlinked(viewer, stored.dispatch, seen.dispatch, channel, now)
        if member is None or not seen.verdict.text:
            return replace(seen, dispatch=dispatch)
        other = member.related_to if member.related_to != stored.dispatch.id else None
        if other is not None and not await self._open(viewer, other, channel, now):
            return replace(seen, dispatch=dispatch, event=member.event)
        evidence = member.evidence if viewer.desk else None
        return replace(
            seen, dispatch=dispatch, event=member.event, relation=member.relation,
            related_to=member.related_to, evidence=evidence,
        )  # fmt: skip

    async def _unlinked(
        self, viewer: Viewer, whole: Dispatch, shown: Dispatch, channel: Channel, now: datetime
    ) -> Dispatch:
        """What is shown of a dispatch, without its links to dispatches that the viewer may not see."""
        links = {whole.evolved_from, whole.translation_of} - {None}
        hidden = {id for id in links if id is not None and not await self._open(viewer, id, channel, now)}
        return replace(
            shown,
            evolved_from=None if shown.evolved_from in hidden else shown.evolved_from,
            translation_of=None if shown.translation_of in hidden else shown.translation_of,
        )

    async def _open(self, viewer: Viewer, id: str, channel: Channel, now: datetime) -> bool:
        other = await self._fresh(id, lambda: self.store.dispatches.newest(id))
        return other is not None and self._judge(viewer, other, channel, now).text

    @staticmethod
    def _day(seen: Seen, texts: Iterable[Seen]) -> Field[EventDate] | None:
        return linked_date(seen.dispatch, [t.dispatch for t in texts if t.dispatch.id != seen.dispatch.id])


__all__ = ["Copy", "Count", "EventView", "Page", "Question", "Reader", "Seen"]
