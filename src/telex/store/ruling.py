"""One ruling, or its undoing, in one transaction: log row, memberships, pairs, redirects, suggestions.

Everything is decided here, on the writer's thread, from what is recorded at that moment: what was placed before it in the
line is already there, and nothing can come between.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import apsw

from telex.desk.regroup import (
    MOST_ITEMS,
    MOST_MOVED,
    Stated,
    across,
    anchor_of,
    pair,
    regrouped,
    ruled,
    smaller,
)
from telex.errors import Conflict, Invalid, NotFound
from telex.model.event import Member
from telex.model.grouping import Change, Instruction, Outcome, Ruling, Stand, Standing, Suggestion, Undo
from telex.model.vocabulary import Kind, Relation
from telex.store import codec, log, suggesting
from telex.store.rows import member
from telex.store.sql import rows, sql

RELATIONS = {"translation": Relation.TRANSLATION, "correction": Relation.CORRECTION, "update": Relation.UPDATE}
"""What a confirmed suggestion makes of its dispatch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one ruling comes to, before anything is written."""

    members: list[Standing]
    """All members of every event touched, oldest first."""
    event: str | None
    other: str | None = None
    items: tuple[str, ...] = ()
    to: dict[str, str] = field(default_factory=dict)
    stated: dict[str, Stated] = field(default_factory=dict)
    must: list[tuple[str, str]] = field(default_factory=list)
    never: list[tuple[str, str]] = field(default_factory=list)
    relation: Relation | None = None
    related_to: str | None = None


def apply(db: apsw.Connection, ask: Instruction | Undo) -> Outcome:
    """Raises NotFound, Invalid, Conflict; nothing is written then."""
    return _undo(db, ask) if isinstance(ask, Undo) else _rule(db, ask)


def standing(db: apsw.Connection, items: Iterable[str]) -> dict[str, Member]:
    """Memberships of items, as they are now. What is held or unknown has none."""
    found = rows(db, "grouping.members", {"items": codec.texts(items)})
    made = (member(id, event, rest) for id, event, *rest in found)
    return {one.id: one for one in made if one is not None}


def resolved(db: apsw.Connection, event: str) -> str:
    """The event that an id stands for now."""
    return str(db.execute(sql("grouping.resolve"), {"event": event}).get)


def _rule(db: apsw.Connection, ask: Instruction) -> Outcome:
    suggestion = _asked(db, ask)
    plan = _plan(db, ask, suggestion)
    _check_fresh(db, ask, plan)
    changes = regrouped(plan.members, plan.to, plan.stated)
    if not changes and suggestion is None:
        raise Invalid("nothing would change: it stands like this already")
    id = secrets.token_urlsafe(9)
    position = log.append(db, ask.now, Kind.REGROUP, cause=f"ruling:{id}")
    _add_decision(db, ask, plan, id, position)
    _keep_before(db, id, plan.members, changes)
    _put(db, plan.members, changes, id)
    _end_contradicted(db, changes, id)
    _add_pairs(db, id, plan)
    if suggestion is not None:
        state = Stand.CONFIRMED if ask.ruling is Ruling.CONFIRM else Stand.REJECTED
        suggesting.settle(db, suggestion.id, state, by=ask.by, now=ask.now, decision=id)
    suggesting.settle_moot(db, changes, _events(plan.members, changes), by=ask.by, now=ask.now, decision=id)
    return Outcome(suggesting.decision(db, id), position, tuple(changes))


def _asked(db: apsw.Connection, ask: Instruction) -> Suggestion | None:
    """The suggestion that is answered; it must still be open."""
    if ask.ruling not in (Ruling.CONFIRM, Ruling.REJECT):
        return None
    found = suggesting.find(db, ask.suggestion or "")
    if found is None:
        raise NotFound(f"no suggestion {(ask.suggestion or '')[:60]!r}; `telex event suggestions` shows them")
    killed = ask.ruling is Ruling.CONFIRM and found.kind == "kill" and found.state is Stand.MOOT
    if not found.open and not killed:
        raise Conflict(f"this suggestion is {found.state.value} already; look at the list again")
    return found


def _plan(db: apsw.Connection, ask: Instruction, suggestion: Suggestion | None) -> Plan:
    if suggestion is not None:
        return (_confirm if ask.ruling is Ruling.CONFIRM else _reject)(db, suggestion)
    plans: dict[Ruling, Callable[[apsw.Connection, Instruction], Plan]] = {
        Ruling.MERGE: lambda db, ask: _merge(db, ask.event, ask.other),
        Ruling.SPLIT: _split,
        Ruling.MOVE: lambda db, ask: _move(db, ask.items, ask.event),
        Ruling.RELABEL: _relabel,
    }
    return plans[ask.ruling](db, ask)


def _merge(db: apsw.Connection, event: str | None, other: str | None) -> Plan:
    one, two = _event(db, event), _event(db, other)
    if one == two:
        raise Conflict("the two are one event already")
    members = _members(db, {one, two})
    kept = members[0].event
    gone = two if kept == one else one
    moved = [m.item for m in members if m.event == gone]
    if len(moved) > MOST_MOVED:
        raise Invalid(f"{len(moved)} dispatches would move, {MOST_MOVED} at most; move them in parts")
    anchor = anchor_of([m for m in members if m.event == kept], {})
    return Plan(members, kept, gone, tuple(moved), dict.fromkeys(moved, kept), must=_to_one(anchor.item, moved))


def _split(db: apsw.Connection, ask: Instruction) -> Plan:
    event = _event(db, ask.event)
    members, named = _members(db, {event}), set(_named(ask.items))
    elsewhere = named - {m.item for m in members}
    if elsewhere:
        raise Conflict(f"{', '.join(sorted(elsewhere)[:5])} is not in this event (any more); look at it again")
    if len(named) == len(members):
        raise Invalid("all of its texts are named: nothing would be left to split them from")
    fresh = secrets.token_urlsafe(9)
    order = [m.item for m in members]
    here, there = [i for i in order if i in named], [i for i in order if i not in named]
    to = dict.fromkeys(smaller(members, named), fresh)
    return Plan(members, event, fresh, tuple(here), to, never=across(here, there))


def _move(db: apsw.Connection, items: Sequence[str], event: str | None) -> Plan:
    target, named = _event(db, event), _named(items)
    now = _standing_of(db, named)
    members = _members(db, {target, *(m.event for m in now.values())})
    moved = [item for item in named if now[item].event != target]
    if not moved:
        raise Invalid("nothing would change: they are in this event already")
    anchor = anchor_of([m for m in members if m.event == target], {})
    must = _to_one(anchor.item, named)
    return Plan(members, target, None, tuple(named), dict.fromkeys(moved, target), must=must)


def _relabel(db: apsw.Connection, ask: Instruction) -> Plan:
    named = _named(ask.items)
    if len(named) != 1 or ask.relation is None:
        raise Invalid("name one dispatch and the relation that it has")
    if ask.relation is Relation.KILL:
        raise Invalid("a relation kills nothing: kill the dispatch itself, and its relation follows")
    now = _standing_of(db, named)[named[0]]
    members = _members(db, {now.event})
    if not next(m for m in members if m.item == now.id).usable:
        raise Invalid("it was killed or withdrawn: it may be moved, and how it stands to the others is settled")
    related_to = _related(members, now, ask)
    before = now.evidence if related_to == now.related_to else None
    stated: dict[str, Stated] = {named[0]: (ask.relation, related_to, ruled(before))}
    return Plan(
        members, now.event, None, (named[0],), stated=stated, relation=ask.relation, related_to=related_to
    )  # fmt: skip


def _related(members: list[Standing], now: Member, ask: Instruction) -> str | None:
    """What it is said to relate to: as asked, else as before, else the event's oldest other text."""
    if ask.relation is Relation.NEW:
        return None
    others = [m for m in members if m.item != now.id]
    if ask.related_to is not None:
        if ask.related_to not in {m.item for m in others}:
            raise Invalid("related_to is no other text of the same event; move it there first")
        return ask.related_to
    if now.related_to is not None and now.related_to in {m.item for m in members}:
        return now.related_to
    if not others:
        raise Invalid("it is alone in its event: there is nothing that it could relate to")
    return next((m for m in others if m.usable), others[0]).item


