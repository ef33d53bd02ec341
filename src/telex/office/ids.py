"""What an id that people choose may look like."""

from __future__ import annotations

import re

from telex.errors import Invalid

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


def check_id(what: str, id: str) -> None:
    """Raises Invalid unless the id is short and plain enough for an address and a command line."""
    if not _ID.fullmatch(id):
        raise Invalid(f"{id!r} is not a {what} id: small letters, digits and hyphens, 60 at most, such as `ports-nord`")
