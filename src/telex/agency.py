"""The way of a dispatch, told aloud: from what arrived to what everyone entitled will receive, in one commit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from telex import desk, events, intake, reading
from telex.alerting import Alerting
from telex.desk.edit import Minted
from telex.desk.release import lift
from telex.errors import Busy, Conflict, Fault, NotFound, Stale, TelexError, TooLarge, Unreadable
from telex.intake import Limits
from telex.live import LiveEvents
from telex.model.amendment import Amendment
from telex.model.company import Source
from telex.model.dispatch import Dispatch
from telex.model.draft import Draft
from telex.model.facts import Facts
from telex.model.filing import Filed, Filing
from telex.model.record import Held, Hold, Known, Record
from telex.model.vocabulary import Act, Kind, PubStatus
from telex.opening import Progress, fill, told
from telex.reading.layout.profiles import Profiles, default_profiles, load_text
from telex.routing.book import Book
from telex.routing.route import earlier, route
from telex.settings import Settings
from telex.sources import places
from telex.store.store import Store
from telex.wire.wire import Wire

Clock = Callable[[], datetime]
NOTES = 200
"""Notes kept for the operator; older ones go first."""
TRIES = 5
"""How often a decision is taken again when another process was faster (design/delivery.md section 5)."""
PUBLIC_SHARE = 2
"""Sentences that a public summary shows of a text without a configured source."""
KINDS = {Act.CORRECT: Kind.CORRECT, Act.UPDATE: Kind.UPDATE, Act.KILL: Kind.KILL}


def wall_clock() -> datetime:
    """UTC now."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A filing that could not be taken. With `quarantine` it is kept there and can be read again."""

    code: str
    reason: str
    status: int
    quarantine: str | None = None
    name: str | None = None


