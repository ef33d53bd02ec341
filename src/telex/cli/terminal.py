"""How things look in a terminal: tables, colours by urgency, one line a dispatch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

console = Console(highlight=False, soft_wrap=True)
URGENCY = {1: "bold white on red", 2: "bold red", 3: "yellow", 4: "cyan"}
WORDS = {1: "FLASH", 2: "ALERT", 3: "URGENT"}


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """A table, or the line that says that there is nothing and what to do about it."""
    listed = list(rows)
    if not listed:
        console.print(f"[dim]{escape(empty)}[/dim]")
        return
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in listed:
        shown.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    console.print(shown)


def objects(rows: Iterable[Any]) -> None:
    """One JSON object a line."""
    for row in rows:
        console.file.write(msgspec.json.encode(row).decode() + "\n")


def headline(item: dict[str, Any]) -> str | None:
    """Main headline of a ninjs item, or None."""
    for entry in item.get("headlines") or []:
        if entry.get("role", "main") == "main":
            return str(entry.get("value"))
    return None


def _untitled(item: dict[str, Any]) -> str:
    """No headline is invented: the first words of the summary, said to be that."""
    first = next((str(d.get("value")) for d in item.get("descriptions") or [] if d.get("value")), "")
    return f"(no headline) {first[:90]}".strip()


def dispatch_line(envelope: dict[str, Any]) -> str:
    """One dispatch in one line of markup: position, time, source, urgency, headline, relation."""
    item = envelope.get("item", {})
    urgency = int(item.get("urgency") or 5)
    style = URGENCY.get(urgency, "")
    word = f"{WORDS[urgency]} " if urgency in WORDS else ""
    when = str(envelope.get("at") or item.get("versionCreated") or "")[11:16]
    sources = item.get("infoSources") or []
    source = str(sources[0].get("name") or "") if sources else ""
    title = headline(item) or _untitled(item)
    relation = envelope.get("relation")
    tail = f" [dim]({relation})[/dim]" if relation and relation != "new" else ""
    if item.get("pubStatus") == "canceled":
        note = escape(str(item.get("edNote") or ""))
        return f"[dim]{envelope['position']:>6}  {when}[/dim]  [bold red]KILLED[/bold red]  [strike]{escape(title)}[/strike]  {note}"
    text = f"[{style}]{word}{escape(title)}[/{style}]" if style else f"{word}{escape(title)}"
    mark = {"correct": "[magenta]CORRECTION[/magenta] ", "release": "[green]RELEASED[/green] "}.get(
        str(envelope.get("kind")), ""
    )
    return f"[dim]{envelope['position']:>6}  {when}  {escape(source)}[/dim]  {mark}{text}{tail}"
