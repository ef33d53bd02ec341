"""Who carried our dispatches, how much of them, with credit or not, and what is still out in its old form. For editors."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from starlette.responses import Response

from telex.errors import NotFound
from telex.events.pickup import Carried
from telex.model.vocabulary import Scope
from telex.web.api import params
from telex.web.api.answers import read_answer
from telex.web.api.table import Call, Endpoint, Param
from telex.web.takers import DAYS, Original, overview, taken_up


class CarriedItem(Struct, frozen=True):
    """One text that carries the dispatch."""

    id: str
    source: str
    source_name: str | None
    at: datetime
    """When it arrived here."""
    delay_seconds: int
    """After the first version of ours arrived here."""
    link: str
    """repost, shared-text (who copied is not known), partial."""
    kept: float | None
    """Share of our five-word runs found in it; null when ours is erased and nothing was recorded."""
    taken: float | None
    """Share of its five-word runs that is ours."""
    version: int | None
    """Our version that it is closest to."""
    headline: str | None
    """same, changed; null when one of the two has none."""
    credit: str | None
    """Our name as found in it; null = no mention found."""
    stale: str | None
    """killed, corrected: still out in a form that we took back."""
    stale_words: tuple[str, ...]
    """What of the old form it still holds."""
    cut: tuple[str, ...]
    """Sentences of ours that it does not carry, 60 at most; `cut_count` is of all."""
    cut_count: int
    added: tuple[str, ...]
    """Sentences of its own, 60 at most; `added_count` is of all."""
    added_count: int


class PickupAnswer(Struct, frozen=True):
    """Who carried one dispatch, in order of arrival."""

    id: str
    version: int
    headline: str | None
    source: str
    killed: bool
    carried: tuple[CarriedItem, ...]
    whole: bool
    """False when there were more texts than are looked at."""


class PickupLine(Struct, frozen=True):
    """A dispatch that was taken up."""

    id: str
    version: int
    headline: str | None
    source: str
    at: datetime
    killed: bool
    carried: int
    credited: int
    """In how many our name was found."""
    stale: int
    sources: tuple[str, ...]


class PickupList(Struct, frozen=True):
    """Dispatches that others carried, the newest first."""

    since: datetime
    items: tuple[PickupLine, ...]
    whole: bool


async def one(call: Call) -> Response:
    """The report on one dispatch: newest versions of other sources' texts that carry it."""
    found = await taken_up(call.house, call.request.path_params["id"])
    if found is None:
        raise NotFound("there is no such dispatch")
    return read_answer(call.request, answer(found))


async def listing(call: Call) -> Response:
    """Dispatches taken up since an instant; seven days when it is not given."""
    given = call.request.query_params
    since = params.instant(given, "since") or call.house.agency.clock() - timedelta(days=DAYS)
    found = await overview(call.house, since, given.get("source"))
    return read_answer(call.request, PickupList(found.since, tuple(line(each) for each in found.items), found.whole))


def answer(found: Original) -> PickupAnswer:
    """The report as values that encode."""
    d, pickup = found.dispatch, found.pickup
    carried = tuple(carried_item(each) for each in pickup.carried)
    return PickupAnswer(d.id, d.version, d.headline, d.source, pickup.killed, carried, found.whole)


def carried_item(c: Carried) -> CarriedItem:
    return CarriedItem(
        c.id, c.source, c.source_name, c.at, int(c.delay.total_seconds()), c.link, c.kept, c.taken, c.version,
        c.headline, c.credit, c.stale, c.stale_words,
        tuple(s.text for s in c.cut), c.cut_count, tuple(s.text for s in c.added), c.added_count,
    )  # fmt: skip


def line(found: Original) -> PickupLine:
    d, carried = found.dispatch, found.pickup.carried
    return PickupLine(
        d.id, d.version, d.headline, d.source, d.first_published_at or d.received_at, found.pickup.killed,
        len(carried), found.credited, found.stale, tuple(sorted({each.source for each in carried})),
    )  # fmt: skip


ENDPOINTS = (
    Endpoint(
        "GET", "/dispatches/{id}/pickup", one, "Who carried a dispatch, and how", (Scope.DESK,),
        answers=PickupAnswer, refusals=(404,), headers=("etag",),
    ),
    Endpoint(
        "GET", "/pickup", listing, "Dispatches that others carried", (Scope.DESK,),
        (
            Param("since", "hour with zone from which texts are looked at (seven days ago)"),
            Param("source", "only dispatches of this source"),
        ),
        answers=PickupList, refusals=(422,), headers=("etag",),
    ),
)  # fmt: skip
