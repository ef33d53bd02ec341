"""What two conditions have in common when they ask the same: `Otan` and `OTAN` are one."""

from __future__ import annotations

import sys
from typing import Any

from telex.routing.language.query import Leaf
from telex.routing.matching.plans import CODE, EXACT, PHRASE, PREFIX, WORD, unpack

Sequel = tuple[str, ...]
"""Several exact words, one after the other."""
Near = tuple[tuple[str, ...], int]
"""Several exact words and their distance."""
NEAR = "near"
"""Phrases with a distance."""
OTHER = "other"
"""Ranges and presences, of whatever field."""


Key = tuple[str, str | None, Any]
"""`(kind, field, value)`; the value is the bare word, the exact word, the phrase (`Sequel`, `Near`), the stem, the code, and of any
other kind the leaf itself."""


def key_of(packed: Any) -> Key:
    """The key of a packed leaf. Raises ValueError, TypeError or LookupError for what is none."""
    if isinstance(packed, str):
        return (WORD, None, packed)
    kind, field = packed[0], packed[1]
    if kind in (WORD, PREFIX):
        return (kind, field, packed[-1])
    if kind == EXACT:
        return (kind, field, packed[2] if len(packed) == 4 else packed[4])
    if kind == PHRASE:
        words = tuple(map(sys.intern, packed[2] if len(packed) == 4 else packed[4]))
        if not words:
            raise ValueError("a phrase without words")
        return (NEAR, field, (words, packed[3])) if packed[3] else (PHRASE, field, words)
    if kind == CODE:
        return (kind, field, packed[2].casefold())
    leaf = unpack(packed)
    if not isinstance(leaf, Leaf):
        raise TypeError(f"not a condition: {packed!r}")
    hash(leaf)
    return (OTHER, None, leaf)
