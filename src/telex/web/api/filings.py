"""`POST /filings`: anything that Telex reads, answered after the commit alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from msgspec import structs
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from telex.agency import Rejection
from telex.errors import Invalid, Refused
from telex.intake.choose import MEDIA_TYPES
from telex.model.company import Source
from telex.model.filing import Filed, Filing, Order
from telex.model.vocabulary import Act, Scope
from telex.web.api import params
from telex.web.api.answers import done, limited
from telex.web.api.filed import filed_item
from telex.web.api.shapes import FilingAnswer, RejectedItem
from telex.web.api.table import PREFIX, Call, Endpoint, Param
from telex.web.problem import problem

ACTS = (Act.CORRECT, Act.UPDATE, Act.KILL, Act.TRANSLATE)
ORDERS = ("act", "of", "based_on", "withhold_headline")
DESK_ONLY = (*ORDERS, "received_at")


async def file(call: Call) -> Response:
    """Files the body. One dispatch: 202, or a problem. A feed: 202 with what was taken and what was not."""
    request, given = call.request, call.request.query_params
    _check_rights(call, given)
    source = await _source(call, given)
    order = _order(given)
    filing = Filing(
        b"",
        params.instant(given, "received_at") or call.house.agency.clock(),
        request.headers.get("content-type"),
        source=source.id if source else None,
        name=_short(given.get("name"), "name", 500),
        profile=source.profile if source else None,
        key=_key(request),
        by=call.caller.user.id if call.caller.user else None,
        order=order,
    )
    body = await limited(request, call.house.settings.max_filing_bytes)
    return await _answer(call, await call.house.agency.take(_with_body(filing, body)))


def _check_rights(call: Call, given: QueryParams) -> None:
    """A file token files for its source; orders about what is on the wire are the desk's."""
    token = call.caller.token
    if token is None or token.scope is not Scope.FILE:
        return
    if asked := [name for name in DESK_ONLY if name in given]:
        raise Refused(f"{asked[0]}= is for the desk; this token files for the source {token.source} alone")
    if given.get("source", token.source) != token.source:
        raise Refused(f"this token files for the source {token.source} alone")


async def _source(call: Call, given: QueryParams) -> Source | None:
    token = call.caller.token
    id = token.source if token is not None and token.scope is Scope.FILE else given.get("source")
    if id is None:
        return None
    source = await call.house.store.sources.get(id)
    if source is None:
        raise Invalid(f"no source {id[:60]!r}; `telex source list` shows them")
    if not source.active:
        raise Refused(f"the source {id} is switched off")
    return source


def _order(given: QueryParams) -> Order | None:
    """What is asked for beside the text. An hour that cannot be read is refused before anything is stored."""
    embargo = params.instant(given, "embargo")
    if not {*ORDERS, "note", "embargo"} & set(given):
        return None
    act = _act(given)
    of = _short(given.get("of"), "of", 1_000)
    if (act is Act.NEW) != (of is None):
        raise Invalid("act= and of= go together: say what to do, and the id or uri of the dispatch to do it with")
    if act is Act.KILL and embargo is not None:
        raise Invalid("a kill has no embargo: it goes out at once")
    return Order(
        act,
        of,
        _short(given.get("note"), "note", 4_000),
        embargo,
        params.whole(given, "based_on", 0, 1) if "based_on" in given else None,
        params.flag(given, "withhold_headline"),
    )


def _act(given: QueryParams) -> Act:
    text = given.get("act")
    if text is None:
        return Act.NEW
    if text not in ACTS:
        raise Invalid(f"act={text[:40]!r} is not known: say {', '.join(ACTS)}")
    return Act(text)


def _short(text: str | None, name: str, most: int) -> str | None:
    if text is None or not text.strip():
        return None
    if len(text) > most or "\x00" in text:
        raise Invalid(f"{name}= is too long ({most} characters at most), or holds a NUL")
    return text.strip()


def _key(request: Request) -> str | None:
    return _short(request.headers.get("idempotency-key"), "Idempotency-Key", 200)


def _with_body(filing: Filing, body: bytes) -> Filing:
    """A kill needs no text; its filing then keeps the order in words."""
    order = filing.order
    if body.strip() or order is None or order.act is not Act.KILL:
        return replace(filing, body=body)
    words = f"Kill: {order.of}\n{order.note or ''}".strip()
    return replace(filing, body=words.encode(), media_type="text/plain; charset=utf-8")


async def _answer(call: Call, answers: list[Filed | Rejection]) -> Response:
    filed = [a for a in answers if isinstance(a, Filed)]
    rejected = [a for a in answers if isinstance(a, Rejection)]
    told = tuple(RejectedItem(r.code, r.reason, r.quarantine, r.name) for r in rejected)
    if rejected and not filed:
        first = rejected[0]
        more: dict[str, Any] = {"rejected": [structs.asdict(r) for r in told]} if len(told) > 1 else {}
        return problem(first.status, first.code, first.reason, quarantine=first.quarantine, **more)
    items = tuple([await filed_item(call, answer) for answer in filed])
    answer = FilingAnswer(items, told)
    if len(answers) != 1:
        return done(answer, 202)
    only = items[0]
    single = structs.replace(
        answer, id=only.id, uri=only.uri, version=only.version, position=only.position, state=only.state
    )
    return done(single, 202, {"location": f"{PREFIX}/dispatches/{only.id}"} if only.position is not None else None)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/filings",
        file,
        "File a dispatch, a page or a feed; the answer comes after the commit",
        (Scope.FILE, Scope.DESK),
        (
            Param("Idempotency-Key", "repeats with this key and the same body get the first answer", place="header"),
            Param("act", "desk: correct, update, kill or translate"),
            Param("of", "desk: id or uri of the dispatch concerned"),
            Param("note", "note to subscribers; required for a correction"),
            Param("embargo", "hour with zone before which nothing leaves"),
            Param("based_on", "desk: version that the editor was looking at; 409 when another is newest", "integer"),
            Param("withhold_headline", "desk: with kill, the notice names no headline", "boolean"),
            Param("source", "desk: id of the source; a file token has its own"),
            Param("received_at", "desk: hour with zone, for what arrived earlier"),
            Param("name", "file name or address that it came from"),
        ),
        sent=tuple(MEDIA_TYPES),
        answers=FilingAnswer,
        status=202,
        refusals=(404, 409, 413, 415, 422, 503, 507),
        headers=("location",),
    ),
)
