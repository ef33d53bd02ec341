"""`telex why`."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Id, Json, Store, Token, Url, segment

SIGNS = {True: "[green]+[/green]", False: "[red]-[/red]", None: "[dim]·[/dim]"}


def why(
    id: Id,
    *,
    company: Annotated[str | None, Parameter(help="The company asked about.")] = None,
    user: Annotated[
        str | None, Parameter(help="The user asked about, by id or address: his topics and alerts too.")
    ] = None,
    store: Store = None,
    url: Url = None,
    token: Token = None,
    json: Json = False,
) -> int:
    """Say why a company has a dispatch, by which conditions of which products, or the first reason why not.

    With a token of a subscriber it answers about him alone, and of nothing that he may not see.

    Example: telex why h4Tq9 --company gazette --user rosa@gazette.example
    """

    async def work(line: Line) -> int:
        item = await _item(line, id)
        params = {"company": company, "user": user}
        answer = (await line.call("GET", f"/dispatches/{segment(item)}/why", params=params)).checked()
        if json:
            from telex.cli.terminal import objects

            objects([answer])
        else:
            _print(answer)
        return 0

    return run(settings_for(store), work, url=url, token=token)


async def _item(line: Line, id: str) -> str:
    """The id of what was given by uri."""
    if ":" not in id:
        return id
    from telex.cli.show import fetch

    return str((await fetch(line, id))["id"])


def _print(answer: dict[str, Any]) -> None:
    from rich.markup import escape

    from telex.cli.marked import print_clauses, print_texts
    from telex.cli.terminal import console

    whom = escape(answer["company"]) + (f", user {escape(answer['user'])}" if answer["user"] else "")
    style = "bold green" if answer["reason"] is None else "bold red"
    console.print(f"{whom}: [{style}]{escape(answer['says'])}[/{style}]")
    for step in answer["steps"]:
        at = f"[dim]{step['at'][:16].replace('T', ' ')}[/dim]" if step["at"] else " " * 16
        console.print(f" {SIGNS[step['passed']]} {at} {escape(step['says'])}")
        if step["explained"] is not None:
            print_clauses(step["explained"], " " * 21)
            print_texts(step["explained"]["headline"], step["explained"]["passage"], " " * 21)
