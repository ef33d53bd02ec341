"""`telex show`."""

from __future__ import annotations

from typing import Any

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Id, Json, Store, Token, Url, segment


async def fetch(line: Line, id: str) -> dict[str, Any]:
    """The envelope of one dispatch, by id or uri."""
    if ":" in id:
        found = (await line.call("GET", "/dispatches", params={"uri": id})).checked()
        envelope: dict[str, Any] = found["items"][0] if "items" in found else found
        return envelope
    single: dict[str, Any] = (await line.call("GET", f"/dispatches/{segment(id)}")).checked()
    return single


def show(id: Id, *, store: Store = None, url: Url = None, token: Token = None, json: Json = False) -> int:
    """Print one dispatch, by id or uri.

    Example: telex show urn:telex:fE2x --json
    """
    from rich.markup import escape

    from telex.cli.terminal import console, dispatch_line, objects

    async def work(line: Line) -> int:
        envelope = await fetch(line, id)
        if json:
            objects([envelope])
            return 0
        console.print(dispatch_line(envelope))
        for paragraph in paragraphs(envelope["item"]):
            console.print(f"\n{escape(paragraph)}")
        return 0

    return run(settings_for(store), work, url=url, token=token)


def paragraphs(item: dict[str, Any]) -> list[str]:
    """Paragraphs of a ninjs item's main body, as plain text."""
    from telex.formats.sanitise import paragraphs as split

    for body in item.get("bodies") or []:
        if body.get("role", "main") == "main":
            return list(split(str(body.get("value") or "")))
    return []