def _confirm(db: apsw.Connection, s: Suggestion) -> Plan:
    if s.kind == "join":
        return _move(db, [s.item], s.event)
    now = _standing_of(db, [s.item])[s.item]
    if s.kind == "merge":
        return _merge(db, now.event, s.event)
    target = s.target or ""
    if s.kind == "kill":
        if db.execute(sql("grouping.status"), (target,)).get != "canceled":
            raise Invalid("confirming this kills a dispatch: it must be killed first, with its notice")
        return Plan([], now.event, None, (s.item, target))
    there = _standing_of(db, [target])[target]
    members = _members(db, {now.event, there.event})
    relation = RELATIONS[s.kind]
    to = {s.item: there.event} if there.event != now.event else {}
    return Plan(
        members, there.event, now.event if to else None, (s.item,), to, {s.item: (relation, target, ruled())},
        must=[pair(s.item, target)], relation=relation, related_to=target,
    )  # fmt: skip


def _reject(db: apsw.Connection, s: Suggestion) -> Plan:
    """Nothing moves. What stands apart stays apart for good: the two texts, or the two events."""
    now = _standing_of(db, [s.item])[s.item]
    if s.event is None or s.target is not None:
        there = standing(db, [s.target or ""]).get(s.target or "")
        apart = there is not None and there.event != now.event
        never = [pair(s.item, s.target)] if apart and s.target else []
        return Plan([], now.event, None, (s.item,), never=never, related_to=s.target)
    members = _members(db, {now.event, s.event})
    theirs = [m.item for m in members if m.event == s.event]
    ours = [m.item for m in members if m.event == now.event] if s.kind == "merge" else [s.item]
    never = across(ours, theirs) if s.event != now.event else []
    return Plan(members, now.event, s.event, (s.item,), never=never)


