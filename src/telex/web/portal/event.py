"""`/events/{id}`: one event, its accounts side by side and its timeline, from the members that the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import EventView, Seen
from telex.events.accounts import Comparison, Quotation, compare
from telex.events.timeline import timeline
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member
from telex.model.vocabulary import Channel, Relation
from telex.web.auth import house, signed_in
from telex.web.pages import render
from telex.web.rows import Row, first_sentence, rows

COLUMNS = 3
"""Texts side by side; more cannot be read beside one another on a screen of 1280 px."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A quotation in its account, with the words around it."""

    before: str
    quote: str
    after: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: one cell a column, None = not found in that account."""

    same: bool
    cells: tuple[Cell | None, ...]


async def page(request: Request) -> Response:
    who = await signed_in(request)
    running = house(request)
    view = await running.reader.event(who.viewer, Channel.PORTAL, request.path_params["id"])
    if view is None:
        raise HTTPException(404)
    lines = await rows(running.reader, who.viewer, Channel.PORTAL, view.members)
    accounts = _accounts(lines)
    comparison = compare([row.d for row in accounts]) if len(accounts) > 1 else Comparison((), ())
    first = next(row for row in lines if row.seen.verdict.text)
    return render(
        request, "event.html", who=who, view=view, lines=lines, accounts=accounts, first=first,
        table=_table(accounts, comparison), entries=timeline(_members(view)),
        by_id={row.d.id: row for row in lines}, derived=first_sentence(first.d),
        sources=len({row.d.source for row in lines if row.seen.verdict.text}),
    )  # fmt: skip


def _accounts(lines: Sequence[Row]) -> list[Row]:
    """What to set side by side: texts that tell the event in words of their own, the first ones of each source."""
    texts = [row for row in lines if row.seen.verdict.what == "full" and row.seen.relation is not Relation.REPOST]
    chosen: dict[str, Row] = {}
    for row in texts:
        chosen.setdefault(f"{row.d.source}:{row.d.language}", row)
    return list(chosen.values())[:COLUMNS]


def _table(accounts: Sequence[Row], comparison: Comparison) -> list[Line]:
    lines = [Line(True, _cells(accounts, group)) for group in comparison.same]
    for _, alone in comparison.only:
        lines.extend(Line(False, _cells(accounts, (quotation,))) for quotation in alone)
    return lines


def _cells(accounts: Sequence[Row], quotations: Sequence[Quotation]) -> tuple[Cell | None, ...]:
    found = {q.dispatch: q for q in reversed(quotations)}
    return tuple(_cell(row, found[row.d.id]) if row.d.id in found else None for row in accounts)


def _cell(row: Row, q: Quotation) -> Cell:
    text = row.d.body[q.paragraph]
    return Cell(text[: q.start], text[q.start : q.end], text[q.end :], row.d.language)


def _members(view: EventView) -> list[tuple[Dispatch, Member]]:
    """The texts that the viewer may see, as the timeline takes them. What he may not know of is not in it."""
    return [(seen.dispatch, _member(seen, view.id)) for seen in view.members if seen.verdict.text]


def _member(seen: Seen, event: str) -> Member:
    nothing = Evidence("none", 0)
    relation = seen.relation or Relation.NEW
    return Member(seen.dispatch.id, event, relation, seen.related_to, seen.evidence or nothing, seen.position, seen.at)
