"""Parameters of an address as values. What cannot be read is refused with its name, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from telex.delivery.reader import Question
from telex.errors import Invalid
from telex.routing.language.parser import parse
from telex.web.api.table import Param

MAX_INT = 2**62
FILTERS = (
    Param("product", "only what this product carries"),
    Param("q", "query, in the language of docs/reference/query-language.md"),
    Param("language", "language of the text, such as fr"),
    Param("urgency", "this urgency or higher: 1 (flash) to 9", "integer"),
    Param("source", "id of the source"),
)


def whole(given: Mapping[str, str], name: str, default: int, low: int = 0, high: int = MAX_INT) -> int:
    """A whole number within bounds. Raises Invalid."""
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20 and low <= int(text) <= high):
        most = f" to {high}" if high != MAX_INT else " or more"
        raise Invalid(f"{name}={text[:40]!r}: a whole number from {low}{most} is needed")
    return int(text)


def seconds(given: Mapping[str, str], name: str, high: float) -> float:
    """A number of seconds, 0 when absent. Raises Invalid."""
    text = given.get(name, "0")
    try:
        value = float(text) if len(text) < 20 else -1.0
    except ValueError:
        value = -1.0
    if not 0 <= value <= high:
        raise Invalid(f"{name}={text[:40]!r}: seconds from 0 to {high:g} are needed")
    return value


def flag(given: Mapping[str, str], name: str) -> bool:
    """true or false, false when absent. Raises Invalid."""
    text = given.get(name, "false").lower()
    if text not in ("true", "false", "1", "0"):
        raise Invalid(f"{name}={text[:40]!r}: say true or false")
    return text in ("true", "1")


def instant(given: Mapping[str, str], name: str) -> datetime | None:
    """An instant with its zone, as UTC. Raises Invalid: an embargo that cannot be read must not publish anything."""
    text = given.get(name)
    if text is None:
        return None
    return read_instant(name, text)


def read_instant(name: str, text: str) -> datetime:
    """See `instant`. A `+` of a zone that arrived as a space (not percent-encoded) is taken as meant."""
    try:
        value = datetime.fromisoformat(text.strip().replace(" ", "+") if "T" in text else text)
        if value.tzinfo is None or "T" not in text:
            raise ValueError("no zone")
        return value.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(
            f"{name}={text[:60]!r} cannot be read: write the hour with its zone, such as 2026-03-10T07:15:00+01:00"
        ) from error


def question(given: Mapping[str, str], zone: str) -> Question:
    """The filters of a list or a stream; `zone` = of dates in the query that name none. Raises QueryError with the place
    of the fault in the text as sent, or Invalid."""
    query = given.get("q", "")
    return Question(
        product=given.get("product"),
        query=parse(query, zone=zone) if query.strip() else None,
        language=given.get("language"),
        urgency=whole(given, "urgency", 9, 1, 9) if "urgency" in given else None,
        source=given.get("source"),
    )
