"""An open answer: what a slow client gets is looked up when there is room for it, and the end comes in any case."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.types import Message

from telex.errors import Busy
from telex.web.sse import EventStream, block

FILLS = b"fills the buffer"


class Client:
    """The far end, as a server keeps it: `send` waits for room before it writes (uvicorn 0.54, `flow.drain`)."""

    def __init__(self) -> None:
        self.room = asyncio.Event()
        self.room.set()
        self.left = asyncio.Event()
        self.got: list[Message] = []

    async def receive(self) -> Message:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        await self.room.wait()
        self.got.append(message)
        if message.get("body") == FILLS:
            self.room.clear()

    @property
    def text(self) -> bytes:
        return b"".join(m.get("body", b"") for m in self.got)

    @property
    def ended(self) -> bool:
        return bool(self.got) and self.got[-1].get("more_body") is False


def opened(client: Client, blocks: AsyncIterator[bytes], stopping: asyncio.Event) -> asyncio.Task[None]:
    scope: dict[str, Any] = {"type": "http", "method": "GET"}
    return asyncio.create_task(EventStream(blocks, stopping)(scope, client.receive, client.send))


async def turns(count: int = 20) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_what_a_client_without_room_gets_next_is_not_looked_up_before_there_is_room() -> None:
    async def scene() -> None:
        client, looked_up = Client(), []

        async def blocks() -> AsyncIterator[bytes]:
            for n in range(3):
                looked_up.append(n)
                yield FILLS if n == 0 else b"later"

        task = opened(client, blocks(), asyncio.Event())
        await turns()
        assert looked_up == [0]
        client.room.set()
        await asyncio.wait_for(task, 30)
        assert looked_up == [0, 1, 2]
        assert client.text == FILLS + b"laterlater"

    asyncio.run(scene())


async def forever() -> AsyncIterator[bytes]:
    yield b"x"
    await asyncio.Event().wait()


def test_the_stop_signal_ends_the_answer_properly() -> None:
    async def scene() -> None:
        client, stopping = Client(), asyncio.Event()
        task = opened(client, forever(), stopping)
        await turns()
        stopping.set()
        await asyncio.wait_for(task, 30)
        assert client.ended

    asyncio.run(scene())


def test_a_client_that_leaves_ends_the_answer() -> None:
    async def scene() -> None:
        client = Client()
        task = opened(client, forever(), asyncio.Event())
        await turns()
        client.left.set()
        await asyncio.wait_for(task, 30)

    asyncio.run(scene())


def test_a_fault_of_the_store_ends_the_answer_so_that_the_client_comes_back() -> None:
    async def scene() -> None:
        async def failing() -> AsyncIterator[bytes]:
            yield b"one"
            raise Busy("the store is busy")

        client = Client()
        await asyncio.wait_for(opened(client, failing(), asyncio.Event()), 30)
        assert client.text == b"one"
        assert client.ended

    asyncio.run(scene())


def test_a_block_has_id_name_and_one_line_of_data() -> None:
    assert block(7, "kill", b'{"a":1}') == b'id: 7\nevent: kill\ndata: {"a":1}\n\n'
