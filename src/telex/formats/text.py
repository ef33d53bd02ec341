"""Plain text: one block per line that is not blank, offsets exact."""

from __future__ import annotations

from collections.abc import Iterable

from telex.errors import Unreadable
from telex.formats.decode import mend
from telex.model.draft import Block, Declared, Draft

_EDGES = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
"""Invisible characters that `str.strip` leaves at the ends of a line."""

HEADLINE_LIMIT = 500
"""Characters. A longer "headline" is a body in the wrong field: it stays in the text and is not taken as a headline."""


def load(text: str) -> Draft:
    """A block per line; `draft.text[b.start:b.end] == b.text`. Raises Unreadable when nothing but blanks was sent."""
    blocks: list[Block] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        shown = trim(line)
        if shown:
            start = offset + line.index(shown)
            blocks.append(Block(shown, start, start + len(shown)))
        offset += len(line)
    if not blocks:
        raise Unreadable("no text: the filing holds nothing but blanks; send the dispatch itself")
    return Draft("text", text, tuple(blocks))


def trim(line: str) -> str:
    """The line without blanks at its ends, no-break and invisible ones included."""
    shown = line.strip()
    while shown and (shown[0] in _EDGES or shown[-1] in _EDGES):
        shown = shown.strip(_EDGES).strip()
    return shown


def compose(format: str, parts: Iterable[tuple[str, str]], declared: Declared, issues: Iterable[str] = ()) -> Draft:
    """A draft of a structured format: `parts` are (kind, text); its text is their lines, one block each.

    The text of a structured filing is what it says, not its markup, so that blocks have offsets into it.
    """
    blocks: list[Block] = []
    lines: list[str] = []
    offset = 0
    for kind, value in parts:
        for line in value.splitlines():
            shown = trim(line)
            if shown:
                blocks.append(Block(shown, offset, offset + len(shown), kind))
                lines.append(shown)
                offset += len(shown) + 1
    noted = dict.fromkeys(mend(issue)[0] for issue in issues)
    return Draft(format, "\n".join(lines), tuple(blocks), declared, tuple(noted))


def headline(value: str | None, issues: list[str]) -> str | None:
    """The value as a headline: one line, or None with an issue when it is too long to be one."""
    shown = " ".join((value or "").split())
    if len(shown) > HEADLINE_LIMIT:
        issues.append(f"headline_too_long: {len(shown)} characters, not taken as a headline")
        return None
    return shown or None
