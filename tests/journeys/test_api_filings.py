"""Filing over HTTP: what is answered, what is refused, and that a refusal leaves nothing behind."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title><link>https://harbour.example/</link>
<item><title>Ferry late at the harbour</title><guid>h-1</guid><pubDate>Tue, 10 Mar 2026 07:00:00 GMT</pubDate>
<description>The morning ferry left the harbour an hour late because of fog over the sound.</description></item>
<item><title>Lamp broken at the harbour mouth</title><guid>h-2</guid><pubDate>Tue, 10 Mar 2026 07:30:00 GMT</pubDate>
<description>A lamp at the harbour mouth went out in the night and is to be mended by noon.</description></item>
</channel></rss>"""


async def head(running: Any) -> int:
    found: int = await running.house.store.head()
    return found


async def test_a_text_is_answered_with_its_place_in_the_log_and_what_was_understood(running: Any) -> None:
    answer = await running.file(running.story)
    assert answer.status == 202
    body = answer.json
    assert (body["state"], body["version"], body["position"]) == ("published", 1, await head(running))
    filed = body["filed"][0]
    assert filed["headline"] == "Skerra harbour closes its north quay"
    assert filed["language"] == "en"
    assert filed["relation"] == "new"
    assert {r["company"] for r in filed["recipients"]} == {"gazette", "digest"}
    assert answer.headers["location"] == f"/api/v1/dispatches/{body['id']}"


async def test_a_feed_is_answered_item_by_item(running: Any) -> None:
    answer = await running.file(FEED, media_type="application/rss+xml")
    assert answer.status == 202
    assert [f["headline"] for f in answer.json["filed"]] == [
        "Ferry late at the harbour", "Lamp broken at the harbour mouth",
    ]  # fmt: skip
    assert "id" not in answer.json


async def test_the_same_key_and_body_get_the_same_answer_and_the_same_key_with_another_body_a_conflict(
    running: Any,
) -> None:
    key = {"idempotency-key": "monday-1"}
    body = running.story.encode()
    first = await running.call("POST", "/filings", "harbour", body=body, headers=key)
    again = await running.call("POST", "/filings", "harbour", body=body, headers=key)
    other = await running.call("POST", "/filings", "harbour", body=body + b"One more line.\n", headers=key)
    assert (first.status, again.status, other.status) == (202, 202, 409)
    assert again.json["position"] == first.json["position"] == await head(running)
    assert other.headers["content-type"] == "application/problem+json"


async def test_bytes_sent_twice_by_one_source_are_one_dispatch(running: Any) -> None:
    first = await running.file(running.story, "harbour")
    second = await running.file(running.story, "harbour")
    assert second.json["state"] == "duplicate"
    assert second.json["id"] == first.json["id"]


async def test_a_source_is_told_of_its_own_text_alone(running: Any) -> None:
    theirs = running.ninjs("urn:rival:1", "Rival headline on the harbour", "The rival wrote this on the harbour.")
    await running.file(theirs, source="rival", media_type="application/json")
    answer = await running.file(theirs, "harbour", "application/json")
    assert (answer.status, answer.json["quarantine"] is not None) == (403, True)
    assert b"Rival headline" not in answer.body
    own = (await running.file(running.story, "harbour")).json["filed"][0]
    assert own["headline"] == "Skerra harbour closes its north quay"
    assert not {"event", "relation", "evidence", "recipients"} & set(own)


@pytest.mark.parametrize(
    "params",
    [
        {"source": "rival"},
        {"act": "kill", "of": "urn:rival:1"},
        {"received_at": "2026-03-09T08:00:00Z"},
        {"withhold_headline": "true"},
    ],
)
async def test_a_file_token_is_bound_to_its_source_and_gives_no_orders(running: Any, params: dict[str, str]) -> None:
    before = await head(running)
    assert (await running.file(running.story, "harbour", **params)).status == 403
    assert await head(running) == before


@pytest.mark.parametrize(
    "params",
    [
        {"embargo": "next Monday"},
        {"embargo": "2026-03-10"},
        {"embargo": "2026-03-10T12:00:00"},
        {"embargo": ""},
        {"embarg": "2026-03-11T12:00:00Z"},
        {"act": "erase", "of": "x"},
        {"act": "correct"},
        {"of": "urn:x:1"},
        {"source": "nobody"},
        {"based_on": "two"},
    ],
)
async def test_what_cannot_be_understood_is_refused_and_nothing_is_published(
    running: Any, params: dict[str, str]
) -> None:
    before = await head(running)
    answer = await running.file(running.story, **params)
    assert answer.status == 422
    assert await head(running) == before
    assert await running.house.store.holds.all() == []
    assert await running.house.store.quarantine.list() == []


async def test_a_parameter_given_twice_is_refused(running: Any) -> None:
    path = "/filings?embargo=2026-03-11T12:00:00Z&embargo=2026-03-01T12:00:00Z"
    assert (await running.call("POST", path, "desk", body=running.story.encode())).status == 422


async def test_an_embargo_holds_the_text_without_a_position_until_its_hour(running: Any) -> None:
    answer = await running.file(running.story, embargo="2026-03-10T09:00:00+00:00")
    assert (answer.json["state"], answer.json["position"], answer.json["version"]) == ("held", None, None)
    assert answer.json["filed"][0]["held_because"] == "embargo"
    assert "location" not in answer.headers
    id = answer.json["id"]
    for path in (f"/dispatches/{id}", f"/dispatches/{id}/versions"):
        assert (await running.get(path, "gazette")).status == 404
    assert (await running.get("/dispatches", "gazette")).json["items"] == []
    async with running.stream("gazette") as stream:
        running.clock.advance(hours=1, seconds=1)
        event = await asyncio.wait_for(stream.event(), 30)
    assert event["event"] == "release"
    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 200


