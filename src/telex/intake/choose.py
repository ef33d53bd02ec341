"""Which format a filing is in: by its declared media type, else its name, else its first characters."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from telex.errors import UnknownFormat
from telex.formats import ninjs
from telex.model.filing import Filing


class Format(StrEnum):
    """`XML` is settled by its root element; `SNIFF` by the first characters."""

    TEXT = "text"
    HTML = "html"
    NINJS = "ninjs"
    XML = "xml"
    SNIFF = "sniff"


MEDIA_TYPES = {
    "text/plain": Format.TEXT,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.NINJS,
    "application/vnd.iptc.ninjs+json": Format.NINJS,
    "application/ninjs+json": Format.NINJS,
    "application/rss+xml": Format.XML,
    "application/atom+xml": Format.XML,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
    "application/octet-stream": Format.SNIFF,
}
_SUFFIXES = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".json": Format.NINJS, ".ninjs": Format.NINJS, ".xml": Format.XML, ".rss": Format.XML, ".atom": Format.XML,
    ".rdf": Format.XML,
}  # fmt: skip
_XML = re.compile(r"<\?xml\b|<(?:rss|feed|entry|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<(?:head|body)[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(?:[^-]|-(?!->)){0,5000}-->")


def declared(filing: Filing) -> Format:
    """The format by media type, else by suffix of the name, else SNIFF. Raises UnknownFormat."""
    essence = (filing.media_type or "").partition(";")[0].strip().lower()
    if essence and essence not in MEDIA_TYPES:
        accepted = ", ".join(sorted(MEDIA_TYPES))
        raise UnknownFormat(f"media type {essence[:80]!r} is not read here; send one of {accepted}")
    chosen = MEDIA_TYPES.get(essence, Format.SNIFF)
    if chosen is not Format.SNIFF:
        return chosen
    name = (filing.name or "").partition("?")[0].partition("#")[0].lower()
    return next((known for suffix, known in _SUFFIXES.items() if name.endswith(suffix)), Format.SNIFF)


def sniffed(text: str) -> Format:
    """The format by the first characters; plain text when nothing tells otherwise."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    while comment := _COMMENT.match(head):
        head = head[comment.end() :].lstrip()
    if _HTML.match(head):
        return Format.HTML
    if head.startswith("<?xml") and re.search(r"<html[\s>]", head[:2000], re.IGNORECASE):
        return Format.HTML
    if _XML.match(head):
        return Format.XML
    return Format.NINJS if head.startswith("{") and _is_ninjs(text) else Format.TEXT


def _is_ninjs(text: str) -> bool:
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(item, dict) and bool(ninjs.MARKS & {name.lower() for name in item})
