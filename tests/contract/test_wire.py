"""What a wire promises, and that losing every hint loses no dispatch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from telex.delivery.reader import Question
from telex.delivery.stream import Event, follow
from telex.house import open_house
from telex.model.company import Viewer
from telex.model.filing import Filed, Filing
from telex.model.vocabulary import Channel
from telex.settings import load
from telex.wire.local import LocalWire
from telex.wire.wire import Wire

PATIENCE = 60.0


class DroppingWire:
    """Keeps the protocol and loses every announcement: readers fall back to looking for themselves."""

    def announce(self, position: int) -> None:
        del position

    async def wait(self, after: int, timeout: float) -> None:
        await asyncio.sleep(min(timeout, 0.05))


class LyingWire:
    """Keeps the protocol and wakes readers for nothing, again and again."""

    def announce(self, position: int) -> None:
        del position

    async def wait(self, after: int, timeout: float) -> None:
        await asyncio.sleep(0)


WIRES: list[Callable[[], Wire]] = [LocalWire, DroppingWire, LyingWire]


@pytest.mark.parametrize("make", WIRES)
def test_a_reader_gets_every_position_once_and_in_order_whatever_the_wire_does(
    make: Callable[[], Wire], tmp_path: Path
) -> None:
    async def run() -> list[int]:
        async with open_house(load(None, {}, store=tmp_path / "w.db")) as house:
            wire = make()
            got: list[int] = []

            async def identify() -> Viewer:
                return Viewer(desk=True)

            async def read() -> None:
                events = follow(house.reader, wire, identify, Channel.STREAM, Question(), after=0, heartbeat=30)
                async for event in events:
                    got.append(event.position)
                    if len(got) == 12:
                        return

            reading = asyncio.create_task(read())
            for n in range(12):
                text = f"Avis numéro {n}\n\nLe bac {n * 31} part à l'heure, a dit la capitainerie de Port-{n}."
                (filed,) = await house.agency.take(Filing(text.encode(), house.agency.clock(), "text/plain"))
                assert isinstance(filed, Filed) and filed.position is not None
                wire.announce(filed.position)
            await asyncio.wait_for(reading, PATIENCE)
            return got

    assert asyncio.run(run()) == list(range(1, 13))


def test_a_wait_returns_by_itself_and_at_once_when_something_newer_was_announced() -> None:
    async def run() -> None:
        wire = LocalWire()
        await asyncio.wait_for(wire.wait(0, 0.01), PATIENCE)
        wire.announce(5)
        await asyncio.wait_for(wire.wait(4, 3600), PATIENCE)
        await asyncio.wait_for(wire.wait(5, 0.01), PATIENCE)
        waiting = [asyncio.create_task(wire.wait(5, 3600)) for _ in range(3)]
        await asyncio.sleep(0)
        await asyncio.to_thread(wire.announce, 6)
        await asyncio.wait_for(asyncio.gather(*waiting), PATIENCE)

    asyncio.run(run())


def test_a_stream_says_reset_for_a_cursor_from_the_future_and_ends_when_the_viewer_is_gone(tmp_path: Path) -> None:
    async def run() -> list[Event]:
        async with open_house(load(None, {}, store=tmp_path / "w.db")) as house:
            left = [Viewer(desk=True)]

            async def identify() -> Viewer | None:
                return left.pop() if left else None

            for n in range(2):
                body = f"Avis {n}\n\nLe pont {n * 17} est fermé, a dit la mairie de Bourg-{n}.".encode()
                await house.agency.take(Filing(body, house.agency.clock(), "text/plain"))
            reader = house.reader
            future = follow(reader, house.wire, identify, Channel.STREAM, Question(), after=99, heartbeat=30)
            first = await anext(future)
            events = follow(reader, house.wire, identify, Channel.STREAM, Question(), after=0, heartbeat=30)
            return [first, *[e async for e in events]]

    reset, publish, end = asyncio.run(run())
    assert (reset.name, reset.position, reset.asked) == ("reset", 2, 99)
    assert (publish.name, publish.position) == ("publish", 1)
    assert (end.name, end.position) == ("end", 1)
