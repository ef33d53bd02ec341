"""The gate: the one place in Telex that decides who may see what, now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telex.model.company import Entitlement, Viewer
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Channel, PubStatus, Right

ONCE_HELD = "killed-once-held"
"""Reason of a notice to somebody to whom the last version was not open when it was killed: he may hold an earlier one, and
never had the right to the headline of the last, so his notice names the reference alone."""
ADVANCE = "advance"
"""Reason of a copy that leaves before its hour."""
DESK_CHANNELS = frozenset({Channel.DESK, Channel.PORTAL, Channel.API, Channel.STREAM, Channel.CLI})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer. `what` is full, summary, notice or no; `reason` is a short code for the desk, never for others."""

    what: str
    reason: str
    products: tuple[str, ...] = ()
    """Products that give the right, for « Reçue pour »."""

    @property
    def yes(self) -> bool:
        """Anything at all may leave: text, summary or the notice of a kill."""
        return self.what != "no"

    @property
    def text(self) -> bool:
        """Words of the dispatch may leave (in full or in summary)."""
        return self.what in ("full", "summary")


def _no(reason: str) -> Verdict:
    return Verdict("no", reason)


def alive(entitlement: Entitlement, now: datetime) -> bool:
    """Whether the period of the entitlement holds `now`: since inclusive, until exclusive."""
    return (entitlement.since is None or entitlement.since <= now) and (
        entitlement.until is None or now < entitlement.until
    )


def once_alive(entitlement: Entitlement, start: datetime | None, end: datetime | None) -> bool:
    """Whether the entitlement was alive at any instant between `start` and `end`: who may have read must be told of the kill."""
    if end is not None and entitlement.since is not None and entitlement.since > end:
        return False
    return not (start is not None and entitlement.until is not None and entitlement.until <= start)


def deep_enough(entitlement: Entitlement, published: datetime | None, now: datetime) -> bool:
    """Whether what was first published then is not older than the archive that the entitlement gives. None = not yet out."""
    if entitlement.archive is None or published is None:
        return True
    return published > now - timedelta(days=entitlement.archive)


def may(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], channel: Channel, now: datetime) -> Verdict:
    """Yes or no, and the reason. The only place in Telex that decides.

    `carried` = standing ids of the products, blocks and filters that carry this version; for a killed item, of all that
    ever carried one of its versions. Called at match, at send and at read. Default is no, an unknown channel is no, an
    exception is no. Content filters are no part of the right: `delivery.reader` heeds them where they count.
    """
    try:
        return _decide(viewer, dispatch, carried, Channel(channel), now)
    except Exception as error:  # whatever cannot be decided is refused
        return _no(f"error:{type(error).__name__}")


def _decide(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], channel: Channel, now: datetime) -> Verdict:
    if viewer.desk:
        return _desk(dispatch, channel)
    if channel is Channel.DESK:
        return _no("desk-only")
    if channel is Channel.ADVANCE:
        return _advance(viewer, dispatch, carried, now)
    if dispatch.held:
        return _no("held")
    if dispatch.embargo is not None and (dispatch.embargo.until is None or now < dispatch.embargo.until):
        return _no("embargo")
    if dispatch.pubstatus is PubStatus.CANCELED:
        return _killed(viewer, dispatch, carried, channel)
    if dispatch.pubstatus is not PubStatus.USABLE:
        return _no("withheld")
    return _shut(viewer, carried) or _entitled(viewer, dispatch, carried, channel, now)


def _desk(dispatch: Dispatch, channel: Channel) -> Verdict:
    """Editors see what is out on every screen of theirs, and what is held on the desk alone."""
    if channel not in DESK_CHANNELS:
        return _no("channel")
    if dispatch.pubstatus is PubStatus.CANCELED:
        return Verdict("notice", "killed")
    if (dispatch.held or dispatch.pubstatus is PubStatus.WITHHELD) and channel is not Channel.DESK:
        return _no("held")
    return Verdict("full", "desk")


def _shut(viewer: Viewer, carried: frozenset[str]) -> Verdict | None:
    """What closes a text whatever was sold: the company is switched off, or a block carries it."""
    if not viewer.active:
        return _no("inactive")
    if not viewer.blocks.isdisjoint(carried):
        return _no("blocked")
    return None


def _advance(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], now: datetime) -> Verdict:
    """A copy before its hour: only of what waits for an hour that is known and lies ahead."""
    until = dispatch.embargo.until if dispatch.embargo is not None else None
    if not dispatch.held or dispatch.pubstatus is not PubStatus.USABLE:
        return _no("channel")
    if until is None or until <= now:
        return _no("held")
    wanted: tuple[Condition, ...] = (
        ("no-product", lambda e: e.product in carried),
        ("period", lambda e: alive(e, now)),
        ("advance", lambda e: e.advance),
        ("seat", viewer.seated),
    )
    return _shut(viewer, carried) or _given(viewer.entitlements, wanted, ADVANCE)


def _killed(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], channel: Channel) -> Verdict:
    """A kill reaches everyone who may hold the text, whatever his rights are now: the notice carries no word of it."""
    held = tuple(
        e.product
        for e in viewer.entitlements
        if e.product in carried
        and channel in e.channels
        and once_alive(e, dispatch.first_published_at, dispatch.killed_at)
    )
    if not held:
        return _no("never-held")
    killed_at = dispatch.killed_at
    if killed_at is None or _shut(viewer, carried) is not None:
        return Verdict("notice", ONCE_HELD, held)
    current = any(
        e.product in dispatch.named_to
        and alive(e, killed_at)
        and deep_enough(e, dispatch.first_published_at, killed_at)
        and viewer.seated(e)
        for e in viewer.entitlements
    )
    return Verdict("notice", "killed" if current else ONCE_HELD, held)


Condition = tuple[str, Callable[[Entitlement], bool]]
"""What an entitlement must be, and the reason to give when none is."""


def _entitled(viewer: Viewer, dispatch: Dispatch, carried: frozenset[str], channel: Channel, now: datetime) -> Verdict:
    wanted: tuple[Condition, ...] = (
        ("no-product", lambda e: e.product in carried),
        ("period", lambda e: alive(e, now)),
        ("channel", lambda e: channel in e.channels),
        ("archive", lambda e: deep_enough(e, dispatch.first_published_at, now)),
        ("seat", viewer.seated),
    )
    return _given(viewer.entitlements, wanted, "entitled")


def _given(entitlements: tuple[Entitlement, ...], wanted: tuple[Condition, ...], reason: str) -> Verdict:
    """What the entitlements give that meet every condition; without any, the first condition that left none."""
    left: list[Entitlement] = list(entitlements)
    for missing, holds in wanted:
        left = [e for e in left if holds(e)]
        if not left:
            return _no(missing)
    what = "full" if any(e.right is Right.FULL for e in left) else "summary"
    return Verdict(what, reason, tuple(dict.fromkeys(e.product for e in left)))
