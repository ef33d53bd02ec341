"""`telex company`."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import App, Parameter

from telex.cli.admin import call, known, listed, said
from telex.cli.options import Json, Store, segment
from telex.errors import NotFound

app = App(
    name="company",
    help="Companies and what they are entitled to.\n\nExample: telex company add gazette --name 'La Gazette'",
)


@app.command
def add(id: str, *, name: str | None = None, store: Store = None) -> int:
    """Add a company, or give a known one another name; a suspended one stays suspended.

    Example: telex company add gazette --name "La Gazette"
    """
    before = known(store, "/companies", id)
    body = {"name": name or before.get("name", id), "active": before.get("active", True)}
    call(store, "PUT", f"/companies/{segment(id)}", body)
    return said(f"{id}: saved; give it a product with: telex company grant {id} PRODUCT")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List companies with their products.

    Example: telex company list
    """
    empty = "No company yet. Add one with: telex company add ID --name NAME"
    return listed(call(store, "GET", "/companies"), ("id", "name", "active", "entitlements"), empty, json)


@app.command
def grant(
    id: str,
    product: str,
    *,
    right: Annotated[Literal["full", "summary"], Parameter(help="Whole text, or summary.")] = "full",
    since: Annotated[str | None, Parameter(help="From this instant (ISO 8601); default now.")] = None,
    until: Annotated[str | None, Parameter(help="Until this instant (ISO 8601); default open.")] = None,
    channels: Annotated[list[str] | None, Parameter(help="portal, api, stream, feed, cli; default all.")] = None,
    store: Store = None,
) -> int:
    """Entitle a company to a product.

    Example: telex company grant gazette ports --until 2027-01-01T00:00:00+01:00
    """
    body = {"product": product, "right": right, "since": since, "until": until, "channels": channels}
    call(store, "POST", f"/companies/{segment(id)}/entitlements", body)
    return said(f"{id}: entitled to {product} ({right})")


@app.command
def revoke(id: str, product: str, *, store: Store = None) -> int:
    """End an entitlement now. Kills of what the company had still reach it.

    Example: telex company revoke gazette ports
    """
    call(store, "DELETE", f"/companies/{segment(id)}/entitlements/{segment(product)}")
    return said(f"{id}: no longer entitled to {product}")


@app.command
def suspend(id: str, *, resume: Annotated[bool, Parameter(negative="")] = False, store: Store = None) -> int:
    """Suspend a company at once, or let it back in with --resume.

    Example: telex company suspend gazette
    """
    known = next((c for c in call(store, "GET", "/companies")["items"] if c["id"] == id), None)
    if known is None:
        raise NotFound(f"no company {id!r}; `telex company list` shows them")
    call(store, "PUT", f"/companies/{segment(id)}", {"name": known["name"], "active": resume})
    return said(f"{id}: {'active again' if resume else 'suspended'}")
