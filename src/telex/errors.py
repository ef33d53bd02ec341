"""One tree of errors. The class says what kind of thing went wrong, the message says what to do next."""

from __future__ import annotations

from collections.abc import Mapping


class TelexError(Exception):
    """Something Telex refuses or cannot do; the message says what to do next."""

    status = 500
    """HTTP status that the web layer answers with."""
    code = "internal"
    """Stable short name: the last part of the problem+json `type`, and what `telex --json` prints."""


class Unreadable(TelexError):
    """The filing cannot be read as any known format. It is kept in quarantine and can be read again."""

    status = 422
    code = "unreadable"


class UnknownFormat(Unreadable):
    """The media type is not one that Telex reads. Send text, HTML, ninjs, RSS or Atom."""

    status = 415
    code = "unknown-format"


class ForeignItem(Unreadable):
    """A source named a uri that is another source's. It is kept in quarantine: an editor decides, and files it himself."""

    status = 403
    code = "foreign-item"


class Fault(TelexError):
    """A fault of Telex itself while it read a filing. The filing is in quarantine and is read again once that is mended."""

    code = "fault"


class TooLarge(TelexError):
    """The filing is over the size limit; nothing of it was stored. Split it or raise `max_filing_bytes`."""

    status = 413
    code = "too-large"


class Invalid(TelexError):
    """A value given by the caller is not acceptable; the message names it."""

    status = 422
    code = "invalid"


class NotFound(TelexError):
    """There is no such thing, or it is not part of what the caller may see."""

    status = 404
    code = "not-found"


class Refused(TelexError):
    """The caller is known and may not do this."""

    status = 403
    code = "refused"


class Conflict(TelexError):
    """The request contradicts what is already recorded."""

    status = 409
    code = "conflict"


class Stale(Conflict):
    """What the decision relied on changed before its commit: read again and decide again."""

    code = "stale"


class Busy(TelexError):
    """The writer's queue is full or another process holds the store; try again later."""

    status = 503
    code = "busy"


class StoreFull(TelexError):
    """The disk under the store is full. Nothing of this request was kept; free space and send it again."""

    status = 507
    code = "store-full"


class Unsafe(TelexError):
    """The settings or the environment would make this unsafe; the message says what to change."""

    code = "unsafe"


class QueryError(Invalid):
    """One fault of a query text, at a place.

    `position` and `length` count code points, 0-based; the end of the text is its length.
    `hint` is what to write instead at that place, or None. `expected` says what may stand there, by language ("en", "fr").
    `proposals` are whole query texts that can be read, the likeliest first; none where nothing is worth proposing.
    """

    code = "query"

    def __init__(
        self,
        code: str,
        position: int,
        length: int,
        message: str,
        hint: str | None = None,
        *,
        expected: Mapping[str, str] | None = None,
        proposals: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.fault = code
        self.position = position
        self.length = length
        self.message = message
        self.hint = hint
        self.expected = dict(expected or {})
        self.proposals = proposals
        self.errors: tuple[QueryError, ...] = (self,)
        """Every fault found in the text, this one first."""

    @property
    def proposal(self) -> str | None:
        """The likeliest corrected text."""
        return self.proposals[0] if self.proposals else None
