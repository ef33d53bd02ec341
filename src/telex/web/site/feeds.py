"""`/rss.xml`, `/atom.xml`, `/feed.json`: feeds of the public summaries, with the notices of kills."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Question, Seen
from telex.formats import atom, jsonfeed, rss
from telex.formats.feed import Deleted, FeedInfo, FeedItem
from telex.formats.ninjs_out import public_uri
from telex.model.vocabulary import Channel
from telex.web.auth import house
from telex.web.rows import first_sentence
from telex.web.site.address import path

ENTRIES = 50
Dump = Callable[[FeedInfo, Iterable[FeedItem], Iterable[Deleted]], bytes]


async def rss_page(request: Request) -> Response:
    return await _feed(request, rss.dump, "/rss.xml", "application/rss+xml; charset=utf-8")


async def atom_page(request: Request) -> Response:
    return await _feed(request, atom.dump, "/atom.xml", "application/atom+xml; charset=utf-8")


async def json_page(request: Request) -> Response:
    return await _feed(request, jsonfeed.dump, "/feed.json", "application/feed+json; charset=utf-8")


async def _feed(request: Request, dump: Dump, at: str, kind: str) -> Response:
    """The feed in the agency's own language whoever asks, so that every reader shares one copy and one ETag."""
    running = house(request)
    page = await running.reader.live(running.book.public(), Channel.FEED, Question(), limit=ENTRIES)
    base = running.settings.url
    items = [_item(seen, base) for seen in page.items if seen.verdict.text]
    gone = [_gone(seen) for seen in page.items if seen.killed]
    moments = [item.updated for item in items] + [one.at for one in gone]
    info = FeedInfo(
        base + at, running.settings.agency_name, base + "/", base + at, None,
        max(moments, default=datetime(2000, 1, 1, tzinfo=UTC)),
    )  # fmt: skip
    body = dump(info, items, gone)
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "cache-control": "no-cache"}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(body, 200, headers, kind)


def _item(seen: Seen, base: str) -> FeedItem:
    d = seen.dispatch
    title = d.headline or first_sentence(d) or d.slugline or d.uri
    return FeedItem(
        public_uri(d), title, base + path(seen), d.abstract, None, d.first_published_at or seen.at, seen.at,
        categories=d.categories, language=d.language,
    )  # fmt: skip


def _gone(seen: Seen) -> Deleted:
    d = seen.dispatch
    return Deleted(public_uri(d), d.killed_at or seen.at, d.ednote)
