"""Query texts over HTTP: checked without being run, and refused with all that helps to set them right."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio


async def test_a_query_is_read_and_explained_without_being_run(running: Any) -> None:
    answer = await running.get("/query/check", "gazette", params={"q": "titre:port ET quai"})
    assert answer.status == 200
    assert answer.json["query"] == "headline:port AND ET AND quai"
    assert [note["note"] for note in answer.json["notes"]] == ["searched_as_word"]
    assert [part["query"] for part in answer.json["explained"]["parts"]] == ["headline:port", "ET", "quai"]
    assert answer.json["always_asked"] is False and answer.json["anchors"]


async def test_a_text_with_faults_is_a_right_answer_that_names_them_all(running: Any) -> None:
    for language, expected in (("fr", "un nombre entier de 1 à 9"), ("en", "a whole number from 1 to 9")):
        answer = await running.get("/query/check", "desk", params={"q": "(te?t urgence:12", "language": language})
        assert (answer.status, answer.json["query"], answer.json["explained"]) == (200, None, None)
        assert [(e["fault"], e["position"], e["length"]) for e in answer.json["errors"]] == [
            ("inner_wildcard", 3, 1), ("bad_value", 14, 2), ("unclosed_group", 0, 1),
        ]  # fmt: skip
        assert {tuple(e["proposals"]) for e in answer.json["errors"]} == {("(tet urgence:9)",)}
        assert answer.json["errors"][1]["expected"].startswith(expected)


async def test_checking_is_for_who_may_read_alone(running: Any) -> None:
    assert (await running.get("/query/check", params={"q": "port"})).status == 401
    assert (await running.get("/query/check", "harbour", params={"q": "port"})).status == 403
    assert (await running.get("/query/check", "gazette", params={"q": "port", "language": "de"})).status == 422


async def test_a_problem_carries_place_expectation_and_proposals_of_every_fault(running: Any) -> None:
    answer = await running.get("/dispatches", "gazette", params={"q": "a OR b AND hedline:c"})
    told = answer.json
    assert (answer.status, told["fault"], told["position"], told["length"]) == (422, "mixed_operators", 7, 3)
    assert set(told["expected"]) == {"en", "fr"}
    assert told["proposals"] == ["(a OR b) AND headline:c", "a OR (b AND headline:c)"]
    assert [error["fault"] for error in told["errors"]] == ["mixed_operators", "unknown_field"]
    assert told["errors"][1]["detail"] == "there is no such field"


async def test_any_bytes_in_the_address_are_answered(running: Any) -> None:
    for raw in ("%00", "%ff%fe", "%ed%a0%80", "%e2%80%ae(", "%F0%9F%98%80", "%22" * 200, "(" * 1000, "a+OR+" * 2000):
        answer = await running.get(f"/query/check?q={raw}", "gazette")
        assert answer.status == 200, raw
        assert (answer.json["query"] is None) == bool(answer.json["errors"])
