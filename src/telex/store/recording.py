"""One unit of work into the record: version, log row, event, slips, products, words, filing and answer in one transaction.

Everything here runs on the writer's thread, inside its transaction; what was decided before is checked again first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import apsw

from telex.errors import Conflict, Invalid, Stale
from telex.model.dispatch import Dispatch
from telex.model.event import Place
from telex.model.record import Record
from telex.model.vocabulary import Kind, PubStatus
from telex.store import alerts, amendments, codec, erasing, filings, holds, indexing, log, suggesting
from telex.store.basis import Standing, check_relied_on
from telex.store.sql import rows, sql


def record(db: apsw.Connection, unit: Record) -> int:
    """Writes one unit and returns its position. Raises Stale, Conflict, Invalid; the caller undoes it then."""
    _check_possible(unit)
    d = unit.dispatch
    filing = _check_released(db, unit)
    known = check_relied_on(db, d.id, d.uri, unit.relied_on)
    _check_version(db, unit, known)
    killed = _is_kill(unit) or (known is not None and known.status is PubStatus.CANCELED)
    kind = Kind.MARK if d.late else unit.kind
    position = log.append(db, unit.now, kind, item=d.id, version=d.version, cause=unit.cause)
    filing = _keep_filing(db, unit, filing, position, killed=killed)
    if not d.late or known is None:
        _put_item(db, unit, position, known is None)
    amendments.add(db, d.id, unit.amendments)
    _add_version(db, unit, kind, position, filing or _filing_before(db, d))
    _follow(db, unit, position, killed=killed)
    return position


def _is_kill(unit: Record) -> bool:
    return unit.kind is Kind.KILL


def _check_possible(unit: Record) -> None:
    """What would leak or falsify the record is refused, whoever asks."""
    d = unit.dispatch
    if d.held:
        raise Invalid("a version that is held cannot be recorded: hold it, or release it first")
    if d.version < 1:
        raise Invalid("a recorded version needs its public number, from 1")
    if d.pubstatus is PubStatus.CANCELED and not _is_kill(unit) and not d.late:
        raise Invalid("only a kill makes a dispatch canceled")
    if _is_kill(unit) and d.late:
        raise Invalid("a kill cannot be a late version: it concerns all of them")
    if any((alert.item, alert.version) != (d.id, d.version) for alert in unit.alerts):
        raise Invalid("an alert is made with the version that it tells of: give its item and version")


def _check_released(db: apsw.Connection, unit: Record) -> str | None:
    """The filing of the hold that this unit releases. The hold and its timer go in this same commit."""
    if unit.released is None:
        return None
    found = rows(db, "holds.filing", (unit.released,))
    if not found or found[0][0] != unit.dispatch.id:
        raise Stale("this version is no longer held: it went out, or was thrown away")
    holds.remove(db, unit.released)
    return str(found[0][1])


def _check_version(db: apsw.Connection, unit: Record, known: Standing | None) -> None:
    d = unit.dispatch
    if db.execute(sql("record.version_taken"), (d.id, d.version)).get is not None:
        raise Stale(f"version {d.version} of this dispatch was recorded meanwhile: read it again and decide again")
    if known is not None and known.status is PubStatus.CANCELED and not d.late and not _is_kill(unit):
        raise Conflict("this dispatch was killed: nothing can follow it; file a new one")


def _keep_filing(db: apsw.Connection, unit: Record, filing: str | None, position: int, *, killed: bool) -> str | None:
    d = unit.dispatch
    state = "killed" if _is_kill(unit) else "late" if d.late else "published"
    if filing is not None:
        filings.answer(db, filing, version=d.version, position=position, state=state)
    elif unit.filing is not None:
        filing = filings.add(db, unit.filing, d, version=d.version, position=position, state=state)
        if not killed:  # of a killed item no reading is kept: it holds the text
            filings.add_reading(db, filing, unit.facts, unit.now)
    return filing


def _filing_before(db: apsw.Connection, d: Dispatch) -> str | None:
    """The filing of the newest version, for one that was made of it (restated, amended). An editor's kill has its own."""
    found: str | None = db.execute(sql("record.filing_before"), (d.id,)).get
    return found


def _put_item(db: apsw.Connection, unit: Record, position: int, new: bool) -> None:
    d, kill, now = unit.dispatch, _is_kill(unit), codec.micros(unit.now)
    status = PubStatus.CANCELED if kill else d.pubstatus
    values: dict[str, Any] = {
        "id": d.id,
        "newest": d.version,
        "status": status.value,
        "event": unit.place.event if unit.place is not None else None,
        "position": position,
        "published": now if status is PubStatus.USABLE else None,
        "killed": now if kill else None,
        "embargo": None if kill else _embargo(d),
        "urgency": d.urgency,
        "language": d.language,
        "source": d.source,
    }
    if new:
        db.execute(sql("record.add_item"), {**values, "uri": d.uri})
    else:
        db.execute(sql("record.change_item"), values)


def _embargo(d: Dispatch) -> int | None:
    """As the gate reads it: one whose end could not be read never ends."""
    if d.embargo is None:
        return None
    return codec.NEVER if d.embargo.until is None else codec.micros(d.embargo.until)


def _add_version(db: apsw.Connection, unit: Record, kind: Kind, position: int, filing: str | None) -> None:
    d = unit.dispatch
    db.execute(
        sql("record.add_version"),
        {
            "item": d.id,
            "version": d.version,
            "position": position,
            "kind": kind.value,
            "at": codec.micros(unit.now),
            "body": codec.encode(_bare(d)),
            "filing": filing,
            "late": d.late,
            "incomplete": codec.texts(unit.route.incomplete) if unit.route.incomplete else None,
        },
    )


def _bare(d: Dispatch) -> Dispatch:
    """Without what is the item's and laid over each of its versions when they are read."""
    if d.first_published_at is None and d.killed_at is None:
        return d
    return replace(d, first_published_at=None, killed_at=None)


def _follow(db: apsw.Connection, unit: Record, position: int, *, killed: bool) -> None:
    """Event, products, slips, alerts and words; for a killed item the erasure, which comes last."""
    d = unit.dispatch
    if unit.place is not None and not d.late:
        _put_member(db, unit, unit.place, position)
        if not killed:
            suggesting.suggest(db, d.id, unit.place, unit.now, position)
    db.executemany(sql("record.add_carried"), [(d.id, d.version, p) for p in sorted(unit.route.carried)])
    db.executemany(
        sql("record.add_slip"), [(position, d.id, s.subscriber, codec.texts(s.why)) for s in unit.route.slips]
    )
    alerts.add(db, unit, position)
    if killed:
        erasing.erase(db, d, whole=_is_kill(unit))
    elif not d.late:
        if d.pubstatus is PubStatus.USABLE:
            indexing.put(db, d)
        else:
            indexing.remove(db, d.id)


def _put_member(db: apsw.Connection, unit: Record, place: Place, position: int) -> None:
    at = unit.at if unit.at is not None else unit.dispatch.received_at
    db.execute(
        sql("record.put_member"),
        {
            "item": unit.dispatch.id,
            "relation": place.relation.value,
            "related_to": place.related_to,
            "evidence": codec.encode(place.evidence),
            "partial": codec.texts(place.partial),
            "contains": codec.texts(place.contains),
            "position": position,
            "at": codec.micros(at),
        },
    )
