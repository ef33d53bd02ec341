"""Accounts of one event side by side: which quotations stand in several, and which were found in one alone.

Only what spans of text prove (events.md section 6, interface.md section 9). Equal wording is "même citation"; nothing
is confirmed, contradicted or missing: what is not found in an account is "non relevé dans ce récit".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telex.events.signature import normalise
from telex.model.dispatch import Dispatch

LEAST_CONTAINED = 8
"""Words that a shorter quotation must have to be the same as a longer one that holds it (events.md section 6)."""
LEAST_QUOTED = 3
"""Words under which quotation marks set off a term, not somebody's words."""
MOST_QUOTATIONS = 400
"""Compared over all accounts together; a page has no more, and the work grows with the square."""

_MARKS = re.compile(r"«([^«»]{1,4000})»|“([^“”]{1,4000})”|„([^„“”]{1,4000})[“”]|\"([^\"]{1,4000})\"")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, with their place: `body[paragraph][start:end]` is the text."""

    dispatch: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Quotations of several accounts."""

    same: tuple[tuple[Quotation, ...], ...]
    """Each: one quotation as found in two or more accounts, in the order of the accounts."""
    only: tuple[tuple[str, tuple[Quotation, ...]], ...]
    """By dispatch: quotations found in it and in no other one."""


def quotations(dispatch: Dispatch) -> tuple[Quotation, ...]:
    """The quotations of a body, in order. A quotation that does not end in its paragraph is left out."""
    return tuple(_found(dispatch))


def compare(dispatches: Sequence[Dispatch]) -> Comparison:
    """Put the quotations of two or more accounts beside one another.

    Two are the same when their normalised words are equal, or when the shorter has at least eight words and stands
    in the longer as a run.
    """
    listed = [quotation for dispatch in dispatches for quotation in quotations(dispatch)][:MOST_QUOTATIONS]
    words = [tuple(normalise(quotation.text)) for quotation in listed]
    groups: list[list[int]] = []
    for number in range(len(listed)):
        home = next((group for group in groups if any(_same(words[number], words[one]) for one in group)), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    shared = [group for group in groups if len({listed[one].dispatch for one in group}) > 1]
    told = {one for group in shared for one in group}
    alone = [quotation for number, quotation in enumerate(listed) if number not in told]
    return Comparison(
        tuple(tuple(listed[one] for one in group) for group in shared),
        tuple((d.id, tuple(quotation for quotation in alone if quotation.dispatch == d.id)) for d in dispatches),
    )


def _found(dispatch: Dispatch) -> Iterator[Quotation]:
    for number, paragraph in enumerate(dispatch.body):
        for match in _MARKS.finditer(paragraph):
            start, end = match.span(match.lastindex or 0)
            inside = paragraph[start:end]
            start += len(inside) - len(inside.lstrip())
            text = inside.strip()
            if len(normalise(text)) >= LEAST_QUOTED:
                yield Quotation(dispatch.id, number, start, start + len(text), text)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    size = len(shorter)
    if size < LEAST_CONTAINED:
        return False
    return any(longer[start : start + size] == shorter for start in range(len(longer) - size + 1))
