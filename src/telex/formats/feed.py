"""What RSS and Atom have in common: entries of a document, one entry read, and the values that leave as a feed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from telex.errors import Unreadable
from telex.formats import moments, sanitise, text, uris, xml
from telex.model.draft import Declared, Draft
from telex.model.vocabulary import PubStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

ISSUE = "telex-issue"
"""Target of the processing instruction by which a split feed hands the faults of the whole to each entry."""


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """Head of a feed that leaves. `id` is a URI; `home` and `self_url` are links; `updated` is aware."""

    id: str
    title: str
    home: str
    self_url: str
    language: str | None
    updated: datetime
    subtitle: str | None = None


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry: one item, its newest version. `id` is the item's uri, the same over all its versions."""

    id: str
    title: str
    url: str
    summary: str | None
    """Plain text."""
    content: str | None
    """HTML, cut down to the safe subset on the way out; None unless the reader is entitled to it."""
    published: datetime | None
    updated: datetime
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A killed item: its uri, when, and what to tell the reader."""

    ref: str
    at: datetime
    note: str | None = None


def kind(root: _Element) -> str | None:
    """`rss` (0.9x, 1.0, 2.0), `atom`, or None for any other document."""
    name = xml.local(root)
    if name in {"rss", "rdf"}:
        return "rss"
    return "atom" if name in {"feed", "entry"} else None


def entries(root: _Element) -> list[_Element]:
    """The entries of a feed in document order: `item` in the channel or beside it, `entry` in the feed."""
    if xml.local(root) == "entry":
        return [root]
    wanted = "entry" if kind(root) == "atom" else "item"
    places = [root, *(child for child in root if xml.local(child) == "channel")]
    return [child for place in places for child in place if xml.local(child) == wanted]


def load(document: str, format: str) -> Draft:
    """The draft of a document with one entry. Raises Unreadable when it has none, several, or is another format."""
    root, faults = xml.parse(document)
    if kind(root) != format:
        raise Unreadable(f"the root <{xml.local(root)}> is not {format}; send RSS or Atom")
    found = entries(root)
    if not found:
        fault = f" ({faults[0]})" if faults else ""
        raise Unreadable(f"a feed without a single readable entry{fault}; correct it and send it again")
    if len(found) > 1:
        raise Unreadable(f"a feed with {len(found)} entries is not one dispatch; split it first")
    issues = [*_handed_on(root), *faults]
    status = PubStatus.WITHHELD if _is_draft(found[0]) else None
    return _draft(_parsed(root), format, status, issues)


def _is_draft(entry: _Element) -> bool:
    """`app:control/app:draft` = yes (RFC 5023 section 13.1.1): its source does not mean it to be seen."""
    return any(xml.local(node) == "draft" and (node.text or "").strip().lower() != "no" for node in entry.iter())


def _handed_on(root: _Element) -> list[str]:
    return [child.text or "" for child in root if getattr(child, "target", None) == ISSUE]


def _parsed(root: _Element) -> Any:
    """feedparser's answer. It is given a stream: a bare string or bytes it would try to open as URL or file."""
    import feedparser
    from lxml import etree

    if xml.local(root) == "entry":
        head = etree.Element(f"{{{etree.QName(root).namespace or ''}}}feed" if etree.QName(root).namespace else "feed")
        head.append(root)
        root = head
    document = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(io.BytesIO(document), response_headers=headers, sanitize_html=True)
    except Exception as fault:  # none on 1,004 published feeds; whatever it may be, it is this entry that is at fault
        raise Unreadable(f"the feed entry cannot be read ({type(fault).__name__}); send it in another format") from None


def _draft(parsed: Any, format: str, status: PubStatus | None, issues: list[str]) -> Draft:
    if not parsed.entries:
        raise Unreadable("a feed entry without any field; send a title or a text")
    entry, head = parsed.entries[0], parsed.feed
    headline = _plain(entry, "title")
    summary, content = _summary(entry), _content(entry)
    body = content or summary
    published, updated = _date(entry, ("published", "created"), issues), _date(entry, ("updated",), issues)
    source = _plain(dict.get(entry, "source") or {}, "title")
    short = text.headline(headline, issues)
    declared = Declared(
        uri=_string(dict.get(entry, "id")) or _string(dict.get(entry, "link")),
        pubstatus=status,
        headline=short,
        abstract=" ".join(line for _, line in summary) if content and summary and summary != content else None,
        byline=_authors(entry),
        language=_language(entry, head),
        categories=_categories(entry),
        copyright=_plain(entry, "rights") or _plain(head, "rights"),
        provider=source or _plain(head, "title"),
        site=_plain(head, "title") if source else None,
        published=published,
        updated=updated if updated != published else None,
        first_created=moments.instant(dict.get(entry, "published")),
        version_created=moments.instant(dict.get(entry, "updated")),
        body=tuple(line for _, line in body),
        link=uris.web_link(dict.get(entry, "link")),
    )
    if not headline and not body:
        raise Unreadable("no text: the feed entry has neither title nor text")
    return text.compose(format, [("heading" if short else "paragraph", headline or ""), *body], declared, issues)


def _string(value: object) -> str | None:
    return text.trim(value) or None if isinstance(value, str) else None


def _plain(holder: Any, name: str) -> str | None:
    """A text construct as one line: tags out when its type is HTML."""
    value = _string(dict.get(holder, name))
    detail = dict.get(holder, f"{name}_detail") or {}
    if value and "html" in str(dict.get(detail, "type", "")):
        return sanitise.line(value) or None
    return value


def _summary(entry: Any) -> tuple[tuple[str, str], ...]:
    detail = dict.get(entry, "summary_detail") or {}
    return _paragraphs(dict.get(entry, "summary"), dict.get(detail, "type"))


def _content(entry: Any) -> tuple[tuple[str, str], ...]:
    """The richest of the contents: HTML before plain text."""
    contents = sorted(dict.get(entry, "content") or [], key=lambda c: "html" not in str(c.get("type")))
    found = (_paragraphs(content.get("value"), content.get("type")) for content in contents)
    return next((paragraphs for paragraphs in found if paragraphs), ())


def _paragraphs(value: object, type: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, str):
        return ()
    if "html" in str(type or "html"):
        return sanitise.blocks(value)
    return tuple(("paragraph", shown) for line in value.splitlines() if (shown := text.trim(line)))


def _authors(entry: Any) -> tuple[str, ...]:
    names = [_string(dict.get(author, "name")) for author in dict.get(entry, "authors") or [] if author]
    alone = _string(dict.get(entry, "author"))
    if not any(names) and alone and "@" not in alone:
        names = [alone]
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _categories(entry: Any) -> tuple[str, ...]:
    tags = dict.get(entry, "tags") or []
    return tuple(dict.fromkeys(name for tag in tags if (name := _string(tag.get("label")) or _string(tag.get("term")))))


def _language(entry: Any, head: Any) -> str | None:
    details = [dict.get(entry, "title_detail") or {}, *(dict.get(entry, "content") or [])]
    stated = [uris.language(dict.get(detail, "language")) for detail in details]
    return next((tag for tag in stated if tag), None) or uris.language(dict.get(head, "language"))


def _date(entry: Any, names: Iterable[str], issues: list[str]) -> str | None:
    for name in names:
        written = _string(dict.get(entry, name))
        if written:
            found = moments.iso(written)
            if found:
                return found
            issues.append(f"date_unreadable: {name} {written[:60]}")
    return None
