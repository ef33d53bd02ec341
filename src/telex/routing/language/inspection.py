"""What is told about a query text while it is written: to the command line, the API and the editor, in one form."""

from __future__ import annotations

from msgspec import Struct

from telex.errors import QueryError
from telex.routing.language import messages
from telex.routing.language.anatomy import Clause, anchors, clauses
from telex.routing.language.faults import Note
from telex.routing.language.parser import check


class FaultTold(Struct, frozen=True):
    """A fault of a query text. `position` and `length` count code points, 0-based."""

    fault: str
    position: int
    length: int
    message: str
    expected: str
    hint: str | None
    """What to write at that place."""
    proposals: tuple[str, ...]
    """Whole texts that can be read, the likeliest first."""


class NoteTold(Struct, frozen=True):
    """Accepted, but perhaps not what was meant."""

    note: str
    position: int
    length: int
    message: str
    hint: str | None


class Inspection(Struct, frozen=True):
    """A query, or what is wrong with its text."""

    query: str | None
    """In canonical form; None when the text cannot be read."""
    notes: tuple[NoteTold, ...] = ()
    errors: tuple[FaultTold, ...] = ()
    explained: Clause | None = None
    always_asked: bool = False
    """Nothing is required of a dispatch before the query is looked at: it is asked about every one."""
    anchors: tuple[str, ...] = ()
    """Otherwise the conditions of which one must be true first."""


def inspect(text: str, *, zone: str = "Europe/Paris", language: str = "en") -> Inspection:
    """Reads `text` as the agency in `zone` would. `language` = fr or en, of all messages."""
    found = check(text, zone)
    if found.query is None:
        return Inspection(None, errors=tuple(_fault(error, language) for error in found.errors))
    asked = anchors(found.query)
    return Inspection(
        str(found.query),
        tuple(_note(note, language) for note in found.notes),
        explained=clauses(found.query, french=messages.french(language)),
        always_asked=asked is None,
        anchors=asked or (),
    )


def _fault(error: QueryError, language: str) -> FaultTold:
    said = messages.message(error.fault, language)
    expected = error.expected["fr" if messages.french(language) else "en"]
    return FaultTold(error.fault, error.position, error.length, said, expected, error.hint, error.proposals)


def _note(note: Note, language: str) -> NoteTold:
    return NoteTold(note.code, note.position, note.length, messages.message(note.code, language), note.hint)