async def test_an_editor_corrects_updates_translates_and_kills(running: Any) -> None:
    first = (await running.file(running.story)).json
    fixed = running.story.replace("two ferries", "three ferries")
    correct = await running.file(fixed, act="correct", of=first["id"], note="Three ferries, not two.", based_on="1")
    assert (correct.json["id"], correct.json["version"]) == (first["id"], 2)
    stale = await running.file(fixed + "More.\n", act="correct", of=first["id"], note="Again.", based_on="1")
    assert stale.status == 409
    update = await running.file(
        "Skerra harbour opens again\n\nThe harbour of Skerra opened its north quay again.\n",
        act="update",
        of=first["id"],
    )
    assert update.json["filed"][0]["relation"] == "update"
    assert update.json["filed"][0]["related_to"] == first["id"]
    french = "Le port de Skerra ferme son quai nord\n\nLe port de Skerra a fermé son quai nord mardi.\n"
    translation = await running.file(french, act="translate", of=first["id"])
    assert translation.json["filed"][0]["relation"] == "translation"
    killed = await running.call(
        "POST", "/filings", "desk", params={"act": "kill", "of": first["id"], "note": "Not so."}, body=b""
    )
    assert (killed.status, killed.json["state"], killed.json["version"]) == (202, "killed", 3)


async def test_a_correction_without_a_note_is_refused(running: Any) -> None:
    first = (await running.file(running.story)).json
    answer = await running.file(running.story.replace("two", "three"), act="correct", of=first["id"])
    assert answer.status == 422
    assert "note" in answer.json["detail"]


async def test_a_kill_for_a_uri_that_never_came_is_kept_and_the_dispatch_is_born_killed(running: Any) -> None:
    kill = {"act": "kill", "of": "urn:rival:9", "note": "Wrong."}
    assert (await running.call("POST", "/filings", "desk", params=kill, body=b"")).json["state"] == "killed"
    text = running.ninjs("urn:rival:9", "A harbour story that must not run", "Nobody may read this harbour story.")
    assert (await running.file(text, media_type="application/json")).json["state"] in ("late", "duplicate")
    assert (await running.get("/dispatches?after=0", "gazette")).json["items"] == []
    unknown = {"act": "kill", "of": "no-such-id"}
    assert (await running.call("POST", "/filings", "desk", params=unknown, body=b"")).status == 404


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"", "text/plain", 422),
        (b" \n\n ", "text/plain", 422),
        (b"\x00\x01\x02", "image/png", 415),
        (b"{not json", "application/json", 422),
        (b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", "application/xml", 422),
    ],
)
async def test_what_cannot_be_read_is_refused_with_the_reason_and_kept_in_quarantine(
    running: Any, body: bytes, media_type: str, status: int
) -> None:
    answer = await running.call("POST", "/filings", "harbour", body=body, headers={"content-type": media_type})
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    kept = await running.house.store.quarantine.get(answer.json["quarantine"])
    assert kept is not None
    assert kept[1].body == body
    assert await running.house.store.read(0, 100) == [
        row for row in await running.house.store.read(0, 100) if row.item is None
    ]


async def test_a_lower_version_is_kept_in_history_and_never_shown_as_newest(running: Any) -> None:
    third = running.ninjs("urn:rival:3", "Harbour, third take", "The third take on the harbour.", version="3")
    first = running.ninjs("urn:rival:3", "Harbour, first take", "The first take on the harbour.", version="1")
    id = (await running.file(third, media_type="application/json")).json["id"]
    assert (await running.file(first, media_type="application/json")).json["state"] == "late"
    assert (await running.get(f"/dispatches/{id}", "gazette")).json["version"] == 3


async def test_fifty_megabytes_are_refused_and_nothing_is_stored(running: Any) -> None:
    before = await head(running)
    answer = await running.call("POST", "/filings", "desk", body=b"x" * 50_000_000)
    assert answer.status == 413
    assert await head(running) == before
    assert await running.house.store.quarantine.list() == []


async def test_a_body_without_a_stated_length_is_refused_while_it_arrives(running: Any) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 40_000_000:
            sent += 65_536
            yield b"x" * 65_536

    answer = await running.call("POST", "/filings", "desk", body=endless())
    assert answer.status == 413
    assert await running.house.store.quarantine.list() == []


async def test_filing_needs_a_token_that_may_file(running: Any) -> None:
    body = running.story.encode()
    assert (await running.call("POST", "/filings", body=body)).status == 401
    assert (await running.call("POST", "/filings", "tlx_wrong", body=body)).status == 401
    assert (await running.call("POST", "/filings", "gazette", body=body)).status == 403


async def test_a_session_alone_does_not_file_so_no_other_site_can(running: Any) -> None:
    secret = await running.house.office.sign_in("edith@agency.example", "a-long-enough-password", "127.0.0.1")
    cookie = {"cookie": f"telex_session={secret}"}
    answer = await running.call("POST", "/filings", body=running.story.encode(), headers=cookie)
    assert answer.status == 403
    assert (await running.get("/dispatches", headers=cookie)).status == 200


async def test_many_at_once_are_all_taken_at_positions_of_their_own(running: Any) -> None:
    before = await head(running)
    answers = await asyncio.gather(
        *(
            running.file(f"Harbour note {n}\n\nNote number {n} about the harbour, written on its own.\n", "harbour")
            for n in range(20)
        )
    )
    positions = sorted(a.json["position"] for a in answers)
    assert positions == list(range(before + 1, before + 21))
