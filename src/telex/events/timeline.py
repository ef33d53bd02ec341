"""An event in the order of what it tells: derived at reading, from the members that the viewer may see.

Nothing here is stored, so a hidden dispatch leaves no trace in any date or order (events.md sections 5 and 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from telex.events.when import at, day, issued, told
from telex.model.dispatch import Dispatch
from telex.model.event import Member
from telex.model.facts import EventDate, Field
from telex.model.proof import Span
from telex.model.text import fold
from telex.model.vocabulary import Relation

_WEEKDAYS = {
    name: number
    for names in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}


class Order(StrEnum):
    """What the lines of a timeline go by."""

    TOLD = "told"
    """Day of what is told, then the hour of issue or arrival."""
    ARRIVAL = "arrival"
    """Order of arrival here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    id: str
    version: int
    relation: Relation
    date: str | None
    """ISO day or days (`2024-11-05`, `2018-11-22/2018-11-23`) of what is told, else as published, else of arrival."""
    method: str
    """text (said by the dispatch), event-link (taken from a member), published, received."""
    position: int
    at: datetime
    """When it arrived, as the caller's `Member.at` says."""
    folded: tuple[Entry, ...] = ()
    """Earlier versions of the item, then its reposts, in order of position."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A text that announces a day."""

    dispatch: str
    text: str
    """The words that say the day."""
    span: Span


@dataclass(frozen=True, slots=True)
class Announced:
    """A day ahead of the texts, and those that announce it, in the order given."""

    date: str
    notices: tuple[Notice, ...]


MOST_ANNOUNCED = 30
"""Days announced that one timeline holds: the earliest ones."""


def timeline(members: Sequence[tuple[Dispatch, Member]], order: Order = Order.TOLD) -> tuple[Entry, ...]:
    """The members in one of two orders; older versions and reposts folded under what they repeat.

    Shapes: one pair per version or one per item; only what the viewer may see; `Member.at` = arrival of that version. A
    repost whose original is not among them stands by itself. In order of arrival an item stands where it first came.
    """
    dispatches = [dispatch for dispatch, _ in members]
    heads: dict[str, tuple[Dispatch, Member]] = {}
    older: dict[str, list[Entry]] = {}
    for dispatch, member in sorted(members, key=lambda pair: (pair[0].version, pair[1].position)):
        before = heads.get(dispatch.id)
        if before is not None:
            older.setdefault(dispatch.id, []).append(_entry(*before, dispatches))
        heads[dispatch.id] = (dispatch, member)
    entries = {key: replace(_entry(*head, dispatches), folded=tuple(older.get(key, ()))) for key, head in heads.items()}
    roots = {key: _root(key, heads) for key in heads}
    for key in sorted((key for key, root in roots.items() if key != root), key=lambda key: heads[key][1].position):
        root = entries[roots[key]]
        entries[roots[key]] = replace(root, folded=(*root.folded, entries[key]))
    shown = [key for key, root in roots.items() if key == root]
    if order is Order.ARRIVAL:
        return tuple(sorted((entries[key] for key in shown), key=_came))
    return tuple(entries[key] for key in sorted(shown, key=lambda key: _when(heads[key], dispatches)))


def announced(dispatches: Sequence[Dispatch]) -> tuple[Announced, ...]:
    """Days that the texts say lie ahead, each with the words that say so. A day that one of them tells as done is none."""
    told = {sure for dispatch in dispatches if (sure := _sure_day(dispatch)) is not None}
    found: dict[date, dict[str, Notice]] = {}
    for dispatch in dispatches:
        for field in dispatch.mentions.dates:
            said, span = field.value, field.span
            ahead = day(said.value) if said.grain == "day" and said.tense == "future" else None
            if ahead is not None and ahead not in told and span is not None and span.block < len(dispatch.body):
                notice = Notice(dispatch.id, said.text, span)
                found.setdefault(ahead, {}).setdefault(dispatch.id, notice)
    days = sorted(found)[:MOST_ANNOUNCED]
    return tuple(Announced(each.isoformat(), tuple(found[each].values())) for each in days)


def linked_date(dispatch: Dispatch, others: Sequence[Dispatch]) -> Field[EventDate] | None:
    """The day of a text that says a weekday and nothing else, taken from the other members of its event.

    A member counts when it states one sure day that is that weekday. None when none does, or when two of them state
    different days: nothing is invented. Method `event-link`; gone as soon as the link is undone.
    """
    stated = dispatch.event_date
    if stated is None or stated.start is not None or stated.weekday is None:
        return None
    wanted = _weekday(stated.weekday)
    days = {sure for other in others if other.id != dispatch.id and (sure := _sure_day(other)) is not None}
    fitting = sorted(found for found in days if found.weekday() == wanted)
    if len(fitting) != 1:
        return None
    found = fitting[0].isoformat()
    return Field(EventDate(found, found, stated.weekday), "event-link", confidence="likely")


def _weekday(words: str) -> int | None:
    """`mardi`, `mardi soir`, `on Tuesday` as 1; None without a weekday in French or English, or with two."""
    found = {_WEEKDAYS[word] for word in fold(words[:60]).replace(",", " ").split() if word in _WEEKDAYS}
    return found.pop() if len(found) == 1 else None


def _sure_day(dispatch: Dispatch) -> date | None:
    stated = dispatch.event_date
    if stated is None or stated.year_inferred or stated.end not in (None, stated.start):
        return None
    return day(stated.start)


def _root(key: str, heads: dict[str, tuple[Dispatch, Member]]) -> str:
    """The item under which a repost is folded: follows repost links. One that leads back to itself stands alone."""
    start, seen = key, {key}
    while True:
        member = heads[key][1]
        original = member.related_to
        if member.relation is not Relation.REPOST or original is None or original not in heads:
            return key
        if original in seen:
            return start if original == start else key
        seen.add(original)
        key = original


def _entry(dispatch: Dispatch, member: Member, others: Sequence[Dispatch]) -> Entry:
    shown, method = _date(dispatch, others)
    return Entry(dispatch.id, dispatch.version, member.relation, shown, method, member.position, member.at)


def _came(entry: Entry) -> tuple[datetime, int]:
    """First arrival of an item: that of its earliest version here."""
    own = [entry, *(below for below in entry.folded if below.id == entry.id)]
    return min(one.at for one in own), min(one.position for one in own)


def _date(dispatch: Dispatch, others: Sequence[Dispatch]) -> tuple[str | None, str]:
    stated = dispatch.event_date
    if stated is not None and stated.start is not None:
        span = stated.start if stated.end in (None, stated.start) else f"{stated.start}/{stated.end}"
        return span, "text"
    linked = linked_date(dispatch, others)
    if linked is not None:
        return linked.value.start, linked.method
    if dispatch.published is not None:
        return dispatch.published, "published"
    return dispatch.received_at.date().isoformat(), "received"


def _when(head: tuple[Dispatch, Member], others: Sequence[Dispatch]) -> tuple[str, str, int]:
    """Order: day of what is told, then the hour of issue or arrival, then position."""
    dispatch, member = head
    linked = linked_date(dispatch, others) if told(dispatch) is None else None
    first = linked.value.start if linked else None
    hour = issued(dispatch) or dispatch.received_at
    return first or at(dispatch).date().isoformat(), hour.isoformat(), member.position
