"""A watched folder: complete files come in once, and move only when their fate is in the record."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from telex.errors import Busy, Unreadable
from telex.model.filing import Filing
from telex.sources.folder import Swept, sweep

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class Desk:
    """Takes filings; `junk` goes to quarantine, `later` finds the store busy."""

    def __init__(self) -> None:
        self.taken: list[Filing] = []

    async def __call__(self, filing: Filing) -> None:
        if filing.body == b"junk":
            raise Unreadable("encoding: junk")
        if filing.body == b"later":
            raise Busy("the writer's queue is full")
        self.taken.append(filing)


def swept(folder: Path, desk: Any, **rest: Any) -> Swept:
    return asyncio.run(sweep(folder, desk, now=NOON, settle=0, **rest))


def test_a_file_is_taken_once_and_moves_to_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Le pont rouvre")
    desk = Desk()
    assert swept(tmp_path, desk, source="val", profile="p").taken == ("a.txt",)
    assert swept(tmp_path, desk).taken == ()
    (filing,) = desk.taken
    assert (filing.body, filing.name, filing.source, filing.profile) == (b"Le pont rouvre", "a.txt", "val", "p")
    assert (tmp_path / "done" / "a.txt").read_bytes() == b"Le pont rouvre"


@pytest.mark.parametrize("name", [".hidden", "a.part", "a.TMP", "a.txt.tmp"])
def test_unfinished_files_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Le po")
    desk = Desk()
    assert swept(tmp_path, desk) == Swept()
    assert (tmp_path / name).exists()
    assert desk.taken == []


def test_a_file_that_still_grows_waits_for_the_next_sweep(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Le po")
    desk = Desk()

    async def grow() -> Swept:
        sweeping = asyncio.create_task(sweep(tmp_path, desk, now=NOON, settle=0))
        await asyncio.sleep(0)
        (tmp_path / "a.txt").write_bytes(b"Le pont rouvre")
        return await sweeping

    assert asyncio.run(grow()) == Swept()
    assert swept(tmp_path, desk).taken == ("a.txt",)
    assert desk.taken[0].body == b"Le pont rouvre"


def test_what_cannot_be_read_moves_to_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"junk")
    (tmp_path / "b.txt").write_bytes(b"Le pont rouvre")
    answer = swept(tmp_path, Desk())
    assert answer.taken == ("b.txt",)
    assert [(refusal.name, refusal.reason) for refusal in answer.refused] == [("a.txt", "encoding: junk")]
    assert (tmp_path / "refused" / "a.txt").exists()


def test_while_the_store_is_busy_the_file_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"later")
    with pytest.raises(Busy):
        swept(tmp_path, Desk())
    assert (tmp_path / "a.txt").exists()


def test_an_oversized_file_is_refused_with_what_quarantine_keeps(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 200_000)
    desk = Desk()
    (refusal,) = swept(tmp_path, desk, max_bytes=100_000).refused
    assert refusal.oversized is not None
    assert (refusal.oversized.length, len(refusal.oversized.first)) == (200_000, 65_536)
    assert (tmp_path / "refused" / "a.txt").stat().st_size == 200_000
    assert desk.taken == []


def test_a_name_already_done_overwrites_nothing(tmp_path: Path) -> None:
    for body in (b"un", b"deux"):
        (tmp_path / "a.txt").write_bytes(body)
        swept(tmp_path, Desk())
    assert {path.name: path.read_bytes() for path in (tmp_path / "done").iterdir()} == {
        "a.txt": b"un",
        "a~2.txt": b"deux",
    }


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "outside"
    secret.write_bytes(b"secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").symlink_to(secret)
    desk = Desk()
    assert swept(folder, desk) == Swept()
    assert desk.taken == []
