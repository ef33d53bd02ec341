"""`telex product`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from telex.cli.admin import call, known, listed, said
from telex.cli.options import Json, Store, segment
from telex.errors import NotFound

app = App(
    name="product",
    help="Products: standing queries sold to companies.\n\nExample: telex product add ports 'port* OR docker*'",
)


@app.command
def add(
    id: str,
    query: Annotated[str, Parameter(help="AND OR NOT, phrases, prefix*, field:value, groups.")],
    *,
    name: str | None = None,
    public: Annotated[bool | None, Parameter(help="Also shown on the public site, in summary.")] = None,
    store: Store = None,
) -> int:
    """Add a product, or change it: what is not said again stays. The query is run over the archive, then counts.

    Example: telex product add ports "port* OR docker*" --name "Ports et mer"
    """
    before = known(store, "/products", id)
    shown = before.get("public", False) if public is None else public
    body = {"name": name or before.get("name", id), "query": query, "public": shown, "active": True}
    saved = call(store, "PUT", f"/products/{segment(id)}", body)
    return said(f"{id}: {saved['query']} (carries {saved.get('carried', 0)} of the archive)")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List products with their queries.

    Example: telex product list
    """
    empty = 'No product yet. Add one with: telex product add ID "QUERY"'
    return listed(call(store, "GET", "/products"), ("id", "name", "query", "public", "active"), empty, json)


@app.command
def stop(id: str, *, store: Store = None) -> int:
    """Stop a product: nobody gets anything through it any more.

    Example: telex product stop ports
    """
    known = next((p for p in call(store, "GET", "/products")["items"] if p["id"] == id), None)
    if known is None:
        raise NotFound(f"no product {id!r}; `telex product list` shows them")
    call(
        store,
        "PUT",
        f"/products/{segment(id)}",
        {**{k: known[k] for k in ("name", "query", "public")}, "active": False},
    )
    return said(f"{id}: stopped")
