"""Rulings of the desk on events, and the suggestions that they answer. For editors alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from starlette.responses import Response

from telex import grouping
from telex.errors import Invalid
from telex.model.grouping import Decision, Instruction, Label, Ruling, Stand, Suggestion
from telex.model.vocabulary import Relation, Scope
from telex.office import Caller
from telex.web.api import params
from telex.web.api.answers import READ_HEADERS, done, read_answer, sent
from telex.web.api.table import Call, Endpoint, Param

LIMIT, MOST = 50, 200
LABELS = "application/x-ndjson"


class RulingPost(Struct, frozen=True, forbid_unknown_fields=True):
    """What an editor decides. Events by id or address, dispatches by id or uri."""

    ruling: Ruling
    event: str | None = None
    """merge: one of the two; split: the event; move: where to."""
    other: str | None = None
    """merge: the other one."""
    items: tuple[str, ...] = ()
    """split, move: 1 to 200 dispatches; relabel: one."""
    relation: Relation | None = None
    related_to: str | None = None
    """relabel: what it relates to; left out, what it related to before, else the event's oldest other text."""
    suggestion: str | None = None
    """confirm, reject."""
    why: str | None = None
    """The reason; of a confirmed kill the notice to everyone who had the text."""
    based_on: int | None = None
    """`head` of the list that the decision rests on: a later ruling on the same events is refused with 409."""


class DecisionItem(Struct, frozen=True):
    """A ruling as recorded."""

    id: str
    position: int
    ruling: str
    by: str
    at: datetime
    why: str | None
    event: str | None
    other: str | None
    items: tuple[str, ...]
    relation: str | None
    related_to: str | None
    suggestion: str | None
    undone_at: datetime | None
    undone_by: str | None


class DecisionList(Struct, frozen=True):
    """Rulings, newest first."""

    items: tuple[DecisionItem, ...]
    next: int | None
    """`before` of the next page, null at the end."""
    head: int
    """Newest position of the log when this was read: the `based_on` of a ruling."""


class SuggestionItem(Struct, frozen=True):
    """Something that Telex found and did not do by itself."""

    id: str
    kind: str
    """join, merge, translation, correction, update, kill."""
    item: str
    event: str | None
    target: str | None
    score: float | None
    threshold: float | None
    terms: tuple[str, ...]
    at: datetime
    position: int
    state: str
    """open, confirmed, rejected, moot."""
    decided_by: str | None
    decided_at: datetime | None


class SuggestionList(Struct, frozen=True):
    """Suggestions, newest first."""

    items: tuple[SuggestionItem, ...]
    next: str | None
    """`before` of the next page, null at the end."""
    head: int
    """Newest position of the log when this was read: the `based_on` of a ruling."""


def decision_item(d: Decision) -> DecisionItem:
    return DecisionItem(
        d.id, d.position, d.ruling.value, d.by, d.at, d.why, d.event, d.other, d.items,
        d.relation.value if d.relation else None, d.related_to, d.suggestion, d.undone_at, d.undone_by,
    )  # fmt: skip


def suggestion_item(s: Suggestion) -> SuggestionItem:
    return SuggestionItem(
        s.id, s.kind, s.item, s.event, s.target, s.score, s.threshold, s.terms, s.at, s.position, s.state.value,
        s.decided_by, s.decided_at,
    )  # fmt: skip


def ruler(caller: Caller) -> str:
    """Who decides: the user, or whoever runs the process."""
    return caller.user.id if caller.user is not None else grouping.OPERATOR


async def history(call: Call) -> Response:
    """Rulings on all events or on one, newest first, the undone ones too."""
    given = call.request.query_params
    limit = params.whole(given, "limit", LIMIT, 1, MOST)
    before = params.whole(given, "before", 0, 1) if "before" in given else None
    store = call.house.store
    head = await store.head()
    event = grouping.event_id(given.get("event"))
    found = await store.grouping.decisions(event, before=before, limit=limit)
    after = found[-1].position if len(found) == limit else None
    return read_answer(call.request, DecisionList(tuple(map(decision_item, found)), after, head))


