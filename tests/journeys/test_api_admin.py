"""Administration over HTTP: the same calls that the command line makes."""

from __future__ import annotations

from typing import Any

import pytest

from telex.model.filing import Filing

pytestmark = pytest.mark.anyio

PROFILE = """id = "prefecture"
version = 1
marks = ["start:Préfecture de"]
"""
LEFTOVER = """
[[slot]]
name = "headline"
form = "line"
required = true

[tail]
drop = ["They will look at"]
"""


async def ok(running: Any, method: str, path: str, json: Any = None, status: int = 200) -> Any:
    """A call of the desk that is expected to succeed."""
    answer = await running.call(method, path, "desk", **({"json": json} if json is not None else {}))
    assert answer.status == status, answer.body
    return answer.json if answer.body else None


async def test_a_company_is_made_entitled_and_disentitled_and_reads_accordingly(running: Any) -> None:
    await ok(running, "PUT", "/companies/beacon", {"name": "The Beacon"})
    made = await ok(running, "POST", "/companies/beacon/entitlements", {"product": "ports", "right": "full"})
    assert made["entitlements"][0]["product"] == "ports"
    secret = (await ok(running, "POST", "/tokens", {"scope": "read", "label": "b", "company": "beacon"}, 201))["secret"]
    id = (await running.file(running.story)).json["id"]
    assert (await running.get(f"/dispatches/{id}", secret)).status == 200
    running.clock.advance(minutes=1)
    await ok(running, "DELETE", "/companies/beacon/entitlements/ports")
    running.clock.advance(minutes=1)
    assert (await running.get(f"/dispatches/{id}", secret)).status == 404
    assert "beacon" in {c["id"] for c in (await ok(running, "GET", "/companies"))["items"]}
    assert (await ok(running, "GET", "/companies/beacon"))["name"] == "The Beacon"


async def test_a_product_saved_with_a_new_query_carries_the_archive_that_it_matches(running: Any) -> None:
    await running.file(running.story)
    saved = await ok(running, "PUT", "/products/ferries", {"name": "Ferries", "query": "ferries"})
    assert saved["carried"] == 1
    assert "ferries" in {p["id"] for p in (await ok(running, "GET", "/products"))["items"]}


async def test_a_product_with_a_faulty_query_is_refused_with_the_place_of_the_fault(running: Any) -> None:
    answer = await running.call("PUT", "/products/bad", "desk", json={"name": "Bad", "query": "quay AND (ferry"})
    assert answer.status == 422
    assert {"fault", "position", "length", "hint"} <= set(answer.json)
    assert "bad" not in {p["id"] for p in (await ok(running, "GET", "/products"))["items"]}


async def test_users_and_tokens_are_listed_without_any_secret(running: Any) -> None:
    user = {"email": "noor@agency.example", "name": "Noor Vale", "role": "editor", "password": "ten-letters-at-least"}
    await ok(running, "POST", "/users", user)
    token = await ok(running, "POST", "/tokens", {"scope": "desk", "label": "n", "user": "noor@agency.example"}, 201)
    for path in ("/users", "/tokens"):
        answer = await running.get(path, "desk")
        assert answer.status == 200
        assert b"ten-letters" not in answer.body
        assert token["secret"].encode() not in answer.body
        assert b"argon2" not in answer.body
    assert (await running.get("/holds", token["secret"])).status == 200


async def test_a_revoked_token_opens_nothing_any_more(running: Any) -> None:
    made = await ok(running, "POST", "/tokens", {"scope": "read", "label": "t", "company": "gazette"}, 201)
    assert (await running.get("/dispatches", made["secret"])).status == 200
    await ok(running, "DELETE", f"/tokens/{made['id']}", status=204)
    assert (await running.get("/dispatches", made["secret"])).status == 401
    assert (await running.call("DELETE", "/tokens/unknown", "desk")).status == 404


