"""Days and places that several accounts give to the event: different ones, or a weekday that fits another's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from telex.events.claims import Account, Claim, Told, name_words, only, spanned
from telex.events.named import country_of
from telex.events.timeline import linked_date
from telex.events.when import day
from telex.model.mentions import DateSaid, Location
from telex.model.proof import Field, Span

Days = tuple[date, date]
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|W(\d{2})|Q([1-4])))?")


def claims(accounts: Sequence[Account]) -> list[Claim]:
    """Days of the event, its place, then dates found in one account alone."""
    return [*_days(accounts), *_linked(accounts), *_places(accounts), *_alone(accounts)]


def days_of(value: str | None) -> Days | None:
    """First and last day of a value as in `DateSaid.value`; None for a season, a bare year in a range gone wrong, nonsense."""
    if value is None:
        return None
    first, _, last = value.partition("/")
    start, end = _bounds(first), _bounds(last or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _bounds(text: str) -> Days | None:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    year, month, number, week, quarter = (int(part) if part else None for part in match.groups())
    try:
        if week and year:
            return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        if number and month and year:
            return date(year, month, number), date(year, month, number)
        first = month or (3 * quarter - 2 if quarter else 1)
        last = month or (3 * quarter if quarter else 12)
        return date(year or 0, first, 1), _month_end(year or 0, last)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _event_days(account: Account) -> Days | None:
    """The sure days of the event. A year that was inferred proves no difference."""
    stated = account.dispatch.event_date
    first = day(stated.start) if stated is not None and not stated.year_inferred else None
    if stated is None or first is None:
        return None
    return first, max(first, day(stated.end) or first)


def _told(account: Account, days: Days) -> Told:
    """The days with the place that says them, where the reader kept it."""
    spans = (span for field, span in spanned(account, account.mentions.dates) if days_of(field.value.value) == days)
    shown = days[0].isoformat() if days[0] == days[1] else f"{days[0].isoformat()}/{days[1].isoformat()}"
    return Told(account.id, shown, next(spans, None))


def _days(accounts: Sequence[Account]) -> list[Claim]:
    stated = [(account, days) for account in accounts if (days := _event_days(account)) is not None]
    if any(not _meet(one, other) for _, one in stated for _, other in stated):
        return [Claim("differs", "date", tuple(_told(account, days) for account, days in stated))]
    return []


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _linked(accounts: Sequence[Account]) -> list[Claim]:
    """A weekday and nothing else, beside the account whose day it fits."""
    dispatches = [account.dispatch for account in accounts]
    found: list[Claim] = []
    for account in accounts:
        linked = linked_date(account.dispatch, dispatches)
        stated = account.dispatch.event_date
        if linked is None or stated is None or stated.weekday is None:
            continue
        wanted = day(linked.value.start)
        holder = next((a for a in accounts if wanted is not None and _event_days(a) == (wanted, wanted)), None)
        if holder is not None and wanted is not None:
            weekday = Told(account.id, stated.weekday, _said(account, stated.weekday))
            pair = {account.id: weekday, holder.id: _told(holder, (wanted, wanted))}
            found.append(Claim("linked", "date", tuple(pair[a.id] for a in accounts if a.id in pair)))
    return found


def _said(account: Account, weekday: str) -> Span | None:
    fields = spanned(account, account.mentions.dates)
    return next((span for field, span in fields if weekday.lower() in field.value.text.lower()), None)


def _places(accounts: Sequence[Account]) -> list[Claim]:
    """Places of the event of which two cannot be one: other countries, or other towns of which neither text names the other's."""
    placed = [
        (account, field.value, span)
        for account in accounts
        if account.mentions.event_place is not None
        for field, span in spanned(account, [account.mentions.event_place])
    ]
    if any(_elsewhere(*one[:2], *other[:2]) for one in placed for other in placed):
        return [Claim("differs", "place", tuple(Told(account.id, place.name, span) for account, place, span in placed))]
    return []


def _elsewhere(one: Account, here: Location, other: Account, there: Location) -> bool:
    if one.id == other.id or here.country is None or there.country is None:
        return False
    if here.country != there.country:
        return True
    towns = country_of(here, one.language) is None and country_of(there, other.language) is None
    strangers = not one.says(name_words(there.name)) and not other.says(name_words(here.name))
    return towns and one.language == other.language and strangers


def _alone(accounts: Sequence[Account]) -> list[Claim]:
    found: list[Claim] = []
    for account in accounts:
        seen: set[str] = set()
        for field, span in spanned(account, account.mentions.dates):
            claim = _date_alone(account, field, span, accounts)
            if claim is not None and (field.value.value or "") not in seen:
                seen.add(field.value.value or "")
                found.append(claim)
    return found


def _date_alone(account: Account, field: Field[DateSaid], span: Span, accounts: Sequence[Account]) -> Claim | None:
    """A date that no other account names or holds. A text with dates that come to nothing may mean this one."""
    said = field.value
    days = days_of(said.value)
    others = [other for other in accounts if other.id != account.id]
    if days is None or said.grain == "year" or any(_may_say(other, days) for other in others):
        return None
    return only("date", said.text, span, account, [other for other in others if other.read])


def _may_say(other: Account, days: Days) -> bool:
    stated = other.dispatch.event_date
    if stated is not None and stated.start is None and stated.weekday is not None:
        return True
    known = [_event_days(other), days_of((other.dispatch.published or "")[:10])]
    for field in other.mentions.dates:
        if field.value.value is None and field.value.grain == "day":
            return True
        known.append(days_of(field.value.value))
    return any(found is not None and _meet(found, days) for found in known)
