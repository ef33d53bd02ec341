"""XML read safely: no document type, no entities, no network, bounded depth (design/formats.md section 2, "XML safety")."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from telex.errors import Unreadable
from telex.formats.decode import Decoded, charset_of, decode, legal_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

DEPTH = 100
"""Elements inside one another; feeds and news items stay under 20."""
_DECLARATION = re.compile(r"\A<\?xml\s[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""<\?xml\b[^>]{0,150}\bencoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})["']""")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_NUMBERED = re.compile(r"&#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


def decoded(body: bytes, media_type: str | None = None) -> Decoded:
    """Text of an XML document: charset of the media type (RFC 7303), else of its declaration, else UTF-8."""
    stated = _ENCODING.match(body.lstrip()[:300])
    return decode(body, charset_of(media_type) or (stated[1].decode("ascii") if stated else None))


def parse(text: str) -> tuple[_Element, tuple[str, ...]]:
    """The root element, and issues. Strict first; what is not well-formed is recovered, with the issue `not_well_formed`.

    Raises Unreadable for a document type, for too great a depth, and when nothing can be recovered.
    """
    body = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"))
    if _has_document_type(body):
        raise Unreadable("XML with a document type or entities is refused; send it without DOCTYPE")
    root, fault = _parsed(legal_xml(body), recover=False)
    issues: tuple[str, ...] = ()
    if root is None:
        issues = (f"not_well_formed: {fault}",)
        root, _ = _parsed(_mended(legal_xml(body)), recover=True)
    if root is None:
        raise Unreadable(f"XML is not well-formed: {fault}; correct it and send it again")
    if _depth(root) > DEPTH:
        raise Unreadable(f"XML nested deeper than {DEPTH} elements is refused; send one flat document")
    return root, issues


def local(element: _Element) -> str:
    """Lower-case name without namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _has_document_type(body: str) -> bool:
    """Looks through what may stand before the root: blanks, comments, processing instructions."""
    at = 0
    while True:
        while at < len(body) and body[at] in " \t\r\n":
            at += 1
        if body.startswith("<!--", at):
            end = body.find("-->", at + 4)
        elif body.startswith("<?", at):
            end = body.find("?>", at + 2)
        else:
            return body.startswith("<!", at)
        if end < 0:
            return False
        at = end + 2 + body.startswith("-->", end)


def _parsed(body: str, *, recover: bool) -> tuple[_Element | None, str]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding="utf-8"
    )
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser), ""
    except etree.XMLSyntaxError as fault:
        return None, f"line {fault.lineno}: {(fault.msg or 'no element found')[:160]}"


def _mended(body: str) -> str:
    """Named HTML entities as characters and bare ampersands escaped, outside CDATA; recovery would drop both.

    `&eacute;` without a DTD and `Durand & fils` are the commonest faults of feeds.
    """
    parts: list[str] = []
    at = 0
    while (start := body.find("<![CDATA[", at)) >= 0:
        end = body.find("]]>", start)
        end = len(body) if end < 0 else end + 3
        parts += [_ampersands(body[at:start]), body[start:end]]
        at = end
    return "".join([*parts, _ampersands(body[at:])])


def _ampersands(markup: str) -> str:
    def character(found: re.Match[str]) -> str:
        known = html.entities.html5.get(found[1] + ";")
        return known if known and found[1] not in _OWN else found[0]

    def numbered(found: re.Match[str]) -> str:
        number = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
        return found[0] if number < 0x110000 and legal_xml(chr(number)) else "\ufffd"

    return _BARE.sub("&amp;", _NUMBERED.sub(numbered, _NAMED.sub(character, markup)))


def _depth(root: _Element) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
