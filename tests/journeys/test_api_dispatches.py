"""Reading over HTTP: cursors, projections, validators, and that what is not for a reader does not exist for him."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.anyio


async def kill(running: Any, id: str) -> None:
    answer = await running.call(
        "POST", "/filings", "desk", params={"act": "kill", "of": id, "note": "Not so."}, body=b""
    )
    assert answer.status == 202


async def notes(running: Any, count: int) -> list[str]:
    """Files short harbour texts and returns their ids."""
    found = []
    for n in range(count):
        answer = await running.file(f"Harbour note {n}\n\nNote number {n} tells of the harbour and of crane {n}.\n")
        found.append(answer.json["id"])
    return found


async def test_a_reader_gets_the_text_that_his_company_bought_and_another_the_summary(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    full = (await running.get(f"/dispatches/{id}", "gazette")).json
    short = await running.get(f"/dispatches/{id}", "digest")
    assert full["what"] == "full"
    assert running.secret in full["item"]["bodies"][0]["value"]
    assert short.json["what"] == "summary"
    assert short.json["item"]["representationType"] == "partial"
    assert running.secret.encode() not in short.body
    assert (full["item"]["uri"], full["item"]["version"]) == (short.json["item"]["uri"], short.json["item"]["version"])


async def test_evidence_and_anomalies_are_for_the_desk_alone(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    assert {"evidence", "anomalies"} <= set((await running.get(f"/dispatches/{id}", "desk")).json)
    assert not {"evidence", "anomalies"} & set((await running.get(f"/dispatches/{id}", "gazette")).json)


async def test_what_is_not_for_a_reader_answers_exactly_as_what_does_not_exist(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    held = (await running.file(running.story.replace("north", "west"), embargo="2026-04-01T08:00:00Z")).json["id"]
    for form in ("/dispatches/{}", "/dispatches/{}/versions"):
        unknown = await running.get(form.format("AAAAAAAAAAAAAAAA"), "empty")
        for there in (id, held):
            hidden = await running.get(form.format(there), "empty")
            assert (hidden.status, hidden.body) == (404, unknown.body)
            assert {k: v for k, v in hidden.headers.items() if k != "Date"} == {
                k: v for k, v in unknown.headers.items() if k != "Date"
            }
    assert (await running.get("/dispatches", "empty")).json["items"] == []


async def test_a_killed_dispatch_is_a_notice_for_whoever_held_it_and_nothing_for_others(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    await kill(running, id)
    for who in ("gazette", "digest", "desk"):
        answer = await running.get(f"/dispatches/{id}", who)
        assert answer.status == 200
        assert answer.json["what"] == "notice"
        assert answer.json["item"]["pubStatus"] == "canceled"
        assert answer.json["item"]["bodies"] == []
        assert answer.json["item"]["edNote"] == "Not so."
        for path in (f"/dispatches/{id}", f"/dispatches/{id}/versions", "/dispatches", "/dispatches?after=0"):
            assert running.secret.encode() not in (await running.get(path, who)).body
    assert (await running.get(f"/dispatches/{id}", "empty")).status == 404


async def test_versions_come_in_order_with_the_note_of_the_correction(running: Any) -> None:
    first = (await running.file(running.story)).json
    fixed = running.story.replace("two ferries", "three ferries")
    await running.file(fixed, act="correct", of=first["id"], note="Three ferries, not two.")
    versions = (await running.get(f"/dispatches/{first['id']}/versions", "gazette")).json["items"]
    assert [v["version"] for v in versions] == [1, 2]
    assert versions[1]["kind"] == "correct"
    assert versions[1]["item"]["edNote"] == "Three ferries, not two."


async def test_a_uri_finds_the_dispatch(running: Any) -> None:
    text = running.ninjs("urn:rival:7", "Crane falls at the harbour", "A crane fell at the harbour.")
    id = (await running.file(text, media_type="application/json")).json["id"]
    found = await running.get("/dispatches", "gazette", params={"uri": "urn:rival:7"})
    assert found.json["id"] == id
    assert found.headers["content-location"] == f"/api/v1/dispatches/{id}"
    assert (await running.get("/dispatches", "gazette", params={"uri": "urn:rival:8"})).status == 404
    assert (await running.get("/dispatches", "empty", params={"uri": "urn:rival:7"})).status == 404


async def test_the_pull_gives_everything_once_in_log_order_by_following_the_links(running: Any) -> None:
    ids = await notes(running, 7)
    path, got = "/dispatches?after=earliest&limit=3", []
    for _ in range(4):
        page = await running.get(path, "gazette")
        got += [e["id"] for e in page.json["items"]]
        path = page.headers["link"].partition(">")[0].removeprefix("</api/v1")
    assert got == ids
    assert page.json["next"] == page.json["head"] == await running.house.store.head()


async def test_without_a_cursor_the_newest_come_first_and_the_links_go_back_to_the_end(running: Any) -> None:
    ids = await notes(running, 5)
    first = await running.get("/dispatches?limit=3", "gazette")
    back = first.headers["link"].partition(">")[0].removeprefix("</api/v1")
    second = await running.get(back, "gazette")
    got = [e["id"] for page in (first, second) for e in page.json["items"]]
    assert got == list(reversed(ids))
    assert second.json["next"] is None
    assert "link" not in second.headers


async def test_filters_and_queries_choose_what_comes(running: Any) -> None:
    await running.file(running.story)
    await running.file("Le port de Brume ferme\n\nLe port de Brume a fermé ses bassins mardi matin.\n")

    async def headlines(**params: str) -> list[str]:
        answer = await running.get("/dispatches", "gazette", params=params)
        assert answer.status == 200, answer.body
        return [e["item"]["headlines"][0]["value"] for e in answer.json["items"]]

    assert await headlines(q="ferries AND quay") == ["Skerra harbour closes its north quay"]
    assert await headlines(language="fr") == ["Le port de Brume ferme"]
    assert len(await headlines(product="ports")) == 2
    assert await headlines(product="forests") == []
    assert await headlines(urgency="1") == []


async def test_a_search_finds_nothing_by_words_that_a_reader_is_not_given(running: Any) -> None:
    await running.file(running.story)
    asked = {"q": running.secret}
    assert len((await running.get("/dispatches", "gazette", params=asked)).json["items"]) == 1
    assert (await running.get("/dispatches", "digest", params=asked)).json["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=ten", "after=-1", "after=x", "before=0", "urgency=12", "wait=1", "after=1&wait=9999",
        "after=1&wait=nan", "after=1&before=2", "nothing=1", "after=99999999999999999999",
    ],
)  # fmt: skip
async def test_a_parameter_that_makes_no_sense_is_refused_with_its_name(running: Any, query: str) -> None:
    answer = await running.get(f"/dispatches?{query}", "gazette")
    assert answer.status == 422
    assert answer.json["type"].endswith("/invalid")


async def test_a_faulty_query_is_answered_with_the_place_of_the_fault(running: Any) -> None:
    answer = await running.get("/dispatches", "gazette", params={"q": "quay AND (ferry"})
    assert answer.status == 422
    assert answer.json["type"].endswith("/query")
    assert isinstance(answer.json["position"], int)
    assert answer.json["fault"]


async def test_a_cursor_beyond_the_head_is_gone_with_the_facts(running: Any) -> None:
    answer = await running.get("/dispatches?after=4000", "gazette")
    assert answer.status == 410
    assert (answer.json["asked"], answer.json["head"]) == (4000, await running.house.store.head())


async def test_whoever_has_it_already_gets_304_until_it_changes(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    for path in (f"/dispatches/{id}", f"/dispatches/{id}/versions", "/dispatches", "/dispatches?after=0"):
        first = await running.get(path, "gazette")
        tag = {"if-none-match": first.headers["etag"]}
        same = await running.get(path, "gazette", headers=tag)
        assert (same.status, same.body) == (304, b"")
        assert same.headers["etag"] == first.headers["etag"]
        assert first.headers["vary"] == "Authorization, Cookie, Accept"
        assert "private" in first.headers["cache-control"]
        assert (await running.get(path, "digest", headers=tag)).status == 200
    one = await running.get(f"/dispatches/{id}", "gazette")
    await kill(running, id)
    again = await running.get(f"/dispatches/{id}", "gazette", headers={"if-none-match": one.headers["etag"]})
    assert again.status == 200


async def test_a_long_poll_answers_as_soon_as_something_is_there_for_the_reader(running: Any) -> None:
    position = await running.house.store.head()
    waiting = asyncio.create_task(running.get(f"/dispatches?after={position}&wait=30", "gazette"))
    await asyncio.sleep(0)
    await running.file("Forest fire out\n\nThe fire in the forest of Ombrel is out, firemen said.\n")
    id = (await running.file(running.story)).json["id"]
    page = await asyncio.wait_for(waiting, 20)
    assert [e["id"] for e in page.json["items"]] == [id]


async def test_a_long_poll_without_news_ends_with_a_cursor_to_go_on_from(running: Any) -> None:
    position = await running.house.store.head()
    page = await running.get(f"/dispatches?after={position}&wait=0.2", "gazette")
    assert (page.status, page.json["items"], page.json["next"]) == (200, [], position)


async def test_an_event_shows_its_accounts_and_hides_what_is_not_for_the_reader(running: Any) -> None:
    first = (await running.file(running.story)).json
    await running.file(running.story.replace("said", "says"), source="rival")
    event = first["filed"][0]["event"]
    seen = (await running.get(f"/events/{event}", "gazette")).json
    assert seen["title"] == "Skerra harbour closes its north quay"
    assert len(seen["items"]) == 2
    assert seen["timeline"][0]["id"] == first["id"]
    assert set(seen["accounts"]) == {"compared", "claims", "whole", "official", "first", "announced"}
    assert (await running.get(f"/events/{event}", "empty")).status == 404
    assert running.secret.encode() not in (await running.get(f"/events/{event}", "digest")).body


async def test_head_answers_like_get_without_a_body(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    full = await running.get(f"/dispatches/{id}", "gazette")
    bare = await running.call("HEAD", f"/dispatches/{id}", "gazette")
    assert (bare.status, bare.body) == (200, b"")
    assert bare.headers["etag"] == full.headers["etag"]


async def test_unknown_paths_and_methods_are_problems_too(running: Any) -> None:
    missing = await running.get("/nothing/here", "gazette")
    wrong = await running.call("DELETE", "/dispatches", "gazette")
    assert (missing.status, wrong.status) == (404, 405)
    for answer in (missing, wrong):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json["status"] == answer.status
    assert "GET" in wrong.headers["allow"]


async def test_a_token_that_is_not_valid_is_told_so_and_one_that_may_not_read_too(running: Any) -> None:
    none, wrong = await running.get("/dispatches"), await running.get("/dispatches", "tlx_nonsense")
    assert (none.status, wrong.status) == (401, 401)
    assert none.headers["www-authenticate"] == "Bearer"
    assert (await running.get("/dispatches", "harbour")).status == 403


async def test_a_company_switched_off_reads_nothing_more(running: Any) -> None:
    id = (await running.file(running.story)).json["id"]
    await running.house.office.put_company("gazette", "Gazette", active=False)
    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 404
    assert (await running.get("/dispatches", "gazette")).json["items"] == []


async def test_the_state_of_the_process_can_be_asked_by_anyone(running: Any) -> None:
    answer = await running.get("/healthz")
    assert (answer.status, answer.body) == (200, b"ok\n")
