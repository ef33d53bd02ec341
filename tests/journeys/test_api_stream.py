"""The live stream: order, resumption, projection, kills, and a proper end."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from telex.delivery.reader import Question
from telex.delivery.stream import follow
from telex.model.company import Viewer
from telex.model.vocabulary import Channel
from telex.store.lock import read_lock

pytestmark = pytest.mark.anyio


def payload(event: dict[str, str]) -> Any:
    return json.loads(event["data"])


async def test_what_is_filed_comes_at_once_with_its_position_as_id(running: Any) -> None:
    async with running.stream("gazette") as stream:
        filed = (await running.file(running.story)).json
        event = await asyncio.wait_for(stream.event(), 30)
    assert (event["event"], event["id"]) == ("publish", str(filed["position"]))
    assert payload(event)["item"]["headlines"][0]["value"] == "Skerra harbour closes its north quay"


async def test_each_client_gets_his_own_projection_and_who_has_no_right_gets_nothing(running: Any) -> None:
    async with (
        running.stream("gazette") as full,
        running.stream("digest") as short,
        running.stream("empty") as nothing,
    ):
        await running.file(running.story)
        first, second = await full.event(), await short.event()
        assert running.secret in first["data"]
        assert running.secret not in second["data"]
        assert payload(second)["what"] == "summary"
        blocks = [await nothing.next() for _ in range(3)]
        assert all("data" not in block for block in blocks)


async def test_correction_kill_and_update_have_their_names(running: Any) -> None:
    async with running.stream("gazette") as stream:
        id = (await running.file(running.story)).json["id"]
        await running.file(running.story.replace("two", "three"), act="correct", of=id, note="Three, not two.")
        await running.file("Skerra harbour opens\n\nThe harbour opened again at noon.\n", act="update", of=id)
        await running.call("POST", "/filings", "desk", params={"act": "kill", "of": id, "note": "Not so."}, body=b"")
        events = [await asyncio.wait_for(stream.event(), 30) for _ in range(4)]
    assert [e["event"] for e in events] == ["publish", "correct", "update", "kill"]
    assert payload(events[3])["item"]["pubStatus"] == "canceled"
    assert running.secret not in events[3]["data"]


async def test_a_client_that_was_away_gets_what_it_missed_once_and_in_order(running: Any) -> None:
    async with running.stream("gazette") as stream:
        await running.file(running.story)
        seen = (await stream.event())["id"]
    positions = []
    for n in range(5):
        answer = await running.file(f"Harbour note {n}\n\nNote number {n} tells of the harbour.\n")
        positions.append(answer.json["position"])
    async with running.stream("gazette", {"last-event-id": seen}) as stream:
        assert stream.answer.headers["telex-position"] == seen
        got = [int((await stream.event())["id"]) for _ in range(5)]
    assert got == positions
    async with running.stream("gazette", after="earliest") as stream:
        assert [int((await stream.event())["id"]) for _ in range(6)] == [int(seen), *positions]


async def test_the_header_of_a_resuming_client_wins_over_the_address_it_first_had(running: Any) -> None:
    await running.file(running.story)
    position = await running.house.store.head()
    async with running.stream("gazette", {"last-event-id": str(position)}, after="earliest") as stream:
        assert stream.answer.headers["telex-position"] == str(position)


async def test_a_cursor_beyond_the_head_is_told_so(running: Any) -> None:
    head = await running.house.store.head()
    async with running.stream("gazette", after="5000") as stream:
        assert stream.answer.headers["telex-position"] == str(head)
        event = await stream.event()
    assert event["event"] == "reset"
    assert payload(event) == {"asked": 5000, "head": head}


async def test_what_is_not_for_the_client_moves_his_cursor_by_an_id_alone(running: Any) -> None:
    async with running.stream("empty") as stream:
        await running.file(running.story)
        position = str(await running.house.store.head())
        while "id" not in (block := await stream.next()):
            assert block, "the stream has ended"
    assert block == {"id": position}


async def test_silence_is_filled_with_comments(running: Any) -> None:
    async with running.stream("gazette") as stream:
        assert await asyncio.wait_for(stream.next(), 30) == {"": ""}


async def test_filters_choose_what_comes_but_a_kill_always_does(running: Any) -> None:
    async with running.stream("gazette", q="ferries") as stream:
        other = (await running.file("Harbour crane\n\nA crane of the harbour was painted.\n")).json["id"]
        await running.file(running.story)
        await running.call("POST", "/filings", "desk", params={"act": "kill", "of": other, "note": "No."}, body=b"")
        events = [await asyncio.wait_for(stream.event(), 30) for _ in range(2)]
    assert [e["event"] for e in events] == ["publish", "kill"]
    assert payload(events[0])["item"]["headlines"][0]["value"].startswith("Skerra")


async def test_a_revoked_token_ends_its_open_stream_before_the_next_event(running: Any) -> None:
    accounts = running.house.store.accounts
    async with running.stream("gazette") as stream:
        token = next(t for t in await accounts.all_tokens() if t.label == "gazette")
        await accounts.revoke_token(token.id, running.clock())
        await running.file(running.story)
        blocks = await asyncio.wait_for(stream.rest(), 30)
    assert all("data" not in block for block in blocks)


async def test_an_entitlement_that_ends_ends_the_texts_of_an_open_stream(running: Any) -> None:
    async with running.stream("gazette") as stream:
        await running.house.office.revoke("gazette", "ports")
        running.clock.advance(seconds=1)
        position = (await running.file(running.story)).json["position"]
        while (block := await asyncio.wait_for(stream.next(), 30)).get("id") != str(position):
            assert "data" not in block
    assert block == {"id": str(position)}


@pytest.mark.parametrize("query", ["after=x", "after=-1", "q=(", "urgency=0", "wait=3"])
async def test_a_stream_that_cannot_be_opened_as_asked_is_a_problem(running: Any, query: str) -> None:
    answer = await running.get(f"/stream?{query}", "gazette")
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_stream_needs_a_token(running: Any) -> None:
    assert (await running.get("/stream")).status == 401
    assert (await running.get("/stream", "harbour")).status == 403


async def test_http_1_0_is_told_that_it_cannot_stream(running: Any) -> None:
    host, port = running.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    token = running.tokens["gazette"]
    writer.write(f"GET /api/v1/stream HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    assert answer.split(b"\r\n")[0].split()[1] == b"505"


async def test_no_proxy_keeps_or_holds_back_a_stream(running: Any) -> None:
    async with running.stream("gazette") as stream:
        headers = stream.answer.headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"


async def test_a_client_that_lags_behind_is_not_given_a_text_that_was_killed_meanwhile(
    start: Any, tmp_path: Path, clock: Any
) -> None:
    async with start(tmp_path, clock, small_buffers=True) as running:
        token = str((read_lock(running.house.settings.store) or {})["token"])
        with socket.socket() as slow:
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
            host, port = running.url.removeprefix("http://").split(":")
            await asyncio.get_running_loop().run_in_executor(None, slow.connect, (host, int(port)))
            reader, writer = await asyncio.open_connection(sock=slow, limit=2**14)
            writer.write(f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
            await reader.readuntil(b"retry: 2000")
            ids = []
            for n in range(30):
                text = f"Note {n}\n\nThe word is gudgeon{n}. " + "Rope and anchor and chain. " * 1_000
                ids.append((await running.file(text, token)).json["id"])
            for id in ids[20:]:
                kill = {"act": "kill", "of": id, "note": "No."}
                assert (await running.call("POST", "/filings", token, params=kill, body=b"")).status == 202
            got = b""
            while got.count(b"event: kill") < 10:
                got += await asyncio.wait_for(reader.read(65_536), 30)
            writer.close()
    assert b"gudgeon0." in got
    assert all(f"gudgeon{n}.".encode() not in got for n in range(20, 30))


async def test_others_run_while_one_client_catches_up_with_everything(running: Any) -> None:
    for n in range(20):
        await running.file(f"Harbour note {n}\n\nNote number {n} tells of the harbour.\n")
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    async def nobody_in_particular() -> Viewer:
        return Viewer()

    house = running.house
    asking = asyncio.create_task(others())
    events = follow(house.reader, house.wire, nobody_in_particular, Channel.STREAM, Question(), after=0, heartbeat=0)
    assert (await anext(events)).name == "cursor"
    asking.cancel()
    assert turns >= 20


async def test_streams_end_properly_when_the_server_stops(running: Any) -> None:
    async with running.stream("gazette") as stream:
        running.stop.set()
        blocks = await asyncio.wait_for(stream.rest(), 30)
    assert all("data" not in block for block in blocks)
    await asyncio.wait_for(asyncio.shield(running.serving), 30)


async def test_a_hundred_clients_get_every_event_in_order(running: Any) -> None:
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        running.session, before = session, running.session
        try:
            streams = await asyncio.gather(*(stack.enter_async_context(running.stream("gazette")) for _ in range(100)))
            positions = []
            for n in range(5):
                answer = await running.file(f"Harbour note {n}\n\nNote number {n} tells of the harbour.\n")
                positions.append(answer.json["position"])
            for stream in streams:
                assert [int((await stream.event())["id"]) for _ in range(5)] == positions
        finally:
            running.session = before
