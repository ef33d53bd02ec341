"""IPTC ninjs: reads 1.0 to 3.1 leniently, writes 3.1 strictly (design/formats.md sections 1 to 5).

Names are compared lower-case, so `versioncreated` and `versionCreated` are one field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from telex.errors import Unreadable
from telex.formats import moments, sanitise, text
from telex.formats.decode import decode, mend
from telex.formats.ninjs_out import dump, public_uri
from telex.formats.uris import language, web_link
from telex.model.draft import Declared, Draft, Embargo
from telex.model.vocabulary import Act, PubStatus

__all__ = ["MARKS", "dump", "load", "public_uri"]

MARKS = frozenset({
    "uri", "versioncreated", "contentcreated", "pubstatus", "headline", "headlines", "body", "bodies",
    "body_text", "body_html", "body_xhtml", "slugline", "representationtype", "associations", "renditions",
    "infosources", "infosource", "altids", "ednote"
})  # fmt: skip
"""Properties that tell ninjs from any other JSON object."""
_RELEASE = ("embargoed", "embargoeduntil", "embargo")
_NEVER = datetime.max.replace(tzinfo=UTC)
_MEDTOP = re.compile(r"(?:medtop:|https?://cv\.iptc\.org/newscodes/mediatopic/(?:medtop:)?)(\d{8})", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|span|em|strong|b|i|a|blockquote|table|html|body)\b[^<>]{0,500}>", re.I
)
_LINKS = {"evolvedfrom": "evolved_from", "translationof": "translation_of", "translatedfrom": "translation_of",
          "corrects": "corrects", "correctionof": "corrects"}  # fmt: skip
_STATUS = {"usable": PubStatus.USABLE, "withheld": PubStatus.WITHHELD, "canceled": PubStatus.CANCELED,
           "cancelled": PubStatus.CANCELED}  # fmt: skip

Fields = dict[str, Any]


def load(body: bytes | str) -> Draft:
    """One ninjs item. Raises Unreadable when the JSON is broken, or is no object with a ninjs property."""
    if isinstance(body, bytes):
        decoded = decode(body)
        source, issues = decoded.text, list(decoded.issues)
    else:
        source, issues = body, []
    item, doubtful = _parse(source, issues)
    if not MARKS & item.keys():
        raise Unreadable("JSON without any ninjs property; send a ninjs item with a uri, headlines and bodies")
    declared = _declared(item, issues)
    if doubtful:
        declared = replace(declared, embargo=Embargo(None, "embargo or pubStatus given twice"))
    overlong = _main(item, "headline") if declared.headline is None else None
    parts = [
        ("heading", declared.headline or ""),
        ("paragraph", overlong or ""),
        ("heading", declared.subheadline or ""),
    ]
    parts += [("paragraph", paragraph) for paragraph in declared.body or ()]
    parts += [("caption", caption) for caption, _ in declared.captions]
    return text.compose("ninjs", parts, declared, issues)


def _parse(source: str, issues: list[str]) -> tuple[Fields, bool]:
    """The object with lower-case names, and whether a field that decides on release stood there twice."""
    doubtful = False

    def pairs(found: list[tuple[str, Any]]) -> Fields:
        nonlocal doubtful
        made: Fields = {}
        for name, value in found:
            key = name.lower()
            if key in made and made[key] != value:
                doubtful = doubtful or key in (*_RELEASE, "pubstatus")
                if len(issues) < 50:
                    issues.append(f"duplicate_key: {name[:60]}")
            made[key] = value
        return made

    try:
        item = json.loads(source.lstrip("\ufeff"), object_pairs_hook=pairs)
    except RecursionError:
        raise Unreadable("JSON nested too deeply; send one flat ninjs item") from None
    except ValueError as fault:
        raise Unreadable(f"not readable as JSON: {str(fault)[:200]}; send one ninjs item") from None
    if isinstance(item, list):
        raise Unreadable(f"a JSON array of {len(item)} is not one ninjs item; send its items one by one")
    if not isinstance(item, dict):
        raise Unreadable("JSON that is not an object is no ninjs item; send one object")
    return item, doubtful


def _declared(item: Fields, issues: list[str]) -> Declared:
    status = _pubstatus(item.get("pubstatus"), issues)
    subjects, categories, keywords = _subjects(item)
    published = _date(item, ("contentcreated", "firstcreated"), issues)
    updated = _date(item, ("versioncreated",), issues)
    provider, site, translator = _sources(item)
    links = dict(_links(item))
    return Declared(
        uri=_string(item.get("uri")),
        version=_version(item.get("version"), issues),
        act=Act.KILL if status is PubStatus.CANCELED else None,
        pubstatus=status,
        embargo=_embargo(item),
        evolved_from=links.get("evolved_from"),
        translation_of=links.get("translation_of"),
        corrects=links.get("corrects"),
        headline=text.headline(_main(item, "headline"), issues) or _from_title(item, issues),
        subheadline=text.headline(_role(item, "headline", {"sub", "subhead", "subheadline", "subtitle"}), issues),
        abstract=_role(item, "description", {"summary", "abstract", "main", "text", "", "html"}),
        slugline=_string(item.get("slugline")),
        byline=_byline(item),
        located=_string(item.get("located")),
        language=language(item.get("language")),
        urgency=_urgency(item.get("urgency"), issues),
        keywords=keywords,
        categories=categories,
        subjects=subjects,
        genre=_genre(item),
        ednote=_string(item.get("ednote")),
        usageterms=_string(item.get("usageterms")),
        copyright=_string(item.get("copyrightnotice")) or _string(item.get("copyrightholder")),
        provider=provider,
        site=site,
        translator=translator,
        published=published,
        updated=updated if updated != published else None,
        first_created=moments.instant(item.get("firstcreated")),
        version_created=moments.instant(item.get("versioncreated")),
        body=_body(item),
        captions=tuple(_captions(item)),
        link=web_link(next((r.get("href") for r in _objects(item.get("renditions")) if r.get("name") == "web"), None)),
    )


def _string(value: object) -> str | None:
    """A string that says something, mended; numbers, objects and blanks are None."""
    if not isinstance(value, str):
        return None
    return mend(value.replace("\0", ""))[0].strip() or None


def _objects(value: object) -> Iterator[Fields]:
    """The objects of an array, or of the named properties of an object (ninjs 1.x); the name is put in as `name`."""
    if isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))
    elif isinstance(value, dict):
        yield from ({"name": name, **entry} for name, entry in value.items() if isinstance(entry, dict))


def _texts(item: Fields, what: str) -> Iterator[tuple[str, str, bool]]:
    """(role, value, is HTML) of headlines, bodies or descriptions, of whichever version of ninjs."""
    plural = {"body": "bodies"}.get(what, what + "s")
    for entry in _objects(item.get(plural)):
        value = _string(entry.get("value"))
        if value:
            kind = _string(entry.get("contenttype")) or ""
            role = (_string(entry.get("role")) or "").lower()
            yield role, value, _is_html(kind, value)
    for name, raw in item.items():
        value = _string(raw)
        if value and (name == what or name.startswith(what + "_")):
            role = name[len(what) + 1 :]
            yield role, value, _is_html(role, value)


def _is_html(kind: str, value: str) -> bool:
    lowered = kind.lower()
    if "html" in lowered or "xml" in lowered or "richtext" in lowered:
        return True
    return not lowered.startswith("text") and _MARKUP.search(value) is not None


def _role(item: Fields, what: str, roles: set[str]) -> str | None:
    found = next(((value, html) for role, value, html in _texts(item, what) if role in roles), None)
    return (sanitise.line(found[0]) if found[1] else found[0]) or None if found else None


def _main(item: Fields, what: str) -> str | None:
    """The main one: role `main`, else none, else the first that is no subhead."""
    for wanted in ({"main"}, {""}):
        if found := _role(item, what, wanted):
            return found
    others = {role for role, _, _ in _texts(item, what)} - {"sub", "subhead", "subheadline", "subtitle"}
    return _role(item, what, others) if others else None


def _from_title(item: Fields, issues: list[str]) -> str | None:
    """`title` is metadata, not a headline (schema 3.1); taken, and noted, when an item has nothing else."""
    if any(True for _ in _texts(item, "headline")):
        return None
    title = text.headline(_string(item.get("title")), issues)
    if title:
        issues.append("headline_from_title: the item has a title and no headline")
    return title


def _body(item: Fields) -> tuple[str, ...] | None:
    found = list(_texts(item, "body"))
    if not found:
        return () if isinstance(item.get("bodies"), list) else None
    ranked = sorted(found, key=lambda body: (body[0] != "main", body[0] not in {"", "html", "xhtml"}))
    _, value, html = ranked[0]
    if html:
        return sanitise.paragraphs(value)
    return tuple(shown for line in value.splitlines() if (shown := text.trim(line)))


def _captions(item: Fields) -> Iterator[tuple[str, str | None]]:
    for role, value, html in _texts(item, "description"):
        if role == "caption":
            yield (sanitise.line(value) if html else value), None
    for entry in _objects(item.get("associations")):
        if entry.get("type") in {"picture", "graphic", "video"}:
            caption = _role(entry, "description", {"caption", "text", "", "main", "html"})
            if caption:
                yield caption, language(entry.get("language"))


def _pubstatus(value: object, issues: list[str]) -> PubStatus | None:
    if value is None:
        return None
    word = value.strip().lower().rsplit("/", 1)[-1].rsplit(":", 1)[-1] if isinstance(value, str) else ""
    if word not in _STATUS:
        issues.append(f"pubstatus_unknown: {str(value)[:60]}, withheld")
    return _STATUS.get(word, PubStatus.WITHHELD)


def _embargo(item: Fields) -> Embargo | None:
    """The latest of the embargoes stated; one that cannot be read wins, and so does an empty one."""
    stated = [moments.embargo(item[name]) for name in _RELEASE if item.get(name) is not None]
    if not stated:
        return None
    unread = [embargo for embargo in stated if embargo.until is None]
    return unread[0] if unread else max(stated, key=lambda embargo: embargo.until or _NEVER)


def _version(value: object, issues: list[str]) -> int | None:
    if value is None:
        return None
    written = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if written.isascii() and written.isdigit() and len(written) <= 15 and int(written) > 0:
        return int(written)
    issues.append(f"version_unreadable: {str(value)[:60]}")
    return None


def _urgency(value: object, issues: list[str]) -> int | None:
    if value is None:
        return None
    written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if re.fullmatch("[1-9]", written) and not isinstance(value, bool):
        return int(written)
    issues.append(f"urgency_invalid: {written[:20]}, not 1 to 9")
    return None


def _date(item: Fields, names: tuple[str, ...], issues: list[str]) -> str | None:
    for name in names:
        if item.get(name) is not None:
            found = moments.iso(item[name])
            if found:
                return found
            issues.append(f"date_unreadable: {name} {str(item[name])[:60]}")
    return None


def _subjects(item: Fields) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(Media Topic codes, categories, keywords)."""
    codes: list[str] = []
    names: list[str] = []
    keywords = [w for w in map(_string, _list(item.get("keywords"))) if w]
    for entry in (*_objects(item.get("subjects")), *_objects(item.get("subject"))):
        code = _MEDTOP.search(
            " ".join(filter(None, map(_string, (entry.get("uri"), entry.get("code"), entry.get("qcode")))))
        )
        name = _string(entry.get("name")) or _string(entry.get("literal"))
        if code:
            codes.append(code[1])
        elif name:
            (keywords if entry.get("rel") == "keyword" else names).append(name)
    return _once(codes), _once(names), _once(keywords)