class Agency:
    """One agency on one store. One per process that writes."""

    def __init__(self, store: Store, wire: Wire, book: Book, settings: Settings, clock: Clock = wall_clock) -> None:
        self.store = store
        self.wire = wire
        self.book = book
        self.settings = settings
        self.profiles: Profiles = default_profiles()
        self._places = places.gazetteer(settings.places, settings.store)
        self._clock = clock
        self._limits = Limits(max_bytes=settings.max_filing_bytes)
        self.live = LiveEvents(store, settings, clock)
        self._items: dict[str, asyncio.Lock] = {}
        self._commit: asyncio.Future[int] | None = None
        """The newest one that was begun."""
        self._timer_set = asyncio.Event()
        self.notes: list[str] = []
        """What the operator should look at: broken product queries, incomplete routes, sources that do not answer."""
        self.tell: Callable[[str], None] = lambda text: None
        """Called with each new note; `telex serve` prints it."""
        self.alerting = Alerting(store, book, settings, self.note)

    def clock(self) -> datetime:
        """UTC now, as this agency was told to measure it."""
        return self._clock()

    def note(self, text: str) -> None:
        """Something for the operator; one that repeats is kept, and told, once."""
        if text not in self.notes:
            self.notes.append(text)
            self.tell(text)
        del self.notes[:-NOTES]

    def wake_timers(self) -> None:
        """An hour was set or moved: look at the timers again at once."""
        self._timer_set.set()

    async def start(self, progress: Progress | None = None) -> None:
        """Fills the caches from the store: the order book, profiles, and the live window of events."""
        await fill(self.book, self.store, self.settings.zone, told(progress, "queries"))
        for text in (await self.store.sources.profiles()).values():
            self.profiles = self.profiles.with_added(load_text(text))
        await self.live.start(told(progress, "events"))

    async def take(self, filing: Filing) -> list[Filed | Rejection]:
        """Everything that one delivery holds: a feed is many filings. What cannot be read goes to quarantine.

        Raises TooLarge (nothing kept) and Conflict (idempotency key used for other bytes).
        """
        if len(filing.body) > self.settings.max_filing_bytes:
            raise TooLarge(
                f"{len(filing.body)} bytes are over the limit of {self.settings.max_filing_bytes}: "
                "nothing was stored; split it, or raise max_filing_bytes"
            )
        try:
            parts = intake.split(filing, self._limits)
        except Unreadable as error:
            return [await self._quarantine(filing, error)]
        answers: list[Filed | Rejection] = []
        for part in parts:
            try:
                answers.append(await self.handle(part))
            except Unreadable as error:
                answers.append(await self._quarantine(part, error))
            except (Conflict, Busy) as error:
                if len(parts) == 1:
                    raise
                answers.append(Rejection(error.code, str(error), error.status, name=part.name))
            except TelexError:
                raise
            except Exception as error:  # a fault of ours must not lose what was sent
                self.note(f"{part.name or 'a filing'}: {type(error).__name__}: {error}")
                answers.append(
                    await self._quarantine(part, Fault(f"a fault of ours while reading it ({type(error).__name__})"))
                )
        return answers

    async def handle(self, filing: Filing) -> Filed:
        """From what arrived to what everyone entitled will receive, in one commit."""
        if (answered := await self._answered(filing)) is not None:
            return answered
        source = await self.store.sources.get(filing.source) if filing.source else None
        if source is not None and filing.profile is None:
            filing = replace(filing, profile=source.profile)
        draft, facts = self.understand(filing, source)
        async with self._item(draft, filing):
            for _ in range(TRIES):
                with suppress(Stale):
                    return await self._decide(filing, source, draft, facts)
        raise Busy("others kept changing this dispatch; try again in a moment")

    def understand(self, filing: Filing, source: Source | None) -> tuple[Draft, Facts]:
        """What a filing says, with the profiles and zones of now: for its first reading and for every later one."""
        draft = intake.read(filing, self._limits)
        zone = source.timezone if source else None
        facts = reading.read(
            draft, filing.received_at, self.profiles, zone=zone, house_zone=self.settings.zone, places=self._places
        )
        return draft, facts

    async def _decide(self, filing: Filing, source: Source | None, draft: Draft, facts: Facts) -> Filed:
        known = await self._lineage(draft, filing)
        share = source.public_share if source else PUBLIC_SHARE
        minted = Minted(secrets.token_urlsafe(12), source.name if source else None, share)
        dispatch = desk.edit(draft, facts, known, filing, minted, self.clock())
        if dispatch is None:
            return self._nothing_new(known)
        if dispatch.held:  # no event, slip, search row or position
            due = dispatch.embargo.until if dispatch.embargo else None
            reason = "withheld" if dispatch.embargo is None else ("embargo" if due else "embargo_unreadable")
            relied = known.newest.dispatch.version if known.newest else None
            await self.store.hold(Hold(dispatch, self.clock(), due, filing, facts, relied, reason))
            self._timer_set.set()
            return Filed(dispatch.id, dispatch.uri, None, None, "held")
        return await self.publish(filing, facts, dispatch, known)

    async def publish(
        self, filing: Filing | None, facts: Facts | None, dispatch: Dispatch, known: Known, released: Held | None = None,
        amendments: tuple[Amendment, ...] = (),
    ) -> Filed:  # fmt: skip
        """Places and routes a version from what is public now, and commits it all at once.

        A kill notice read from the text withholds first what it names: a fall in between withholds, it does not leak.
        """
        if dispatch.kills:
            await self._on_the_disk()
        named = await self.live.concerned(dispatch)
        if named is not None and dispatch.kills and named.same_source:
            await self.withhold(named.stored.dispatch.id)
        async with self.book.placing:
            place, archived = await self.live.place(dispatch, known, named)
            now = await self.store.seen_now(self.clock())
            event = place.event if place else None
            slips = await self.store.dispatches.slips(dispatch.id) if known.newest else ()
            before = earlier(known, slips)
            chosen = route(dispatch, event, now, self.book.monitor, self.book.subscribers(), before)
            kind = self._kind(dispatch, known, released)
            unit = Record(
                dispatch, kind, now, chosen, place, events.at(dispatch), filing, facts,
                known.newest.dispatch.version if known.newest else None, released.id if released else None,
                amendments=amendments,
            )  # fmt: skip
            unit = replace(unit, alerts=await self.alerting.alerts(unit, known))
            commit = asyncio.ensure_future(self.store.record(unit))
            self._commit = commit
            self.alerting.under_way(unit.alerts, commit)
            self.live.admit(dispatch, place)
            commit.add_done_callback(lambda done: self._settle(done, dispatch))
            await asyncio.sleep(0)  # in the writer's line before anyone else may place or change what places
            if archived:  # the next one placed in this archive window must find it there
                await asyncio.wait([commit])
        position = await asyncio.shield(commit)  # a caller who hangs up does not undo what is on its way to the disk
        if chosen.incomplete:
            self.note(f"position {position}: the queries of {', '.join(chosen.incomplete)} failed")
        state = "killed" if kind is Kind.KILL else "late" if dispatch.late else "published"
        return Filed(dispatch.id, dispatch.uri, dispatch.version, position, state)

    async def _on_the_disk(self) -> None:
        """What was placed before this moment is recorded, or given up: a kill notice may be about it."""
        async with self.book.placing:
            last = self._commit
        if last is not None:
            await asyncio.wait([last])

    def _settle(self, commit: asyncio.Future[int], dispatch: Dispatch) -> None:
        """Once the commit is decided: the readers are woken, or the live index is as it was."""
        if commit.cancelled() or commit.exception() is not None:
            self.live.give_back(dispatch)
        else:
            self.wire.announce(commit.result())  # losing this loses nothing

    def _kind(self, dispatch: Dispatch, known: Known, released: Held | None) -> Kind:
        if dispatch.late:
            return Kind.MARK
        if dispatch.pubstatus is PubStatus.WITHHELD:
            return Kind.WITHDRAW
        if released is not None and known.newest is None:
            return Kind.RELEASE
        return KINDS.get(dispatch.act, Kind.PUBLISH)

    async def withhold(self, id: str) -> Filed | None:
        """Takes an item out of every reader's sight until the desk has decided; None when nobody sees it anyway."""
        return await self._restate(id, PubStatus.USABLE, PubStatus.WITHHELD)

    async def restore(self, id: str) -> Filed | None:
        """Lets readers see again what was withheld; None when it is not withheld (killed meanwhile, or usable)."""
        return await self._restate(id, PubStatus.WITHHELD, PubStatus.USABLE)

    async def _restate(self, id: str, was: PubStatus, becomes: PubStatus) -> Filed | None:
        """The newest version once more, under another status: one row of the log, no word changed."""
        for _ in range(TRIES):
            known = await self.store.dispatches.lineage(id=id, uri=None, evolved_from=None, translation_of=None)
            newest = known.newest
            if newest is None or newest.dispatch.pubstatus is not was:
                return None
            again = desk.restate(newest.dispatch, known, becomes, self.clock())
            with suppress(Stale):
                return await self.publish(None, None, again, known)
        raise Busy("others kept changing this dispatch; try again in a moment")

    async def _lineage(self, draft: Draft, filing: Filing) -> Known:
        order, declared = filing.order, draft.declared
        of = order.of if order else None
        if order is not None and order.act in (Act.CORRECT, Act.KILL):
            return await self.store.dispatches.lineage(
                id=of if of and ":" not in of else None, uri=of if of and ":" in of else None,
                evolved_from=None, translation_of=None,
            )  # fmt: skip
        return await self.store.dispatches.lineage(
            id=None,
            uri=desk.item_uri(declared.uri, filing.source),
            evolved_from=of if order and order.act is Act.UPDATE else declared.evolved_from or declared.corrects,
            translation_of=of if order and order.act is Act.TRANSLATE else declared.translation_of,
        )

    async def _answered(self, filing: Filing) -> Filed | None:
        """The stored answer to a repeated key, or to the very same bytes of the same source."""
        if filing.key is not None:
            earlier = await self.store.filings.answered(filing.source or filing.by or "", filing.key)
            if earlier is not None:
                if earlier[0] != filing.sha256:
                    raise Conflict("this Idempotency-Key was used for another filing; use a new key for new content")
                return earlier[1]
        if filing.order is not None:
            return None
        same = await self.store.filings.same(filing.source, filing.sha256)
        return replace(same, state="duplicate") if same is not None else None

    @staticmethod
    def _nothing_new(known: Known) -> Filed:
        if known.newest is None:
            raise NotFound("nothing to do: this dispatch is not on the wire")
        d = known.newest.dispatch
        return Filed(d.id, d.uri, d.version, known.newest.position, "duplicate")

    async def _quarantine(self, filing: Filing, error: TelexError) -> Rejection:
        id = await self.store.quarantine.put(
            filing, error.code, str(error), self.clock(), size=len(filing.body), sha256=filing.sha256
        )
        return Rejection(error.code, str(error), error.status, id, filing.name)

    def _item(self, draft: Draft, filing: Filing) -> asyncio.Lock:
        """One filing of an item at a time within this process; others of the wire go on."""
        of = filing.order.of if filing.order else None
        key = of or desk.item_uri(draft.declared.uri, filing.source) or filing.sha256
        if len(self._items) > 10_000:
            self._items = {k: lock for k, lock in self._items.items() if lock.locked()}
        return self._items.setdefault(key, asyncio.Lock())

    async def release(self, held: Held) -> Filed:
        """Publishes a held version now: its hour has come, or an editor lifted the embargo."""
        d = held.dispatch
        for _ in range(TRIES):
            known = await self.store.dispatches.lineage(
                id=d.id, uri=d.uri, evolved_from=d.evolved_from, translation_of=d.translation_of
            )
            with suppress(Stale):
                return await self.publish(None, None, lift(held, known, self.clock()), known, held)
            if await self.store.holds.get(held.id) is None:
                raise NotFound("this version is no longer held: it went out, or was thrown away")
        raise Busy("others kept changing this dispatch; try again in a moment")

    async def release_due(self) -> list[Filed]:
        """Publishes whatever is due, in due order; fired twice, appended once."""
        filed = []
        for timer in await self.store.timers.due(self.clock(), 100):
            held = await self.store.holds.get(timer.key)
            if held is None or held.due is None or held.due > self.clock():
                continue
            try:
                filed.append(await self.release(held))
            except TelexError as error:  # it stays due and is tried again; the others are not kept waiting
                self.note(f"release of {held.dispatch.id}: {error}")
        return filed

    async def keep_time(self) -> None:
        """Runs for ever: releases embargoed versions at their hour, never before, at once when overdue."""
        while True:
            await self.release_due()
            due = await self.store.timers.next()
            self._timer_set.clear()
            ahead = 1.0 if due is None else (due - self.clock()).total_seconds()
            pause = min(ahead, 1.0) if ahead > 0 else 1.0  # still due after a round: it failed, so not at once again
            with suppress(TimeoutError):
                await asyncio.wait_for(self._timer_set.wait(), pause)


__all__ = ["Agency", "Rejection", "wall_clock"]
