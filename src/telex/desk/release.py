"""What becomes of a held version when its hour has come, or when an editor decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telex.desk.amend import amended
from telex.desk.edit import next_version
from telex.model.dispatch import Dispatch
from telex.model.draft import Embargo
from telex.model.record import Held, Known
from telex.model.vocabulary import Act, PubStatus


def lift(held: Held, known: Known, now: datetime) -> Dispatch:
    """The version as it goes out now: usable, with its public number; history only if a newer one went out meanwhile."""
    dispatch = amended(held.dispatch, known.amendments)
    until = dispatch.embargo.until if dispatch.embargo else None
    embargo = Embargo(min(until or now, now), dispatch.embargo.text) if dispatch.embargo else None
    out = replace(dispatch, hold=False, pubstatus=PubStatus.USABLE, embargo=embargo, version_created=now)
    if known.newest is None:
        return replace(out, version=max(out.version, 1))
    newest = known.newest.dispatch
    if newest.pubstatus is PubStatus.CANCELED or known.newest.at > held.since:
        return replace(out, version=next_version(known), late=True)
    act = out.act if out.act in (Act.CORRECT, Act.UPDATE) else Act.UPDATE
    return replace(out, version=max(out.version, next_version(known)), act=act)


def postpone(held: Held, until: datetime) -> Dispatch:
    """The held version with another hour."""
    return replace(held.dispatch, embargo=Embargo(until, until.isoformat()), hold=True)


def restate(newest: Dispatch, known: Known, status: PubStatus, now: datetime) -> Dispatch:
    """The newest version under another status, with the next number: withheld until decided, or usable again."""
    return replace(newest, version=next_version(known), act=Act.UPDATE, pubstatus=status, version_created=now)
