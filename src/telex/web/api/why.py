"""Why a subscriber has a dispatch, or the first reason why not."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from starlette.responses import Response

from telex import why
from telex.errors import NotFound
from telex.web.api.answers import read_answer
from telex.web.api.dispatches import READERS, UNKNOWN
from telex.web.api.marked import ExplainedItem, explained_item
from telex.web.api.table import Call, Endpoint, Param


class AlertItem(Struct, frozen=True):
    """An alert that was made of it."""

    version: int
    kind: str
    """match, change, correction, kill."""
    topics: tuple[str, ...]
    at: datetime
    due: datetime
    event: str | None
    changes: tuple[str, ...]
    muted: bool
    digest: bool
    read_at: datetime | None


class StepItem(Struct, frozen=True):
    """One thing that happened, or did not."""

    code: str
    """arrived, held, offered, killed, withdrawn, carried, not-carried, block, filter, then, now, topic, no-topic, alert,
    waits, quiet, folded, no-alert, attempts."""
    passed: bool | None
    """True: let it through; false: stopped it; null: a fact."""
    says: str
    at: datetime | None
    id: str | None
    """Of the product, block, filter, topic or hold; of `folded`, the dispatch that was told before."""
    name: str | None
    query: str | None
    changed: bool
    """The query has changed since: its conditions are told as they are now."""
    explained: ExplainedItem | None
    alert: AlertItem | None


class WhyAnswer(Struct, frozen=True):
    """The way of a dispatch to one subscriber."""

    id: str
    version: int | None
    company: str
    user: str | None
    what: str
    """full, summary, notice, or no: the verdict of now."""
    reason: str | None
    """The first reason why not; null when nothing stands in the way."""
    says: str
    steps: tuple[StepItem, ...]


async def explained(call: Call) -> Response:
    """About the caller himself, or, for the desk, about a company or one of its users."""
    given = call.request.query_params
    id = call.request.path_params["id"]
    found = await why.explain(
        call.house, call.caller.viewer, id, company=given.get("company"), user=given.get("user")
    )  # fmt: skip
    if found is None:
        raise NotFound(UNKNOWN)
    return read_answer(call.request, answer(found))


def answer(found: why.Explanation) -> WhyAnswer:
    steps = tuple(_step(found, step) for step in found.steps)
    return WhyAnswer(
        found.id, found.version, found.company, found.user, found.what, found.reason, found.says, steps
    )  # fmt: skip


def _step(found: why.Explanation, step: why.Step) -> StepItem:
    a = step.alert
    alert = (
        None
        if a is None
        else AlertItem(
            a.version, a.kind.value, a.topics, a.at, a.due, a.event, a.changes, a.muted, a.digest, a.read_at
        )
    )  # fmt: skip
    return StepItem(
        step.code, step.passed, step.says, step.at, step.id, step.name, step.query, step.changed,
        explained_item(step.explained, found.dispatch), alert,
    )  # fmt: skip


ENDPOINTS = (
    Endpoint(
        "GET", "/dispatches/{id}/why", explained, "Why a subscriber has a dispatch, or why not", READERS,
        (
            Param("company", "desk: the company asked about"),
            Param("user", "desk: the user asked about, by id or address, in place of his company"),
        ),
        answers=WhyAnswer, refusals=(404, 422), headers=("etag",),
    ),
)  # fmt: skip
