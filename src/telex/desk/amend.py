"""An editor's word on what a text says, laid over what was read. Pure; it wins over every reading, early or late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from telex.errors import Invalid
from telex.model.amendment import LISTS, SCALARS, Amendment
from telex.model.dispatch import Dispatch
from telex.model.facts import EventDate, Facts
from telex.model.mentions import Location, Mentions
from telex.model.proof import Field, Span
from telex.model.record import Known
from telex.model.vocabulary import Act

METHOD = "editor"
LONGEST = 4_000
"""Characters of one text value."""
VERBATIM = frozenset({"quotes", "figures", "commitments", "dates"})
"""What must stand in the text word for word."""
_IN_MENTIONS = frozenset({"event_place", *LISTS})
_OF_FACTS = {"slugline": "slug"}
"""Where a field of a dispatch is called otherwise in a reading."""


def amended(dispatch: Dispatch, amendments: Iterable[Amendment]) -> Dispatch:
    """The dispatch as the editors say it is. A field that they left alone stays as read."""
    chosen = latest(amendments)
    plain = {a.field: a.value for a in chosen if a.field not in _IN_MENTIONS}
    mentions = laid_over(dispatch.mentions, dispatch.body, chosen)
    return replace(dispatch, **plain, mentions=mentions) if plain or mentions is not dispatch.mentions else dispatch


def next_amended(newest: Dispatch, known: Known, amendments: Sequence[Amendment], now: datetime) -> Dispatch | None:
    """The newest version with the amendments and the next number; None when they change nothing.

    Raises Invalid naming the field, with what would be right.
    """
    for amendment in amendments:
        check(amendment, newest)
    found = amended(newest, amendments)
    if found == newest:
        return None
    number = max(known.versions, default=0) + 1
    return replace(found, version=number, act=Act.UPDATE, version_created=now, editor=amendments[-1].by)


def read_as(facts: Facts, amendments: Iterable[Amendment]) -> Facts:
    """A reading with the editors' values in place, marked as theirs: what the desk shows, and what re-reads compare."""
    chosen = latest(amendments)
    if not chosen:
        return facts
    known = {f.name for f in fields(Facts)}
    plain: dict[str, Any] = {}
    for a in chosen:
        name = _OF_FACTS.get(a.field, a.field)
        if a.field not in _IN_MENTIONS and name in known:
            plain[name] = None if a.value is None else Field(a.value, METHOD)
    return replace(facts, **plain, mentions=laid_over(facts.mentions, facts.body, chosen))


def laid_over(mentions: Mentions, body: Sequence[str], amendments: Sequence[Amendment]) -> Mentions:
    """The mentions with the editors' entries: one that was read is replaced or taken out, a new one comes at its place."""
    changed: dict[str, Any] = {}
    for amendment in amendments:
        if amendment.field == "event_place":
            changed["event_place"] = None if amendment.value is None else Field(amendment.value, METHOD)
        elif amendment.field in LISTS:
            found = changed.get(amendment.field, getattr(mentions, amendment.field))
            changed[amendment.field] = _with(found, amendment, body)
    return replace(mentions, **changed) if changed else mentions


def _with(found: tuple[Field[Any], ...], amendment: Amendment, body: Sequence[str]) -> tuple[Field[Any], ...]:
    name = LISTS[amendment.field][1]
    same = [field for field in found if getattr(field.value, name) == amendment.key]
    rest = tuple(field for field in found if getattr(field.value, name) != amendment.key)
    if amendment.value is None:
        return rest
    span = same[0].span if same else _place(getattr(amendment.value, name), body)
    entered = (*rest, Field(amendment.value, METHOD, span))
    return tuple(sorted(entered, key=_order))


def _order(field: Field[Any]) -> tuple[int, int, int]:
    span = field.span
    return (1, 0, 0) if span is None else (0, span.block, span.start)


def _place(text: str, body: Sequence[str]) -> Span | None:
    for number, paragraph in enumerate(body):
        start = paragraph.find(text)
        if start >= 0:
            return Span(number, start, start + len(text))
    return None


def latest(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """The last word on each value, in the order in which they were first amended."""
    chosen: dict[tuple[str, str], Amendment] = {}
    for amendment in amendments:
        chosen[amendment.field, amendment.key] = amendment
    return tuple(chosen.values())


def check(amendment: Amendment, dispatch: Dispatch) -> None:
    """Raises Invalid for what a later reader of the field could not use."""
    field, value = amendment.field, amendment.value
    if field not in SCALARS and field not in LISTS:
        raise Invalid(f"no field {field[:40]!r} can be set; those that can: {', '.join((*SCALARS, *LISTS))}")
    if (field in LISTS) != bool(amendment.key):
        raise Invalid(
            f"{field}: say which entry is meant" if field in LISTS else f"{field} has one value: no key belongs to it"
        )
    if field == "urgency" and not (isinstance(value, int) and 1 <= value <= 9):
        raise Invalid("urgency is a whole number from 1 (flash) to 9")
    if field in ("published", "updated") and value is not None:
        _moment(field, value)
    if isinstance(value, EventDate):
        _days(value)
    if isinstance(value, Location):
        _country(value.country)
    if field in VERBATIM and value is not None:
        _verbatim(field, value.text, dispatch)
    if isinstance(value, str) and not 0 < len(value) <= LONGEST:
        raise Invalid(f"{field}: from 1 to {LONGEST} characters; to say that there is none, send null")


def _moment(field: str, value: str) -> None:
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise Invalid(f"{field} {value[:40]!r} is no ISO 8601 date, such as 2026-03-10 or 2026-03-10T07:15") from error


def _days(value: EventDate) -> None:
    try:
        start = date.fromisoformat(value.start) if value.start else None
        end = date.fromisoformat(value.end) if value.end else None
    except ValueError as error:
        raise Invalid("event_date: days are written 2026-03-10") from error
    if start is not None and end is not None and end < start:
        raise Invalid(f"event_date: {value.end} is before {value.start}")


def _country(code: str | None) -> None:
    if code is not None and not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise Invalid(f"country {code[:20]!r} is no ISO 3166 code of two capitals, such as FR")


def _verbatim(field: str, text: str, dispatch: Dispatch) -> None:
    if not any(text in paragraph for paragraph in dispatch.body):
        raise Invalid(f"{field}: {text[:60]!r} does not stand in the text word for word")
