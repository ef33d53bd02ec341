"""What is told about a filing: to the desk everything that was decided, to a source what it sent itself."""

from __future__ import annotations

from msgspec import structs

from telex.model.dispatch import Dispatch
from telex.model.filing import Filed
from telex.model.record import Stored
from telex.web.api.envelope import day, proof
from telex.web.api.shapes import FiledItem, Recipient
from telex.web.api.table import Call


async def filed_item(call: Call, filed: Filed) -> FiledItem:
    """The answer with what was understood. A source learns nothing of a dispatch that another one filed."""
    item = FiledItem(filed.id, filed.uri, filed.version, filed.position, filed.state)
    store = call.house.store
    if filed.version is None:
        return await _held(call, item)
    stored = await store.dispatches.version(filed.id, filed.version)
    if stored is None or not _own(call, stored.dispatch):
        return item
    item = _read(item, stored.dispatch)
    return await _decided(call, item, stored) if call.caller.editor else item


async def _held(call: Call, item: FiledItem) -> FiledItem:
    held = await call.house.store.holds.get(item.id)
    if held is None or not _own(call, held.dispatch):
        return item
    return structs.replace(_read(item, held.dispatch), held_until=held.due, held_because=held.reason)


def _own(call: Call, dispatch: Dispatch) -> bool:
    token = call.caller.token
    return call.caller.editor or (token is not None and token.source == dispatch.source)


def _read(item: FiledItem, d: Dispatch) -> FiledItem:
    return structs.replace(
        item,
        headline=d.headline,
        language=d.language,
        published=d.published,
        updated=d.updated,
        event_date=day(d.event_date),
    )


async def _decided(call: Call, item: FiledItem, stored: Stored) -> FiledItem:
    member = stored.member
    slips = await call.house.store.dispatches.slips(item.id)
    return structs.replace(
        item,
        event=member.event if member else None,
        relation=member.relation.value if member else None,
        related_to=member.related_to if member else None,
        evidence=proof(member.evidence) if member else None,
        products=tuple(sorted(stored.carried)),
        recipients=tuple(Recipient(s.subscriber, s.why) for s in slips),
    )