async def rule(call: Call) -> Response:
    """Merges, splits, moves, relabels, confirms or rejects, in one commit. It stays so through whatever arrives later."""
    post = await sent(call.request, RulingPost)
    ask = Instruction(
        post.ruling, ruler(call.caller), call.house.agency.clock(), post.why, post.event, post.other, post.items,
        post.relation, post.related_to, post.suggestion, post.based_on,
    )  # fmt: skip
    return done(decision_item(await grouping.rule(call.house, ask)), 201)


async def undo(call: Call) -> Response:
    """Memberships as they were, where nothing newer was decided since; the pairs of the ruling are lifted."""
    id = call.request.path_params["id"]
    return done(decision_item(await grouping.undo(call.house, id, ruler(call.caller))))


async def suggestions(call: Call) -> Response:
    """What waits for a decision; with `state=decided` what was confirmed or rejected, as labels, one JSON object a line."""
    given = call.request.query_params
    state, before = given.get("state", "open"), given.get("before")
    if state not in ("open", "decided", "moot"):
        raise Invalid(f"state={state[:40]!r}: say open, decided or moot")
    limit = params.whole(given, "limit", LIMIT, 1, MOST)
    store = call.house.store
    if state == "decided":
        return _lines(await store.grouping.labels(before=before, limit=limit))
    head = await store.head()
    wanted = Stand.OPEN if state == "open" else Stand.MOOT
    found = await store.grouping.suggestions((wanted,), before=before, limit=limit)
    after = _after(found, limit)
    return read_answer(call.request, SuggestionList(tuple(map(suggestion_item, found)), after, head))


def _after(found: Sequence[Suggestion], limit: int) -> str | None:
    return found[-1].id if len(found) == limit else None


def _lines(labels: Iterable[Label]) -> Response:
    return Response(msgspec.json.Encoder().encode_lines(map(label, labels)), 200, READ_HEADERS, LABELS)


def label(found: Label) -> dict[str, Any]:
    """A decided suggestion as a line for tuning: two dispatches, and what the desk said of them."""
    s = found.suggestion
    return {
        "suggestion": s.id, "kind": s.kind, "one": found.one, "other": found.other, "event": s.event,
        "decision": s.state.value, "score": s.score, "threshold": s.threshold, "terms": s.terms,
        "by": s.decided_by, "at": s.decided_at,
    }  # fmt: skip


ENDPOINTS = (
    Endpoint(
        "GET", "/rulings", history, "Rulings of the desk on events", (Scope.DESK,),
        (
            Param("event", "only what touched this event: its id, or the address of its page"),
            Param("before", "cursor of the page before", "integer"),
            Param("limit", "rulings in a page, 1 to 200 (50)", "integer"),
        ),
        answers=DecisionList, refusals=(422,), headers=("etag",),
    ),
    Endpoint(
        "POST", "/rulings", rule, "Merge, split, move, relabel, confirm or reject", (Scope.DESK,),
        sent=RulingPost, answers=DecisionItem, status=201, refusals=(404, 409, 422),
    ),
    Endpoint(
        "POST", "/rulings/{id}/undo", undo, "Undo a ruling", (Scope.DESK,),
        answers=DecisionItem, refusals=(404, 409),
    ),
    Endpoint(
        "GET", "/suggestions", suggestions, "What Telex found and did not do by itself", (Scope.DESK,),
        (
            Param("state", "open (default), moot, or decided: confirmed and rejected ones as labels"),
            Param("before", "cursor of the page before: id of its last suggestion"),
            Param("limit", "suggestions in a page, 1 to 200 (50)", "integer"),
        ),
        answers=SuggestionList, refusals=(422,), headers=("etag",),
    ),
)  # fmt: skip
