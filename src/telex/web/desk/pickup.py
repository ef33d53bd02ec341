"""`/desk/pickup` and `/desk/d/{id}/pickup`: who carried our dispatches ("reprises"), on a page and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telex.web.auth import editor, house
from telex.web.pages import render
from telex.web.takers import DAYS, Original, Overview, overview, taken_up

PERIODS = (1, 7, 30)
"""Days offered as links."""
COLUMNS = (
    "dispatch", "version", "headline", "source", "carried_by", "carrier", "arrived", "delay_seconds", "link",
    "kept_percent", "taken_percent", "headline_kept", "credit", "closest_version", "still_out", "cut", "added",
)  # fmt: skip


async def listing(request: Request) -> Response:
    """Dispatches taken up since a day; `source` = those of one source."""
    who = await editor(request)
    found = await _overview(request)
    return render(
        request, "desk_pickup.html", who=who, found=found, one=None, periods=PERIODS, days=_days(request),
        source_asked=request.query_params.get("source") or None,
        sources=sorted({each.dispatch.source for each in found.items}),
    )  # fmt: skip


async def listing_csv(request: Request) -> Response:
    """The same, one line a carrying text."""
    await editor(request)
    found = await _overview(request)
    return _csv((each for each in found.items), f"pickup-{found.since.date().isoformat()}.csv")


async def page(request: Request) -> Response:
    """The report on one dispatch."""
    who = await editor(request)
    found = await _one(request)
    return render(request, "desk_pickup.html", who=who, found=None, one=found)


async def page_csv(request: Request) -> Response:
    await editor(request)
    found = await _one(request)
    return _csv([found], f"pickup-{found.dispatch.id}.csv")


async def _one(request: Request) -> Original:
    found = await taken_up(house(request), request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return found


async def _overview(request: Request) -> Overview:
    return await overview(house(request), _since(request), request.query_params.get("source") or None)


def _days(request: Request) -> int:
    text = request.query_params.get("days", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) else DAYS


def _since(request: Request) -> datetime:
    """The day asked for, at its beginning in the agency's zone; else some days ago. An unreadable day is as none."""
    running = house(request)
    try:
        asked = date.fromisoformat(request.query_params.get("since", ""))
        return datetime.combine(asked, time(), running.settings.tz)
    except (ValueError, OverflowError):
        return running.agency.clock() - timedelta(days=_days(request))


def _csv(found: Iterable[Original], name: str) -> Response:
    """RFC 4180, UTF-8 with its mark, since spreadsheets take it for something else without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in found:
        writer.writerows([_safe(cell) for cell in row] for row in _rows(each))
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue().encode("utf-8-sig"), 200, headers, "text/csv; charset=utf-8")


def _rows(found: Original) -> Iterable[Sequence[object]]:
    d = found.dispatch
    for c in found.pickup.carried:
        yield (
            d.id, d.version, d.headline, d.source, c.source_name or c.source, c.id, c.at.isoformat(timespec="seconds"),
            int(c.delay.total_seconds()), c.link, _percent(c.kept), _percent(c.taken), c.headline, c.credit, c.version,
            c.stale, c.cut_count, c.added_count,
        )  # fmt: skip


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{100 * share:.0f}"


def _safe(cell: object) -> object:
    """A spreadsheet runs what begins like a formula: an apostrophe before it keeps it text (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
