"""`telex query`."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from telex.cli.options import Config, Json

if TYPE_CHECKING:
    from telex.routing.language.anatomy import Clause
    from telex.routing.language.inspection import FaultTold, Inspection

app = App(
    name="query",
    help="Check a query and explain what it asks. Neither a server nor a store is needed.\n\nExample: telex query check 'port* OR docker*'",
)
app.command("telex.cli.trying:try_", name="try")
Text = Annotated[str, Parameter(allow_leading_hyphen=True, help="The query, in quotation marks of the shell.")]
Language = Annotated[Literal["en", "fr"], Parameter(help="Language of the messages.")]
_SHOWN = 60
"""Characters of the text shown on each side of a fault."""


@app.command
def check(text: Text, *, language: Language = "en", config: Config = None, json: Json = False) -> int:
    """Say whether a query can be read: its canonical form, or every fault with what to write instead. Exit code 1 then.

    Example: telex query check 'otan OR onu AND paix'
    """
    text = _clean(text)
    found = _inspect(text, language, config)
    if json:
        _print_json(found)
    elif found.query is None:
        _print_faults(text, found.errors)
    else:
        print(found.query)
        for note in found.notes:
            print(f"note, character {note.position + 1}: {note.message}" + (f" ({note.hint})" if note.hint else ""))
    return 0 if found.query is not None else 1


@app.command
def explain(text: Text, *, language: Language = "en", config: Config = None, json: Json = False) -> int:
    """Explain each clause of a query: what it asks, of which part of a dispatch, and in which form it is compared.

    Example: telex query explain 'titre:(tempête OR storm) -sport'
    """
    text = _clean(text)
    found = _inspect(text, language, config)
    if json:
        _print_json(found)
    elif found.explained is None:
        _print_faults(text, found.errors)
    else:
        print(found.query)
        _print_clause(found.explained, 1)
        if found.always_asked:
            print("asked about every dispatch: nothing is required of one first")
        else:
            print(f"asked about a dispatch only when one of these is true of it: {', '.join(found.anchors)}")
    return 0 if found.query is not None else 1


def _clean(text: str) -> str:
    """Without what a terminal cannot print: lone surrogates of an argument that is no UTF-8, and control characters."""
    known = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in known)


def _inspect(text: str, language: str, config: Path | None) -> Inspection:
    from telex.routing.language.inspection import inspect
    from telex.settings import load

    return inspect(text, zone=load(config).zone, language=language)


def _print_json(found: Inspection) -> None:
    from telex.cli.terminal import objects

    objects([found])


def _print_faults(text: str, faults: tuple[FaultTold, ...]) -> None:
    for fault in faults:
        before, at, after = _around(text, fault.position, fault.length)
        print(f"{fault.fault}, character {fault.position + 1}: {fault.message}")
        print(f"  {before}{at}{after}")
        print(f"  {' ' * _width(before)}{'^' * max(1, _width(at))}")
        print(f"  expected: {fault.expected}")
        for proposal in fault.proposals:
            print(f"  write: {proposal}")


def _around(text: str, position: int, length: int) -> tuple[str, str, str]:
    """The line as shown: what stands before the place, at it, after it. What cannot be printed becomes a blank."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    start, end = max(0, position - _SHOWN), position + min(length, _SHOWN)
    return ("…" if start else "") + shown[start:position], shown[position:end], shown[end : end + _SHOWN]


def _width(text: str) -> int:
    """Columns that a terminal needs: none for a combining accent, two for 日."""
    from rich.cells import cell_len

    return cell_len(text)


def _print_clause(clause: Clause, depth: int) -> None:
    line = clause.says
    if not clause.parts:
        line += "".join(f"{mark}{value}" for mark, value in ((": ", clause.query), (" = ", clause.form)) if value)
        line += f" ({clause.where})" if clause.where else ""
    print(f"{'  ' * depth}{line}")
    for part in clause.parts:
        _print_clause(part, depth + 1)
