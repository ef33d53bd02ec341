"""What a wire promises: very little, on purpose."""

from __future__ import annotations

from typing import Protocol


class Wire(Protocol):
    """May drop, repeat or reorder announcements. Readers always read the store again from their own cursor."""

    def announce(self, position: int) -> None:
        """Something was appended, up to this position. Never blocks, never fails."""
        ...

    async def wait(self, after: int, timeout: float) -> None:
        """Returns when something beyond `after` may have been appended, at latest after min(timeout, 1) seconds."""
        ...
