"""Quote marks in a paragraph and what stands between them: « », “ ”, „ “, straight ", '' '' and ' ', nested and unclosed.

Everything here counts in match text, where curly apostrophes are straight, so that APS's ’’…’’ is a pair of `''`. One pass
over the marks, a stack of at most `MAX_DEPTH`: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telex.reading.blocks import Line

MAX_DEPTH = 4
"""Deeper marks are read as text: nobody nests five."""
_MARK = re.compile(r"[«»“”„\"‹›'](?:(?<=')')?")
_OPENS = {"«": "«", "“": "“", "„": "„", "‹": "‹"}
_CLOSES = {"»": ("«",), "”": ("“", "„"), "›": ("‹",)}
_BEFORE_OPEN = frozenset(" \t([{-–—/:«“'‘")
_AFTER_OPEN = frozenset("«“„‹'([…-–—@#$€")


@dataclass(frozen=True, slots=True)
class Marked:
    """One quotation at the outermost level. `start` and `end` take the marks in, `inner` and `stop` leave them out."""

    start: int
    inner: int
    stop: int
    end: int
    family: str
    closed: bool = True
    nested: tuple[tuple[int, int], ...] = ()
    """Quotations inside it, marks included."""
    lost: int = 0
    """Marks inside it that open and do not close."""
    continued: bool = False
    """It goes on from the paragraph before."""


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    inner: int
    nested: list[tuple[int, int]]
    lost: int = 0


def find(paragraphs: Sequence[Line], limit: int) -> tuple[tuple[Marked, ...], ...]:
    """The quotations of each paragraph, in order; one left open is taken up where the next paragraph goes on with it.

    Above `limit` quotations the paragraphs that follow are given as empty: nobody reads so many.
    """
    found: list[tuple[Marked, ...]] = []
    carried = ""
    total = 0
    for number, line in enumerate(paragraphs):
        if total > limit:
            found.append(())
            continue
        spans = _in_paragraph(line.match, carried)
        following = paragraphs[number + 1].match if number + 1 < len(paragraphs) else ""
        carried = spans[-1].family if spans and not spans[-1].closed and _goes_on(spans[-1].family, following) else ""
        total += len(spans)
        found.append(spans)
    return tuple(found)


def _goes_on(family: str, following: str) -> bool:
    """Whether the next paragraph takes the open quotation up: by a mark at its start, or by a closing mark before any other."""
    first = _first(following)
    if first is None:
        return False
    mark = first.group()
    closes = mark in _CLOSES and family in _CLOSES[mark]
    return closes or (mark == family and not following[: first.start()].strip())


def _first(text: str) -> re.Match[str] | None:
    return next(
        (hit for hit in _MARK.finditer(text) if hit.group() != "'" or not _inside_word(text, hit.start())), None
    )


def resume(text: str, start: int) -> tuple[Marked, ...]:
    """The quotations of a paragraph from an offset on: after one whose end had to be guessed."""
    return _in_paragraph(text, "", start)


def _in_paragraph(text: str, carried: str, start: int = 0) -> tuple[Marked, ...]:
    stack: list[_Open] = []
    done: list[Marked] = []
    if carried:
        start = _reopening(text, carried)
        stack.append(_Open(carried, 0, start, []))
    for hit in _MARK.finditer(text, start):
        mark = hit.group()
        place, end = hit.span()
        if mark == "'" and _inside_word(text, place):
            continue
        closing = _closes(mark, text, place, end, stack)
        if closing is not None:
            _close(stack, closing, place, end, done)
        elif len(stack) < MAX_DEPTH and _may_open(mark, text, place, end):
            stack.append(_Open(_OPENS.get(mark, mark), place, end, []))
    _leave_open(stack, text, done)
    first = done[0] if done else None
    if carried and first is not None and first.start == 0:
        done[0] = Marked(0, first.inner, first.stop, first.end, carried, first.closed, first.nested, first.lost, True)
    return tuple(done)


def _reopening(text: str, carried: str) -> int:
    """Where the words go on: after the mark that repeats at the paragraph's start, if one does."""
    first = _first(text)
    if first is not None and not text[: first.start()].strip():
        return first.end()
    return 0


def _closes(mark: str, text: str, start: int, end: int, stack: list[_Open]) -> int | None:
    """Which open quotation the mark closes, as an index into the stack; None when it closes none."""
    if not stack:
        return None
    if mark == "'":
        return len(stack) - 1 if stack[-1].family == "'" and not _before_word(text, start, end) else None
    if mark in _OPENS:
        return len(stack) - 1 if mark == "“" and stack[-1].family == "„" else None
    families = _CLOSES.get(mark, (mark,))
    if mark in ('"', "''") and _opens_only(text, start, end):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family in families or (mark == "”" and stack[depth].family == "”"):
            return depth
    mixed = {'"': "“", "”": '"'}.get(mark)
    return len(stack) - 1 if mixed is not None and stack[-1].family == mixed else None


def _may_open(mark: str, text: str, start: int, end: int) -> bool:
    if mark in _OPENS:
        return True
    if end >= len(text) or mark in ("»", "›"):
        return False
    if mark == "”":
        return _opens_only(text, start, end)
    if mark == "'":
        return _before_word(text, start, end)
    return start == 0 or text[start - 1] in _BEFORE_OPEN


def _opens_only(text: str, start: int, end: int) -> bool:
    """A blank or an opening before it and a word or another opening after it."""
    if end >= len(text) or not (text[end].isalnum() or text[end] in _AFTER_OPEN):
        return False
    return start == 0 or text[start - 1] in _BEFORE_OPEN


def _inside_word(text: str, place: int) -> bool:
    """An apostrophe between two letters, the usual one: no mark."""
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def _before_word(text: str, start: int, end: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and end < len(text) and text[end].isalnum()


def _close(stack: list[_Open], depth: int, place: int, end: int, done: list[Marked]) -> None:
    one = stack[depth]
    lost = one.lost + sum(inner.family != "'" for inner in stack[depth + 1 :])
    nested = one.nested + [pair for inner in stack[depth + 1 :] for pair in inner.nested]
    del stack[depth:]
    if stack:
        stack[-1].nested.append((one.start, end))
        stack[-1].lost += lost
    elif place > one.inner:
        done.append(Marked(one.start, one.inner, place, end, one.family, True, tuple(nested), lost))


def _leave_open(stack: list[_Open], text: str, done: list[Marked]) -> None:
    """A mark without its partner: the rest of the paragraph; a lone single mark is an apostrophe and no quotation."""
    while stack and stack[0].family == "'":
        done.extend(Marked(a, a + 1, b - 1, b, "'") for a, b in stack.pop(0).nested)
    if stack:
        one = stack[0]
        nested = one.nested + [pair for inner in stack[1:] for pair in inner.nested]
        lost = one.lost + sum(inner.family != "'" for inner in stack[1:])
        done.append(Marked(one.start, one.inner, len(text), len(text), one.family, False, tuple(nested), lost))
