"""A dispatch as the API gives it: ninjs inside, Telex's own words around."""

from __future__ import annotations

import asyncio
from dataclasses import asdict

from msgspec import UNSET

from telex.delivery.reader import Seen
from telex.formats import ninjs
from telex.house import House
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence
from telex.model.facts import EventDate, Field
from telex.web.api.shapes import Credit, Day, Envelope, Oddity, Proof


async def envelope(house: House, seen: Seen, *, desk: bool) -> Envelope:
    """`seen` has been through the gate for this caller; nothing is added that he may not have."""
    d = seen.dispatch
    item = ninjs.dump(
        d,
        seen.verdict.what,
        url=f"{house.settings.url}/d/{d.id}",
        agency=house.settings.agency_name,
        uris=await links(house, d),
    )
    return Envelope(
        position=seen.position,
        id=d.id,
        version=d.version,
        kind=seen.kind.value,
        at=seen.at,
        event=seen.event,
        relation=seen.relation.value if seen.relation else None,
        related_to=seen.related_to,
        day=linked(seen.day),
        products=tuple(sorted(seen.products)),
        what=seen.verdict.what,
        published=d.published,
        updated=d.updated,
        event_date=day(d.event_date),
        translation=_credit(d),
        summary_derived=d.abstract_derived,
        item=item,
        evidence=proof(seen.evidence) if desk else UNSET,
        anomalies=tuple(Oddity(a.code, a.detail) for a in d.anomalies) if desk else UNSET,
    )


async def envelopes(house: House, found: tuple[Seen, ...] | list[Seen], *, desk: bool) -> tuple[Envelope, ...]:
    made = []
    for seen in found:
        await asyncio.sleep(0)  # a page of 200 long texts does not keep the streams waiting
        made.append(await envelope(house, seen, desk=desk))
    return tuple(made)


async def links(house: House, d: Dispatch) -> dict[str, str]:
    """Uris of the items it links to: the reader leaves a link only where the caller may see the other end."""
    found = {}
    for id in (d.evolved_from, d.translation_of):
        if id is not None and (other := await house.store.dispatches.newest(id)) is not None:
            found[id] = other.dispatch.uri
    return found


def day(date: EventDate | None, method: str | None = None) -> Day | None:
    return Day(date.start, date.end, date.weekday, date.year_inferred, method) if date else None


def linked(date: Field[EventDate] | None) -> Day | None:
    return day(date.value, date.method) if date else None


def proof(evidence: Evidence | None) -> Proof | None:
    return Proof(**asdict(evidence)) if evidence else None


def _credit(d: Dispatch) -> Credit | None:
    t = d.translation
    return Credit(t.language, t.translator, t.machine_suspected) if t else None
