"""The dry run over the API: whose rights, which topics, which errors."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from topic_readers import file, follow, make, people

pytestmark = pytest.mark.anyio


@pytest.fixture
async def agency(running: Any) -> AsyncIterator[Any]:
    await people(running)
    yield running


async def tried(agency: Any, who: str, q: str, **params: str) -> dict[str, Any]:
    answer = await agency.get("/query/try", who, params={"q": q, **params})
    assert answer.status == 200, answer.json
    return dict(answer.json)


async def test_it_tells_counts_days_and_examples_with_their_true_words(agency: Any) -> None:
    filed = await file(agency, agency.story)
    found = await tried(agency, "gazette", "quay OR airport", days="3")
    assert found["dispatches"] == {"number": 1, "low": 1, "high": 1}
    assert (found["sampled"], found["looked"], found["of"], found["always"]) == (False, 1, 1, False)
    assert [day["number"] for day in found["days"]] == [0, 0, 1]
    assert (found["busiest_day"], found["busiest_hour"]) == (
        {"day": "2026-03-10", "number": 1},
        {"hour": 9, "number": 1},
    )
    assert (found["nowhere"], found["parts"][0]) == (["airport"], {"text": "quay", "brings": 1, "share": 1.0})
    (example,) = found["examples"]
    assert (example["id"], example["position"]) == (filed["id"], filed["position"])
    headline = example["headline"]
    assert [headline["text"][a:b] for a, b in headline["spans"]] == ["quay"]


async def test_each_caller_tries_with_his_own_rights_and_the_desk_with_anyone_s(agency: Any) -> None:
    await file(agency, agency.story)
    for who, number in (("gazette", 1), ("digest", 0), ("empty", 0), ("desk", 1), ("rosa", 1), ("dina", 0)):
        assert (await tried(agency, who, "gudgeon"))["dispatches"]["number"] == number, who
    assert (await tried(agency, "desk", "gudgeon", company="gazette"))["dispatches"]["number"] == 1
    assert (await tried(agency, "desk", "gudgeon", company="digest"))["dispatches"]["number"] == 0
    assert (await tried(agency, "gazette", "gudgeon", company="gazette"))["dispatches"]["number"] == 1
    assert (await agency.get("/query/try", "gazette", params={"q": "port", "company": "digest"})).status == 403
    assert (await agency.get("/query/try", "gazette", params={"q": "port", "company": "nobody"})).status == 403
    assert (await agency.get("/query/try", "desk", params={"q": "port", "company": "nobody"})).status == 404
    assert (await agency.get("/query/try", params={"q": "port"})).status == 401
    assert (await agency.get("/query/try", "harbour", params={"q": "port"})).status == 403


async def test_hidden_words_change_no_byte_of_the_answer(agency: Any) -> None:
    await file(agency, agency.story)
    one = await agency.get("/query/try", "digest", params={"q": "harbour gudgeon -gudgeons"})
    two = await agency.get("/query/try", "digest", params={"q": "harbour zebraes -zebraess"})
    assert one.body.replace(b"gudgeon", b"zebraes") == two.body


async def test_it_compares_with_the_topics_that_the_caller_has_or_follows(agency: Any) -> None:
    await make(agency, "rosa", "barge")
    await make(agency, "gus", "ferries")
    shared = await make(agency, "boss", "harbour", reach="company")
    await file(agency, agency.story)
    assert [o["name"] for o in (await tried(agency, "rosa", "quay"))["overlaps"]] == ["barge"]
    await follow(agency, "rosa", shared)
    assert {o["name"] for o in (await tried(agency, "rosa", "quay"))["overlaps"]} == {"barge", "harbour"}
    assert [o["name"] for o in (await tried(agency, "gazette", "quay"))["overlaps"]] == ["harbour"]
    assert (await tried(agency, "digest", "quay"))["overlaps"] == []


async def test_an_edit_tells_what_is_gained_and_lost(agency: Any) -> None:
    filed = await file(agency, agency.story)
    found = await tried(agency, "gazette", "airport", edit="quay")
    assert (found["edit"]["before"], found["edit"]["gained"]["number"], found["edit"]["lost"]["number"]) == (
        "quay",
        0,
        1,
    )
    assert [item["id"] for item in found["edit"]["losses"]] == [filed["id"]]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"q": ""}, "query"), ({"q": "otan (défense"}, "query"), ({"q": "otan", "edit": "("}, "query"),
        ({"q": "otan", "days": "0"}, "invalid"), ({"q": "otan", "days": "367"}, "invalid"), ({"q": "otan", "dais": "3"}, "invalid"),
    ],
    ids=["empty", "unclosed", "edit", "no-day", "years", "unknown"],
)  # fmt: skip
async def test_what_cannot_be_tried_is_answered_with_its_fault(agency: Any, params: dict[str, str], said: str) -> None:
    answer = await agency.get("/query/try", "gazette", params=params)
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (422, said)
    if said == "query":
        assert {"fault", "position", "length", "hint"} <= answer.json.keys()


async def test_the_same_archive_gives_the_same_bytes(agency: Any) -> None:
    await file(agency, agency.story)
    first = await agency.get("/query/try", "gazette", params={"q": "quay"})
    again = await agency.get(
        "/query/try", "gazette", params={"q": "quay"}, headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status == 304
