"""A feed polled with a conditional GET (RFC 9110 section 13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from telex.errors import Invalid, TooLarge, Unreadable
from telex.guard import Network
from telex.model.company import Source
from telex.model.filing import Filing
from telex.sources.fetch import MAX_BYTES, Answer, Oversized, Unreachable, get

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

__all__ = ["Oversized", "Polled", "Take", "Unreachable", "Validators", "poll"]

Take = Callable[[Filing], Awaitable[object]]
"""`agency.handle`: returns after the commit. Unreadable and TooLarge mean that the filing is in quarantine."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer was known by; kept by the caller from one poll to the next."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """`state`: taken, unchanged (304), quarantined (taken in, but not readable), oversized (nothing was filed)."""

    state: str
    validators: Validators
    """For the next poll; new ones only when the body needs no second look."""
    reason: str | None = None
    oversized: Oversized | None = None
    """For the caller to put into quarantine."""


async def poll(
    source: Source,
    validators: Validators,
    take: Take,
    *,
    now: datetime,
    allow: Iterable[Network] = (),
    max_bytes: int = MAX_BYTES,
    resolver: AbstractResolver | None = None,
) -> Polled:
    """One poll: one filing for the whole body, which `intake.split` takes apart.

    Raises Refused for a forbidden address, Unreachable when it does not answer 200 or 304, and whatever `take`
    raises beside Unreadable and TooLarge (Busy, StoreFull): then the old validators hold and the body comes again.
    """
    if not source.address:
        raise Invalid(f"the source {source.id} has no address; set the URL of its feed")
    answer = await get(
        source.address, headers=_conditions(validators), allow=allow, max_bytes=max_bytes, resolver=resolver
    )
    if answer.status == 304:
        return Polled("unchanged", validators)
    fresh = Validators(answer.etag, answer.last_modified)
    if answer.oversized or answer.body is None:
        return Polled("oversized", fresh, f"over {max_bytes:,} bytes", answer.oversized)
    try:
        await take(_filing(source, answer, answer.body, now))
    except (Unreadable, TooLarge) as fault:
        return Polled("quarantined", fresh, str(fault))
    return Polled("taken", fresh)


def _conditions(validators: Validators) -> dict[str, str]:
    """If-None-Match wins over If-Modified-Since, so both may be sent."""
    stated = {"if-none-match": validators.etag, "if-modified-since": validators.last_modified}
    return {name: value for name, value in stated.items() if value}


def _filing(source: Source, answer: Answer, body: bytes, now: datetime) -> Filing:
    return Filing(body, now, answer.media_type, source=source.id, name=answer.url, profile=source.profile)
