"""`telex block`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from telex.cli.admin import call, known, listed, said
from telex.cli.options import Json, Store, segment
from telex.errors import NotFound

app = App(
    name="block",
    help="Blocks of the agency and content filters of companies.\n\n"
    "Example: telex block add sanctions 'country:RU' --company gazette",
)


@app.command
def add(
    id: str,
    query: Annotated[str, Parameter(help="What it concerns: AND OR NOT, phrases, prefix*, field:value, groups.")],
    *,
    company: Annotated[str | None, Parameter(help="Whom it concerns; default everybody, the public site too.")] = None,
    filter: Annotated[
        bool, Parameter(negative="", help="A wish of the company: not sent, not in its live list; search finds it.")
    ] = False,
    name: Annotated[str | None, Parameter(help="What it is for.")] = None,
    store: Store = None,
) -> int:
    """Make a block or a content filter, or give a known one another query. A block closes texts from this call on.

    Example: telex block add sanctions "country:RU" --company gazette --name "Exclusivité"
    """
    before = known(store, "/restrictions", id)
    body = {
        "kind": "filter" if filter else before.get("kind", "block"), "query": query,
        "company": company or before.get("company"), "name": before.get("name", "") if name is None else name,
        "active": True,
    }  # fmt: skip
    saved = _put(store, id, body)
    return said(
        f"{id}: {saved['kind']} of {saved['company'] or 'everybody'}, {saved['query']} (concerns {saved.get('carried', 0)} of the archive)"
    )


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List blocks and content filters, stopped ones too.

    Example: telex block list
    """
    columns = ("id", "kind", "company", "name", "query", "active")
    return listed(call(store, "GET", "/restrictions"), columns, "Nothing is blocked.", json)


@app.command
def stop(id: str, *, store: Store = None) -> int:
    """End a block or content filter: what it held back can be read again.

    Example: telex block stop sanctions
    """
    before = known(store, "/restrictions", id)
    if not before:
        raise NotFound(f"no block {id!r}; `telex block list` shows them")
    kept = {key: before[key] for key in ("kind", "query", "company", "name")}
    _put(store, id, {**kept, "active": False})
    return said(f"{id}: ended")


def _put(store: Path | None, id: str, body: dict[str, Any]) -> Any:
    return call(store, "PUT", f"/restrictions/{segment(id)}", body)
