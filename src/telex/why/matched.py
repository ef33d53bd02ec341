"""Queries, explained on what an asker may see of a dispatch."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telex.delivery.seen import Seen
from telex.errors import Invalid
from telex.house import House
from telex.model.record import Stored
from telex.routing.document import words_of
from telex.routing.explain import Explained, explain
from telex.routing.language.parser import parse
from telex.routing.language.query import Query
from telex.routing.matching.truth import matches


def compiled(text: str, zone: str) -> Query | None:
    """None for a stored query that compiles no more."""
    try:
        return parse(text, zone=zone)
    except Invalid:
        return None


def explained(text: str, seen: Seen, zone: ZoneInfo) -> Explained | None:
    """As of its arrival. Of a summary only what is true of it: what failed may well stand beyond it."""
    query = compiled(text, zone.key)
    if query is None or not seen.verdict.text:
        return None
    words = words_of(seen.dispatch, event=seen.event, arrived=seen.at)
    found = explain(query, seen.dispatch, words, seen.at, zone)
    return found if found.matched or seen.verdict.what == "full" else None


async def matched_before(house: House, stored: Stored, text: str) -> bool:
    """Whether any version of the item matches the query as it is now."""
    query = compiled(text, house.settings.zone)
    event = stored.member.event if stored.member is not None else None
    versions = await house.store.dispatches.versions(stored.dispatch.id) if query is not None else []
    return any(
        query is not None and matches(query, words_of(v.dispatch, event=event, arrived=v.at), v.at) for v in versions
    )
