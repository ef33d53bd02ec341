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
    archive: Annotated[int | None, Parameter(help="Days back that texts are open; default all of them.")] = None,
    advance: Annotated[
        bool, Parameter(negative="", help="Also copies of embargoed texts that the desk opens before their hour.")
    ] = False,
    seats: Annotated[int | None, Parameter(help="How many users may read by it; default all.")] = None,
    store: Store = None,
) -> int:
    """Entitle a company to a product, in place of the right to it that it has.

    Example: telex company grant gazette ports --until 2027-01-01T00:00:00+01:00 --seats 3
    """
    body = {
        "product": product, "right": right, "since": since, "until": until, "channels": channels, "archive": archive,
        "advance": advance, "seats": seats,
    }  # fmt: skip
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
def seats(
    id: str,
    product: Annotated[str | None, Parameter(help="Product to give seats of; without it the seats are listed.")] = None,
    users: Annotated[
        list[str] | None, Parameter(negative="", help="Who has a seat from now on; nobody else (ids or addresses).")
    ] = None,
    *,
    store: Store = None,
    json: Json = False,
) -> int:
    """Show who reads by a product that has seats, or give its seats to exactly these users.

    Example: telex company seats gazette ports ana@gazette.example ben@gazette.example
    """
    path = f"/companies/{segment(id)}/seats"
    if product is None:
        answer = call(store, "GET", path)
    else:
        answer = call(store, "PUT", f"{path}/{segment(product)}", {"users": users or []})
    for item in answer["items"]:
        item["given"], item["users"] = len(item["users"]), ", ".join(user["email"] for user in item["users"])
    return listed(answer, ("product", "seats", "given", "users"), "No product of this company has seats.", json)


@app.command
def expiring(
    *,
    days: Annotated[int | None, Parameter(help="How far ahead; default the setting expiry_warning_days.")] = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """List entitlements that end soon or ended in the last week, and that no other right follows.

    Example: telex company expiring --days 60
    """
    found = call(store, "GET", "/companies/expiring", params={"days": days})
    return listed(found, ("company", "name", "product", "until", "days"), "No entitlement ends soon.", json)


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
