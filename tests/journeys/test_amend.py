"""An editor's value goes out as a new version and stays through later versions, re-reads and a hold."""

from __future__ import annotations

from typing import Any

import pytest

from telex.again import reread
from telex.amend import amend
from telex.errors import Conflict, NotFound
from telex.model.amendment import Amendment
from telex.model.facts import EventDate

pytestmark = pytest.mark.anyio


def value(running: Any, field: str, said: Any, key: str = "") -> Amendment:
    return Amendment(field, key, said, "edith@agency.example", running.clock())


async def filed(running: Any, headline: str = "Harbour lamp", words: str = "on Tuesday", **more: Any) -> str:
    item = running.ninjs("urn:harbour:7", headline, f"The harbour lamp was lit {words}.", **more)
    answer = await running.file(item, "harbour", "application/json")
    assert answer.status in (200, 201, 202), answer.body
    return str(answer.json["id"])


async def test_an_amended_field_is_distributed_and_survives_the_next_version(running: Any) -> None:
    id = await filed(running)
    done = await amend(running.house, id, [value(running, "headline", "Harbour light")], based_on=1)
    assert (done.version, done.state) == (2, "published")
    assert (await running.get(f"/dispatches/{id}", "gazette")).json["item"]["headlines"][0]["value"] == "Harbour light"
    await filed(running, "Harbour lamp!", "at dusk", version="3")
    stored = await running.house.store.dispatches.newest(id)
    assert (stored.dispatch.version, stored.dispatch.headline) == (3, "Harbour light")


async def test_a_reread_does_not_report_what_an_editor_settled(running: Any) -> None:
    id = await filed(running)
    day = EventDate("2026-03-10", "2026-03-10")
    await amend(running.house, id, [value(running, "event_date", day)])
    (result,) = await reread(running.house)
    assert result.same and result.changed == ()
    assert (await running.house.store.dispatches.newest(id)).dispatch.event_date == day


async def test_setting_what_is_so_already_makes_no_version(running: Any) -> None:
    id = await filed(running)
    assert (await amend(running.house, id, [value(running, "headline", "Harbour lamp")])).state == "duplicate"
    assert await running.house.store.dispatches.version(id, 2) is None


async def test_who_looked_at_an_older_version_is_told_so(running: Any) -> None:
    id = await filed(running)
    await filed(running, "Harbour lamp, again", version="2")
    with pytest.raises(Conflict, match="version 2 by now"):
        await amend(running.house, id, [value(running, "headline", "Harbour light")], based_on=1)
    with pytest.raises(NotFound):
        await amend(running.house, "nowhere", [value(running, "headline", "Harbour light")])


async def test_a_held_dispatch_goes_out_as_amended(running: Any) -> None:
    id = await filed(running, embargoed="2026-03-10T09:00:00Z")
    assert (await amend(running.house, id, [value(running, "headline", "Harbour light")])).state == "held"
    running.clock.advance(hours=2)
    await running.house.agency.release_due()
    stored = await running.house.store.dispatches.newest(id)
    assert (stored.dispatch.version, stored.dispatch.headline) == (1, "Harbour light")


async def test_a_killed_dispatch_is_not_amended(running: Any) -> None:
    id = await filed(running)
    await amend(running.house, id, [value(running, "headline", "Harbour light")])
    order = {"act": "kill", "of": id, "note": "Not so."}
    assert (await running.call("POST", "/filings", "desk", params=order, body=b"")).status < 300
    with pytest.raises(Conflict, match="killed"):
        await amend(running.house, id, [value(running, "headline", "Harbour lamp")])
    assert await running.house.store.amendments.of(id) == ()
