"""`telex topic`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from telex.cli.admin import said
from telex.cli.options import Id, Json, segment
from telex.cli.person import ME, Person, ask

app = App(
    name="topic",
    help="Saved queries, and being alerted to what they bring.\n\nExample: telex topic add 'harbour OR port' --user ana@gazette.example",
)
Mode = Annotated[
    Literal["now", "digest", "quiet"] | None, Parameter(help="At once, at the hours given, or not at all.")
]
Which = Annotated[
    Literal["every", "event", "material"] | None,
    Parameter(help="Every dispatch, once per event, or also when figures, names, places or quotations change."),
]
Hours = Annotated[
    list[str] | None, Parameter(name="--hour", negative="", help="Hour of a digest, HH:MM; may be repeated.")
]
Zone = Annotated[str | None, Parameter(help="Time zone of the hours, such as Europe/Paris; default the agency's.")]
Reach = Annotated[Literal["personal", "company", "global"], Parameter(help="For whom it is offered.")]
COLUMNS = ("id", "name", "query", "for", "followed", "of")


@app.command
def add(
    query: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    name: str | None = None,
    reach: Reach = "personal",
    mode: Mode = None,
    which: Which = None,
    hour: Hours = None,
    zone: Zone = None,
    person: Person = ME,
    json: Json = False,
) -> int:
    """Save a query as a topic and follow it.

    Example: telex topic add "harbour OR port" --name Ports --mode digest --hour 08:00 --user ana@gazette.example
    """
    body = {"name": name or query, "query": query, "reach": reach, "follow": _manner(mode, which, hour, zone)}
    return _shown(ask(person, "POST", "/topics", body), json)


@app.command(name="list")
def list_(*, person: Person = ME, json: Json = False) -> int:
    """List the topics that the person may follow, and how he follows them.

    Example: telex topic list --user ana@gazette.example
    """
    from telex.cli.terminal import objects, table

    items = ask(person, "GET", "/topics")["items"]
    if json:
        objects(items)
    else:
        table(COLUMNS, [_row(item) for item in items], "No topic yet. Save a query with: telex topic add QUERY")
    return 0


@app.command
def show(id: Id, *, person: Person = ME, json: Json = False) -> int:
    """Print one topic.

    Example: telex topic show 3f2a9c01d4e5 --user ana@gazette.example
    """
    return _shown(ask(person, "GET", f"/topics/{segment(id)}"), json)


@app.command
def edit(id: Id, *, name: str | None = None, query: str | None = None, person: Person = ME, json: Json = False) -> int:
    """Give a topic another name or query. As long as the new query is refused, the earlier one counts.

    Example: telex topic edit 3f2a9c01d4e5 --query "harbour AND fog" --user ana@gazette.example
    """
    return _shown(_changed(person, id, name=name, query=query), json)


@app.command
def share(id: Id, *, reach: Reach = "company", person: Person = ME) -> int:
    """Offer a topic to the company (or take it back with --reach personal). Each reader gets what his own right opens.

    Example: telex topic share 3f2a9c01d4e5 --user ana@gazette.example
    """
    return said(f"{id}: {_changed(person, id, reach=reach)['reach']}")


@app.command
def remove(id: Id, *, person: Person = ME) -> int:
    """Retire a topic. Corrections and kills of what it alerted to still come.

    Example: telex topic remove 3f2a9c01d4e5 --user ana@gazette.example
    """
    ask(person, "DELETE", f"/topics/{segment(id)}")
    return said(f"{id}: retired; corrections and kills of what it alerted to still come")


@app.command
def follow(
    id: Id,
    *,
    mode: Mode = None,
    which: Which = None,
    hour: Hours = None,
    zone: Zone = None,
    person: Person = ME,
) -> int:
    """Follow a topic, or change how.

    Example: telex topic follow 3f2a9c01d4e5 --mode digest --hour 08:00 --hour 18:00 --user ana@gazette.example
    """
    how = ask(person, "PUT", f"/topics/{segment(id)}/follow", _manner(mode, which, hour, zone))
    return said(f"{id}: {_how(how)}")


@app.command
def unfollow(id: Id, *, person: Person = ME) -> int:
    """Follow a topic no more.

    Example: telex topic unfollow 3f2a9c01d4e5 --user ana@gazette.example
    """
    ask(person, "DELETE", f"/topics/{segment(id)}/follow")
    return said(f"{id}: not followed any more")


@app.command
def watch(
    kind: Literal["event", "person", "dispatch"],
    target: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    mode: Mode = None,
    which: Which = None,
    hour: Hours = None,
    zone: Zone = None,
    person: Person = ME,
    json: Json = False,
) -> int:
    """Watch an event (id), a person (name), or what becomes of a dispatch (id or uri).

    Example: telex topic watch person "Ilse Brandt" --user ana@gazette.example
    """
    manner = _manner(mode, which, hour, zone)
    body = {"kind": kind, "target": target, **({"follow": manner} if manner else {})}
    return _shown(ask(person, "POST", "/watches", body), json)


@app.command
def mute(
    until: Annotated[str | None, Parameter(help="Instant with its zone (ISO 8601); without one the mute ends.")] = None,
    *,
    topic: Annotated[str | None, Parameter(help="Only this topic; default all.")] = None,
    person: Person = ME,
) -> int:
    """Silence until an instant. What comes meanwhile is kept and shown afterwards; corrections and kills come at once.

    Example: telex topic mute 2026-12-01T06:00:00+01:00 --user ana@gazette.example
    """
    ask(person, "PUT", "/mute", {"until": until, "topic": topic})
    return said(f"muted until {until}" if until else "no longer muted")


def _changed(person: Person, id: str, **changes: str | None) -> dict[str, Any]:
    """A topic with what was said changed and the rest as it is."""
    known = ask(person, "GET", f"/topics/{segment(id)}")
    said_anew = {key: value for key, value in changes.items() if value is not None}
    body = {key: known[key] for key in ("name", "query", "reach")} | said_anew
    changed: dict[str, Any] = ask(person, "PUT", f"/topics/{segment(id)}", body)
    return changed


def _manner(mode: str | None, which: str | None, hours: list[str] | None, zone: str | None) -> dict[str, Any]:
    """What was said of how to be told; the API knows what is usual."""
    given = {"mode": mode or ("digest" if hours else None), "which": which, "hours": hours, "zone": zone}
    return {key: value for key, value in given.items() if value is not None}


def _row(item: dict[str, Any]) -> tuple[object, ...]:
    follow = item["follow"]
    kind = "" if item["watched"] == "query" else f"watch on {item['watched']}"
    broken = f"BROKEN: {item['broken']}" if item["broken"] else ""
    whose = "mine" if item["mine"] else "another's"
    return (item["id"], item["name"], broken or item["query"], f"{item['reach']} {kind}".strip(), _how(follow), whose)


def _how(follow: dict[str, Any] | None) -> str:
    if follow is None:
        return "no"
    which = {"every": "every dispatch", "event": "once per event", "material": "material change"}[follow["which"]]
    hours = f" {', '.join(follow['hours'])} {follow['zone'] or ''}".rstrip() if follow["hours"] else ""
    muted = f", muted until {follow['muted_until']}" if follow["muted_until"] else ""
    return "quiet" if follow["mode"] == "quiet" else f"{follow['mode']}{hours}, {which}{muted}"


def _shown(item: dict[str, Any], json: bool) -> int:
    from telex.cli.terminal import objects, table

    if json:
        objects([item])
    else:
        table(COLUMNS, [_row(item)], "")
    return 0
