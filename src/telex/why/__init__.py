"""Why a subscriber has a dispatch, or the first reason why not: told from what was stored then and what holds now.

For a subscriber it speaks of what he may see alone: of anything else it says exactly what it says of an id that does not
exist, nothing. A reader of summaries is told what is true of his summary, and of no condition that failed beyond it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telex.delivery.seen import Seen
from telex.house import House
from telex.model.company import Viewer
from telex.model.delivery import Slip
from telex.model.record import Held, Stored
from telex.model.vocabulary import Channel, PubStatus
from telex.routing.entitlement import Verdict, may
from telex.why.alerted import Alerted
from telex.why.answer import REASONS, Explanation, Step
from telex.why.carried import Carried, would_carry
from telex.why.subject import Subject, judged, reason, subject_of

ATTEMPTS = "Streams, pulls and pages are read by the subscriber himself and leave no record; there is no courier yet."


async def explain(
    house: House,
    asker: Viewer,
    item: str,
    *,
    company: str | None = None,
    user: str | None = None,
    channel: Channel = Channel.API,
) -> Explanation | None:
    """Why the company, or one of its users (id or address), has the item or has it not. Desk people ask about anyone;
    a subscriber about himself, which needs neither; `channel` = where he asks.

    None = there is no such item, or nothing of it is the asker's to know. Raises NotFound for an unknown company or user
    (desk), Invalid when the desk names neither, Refused when a subscriber asks about another.
    """
    subject = await subject_of(house, asker, company, user)
    stored = await house.store.dispatches.newest(item)
    if stored is None:
        held = await house.store.holds.get(item) if asker.desk else None
        return None if held is None else _of_held(house, subject, held)
    now = house.reader.clock()
    seen = await house.reader.see(asker, stored, Channel.DESK if asker.desk else channel, now)
    return None if seen is None else await _of_public(house, asker, subject, stored, seen, now)


def _of_held(house: House, subject: Subject, held: Held) -> Explanation:
    """For the desk: what would become of it, and who may read it in advance."""
    d, now = held.dispatch, house.reader.clock()
    due = f"until {held.due:%Y-%m-%d %H:%M} UTC" if held.due else "until an editor releases it"
    steps = [Step("held", False, f"It waits {due} ({held.reason}); it has no position yet.", held.since, held.id)]
    if held.advance is not None:
        verdict = may(subject.viewer, d, held.advance, Channel.ADVANCE, now)
        whether = "may read it before its hour" if verdict.yes else f"may not read it in advance ({verdict.reason})"
        steps.append(
            Step("offered", verdict.yes, f"The desk opened it in advance; this subscriber {whether}.", id=held.id)
        )
    steps += would_carry(house, subject, held)
    return Explanation(d.id, None, subject.company, subject.user_id, "no", "held", tuple(steps), d)


async def _of_public(
    house: House, asker: Viewer, subject: Subject, stored: Stored, seen: Seen, now: datetime
) -> Explanation:
    verdict, channel = judged(subject, stored.dispatch, stored.carried, now)
    sight = await house.reader.see(subject.viewer, stored, channel, now)
    if sight is None and verdict.yes:  # a block that is being run over the archive just now
        verdict = Verdict("no", "blocked")
    slips = await house.store.dispatches.slips(stored.dispatch.id)
    sent = next((slip for slip in slips if slip.subscriber == subject.company), None)
    told = Explanation(
        stored.dispatch.id, stored.dispatch.version, subject.company, subject.user_id, verdict.what,
        reason(subject, verdict, stored.carried), (), seen.dispatch if seen.verdict.text else None,
    )  # fmt: skip
    due = frozenset(sent.why) if sent is not None else frozenset[str]()
    steps = _arrived(stored, seen)
    steps += await Carried(house, subject, stored, seen, asker.desk, due).steps()
    steps += _verdicts(stored, sent, verdict, told, now)
    if subject.user is not None:
        same = sight is not None and sight.verdict.what == seen.verdict.what
        steps += await Alerted(house, subject.user, stored, sight, asker, same, now).steps()
    return replace(told, steps=(*steps, Step("attempts", None, ATTEMPTS)))


def _arrived(stored: Stored, seen: Seen) -> list[Step]:
    d = stored.dispatch
    steps = [Step("arrived", True, f"Version {d.version} entered the wire at position {seen.position}.", stored.at)]
    if d.pubstatus is PubStatus.CANCELED:
        says = "It was killed: whoever may hold it has the notice, without a word of its text."
        steps.append(Step("killed", None, says, d.killed_at))
    elif d.pubstatus is PubStatus.WITHHELD:
        steps.append(Step("withdrawn", False, "It is withdrawn until the desk has decided."))
    return steps


def _verdicts(stored: Stored, sent: Slip | None, verdict: Verdict, told: Explanation, now: datetime) -> list[Step]:
    then = (
        f"A copy was due to the company, by {', '.join(sent.why)}." if sent else "No copy was due to the company then."
    )
    by = f", by {', '.join(verdict.products)}" if verdict.products and told.reason is None else ""
    return [
        Step("then", sent is not None, then, stored.at),
        Step("now", told.reason is None, f"Now: {told.says}{by}.", now),
    ]


__all__ = ["REASONS", "Explanation", "Step", "explain"]