async def test_a_source_is_checked_before_it_is_kept(running: Any) -> None:
    await ok(running, "PUT", "/sources/sound", {"name": "Sound Radio"})
    assert "sound" in {s["id"] for s in (await ok(running, "GET", "/sources"))["items"]}
    for body in (
        {"name": "x", "kind": "telepathy"},
        {"name": "x", "kind": "feed"},
        {"name": "x", "kind": "feed", "address": "file:///etc/passwd"},
        {"name": "x", "profile": "unheard-of"},
        {"name": "x", "every": 1},
        {"name": "x", "public_share": 99},
        {"name": "x", "timezone": "Mars/Olympus"},
        {"name": "x", "nothing": 1},
    ):
        assert (await running.call("PUT", "/sources/bad", "desk", json=body)).status == 422, body
    assert (await running.call("PUT", "/sources/Bad Id", "desk", json={"name": "x"})).status == 422
    assert "bad" not in {s["id"] for s in (await ok(running, "GET", "/sources"))["items"]}


async def test_a_folder_is_set_up_on_the_machine_of_the_server_alone(running: Any, tmp_path: Any) -> None:
    body = {"name": "Drop", "kind": "folder", "address": str(tmp_path)}
    assert (await running.call("PUT", "/sources/drop", "desk", json=body)).status == 403


async def test_a_page_layout_is_checked_and_takes_effect_at_once(running: Any) -> None:
    put = await running.call("PUT", "/profiles/prefecture", "desk", body=PROFILE.encode())
    assert put.status == 204, put.body
    assert running.house.agency.profiles.get("prefecture") is not None
    await ok(running, "PUT", "/sources/prefecture", {"name": "Préfecture", "profile": "prefecture"})
    for text in (
        b"not = [toml",
        b"\xff\xfe",
        PROFILE.replace("prefecture", "other").encode(),
        b"id = 'prefecture'\nx = 1",
    ):
        assert (await running.call("PUT", "/profiles/prefecture", "desk", body=text)).status == 422
    assert (await ok(running, "GET", "/profiles"))["items"] == {"prefecture": PROFILE}


async def test_a_held_version_is_listed_moved_and_released_by_the_desk(running: Any) -> None:
    filed = (await running.file(running.story, embargo="2026-03-10T09:00:00Z")).json
    held = (await ok(running, "GET", "/holds"))["items"]
    assert [h["dispatch"] for h in held] == [filed["id"]]
    moved = await ok(running, "POST", f"/holds/{held[0]['id']}/move", {"until": "2026-03-12T09:00:00+01:00"})
    assert moved["due"] == "2026-03-12T08:00:00Z"
    running.clock.advance(hours=2)
    assert await running.house.agency.release_due() == []
    for until in ("soon", "2026-03-10T07:00:00Z"):
        assert (await running.call("POST", f"/holds/{held[0]['id']}/move", "desk", json={"until": until})).status == 422
    released = await ok(running, "POST", f"/holds/{held[0]['id']}/release")
    assert released["state"] == "published"
    assert (await running.get(f"/dispatches/{filed['id']}", "gazette")).status == 200
    assert (await running.call("POST", f"/holds/{held[0]['id']}/release", "desk")).status == 404


async def test_quarantine_is_listed_with_the_reason_and_a_retry_says_what_still_fails(running: Any) -> None:
    refused = await running.call(
        "POST", "/filings", "harbour", body=b"{broken", headers={"content-type": "application/json"}
    )
    id = refused.json["quarantine"]
    listed = (await ok(running, "GET", "/quarantine"))["items"]
    assert [(q["id"], q["source"], q["code"]) for q in listed] == [(id, "harbour", "unreadable")]
    again = await ok(running, "POST", f"/quarantine/{id}/retry")
    assert again["filed"] == []
    assert again["rejected"][0]["quarantine"] == id
    assert len((await ok(running, "GET", "/quarantine"))["items"]) == 1
    assert (await running.call("POST", "/quarantine/none/retry", "desk")).status == 404


