"""JSON and JSON-lines files of labels, gold readings and predictions, with errors that name the file and the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from telex.errors import Invalid

Row = dict[str, Any]
LONGEST_FILE = 1_000_000_000
"""Bytes of one file of labels; over it the wire wants cutting in parts."""


def text(path: Path) -> str:
    """The text of a file, UTF-8. Raises Invalid naming what is wrong with it."""
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise Invalid(f"{path} is over {LONGEST_FILE:,} bytes; cut it in parts")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not UTF-8 (byte {error.start}); convert it first") from error


def lines(path: Path) -> Iterator[tuple[int, Row]]:
    """The objects of a JSON-lines file with their line numbers; blank lines are passed over.

    Raises Invalid for a line that is no JSON object, and for a file without any.
    """
    number, empty = 0, True
    for number, line in enumerate(text(path).split("\n"), 1):
        if line.strip():
            empty = False
            yield number, _object(line, f"{path}, line {number}")
    if empty:
        raise Invalid(f"{path} is empty; one JSON object a line is needed")


def one(path: Path) -> Row:
    """The object of a JSON file."""
    return _object(text(path), str(path))


def many(path: Path) -> list[Row]:
    """The list of objects of a JSON file."""
    found = _parsed(text(path), str(path))
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Invalid(f"{path}: a list of JSON objects is needed")
    return found


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    made = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        path.write_text(made, encoding="utf-8")
    except OSError as error:
        raise Invalid(f"{path} cannot be written: {error.strerror}") from error


def word(row: Row, name: str, where: str) -> str:
    """A field that must be there and be a text that says something; a number is taken as its digits."""
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise Invalid(f"{where}: the field {name!r} is missing or is no text")
    return value


def maybe(row: Row, name: str, where: str) -> str | None:
    """A text, or None where the field is absent, null or empty."""
    return None if row.get(name) in (None, "") else word(row, name, where)


def _object(written: str, where: str) -> Row:
    found = _parsed(written, where)
    if not isinstance(found, dict):
        raise Invalid(f'{where}: a JSON object is needed, as in {{"id": "a1", ...}}')
    return found


def _parsed(written: str, where: str) -> Any:
    try:
        return json.loads(written)
    except RecursionError:
        raise Invalid(f"{where}: nested too deeply") from None
    except ValueError as error:
        raise Invalid(f"{where}: not JSON ({error})") from None
