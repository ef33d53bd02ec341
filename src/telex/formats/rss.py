"""RSS: reads one item of 0.9x, 1.0 and 2.0; writes 2.0 with `atom:link rel=self`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime

from telex.formats import feed, sanitise
from telex.formats.decode import legal_xml
from telex.formats.feed import Deleted, FeedInfo, FeedItem
from telex.model.draft import Draft

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"


def load(document: str) -> Draft:
    """The draft of an RSS document with one item. Raises Unreadable."""
    return feed.load(document, "rss")


def dump(info: FeedInfo, items: Iterable[FeedItem], deleted: Iterable[Deleted] = ()) -> bytes:
    """RSS 2.0. It has no tombstones: a deleted item with a note becomes a notice under the same guid, without text."""
    from lxml import etree

    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "content": _CONTENT, "dc": _DC})
    channel = etree.SubElement(root, "channel")

    def put(parent: etree._Element, name: str, value: str | None, **attributes: str) -> None:
        if value:
            etree.SubElement(parent, name, {k: legal_xml(v) for k, v in attributes.items()}).text = legal_xml(value)

    put(channel, "title", info.title)
    put(channel, "link", info.home)
    put(channel, "description", info.subtitle or info.title)
    put(channel, "language", info.language)
    put(channel, "lastBuildDate", _date(info.updated))
    etree.SubElement(
        channel, f"{{{_ATOM}}}link", {"href": legal_xml(info.self_url), "rel": "self", "type": "application/rss+xml"}
    )
    for gone in deleted:
        if gone.note:
            notice = etree.SubElement(channel, "item")
            put(notice, "description", gone.note)
            put(notice, "guid", gone.ref, isPermaLink="false")
            put(notice, "pubDate", _date(gone.at))
    for item in items:
        node = etree.SubElement(channel, "item")
        put(node, "title", item.title)
        put(node, "link", item.url)
        put(node, "description", item.summary)
        put(node, f"{{{_CONTENT}}}encoded", sanitise.clean(item.content) if item.content else None)
        put(node, "guid", item.id, isPermaLink="false")
        put(node, "pubDate", _date(item.published or item.updated))
        for author in item.authors:
            put(node, f"{{{_DC}}}creator", author)
        for category in item.categories:
            put(node, "category", category)
        put(node, f"{{{_DC}}}language", item.language if item.language != info.language else None)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0))