async def test_what_can_be_read_after_all_is_filed_and_settled(running: Any) -> None:
    left = Filing(running.story.encode(), running.clock(), "text/plain", source="harbour", name="story.txt")
    id = await running.house.store.quarantine.put(
        left, "unreadable", "an earlier reader could not read this", running.clock(),
        size=len(left.body), sha256=left.sha256,
    )  # fmt: skip
    again = await ok(running, "POST", f"/quarantine/{id}/retry")
    assert again["filed"][0]["state"] == "published"
    assert (await ok(running, "GET", "/quarantine"))["items"] == []
    assert [q["id"] for q in (await ok(running, "GET", "/quarantine?resolved=true"))["items"]] == [id]
    assert (await running.call("POST", f"/quarantine/{id}/retry", "desk")).status == 422


async def test_reading_again_gives_the_same_and_changes_nothing_that_is_out(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    await running.file(running.story.replace("two", "three"), act="correct", of=id, note="Three, not two.")
    before = await running.house.store.head()
    again = await ok(running, "POST", "/rereads")
    assert (again["same"], again["different"]) == (2, 0)
    assert await running.house.store.head() == before
    assert (await running.get(f"/dispatches/{id}", "gazette")).json["version"] == 2


async def test_reading_again_with_another_layout_records_what_differs_and_leaves_the_wire_alone(running: Any) -> None:
    id = (await running.file(running.story, "harbour")).json["id"]
    killed = (await running.file("Harbour lamp out\n\nA lamp of the harbour went out.\n", "harbour")).json["id"]
    await running.call("POST", "/filings", "desk", params={"act": "kill", "of": killed, "note": "No."}, body=b"")
    layout = PROFILE.replace("prefecture", "harbour-page") + LEFTOVER
    put = await running.call("PUT", "/profiles/harbour-page", "desk", body=layout.encode())
    assert put.status == 204, put.body
    await ok(running, "PUT", "/sources/harbour", {"name": "Harbour Office", "profile": "harbour-page"})
    again = await ok(running, "POST", "/rereads?source=harbour")
    assert [r["item"] for r in again["items"]] == [id]
    assert "body" in again["items"][0]["changed"]
    shown = (await running.get(f"/dispatches/{id}", "gazette")).json
    assert shown["version"] == 1
    assert running.secret in shown["item"]["bodies"][0]["value"]
    assert (await running.call("POST", "/rereads?source=nobody", "desk")).status == 404


@pytest.mark.parametrize("who", ["gazette", "harbour", None])
async def test_administration_is_for_the_desk(running: Any, who: str | None) -> None:
    from telex.model.vocabulary import Scope
    from telex.web.api.catalogue import ENDPOINTS

    closed = [e for e in ENDPOINTS if e.scopes == (Scope.DESK,)]
    assert len(closed) > 15
    for e in closed:
        path = e.path.replace("{id}", "x").replace("{product}", "y")
        answer = await running.call(e.method, path, who)
        assert answer.status == (401 if who is None else 403), (e.method, path)


async def test_json_that_is_not_acceptable_is_refused_with_the_field(running: Any) -> None:
    for body in (b"{", b"[]", b'{"name": 1}', b'{"name": "x", "more": 1}', b"\xff"):
        answer = await running.call("PUT", "/companies/x", "desk", body=body)
        assert answer.status == 422
    assert (await running.call("PUT", "/companies/x", "desk", body=b" " * 1_500_000)).status == 413


async def test_the_desk_gets_back_the_very_bytes_that_could_not_be_taken(running: Any) -> None:
    theirs = running.ninjs("urn:rival:7", "Rival headline", "The rival wrote this about the harbour of Skerra.")
    await running.file(theirs, source="rival", media_type="application/json")
    refused = await running.file(theirs.replace("Rival headline", "Other headline"), "harbour", "application/json")
    assert refused.status == 403
    path = f"/quarantine/{refused.json['quarantine']}"
    answer = await running.get(path, "desk")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/octet-stream")
    assert answer.body == theirs.replace("Rival headline", "Other headline").encode()
    assert (await running.get("/quarantine/nothing", "desk")).status == 404
    assert (await running.get(path, "harbour")).status == 403
