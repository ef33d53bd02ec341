"""A driver's error never crosses the store: here apsw's become Telex's, each with what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from telex.errors import Busy, Conflict, Invalid, StoreFull, TelexError, Unsafe

_FULL = "the disk under the store is full: nothing of this was kept; free space and send it again"
_NO_ROOM = {apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_TRUNCATE}
"""Writes that SQLite reports as an input/output error where the cause is nearly always a full disk or quota."""


def translate(error: Exception) -> Exception:
    """The Telex error for a driver's; any other exception as it is."""
    if isinstance(error, UnicodeError):
        return Invalid("the text holds half of a surrogate pair, which is no character; send it as UTF-8")
    if isinstance(error, OverflowError):
        return Invalid("a number is beyond what the store can hold (64 bits)")
    if not isinstance(error, apsw.Error):
        return error
    return _translate(error)


def _translate(error: apsw.Error) -> TelexError:
    if isinstance(error, apsw.FullError):
        return StoreFull(_FULL)
    if isinstance(error, apsw.IOError):
        if getattr(error, "extendedresult", None) in _NO_ROOM:
            return StoreFull(_FULL)
        return TelexError(f"the disk under the store failed ({error}): check it, then run `telex doctor`")
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return Busy("another process is using the store; try again in a moment")
    if isinstance(error, apsw.ConstraintError):
        return Conflict(f"this contradicts what is recorded ({error})")
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError)):
        return Unsafe("the store is damaged or is no Telex store: run `telex doctor`, restore it from a backup")
    if isinstance(error, (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError)):
        return Unsafe(f"the store cannot be opened for this ({error}): check the path and its rights")
    return TelexError(f"the store failed: {error}")


@contextmanager
def telex_errors() -> Iterator[None]:
    """Around every use of the driver."""
    try:
        yield
    except (apsw.Error, UnicodeError, OverflowError) as error:
        raise translate(error) from error
