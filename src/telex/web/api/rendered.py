"""Events of the stream, encoded once for all clients that see exactly the same."""

from __future__ import annotations

from telex.delivery.reader import Seen

KEPT = 64
"""Log rows whose encoded forms are kept: clients that are live read the newest few."""


class Rendered:
    """Bytes by what was seen. Two viewers share them only when their projections are equal, field by field."""

    def __init__(self) -> None:
        self._forms: dict[int, list[tuple[Seen, bool, bytes]]] = {}

    def find(self, position: int, seen: Seen, desk: bool) -> bytes | None:
        """The bytes made for an equal value, or None."""
        for known, for_desk, data in self._forms.get(position, ()):
            if for_desk == desk and known == seen:
                return data
        return None

    def keep(self, position: int, seen: Seen, desk: bool, data: bytes) -> bytes:
        self._forms.setdefault(position, []).append((seen, desk, data))
        if len(self._forms) > KEPT:
            del self._forms[min(self._forms)]
        return data
