"""What was read, by API and command line: each value with its proof, and the desk's word on it."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio

TEXT = """Le bac de Port-Lubin repart lundi

PORT-LUBIN, 10 mars 2026 (Gazou) - « Rien ne presse », a déclaré mardi la capitaine du port, Ysaline Corvec.

Le bac transporte 1 200 passagers par jour, a-t-elle rappelé.
"""


async def filed(running: Any, text: str = TEXT, **params: str) -> str:
    answer = await running.file(text, "harbour", **params)
    assert answer.status < 300, answer.body
    return str(answer.json["id"])


async def test_a_reading_gives_each_value_with_its_proof(running: Any) -> None:
    id = await filed(running)
    found = (await running.get(f"/dispatches/{id}/reading", "desk")).json
    assert found["version"] == 1
    headline = found["fields"]["headline"]
    assert headline["value"] == TEXT.splitlines()[0]
    assert headline["method"] and headline["confidence"] in ("sure", "likely", "weak")
    (quote,) = found["mentions"]["quotes"]
    span = quote["span"]
    assert found["body"][span["block"]][span["start"] : span["end"]] == quote["value"]["text"] == "Rien ne presse"


async def test_a_value_of_the_desk_is_distributed_and_named_as_such(running: Any) -> None:
    id = await filed(running)
    person = {"name": "Ysaline Corvec", "role": "commandante du port"}
    path = f"/dispatches/{id}/reading/people"
    sent = {"value": person, "key": "Ysaline Corvec", "based_on": 1, "why": "titre exact"}
    put = await running.call("PUT", path, "desk", json=sent)
    assert put.status == 200 and put.json["version"] == 2, put.body
    found = (await running.get(f"/dispatches/{id}/reading", "desk")).json
    (now,) = [p for p in found["mentions"]["people"] if p["value"]["name"] == "Ysaline Corvec"]
    assert (now["method"], now["value"]["role"]) == ("editor", "commandante du port")
    (edith,) = [u.id for u in await running.house.store.accounts.all_users() if u.name == "Edith Marlow"]
    assert [(a["field"], a["by"], a["why"]) for a in found["amended"]] == [("people", edith, "titre exact")]


async def test_a_stale_or_impossible_value_is_refused_with_its_reason(running: Any) -> None:
    id = await filed(running)
    path = f"/dispatches/{id}/reading"
    late = await running.call("PUT", f"{path}/headline", "desk", json={"value": "Le bac", "based_on": 7})
    assert late.status == 409
    unknown = await running.call("PUT", f"{path}/mood", "desk", json={"value": "gaie"})
    assert unknown.status == 404 and "headline" in unknown.json["detail"]
    wrong = await running.call("PUT", f"{path}/people", "desk", json={"value": {"nom": "X"}, "key": "X"})
    assert wrong.status == 422 and "people" in wrong.json["detail"]


async def test_readings_are_for_the_desk_alone(running: Any) -> None:
    id = await filed(running)
    for who in ("gazette", "digest", "harbour"):
        assert (await running.get(f"/dispatches/{id}/reading", who)).status == 403
        put = await running.call("PUT", f"/dispatches/{id}/reading/headline", who, json={"value": "Le bac"})
        assert put.status == 403
    assert (await running.get(f"/dispatches/{id}/reading")).status == 401


async def test_a_killed_dispatch_has_no_reading_left(running: Any) -> None:
    id = await filed(running)
    await running.call("POST", "/filings", "desk", params={"act": "kill", "of": id, "note": "Faux."}, body=b"")
    assert (await running.get(f"/dispatches/{id}/reading", "desk")).status == 404
