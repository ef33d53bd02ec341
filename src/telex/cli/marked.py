"""Texts with their true words, and the conditions of a query, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

TRUE_WORD = "bold black on yellow"
YES, NO = "[green]yes[/green]", "[red]no[/red] "


def marked(found: dict[str, Any]) -> Text:
    """A text of the API with its spans lit; cut ends shown as `…`."""
    from rich.text import Text

    text = Text(found["text"])
    for start, end in found["spans"]:
        text.stylize(TRUE_WORD, start, end)
    return Text.assemble("… " if found.get("before") else "", text, " …" if found.get("after") else "")


def print_texts(headline: dict[str, Any] | None, passage: dict[str, Any] | None, indent: str) -> None:
    """The headline, and the passage if there is any."""
    from rich.text import Text

    from telex.cli.terminal import console

    if headline is not None:
        console.print(Text.assemble(indent, marked(headline)))
    if passage is not None and passage["text"]:
        console.print(Text.assemble(indent, marked(passage)), style="dim")


def print_clauses(explained: dict[str, Any], indent: str) -> None:
    """Each part of a query, and by what it was met, or what stands there instead."""
    from rich.markup import escape

    from telex.cli.terminal import console

    if explained["within"]:
        console.print(f"{indent}[dim]nearest alternative:[/dim] {escape(explained['within'])}")
    for clause in explained["clauses"]:
        by = [text for text in clause["because"] if text != clause["text"]]
        tail = f" [dim]by {escape(', '.join(by))}[/dim]" if by else ""
        if clause["found"]:
            tail += f" [dim](here: {escape(', '.join(clause['found']))})[/dim]"
        console.print(f"{indent}{YES if clause['true'] else NO} {escape(clause['text'])}{tail}")
