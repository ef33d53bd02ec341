"""Which text a translation may render. For editors alone: an order to look at, and nothing is decided."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from starlette.responses import Response

from telex.errors import NotFound
from telex.model.vocabulary import Scope
from telex.originals.find import Original, Originals, originals
from telex.originals.reranker import Reranker
from telex.web.api.answers import read_answer
from telex.web.api.table import Call, Endpoint


class OriginalItem(Struct, frozen=True):
    """A text in another language."""

    id: str
    headline: str | None
    language: str | None
    source: str
    source_name: str | None
    at: datetime
    """When it came on the wire."""
    event: str
    rank: int
    """Place by names and numbers, from 1."""
    score: float
    """Cosine of names and numbers, 0 to 1."""
    length: float
    """Words of the shorter through words of the longer."""
    numbers: int
    """Numbers of the one with fewer, 60 at most."""
    numbers_in_order: float
    """Share of them that runs in the same order in the other; 1 when neither has any."""
    reranked: int | None
    """Place in the re-ranker's order; null without one."""


class OriginalList(Struct, frozen=True):
    """The possible originals of a dispatch, best first."""

    id: str
    language: str | None
    credited: str | None
    """Language that the dispatch says it was translated from: only texts in it are listed."""
    items: tuple[OriginalItem, ...]
    order: str
    """names (names and numbers), reranked."""
    failed: str | None
    """Why a configured re-ranker gave no order."""


async def listing(call: Call) -> Response:
    """At most ten texts of the live window, by names and numbers, or in the order of the configured re-ranker."""
    reranker: Reranker | None = call.request.app.state.reranker
    found = await originals(call.house, call.request.path_params["id"], reranker)
    if found is None:
        raise NotFound("there is no such dispatch")
    return read_answer(call.request, answer(found))


def answer(found: Originals) -> OriginalList:
    """The list as values that encode."""
    d = found.dispatch
    credited = d.translation.language if d.translation is not None else None
    order = "reranked" if found.reranked else "names"
    return OriginalList(d.id, d.language, credited, tuple(map(item, found.items)), order, found.failed)


def item(one: Original) -> OriginalItem:
    d, p = one.dispatch, one.partner
    return OriginalItem(
        d.id, d.headline, d.language, d.source, d.source_name, d.first_published_at or d.received_at, one.event, one.rank,
        round(p.cosine, 4), round(p.ratio, 4), p.numbers, round(p.agreement, 4), one.reranked,
    )  # fmt: skip


ENDPOINTS = (
    Endpoint(
        "GET", "/dispatches/{id}/originals", listing, "Which texts a translation may render", (Scope.DESK,),
        answers=OriginalList, refusals=(404,), headers=("etag",),
    ),
)  # fmt: skip
