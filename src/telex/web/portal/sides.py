"""The comparison of an event as lines of a table: one column an account, one line a claim, each cell with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telex.events.accounts import Claim, Comparison, Told
from telex.events.verbatim import sentence_at
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Relation
from telex.web.rows import Row

COLUMNS = 3
"""Texts side by side; more cannot be read beside one another on a screen of 1280 px. The first one stays."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What an account says, in its sentence."""

    value: str
    before: str = ""
    mark: str = ""
    """Empty when the text holds no such place: a date that the format declared."""
    after: str = ""
    paragraph: int | None = None
    """Number of the paragraph from 1: the dispatch's page has it as `#p1`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One account's part of a line."""

    pieces: tuple[Piece, ...] = ()
    absent: bool = False
    """The reader did not find it there; False without pieces: not compared."""


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    what: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns shown, and how many there are beyond."""

    columns: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    page: int = 1
    pages: int = 1
    translated: frozenset[str] = field(default=frozenset())
    """Accounts that are translations: ids."""


def table(accounts: Sequence[Row], comparison: Comparison, page: int = 1) -> Table:
    """One page of columns: the first account, and beside it the next two of the others."""
    others = list(accounts[1:])
    pages = max(1, -(-len(others) // (COLUMNS - 1)))
    page = min(max(page, 1), pages)
    shown = [*accounts[:1], *others[(page - 1) * (COLUMNS - 1) : page * (COLUMNS - 1)]]
    dispatches = {row.d.id: row.d for row in shown}
    lines = [line for claim in comparison.claims if (line := _line(claim, dispatches)) is not None]
    lines += _listed([c for c in comparison.claims if c.kind == "both" and _told(c, dispatches) > 1], dispatches)
    lines += _listed([c for c in comparison.claims if c.kind == "only" and _alone(c, dispatches)], dispatches)
    translated = frozenset(row.d.id for row in shown if row.seen.relation is Relation.TRANSLATION or row.d.translation)
    return Table(tuple(shown), tuple(lines), page, pages, translated)


def _told(claim: Claim, shown: dict[str, Dispatch]) -> int:
    return sum(1 for one in claim.told if one.dispatch in shown)


def _alone(claim: Claim, shown: dict[str, Dispatch]) -> bool:
    """Whether it is found in one of the accounts shown and not in another one shown."""
    return _told(claim, shown) == 1 and any(id in shown for id in claim.absent)


def _line(claim: Claim, shown: dict[str, Dispatch]) -> Line | None:
    """A claim about the words of two accounts or more of those shown, each in its sentence."""
    if claim.kind in ("both", "only") or _told(claim, shown) < 2:
        return None
    told = {one.dispatch: one for one in claim.told}
    cells = tuple(
        Cell((_piece(d, told[id]),)) if id in told else Cell(absent=id in claim.absent) for id, d in shown.items()
    )
    return Line(claim.kind, claim.what, cells)


def _listed(claims: Sequence[Claim], shown: dict[str, Dispatch]) -> list[Line]:
    """Claims of one sort together: one line for each kind of thing, in each cell what that account has of it, in one order."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.what, []).append(claim)
    return [
        Line(group[0].kind, what, tuple(_cell(group, id, d) for id, d in shown.items()))
        for what, group in found.items()
    ]


def _cell(claims: Sequence[Claim], id: str, dispatch: Dispatch) -> Cell:
    mine = tuple(_piece(dispatch, one) for claim in claims for one in claim.told if one.dispatch == id)
    return Cell(mine, absent=all(id in claim.absent for claim in claims))


def _piece(dispatch: Dispatch, told: Told) -> Piece:
    span = told.span
    if span is None or span.block >= len(dispatch.body):
        return Piece(told.value)
    text = dispatch.body[span.block]
    start, end = sentence_at(text, span.start)
    end = max(end, span.end)
    return Piece(
        told.value, text[start : span.start], text[span.start : span.end], text[span.end : end], span.block + 1
    )
