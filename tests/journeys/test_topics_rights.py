"""A topic never gives a right: shared ones are judged for each reader, at the match and again at each look."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from topic_readers import PASSWORD, correct, file, follow, inbox, item, kill, kinds, make, people, waiting

from telex import grouping
from telex.model.company import Entitlement
from telex.model.grouping import Instruction, Ruling
from telex.model.topic import Topic
from telex.model.vocabulary import Limit, Role

pytestmark = pytest.mark.anyio


@pytest.fixture
async def agency(running: Any) -> AsyncIterator[Any]:
    await people(running)
    yield running


def words(alerts: list[dict[str, Any]]) -> str:
    return json.dumps(alerts)


async def test_a_topic_offered_to_three_companies_brings_each_what_its_right_opens(agency: Any) -> None:
    topic = await make(agency, "desk", "harbour", reach="global")
    for who in ("rosa", "dina", "emil"):
        await follow(agency, who, topic)
    await file(agency, agency.story)
    full, summary = (await inbox(agency, "rosa"))[0], (await inbox(agency, "dina"))[0]
    assert (full["what"], summary["what"]) == ("full", "summary")
    assert full["headline"] == summary["headline"] == "Skerra harbour closes its north quay"
    assert (await inbox(agency, "emil"), (await agency.get("/alerts", "emil")).json["unread"]) == ([], 0)


async def test_what_only_the_whole_text_says_is_told_to_no_reader_of_summaries(agency: Any) -> None:
    topic = await make(agency, "desk", agency.secret, reach="global")
    absent = await make(agency, "desk", f"harbour -{agency.secret}", reach="global")
    for who in ("rosa", "dina"):
        await follow(agency, who, topic)
        await follow(agency, who, absent)
    await file(agency, agency.story)
    assert [a["topics"][0]["id"] for a in await inbox(agency, "rosa")] == [topic]
    assert [a["topics"][0]["id"] for a in await inbox(agency, "dina")] == [absent], "as the summary has it, and no hint"


async def test_a_right_lost_between_match_and_look_leaves_no_word_in_the_inbox(agency: Any, clock: Any) -> None:
    await make(agency, "rosa", "harbour", mode="digest", hours=["18:00"])
    await file(agency, agency.story)
    assert len(await waiting(agency, "rosa")) == 1
    await agency.house.office.revoke("gazette", "ports")
    assert await waiting(agency, "rosa") == []
    clock.advance(hours=9)
    assert await inbox(agency, "rosa") == []


async def test_a_right_lost_before_the_match_gives_no_alert_and_does_not_come_back_with_it(agency: Any) -> None:
    await make(agency, "rosa", "harbour")
    await agency.house.office.revoke("gazette", "ports")
    await file(agency, agency.story)
    await agency.house.office.grant("gazette", Entitlement("ports", since=agency.clock()))
    assert await inbox(agency, "rosa") == []


async def test_a_correction_to_one_who_lost_the_right_brings_the_reference_and_no_word(agency: Any) -> None:
    await make(agency, "rosa", "harbour")
    filed = await file(agency, agency.story)
    await agency.house.office.revoke("gazette", "ports")
    await correct(agency, filed["id"], agency.story.replace("north", "south"))
    (alert,) = await inbox(agency, "rosa")
    assert (alert["kind"], alert["what"], alert["item"], alert["version"]) == (
        "correction",
        "reference",
        filed["id"],
        2,
    )
    for hidden in ("headline", "uri", "source", "note", "event"):
        assert alert[hidden] is None
    assert not any(word in words([alert]) for word in ("Skerra", "quay", agency.secret))


async def test_a_kill_to_one_who_lost_the_right_brings_the_notice_and_no_word(agency: Any, clock: Any) -> None:
    await make(agency, "rosa", "harbour")
    await make(agency, "dina", "harbour")
    filed = await file(agency, agency.story)
    clock.advance(minutes=1)
    await agency.house.office.revoke("gazette", "ports")
    clock.advance(minutes=1)
    await kill(agency, filed["id"], "withdrawn by its source")
    found = [a for a in await inbox(agency, "rosa") if a["kind"] == "kill"]
    assert [(a["what"], a["headline"], a["note"]) for a in found] == [("notice", None, "withdrawn by its source")]
    everything = words(await inbox(agency, "rosa"))
    assert not any(word in everything for word in ("Skerra", "quay", agency.secret))
    (kept,) = [a for a in await inbox(agency, "dina") if a["kind"] == "kill"]
    assert kept["headline"] == "Skerra harbour closes its north quay", "she had the right to it to the end"


async def test_a_seat_and_a_block_count_for_alerts_as_everywhere(agency: Any) -> None:
    office = agency.house.office
    topic = await make(agency, "rosa", "harbour", reach="company", which="every")
    await follow(agency, "gus", topic, which="every")
    await office.grant("gazette", Entitlement("ports", since=agency.clock(), seats=1))
    rosa = (await agency.house.store.accounts.user_by_email("rosa@gazette.example"))[0]
    await office.put_seats("gazette", "ports", [rosa.id])
    await file(agency, agency.story)
    assert (len(await inbox(agency, "rosa")), len(await inbox(agency, "gus"))) == (1, 0)
    await office.put_restriction(Limit.BLOCK, "quays", "Skerra", company="gazette")
    await item(agency, "urn:s:9", "Skerra harbour again", "The harbour of Skerra is talked of once more.")
    assert await inbox(agency, "rosa") == [], "what is blocked now is shown no more, and nothing new is made"


async def test_a_company_filter_suppresses_its_alerts_and_nobody_elses(agency: Any) -> None:
    topic = await make(agency, "desk", "harbour", reach="global", which="every")
    for who in ("rosa", "dina"):
        await follow(agency, who, topic, which="every")
    await agency.house.office.put_restriction(Limit.FILTER, "no-ferries", "ferries", company="gazette")
    await file(agency, agency.story)
    assert (len(await inbox(agency, "rosa")), len(await inbox(agency, "dina"))) == (0, 1)


# whose a topic is


async def test_personal_topics_are_their_owners_alone(agency: Any) -> None:
    topic = await make(agency, "rosa", "harbour")
    for who in ("gus", "boss", "dina", "desk"):
        assert (await agency.get(f"/topics/{topic}", who)).status == 404
        assert (await agency.call("PUT", f"/topics/{topic}/follow", who, json={})).status == 404
        assert (await agency.call("DELETE", f"/topics/{topic}", who)).status == 404
    unknown = await agency.get("/topics/0123456789ab", "gus")
    assert (await agency.get(f"/topics/{topic}", "gus")).json == unknown.json


async def test_a_topic_shared_in_a_company_stays_in_it_and_its_administrator_may_change_it(agency: Any) -> None:
    topic = await make(agency, "rosa", "harbour", reach="company")
    assert [t["id"] for t in (await agency.get("/topics", "gus")).json["items"]] == [topic]
    assert (await agency.get("/topics", "dina")).json["items"] == []
    assert (await agency.get(f"/topics/{topic}", "dina")).status == 404
    change = {"name": "Ports", "query": "harbour OR port", "reach": "company"}
    assert (await agency.call("PUT", f"/topics/{topic}", "gus", json=change)).status == 403
    assert (await agency.call("PUT", f"/topics/{topic}", "boss", json=change)).json["query"] == "harbour OR port"
    assert (await agency.call("PUT", f"/topics/{topic}", "boss", json=change | {"reach": "personal"})).status == 409


async def test_only_the_agency_offers_topics_to_everybody(agency: Any) -> None:
    body = {"name": "Ports", "query": "harbour", "reach": "global"}
    assert (await agency.call("POST", "/topics", "boss", json=body)).status == 403
    topic = await make(agency, "desk", "harbour", reach="global")
    assert topic in [t["id"] for t in (await agency.get("/topics", "emil")).json["items"]]
    assert (await agency.call("DELETE", f"/topics/{topic}", "boss")).status == 403


async def test_who_leaves_the_company_or_the_agency_is_told_nothing_more(agency: Any) -> None:
    topic = await make(agency, "rosa", "harbour", reach="company")
    await follow(agency, "gus", topic)
    gus = (await agency.house.store.accounts.user_by_email("gus@gazette.example"))[0]
    await agency.house.office.put_user(gus.email, gus.name, Role.READER, "gazette", None, active=False)
    await file(agency, agency.story)
    assert await agency.house.store.alerts.inbox(gus.id, agency.clock(), before=None, limit=5) == []
    assert (await agency.get("/topics", "gus")).status == 401


async def test_machines_of_a_company_and_the_operator_have_no_topics_and_administrators_may_act_for_a_person(
    agency: Any,
) -> None:
    assert (await agency.get("/topics", "gazette")).status == 403
    assert (await agency.get("/topics", "harbour")).status == 403
    assert (await agency.get("/topics")).status == 401
    topic = await make(agency, "rosa", "harbour")
    seen = await agency.get("/topics", "desk", params={"user": "rosa@gazette.example"})
    assert [t["id"] for t in seen.json["items"]] == [topic]
    assert (await agency.get("/topics", "boss", params={"user": "rosa@gazette.example"})).status == 403
    assert (await agency.get("/topics", "desk", params={"user": "nobody@gazette.example"})).status == 404


async def test_a_persons_token_reads_what_the_person_may_read_and_changes_nothing_else(agency: Any) -> None:
    filed = await file(agency, agency.story)
    assert (await agency.get(f"/dispatches/{filed['id']}", "rosa")).json["what"] == "full"
    assert (await agency.get(f"/dispatches/{filed['id']}", "emil")).status == 404
    assert (await agency.call("POST", "/filings", "rosa", body=b"Words.")).status == 403
    assert (await agency.get("/companies", "rosa")).status == 403
    await agency.house.office.put_user("rosa@gazette.example", "Rosa", Role.READER, "gazette", None, active=False)
    assert (await agency.get(f"/dispatches/{filed['id']}", "rosa")).status == 401


# what is refused


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "", "query": "harbour"}, 422),
        ({"name": "x" * 201, "query": "harbour"}, 422),
        ({"name": "x", "query": "harbour ("}, 422),
        ({"name": "x", "query": "a OR b AND c"}, 422),
        ({"name": "x", "query": ""}, 422),
        ({"name": "x", "query": "harbour", "follow": {"mode": "digest"}}, 422),
        ({"name": "x", "query": "harbour", "follow": {"mode": "digest", "hours": ["25:00"]}}, 422),
        ({"name": "x", "query": "harbour", "follow": {"mode": "digest", "hours": ["8:00"], "zone": "Mars/Base"}}, 422),
        ({"name": "x", "query": "harbour", "follow": {"muted_until": "tomorrow"}}, 422),
        ({"name": "x", "query": "harbour", "reach": "galaxy"}, 422),
    ],
    ids=["no-name", "long-name", "open-group", "mixed", "no-query", "no-hours", "no-hour", "no-zone", "no-instant", "reach"],
)  # fmt: skip
async def test_what_cannot_be_kept_is_refused_and_nothing_is_saved(agency: Any, body: Any, status: int) -> None:
    answer = await agency.call("POST", "/topics", "rosa", json=body)
    assert answer.status == status, answer.json
    assert (await agency.get("/topics", "rosa")).json["items"] == []


async def test_the_earlier_query_counts_as_long_as_a_new_one_is_refused(agency: Any) -> None:
    topic = await make(agency, "rosa", "Skerra")
    bad = {"name": "Skerra", "query": "Skerra AND ("}
    refused = await agency.call("PUT", f"/topics/{topic}", "rosa", json=bad)
    assert (refused.status, refused.json["position"]) == (422, 11)
    await file(agency, agency.story)
    assert kinds(await inbox(agency, "rosa")) == ["match"]


async def test_a_company_may_have_twenty_topics_that_are_asked_about_everything(agency: Any) -> None:
    for n in range(20):
        await make(agency, "rosa" if n % 2 else "gus", f"* -sport{n}")
    one_more = await agency.call("POST", "/topics", "rosa", json={"name": "x", "query": "* -volcano"})
    assert (one_more.status, one_more.json["type"].rpartition("/")[2]) == (422, "too-broad")
    assert (await agency.call("POST", "/topics", "dina", json={"name": "x", "query": "* -volcano"})).status == 201
    assert (await agency.call("POST", "/topics", "desk", json={"name": "x", "query": "* -volcano"})).status == 201


async def test_a_query_that_costs_too_much_is_refused(agency: Any) -> None:
    ranges = " OR ".join(f"wordcount:>{n}" for n in range(1000, 2000))
    answer = await agency.call("POST", "/topics", "rosa", json={"name": "x", "query": ranges})
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (422, "too-costly")


async def test_a_person_may_have_two_hundred_topics(agency: Any) -> None:
    rosa = (await agency.house.store.accounts.user_by_email("rosa@gazette.example"))[0]
    for n in range(200):
        agency.house.book.put_topic(Topic(f"t{n}", f"t{n}", f"word{n}", rosa.id, company="gazette"))
    answer = await agency.call("POST", "/topics", "rosa", json={"name": "x", "query": "harbour"})
    assert answer.status == 422
    assert "200" in answer.json["detail"]


async def test_a_stored_topic_that_cannot_be_read_is_shown_as_broken_and_stops_nothing(agency: Any) -> None:
    topic = await make(agency, "rosa", "Skerra")
    stored = await agency.house.store.topics.get(topic)
    agency.house.book.put_topic(Topic(topic, "Skerra", "hedline:(", stored.owner, company="gazette"))
    await make(agency, "gus", "Skerra")
    await file(agency, agency.story)
    assert (await inbox(agency, "rosa"), kinds(await inbox(agency, "gus"))) == ([], ["match"])
    assert (await agency.get(f"/topics/{topic}", "rosa")).json["broken"]
    mended = {"name": "Skerra", "query": "Skerra"}
    assert (await agency.call("PUT", f"/topics/{topic}", "rosa", json=mended)).json["broken"] is None


# watches


async def test_what_one_may_not_see_cannot_be_watched_and_is_answered_as_what_does_not_exist(agency: Any) -> None:
    filed = await file(agency, agency.story)
    for kind, target in (("event", filed["event"]), ("dispatch", filed["id"]), ("dispatch", filed["uri"])):
        hidden = await agency.call("POST", "/watches", "emil", json={"kind": kind, "target": target})
        nothing = await agency.call(
            "POST", "/watches", "emil", json={"kind": kind, "target": "urn:x:1" if ":" in target else "x"}
        )
        assert (hidden.status, hidden.json) == (404, nothing.json)


async def test_a_watch_on_a_dispatch_tells_of_its_correction_its_update_and_its_kill(agency: Any) -> None:
    first = await item(agency, "urn:w:1", "Quay shut", "The north quay of the harbour was shut in the night.")
    made = await agency.call("POST", "/watches", "rosa", json={"kind": "dispatch", "target": "urn:w:1"})
    assert (made.status, made.json["target"], made.json["follow"]["which"]) == (201, first["id"], "every")
    again = await agency.call("POST", "/watches", "rosa", json={"kind": "dispatch", "target": first["id"]})
    assert again.json["id"] == made.json["id"], "one watch of one thing"
    await correct(agency, first["id"], agency.story)
    update = await item(agency, "urn:w:2", "Harbour open", "The harbour opened again at noon.", evolvedFrom="urn:w:1")
    await kill(agency, first["id"])
    found = await inbox(agency, "rosa")
    assert [(a["kind"], a["item"]) for a in found] == [
        ("correction", first["id"]), ("match", update["id"]), ("kill", first["id"]),
    ]  # fmt: skip
    gone = await agency.call("POST", "/watches", "dina", json={"kind": "dispatch", "target": first["id"]})
    assert gone.status == 409


async def test_a_watch_on_an_event_tells_what_is_new_in_it(agency: Any) -> None:
    text = "The fire at the harbour injured {} firefighters in Skerra, the port said."
    first = await item(agency, "urn:e:1", "Fire at the harbour", text.format(12))
    await agency.call("POST", "/watches", "rosa", json={"kind": "event", "target": first["event"]})
    await item(agency, "urn:e:2", "Fire at the harbour", text.format(12) + " It is out.", evolvedFrom="urn:e:1")
    await item(agency, "urn:e:3", "More injured", text.format(19), evolvedFrom="urn:e:1")
    assert [(a["kind"], a["changes"]) for a in await inbox(agency, "rosa")] == [("change", ["figure"])]


async def test_a_watch_follows_its_event_into_the_one_that_it_is_merged_into_and_back(agency: Any) -> None:
    old = await item(agency, "urn:m:1", "Fire at the harbour", "The fire at the harbour of Skerra is out since noon.")
    new = await item(
        agency, "urn:m:2", "Harbour of Ilvane", "Pilots at the harbour of Ilvane hold a meeting of their own."
    )
    assert old["event"] != new["event"]
    watch = {"kind": "event", "target": new["event"], "follow": {"which": "every"}}
    made = (await agency.call("POST", "/watches", "rosa", json=watch)).json
    merge = Instruction(Ruling.MERGE, "operator", agency.clock(), event=old["event"], other=new["event"])
    decision = await grouping.rule(agency.house, merge)
    await item(agency, "urn:m:3", "Fire out", "Nothing of the fire at the harbour is left.", evolvedFrom="urn:m:1")
    assert len(await inbox(agency, "rosa")) == 1, "the event that it watched is this one now"
    await grouping.undo(agency.house, decision.id, "operator")
    assert (await agency.get(f"/topics/{made['id']}", "rosa")).json["query"] == made["query"]
    assert agency.house.agency.notes == []


async def test_a_watch_on_a_person_tells_of_the_stories_that_name_him(agency: Any) -> None:
    made = await agency.call("POST", "/watches", "rosa", json={"kind": "person", "target": ' Ilse  "Brandt" '})
    assert (made.json["name"], made.json["follow"]["which"]) == ("Ilse Brandt", "event")
    await file(agency, agency.story)
    await file(agency, "Harbour quiet\n\nNothing was heard at the harbour of Ilvane.\n")
    assert [a["headline"] for a in await inbox(agency, "rosa")] == ["Skerra harbour closes its north quay"]
    assert (await agency.call("POST", "/watches", "rosa", json={"kind": "person", "target": "12"})).status == 422
    assert (await agency.call("POST", "/watches", "rosa", json={"kind": "query", "target": "harbour"})).status == 422


async def test_a_watch_is_retired_but_not_rewritten(agency: Any) -> None:
    made = (await agency.call("POST", "/watches", "rosa", json={"kind": "person", "target": "Ilse Brandt"})).json
    change = {"name": "x", "query": "harbour"}
    assert (await agency.call("PUT", f"/topics/{made['id']}", "rosa", json=change)).status == 409
    assert (await agency.call("DELETE", f"/topics/{made['id']}", "rosa")).status == 204
    assert (await agency.get("/topics", "rosa")).json["items"] == []


async def test_a_session_reads_its_inbox_and_changes_nothing_through_the_api(agency: Any) -> None:
    await make(agency, "rosa", "harbour")
    await file(agency, agency.story)
    secret = await agency.house.office.sign_in("rosa@gazette.example", PASSWORD, "test")
    cookie = {"cookie": f"telex_session={secret}"}
    assert len((await agency.get("/alerts", headers=cookie)).json["items"]) == 1
    assert (await agency.call("POST", "/alerts/read", json={}, headers=cookie)).status == 403
