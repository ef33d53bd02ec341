"""Which fields a reading is scored on, and the shape each must have in gold and predictions."""

from __future__ import annotations

from typing import Any

from telex.errors import Invalid
from telex.evaluate.files import Row

SCALARS = (
    "headline", "subheadline", "published", "updated", "slug", "embargo", "dateline.place", "translation.translator",
    "translation.from", "language", "event_date", "event_date.start", "event_date.end", "event_place",
    "urgency", "editor_note", "kills", "dateline.agency", "dateline.author", "source.issuer", "source.site",
)  # fmt: skip
"""Right or wrong, nulls included; a dotted name is a part of an object. `event_date` = start and end, `event_place` =
name and country, each both right."""
TIMES = frozenset({"published", "updated", "embargo"})
PARTS = {"event_date": ("start", "end"), "event_place": ("name", "country")}
OBJECTS = frozenset({"dateline", "translation", "event_date", "event_place", "source"})
TEXTS = ("body", "removed", "shown_nowhere", "categories", "byline", "organisations", "commitments", "anomalies")
"""Lists of texts."""
LISTS = {
    "captions": ("text", "language"),
    "people": ("name",),
    "places": ("name", "country"),
    "quotes": ("text",),
    "figures": ("value", "unit"),
    "dates": ("text",),
    "corrections": ("was", "now"),
}
"""Lists of objects, with what makes two of them the same."""
HEADER_AND_BODY = (
    "headline", "subheadline", "published", "updated", "slug", "embargo", "dateline.place", "translation.translator",
    "translation.from", "language", "byline", "categories", "captions", "body", "removed", "shown_nowhere",
)  # fmt: skip
"""What the one figure of header and body is the plain mean of: accuracy of the scalars, F1 of the lists."""


def check(row: Row, where: str) -> None:
    """Raises Invalid for a field that has not its shape. A field that is not there is no fault."""
    for name in OBJECTS & row.keys():
        if row[name] is not None and not isinstance(row[name], dict):
            raise Invalid(f"{where}: {name!r} must be an object or null")
    for name in SCALARS:
        found = scalar(row, name)
        if isinstance(found, dict | list):
            raise Invalid(f"{where}: {name!r} must be a text or null")
    for name in TEXTS:
        if not all(isinstance(text, str) for text in _list(row, name, where)):
            raise Invalid(f"{where}: {name!r} must be a list of texts")
    for name, keys in LISTS.items():
        for entry in _list(row, name, where):
            if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str | int | float) or
                                                      entry.get(key) is None for key in keys):  # fmt: skip
                raise Invalid(f"{where}: {name!r} must be a list of objects with {', '.join(keys)}")


def scalar(row: Row, name: str) -> Any:
    """A scalar by its dotted name; None where it, or the object that it is part of, is null or absent."""
    if name in PARTS:
        held = row.get(name) or {}
        parts = tuple(held.get(part) for part in PARTS[name])
        return None if all(part is None for part in parts) else parts
    outer, _, inner = name.partition(".")
    held = row.get(outer)
    if not inner:
        return held
    return held.get(inner) if isinstance(held, dict) else None


def told(row: Row, name: str) -> bool:
    """Whether a gold says anything of a field, null included: a field that it does not name is not scored on it."""
    return name.partition(".")[0] in row


def _list(row: Row, name: str, where: str) -> list[Any]:
    found = row.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Invalid(f"{where}: {name!r} must be a list")
    return found
