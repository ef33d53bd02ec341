"""`telex source`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from telex.cli.admin import call, known, listed, said
from telex.cli.options import Json, Misuse, Store, segment
from telex.errors import Invalid

app = App(name="source", help="Where dispatches come from.\n\nExample: telex source add prefecture --public-share 3")


@app.command
def add(
    id: str,
    *,
    name: str | None = None,
    kind: Annotated[
        Literal["push", "feed", "folder"] | None,
        Parameter(help="Sends by API (push, the default), is polled (feed), or is a swept folder."),
    ] = None,
    address: Annotated[str | None, Parameter(help="Address of the feed, or path of the folder.")] = None,
    profile: Annotated[str | None, Parameter(help="Id of its page layout; default: detected.")] = None,
    every: Annotated[int | None, Parameter(help="Seconds between two polls; default 300.")] = None,
    public_share: Annotated[int | None, Parameter(help="Sentences that a public summary may show; default 2.")] = None,
    store: Store = None,
) -> int:
    """Add a source, or change one: what is not said again stays.

    Example: telex source add meteo --kind feed --address https://example.org/feed.xml --every 120
    """
    said_now = {
        "name": name, "kind": kind, "address": address, "profile": profile, "every": every, "public_share": public_share,
    }  # fmt: skip
    before = {
        key: value for key, value in known(store, "/sources", id).items() if key in (*said_now, "timezone", "active")
    }
    body = {
        "name": id,
        "kind": "push",
        **before,
        **{key: value for key, value in said_now.items() if value is not None},
    }
    if body["kind"] != "push" and not body.get("address"):
        raise Misuse(f"a {body['kind']} needs --address")
    if body["kind"] == "folder" and address:
        body["address"] = str(Path(address).expanduser().resolve())
    call(store, "PUT", f"/sources/{segment(id)}", body)
    return said(f"{id}: saved" + ("" if body["kind"] == "push" else "; a running server visits it from now on"))


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List sources with what their last visit left.

    Example: telex source list
    """
    empty = "No source yet. Add one with: telex source add ID"
    return listed(call(store, "GET", "/sources"), ("id", "name", "kind", "address", "profile", "active"), empty, json)


@app.command
def profile(path: Path, *, store: Store = None) -> int:
    """Add a page layout profile (TOML). It is checked first; a fault is named with its slot.

    Example: telex source profile prefecture.toml
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error
    call(store, "PUT", f"/profiles/{segment(path.stem)}", raw=text, media_type="application/toml")
    return said(f"{path.stem}: saved; use it with: telex source add ID --profile {path.stem}")


@app.command
def reread(id: str | None = None, *, store: Store = None, json: Json = False) -> int:
    """Read kept filings again with the present reader: the same, or what differs. Never changes a dispatch by itself.

    Example: telex source reread prefecture
    """
    answer = call(store, "POST", "/rereads", params={"source": id})
    empty = "Nothing was filed yet."
    listed(answer, ("filing", "item", "same", "changed"), empty, json)
    differing = sum(not item["same"] for item in answer["items"])
    return said(f"{len(answer['items'])} read again, {differing} with a difference") if not json else 0