def _event(db: apsw.Connection, id: str | None) -> str:
    found = resolved(db, id or "")
    if db.execute(sql("grouping.inhabited"), (found,)).get is None:
        raise NotFound(f"there is no event {(id or '')[:60]!r}")
    return found


def _members(db: apsw.Connection, events: Iterable[str]) -> list[Standing]:
    found = rows(db, "grouping.standings", {"events": codec.texts(sorted(events))})
    return [Standing(i, e, Relation(r), to, codec.evidence(proof), bool(u)) for i, e, r, to, proof, u in found]


def _named(items: Sequence[str]) -> list[str]:
    named = list(dict.fromkeys(items))
    if not named:
        raise Invalid("no dispatch is named")
    if len(named) > MOST_ITEMS:
        raise Invalid(f"{len(named)} dispatches are named, {MOST_ITEMS} at most in one ruling; do it in parts")
    return named


def _standing_of(db: apsw.Connection, items: Sequence[str]) -> dict[str, Member]:
    found = standing(db, items)
    missing = [item for item in items if item not in found]
    if missing:
        raise NotFound(f"no dispatch {missing[0][:60]!r} is out: what is held, or was never there, is in no event")
    return found


def _to_one(anchor: str, items: Sequence[str]) -> list[tuple[str, str]]:
    return sorted({pair(anchor, item) for item in items if item != anchor})


def _check_fresh(db: apsw.Connection, ask: Instruction, plan: Plan) -> None:
    events = sorted({m.event for m in plan.members})
    values = {"after": ask.based_on, "events": codec.texts(events)}
    if ask.based_on is not None and db.execute(sql("grouping.ruled_since"), values).get is not None:
        raise Conflict("another ruling on this event came first: look at it again, then decide")


def _add_decision(db: apsw.Connection, ask: Instruction, plan: Plan, id: str, position: int) -> None:
    db.execute(
        sql("grouping.add_decision"),
        {
            "id": id,
            "position": position,
            "ruling": ask.ruling.value,
            "by": ask.by,
            "at": codec.micros(ask.now),
            "why": ask.why,
            "event": plan.event,
            "other": plan.other,
            "items": codec.texts(plan.items),
            "relation": plan.relation.value if plan.relation else None,
            "related_to": plan.related_to,
            "suggestion": ask.suggestion,
        },
    )


def _keep_before(db: apsw.Connection, decision: str, members: list[Standing], changes: list[Change]) -> None:
    before = {m.item: m for m in members}
    for change in changes:
        was = before[change.item]
        db.execute(
            sql("grouping.add_decided"),
            {
                "decision": decision,
                "item": change.item,
                "event_before": was.event,
                "relation_before": was.relation.value,
                "related_before": was.related_to,
                "evidence_before": codec.encode(was.evidence),
                "event_after": change.event,
                "relation_after": change.relation.value,
                "related_after": change.related_to,
            },
        )


