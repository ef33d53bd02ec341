"""`telex source`."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from telex.cli.admin import call, known, listed, said
from telex.cli.options import Json, Misuse, Store, segment
from telex.cli.terminal import console, objects, table
from telex.errors import Invalid
from telex.model.draft import Draft
from telex.model.facts import Facts
from telex.model.filing import Filing

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
def learn(
    *samples: Path,
    save: Annotated[str | None, Parameter(help="Keep the proposal as the profile of this id.")] = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """Propose a page layout profile from a few texts of one source, and show what it reads from each of them.

    Nothing is kept without --save: put the TOML into a file, mend it, and add it with `telex source profile`.

    Example: telex source learn one.txt two.txt three.txt
    """
    from telex.reading.learning import learn as propose

    drafts = [_draft(path) for path in samples]
    found = propose(drafts, segment(save) if save else "proposed", datetime.now(UTC))
    if json:
        objects([
            {"toml": found.toml, "remarks": found.remarks},
            *({"sample": str(path), **read} for path, read in zip(samples, map(_read, found.readings), strict=True)),
        ])  # fmt: skip
    else:
        console.print(found.toml, markup=False, highlight=False)
        rows = [_read(facts) for facts in found.readings]
        console.print()
        table(
            ("field", *(path.name for path in samples)),
            [[key, *(_short(row[key]) for row in rows)] for key in _SHOWN],
            "",
        )
        for remark in found.remarks:
            said(f"look: {remark}")
    if save is None:
        return 0
    call(store, "PUT", f"/profiles/{segment(save)}", raw=found.toml.encode(), media_type="application/toml")
    return 0 if json else said(f"{save}: saved; use it with: telex source add ID --profile {save}")


_PLAIN = (
    "language",
    "headline",
    "subheadline",
    "published",
    "updated",
    "slug",
    "urgency",
    "byline",
    "categories",
    "editor_note",
    "kills",
)
_SHOWN = ("profile", "language", "headline", "subheadline", "published", "updated", "embargo", "slug", "urgency", "byline", "dateline",
          "translation", "categories", "editor_note", "corrections", "kills", "captions", "body", "removed")  # fmt: skip


def _draft(path: Path) -> Draft:
    """A sample as a filing would be opened. Raises Invalid for a file that cannot be read."""
    from telex import intake

    try:
        body = path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error
    return intake.read(Filing(body, datetime.now(UTC), name=path.name))


def _read(facts: Facts) -> dict[str, object]:
    """What was read from a sample, as texts and numbers."""
    credit, dateline = facts.translation, facts.dateline
    return {
        "profile": facts.profile,
        **{name: _value(facts, name) for name in _PLAIN},
        "embargo": str(facts.embargo.value.until or facts.embargo.value.text) if facts.embargo else None,
        "dateline": " / ".join(part for part in astuple(dateline.value) if part) if dateline else None,
        "translation": " / ".join(p for p in (credit.value.language, credit.value.translator) if p) if credit else None,
        "corrections": [f"{c.value.was} -> {c.value.now}" for c in facts.corrections],
        "captions": [caption.text for caption in facts.captions],
        "body": list(facts.body),
        "removed": list(facts.removed),
    }


def _value(facts: Facts, name: str) -> object:
    known = getattr(facts, name)
    return None if known is None else known.value


def _short(value: object) -> str:
    """A cell: the value's beginning."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


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
