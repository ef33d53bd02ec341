"""One writer: a lock file beside the database, held for life. It also tells the command line where the server is.

`flock` and not a POSIX record lock: those fall as soon as any descriptor of the file is closed in the process
(design/delivery.md section 2, trap 2).
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path

from telex.errors import Busy, Unsafe

TRIES = 10
PAUSE = 0.02
"""Seconds. `read_lock` holds a shared lock for an instant; a writer that starts just then must not be refused."""


def lock_path(store: Path) -> Path:
    """`wire.db` is guarded by `wire.db.lock`."""
    return store.with_name(store.name + ".lock")


class LockFile:
    """The right to write to one store. Freed by `release`, or by the end of the process, however it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, store: Path) -> LockFile:
        """Takes the lock of a store (path of the database). Raises Busy when another process, or this one, has it."""
        path = lock_path(store)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unsafe(
                f"cannot write the lock file {path} ({error.strerror}): check the folder and its rights"
            ) from error
        if not _taken(descriptor, fcntl.LOCK_EX, TRIES):
            holder = _content(descriptor)
            os.close(descriptor)
            raise Busy(_refusal(store, holder))
        os.fchmod(descriptor, 0o600)
        lock = cls(path, descriptor)
        lock._write({"pid": os.getpid()})
        return lock

    def publish(self, address: str, token: str) -> None:
        """Tells other processes of this user where the server listens and the token that it takes."""
        self._write({"pid": os.getpid(), "address": address, "token": token})

    def release(self) -> None:
        """Empties the file and lets go. The file stays: removing it would let two writers hold two files of one name."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def _write(self, content: dict[str, object]) -> None:
        if self._descriptor is None:
            raise Busy("the lock was released; open the store again")
        data = json.dumps(content).encode() + b"\n"
        os.pwrite(self._descriptor, data, 0)
        os.ftruncate(self._descriptor, len(data))


def read_lock(store: Path) -> dict[str, object] | None:
    """What the writer of a store has published: pid, and address and token of a server. None = nobody holds it.

    Raises Unsafe when the file belongs to another user: its token is not for us.
    """
    try:
        descriptor = os.open(lock_path(store), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise Unsafe(f"{lock_path(store)} belongs to another user: run this as the user of the server") from error
    try:
        return None if _taken(descriptor, fcntl.LOCK_SH, 1) else _content(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int, how: int, tries: int) -> bool:
    for n in range(tries):
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if n + 1 < tries:
                time.sleep(PAUSE)
        else:
            return True
    return False


def _content(descriptor: int) -> dict[str, object]:
    """The first JSON value of the file: the rest may be the tail of an older, longer one while it is rewritten."""
    try:
        value, _ = json.JSONDecoder().raw_decode(os.pread(descriptor, 4096, 0).decode())
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _refusal(store: Path, holder: dict[str, object]) -> str:
    pid, address = holder.get("pid", "unknown"), holder.get("address")
    where = f"; use its server at {address}" if address else ""
    return f"the store {store} is in use by process {pid}{where}, or stop that process first: a store has one writer"