def _put(db: apsw.Connection, members: list[Standing], changes: list[Change], decision: str) -> None:
    """Memberships; an event left without members leads to where its first one went, and one with members nowhere."""
    for change in changes:
        db.execute(sql("grouping.set_event"), {"event": change.event, "item": change.item})
        db.execute(
            sql("grouping.set_member"),
            {
                "relation": change.relation.value,
                "related_to": change.related_to,
                "evidence": codec.encode(change.evidence),
                "item": change.item,
            },
        )
    after = {change.item: change.event for change in changes}
    for event in sorted(set(after.values())):
        db.execute(sql("grouping.drop_redirect"), (event,))
    for event in dict.fromkeys(m.event for m in members):
        if db.execute(sql("grouping.inhabited"), (event,)).get is None:
            target = next(after[m.item] for m in members if m.event == event)
            db.execute(sql("grouping.put_redirect"), {"event": event, "target": target, "decision": decision})


def _end_contradicted(db: apsw.Connection, changes: list[Change], by: str) -> None:
    db.execute(sql("grouping.end_contradicted"), {"by": by, "items": codec.texts(c.item for c in changes)})


def _add_pairs(db: apsw.Connection, decision: str, plan: Plan) -> None:
    found = [(one, other, True) for one, other in plan.must] + [(one, other, False) for one, other in plan.never]
    for one, other, must in found:
        db.execute(sql("grouping.add_pair"), {"decision": decision, "one": one, "other": other, "must": must})


def _events(members: list[Standing], changes: list[Change]) -> set[str]:
    return {m.event for m in members} | {c.event for c in changes}


def _undo(db: apsw.Connection, ask: Undo) -> Outcome:
    """As it was, where nothing newer was decided since. Its pairs are lifted; those that it had ended hold again."""
    known = suggesting.decision_or_none(db, ask.decision)
    if known is None:
        raise NotFound(f"no ruling {ask.decision[:60]!r}; `telex event history` shows them")
    if known.undone_at is not None:
        raise Conflict(f"this ruling was undone already, on {known.undone_at:%Y-%m-%d %H:%M} UTC")
    members, to, stated = _as_it_was(db, known.id)
    changes = regrouped(members, to, stated)
    position = log.append(db, ask.now, Kind.REGROUP, cause=f"undo:{known.id}")
    values = {"id": known.id, "at": codec.micros(ask.now), "by": ask.by, "position": position}
    _put(db, members, changes, known.id)
    db.execute(sql("grouping.undone"), values)
    db.execute(sql("grouping.end_own"), {"decision": known.id})
    _end_contradicted(db, changes, f"undo:{known.id}")
    db.execute(sql("grouping.revive"), {"decision": known.id})
    db.execute(sql("grouping.reopen"), {"decision": known.id})
    suggesting.settle_moot(db, changes, _events(members, changes), by=ask.by, now=ask.now, decision=None)
    return Outcome(suggesting.decision(db, known.id), position, tuple(changes))


def _as_it_was(db: apsw.Connection, decision: str) -> tuple[list[Standing], dict[str, str], dict[str, Stated]]:
    """Where the items of a ruling go back to. One whose relation has changed since keeps the newer relation."""
    newer = {item for (item,) in rows(db, "grouping.decided_since", {"id": decision})}
    kept = [row for row in rows(db, "grouping.decided", (decision,)) if row[0] not in newer]
    now = standing(db, [row[0] for row in kept])
    to: dict[str, str] = {}
    stated: dict[str, Stated] = {}
    for item, event, relation, related_to, evidence, *after in kept:
        if item not in now or now[item].event != after[0]:
            continue
        closed = db.execute(sql("grouping.redirected"), (event,)).get
        to[item] = event if closed in (None, decision) else resolved(db, event)
        if [now[item].relation.value, now[item].related_to] == after[1:]:
            stated[item] = (Relation(relation), related_to, codec.evidence(evidence))
    events = {now[item].event for item in to} | set(to.values())
    return _members(db, events), to, stated
