"""What an editor says of a dispatch in place of what was read: it stays through later versions and re-reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telex.model.facts import EventDate
from telex.model.mentions import Commitment, DateSaid, Figure, Location, Organisation, Person, Quote

SCALARS: dict[str, Any] = {
    "headline": str,
    "subheadline": str,
    "slugline": str,
    "located": str,
    "language": str,
    "published": str,
    "updated": str,
    "urgency": int,
    "byline": tuple[str, ...],
    "categories": tuple[str, ...],
    "event_date": EventDate,
    "event_place": Location,
}
"""Fields with one value, and its type."""
LISTS: dict[str, tuple[Any, str]] = {
    "people": (Person, "name"),
    "organisations": (Organisation, "name"),
    "places": (Location, "name"),
    "quotes": (Quote, "text"),
    "figures": (Figure, "text"),
    "commitments": (Commitment, "text"),
    "dates": (DateSaid, "text"),
}
"""Fields of many values: the type of one, and which of its fields says which one is meant."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One value of one field of one item."""

    field: str
    """A key of `SCALARS` or `LISTS`."""
    key: str
    """Which one of a list: the name or the text as read; empty for a field with one value."""
    value: Any
    """Of the field's type. None = there is none: the text does not say it, or that entry is wrong."""
    by: str
    """User id."""
    at: datetime
    why: str = ""


def kind_of(field: str) -> Any:
    """The type of one value of a field. Raises KeyError for a field that is not amended this way."""
    return SCALARS[field] if field in SCALARS else LISTS[field][0]
