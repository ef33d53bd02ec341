"""An editor says what a dispatch says, where the reading was wrong or silent: a new version, and it stays so."""

from __future__ import annotations

from collections.abc import Sequence

from telex.desk.amend import amended, check, next_amended
from telex.errors import Conflict, Invalid, NotFound, Stale
from telex.house import House
from telex.model.amendment import Amendment
from telex.model.filing import Filed
from telex.model.record import Held
from telex.model.vocabulary import PubStatus


async def amend(house: House, id: str, amendments: Sequence[Amendment], *, based_on: int | None = None) -> Filed:
    """Sets fields of an item. One that is out gets a new version, distributed like any other; a held one is changed.

    `based_on` = version that the editor was looking at. Raises NotFound, Invalid (naming the field), Conflict.
    """
    if not amendments:
        raise Invalid("nothing to set: name a field and its value")
    known = await house.store.dispatches.lineage(id=id, uri=None, evolved_from=None, translation_of=None)
    if known.newest is None:
        return await _amend_held(house, id, amendments)
    newest = known.newest.dispatch
    if newest.pubstatus is PubStatus.CANCELED:
        raise Conflict("this dispatch was killed: nothing is left to set")
    if based_on is not None and based_on != newest.version:
        raise Conflict(f"the dispatch is at version {newest.version} by now, you worked on {based_on}: look, then redo")
    dispatch = next_amended(newest, known, amendments, house.agency.clock())
    if dispatch is None:  # nothing to distribute, yet the desk has spoken: no later reading says otherwise
        await house.store.amendments.put(newest.id, amendments)
        return Filed(newest.id, newest.uri, newest.version, known.newest.position, "duplicate")
    try:
        return await house.agency.publish(None, None, dispatch, known, amendments=tuple(amendments))
    except Stale as error:
        raise Conflict("the dispatch changed in this moment: look again, then redo") from error


async def _amend_held(house: House, id: str, amendments: Sequence[Amendment]) -> Filed:
    held: Held | None = await house.store.holds.get(id)
    if held is None:
        raise NotFound(f"no dispatch {id[:60]!r}; look it up with its id")
    for amendment in amendments:
        check(amendment, held.dispatch)
    await house.store.amendments.put(held.dispatch.id, amendments)
    await house.store.holds.move(held.id, held.due, amended(held.dispatch, amendments))
    return Filed(held.dispatch.id, held.dispatch.uri, None, None, "held")
