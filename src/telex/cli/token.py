"""`telex token`."""

from __future__ import annotations

from typing import Literal

from cyclopts import App

from telex.cli.admin import call, listed, said
from telex.cli.options import Id, Json, Store, segment

app = App(name="token", help="Bearer tokens for programs.\n\nExample: telex token issue read --company gazette")


@app.command
def issue(
    scope: Literal["read", "file", "desk", "company", "person"],
    *,
    company: str | None = None,
    source: str | None = None,
    user: str | None = None,
    label: str | None = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """Make a token: read (one company), file (one source), desk (one of the agency's people), company (one company
    administrator) or person (anybody: his topics and alerts, and what he may read). It is shown once; the store keeps a hash.

    Example: telex token issue file --source prefecture --label "serveur de la préfecture"
    """
    from telex.cli.terminal import objects

    body = {"scope": scope, "label": label or scope, "company": company, "source": source, "user": user}
    made = call(store, "POST", "/tokens", body)
    if json:
        objects([made])
        return 0
    return said(f"{made['secret']}\n  id {made['id']}, scope {scope}; keep it now, it is not shown again")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List tokens, without their secrets.

    Example: telex token list
    """
    empty = "No token yet. Make one with: telex token issue read --company ID"
    return listed(call(store, "GET", "/tokens"), ("id", "scope", "label", "company", "source", "user"), empty, json)


@app.command
def revoke(id: Id, *, store: Store = None) -> int:
    """Revoke a token: its next call, and the next event of its open streams, is refused.

    Example: telex token revoke 3f2a9c01d4e5
    """
    call(store, "DELETE", f"/tokens/{segment(id)}")
    return said(f"{id}: revoked")
