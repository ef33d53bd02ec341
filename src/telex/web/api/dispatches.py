"""Reading the wire: pull from a cursor, newest first, one dispatch, its versions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from telex.delivery.reader import Page, Question
from telex.errors import Invalid, NotFound
from telex.model.company import Viewer
from telex.model.vocabulary import Channel, Scope
from telex.office import Caller
from telex.web.api import params
from telex.web.api.answers import READ_HEADERS, read_answer
from telex.web.api.envelope import envelope, envelopes
from telex.web.api.shapes import DispatchList, Envelope, VersionList
from telex.web.api.table import PREFIX, Call, Endpoint, Param
from telex.web.auth import with_scope
from telex.web.problem import problem

READERS = (Scope.READ, Scope.DESK)
LIMIT, MOST = 50, 200
AS_COMPANY = Param("as_company", "desk: see it exactly as this company does")
UNKNOWN = "there is no such dispatch, or it is not part of what you may read"


@dataclass(frozen=True, slots=True)
class Eyes:
    """With whose rights a call looks: the caller's own, or, for the desk, a company's."""

    viewer: Viewer
    channel: Channel
    desk: bool


def _eyes(call: Call, caller: Caller) -> Eyes:
    """Raises Refused for a preview that is not the desk's, NotFound for one of no company."""
    company = call.request.query_params.get("as_company")
    if company is None:
        return Eyes(caller.viewer, Channel.API, caller.editor)
    return Eyes(call.house.office.preview(caller, company), Channel.PORTAL, desk=False)


async def listing(call: Call) -> Response:
    """The pull from `after` in log order, else the newest first; with `uri` the one dispatch."""
    given = call.request.query_params
    if "uri" in given:
        return await _by_uri(call, given)
    if "after" in given:
        return await _pull(call, given)
    if "wait" in given:
        raise Invalid("wait= needs after=: the position to wait beyond")
    question, limit = params.question(given, call.house.settings.zone), params.whole(given, "limit", LIMIT, 1, MOST)
    before = params.whole(given, "before", 0, 1) if "before" in given else None
    eyes, head = _eyes(call, call.caller), await call.house.store.head()
    page = await call.house.reader.live(eyes.viewer, eyes.channel, question, before=before, limit=limit)
    return await _page(call, page, head, "before")


async def _by_uri(call: Call, given: Mapping[str, str]) -> Response:
    if set(given) - {"uri", "as_company"}:
        raise Invalid("uri= looks one dispatch up: leave the other parameters out")
    eyes = _eyes(call, call.caller)
    seen = await call.house.reader.by_uri(eyes.viewer, eyes.channel, given["uri"])
    if seen is None:
        raise NotFound(UNKNOWN)
    where = {"content-location": f"{PREFIX}/dispatches/{seen.dispatch.id}"}
    return read_answer(call.request, await envelope(call.house, seen, desk=eyes.desk), where)


async def _pull(call: Call, given: Mapping[str, str]) -> Response:
    if "before" in given:
        raise Invalid("say after= (the pull, in log order) or before= (the list, newest first), not both")
    store, question = call.house.store, params.question(given, call.house.settings.zone)
    limit = params.whole(given, "limit", LIMIT, 1, MOST)
    wait = params.seconds(given, "wait", call.house.settings.max_wait_seconds)
    head, earliest = await store.head(), await store.earliest()
    after = earliest if given["after"] == "earliest" else params.whole(given, "after", 0)
    if after < earliest:
        return _gone("older positions are no longer kept: go on from the oldest", asked=after, oldest=earliest)
    if after > head:
        return _gone(
            "no such position yet: this cursor is of another store; go on from the head", asked=after, head=head
        )
    page = await _waited(call, question, after, limit, wait)
    return await _page(call, page, max(head, page.next or 0), "after")


def _gone(detail: str, **facts: int) -> Response:
    return problem(410, "cursor-gone", detail, READ_HEADERS, **facts)


async def _waited(call: Call, question: Question, after: int, limit: int, wait: float) -> Page:
    """A page, waiting until something in it is for this caller; who he is and may see is asked anew each time."""
    house, stopping = call.house, call.request.app.state.stopping
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    eyes = _eyes(call, call.caller)
    while True:
        page = await house.reader.changed(eyes.viewer, eyes.channel, question, after=after, limit=limit)
        left = until - loop.time()
        if page.items or left <= 0 or stopping.is_set() or await call.request.is_disconnected():
            return page
        after = page.next if page.next is not None else after
        while await house.store.head() <= after and until > loop.time() and not stopping.is_set():
            await house.wire.wait(after, until - loop.time())
        eyes = _eyes(call, await with_scope(call.request, *READERS))


async def _page(call: Call, page: Page, head: int, cursor: str) -> Response:
    items = await envelopes(call.house, page.items, desk=_eyes(call, call.caller).desk)
    headers = {}
    if page.next is not None:
        kept = [(k, v) for k, v in call.request.query_params.multi_items() if k != cursor]
        headers["link"] = f'<{PREFIX}/dispatches?{urlencode([*kept, (cursor, page.next)])}>; rel="next"'
    return read_answer(call.request, DispatchList(items, page.next, head), headers)


async def one(call: Call) -> Response:
    """The newest version. Killed: the notice for whoever held it; for others there is no such dispatch."""
    eyes = _eyes(call, call.caller)
    seen = await call.house.reader.one(eyes.viewer, eyes.channel, call.request.path_params["id"])
    if seen is None:
        raise NotFound(UNKNOWN)
    return read_answer(call.request, await envelope(call.house, seen, desk=eyes.desk))


async def versions(call: Call) -> Response:
    """All versions that the caller may see, ascending."""
    eyes = _eyes(call, call.caller)
    found = await call.house.reader.versions(eyes.viewer, eyes.channel, call.request.path_params["id"])
    if not found:
        raise NotFound(UNKNOWN)
    return read_answer(call.request, VersionList(await envelopes(call.house, found, desk=eyes.desk)))


ENDPOINTS = (
    Endpoint(
        "GET", "/dispatches", listing, "Read the wire: from a cursor in log order, or newest first", READERS,
        (
            Param("after", "pull: position to go on from, or earliest"),
            Param("before", "list: cursor of the page before", "integer"),
            Param("limit", "dispatches in a page, 1 to 200 (50)", "integer"),
            Param("wait", "with after: seconds to wait until something is there", "number"),
            Param("uri", "look one dispatch up by its uri"),
            *params.FILTERS,
            AS_COMPANY,
        ),
        answers=(DispatchList, Envelope), refusals=(404, 410, 422), headers=("link", "etag"),
    ),
    Endpoint(
        "GET", "/dispatches/{id}", one, "One dispatch, newest version", READERS, params=(AS_COMPANY,),
        answers=Envelope, refusals=(404,), headers=("etag",),
    ),
    Endpoint(
        "GET", "/dispatches/{id}/versions", versions, "All versions of one dispatch", READERS, params=(AS_COMPANY,),
        answers=VersionList, refusals=(404,), headers=("etag",),
    ),
)  # fmt: skip
