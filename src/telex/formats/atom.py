"""Atom 1.0 (RFC 4287): reads one entry; writes feeds with tombstones (RFC 6721)."""

from __future__ import annotations

from collections.abc import Iterable

from telex.formats import feed, moments, sanitise
from telex.formats.decode import legal_xml
from telex.formats.feed import Deleted, FeedInfo, FeedItem
from telex.model.draft import Draft

_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_NAMES: dict[str | None, str] = {None: _ATOM}
_NAMES_GONE = {**_NAMES, "at": _TOMBSTONES}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def load(document: str) -> Draft:
    """The draft of an Atom document with one entry, or of a lone entry. Raises Unreadable."""
    return feed.load(document, "atom")


def dump(info: FeedInfo, items: Iterable[FeedItem], deleted: Iterable[Deleted] = ()) -> bytes:
    """An Atom feed. A killed item is an `at:deleted-entry`; it has no entry any more."""
    from lxml import etree

    def put(parent: etree._Element, name: str, value: str | None, **attributes: str) -> etree._Element | None:
        if not value and not attributes:
            return None
        qualified = name if name.startswith("{") else f"{{{_ATOM}}}{name}"
        node = etree.SubElement(parent, qualified, {key: legal_xml(said) for key, said in attributes.items()})
        node.text = legal_xml(value) if value else None
        return node

    gone = list(deleted)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMES_GONE if gone else _NAMES)
    if info.language:
        root.set(_LANG, info.language)
    put(root, "id", info.id)
    put(root, "title", info.title)
    put(root, "subtitle", info.subtitle)
    put(root, "updated", moments.utc(info.updated))
    put(root, "link", None, rel="self", type="application/atom+xml", href=info.self_url)
    put(root, "link", None, rel="alternate", type="text/html", href=info.home)
    put(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", info.title)
    for tomb in gone:
        node = put(root, f"{{{_TOMBSTONES}}}deleted-entry", None, ref=tomb.ref, when=moments.utc(tomb.at))
        if node is not None:
            put(node, f"{{{_TOMBSTONES}}}comment", tomb.note)
    for item in items:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        if item.language and item.language != info.language:
            entry.set(_LANG, item.language)
        put(entry, "id", item.id)
        put(entry, "title", item.title)
        put(entry, "link", None, rel="alternate", type="text/html", href=item.url)
        put(entry, "published", moments.utc(item.published) if item.published else None)
        put(entry, "updated", moments.utc(item.updated))
        for author in item.authors:
            put(etree.SubElement(entry, f"{{{_ATOM}}}author"), "name", author)
        for category in item.categories:
            put(entry, "category", None, term=category)
        put(entry, "summary", item.summary)
        if item.content:
            put(entry, "content", sanitise.clean(item.content), type="html")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
