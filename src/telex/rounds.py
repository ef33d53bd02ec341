"""The rounds of one process: embargoes at their hour, feeds polled, folders swept. A fault is noted, never fatal."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from telex.agency import Rejection
from telex.errors import Busy, Invalid, StoreFull, TelexError, TooLarge, Unreadable
from telex.house import House
from telex.model.company import Source
from telex.model.filing import Filing
from telex.naming.names import Names
from telex.office import check_id
from telex.reading.layout.profiles import load_text
from telex.sources.fetch import Oversized
from telex.sources.folder import sweep
from telex.sources.poll import Validators, poll

TICK = 1.0
"""Seconds between two looks at what is due; a folder is swept each time."""
AT_ONCE = 4
"""Feeds polled at the same time: their bodies are held in memory."""
PAUSE = 5.0
"""Seconds before a round that failed starts again."""
KINDS = ("push", "feed", "folder")
LEAST_EVERY = 30
WARN_EVERY = 3_600.0
"""Seconds between two looks at which entitlements end."""
RENEW_EVERY = 3_600.0
"""Seconds between two times that standing queries are anchored anew; it saved a third of the candidates of 100,000."""
BETWEEN = 0.05
"""Seconds left to others after each hundred of them."""


class Rounds:
    """Runs until cancelled; `notes` of the agency tell what went wrong. `pause` = seconds before a broken round restarts.

    `names`: texts that are out are read by its model too; None = by no model.
    """

    def __init__(self, house: House, names: Names | None = None, *, pause: float = PAUSE) -> None:
        self.house = house
        self._names = names
        self._pause = pause
        self._visits: dict[str, asyncio.Task[None]] = {}
        self._due: dict[str, datetime] = {}
        self._feeds = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Embargoes and ends of contracts always; visits to sources unless `poll` is off; names where there is a model."""
        for id, fault in sorted(self.house.book.broken.items()):
            self.house.agency.note(f"{id}: mend its query: until then it catches nothing, a block everything ({fault})")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._kept_going("embargoes", self.house.agency.keep_time))
                group.create_task(self._kept_going("contracts", self._warn_of_ends))
                group.create_task(self._kept_going("queries", self._renew))
                if self.house.settings.poll:
                    group.create_task(self._kept_going("visits", self._visit_all))
                if self._names is not None and self._names.model is not None:
                    group.create_task(self._kept_going("names", self._names.follow))
        finally:
            for visit in self._visits.values():
                visit.cancel()
            await asyncio.gather(*self._visits.values(), return_exceptions=True)

    async def _kept_going(self, name: str, work: object) -> None:
        """Starts a round again after whatever stopped it."""
        while True:
            try:
                await work()  # type: ignore[operator]
            except Exception as error:
                self.house.agency.note(f"{name}: {type(error).__name__}: {error}")
            await asyncio.sleep(self._pause)

    async def _warn_of_ends(self) -> None:
        while True:
            self.house.office.warn_of_ends(self.house.agency.note)
            await asyncio.sleep(WARN_EVERY)

    async def _renew(self) -> None:
        """Words that were rare when a query came may not be any more: found by better ones, it costs less."""
        while True:
            await asyncio.sleep(RENEW_EVERY)
            self.house.book.relearn()
            while self.house.book.renew():
                await asyncio.sleep(BETWEEN)

    async def _visit_all(self) -> None:
        while True:
            now = self.house.agency.clock()
            for source in await self.house.store.sources.all():
                if source.active and source.kind != "push" and self._free(source, now):
                    self._visits[source.id] = asyncio.create_task(self._visit(source))
            await asyncio.sleep(TICK)

    def _free(self, source: Source, now: datetime) -> bool:
        """Whether a visit is due and none is under way."""
        visit = self._visits.get(source.id)
        if visit is not None and not visit.done():
            return False
        return source.kind == "folder" or self._due.get(source.id, now) <= now

    async def _visit(self, source: Source) -> None:
        try:
            if source.kind == "folder":
                await self._sweep(source)
            else:
                async with self._feeds:
                    await self._poll(source)
        except Exception as error:  # one source never stops the others
            await self._remember(source, error=f"{type(error).__name__}: {error}")
            self.house.agency.note(f"source {source.id}: {error}")
        finally:
            every = timedelta(seconds=max(source.every, LEAST_EVERY))
            self._due[source.id] = self.house.agency.clock() + every

    async def _poll(self, source: Source) -> None:
        settings, state = self.house.settings, await self.house.store.sources.state(source.id)
        known = Validators(state.get("etag"), state.get("last_modified"))
        if state.get("address") != source.address:
            known = Validators()
        polled = await poll(
            source, known, self._take, now=self.house.agency.clock(),
            allow=settings.intake_allow, max_bytes=settings.max_filing_bytes,
        )  # fmt: skip
        if polled.oversized is not None:
            await self._keep_part(source, polled.oversized)
        fresh = {"etag": polled.validators.etag, "last_modified": polled.validators.last_modified}
        await self._remember(source, error=polled.reason, **fresh)

    async def _sweep(self, source: Source) -> None:
        settings = self.house.settings
        swept = await sweep(
            Path(source.address or ""), self._take, now=self.house.agency.clock(), source=source.id,
            profile=source.profile, max_bytes=settings.max_filing_bytes,
        )  # fmt: skip
        for refusal in swept.refused:
            if refusal.oversized is not None:
                await self._keep_part(source, refusal.oversized)
            self.house.agency.note(f"source {source.id}: {refusal.name}: {refusal.reason}")
        if swept.taken or swept.refused:
            await self._remember(source)

    async def _take(self, filing: Filing) -> None:
        """`agency.take` as a source expects it: raises when nothing of the filing went in, once it is in quarantine."""
        agency = self.house.agency
        try:
            answers = await agency.take(filing)
        except (Busy, StoreFull, Unreadable):
            raise
        except TelexError as error:
            await self.house.store.quarantine.put(
                filing, error.code, str(error), agency.clock(), size=len(filing.body), sha256=filing.sha256
            )
            raise Unreadable(str(error)) from error
        rejected = [a for a in answers if isinstance(a, Rejection)]
        if any(a.code == Busy.code for a in rejected):
            raise Busy("part of it could not be taken just now: the whole is visited again, what went in is known")
        if rejected and len(rejected) == len(answers):
            raise Unreadable(rejected[0].reason)

    async def _keep_part(self, source: Source, big: Oversized) -> None:
        """What was over the size limit: its first 64 kB, its size and its hash."""
        now = self.house.agency.clock()
        filing = Filing(big.first, now, big.media_type, source.id, big.name, source.profile)
        reason = f"{big.length} bytes are over the limit of {self.house.settings.max_filing_bytes}"
        if not big.complete:
            reason += "; it was not read to its end, so the hash is of what was read"
        await self.house.store.quarantine.put(filing, TooLarge.code, reason, now, size=big.length, sha256=big.sha256)

    async def _remember(self, source: Source, *, error: str | None = None, **found: str | None) -> None:
        sources = self.house.store.sources
        state = {**(await sources.state(source.id)), **{k: v or "" for k, v in found.items()}}
        state |= {"address": source.address or "", "visited": self.house.agency.clock().isoformat(timespec="seconds")}
        state["error"] = (error or "")[:500]
        with suppress(TelexError):
            await sources.remember(source.id, {k: v for k, v in state.items() if v})


