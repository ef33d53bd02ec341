"""Filings kept and read again: the same result, or a recorded difference; what is on the wire never moves by itself."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio

PAGE = """The Bollard Gazette

Skerra quay reopens after a week

By Torvald Quill

The quay of Skerra reopened on Tuesday after a week of work on its bollards, the harbour office said.

The first ferry left at dawn with ninety people and two dozen sheep on board.

Follow the Bollard Gazette on every shore
"""
LAYOUT = """id = "bollard"
version = 1
marks = ["start:The Bollard Gazette"]

[[slot]]
name = "site"
form = "mark"
required = true
text = "The Bollard Gazette"

[[slot]]
name = "headline"
form = "line"
required = true

[tail]
drop = ["Follow the Bollard Gazette"]
"""
FEED = """<rss version="2.0"><channel><title>Buoys</title><link>https://buoys.example/</link>
<item><title>Harbour buoy adrift</title><guid>b1</guid><description>A buoy of the harbour drifted off.</description></item>
<item><title>Harbour buoy found</title><guid>b2</guid><description>The buoy of the harbour came back.</description></item>
</channel></rss>"""


async def reread(running: Any, source: str | None = None) -> Any:
    answer = await running.call("POST", "/rereads", "desk", params={"source": source} if source else {})
    assert answer.status == 200, answer.body
    return answer.json


async def wire(running: Any) -> dict[str, Any]:
    """Head of the log and every answer that a subscriber gets: all that a second reading must not touch."""
    seen = {"head": await running.house.store.head(), "list": (await running.get("/dispatches", "gazette")).body}
    for entry in (await running.get("/dispatches", "desk")).json["items"]:
        for path in (f"/dispatches/{entry['id']}", f"/dispatches/{entry['id']}/versions"):
            seen[path] = (await running.get(path, "gazette")).body
    return seen


async def add_layout(running: Any, text: str = LAYOUT) -> None:
    put = await running.call("PUT", "/profiles/bollard", "desk", body=text.encode())
    assert put.status == 204, put.body
    body = {"name": "Harbour Office", "profile": "bollard"}
    assert (await running.call("PUT", "/sources/harbour", "desk", json=body)).status == 200


async def test_every_kind_of_filing_reads_the_same_twice(running: Any) -> None:
    item = running.ninjs("urn:harbour:1", "Harbour lamp", "The harbour lamp was lit.", embargoed="2026-03-10T07:00:00Z")
    await running.file(PAGE, "harbour")
    await running.file(f"<h1>Harbour page</h1><p>{running.story}</p>", "harbour", "text/html")
    await running.file(item, "harbour", "application/json")
    await running.file(FEED, "harbour", "application/rss+xml")
    held = await running.file(f"EMBARGO: until further notice\n\n{running.story}", "harbour")
    assert held.json["state"] == "held"
    before = await wire(running)
    for _ in range(2):
        again = await reread(running, "harbour")
        assert (again["same"], again["different"]) == (6, 0), again
    assert await wire(running) == before
    assert len((await running.get("/holds", "desk")).json["items"]) == 1


async def test_a_new_layout_is_a_recorded_difference_and_the_dispatch_stays(running: Any) -> None:
    id = (await running.file(PAGE, "harbour")).json["id"]
    other = (await running.file(running.story)).json["id"]
    before = await wire(running)
    await add_layout(running)
    (one,) = (await reread(running, "harbour"))["items"]
    assert (one["item"], one["same"]) == (id, False)
    assert "profile" in one["changed"]
    assert await wire(running) == before
    (kept,) = await running.house.store.filings.of(id)
    first = await running.house.store.filings.facts(kept.id)
    assert first.profile == "generic", "the reading that the dispatch was made from stays the one compared with"
    assert [(r["item"], r["same"]) for r in (await reread(running))["items"]] == [(id, False), (other, True)]
    with running.house.store.filings._database.read() as db:
        noted = db.execute("SELECT filing, item, same, changed FROM reread ORDER BY rowid").fetchall()
    assert [(filing, item, bool(same)) for filing, item, same, _ in noted][:2] == [(kept.id, id, False)] * 2
    assert "profile" in noted[0][3]
    assert await wire(running) == before


async def test_a_layout_that_gives_way_again_is_a_difference_back(running: Any) -> None:
    await add_layout(running)
    id = (await running.file(PAGE, "harbour")).json["id"]
    before = await wire(running)
    assert (await reread(running, "harbour"))["same"] == 1
    assert (await running.call("PUT", "/sources/harbour", "desk", json={"name": "Harbour Office"})).status == 200
    await add_layout(running, LAYOUT.replace("version = 1", "version = 2").replace('"Follow', '"The first'))
    (one,) = (await reread(running, "harbour"))["items"]
    assert (one["item"], one["same"]) == (id, False)
    assert await wire(running) == before


async def test_what_an_editor_wrote_is_never_overwritten(running: Any) -> None:
    id = (await running.file(PAGE, "harbour")).json["id"]
    fixed = PAGE.replace("ninety people", "nineteen people").replace("Skerra quay reopens", "Skerra quay opens again")
    corrected = await running.file(fixed, act="correct", of=id, note="Nineteen people, not ninety.")
    assert corrected.json["version"] == 2
    shown = (await running.get(f"/dispatches/{id}", "gazette")).json
    before = await wire(running)
    await add_layout(running)
    again = await reread(running)
    assert {r["item"] for r in again["items"]} == {id}
    assert again["different"] >= 1
    assert await wire(running) == before
    after = (await running.get(f"/dispatches/{id}", "gazette")).json
    assert after == shown
    assert "nineteen people" in after["item"]["bodies"][0]["value"]
    assert (await running.file(PAGE, "harbour")).json["state"] == "duplicate", "the source's first text comes again"
    assert (await running.get(f"/dispatches/{id}", "gazette")).json == shown


async def test_a_killed_text_is_not_read_again(running: Any) -> None:
    id = (await running.file(PAGE, "harbour")).json["id"]
    await running.call("POST", "/filings", "desk", params={"act": "kill", "of": id, "note": "No sheep."}, body=b"")
    before = await wire(running)
    await add_layout(running)
    assert (await reread(running, "harbour"))["items"] == []
    assert await wire(running) == before
    assert b"sheep on board" not in b"".join(v for v in before.values() if isinstance(v, bytes))


async def test_reading_again_survives_a_restart_of_the_server(
    start: Any, running: Any, tmp_path: Any, clock: Any
) -> None:
    from telex.store.lock import read_lock

    folder = tmp_path / "second"
    folder.mkdir()
    for n in range(2):
        async with start(folder, clock) as again:
            again.tokens["desk"] = str((read_lock(again.house.settings.store) or {})["token"])
            if n == 0:
                put = await again.call("PUT", "/profiles/bollard", "desk", body=LAYOUT.encode())
                assert put.status == 204
                await again.call("PUT", "/sources/harbour", "desk", json={"name": "H", "profile": "bollard"})
                filed = await again.file(PAGE, source="harbour")
                assert filed.json["filed"][0]["headline"] == "Skerra quay reopens after a week"
            else:
                found = await reread(again, "harbour")
                assert (found["same"], found["different"]) == (1, 0)
