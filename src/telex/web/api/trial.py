"""The dry run: what a query would have brought in the last days."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from starlette.responses import Response

from telex import trial
from telex.errors import Refused
from telex.model.company import Viewer
from telex.model.topic import Topic
from telex.model.vocabulary import Channel
from telex.routing.forecast import Estimate, Range
from telex.web.api import params
from telex.web.api.answers import READ_HEADERS, read_answer
from telex.web.api.dispatches import READERS
from telex.web.api.marked import MarkedText, Passage, marked_headline, passage
from telex.web.api.table import Call, Endpoint, Param


class Count(Struct, frozen=True):
    """A count and the 95 % range that it lies in; all equal unless `sampled`."""

    number: int
    low: int
    high: int


class Bounds(Struct, frozen=True):
    """A figure of which the bounds are known; equal unless `sampled`."""

    low: float
    high: float


class DayCount(Struct, frozen=True):
    day: date
    """Local day of the agency."""
    number: int


class HourCount(Struct, frozen=True):
    hour: int
    """0 to 23, local."""
    number: int


class TriedItem(Struct, frozen=True):
    """A dispatch that the query brings, as the caller may see it, with its true words."""

    id: str
    position: int
    at: datetime
    source: str | None
    language: str | None
    event: str | None
    headline: MarkedText | None
    passage: Passage


class PartItem(Struct, frozen=True):
    """What one alternative of the query does: the results that would be missing without it, of those looked at."""

    text: str
    brings: int
    share: float


class OverlapItem(Struct, frozen=True):
    """How much of the results a topic of the caller brings already."""

    topic: str
    name: str
    share: float


class EditItem(Struct, frozen=True):
    """What changes when the query takes the place of another."""

    before: str
    gained: Count
    lost: Count
    gains: tuple[TriedItem, ...]
    losses: tuple[TriedItem, ...]


class NoteItem(Struct, frozen=True):
    """Accepted, but perhaps not what was meant."""

    code: str
    position: int
    length: int
    message: str
    hint: str | None


class TrialAnswer(Struct, frozen=True):
    """What a query would have brought; nothing that the caller may not see is in any figure."""

    query: str
    """Canonical."""
    notes: tuple[NoteItem, ...]
    since: datetime
    until: datetime
    dispatches: Count
    events: Bounds
    reposts: Count
    sampled: bool
    """True: figures are estimates, from `looked` of `of` candidates spread evenly over the window."""
    looked: int
    of: int
    days: tuple[DayCount, ...]
    hours: tuple[int, ...]
    """24 counts, per local hour of the day."""
    busiest_day: DayCount | None
    busiest_hour: HourCount | None
    alerts_a_day: Bounds
    """Of a topic that tells each event once."""
    dispatches_a_day: Bounds
    always: bool
    """Has no word or value that a dispatch must have: asked about every one."""
    examples: tuple[TriedItem, ...]
    """The newest, ten at most."""
    nowhere: tuple[str, ...]
    """Conditions that nothing in the window meets: typing errors, most of the time."""
    idle: tuple[str, ...]
    """Conditions that nothing of what was looked at meets."""
    parts: tuple[PartItem, ...]
    overlaps: tuple[OverlapItem, ...]
    edit: EditItem | None


async def tried(call: Call) -> Response:
    """Of the wire as the caller may read it now, or, for the desk, a company."""
    given = call.request.query_params
    viewer, topics = await _asker(call, given.get("company"))
    days = params.whole(given, "days", trial.DAYS, 1, trial.MOST_DAYS)
    found = await trial.run(
        call.house, viewer, given.get("q", ""), days=days, channel=Channel.API, edit_of=given.get("edit"),
        topics=topics, gone=call.request.is_disconnected,
    )  # fmt: skip
    return read_answer(call.request, answer(found), READ_HEADERS)


async def _asker(call: Call, company: str | None) -> tuple[Viewer, list[Topic]]:
    """With whose rights, and which topics to compare with: those that he made or follows; a machine's are its company's."""
    caller, store = call.caller, call.house.store
    if company is not None and not caller.editor and company != caller.viewer.company:
        raise Refused("only the desk tries a query as another company")
    viewer = call.house.office.preview(caller, company) if company is not None and caller.editor else caller.viewer
    if company is not None or caller.user is None:
        return viewer, [t for t in await store.topics.open_to("", viewer.company) if t.company == viewer.company]
    followed = {follow.topic for follow in await store.topics.follows(user=caller.user.id)}
    mine = await store.topics.open_to(caller.user.id, caller.user.company)
    return viewer, [topic for topic in mine if topic.owner == caller.user.id or topic.id in followed]


def answer(found: trial.Trial) -> TrialAnswer:
    f, day, hour, edit = found.forecast, found.forecast.busiest_day, found.forecast.busiest_hour, found.edit
    return TrialAnswer(
        query=found.query,
        notes=tuple(NoteItem(n.code, n.position, n.length, n.message, n.hint) for n in found.notes),
        since=found.since,
        until=found.until,
        dispatches=_count(f.dispatches),
        events=_bounds(f.events),
        reposts=_count(f.reposts),
        sampled=f.sampled,
        looked=f.looked,
        of=f.of,
        days=tuple(DayCount(*one) for one in f.days),
        hours=f.hours,
        busiest_day=DayCount(*day) if day else None,
        busiest_hour=HourCount(*hour) if hour else None,
        alerts_a_day=_bounds(f.once),
        dispatches_a_day=_bounds(f.every),
        always=found.always,
        examples=_items(found.examples),
        nowhere=found.nowhere,
        idle=found.idle,
        parts=tuple(PartItem(p.text, p.brings, round(p.share, 4)) for p in found.parts),
        overlaps=tuple(OverlapItem(o.topic.id, o.topic.name, round(o.share, 4)) for o in found.overlaps),
        edit=None
        if edit is None
        else EditItem(edit.before, _count(edit.gained), _count(edit.lost), _items(edit.gains), _items(edit.losses)),
    )


def _count(found: Estimate) -> Count:
    return Count(found.number, found.low, found.high)


def _bounds(found: Range) -> Bounds:
    return Bounds(round(found.low, 2), round(found.high, 2))


def _items(found: tuple[trial.Example, ...]) -> tuple[TriedItem, ...]:
    return tuple(_item(example) for example in found)


def _item(example: trial.Example) -> TriedItem:
    seen, d = example.seen, example.seen.dispatch
    return TriedItem(
        d.id, seen.position, seen.at, d.source_name, d.language, seen.event, marked_headline(d, example.marks),
        passage(d, example.marks),
    )  # fmt: skip


ENDPOINTS = (
    Endpoint(
        "GET", "/query/try", tried, "Try a query on the last days before saving it", READERS,
        (
            Param("q", "the query"),
            Param("days", "days back, today included, 1 to 366 (30)", "integer"),
            Param("edit", "the query whose place it would take: what is gained and lost"),
            Param("company", "desk: with the rights of this company"),
        ),
        answers=TrialAnswer, refusals=(404, 422, 503), headers=("etag",),
    ),
)  # fmt: skip
