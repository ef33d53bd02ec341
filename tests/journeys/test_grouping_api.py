"""Rulings and suggestions over the API, and what readers notice of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytestmark = pytest.mark.anyio


async def two_events(running: Any) -> tuple[str, str]:
    """Ids of two dispatches about harbours, each in an event of its own; both are the gazette's to read."""
    ids = []
    for text in (
        running.story,
        "Tern lighthouse gets a new lamp\n\nThe harbour of Tern hailed its keeper, Odd Marrin.",
    ):
        ids.append((await running.file(text)).json["filed"][0]["id"])
    return ids[0], ids[1]


async def event_of(running: Any, id: str) -> str:
    return str((await running.get(f"/dispatches/{id}", "desk")).json["event"])


async def test_a_merge_is_seen_at_once_by_every_reader_and_the_old_address_leads_on(running: Any) -> None:
    one, two = await two_events(running)
    kept, gone = await event_of(running, one), await event_of(running, two)
    assert kept != gone
    done = await running.call("POST", "/rulings", "desk", json={"ruling": "merge", "event": gone, "other": kept})
    assert (done.status, done.json["event"], done.json["other"]) == (201, kept, gone)
    shown = await running.get(f"/events/{kept}", "gazette")
    assert [member["id"] for member in shown.json["items"]] == [one, two]
    led = await running.get(f"/events/{gone}", "gazette", allow_redirects=False)
    assert (led.status, led.headers["location"]) == (308, f"/api/v1/events/{kept}")
    assert led.json == {"moved": kept}
    hidden, unknown = await running.get(f"/events/{gone}", "empty"), await running.get("/events/none", "empty")
    assert (hidden.status, hidden.json["detail"]) == (404, unknown.json["detail"]), "who may not see it learns nothing"
    undone = await running.call("POST", f"/rulings/{done.json['id']}/undo", "desk")
    assert undone.json["undone_by"] is not None
    assert [m["id"] for m in (await running.get(f"/events/{gone}", "gazette")).json["items"]] == [two]


async def test_a_ruling_is_nothing_to_a_stream_and_to_the_pull(running: Any) -> None:
    one, two = await two_events(running)
    head = (await running.get("/dispatches", "gazette", params={"after": "0"})).json["head"]
    body = {"ruling": "move", "event": await event_of(running, one), "items": [two]}
    assert (await running.call("POST", "/rulings", "desk", json=body)).status == 201
    pulled = (await running.get("/dispatches", "gazette", params={"after": str(head)})).json
    assert (pulled["items"], pulled["next"]) == ([], head + 1)
    async with running.stream("gazette", after=str(head)) as stream:
        await running.file("Fog at the harbour of Pell\n\nThe port of Pell is closed, its pilot Una Reeve said.")
        event = await stream.event()
    assert (event["event"], event["id"]) == ("publish", str(head + 2))


@pytest.mark.parametrize("who", ["gazette", "harbour", None])
async def test_rulings_are_for_the_desk_alone(running: Any, who: str | None) -> None:
    for method, path in (
        ("GET", "/rulings"),
        ("GET", "/suggestions"),
        ("POST", "/rulings"),
        ("POST", "/rulings/x/undo"),
    ):
        answer = await running.call(method, path, who, body=b"{}" if method == "POST" else None)
        assert answer.status in (401, 403), (method, path)


async def test_a_stale_ruling_is_refused_with_409_and_a_senseless_one_with_422(running: Any) -> None:
    one, two = await two_events(running)
    event = await event_of(running, one)
    head = (await running.get("/rulings", "desk")).json["head"]
    move = {"ruling": "move", "event": event, "items": [two]}
    assert (await running.call("POST", "/rulings", "desk", json=move)).status == 201
    split = {"ruling": "split", "event": event, "items": [two], "based_on": head}
    assert (await running.call("POST", "/rulings", "desk", json=split)).status == 409
    assert (await running.call("POST", "/rulings", "desk", json=move)).status == 422
    assert (await running.call("POST", "/rulings", "desk", json={"ruling": "annex"})).status == 422
    assert (await running.call("POST", "/rulings", "desk", json={"ruling": "confirm", "suggestion": "x"})).status == 404
    assert (await running.get("/suggestions", "desk", params={"state": "old"})).status == 422


async def test_the_history_is_read_page_by_page(running: Any) -> None:
    one, two = await two_events(running)
    event = await event_of(running, one)
    made = await running.call(
        "POST", "/rulings", "desk", json={"ruling": "move", "event": event, "items": [two], "why": "même port"}
    )
    relabel = {"ruling": "relabel", "items": [two], "relation": "update"}
    await running.call("POST", "/rulings", "desk", json=relabel)
    first = (await running.get("/rulings", "desk", params={"event": event, "limit": "1"})).json
    assert [d["ruling"] for d in first["items"]] == ["relabel"]
    rest = (await running.get("/rulings", "desk", params={"event": event, "before": str(first["next"])})).json
    assert [(d["id"], d["why"]) for d in rest["items"]] == [(made.json["id"], "même port")]


async def test_decided_suggestions_are_exported_one_json_object_a_line(running: Any) -> None:
    one, two = await two_events(running)
    event = await event_of(running, one)
    writer = running.house.store._database.write
    row = ("ask", "join", two, event, 0.18, 0.25, '["port"]')
    await writer(
        lambda db: db.execute(
            "INSERT INTO suggestion (id, kind, item, event, score, threshold, terms, at, position, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 0, 2, 'open')", row,
        )
    )  # fmt: skip
    listed = (await running.get("/suggestions", "desk")).json
    assert [(s["id"], s["kind"], s["terms"]) for s in listed["items"]] == [("ask", "join", ["port"])]
    await running.call("POST", "/rulings", "desk", json={"ruling": "reject", "suggestion": "ask"})
    answer = await running.get("/suggestions", "desk", params={"state": "decided"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    (line,) = [json.loads(text) for text in answer.body.splitlines()]
    assert (line["one"], line["other"], line["decision"], line["score"]) == (two, one, "rejected", 0.18)
    assert (await running.get("/suggestions", "desk")).json["items"] == []
