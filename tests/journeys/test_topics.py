"""Topics over the API: made, refused, followed, told once, at the right hour."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from topic_readers import correct, file, follow, inbox, item, kill, kinds, make, people, waiting

pytestmark = pytest.mark.anyio

OTHER = """Ilvane ferry turns back

ILVANE, March 10 — The ferry from the harbour of Ilvane turned back in the fog, the pilots said.
"""
CORRECTED = """Skerra harbour closes its south quay

SKERRA, March 10 — The harbour of Skerra closed its south quay on Tuesday after a barge went astray, the port said.

Nobody was hurt.
"""


@pytest.fixture
async def agency(running: Any) -> AsyncIterator[Any]:
    await people(running)
    yield running


async def test_a_topic_alerts_its_owner_with_what_he_may_read(agency: Any) -> None:
    topic = await make(agency, "rosa", "Skerra")
    filed = await file(agency, agency.story)
    (alert,) = await inbox(agency, "rosa")
    assert (alert["kind"], alert["item"], alert["version"]) == ("match", filed["id"], 1)
    assert alert["headline"] == "Skerra harbour closes its north quay"
    assert alert["topics"] == [{"id": topic, "name": "Skerra"}]
    assert await inbox(agency, "gus") == []


async def test_several_topics_that_match_give_one_alert(agency: Any) -> None:
    ids = {await make(agency, "rosa", query) for query in ("Skerra", "harbour", "ferries")}
    await file(agency, agency.story)
    (alert,) = await inbox(agency, "rosa")
    assert {t["id"] for t in alert["topics"]} == ids


async def test_copies_of_an_event_ring_once_and_every_dispatch_each_time(agency: Any) -> None:
    await make(agency, "rosa", "harbour")
    await make(agency, "gus", "harbour", which="every")
    await item(agency, "urn:a:1", "North quay of Skerra harbour shut", agency.story)
    copy = await item(agency, "urn:b:1", "North quay of Skerra harbour shut", agency.story)
    assert copy["relation"] == "repost"
    assert kinds(await inbox(agency, "rosa")) == ["match"]
    assert kinds(await inbox(agency, "gus")) == ["match", "match"]


async def test_two_copies_filed_in_the_same_moment_ring_once(agency: Any) -> None:
    import asyncio

    await make(agency, "rosa", "harbour")
    headline = "North quay of Skerra harbour shut"
    await asyncio.gather(*(item(agency, f"urn:c:{n}", headline, agency.story) for n in range(4)))
    assert len(await inbox(agency, "rosa")) == 1


async def test_material_change_rings_again_and_says_what(agency: Any) -> None:
    await make(agency, "rosa", "harbour", which="material")
    await make(agency, "gus", "harbour")
    first = "The fire at the Skerra harbour injured 12 firefighters, the port of Skerra said on Tuesday morning."
    await item(agency, "urn:f:1", "Fire at the harbour of Skerra", first)
    same = await item(agency, "urn:f:2", "Fire at the harbour of Skerra", first, evolvedFrom="urn:f:1")
    assert same["event"]
    more = "The fire at the Skerra harbour injured 19 firefighters, the port of Skerra said later on Tuesday."
    await item(agency, "urn:f:3", "More injured in Skerra", more, evolvedFrom="urn:f:1")
    found = await inbox(agency, "rosa")
    assert [(a["kind"], a["changes"]) for a in found] == [("match", []), ("change", ["figure"])]
    assert kinds(await inbox(agency, "gus")) == ["match"]


async def test_a_digest_waits_for_its_hour_and_then_comes_with_what_gathered(agency: Any, clock: Any) -> None:
    await make(agency, "rosa", "harbour", mode="digest", which="every", hours=["18:00", "08:00"], zone="Europe/Paris")
    await file(agency, agency.story)
    await file(agency, OTHER)
    assert await inbox(agency, "rosa") == []
    assert [(a["digest"], a["due"]) for a in await waiting(agency, "rosa")] == [(True, "2026-03-10T17:00:00Z")] * 2
    clock.advance(hours=9)
    assert len(await inbox(agency, "rosa")) == 2
    assert await waiting(agency, "rosa") == []


async def test_what_comes_while_muted_is_counted_and_shown_afterwards(agency: Any, clock: Any) -> None:
    await make(agency, "rosa", "harbour")
    until = (clock() + timedelta(hours=2)).isoformat()
    assert (await agency.call("PUT", "/mute", "rosa", json={"until": until})).status == 204
    assert (await agency.get("/topics", "rosa")).json["muted_until"] == "2026-03-10T10:00:00Z"
    await file(agency, agency.story)
    assert await inbox(agency, "rosa") == []
    assert [a["muted"] for a in await waiting(agency, "rosa")] == [True]
    clock.advance(hours=2)
    assert [a["muted"] for a in await inbox(agency, "rosa")] == [True]
    assert (await agency.get("/topics", "rosa")).json["muted_until"] is None


async def test_one_topic_may_be_muted_alone(agency: Any, clock: Any) -> None:
    quays, ferries = await make(agency, "rosa", "quay"), await make(agency, "rosa", "fog")
    until = (clock() + timedelta(hours=2)).isoformat()
    await agency.call("PUT", "/mute", "rosa", json={"until": until, "topic": quays})
    await file(agency, agency.story)
    await file(agency, OTHER)
    assert [a["topics"][0]["id"] for a in await inbox(agency, "rosa")] == [ferries]
    assert (await agency.call("PUT", "/mute", "gus", json={"until": until, "topic": quays})).status == 404


async def test_a_correction_reaches_who_follows_no_more_though_it_no_longer_matches(agency: Any) -> None:
    topic = await make(agency, "rosa", '"north quay"')
    filed = await file(agency, agency.story)
    assert (await agency.call("DELETE", f"/topics/{topic}/follow", "rosa")).status == 204
    await correct(agency, filed["id"], CORRECTED)
    found = await inbox(agency, "rosa")
    assert [(a["kind"], a["version"]) for a in found] == [("match", 1), ("correction", 2)]
    assert found[1]["note"] == "the quay was the south one"
    assert found[1]["topics"] == [{"id": topic, "name": '"north quay"'}]


async def test_a_kill_comes_at_once_through_mute_and_digest_and_after_the_topic_is_retired(
    agency: Any, clock: Any
) -> None:
    topic = await make(agency, "rosa", "quay", mode="digest", hours=["18:00"])
    filed = await file(agency, agency.story)
    assert (await agency.call("DELETE", f"/topics/{topic}", "rosa")).status == 204
    await agency.call("PUT", "/mute", "rosa", json={"until": (clock() + timedelta(days=9)).isoformat()})
    await kill(agency, filed["id"])
    (alert,) = await inbox(agency, "rosa")
    assert (alert["kind"], alert["what"]) == ("kill", "notice")
    assert alert["note"] == "withdrawn: the quay was never closed"


async def test_an_embargoed_text_alerts_when_it_is_released_and_not_before(agency: Any, clock: Any) -> None:
    await make(agency, "rosa", "Skerra")
    held = await file(agency, agency.story, embargo="2026-03-10T09:00:00+00:00")
    assert held["state"] == "held"
    assert (await inbox(agency, "rosa"), await waiting(agency, "rosa")) == ([], [])
    clock.advance(hours=1)
    await agency.house.agency.release_due()
    assert kinds(await inbox(agency, "rosa")) == ["match"]


async def test_what_is_withheld_and_let_out_again_rings_for_nobody_twice(agency: Any) -> None:
    await make(agency, "rosa", "Skerra", which="every")
    filed = await file(agency, agency.story)
    await agency.house.agency.withhold(filed["id"])
    assert await inbox(agency, "rosa") == [], "and is in no inbox meanwhile"
    await make(agency, "gus", "Skerra", which="every")
    await agency.house.agency.restore(filed["id"])
    assert [a["version"] for a in await inbox(agency, "rosa")] == [1]
    assert [a["version"] for a in await inbox(agency, "gus")] == [3]


async def test_the_inbox_is_read_by_cursor_and_marked_as_read(agency: Any) -> None:
    await make(agency, "rosa", "harbour", which="every")
    for n in range(5):
        await item(agency, f"urn:n:{n}", f"Harbour notice number {n}", f"Notice number {n} of the harbour: {n * 7919}.")
    first = (await agency.get("/alerts", "rosa", params={"after": "0", "limit": "2"})).json
    rest = (await agency.get("/alerts", "rosa", params={"after": str(first["next"])})).json
    assert [len(first["items"]), len(rest["items"])] == [2, 3]
    again = (await agency.get("/alerts", "rosa", params={"after": str(rest["next"])})).json
    assert (again["items"], again["next"]) == ([], rest["next"])
    ns = [a["n"] for a in first["items"]]
    assert (await agency.call("POST", "/alerts/read", "rosa", json={"ns": ns})).status == 204
    unread = (await agency.get("/alerts", "rosa", params={"unread": "true"})).json
    assert (unread["unread"], len(unread["items"]), unread["next"]) == (3, 3, None)
    await agency.call("POST", "/alerts/read", "gus", json={})
    assert (await agency.get("/alerts", "rosa")).json["unread"] == 3
    await agency.call("POST", "/alerts/read", "rosa", json={})
    assert (await agency.get("/alerts", "rosa")).json["unread"] == 0


async def test_topics_and_follows_hold_after_a_restart(start: Any, furnishing: Any, clock: Any, tmp_path: Path) -> None:
    async with start(tmp_path, clock) as found:
        await furnishing(found)
        await people(found)
        await make(found, "rosa", "Skerra")
        tokens = found.tokens
    async with start(tmp_path, clock) as found:
        found.tokens.update(tokens)
        await file(found, found.story)
        assert kinds(await inbox(found, "rosa")) == ["match"]


async def test_a_follower_may_choose_his_own_way(agency: Any) -> None:
    topic = await make(agency, "rosa", "harbour", reach="company")
    await follow(agency, "gus", topic, mode="quiet")
    await file(agency, agency.story)
    assert (len(await inbox(agency, "rosa")), len(await inbox(agency, "gus"))) == (1, 0)


async def test_a_wire_that_no_topic_matches_is_asked_nothing(agency: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await make(agency, "rosa", "volcano")
    asked = []
    told = agency.house.store.alerts.told

    async def watched(**given: Any) -> Any:
        asked.append(given)
        return await told(**given)

    monkeypatch.setattr(agency.house.store.alerts, "told", watched)
    await file(agency, agency.story)
    assert asked == []


async def test_a_fault_in_alerting_costs_alerts_and_is_told_to_the_operator(
    agency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make(agency, "rosa", "Skerra")

    async def broken(**given: Any) -> Any:
        raise ValueError("disk on fire")

    monkeypatch.setattr(agency.house.store.alerts, "told", broken)
    filed = await file(agency, agency.story)
    assert filed["state"] == "published"
    assert any("disk on fire" in note and filed["id"] in note for note in agency.house.agency.notes)
