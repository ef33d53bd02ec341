"""The live events of one agency: the index in memory, what is put into it and taken out, and what a notice is about."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telex import desk, events
from telex.events import background
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Offer, Place
from telex.model.grouping import Change
from telex.model.record import Known, Selection, Stored
from telex.model.vocabulary import PubStatus, Relation
from telex.routing import fts
from telex.settings import Settings
from telex.store.store import Store

ARCHIVE_LIMIT = 500
"""Members read for a dispatch dated outside the live window; the nearest in time come first in weight anyway."""
REBUILT = 50_000
"""Members read at a start, the latest ones: a start must end. Older ones are placed against the archive."""
EXPIRE_EVERY = timedelta(minutes=1)
"""How often the live index is swept."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """The earlier dispatch that a notice in a text names."""

    stored: Stored
    same_source: bool
    """Both come from one configured source: only then does a notice read from a text decide anything."""


class LiveEvents:
    """One owner per wire: two dispatches of one event arriving together must not start two. Called under `book.placing`."""

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._background = background.load()
        self._span = timedelta(days=settings.live_days)
        self.window = events.Window(self._background, self._span, timed=settings.event_times)
        self._expired_at = clock()

    async def start(self, progress: Callable[[int], None] | None = None) -> None:
        """Fills the index from the store."""
        now = self._clock()
        members = await self._store.events.arrived(now - self._span, REBUILT)
        for n, (dispatch, place, _) in enumerate(members, 1):
            self.window.admit(dispatch, place)
            if progress is not None and n % 500 == 0:
                progress(n)

    async def concerned(self, dispatch: Dispatch) -> Concerned | None:
        """What a notice in the text names by slug or headline: among the live window's dispatches, whoever sent them."""
        match = fts.verbatim(("slugline", "headline"), desk.named(dispatch) or "")
        if match is None or dispatch.late or dispatch.pubstatus is not PubStatus.USABLE:
            return None
        now = self._clock()
        selection = Selection(now, desk=True, texts_only=True, match=match)
        found = await self._store.dispatches.live(selection, before=None, limit=desk.LOOKED_AT)
        named = desk.concerned(dispatch, [one for one in found if one.dispatch.received_at >= now - self._span])
        if named is None:
            return None
        same = named.dispatch.source == dispatch.source and await self._store.sources.get(dispatch.source) is not None
        return Concerned(named, same)

    async def place(
        self, dispatch: Dispatch, known: Known, named: Concerned | None = None
    ) -> tuple[Place | None, bool]:
        """Event, relation and evidence; and whether it was placed in the archive instead of the live window."""
        if dispatch.late:
            return None, False
        ties = await self._store.grouping.ties(dispatch.id, known, named.stored if named else None)
        window, when, now = self.window, events.at(dispatch), self._clock()
        archived = ties.own is None and self._settings.event_times and not window.covers(when, now)
        if archived:
            around = await self._store.events.around(when - self._span, when + self._span, ARCHIVE_LIMIT)
            window = events.Window.archive([(d, p) for d, p, _ in around], self._background, span=self._span)
        near = window.near(
            dispatch, own=ties.own, evolved_from=ties.evolved_from, original=ties.original,
            noticed=_noticed(dispatch, named, ties.noticed), bound=ties.bound, barred=ties.barred,
        )  # fmt: skip
        return _asking(events.place(dispatch, near, secrets.token_urlsafe(9)), near.noticed, named), archived

    def admit(self, dispatch: Dispatch, place: Place | None) -> None:
        """Into the index at once, before the commit; a kill silences the item there. A text of an old event too: no text
        of today resembles it over so much time, but one may copy it."""
        if place is not None and dispatch.pubstatus is not PubStatus.WITHHELD:
            self.window.admit(dispatch, place)
        elif not dispatch.late:
            self.window.retract(dispatch.id)
        now = self._clock()
        if now - self._expired_at > EXPIRE_EVERY:
            self._expired_at = now
            self.window.expire(now)

    def give_back(self, dispatch: Dispatch) -> None:
        """A version that could not be committed: the index is as it was."""
        self.window.retract(dispatch.id, version=dispatch.version)

    def regrouped(self, changes: Iterable[Change]) -> None:
        """The index after a ruling, before anything else is placed."""
        for change in changes:
            self.window.move(change.item, change.event)
            self.window.relabel(change.item, change.relation)


def _noticed(dispatch: Dispatch, named: Concerned | None, member: Member | None) -> events.Noticed | None:
    """What the notice concerns, as the events see it, where it stands now."""
    if named is None or member is None:
        return None
    return events.Noticed(Relation.KILL if dispatch.kills else Relation.CORRECTION, member, named.same_source)


def _asking(place: Place, noticed: events.Noticed | None, named: Concerned | None) -> Place:
    """A kill read from a text withholds, and asks the desk to confirm."""
    if noticed is None or named is None or noticed.relation is not Relation.KILL:
        return place
    ask = Offer("kill", noticed.member.event, named.stored.dispatch.id)
    return replace(place, offers=(ask, *(offer for offer in place.offers if offer.kind != "kill")))
