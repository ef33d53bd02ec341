"""Doing it again: what lies in quarantine, and what was read by an earlier reader."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace

from telex.agency import Rejection
from telex.desk.amend import read_as
from telex.errors import Invalid, NotFound, TelexError
from telex.house import House
from telex.model.facts import Facts
from telex.model.filing import Filed, Filing
from telex.model.record import KeptFiling, Reread

PAGE = 200
_NOT_COMPARED = frozenset({"reader_version"})


async def retry(house: House, id: str) -> list[Filed | Rejection]:
    """Takes a quarantined filing in again, with the present reader and its source's present profile.

    The entry is settled once something of it was filed and nothing went back under the same id. A version that an
    editor made since stays the newest: the desk numbers what comes in as it does with any filing.
    Raises NotFound, and Invalid when only the first 64 kB are there.
    """
    found = await house.store.quarantine.get(id)
    if found is None:
        raise NotFound(f"nothing in quarantine under {id[:60]!r}; `telex quarantine list` shows what is there")
    entry, filing = found
    if entry.resolved_at is not None:
        raise Invalid(f"{id} was settled on {entry.resolved_at:%Y-%m-%d %H:%M} UTC; nothing is left to do")
    if not entry.whole:
        raise Invalid(f"only the first 64 kB of {entry.size} bytes were kept: ask the sender for it in parts")
    answers = await house.agency.take(await _as_configured(house, filing))
    back = {a.quarantine for a in answers if isinstance(a, Rejection)}
    if id not in back:
        await house.store.quarantine.resolve(id, house.agency.clock())
    return answers


async def reread(house: House, source: str | None = None) -> list[Reread]:
    """Reads kept filings again and records, beside the first reading, whether it came out the same.

    Never makes a version, so nothing that an editor wrote is touched. A killed dispatch is passed over: its readings
    were erased with its text. Raises NotFound for an unknown source.
    """
    if source is not None and await house.store.sources.get(source) is None:
        raise NotFound(f"no source {source!r}; `telex source list` shows them")
    done: list[Reread] = []
    after: str | None = None
    while kept := await house.store.filings.page(after=after, limit=PAGE, source=source):
        for one in kept:
            after = one.id
            result = await _read_again(house, one)
            if result is not None:
                done.append(result)
            await asyncio.sleep(0)  # a long archive does not stop the wire
    return done


async def _read_again(house: House, kept: KeptFiling) -> Reread | None:
    before = await house.store.filings.facts(kept.id)
    if before is None:
        return None
    filing = await _as_configured(house, kept.filing)
    source = await house.store.sources.get(filing.source) if filing.source else None
    try:
        _, now = house.agency.understand(filing, source)
    except TelexError as error:
        return Reread(kept.id, kept.item, before.reader_version, False, (f"unreadable: {error.code}",))
    set_by_hand = await house.store.amendments.of(kept.item) if kept.item else ()
    changed = differing(read_as(before, set_by_hand), read_as(now, set_by_hand))
    result = Reread(kept.id, kept.item, now.reader_version, not changed, changed)
    if await house.store.filings.facts(kept.id) is None:
        return None  # killed meanwhile
    await house.store.filings.reread(result, now, house.agency.clock())
    return result


def differing(before: Facts, now: Facts) -> tuple[str, ...]:
    """Names of the fields that came out differently."""
    names = (f.name for f in fields(Facts) if f.name not in _NOT_COMPARED)
    return tuple(name for name in names if getattr(before, name) != getattr(now, name))


async def _as_configured(house: House, filing: Filing) -> Filing:
    """With the profile that its source has now: a new one is the usual reason to read again."""
    source = await house.store.sources.get(filing.source) if filing.source else None
    return replace(filing, profile=source.profile) if source is not None else filing
