"""HTML made harmless: to plain paragraphs, or to the subset that may leave (design/formats.md section 5.3).

Parsing goes through libxml2's callbacks: no tree, no recursion, so depth costs nothing (100,000 nested `div`: .1 s;
nh3 alone took 37 s on them, hence the measure before it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from telex.formats.decode import legal_xml
from telex.formats.text import trim

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""Blanks that HTML collapses; a no-break space is none of them and stays (`M. Martin`, `« oui »`)."""

DEPTH = 200
"""Elements inside one another; the deepest of the 300 pages of `data/pages` has 41."""
ELEMENTS = 50_000
"""The fullest of those pages has 4,634; 150,000 took trafilatura 8.7 s."""
EXTRACTED, CHILDREN = 10_000, 1_500
"""Elements of a page, and of one element, up to which trafilatura looks for the main text: its work grows with the square
of them (8,000 inside one paragraph: 3 s; 12,000: 19 s). Those 300 pages have at most 4,634 and 1,125."""
_HIDDEN = frozenset({"script", "style", "template", "head", "iframe", "object", "embed", "svg", "math", "textarea", "select",
                     "button", "noembed", "noframes"})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "rt", "rp", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"
})  # fmt: skip
_KINDS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "item", "figcaption": "caption",
          "blockquote": "quote"}  # fmt: skip
_ALLOWED = frozenset({
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "a", "br", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "th", "td"
})  # fmt: skip


@dataclass(slots=True)
class _Reader:
    """Target of libxml2's HTML parser: collects (kind, text) for every block element."""

    found: list[tuple[str, str]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    children: list[int] = field(default_factory=lambda: [0])
    """Of each open element, and of the page itself."""
    hidden: int = 0
    deepest: int = 0
    elements: int = 0
    widest: int = 0

    def start(self, tag: str, attributes: object) -> None:
        self.elements += 1
        self.children[-1] += 1
        self.widest = max(self.widest, self.children[-1])
        self.children.append(0)
        self.open.append(tag)
        self.deepest = max(self.deepest, len(self.open))
        self.hidden += tag in _HIDDEN
        if tag not in _INLINE:
            self.flush(inside=len(self.open) - 1)

    def end(self, tag: str) -> None:
        if tag not in _INLINE:
            self.flush(inside=len(self.open))
        if self.open:
            closed = self.open.pop()
            self.children.pop()
            self.hidden -= closed in _HIDDEN

    def data(self, text: str) -> None:
        if not self.hidden:
            self.line.append(text)

    def flush(self, inside: int) -> None:
        text = trim(_BLANKS.sub(" ", "".join(self.line)))
        self.line.clear()
        if text:
            near = next(
                (_KINDS[t] for t in reversed(self.open[max(0, inside - 8) : inside]) if t in _KINDS), "paragraph"
            )
            self.found.append((near, text))

    def close(self) -> None:
        self.flush(inside=len(self.open))


def _read(html: str) -> _Reader:
    from lxml import etree

    html = legal_xml(html)
    if not html.strip():
        return _Reader()
    reader = _Reader()
    target: Any = reader  # the stubs ask for parameter names that lxml does not use
    parser = etree.HTMLParser(target=target, huge_tree=False, no_network=True, encoding="utf-8")
    parser.feed(html.encode("utf-8", "replace"))
    parser.close()
    return reader


def blocks(html: str) -> tuple[tuple[str, str], ...]:
    """(kind, plain text) of every block element in order; kinds as in `Block.kind`. Scripts, styles, comments dropped."""
    return tuple(_read(html).found)


def paragraphs(html: str) -> tuple[str, ...]:
    """The text of the HTML as plain paragraphs. `<br>` ends one: wires use it so."""
    return tuple(text for _, text in blocks(html))


def line(html: str) -> str:
    """The text of a short piece of HTML as one line: titles, names."""
    return " ".join(paragraphs(html))


def measure(html: str) -> tuple[int, int, int]:
    """(greatest depth, number of elements, most children of one): asked before any parser that builds a tree."""
    read = _read(html)
    return read.deepest, read.elements, read.widest


def clean(html: str) -> str:
    """The HTML cut down to what may leave: p, h2-h4, lists, blockquote, em, strong, a[href http/https/mailto], tables.

    Over the limits of depth or elements the answer is its plain paragraphs.
    """
    import nh3

    read = _read(html)
    if read.deepest > DEPTH or read.elements > ELEMENTS:
        return "".join(f"<p>{escape(text, quote=False)}</p>" for _, text in read.found)
    return nh3.clean(
        html,
        tags=set(_ALLOWED),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"script", "style"},
        strip_comments=True,
        link_rel="noopener noreferrer",
    )
