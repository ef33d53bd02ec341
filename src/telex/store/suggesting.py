"""Suggestions and decisions as rows: made at record, settled by rulings, forgotten with a kill. For the writer's thread."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import apsw

from telex.errors import NotFound
from telex.model.event import Offer, Place
from telex.model.grouping import Change, Decision, Ruling, Stand, Suggestion
from telex.model.vocabulary import Relation
from telex.store import codec
from telex.store.rows import Row
from telex.store.sql import rows, sql

MOST = 20
"""Offers kept of one place: more than placing ever makes."""


def offers_of(place: Place) -> list[Offer]:
    """What is offered, each thing once. The grey band stands in the evidence and, from some methods, among the offers too."""
    found = list(place.offers)
    proof = place.evidence
    if proof.suggestion is not None and proof.suggestion not in {offer.event for offer in found}:
        kind = "join" if place.relation is Relation.NEW else "merge"
        if kind == "join":
            found.append(Offer(kind, proof.suggestion, None, proof.score, proof.threshold, proof.terms))
        else:  # the figures of the event that was joined are not those of its rival
            found.append(Offer(kind, proof.suggestion))
    return found[:MOST]


def suggest(db: apsw.Connection, item: str, place: Place, now: datetime, position: int) -> None:
    """Keeps what placing offers to the desk; what was offered for this item before, whatever became of it, is not again."""
    for offer in offers_of(place):
        if offer.event == place.event and offer.kind in ("join", "merge"):
            continue
        db.execute(
            sql("grouping.suggest"),
            {
                "id": secrets.token_urlsafe(9),
                "kind": offer.kind,
                "item": item,
                "event": offer.event,
                "target": offer.target,
                "score": offer.score,
                "threshold": offer.threshold,
                "terms": codec.texts(offer.terms[:10]),
                "at": codec.micros(now),
                "position": position,
            },
        )


def forget(db: apsw.Connection, item: str) -> None:
    """With a kill: its suggestions are settled, and no word of it is left in any suggestion or ruling."""
    db.execute(sql("grouping.forget_suggestions"), {"item": item})
    db.execute(sql("grouping.forget_deserted"), {"item": item})
    for decision, text in rows(db, "grouping.decided_evidence", (item,)):
        left = codec.encode(replace(codec.evidence(text), terms=()))
        db.execute(sql("grouping.set_decided_evidence"), (left, decision, item))


def settle(db: apsw.Connection, id: str, state: Stand, *, by: str | None, now: datetime, decision: str | None) -> None:
    db.execute(
        sql("grouping.settle"),
        {"id": id, "state": state.value, "by": by, "at": codec.micros(now), "decision": decision},
    )


def settle_moot(
    db: apsw.Connection,
    changes: Sequence[Change],
    events: Iterable[str],
    *,
    by: str,
    now: datetime,
    decision: str | None,
) -> None:
    """Suggestions whose two ends are in one event now: nothing is left to decide."""
    values = {"items": codec.texts(c.item for c in changes), "events": codec.texts(sorted(events))}
    for id, event, own in rows(db, "grouping.touched_suggestions", values):
        if event is not None and db.execute(sql("grouping.resolve"), {"event": event}).get == own:
            settle(db, id, Stand.MOOT, by=by, now=now, decision=decision)


def find(db: apsw.Connection, id: str) -> Suggestion | None:
    row = db.execute(sql("grouping.suggestion"), {"id": id}).fetchone()
    return None if row is None else suggestion_of(db, row)


def suggestion_of(db: apsw.Connection, row: Row) -> Suggestion:
    """With the event as it is called now."""
    id, kind, item, event, target, score, threshold, terms, at, position, state, by, decided_at, decision = row
    now = None if event is None else str(db.execute(sql("grouping.resolve"), {"event": event}).get)
    return Suggestion(
        id, kind, item, now, target, score, threshold, codec.words(terms), codec.instant(at), position, Stand(state),
        by, codec.instant_or_none(decided_at), decision,
    )  # fmt: skip


def decision(db: apsw.Connection, id: str) -> Decision:
    found = decision_or_none(db, id)
    if found is None:
        raise NotFound(f"no ruling {id[:60]!r}")
    return found


def decision_or_none(db: apsw.Connection, id: str) -> Decision | None:
    row = db.execute(sql("grouping.decision"), {"id": id}).fetchone()
    return None if row is None else decision_of(row)


def decision_of(row: Row) -> Decision:
    id, ruling, by, at, why, event, other, items, relation, related, suggestion, position, undone_at, undone_by = row
    return Decision(
        id, Ruling(ruling), by, codec.instant(at), why, event, other, codec.words(items),
        Relation(relation) if relation else None, related, suggestion, position, codec.instant_or_none(undone_at),
        undone_by,
    )  # fmt: skip
