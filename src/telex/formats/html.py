"""HTML pages: main text by trafilatura, metadata as the page states it (design/formats.md sections 2 and 4)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from telex.errors import Unreadable
from telex.formats import metadata, sanitise, text, uris
from telex.formats.decode import legal_xml
from telex.model.draft import Declared, Draft

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})""", re.I
)

_LEAD_BLOCKS = 8
"""Blocks above the text among which its headline, and a caption under it, may stand."""
SIZE = 10_000_000
"""Characters. Trafilatura needs about 30 ms a page of 30 kB."""


def load(html: str, *, url: str | None = None) -> Draft:
    """The main text of a page. Raises Unreadable when it is nested too deeply, has too many elements, or has no text.

    `url` is where it came from; it is the link when the page names no canonical
    address, unless it has a query, which may hold a token.
    """
    depth, elements, children = sanitise.measure(html[:SIZE])
    if depth > sanitise.DEPTH or elements > sanitise.ELEMENTS:
        raise Unreadable(f"HTML with {elements} elements, {depth} deep, is refused; send the text of the dispatch")
    root = _tree(html)
    page = metadata.read(root, str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""))
    issues: list[str] = []
    headline = text.headline(page.headline, issues)
    blocks = sanitise.blocks(_inside(html))
    if elements > sanitise.EXTRACTED or children > sanitise.CHILDREN:
        issues.append(f"extraction_skipped: {elements} elements, {children} in one; all text blocks are kept")
        main = []
    else:
        main = _main_text(root, issues)
    body = _faithful(main, blocks) if main else list(blocks)
    if headline and body and _letters(body[0][1]) == _letters(headline):
        body = body[1:]
    if not body:
        raise Unreadable("no text: nothing but markup was found in the page; send the text of the dispatch")
    declared = Declared(
        uri=page.link,
        headline=headline,
        abstract=page.abstract,
        byline=page.byline,
        language=page.language,
        keywords=page.keywords,
        site=page.site,
        published=page.published,
        updated=page.updated if page.updated != page.published else None,
        embargo=page.embargo,
        body=tuple(line for kind, line in body if kind != "caption"),
        captions=tuple((line, None) for kind, line in body if kind == "caption"),
        link=page.link or (uris.web_link(url) if "?" not in (url or "") else None),
    )
    return text.compose(
        "html", [("heading" if headline else "paragraph", page.headline or ""), *body], declared, issues
    )


def stated_charset(body: bytes) -> str | None:
    """The charset that a page names in its first 4,000 bytes, as `meta charset` or in an XML declaration."""
    found = _CHARSET.search(body[:4000])
    return found[1].decode("ascii") if found else None


def _tree(html: str) -> _Element:
    from lxml import etree

    parser = etree.HTMLParser(huge_tree=False, no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(legal_xml(html).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(f"HTML that cannot be read: {str(fault)[:200]}; send the text of the dispatch") from None
    if root is None:
        raise Unreadable("no text: the page is empty; send the text of the dispatch")
    return root


@lru_cache(maxsize=1)
def _extractor() -> Callable[..., Any]:
    """Trafilatura, loaded at first use and told to keep its remarks to itself: what it finds is judged here."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    import trafilatura

    extract: Callable[..., Any] = trafilatura.bare_extraction
    return extract


def _main_text(root: _Element, issues: list[str]) -> list[tuple[str, str]]:
    """(kind, line) of what trafilatura holds for the main text; nothing when it finds none."""
    from lxml import etree, html

    document = html.document_fromstring(etree.tostring(root, encoding="unicode", method="html"), ensure_head_body=True)
    try:
        found = _extractor()(document, favor_precision=True, include_comments=False, with_metadata=False)
    except Exception as fault:  # a page that its heuristics stumble over is still read, by its block elements
        issues.append(f"extraction_failed: {type(fault).__name__}")
        return []
    if found is None or isinstance(found, dict) or not found.text:
        return []
    lines = (text.trim(line) for line in found.text.splitlines())
    return [("item" if line.startswith("- ") else "paragraph", line) for line in lines if line]


def _faithful(main: list[tuple[str, str]], blocks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The main text with the blanks of the page (`M. Brun`, `« oui »` keep their no-break spaces) and with its captions.

    Trafilatura makes every blank a plain one and drops `figcaption`. A line that is a block of the page is taken from
    there; one that is not stays as extracted. The captions are those between the headline and the end of the text.
    """
    places: dict[str, int] = {}
    for number, (_, block) in enumerate(blocks):
        places.setdefault(_letters(block), number)
    matched = [places.get(_letters(line.removeprefix("- "))) for _, line in main]
    known = [place for place in matched if place is not None]
    if not known:
        return main
    first, last = min(known), max(known)
    start = next((n for n in range(first, max(-1, first - _LEAD_BLOCKS), -1) if blocks[n][0] == "heading"), first)
    waiting = [n for n in range(start, min(last + 2, len(blocks))) if blocks[n][0] == "caption"]
    found: list[tuple[str, str]] = []
    for (kind, line), place in zip(main, matched, strict=True):
        while place is not None and waiting and waiting[0] < place:
            found.append(blocks[waiting.pop(0)])
        if place is None or blocks[place][0] != "caption":
            shown = line if place is None else blocks[place][1]
            found.append((kind, f"- {shown}" if line.startswith("- ") and not shown.startswith("- ") else shown))
    return [*found, *(blocks[n] for n in waiting)]


def _letters(block: str) -> str:
    return "".join(block.split())


def _inside(html: str) -> str:
    """The page from its body on: the head's title is no text of the dispatch."""
    body = re.search("<body", html, re.IGNORECASE)
    return html[body.start() :] if body else html
