"""What the reader of a query stops at, before anybody is told: the place, and what `repair` needs to propose a better text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from telex.routing.language import messages
from telex.routing.language.fields import Field


class Edit(NamedTuple):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str = ""


class Fault(Exception):
    """One fault of a query text. `hint` = what to write at that place; `readings` = ways to read what has several;
    `cause` = a later fault, to be mended before those can be told."""

    def __init__(
        self,
        code: str,
        position: int,
        length: int,
        hint: str | None = None,
        *,
        field: Field | None = None,
        readings: tuple[tuple[Edit, ...], ...] = (),
        cause: Fault | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.length = length
        self.hint = hint
        self.field = field
        self.readings = readings
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Note:
    """Accepted, but perhaps not what was meant. Position and length as in QueryError."""

    code: str
    position: int
    length: int
    message: str
    hint: str | None = None


def refuse(code: str, position: int, length: int, hint: str | None = None, *, field: Field | None = None) -> NoReturn:
    raise Fault(code, position, length, hint, field=field)


def note(code: str, position: int, length: int, hint: str | None) -> Note:
    return Note(code, position, length, messages.english(code), hint)


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """`text` with edits that do not overlap, given in any order; of several at one place the first stands first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*parts, text[done:]])
