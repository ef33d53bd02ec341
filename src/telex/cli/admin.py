"""What the administration commands share: one call, one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from telex.cli.line import Line, run, settings_for


def call(
    store: Path | None,
    method: str,
    path: str,
    body: Mapping[str, Any] | None = None,
    *,
    params: Mapping[str, object] | None = None,
    raw: bytes | None = None,
    media_type: str = "application/json",
) -> Any:
    """One call of the API; what was not given is left out of the body. Raises TelexError with the API's own words."""
    sent = raw
    if body is not None:
        sent = msgspec.json.encode({key: value for key, value in body.items() if value is not None})

    async def work(line: Line) -> Any:
        headers = {"content-type": media_type} if sent is not None else None
        return (await line.call(method, path, params=params, body=sent, headers=headers)).checked()

    return run(settings_for(store), work)


def known(store: Path | None, path: str, id: str) -> dict[str, Any]:
    """What is recorded under an id, so that an `add` leaves alone what is not said again; empty for a new one."""
    found: dict[str, Any] = next((item for item in call(store, "GET", path)["items"] if item["id"] == id), {})
    return found


def listed(answer: Any, columns: Sequence[str], empty: str, json: bool) -> int:
    """The items of a list answer as a table, or as one JSON object a line."""
    from telex.cli.terminal import objects, table

    items = answer["items"]
    if json:
        objects(items)
    else:
        table(columns, [[_cell(item.get(column)) for column in columns] for item in items], empty)
    return 0


def said(line: str) -> int:
    """One line of confirmation."""
    from telex.cli.terminal import console

    console.print(line, markup=False)
    return 0


def _cell(value: Any) -> object:
    if isinstance(value, list):
        return ", ".join(str(v.get("product") if isinstance(v, dict) else v) for v in value)
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
