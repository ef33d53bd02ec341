"""`telex query try`."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Json, Store, Token, Url

BAR = 40
"""Characters of the longest bar."""


def try_(
    text: Annotated[str, Parameter(allow_leading_hyphen=True, help="The query, in quotation marks of the shell.")],
    *,
    company: Annotated[str | None, Parameter(help="With the rights of this company; without it, of the desk.")] = None,
    days: Annotated[int, Parameter(help="Days back, today included.")] = 30,
    edit: Annotated[str | None, Parameter(help="The query whose place it would take: what is gained and lost.")] = None,
    store: Store = None,
    url: Url = None,
    token: Token = None,
    json: Json = False,
) -> int:
    """Try a query on the last days: how much it would have brought, when, what, and which of its words are found nowhere.

    Example: telex query try '(tempête OR storm) -sport' --company gazette
    """
    from rich.progress import BarColumn, Progress, TextColumn

    from telex.cli.terminal import console, objects

    async def work(line: Line) -> Any:
        columns = (TextColumn("trying on the archive"), BarColumn())
        with Progress(*columns, console=console, transient=True, disable=json or not console.is_terminal) as progress:
            progress.add_task("try", total=None)
            params = {"q": text, "days": days, "company": company, "edit": edit}
            return (await line.call("GET", "/query/try", params=params)).checked()

    answer = run(settings_for(store), work, url=url, token=token)
    if json:
        objects([answer])
    else:
        _print(answer)
    return 0


def _print(found: dict[str, Any]) -> None:
    from rich.markup import escape

    from telex.cli.terminal import console

    console.print(escape(found["query"]), style="bold")
    console.print(
        f"{_count(found['dispatches'])} dispatches, {_bounds(found['events'])} events, {_count(found['reposts'])} reposts"
    )
    if found["sampled"]:
        console.print(f"[yellow]estimated[/yellow] from {found['looked']} of {found['of']} candidates, spread evenly")
    console.print(
        f"a day: {_bounds(found['dispatches_a_day'])} dispatches, {_bounds(found['alerts_a_day'])} alerts, one an event"
    )
    if found["busiest_day"] is not None:
        day, hour = found["busiest_day"], found["busiest_hour"]
        console.print(f"busiest: {day['day']} ({day['number']}), {hour['hour']:02d}:00 ({hour['number']})")
    _print_days(found["days"])
    _print_remarks(found)
    for example in found["examples"]:
        _print_example(example)


def _print_days(days: list[dict[str, Any]]) -> None:
    from telex.cli.terminal import console

    most = max((day["number"] for day in days), default=0)
    for day in days if most else []:
        bar = "█" * round(BAR * day["number"] / most)
        console.print(
            f"  {day['day']} {day['number']:>6} [cyan]{bar}[/cyan]" if bar else f"  {day['day']} {day['number']:>6}"
        )


def _print_remarks(found: dict[str, Any]) -> None:
    from rich.markup import escape

    from telex.cli.terminal import console

    for note in found["notes"]:
        console.print(f"note, character {note['position'] + 1}: {escape(note['message'])}")
    if found["always"]:
        console.print("[yellow]asked about every dispatch[/yellow]: no word or value is required of one first")
    for text in found["nowhere"]:
        console.print(f"[red]found nowhere[/red] in these days: {escape(text)}")
    for text in found["idle"]:
        console.print(f"[yellow]met by nothing[/yellow] that was looked at: {escape(text)}")
    for part in found["parts"]:
        console.print(f"{round(100 * part['share'])} % come by {escape(part['text'])} alone")
    for overlap in found["overlaps"]:
        console.print(f"{round(100 * overlap['share'])} % come already by the topic {escape(overlap['name'])}")
    if (edit := found["edit"]) is not None:
        console.print(
            f"in place of {escape(edit['before'])}: {_count(edit['gained'])} gained, {_count(edit['lost'])} lost"
        )
        for sign, style, items in (("+", "green", edit["gains"]), ("-", "red", edit["losses"])):
            for item in items:
                _print_example(item, f"[{style}]{sign}[/{style}] ")


def _print_example(item: dict[str, Any], sign: str = "") -> None:
    from rich.markup import escape

    from telex.cli.marked import print_texts
    from telex.cli.terminal import console

    console.print(f"{sign}[dim]{item['at'][:16].replace('T', ' ')}  {item['id']}  {escape(item['source'] or '')}[/dim]")
    print_texts(item["headline"], item["passage"], "    ")


def _count(found: dict[str, int]) -> str:
    if found["low"] == found["high"]:
        return str(found["number"])
    return f"about {found['number']} ({found['low']} to {found['high']})"


def _bounds(found: dict[str, float]) -> str:
    return f"{found['low']:g}" if found["low"] == found["high"] else f"{found['low']:g} to {found['high']:g}"