async def put_source(house: House, source: Source) -> Source:
    """A new source, or changes to a known one. Raises Invalid with what to write instead."""
    check_id("source", source.id)
    if source.kind not in KINDS:
        raise Invalid(f"kind {source.kind!r} is not known: say {', '.join(KINDS)}")
    _check_address(source)
    if source.profile is not None and house.agency.profiles.get(source.profile) is None:
        raise Invalid(f"no profile {source.profile!r}; add it first, or leave it out: the layout is then detected")
    if not LEAST_EVERY <= source.every <= 86_400:
        raise Invalid(f"every: from {LEAST_EVERY} to 86400 seconds between two polls")
    if not 0 <= source.public_share <= 10:
        raise Invalid("public_share: from 0 to 10 sentences")
    if source.timezone is not None:
        try:
            ZoneInfo(source.timezone)
        except (KeyError, ValueError, OSError) as error:
            raise Invalid(f"timezone {source.timezone!r} is not known; write it as Europe/Paris") from error
    kept = replace(source, name=source.name.strip() or source.id)
    await house.store.sources.put(kept, house.agency.clock())
    return kept


def _check_address(source: Source) -> None:
    address = source.address or ""
    if source.kind == "feed" and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        raise Invalid("a feed needs its address, such as https://example.org/feed.xml")
    if source.kind == "folder" and not Path(address).is_dir():
        raise Invalid(f"a folder needs the path of a folder on this machine; {address!r} is not one")
    if source.kind == "folder" and not Path(address).is_absolute():
        raise Invalid(f"write the whole path of the folder, not {address!r}")


async def put_profile(house: House, id: str, text: str) -> None:
    """A page layout profile; what is filed from now on is read with it. Raises Invalid naming the fault."""
    check_id("profile", id)
    profile = load_text(text)
    if profile.id != id:
        raise Invalid(f"the profile calls itself {profile.id!r}: upload it under that id")
    profiles = house.agency.profiles.with_added(profile)
    await house.store.sources.put_profile(id, text, house.agency.clock())
    house.agency.profiles = profiles
