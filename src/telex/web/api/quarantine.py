"""What could not be read, and reading again."""

from __future__ import annotations

from starlette.responses import Response

from telex import again
from telex.agency import Rejection
from telex.errors import NotFound
from telex.model.filing import Filed
from telex.model.record import Quarantined
from telex.model.vocabulary import Scope
from telex.web.api import params
from telex.web.api.answers import done, read_answer
from telex.web.api.filed import filed_item
from telex.web.api.shapes import FilingAnswer, QuarantineItem, QuarantineList, RejectedItem, RereadAnswer, RereadItem
from telex.web.api.table import Call, Endpoint, Param


def quarantine_item(q: Quarantined) -> QuarantineItem:
    return QuarantineItem(
        q.id, q.at, q.code, q.reason, q.size, q.sha256, q.source, q.name, q.media_type, q.whole, q.resolved_at
    )


async def listing(call: Call) -> Response:
    """What waits in quarantine, with the reasons; never the bytes."""
    resolved = params.flag(call.request.query_params, "resolved")
    found = await call.house.store.quarantine.list(resolved=resolved)
    return read_answer(call.request, QuarantineList(tuple(map(quarantine_item, found))))


async def kept(call: Call) -> Response:
    """The bytes as they came, to be looked at and filed by hand; a download, so that nothing in it is ever run."""
    id = call.request.path_params["id"]
    found = await call.house.store.quarantine.get(id)
    if found is None:
        raise NotFound(f"nothing in quarantine under {id!r}; `telex quarantine list` shows what is there")
    headers = {"cache-control": "no-store", "content-disposition": "attachment; filename=quarantined.bin"}
    return Response(found[1].body, 200, headers, "application/octet-stream")


async def retry(call: Call) -> Response:
    """Reads it with the present reader. What can be read now is published as if it had just been understood."""
    answers = await again.retry(call.house, call.request.path_params["id"])
    filed = tuple([await filed_item(call, a) for a in answers if isinstance(a, Filed)])
    rejected = tuple(RejectedItem(a.code, a.reason, a.quarantine, a.name) for a in answers if isinstance(a, Rejection))
    return done(FilingAnswer(filed, rejected))


async def reread(call: Call) -> Response:
    """Reads kept filings again and records what differs; what is on the wire stays as it is."""
    found = await again.reread(call.house, call.request.query_params.get("source"))
    items = tuple(RereadItem(r.filing, r.item, r.reader_version, r.same, r.changed) for r in found)
    return done(RereadAnswer(items, sum(r.same for r in found), sum(not r.same for r in found)))


ENDPOINTS = (
    Endpoint(
        "GET", "/quarantine", listing, "What could not be read", (Scope.DESK,),
        (Param("resolved", "true: what was settled since", "boolean"),),
        answers=QuarantineList, refusals=(422,), headers=("etag",),
    ),
    Endpoint(
        "GET", "/quarantine/{id}", kept, "Its bytes, as they came", (Scope.DESK,),
        answers="application/octet-stream", refusals=(404,),
    ),
    Endpoint(
        "POST", "/quarantine/{id}/retry", retry, "Read it again", (Scope.DESK,),
        answers=FilingAnswer, refusals=(404, 422, 503),
    ),
    Endpoint(
        "POST", "/rereads", reread, "Read kept filings again and record what differs", (Scope.DESK,),
        (Param("source", "only what this source filed"),), answers=RereadAnswer, refusals=(404, 422),
    ),
)  # fmt: skip
