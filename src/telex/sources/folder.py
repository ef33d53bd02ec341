"""A watched folder: files come in, and move to `done/` or `refused/` once their fate is in the record."""

from __future__ import annotations

import asyncio
import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telex.errors import TooLarge, Unreadable
from telex.model.filing import Filing
from telex.sources.fetch import KEPT, MAX_BYTES, Oversized
from telex.sources.poll import Take

_UNFINISHED = (".part", ".tmp")
SETTLE = 0.5
"""Seconds between the two looks that must agree on size and time before a file counts as complete."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was moved to `refused/`; `oversized` is for the caller to put into quarantine."""

    name: str
    reason: str
    oversized: Oversized | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    taken: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


async def sweep(
    folder: Path,
    take: Take,
    *,
    now: datetime,
    source: str | None = None,
    profile: str | None = None,
    max_bytes: int = MAX_BYTES,
    settle: float = SETTLE,
) -> Swept:
    """Takes in every complete file, oldest first. Names beginning with `.` or ending in `.part` or `.tmp` are unfinished.

    A file moves after the commit alone: what `take` raises beside Unreadable and TooLarge (Busy, StoreFull) ends the
    sweep and leaves the rest where it is. A crash between commit and move files it again: the store knows the bytes.
    Symbolic links are never followed.
    """
    taken: list[str] = []
    refused: list[Refusal] = []
    for path in await _complete(folder, settle):
        body = await asyncio.to_thread(_read, path, max_bytes)
        if body is None:
            continue
        if isinstance(body, Oversized):
            refused.append(Refusal(path.name, f"over {max_bytes:,} bytes", body))
            _move(path, folder / "refused")
            continue
        try:
            await take(Filing(body, now, source=source, name=path.name, profile=profile))
        except (Unreadable, TooLarge) as fault:
            refused.append(Refusal(path.name, str(fault)))
            _move(path, folder / "refused")
        else:
            taken.append(path.name)
            _move(path, folder / "done")
    return Swept(tuple(taken), tuple(refused))


async def _complete(folder: Path, settle: float) -> list[Path]:
    before = _seen(folder)
    if not before:
        return []
    await asyncio.sleep(settle)
    after = _seen(folder)
    same = [path for path, state in before.items() if after.get(path) == state]
    return sorted(same, key=lambda path: (before[path][1], path.name))


def _seen(folder: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of each regular file that may be taken."""
    found: dict[Path, tuple[int, int]] = {}
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                continue
            if entry.is_file(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                found[Path(entry.path)] = (state.st_size, state.st_mtime_ns)
    return found


def _read(path: Path, max_bytes: int) -> bytes | Oversized | None:
    """The bytes, or what quarantine keeps of too many, or None when the file is gone or became something else."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        body = file.read(max_bytes + 1)
        if len(body) <= max_bytes:
            return body
        digest, length = hashlib.sha256(body), len(body)
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            length += len(chunk)
        return Oversized(path.name, None, body[:KEPT], length, digest.hexdigest())


def _move(path: Path, into: Path) -> None:
    """Renames within one file system; a name already taken gets a number, nothing is overwritten."""
    into.mkdir(exist_ok=True)
    target, number = into / path.name, 1
    while target.exists():
        number += 1
        target = into / f"{path.stem}~{number}{path.suffix}"
    path.rename(target)
