"""Durable appends: what group commit saves. `python -m bench.append [--json]`

Peer of the figure: the same store with one caller, who waits for each commit. Counted, and so the same on any machine:
fsyncs per append, through an apsw VFS. The time ratio is printed with the file system, on which it depends.
Target (design/delivery.md section 9): with 32 callers at most 1/8 of the single caller's fsyncs per append.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from telex.model.delivery import Route, Slip
from telex.model.dispatch import Dispatch
from telex.model.filing import Filing
from telex.model.record import Record
from telex.model.vocabulary import Act, Kind, PubStatus
from telex.store.sqlite import open_store

CALLERS = 32
APPENDS = 640
ROUNDS = 3
TARGET = 1 / 8
TEXT = tuple(f"Paragraphe {n} : le trafic des bacs a repris dans le port, selon la capitainerie." for n in range(20))
NOW = datetime(2026, 5, 4, tzinfo=UTC)


class CountingFile(apsw.VFSFile):
    """A file of the default VFS that counts its syncs."""

    syncs = 0

    def xSync(self, flags: int) -> None:  # noqa: N802  (SQLite's name)
        CountingFile.syncs += 1
        super().xSync(flags)


class CountingVFS(apsw.VFS):
    """Registered as the default while the bench runs, so that the store is opened exactly as in production."""

    def __init__(self) -> None:
        self._base = apsw.vfs_names()[0]
        super().__init__("counting", self._base, makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return CountingFile(self._base, name, flags)


@dataclass(frozen=True, slots=True)
class Run:
    """One way of appending, once."""

    syncs: float
    """Per append."""
    seconds: float
    """Per append."""


def unit(n: int) -> Record:
    """A version of usual size with filing, products and slips."""
    id = f"item-{n}"
    dispatch = Dispatch(
        id, f"urn:bench:{id}", 1, Act.NEW, PubStatus.USABLE, NOW, "bench", language="fr",
        headline=f"Le port rouvre, {n}", body=TEXT,
    )  # fmt: skip
    slips = tuple(Slip(f"company-{c}", ("coast",)) for c in range(5))
    filing = Filing("\n".join(TEXT).encode(), NOW, key=str(n))
    return Record(dispatch, Kind.PUBLISH, NOW, Route(frozenset({"coast", "sea"}), slips), filing=filing)


async def measure(folder: Path, callers: int, appends: int) -> Run:
    """`callers` tasks that each file one dispatch after the other, waiting for every commit."""
    store = open_store(folder / f"{callers}-{time.monotonic_ns()}.db")
    units = iter([unit(n) for n in range(appends)])

    async def caller() -> None:
        for one in units:
            await store.record(one)

    syncs, start = CountingFile.syncs, time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(callers)))
    seconds = time.perf_counter() - start
    counted = CountingFile.syncs - syncs
    assert await store.head() == appends
    await store.close()
    return Run(counted / appends, seconds / appends)


def file_system(folder: Path) -> str:
    """Name of the file system that holds a folder, from /proc/mounts; `unknown` where there is none."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "unknown"
    holding = [m for m in mounts if folder.resolve().is_relative_to(m[1])]
    return max(holding, key=lambda m: len(m[1]))[2] if holding else "unknown"


def bench(folder: Path) -> dict[str, Any]:
    """Alternating rounds; the median of the rounds' ratios, with their range."""
    vfs = CountingVFS()
    rounds = []
    for _ in range(ROUNDS):
        single = asyncio.run(measure(folder, 1, APPENDS // 4))
        group = asyncio.run(measure(folder, CALLERS, APPENDS))
        rounds.append((group.syncs / single.syncs, single.seconds / group.seconds, single, group))
    vfs.unregister()
    syncs, times = sorted(r[0] for r in rounds), sorted(r[1] for r in rounds)
    return {
        "bench": "append",
        "callers": CALLERS,
        "fsyncs_per_append_single": round(rounds[-1][2].syncs, 3),
        "fsyncs_per_append_group": round(rounds[-1][3].syncs, 4),
        "fsync_ratio": round(syncs[len(syncs) // 2], 4),
        "fsync_ratio_target": TARGET,
        "time_ratio": round(times[len(times) // 2], 2),
        "time_ratio_range": [round(times[0], 2), round(times[-1], 2)],
        "file_system": file_system(folder),
        "met": syncs[len(syncs) // 2] <= TARGET,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="last line as JSON")
    parser.add_argument("--folder", type=Path, help="where to write; default: the temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        found = bench(Path(folder))
    print(
        f"fsyncs per append: {found['fsyncs_per_append_single']} single, {found['fsyncs_per_append_group']} with "
        f"{CALLERS} callers, ratio {found['fsync_ratio']} (target {TARGET})"
    )
    low, high = found["time_ratio_range"]
    print(
        f"appends per second, {CALLERS} callers / single: {found['time_ratio']} ({low} to {high}) on {found['file_system']}"
    )
    if arguments.json:
        print(json.dumps(found))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
