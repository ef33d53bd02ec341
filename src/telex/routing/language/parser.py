"""Query text -> tree, for everybody else. Every refusal says where it is, what was expected, and proposes a text to take.

`grammar` reads, `repair` proposes. Source: design/routing.md section 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telex.errors import Invalid, QueryError
from telex.routing.language import repair
from telex.routing.language.faults import Fault, Note
from telex.routing.language.grammar import MAX_DEPTH, MAX_LENGTH, Grammar
from telex.routing.language.query import Query

__all__ = ["GRAMMAR_VERSION", "MAX_DEPTH", "MAX_LENGTH", "Checked", "Reading", "check", "parse", "read"]

GRAMMAR_VERSION = 2
"""Raised when a text may give another tree than before. Plans kept by (this, `terms.ANALYSIS_VERSION`) are made anew then."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A query and what to tell its author."""

    query: Query
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said of a text: its query, or all faults that can be found in it."""

    query: Query | None
    errors: tuple[QueryError, ...] = ()
    notes: tuple[Note, ...] = ()


def parse(text: str, *, zone: str = "Europe/Paris") -> Query:
    """The tree of `text`. `zone` = IANA name of the zone of dates that name none.

    Raises QueryError for the first fault (its `errors` are all of them), Invalid for a zone that does not exist.
    """
    return read(text, zone=zone).query


def read(text: str, *, zone: str = "Europe/Paris") -> Reading:
    """`parse`, with notes: weights that were dropped, ET, OU and SAUF that were searched as words."""
    reader = Grammar(text, _zone(zone))
    try:
        query = reader.whole()
    except Fault as fault:
        raise repair.told(text, reader.zone, fault) from None
    return Reading(query, tuple(reader.notes))


def check(text: str, zone: str = "Europe/Paris") -> Checked:
    """`read` without an exception for a text that is no query. Raises Invalid for a zone that does not exist."""
    try:
        found = read(text, zone=zone)
    except QueryError as error:
        return Checked(None, error.errors)
    return Checked(found.query, notes=found.notes)


@lru_cache(maxsize=100)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(f"there is no time zone {name!r}; write one as Europe/Paris") from error
