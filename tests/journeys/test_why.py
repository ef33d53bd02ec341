"""Why a company or one of its people has a dispatch, or the first reason why not; and what a subscriber is not told."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from telex.model.company import Entitlement
from telex.model.vocabulary import Channel, Limit

sys.path.insert(0, str(Path(__file__).parent))

from topic_readers import correct, file, follow, item, kill, make, people

pytestmark = pytest.mark.anyio


@pytest.fixture
async def agency(running: Any) -> AsyncIterator[Any]:
    await people(running)
    yield running


async def why(agency: Any, id: str, who: str = "desk", **params: str) -> dict[str, Any]:
    answer = await agency.get(f"/dispatches/{id}/why", who, params=params)
    assert answer.status == 200, answer.json
    return dict(answer.json)


def codes(answer: dict[str, Any]) -> list[str]:
    return [step["code"] for step in answer["steps"]]


def step(answer: dict[str, Any], code: str, name: str | None = None) -> dict[str, Any]:
    (found,) = [s for s in answer["steps"] if s["code"] == code and (name is None or s["name"] == name)]
    return dict(found)


async def test_each_clause_that_matched_is_told_with_its_words_marked(agency: Any) -> None:
    await agency.house.office.put_product("ports", "Ports et mer", "(port OR quay) harbour language:en")
    filed = await file(agency, agency.story)
    found = await why(agency, filed["id"], company="gazette")
    assert (found["what"], found["reason"], found["says"]) == ("full", None, "full text")
    assert codes(found) == ["arrived", "carried", "then", "now", "attempts"]
    carried = step(found, "carried")
    clauses = carried["explained"]["clauses"]
    assert [(c["text"], c["true"], c["because"], c["found"]) for c in clauses] == [
        ("port OR quay", True, ["port", "quay"], []),
        ("harbour", True, ["harbour"], []),
        ("language:en", True, ["language:en"], ["en"]),
    ]
    headline = carried["explained"]["headline"]
    assert [headline["text"][a:b] for a, b in headline["spans"]] == ["harbour", "quay"]
    passage = carried["explained"]["passage"]
    assert {passage["text"][a:b] for a, b in passage["spans"]} <= {"harbour", "Harbour", "quay", "port"}
    assert step(found, "arrived")["says"].endswith(f"position {filed['position']}.")
    assert step(found, "then")["says"] == "A copy was due to the company, by ports."


async def test_without_a_match_the_first_clause_that_failed_is_told(agency: Any) -> None:
    await agency.house.office.put_product("ports", "Ports et mer", "harbour quay language:fr")
    filed = await file(agency, agency.story)
    found = await why(agency, filed["id"], company="gazette")
    assert (found["what"], found["reason"]) == ("no", "no-match")
    missed = step(found, "not-carried")
    assert missed["says"] == "Product Ports et mer does not carry it: 2 of 3 conditions met, not met: language:fr."
    assert (missed["passed"], missed["explained"]["failed"]) == (False, "language:fr")
    assert step(found, "then")["passed"] is False


async def test_what_is_carried_by_others_products_alone_is_told_to_the_desk(agency: Any) -> None:
    filed = await file(agency, agency.story)
    found = await why(agency, filed["id"], company="empty")
    assert (found["reason"], step(found, "carried")["passed"]) == ("no-product", None)
    assert "no right to" in step(found, "carried")["says"]


@pytest.mark.parametrize("reason", ["period", "channel", "archive", "inactive", "blocked", "filtered"])
async def test_the_first_reason_why_not_is_named(agency: Any, reason: str) -> None:
    office = agency.house.office
    filed = await file(agency, agency.story)
    agency.clock.advance(days=3)
    if reason == "period":
        await office.revoke("gazette", "ports")
    elif reason == "channel":
        await office.grant("gazette", Entitlement("ports", channels=frozenset({Channel.CLI})))
    elif reason == "archive":
        await office.grant("gazette", Entitlement("ports", archive=2))
    elif reason == "inactive":
        await office.put_company("gazette", "Gazette", active=False)
    else:
        kind = Limit.BLOCK if reason == "blocked" else Limit.FILTER
        await office.put_restriction(kind, "no-barge", "barge", company="gazette", name="Barges")
    found = await why(agency, filed["id"], company="gazette")
    assert (found["reason"], step(found, "now")["passed"]) == (reason, False)
    assert step(found, "then")["passed"] is True, "what was due then stays told"
    if reason in ("blocked", "filtered"):
        limit = step(found, "block" if reason == "blocked" else "filter", "Barges")
        assert limit["explained"]["clauses"][0]["because"] == ["barge"]


async def test_a_user_without_a_seat_is_told_apart_from_his_company(agency: Any) -> None:
    await agency.house.office.grant("gazette", Entitlement("ports", seats=1))
    filed = await file(agency, agency.story)
    assert (await why(agency, filed["id"], company="gazette"))["reason"] is None
    assert (await why(agency, filed["id"], user="rosa@gazette.example"))["reason"] == "seat"


async def test_an_edited_query_is_marked_as_changed_since(agency: Any) -> None:
    filed = await file(agency, agency.story)
    await agency.house.office.put_product("ports", "Ports et mer", "airport")
    found = await why(agency, filed["id"], company="gazette")
    missed = step(found, "not-carried")
    assert (missed["changed"], found["reason"]) == (True, "no-match")
    assert "its query has changed since" in missed["says"]
    assert step(found, "then")["says"] == "A copy was due to the company, by ports."


async def test_a_correction_is_carried_because_an_earlier_version_matched(agency: Any) -> None:
    filed = await file(agency, agency.story)
    await correct(
        agency, filed["id"], "Ilvane market opens\n\nILVANE, March 10 — The market of Ilvane opened, it said.\n"
    )
    carried = step(await why(agency, filed["id"], company="gazette"), "carried")
    assert "an earlier version matched" in carried["says"]
    assert (carried["passed"], carried["changed"], carried["explained"]) == (True, False, None)


async def test_what_is_held_is_explained_to_the_desk_alone(agency: Any) -> None:
    until = (agency.clock() + timedelta(days=1)).isoformat()
    filed = await file(agency, agency.story, embargo=until)
    found = await why(agency, filed["id"], company="gazette")
    assert (found["version"], found["reason"], codes(found)) == (None, "held", ["held", "carried"])
    assert step(found, "carried")["says"] == "Product Ports et mer would carry it."
    assert (await agency.get(f"/dispatches/{filed['id']}/why", "gazette")).status == 404


async def test_a_kill_is_explained_without_a_word_of_the_text(agency: Any) -> None:
    filed = await file(agency, agency.story)
    await kill(agency, filed["id"])
    for who, params in (("desk", {"company": "gazette"}), ("gazette", {})):
        answer = await agency.get(f"/dispatches/{filed['id']}/why", who, params=params)
        assert answer.json["what"] == "notice"
        assert "killed" in codes(answer.json)
        for word in (b"barge", b"gudgeon", b"Brandt"):
            assert word not in answer.body


# topics and alerts


async def test_a_user_is_told_which_of_his_topics_matched_and_what_became_of_the_alert(agency: Any) -> None:
    await make(agency, "rosa", "barge")
    await make(agency, "rosa", "barge language:fr")
    filed = await file(agency, agency.story)
    found = await why(agency, filed["id"], "rosa")
    rosa = await agency.house.store.accounts.user_by_email("rosa@gazette.example")
    assert (found["company"], found["user"]) == ("gazette", rosa[0].id)
    assert step(found, "topic", "barge")["explained"]["clauses"][0]["true"] is True
    assert step(found, "no-topic")["explained"]["failed"] == "language:fr"
    alert = step(found, "alert")
    assert (alert["passed"], alert["says"], alert["alert"]["kind"]) == (True, "Alert shown, not read yet.", "match")
    assert codes(await why(agency, filed["id"], "gazette")) == ["arrived", "carried", "then", "now", "attempts"]


async def test_a_muted_alert_and_one_of_a_digest_say_until_when_they_wait(agency: Any) -> None:
    await make(agency, "rosa", "barge", muted_until=(agency.clock() + timedelta(days=2)).isoformat())
    await make(agency, "gus", "barge", mode="digest", hours=["20:00"])
    filed = await file(agency, agency.story)
    muted = step(await why(agency, filed["id"], user="rosa@gazette.example"), "waits")
    assert (muted["says"], muted["at"]) == ("Alert made, not shown yet: he had muted it.", "2026-03-12T08:00:00Z")
    digest = step(await why(agency, filed["id"], user="gus@gazette.example"), "waits")
    assert digest["says"] == "Alert made, not shown yet: it is part of a digest."


async def test_what_is_folded_under_its_event_names_the_dispatch_told_before(agency: Any) -> None:
    await make(agency, "rosa", "barge")
    first = await file(agency, agency.story)
    agency.clock.advance(minutes=5)
    again = await item(agency, "urn:rival:1", "Skerra harbour closes its north quay", agency.story.split("\n\n", 1)[1])
    assert again["event"] == first["event"], "a copy of the same text"
    found = await why(agency, again["id"], "rosa")
    assert (step(found, "folded")["id"], step(found, "topic")["passed"]) == (first["id"], True)


async def test_topics_without_alerts_and_topics_made_later_are_said_to_be_so(agency: Any) -> None:
    await make(agency, "rosa", "barge", mode="quiet")
    filed = await file(agency, agency.story)
    assert "quiet" in codes(await why(agency, filed["id"], "rosa"))
    agency.clock.advance(minutes=5)
    await make(agency, "gus", "barge")
    found = await why(agency, filed["id"], "gus")
    assert (step(found, "topic")["changed"], "no-alert" in codes(found)) == (True, True)


async def test_a_shared_topic_is_judged_for_each_reader_alone(agency: Any) -> None:
    topic = await make(agency, "boss", "gudgeon", reach="company")
    await follow(agency, "rosa", topic)
    filed = await file(agency, agency.story)
    assert step(await why(agency, filed["id"], "rosa"), "topic")["passed"] is True


# what a subscriber is not told


async def test_of_what_he_may_not_see_a_subscriber_is_told_what_he_is_told_of_an_unknown_id(agency: Any) -> None:
    public = await file(agency, agency.story)
    hidden = await file(
        agency, "Forest fire\n\nFOREST, March 10 — A forest burned near Ilvane on Tuesday, the rangers said.\n"
    )
    held = await file(
        agency, agency.story.replace("Skerra", "Ilvane"), embargo=(agency.clock() + timedelta(days=1)).isoformat()
    )
    late = await file(agency, agency.story.replace("Skerra", "Brume"))
    await agency.house.office.put_restriction(Limit.BLOCK, "brume", "brume", company="gazette")
    unknown = await agency.get("/dispatches/AAAAAAAAAAAAAAAA/why", "gazette")
    assert unknown.status == 404
    for id in (hidden["id"], held["id"], late["id"]):
        answer = await agency.get(f"/dispatches/{id}/why", "gazette")
        assert (answer.status, answer.body) == (404, unknown.body)
        assert {k: v for k, v in answer.headers.items() if k.lower() != "date"} == {
            k: v for k, v in unknown.headers.items() if k.lower() != "date"
        }
    assert (await agency.get(f"/dispatches/{public['id']}/why", "gazette")).status == 200
    assert (await agency.get(f"/dispatches/{public['id']}/why", "empty")).body == unknown.body


async def test_a_subscriber_asks_about_nobody_else_whatever_exists(agency: Any) -> None:
    filed = await file(agency, agency.story)
    for id in (filed["id"], "AAAAAAAAAAAAAAAA"):
        for params in (
            {"company": "digest"},
            {"company": "nobody"},
            {"user": "gus@gazette.example"},
            {"user": "nobody"},
        ):
            assert (await agency.get(f"/dispatches/{id}/why", "rosa", params=params)).status == 403
    himself = {"company": "gazette", "user": "rosa@gazette.example"}
    assert (await agency.get(f"/dispatches/{filed['id']}/why", "rosa", params=himself)).status == 200


async def test_a_reader_of_summaries_learns_nothing_of_the_text_beyond(agency: Any) -> None:
    await agency.house.office.put_product("ports", "Ports et mer", "harbour gudgeon")
    for query in ("gudgeon", "zebra", "gudgeon OR harbour"):
        await make(agency, "dina", query)
    filed = await file(agency, agency.story)
    answer = await agency.get(f"/dispatches/{filed['id']}/why", "dina")
    found = answer.json
    assert (found["what"], step(found, "carried")["explained"]) == ("summary", None)
    assert "beyond the summary" in step(found, "carried")["says"]
    one, two = (step(found, "no-topic", name) for name in ("gudgeon", "zebra"))
    assert {k: v for k, v in one.items() if k not in ("id", "name", "query", "says")} == {
        k: v for k, v in two.items() if k not in ("id", "name", "query", "says")
    }
    assert one["says"].replace("gudgeon", "zebra") == two["says"], "a hidden word is told as one that nobody wrote"
    assert step(found, "topic")["explained"]["clauses"][0]["because"] == ["harbour"]


async def test_a_block_is_the_agency_s_own_affair_and_is_named_to_the_desk_alone(agency: Any) -> None:
    filed = await file(agency, agency.story)
    await kill(agency, filed["id"])
    await agency.house.office.put_restriction(Limit.BLOCK, "no-barge", "barge", company="gazette", name="Sanctions")
    answer = await agency.get(f"/dispatches/{filed['id']}/why", "gazette")
    assert answer.status == 200
    assert b"Sanctions" not in answer.body


async def test_the_desk_says_whom_it_asks_about_and_knows_what_does_not_exist(agency: Any) -> None:
    filed = await file(agency, agency.story)
    path = f"/dispatches/{filed['id']}/why"
    assert (await agency.get(path, "desk")).status == 422
    for params in ({"company": "nobody"}, {"user": "nobody@x.example"}, {"user": "edith@agency.example"},
                   {"user": "rosa@gazette.example", "company": "digest"}):  # fmt: skip
        assert (await agency.get(path, "desk", params=params)).status == 404
    assert (await agency.get("/dispatches/AAAAAAAAAAAAAAAA/why", "desk", params={"company": "gazette"})).status == 404
    assert (await agency.get(path)).status == 401
    assert (await agency.get(path, "harbour")).status == 403


async def test_the_desk_sees_a_summary_reader_s_topics_as_he_does(agency: Any) -> None:
    await make(agency, "dina", "gudgeon")
    filed = await file(agency, agency.story)
    found = await why(agency, filed["id"], user="dina@digest.example")
    assert (found["what"], step(found, "no-topic")["explained"]) == ("summary", None)
    assert step(found, "carried")["explained"]["matched"] is True
