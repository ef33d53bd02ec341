"""Alerts of a person: the inbox, what waits, and marking as read."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from telex import topics
from telex.errors import Invalid
from telex.web.api import params
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.following import ACTING, AlertList, acting, alert_item
from telex.web.api.table import Call, Endpoint, Param
from telex.web.api.topics import PEOPLE

LIMIT, MOST = 50, 200


class ReadPost(Struct, frozen=True, forbid_unknown_fields=True):
    """The `n` of alerts; null = all that are due."""

    ns: tuple[int, ...] | None = None


async def inbox(call: Call) -> Response:
    """What is due: newest first, or with `after` in the order in which it falls due. An alert to a dispatch that the caller may
    read no more is left out; of a correction the reference alone remains, of a kill the notice."""
    by, given = await acting(call), call.request.query_params
    limit = params.whole(given, "limit", LIMIT, 1, MOST)
    if "after" in given:
        if "before" in given or "unread" in given:
            raise Invalid("after= is the order for machines: leave before= and unread= out")
        after = params.whole(given, "after", 0)
        found = await topics.news(by.house, by.caller, after=after, limit=limit)
        cursor = found.cursor
    else:
        before = params.whole(given, "before", 0, 1) if "before" in given else None
        unread = params.flag(given, "unread")
        found = await topics.inbox(by.house, by.caller, before=before, limit=limit, unread=unread)
        cursor = found.cursor if found.more else None
    count = await topics.unread(by.house, by.caller)
    return read_answer(call.request, AlertList(tuple(map(alert_item, found.items)), cursor, count))


async def waiting(call: Call) -> Response:
    """What is not due yet: of digests to come, or muted."""
    by = await acting(call)
    found = await topics.waiting(by.house, by.caller)
    count = await topics.unread(by.house, by.caller)
    return read_answer(call.request, AlertList(tuple(map(alert_item, found)), None, count))


async def read(call: Call) -> Response:
    """Marks alerts as read."""
    by, body = await acting(call), await sent(call.request, ReadPost)
    await topics.mark_read(by.house, by.caller, body.ns)
    return done()


ENDPOINTS = (
    Endpoint(
        "GET", "/alerts", inbox, "Alerts that are due", PEOPLE,
        (
            Param("after", "for machines: `n` of the last alert seen (0: from the first), in the order in which they fall due",
                  "integer"),
            Param("before", "list: `next` of the page before", "integer"),
            Param("limit", "alerts in a page, 1 to 200 (50)", "integer"),
            Param("unread", "only what was not read", "boolean"),
            ACTING,
        ),
        answers=AlertList, refusals=(404, 422), headers=("etag",),
    ),
    Endpoint("GET", "/alerts/waiting", waiting, "Alerts of digests to come, and muted ones", PEOPLE, (ACTING,),
             answers=AlertList, refusals=(404,), headers=("etag",)),
    Endpoint("POST", "/alerts/read", read, "Mark alerts as read", PEOPLE, (ACTING,), sent=ReadPost, status=204,
             refusals=(404, 422)),
)  # fmt: skip
