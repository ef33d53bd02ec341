"""`telex hold`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from telex.cli.admin import call, listed, said
from telex.cli.options import Id, Json, Store, segment

app = App(name="hold", help="Versions under embargo or withheld.\n\nExample: telex hold list")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List held versions with their hour.

    Example: telex hold list
    """
    columns = ("id", "headline", "due", "reason", "source", "advance", "uri")
    return listed(call(store, "GET", "/holds"), columns, "Nothing is held.", json)


@app.command
def release(id: Id, *, store: Store = None) -> int:
    """Publish a held version now.

    Example: telex hold release h4Tq9
    """
    filed = call(store, "POST", f"/holds/{segment(id)}/release")
    return said(f"{filed['id']}: published at position {filed['position']}")


@app.command
def move(id: Id, until: str, *, store: Store = None) -> int:
    """Give a held version another hour (ISO 8601 with zone).

    Example: telex hold move h4Tq9 2026-12-01T06:00:00+01:00
    """
    call(store, "POST", f"/holds/{segment(id)}/move", {"until": until})
    return said(f"{id}: held until {until}")


@app.command
def advance(
    id: Id,
    *,
    close: Annotated[bool, Parameter(negative="", help="Close it again, at once.")] = False,
    store: Store = None,
) -> int:
    """Open a held version to companies with a right in advance, before its hour, or close it again.

    Example: telex hold advance h4Tq9
    """
    held = call(store, "POST", f"/holds/{segment(id)}/advance", {"open": not close})
    if close:
        return said(f"{id}: closed until {held['due']}")
    return said(f"{id}: open in advance until {held['due']}, carried by: {', '.join(held['advance']) or 'no product'}")
