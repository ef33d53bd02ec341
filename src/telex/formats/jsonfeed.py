"""JSON Feed 1.1, out only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from telex.formats import moments, sanitise
from telex.formats.decode import legal_xml
from telex.formats.feed import Deleted, FeedInfo, FeedItem

VERSION = "https://jsonfeed.org/version/1.1"


def dump(info: FeedInfo, items: Iterable[FeedItem], deleted: Iterable[Deleted] = ()) -> bytes:
    """A JSON Feed. It has no tombstones: a deleted item with a note becomes a notice under the same id, without text."""
    notices = [
        {"id": gone.ref, "content_text": gone.note, "date_modified": moments.utc(gone.at)}
        for gone in deleted
        if gone.note
    ]
    feed = {
        "version": VERSION,
        "title": info.title,
        "home_page_url": info.home,
        "feed_url": info.self_url,
        "description": info.subtitle,
        "language": info.language,
        "items": [*notices, *(_item(item) for item in items)],
    }
    return json.dumps(_said(feed), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _item(item: FeedItem) -> dict[str, Any]:
    text = (
        {"content_html": sanitise.clean(item.content)} if item.content else {"content_text": item.summary or item.title}
    )
    return _said(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            **text,
            "summary": item.summary,
            "date_published": moments.utc(item.published) if item.published else None,
            "date_modified": moments.utc(item.updated),
            "authors": [{"name": legal_xml(name)} for name in item.authors],
            "tags": [legal_xml(category) for category in item.categories],
            "language": item.language,
        }
    )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    clean = {name: legal_xml(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in clean.items() if value is not None and (value != [] or name == "items")}