def _genre(item: Fields) -> str | None:
    for entry in (*_objects(item.get("genres")), *_objects(item.get("genre"))):
        if found := _string(entry.get("name")) or _string(entry.get("literal")):
            return found
    return None


def _byline(item: Fields) -> tuple[str, ...]:
    authors = [p for p in _objects(item.get("people")) if str(p.get("rel")).lower() in {"author", "creator"}]
    names = [n for n in (_string(p.get("name")) for p in (*authors, *_objects(item.get("authors")))) if n]
    line = _string(item.get("by")) or _string(item.get("byline"))
    return _once(names) or ((line,) if line else ())


def _sources(item: Fields) -> tuple[str | None, str | None, str | None]:
    """(provider, site, translator) from the sources and their roles."""
    provider = site = translator = None
    for entry in (*_objects(item.get("infosources")), *_objects(item.get("infosource"))):
        name = _string(entry.get("name")) or _string(entry.get("literal"))
        role = (_string(entry.get("role")) or "").lower().rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        if role == "translator":
            translator = translator or name
        elif role in {"distributor", "aggregator"}:
            site = site or name
        elif role != "publisher":
            provider = provider or name
    return provider or _string(item.get("source")), site, translator


def _links(item: Fields) -> Iterator[tuple[str, str]]:
    for entry in _objects(item.get("associations")):
        words = (str(entry.get(key)).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for key in ("rel", "name"))
        kind = next((_LINKS[word] for word in words if word in _LINKS), None)
        uri = _string(entry.get("uri"))
        if kind and uri:
            yield kind, uri
    for name, kind in _LINKS.items():
        if uri := _string(item.get(name)):
            yield kind, uri


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
