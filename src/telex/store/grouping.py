"""What the desk decided on events, and what is offered to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import apsw

from telex.model.event import Member
from telex.model.grouping import Decision, Instruction, Label, Outcome, Pair, Stand, Suggestion, Ties, Undo
from telex.model.record import Known, Stored
from telex.store import codec, ruling, suggesting
from telex.store.engine import Database
from telex.store.sql import rows, sql

_LAST = 2**63 - 1


class Grouping:
    """Keeps `Grouping` (telex.store.store)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def apply(self, ask: Instruction | Undo) -> Outcome:
        return await self._database.write(partial(ruling.apply, ask=ask))

    async def ties(self, item: str, known: Known, named: Stored | None = None) -> Ties:
        updated, original, noticed = _id(known.evolved_from), _id(known.original), _id(named)
        if not (known.newest or updated or original or noticed):
            return Ties()
        with self._database.read() as db:
            now = ruling.standing(db, (item, updated, original, noticed))
            mine = [now.get(id) for id in (item, updated, original)]
            asked = codec.texts(filter(None, (item, updated, original)))
            barred = {event for must, _, event in rows(db, "grouping.partners", {"items": asked}) if not must}
            barred -= {member.event for member in mine if member is not None}  # the desk put it there itself
            bound = None if mine[0] else _bound(db, item)
        return Ties(mine[0], mine[1], mine[2], now.get(noticed), bound, frozenset(barred))

    async def redirected(self, event: str) -> str | None:
        with self._database.read() as db:
            found = ruling.resolved(db, event)
        return None if found == event else found

    async def decision(self, id: str) -> Decision | None:
        with self._database.read() as db:
            return suggesting.decision_or_none(db, id)

    async def decisions(self, event: str | None, *, before: int | None, limit: int) -> list[Decision]:
        values = {"event": event, "before": _LAST if before is None else before, "limit": limit}
        with self._database.read() as db:
            return [suggesting.decision_of(row) for row in rows(db, "grouping.decisions", values)]

    async def pairs(self, items: Sequence[str] | None = None) -> list[Pair]:
        with self._database.read() as db:
            if items is None:
                found = rows(db, "grouping.all_pairs")
            else:
                found = rows(db, "grouping.pairs", {"items": codec.texts(items)})
        return [Pair(one, other, bool(must), decision) for one, other, must, decision in found]

    async def suggestion(self, id: str) -> Suggestion | None:
        with self._database.read() as db:
            return suggesting.find(db, id)

    async def suggestions(self, states: Sequence[Stand], *, before: str | None, limit: int) -> list[Suggestion]:
        values = {"states": codec.texts(s.value for s in states), "before": before, "limit": limit}
        with self._database.read() as db:
            return [suggesting.suggestion_of(db, row) for row in rows(db, "grouping.suggestions", values)]

    async def suggestions_of(self, event: str, limit: int) -> list[Suggestion]:
        with self._database.read() as db:
            found = rows(db, "grouping.suggestions_of", {"event": event, "limit": limit})
            return [suggesting.suggestion_of(db, row) for row in found]

    async def waiting(self) -> int:
        with self._database.read() as db:
            return int(db.execute(sql("grouping.open_suggestions")).get)

    async def labels(self, *, before: str | None, limit: int) -> list[Label]:
        states = codec.texts((Stand.CONFIRMED.value, Stand.REJECTED.value))
        values = {"states": states, "before": before, "limit": limit}
        with self._database.read() as db:
            found = [suggesting.suggestion_of(db, row) for row in rows(db, "grouping.suggestions", values)]
            pairs = [rows(db, "grouping.label_pair", {"decision": s.decision, "item": s.item}) for s in found]
        return [_label(s, pair[0] if pair else None) for s, pair in zip(found, pairs, strict=True)]


def _bound(db: apsw.Connection, item: str) -> Member | None:
    """A member that an item without a membership of its own must stand beside."""
    partners = rows(db, "grouping.partners", {"items": codec.texts([item])})
    together = next((id for must, id, _ in partners if must), "")
    return ruling.standing(db, [together]).get(together)


def _id(stored: Stored | None) -> str:
    """Empty, the id of nothing, when there is no such item."""
    return "" if stored is None else stored.dispatch.id


def _label(s: Suggestion, pair: tuple[str, str] | None) -> Label:
    """The pair that the ruling stored, the suggestion's own item first; else the item and its target."""
    if s.target is not None or pair is None:
        return Label(s, s.item, s.target)
    one, other = pair
    return Label(s, one, other) if other != s.item else Label(s, other, one)
