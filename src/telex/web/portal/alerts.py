"""`/alerts`: what a reader was told because of his topics, newest first, as he may see it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import topics
from telex.house import House
from telex.model.topic import Alert, Told, Topic
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.topics import Entry
from telex.web.auth import form, house, signed_in
from telex.web.pages import FRAGMENT, address, render
from telex.web.rows import Row, row

PAGE = 50
AGAIN = frozenset({Told.CORRECTION, Told.KILL})
"""Never folded under another alert: nobody may miss them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One alert. `row` None: the reader may not see the dispatch any more, so nothing of it is shown."""

    alert: Alert
    row: Row | None
    topics: tuple[Topic, ...]
    """Those that are still open to him."""
    folded: tuple[Line, ...] = ()
    """Earlier alerts of the same event."""

    @property
    def unread(self) -> bool:
        return self.alert.read_at is None


@dataclass(frozen=True, slots=True)
class Group:
    """Alerts of one digest, or a run of alerts that came one by one (`digest` None)."""

    digest: datetime | None
    lines: tuple[Line, ...]


async def page(request: Request) -> Response:
    """`before` = the last alert of the page before. With the fragment `badge`, how many are unread."""
    who = await signed_in(request)
    if request.headers.get(FRAGMENT) == "badge":
        return render(request, "alerts.html", block="badge", who=who)
    running, given = house(request), request.query_params.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None
    found = await topics.inbox(running, who, before=before, limit=PAGE)
    lines = [await _line(running, who, entry) for entry in found.items]
    return render(
        request, "alerts.html", who=who, groups=_groups(lines), before=before,
        waiting=await topics.waiting(running, who), more=found.cursor if found.more else None,
        said=request.query_params.get("said"),
    )  # fmt: skip


async def read(request: Request) -> Response:
    """Marks everything that is due as read, or the alerts named by `n`."""
    who = await signed_in(request)
    fields = await form(request)
    named = [int(str(n)) for n in fields.getlist("n") if str(n).isascii() and str(n).isdigit() and len(str(n)) < 16]
    await topics.mark_read(house(request), who, named or None)
    return RedirectResponse(address(request)("/alerts", said="read"), 303)


async def opened(running: House, who: Caller, item: str) -> int:
    """A dispatch was opened: what told the reader of it is read. Returns how many alerts he has not read then."""
    if who.user is None:
        return 0
    now = running.agency.clock()
    unread = [a.n for a in await running.store.alerts.of(item, who.user.id) if a.read_at is None and a.due <= now]
    if unread:
        await topics.mark_read(running, who, unread)
    return await topics.unread(running, who)


async def _line(running: House, who: Caller, entry: Entry) -> Line:
    shown = await row(running.reader, who.viewer, Channel.PORTAL, entry.seen) if entry.seen is not None else None
    return Line(entry.alert, shown, entry.topics)


def _groups(lines: Sequence[Line]) -> list[Group]:
    """Neighbours of one digest together, each group folded by event."""
    groups: list[tuple[datetime | None, list[Line]]] = []
    for line in lines:
        digest = line.alert.due if line.alert.digest else None
        if not groups or groups[-1][0] != digest:
            groups.append((digest, []))
        groups[-1][1].append(line)
    return [Group(digest, _folded(inside)) for digest, inside in groups]


def _folded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """One line an event, where its newest alert stands, with the earlier ones under it."""
    leading: dict[str, Line] = {}
    for line in lines:
        alone = line.alert.kind in AGAIN or line.row is None or line.row.seen.killed or line.row.seen.event is None
        key = f"{line.alert.item} {line.alert.version}" if alone or line.row is None else str(line.row.seen.event)
        first = leading.get(key)
        leading[key] = line if first is None else replace(first, folded=(*first.folded, line))
    return tuple(leading.values())
