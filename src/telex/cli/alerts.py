"""`telex alerts`."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from telex.cli.options import Json
from telex.cli.person import ME, Person, ask

MARKS = {
    "correction": "[magenta]CORRECTION[/magenta] ",
    "kill": "[bold red]KILLED[/bold red] ",
    "change": "[cyan]NEW[/cyan] ",
}


def alerts(
    *,
    unread: Annotated[bool, Parameter(negative="", help="Only what was not read.")] = False,
    waiting: Annotated[bool, Parameter(negative="", help="What is not due yet: digests to come, and muted.")] = False,
    after: Annotated[int | None, Parameter(help="From this number on, in the order in which they fall due.")] = None,
    read: Annotated[bool, Parameter(negative="", help="Mark what is shown as read.")] = False,
    limit: Annotated[int, Parameter(help="At most so many, 1 to 200.")] = 50,
    person: Person = ME,
    json: Json = False,
) -> int:
    """Show a person's alerts, newest first.

    A dispatch that he may read no more is left out; of a correction the reference alone remains, of a kill its notice.

    Example: telex alerts --unread --user ana@gazette.example
    """
    from telex.cli.terminal import objects

    if waiting:
        items = ask(person, "GET", "/alerts/waiting")["items"]
    else:
        flag = "true" if unread else None
        items = ask(person, "GET", "/alerts", after=after, unread=flag, limit=limit)["items"]
    if json:
        objects(items)
    else:
        _print(items, "Nothing waits." if waiting else "No alerts. Save a query with: telex topic add QUERY")
    if read and items and not waiting:
        ask(person, "POST", "/alerts/read", {"ns": [item["n"] for item in items]})
    return 0


def _print(items: list[dict[str, Any]], empty: str) -> None:
    """One line an alert; those of one event in one digest are folded under the first."""
    from telex.cli.terminal import console

    if not items:
        console.print(empty, style="dim", markup=False)
    folded: set[tuple[str, str]] = set()
    for item in items:
        key = (str(item["due"]), str(item["event"]))
        inside = bool(item["digest"] and item["event"]) and key in folded
        folded.add(key)
        console.print(("       ↳ " if inside else "") + _line(item))


def _line(item: dict[str, Any]) -> str:
    from rich.markup import escape

    words = item["headline"] or f"{item['item']} version {item['version']}"
    changes = f" [cyan]({', '.join(item['changes'])})[/cyan]" if item["changes"] else ""
    names = ", ".join(topic["name"] for topic in item["topics"])
    note = f"  {escape(item['note'])}" if item["note"] else ""
    state = "" if item["read"] else "[bold]•[/bold] "
    text = f"[dim]{item['n']:>6}  {str(item['due'])[:16].replace('T', ' ')}[/dim]  {state}{MARKS.get(item['kind'], '')}{escape(words)}"
    return f"{text}{changes}{note}  [dim]{escape(names)}[/dim]"
