"""`telex event`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from telex.cli.admin import call, listed, said
from telex.cli.options import Id, Json, Store, segment

app = App(
    name="event",
    help="Overrule how dispatches are grouped into events.\n\nExample: telex event merge Xq81mZ0aBc4d p7LrTq2sVw0e",
)
Why = Annotated[str | None, Parameter(help="Reason, kept with the ruling.")]
BasedOn = Annotated[
    int | None, Parameter(help="Position up to which you knew the log: a later ruling on these events is refused.")
]
Items = Annotated[list[Id], Parameter(allow_leading_hyphen=True, negative="", consume_multiple=True)]


def _rule(store: Path | None, json: bool, ruling: str, **given: Any) -> int:
    done = call(store, "POST", "/rulings", {"ruling": ruling, **given})
    if json:
        from telex.cli.terminal import objects

        objects([done])
        return 0
    other = f" (and {done['other']})" if done["other"] else ""
    return said(f"{done['id']}: {ruling} on event {done['event']}{other}; telex event undo {done['id']} takes it back")


@app.command
def merge(
    event: Id, other: Id, *, why: Why = None, based_on: BasedOn = None, store: Store = None, json: Json = False
) -> int:
    """Make two events one. The older one keeps its id, the other id leads there.

    Example: telex event merge Xq81mZ0aBc4d p7LrTq2sVw0e --why "même incendie"
    """
    return _rule(store, json, "merge", event=event, other=other, why=why, based_on=based_on)


@app.command
def split(
    event: Id, items: Items, *, why: Why = None, based_on: BasedOn = None, store: Store = None, json: Json = False
) -> int:
    """Make the named dispatches of an event another event, for good. The larger part keeps the id.

    Example: telex event split Xq81mZ0aBc4d WIz9nCgoC5DMcv6o urn:telex:fE2x
    """
    return _rule(store, json, "split", event=event, items=items, why=why, based_on=based_on)


@app.command
def move(
    event: Id, items: Items, *, why: Why = None, based_on: BasedOn = None, store: Store = None, json: Json = False
) -> int:
    """Put the named dispatches into an event.

    Example: telex event move Xq81mZ0aBc4d WIz9nCgoC5DMcv6o
    """
    return _rule(store, json, "move", event=event, items=items, why=why, based_on=based_on)


@app.command
def relabel(
    item: Id,
    relation: str,
    *,
    related_to: Annotated[str | None, Parameter(help="Text of the same event that it relates to (id or uri).")] = None,
    why: Why = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """Say how a dispatch stands to its event: new, update, correction, translation, repost or account.

    Example: telex event relabel WIz9nCgoC5DMcv6o repost --related-to urn:telex:fE2x
    """
    return _rule(store, json, "relabel", items=[item], relation=relation, related_to=related_to, why=why)


@app.command
def suggestions(
    *,
    labels: Annotated[
        bool, Parameter(negative="", help="The decided ones as labelled pairs, one JSON a line.")
    ] = False,
    store: Store = None,
    json: Json = False,
) -> int:
    """List what Telex found and did not do by itself, newest first; with --labels what the desk made of all of it.

    Example: telex event suggestions --labels > labels.jsonl
    """
    if labels:
        return _labels(store)
    columns = ("id", "kind", "item", "event", "target", "score", "threshold", "terms", "at")
    return listed(call(store, "GET", "/suggestions", params={"limit": 200}), columns, "No suggestion waits.", json)


def _labels(store: Path | None) -> int:
    """All pages of the export, as they come."""
    import msgspec

    from telex.cli.line import Line, run, settings_for
    from telex.cli.terminal import console

    async def work(line: Line) -> int:
        before: str | None = None
        while True:
            params = {"state": "decided", "limit": 200, "before": before}
            answer = await line.call("GET", "/suggestions", params=params)
            if answer.status >= 300:
                answer.checked()
            rows = answer.body.splitlines(keepends=True)
            console.file.write(b"".join(rows).decode())
            if len(rows) < 200:
                return 0
            before = msgspec.json.decode(rows[-1])["suggestion"]

    return run(settings_for(store), work)


@app.command
def confirm(id: Id, *, why: Why = None, store: Store = None, json: Json = False) -> int:
    """Do what a suggestion proposes. Of a suggested kill --why is the notice to everyone who had the text.

    Example: telex event confirm s8Rk2
    """
    return _rule(store, json, "confirm", suggestion=id, why=why)


@app.command
def reject(id: Id, *, why: Why = None, store: Store = None, json: Json = False) -> int:
    """Say that a suggestion is wrong: what it would have put together stays apart for good.

    Example: telex event reject s8Rk2 --why "autre ville"
    """
    return _rule(store, json, "reject", suggestion=id, why=why)


@app.command
def undo(id: Id, *, store: Store = None, json: Json = False) -> int:
    """Take a ruling back: memberships as they were, where nothing newer was decided since.

    Example: telex event undo k3Vd9
    """
    done = call(store, "POST", f"/rulings/{segment(id)}/undo")
    if json:
        from telex.cli.terminal import objects

        objects([done])
        return 0
    return said(f"{done['id']}: {done['ruling']} on event {done['event']} is undone")


@app.command
def history(event: Id | None = None, *, store: Store = None, json: Json = False) -> int:
    """List the rulings of the desk, on all events or on one, newest first.

    Example: telex event history Xq81mZ0aBc4d
    """
    columns = ("id", "at", "by", "ruling", "event", "other", "items", "relation", "why", "undone_at")
    found = call(store, "GET", "/rulings", params={"event": event, "limit": 200})
    return listed(found, columns, "No ruling yet.", json)


@app.command
def originals(id: Id, *, store: Store = None, json: Json = False) -> int:
    """List the texts in other languages that a dispatch may render, best first: by names and numbers, or re-ranked.

    Example: telex event originals WIz9nCgoC5DMcv6o
    """
    found = call(store, "GET", f"/dispatches/{segment(id)}/originals")
    if found["failed"] is not None:
        print(f"telex: {found['failed']}; this is the order by names and numbers", file=sys.stderr)
    columns = (
        "id",
        "language",
        "source",
        "headline",
        "score",
        "rank",
        "reranked",
        "length",
        "numbers_in_order",
        "event",
    )
    return listed(found, columns, "No recent text in another language shares names or numbers with it.", json)
