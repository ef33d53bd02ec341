"""The public address of a dispatch: `/news/2026/03/un-titre-court-Ab3…`."""

from __future__ import annotations

import re

from telex.delivery.reader import Seen
from telex.model.text import fold

ID_LENGTH = 16
"""Characters of an item's random id (12 random bytes in base64url)."""
SLUG = 60
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def path(seen: Seen) -> str:
    """Where a public summary stands. The id alone decides; the words are for people."""
    d = seen.dispatch
    at = d.first_published_at or seen.at
    return f"/news/{at.year:04}/{at.month:02}/{slug(d.headline)}-{d.id}"


def slug(headline: str | None) -> str:
    """`Le port d'Ardel rouvre` → `le-port-d-ardel-rouvre`; a text without headline gets `depeche`."""
    folded = _NOT_WORD.sub("-", fold(headline or "")).strip("-")
    return folded[:SLUG].rstrip("-") or "depeche"


def item(tail: str) -> str:
    """The id at the end of an address."""
    return tail[-ID_LENGTH:]
