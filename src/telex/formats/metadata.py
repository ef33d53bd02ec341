"""What a page says about itself, in so many words: nothing here is guessed from its text or its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telex.formats import moments, uris
from telex.formats.text import trim
from telex.model.draft import Embargo

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCRIPTS = 20
_ARTICLE = frozenset({"newsarticle", "article", "reportagenewsarticle", "blogposting", "liveblogposting", "webpage"})
_PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "pubdate",
              "publishdate", "sailthru.date", "parsely-pub-date")  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")
_EMBARGO = ("embargo", "embargoed", "embargo-until", "embargo_until", "embargoeduntil", "article:embargo")
_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " · ", " • ")


@dataclass(frozen=True, slots=True)
class Page:
    """Metadata of one page; fields as in `Declared`."""

    headline: str | None = None
    published: str | None = None
    updated: str | None = None
    byline: tuple[str, ...] = ()
    site: str | None = None
    link: str | None = None
    language: str | None = None
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    embargo: Embargo | None = None


@dataclass(slots=True)
class _Found:
    metas: dict[str, list[str]] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        return next((value for name in names for value in self.metas.get(name, [])), None)


def read(root: _Element, html_language: str | None) -> Page:
    """Metadata from meta elements, JSON-LD, `time[datetime]`, `link[rel=canonical]`, `h1` and `title`."""
    found = _Found(_metas(root), _article(root))
    site = found.first("og:site_name", "application-name") or _name(found.article.get("publisher"))
    link = _canonical(root) or uris.web_link(found.first("og:url"))
    embargo = found.first(*_EMBARGO)
    stated = any(name in found.metas for name in _EMBARGO)
    return Page(
        headline=_headline(root, found, site),
        published=_date(found, _PUBLISHED, "datePublished") or _time(root),
        updated=_date(found, _MODIFIED, "dateModified"),
        byline=_byline(found),
        site=site,
        link=link,
        language=uris.language(html_language) or uris.language(found.first("og:locale", "content-language")),
        abstract=found.first("og:description", "description"),
        keywords=_keywords(found),
        embargo=moments.embargo(embargo or "") if stated else None,
    )


def _metas(root: _Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = trim(str(meta.get("content") or ""))
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = str(meta.get(key) or "").strip().lower()
            if name and (content or name in _EMBARGO):
                metas.setdefault(name, []).append(content)
    return metas


def _article(root: _Element) -> dict[str, Any]:
    """The first JSON-LD object that describes an article."""
    scripts = (s for s in root.iter("script") if "ld+json" in str(s.get("type") or "").lower())
    for number, script in enumerate(scripts):
        if number >= _SCRIPTS:
            break
        try:
            known = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(known):
            kinds = thing.get("@type")
            if _ARTICLE & {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}:
                return thing
    return {}


def _things(known: object) -> Iterator[dict[str, Any]]:
    for thing in known if isinstance(known, list) else [known]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield from (node for node in (graph if isinstance(graph, list) else []) if isinstance(node, dict))
            yield thing


def _headline(root: _Element, found: _Found, site: str | None) -> str | None:
    titles = [found.first("og:title"), found.first("twitter:title"), _string(found.article.get("headline"))]
    heads = [_content(h) for h in root.iter("h1")]
    if len(heads) == 1:
        titles.insert(1, heads[0])
    page_title = next((_content(t) for t in root.iter("title")), None)
    title = next((t for t in (*titles, *heads[:1], page_title) if t), None)
    if title and site is None and heads and heads[0] and title.startswith(heads[0]):
        return heads[0]
    return without_site(title, site) if title else None


def without_site(title: str, site: str | None) -> str:
    """The title without the name of its site at the end: only when that name is known, else titles would lose words."""
    for separator in _SEPARATORS:
        head, _, tail = title.rpartition(separator)
        if head and site and _fold(tail) == _fold(site):
            return head.strip()
    return title


def _fold(name: str) -> str:
    return re.sub(r"^(?:www\.)|\W", "", name.lower())


def _content(element: _Element) -> str | None:
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None


def _date(found: _Found, names: tuple[str, ...], key: str) -> str | None:
    stated = [*(v for name in names[:1] for v in found.metas.get(name, [])), _string(found.article.get(key))]
    stated += [value for name in names[1:] for value in found.metas.get(name, [])]
    return next((date for value in stated if (date := moments.iso(value))), None)


def _time(root: _Element) -> str | None:
    """The only `time[datetime]` of the page, or the one marked as publication; of several unmarked ones none is taken."""
    times = [t for t in root.iter("time") if moments.iso(t.get("datetime"))]
    marked = [
        t for t in times if "publ" in f"{t.get('itemprop')} {t.get('class')}".lower() or t.get("pubdate") is not None
    ]
    dates = {moments.iso(t.get("datetime")) for t in (marked or times)}
    return dates.pop() if len(dates) == 1 else None


def _byline(found: _Found) -> tuple[str, ...]:
    authors = found.article.get("author")
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    stated = [*found.metas.get("author", []), *found.metas.get("article:author", [])]
    chosen = [name for name in names if name] or [name for name in stated if not name.startswith("http")]
    return tuple(dict.fromkeys(chosen))[:10]


def _name(thing: object) -> str | None:
    return _string(thing.get("name")) if isinstance(thing, dict) else _string(thing)


def _string(value: object) -> str | None:
    return trim(value) or None if isinstance(value, str) and not value.startswith("http") else None


def _keywords(found: _Found) -> tuple[str, ...]:
    words = [w for value in found.metas.get("news_keywords", found.metas.get("keywords", [])) for w in value.split(",")]
    return tuple(dict.fromkeys(w.strip() for w in words if w.strip() and len(w) < 100))[:30]


def _canonical(root: _Element) -> str | None:
    for link in root.iter("link"):
        if "canonical" in str(link.get("rel") or "").lower().split():
            return uris.web_link(link.get("href"))
    return None
