"""`telex tail`."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Json, Store, Token, Url


def tail(
    *,
    product: Annotated[str | None, Parameter(help="Only this product.")] = None,
    query: Annotated[str | None, Parameter(name=["--query", "-q"], help="Only what matches this query.")] = None,
    after: Annotated[
        str | None, Parameter(help="From this position; `earliest` = everything; default from now on.")
    ] = None,
    store: Store = None,
    url: Url = None,
    token: Token = None,
    json: Json = False,
) -> int:
    """Follow the live wire, coloured by urgency. Ctrl-C ends it.

    With --url and a subscriber's token it shows what that subscriber is entitled to. Without a running server it prints
    what the store holds after the position, and ends.

    Example: telex tail --product ports --after 120
    """
    asked = {"product": product, "q": query}

    async def work(line: Line) -> int:
        if line.live:
            await _follow(line, {**asked, "after": after}, json)
        else:
            await _list(line, {**asked, "after": after or "earliest"}, json)
            print("telex: no server is running on this store: this is the end of the log", file=sys.stderr)
        return 0

    return run(settings_for(store), work, url=url, token=token)


async def _follow(line: Line, params: dict[str, str | None], json: bool) -> None:
    async for name, data in _events(line.stream("/stream", params)):
        if name in ("gap", "reset"):
            print(f"telex: {name}: {data}", file=sys.stderr)
        else:
            _print(msgspec.json.decode(data), json)


async def _events(lines: AsyncIterator[bytes]) -> AsyncIterator[tuple[str, str]]:
    """Server-Sent Events as (name, data): WHATWG HTML, section 9.2.6; comments and ids are passed over."""
    name = "message"
    data: list[str] = []
    async for raw in lines:
        text = raw.decode().rstrip("\r\n")
        if not text:
            if data:
                yield name, "\n".join(data)
            name, data = "message", []
        elif text.startswith("event:"):
            name = text[6:].strip()
        elif text.startswith("data:"):
            data.append(text[5:].removeprefix(" "))


async def _list(line: Line, params: dict[str, str | None], json: bool) -> None:
    while True:
        page = (await line.call("GET", "/dispatches", params={**params, "limit": 200})).checked()
        for envelope in page["items"]:
            _print(envelope, json)
        if page["next"] is None or page["next"] >= page["head"]:
            return
        params = {**params, "after": str(page["next"])}


def _print(envelope: dict[str, Any], json: bool) -> None:
    from telex.cli.terminal import console, dispatch_line, objects

    if json:
        objects([envelope])
        console.file.flush()
    else:
        console.print(dispatch_line(envelope))
