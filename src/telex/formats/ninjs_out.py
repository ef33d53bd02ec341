"""A dispatch as an item of ninjs 3.1, in one of three views.

Valid by construction against IPTC's schema with formats; ninjs is closed, so what it has no field for (position,
relation, event, precision of dates) goes in the envelope around the item, never inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from telex.errors import Invalid
from telex.formats import moments
from telex.formats.decode import legal_xml
from telex.formats.uris import is_uri, language
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import PubStatus

MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
_VIEWS = ("full", "summary", "notice")


def dump(
    dispatch: Dispatch,
    view: str,
    *,
    url: str | None = None,
    agency: str | None = None,
    uris: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The item. `view`: full (who is entitled), summary (same uri and version, no body), notice (a kill, no text).

    A canceled dispatch is a notice in every view. `url` is its page, `agency` the agency that sends it,
    `uris` the uri of other items by id, for the links. Raises Invalid for an unknown view.
    """
    if view not in _VIEWS:
        raise Invalid(f"view {view!r} is unknown; use full, summary or notice")
    if view == "notice" or dispatch.pubstatus is PubStatus.CANCELED:
        item = _notice(dispatch)
    elif view == "summary":
        item = _head(dispatch, "partial") | _summary(dispatch, agency)
    else:
        item = _head(dispatch, "full") | _summary(dispatch, agency) | _full(dispatch, uris or {})
        item["descriptions"] = _descriptions(dispatch, captions=True)
    if is_uri(url):
        item["renditions"] = [{"name": "web", "href": url, "contentType": "text/html"}]
    return {
        name: said
        for name, value in item.items()
        if (said := _said(value)) is not None and (said != [] or name == "bodies")
    }


def public_uri(dispatch: Dispatch) -> str:
    """The uri that leaves: the item's own when it is a URI, else `urn:telex:<id>`."""
    return dispatch.uri if is_uri(dispatch.uri) else urn(dispatch.id)


def urn(item: str) -> str:
    return f"urn:telex:{item}"


def _head(dispatch: Dispatch, representation: str) -> dict[str, Any]:
    created = dispatch.version_created or dispatch.received_at
    source_id = None if is_uri(dispatch.uri) else {"role": "source", "value": _clean(dispatch.uri)}
    return {
        "standard": dict(_STANDARD),
        "uri": public_uri(dispatch),
        "type": "text",
        "representationType": representation,
        "version": str(dispatch.version),
        "firstCreated": _utc(dispatch.first_created),
        "versionCreated": _utc(created),
        "pubStatus": _pubstatus(dispatch),
        "language": language(dispatch.language),
        "slugline": _clean(dispatch.slugline),
        "altIds": [entry for entry in ({"role": "telex", "value": dispatch.id}, source_id) if entry],
    }


def _notice(dispatch: Dispatch) -> dict[str, Any]:
    """What is left of a killed dispatch: no text, no summary, no keyword, no count."""
    headline = None if dispatch.withhold_headline else dispatch.headline
    return _head(dispatch, "partial") | {
        "pubStatus": PubStatus.CANCELED.value,
        "headlines": _values(("main", headline)),
        "bodies": [],
        "edNote": _clean(dispatch.ednote),
    }


def _summary(dispatch: Dispatch, agency: str | None) -> dict[str, Any]:
    places = [place for place in (dispatch.dateline.place if dispatch.dateline else None, dispatch.located) if place]
    named = [{"name": _clean(place), "rel": "located"} for place in places[1:] if place != places[0]]
    return {
        "contentCreated": _zoned(dispatch.published),
        "urgency": dispatch.urgency if 1 <= dispatch.urgency <= 9 else None,
        "copyrightNotice": _clean(dispatch.copyright),
        "usageTerms": _clean(dispatch.usageterms),
        "headlines": _values(("main", dispatch.headline)),
        "descriptions": _descriptions(dispatch, captions=False),
        "by": _clean(", ".join(dispatch.byline)),
        "located": _clean(places[0]) if places else None,
        "places": named,
        "subjects": _subjects(dispatch),
        "genres": [{"name": _clean(dispatch.genre)}] if dispatch.genre else [],
        "infoSources": _sources(dispatch, agency),
    }


def _full(dispatch: Dispatch, uris: Mapping[str, str]) -> dict[str, Any]:
    held = dispatch.hold and dispatch.embargo is not None
    authors = dispatch.byline if len(dispatch.byline) > 1 else ()
    return {
        "embargoedUntil": _utc(dispatch.embargo.until) if held and dispatch.embargo else None,
        "edNote": _clean(dispatch.ednote),
        "headlines": _values(("main", dispatch.headline), ("sub", dispatch.subheadline)),
        "bodies": _bodies(dispatch),
        "people": [{"name": _clean(name), "rel": "author"} for name in authors],
        "subjects": _subjects(dispatch) + [{"literal": _clean(word), "rel": "keyword"} for word in dispatch.keywords],
        "associations": _associations(dispatch, uris),
    }


def _bodies(dispatch: Dispatch) -> list[dict[str, Any]]:
    paragraphs = [legal_xml(paragraph) for paragraph in dispatch.body]
    if not paragraphs:
        return []
    return [
        {
            "role": "main",
            "contentType": "text/html",
            "charCount": sum(map(len, paragraphs)),
            "wordCount": sum(len(paragraph.split()) for paragraph in paragraphs),
            "value": "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs),
        }
    ]


def _descriptions(dispatch: Dispatch, *, captions: bool) -> list[dict[str, str]]:
    found = _values(("summary", dispatch.abstract))
    return found + (_values(*(("caption", caption.text) for caption in dispatch.captions)) if captions else [])


def _subjects(dispatch: Dispatch) -> list[dict[str, Any]]:
    topics = [{"uri": MEDIA_TOPIC + code} for code in dispatch.subjects if code.isascii() and code.isdigit()]
    return topics + [{"literal": _clean(name)} for name in dispatch.categories]


def _sources(dispatch: Dispatch, agency: str | None) -> list[dict[str, Any]]:
    translator = dispatch.translation.translator if dispatch.translation else None
    site = dispatch.source_name if dispatch.source_name != dispatch.provider else None
    roles = (
        ("originator", dispatch.provider),
        ("distributor", site),
        ("translator", translator),
        ("publisher", agency),
    )
    return [{"name": _clean(name), "role": role} for role, name in roles if name]


def _associations(dispatch: Dispatch, uris: Mapping[str, str]) -> list[dict[str, str]]:
    links = (("evolvedFrom", dispatch.evolved_from), ("translationOf", dispatch.translation_of))
    return [{"name": rel, "rel": rel, "uri": _linked(item, uris)} for rel, item in links if item]


def _linked(item: str, uris: Mapping[str, str]) -> str:
    known = uris.get(item, "")
    return known if is_uri(known) else urn(item)


def _pubstatus(dispatch: Dispatch) -> str:
    """A version that is held without a readable hour is withheld, whatever its source said."""
    if dispatch.hold and (dispatch.embargo is None or dispatch.embargo.until is None):
        return PubStatus.WITHHELD.value
    return dispatch.pubstatus.value


def _values(*pairs: tuple[str, str | None]) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": clean} for role, value in pairs if (clean := _clean(value))
    ]


def _said(value: Any) -> Any:
    """A list without the entries that lost a value to `_clean`: ninjs has no null."""
    if not isinstance(value, list):
        return value
    return [entry for entry in value if None not in entry.values()]


def _clean(value: str | None) -> str | None:
    return legal_xml(value) or None if value else None


def _utc(moment: datetime | None) -> str | None:
    return moments.utc(moment) if moment else None


def _zoned(written: str | None) -> str | None:
    """The source's date when it has an hour and a zone; ninjs has no bare day here, so a day stays in the envelope."""
    moment = moments.instant(written)
    if moment is None or written is None:
        return None
    return written if moments.iso(written) == written else moments.utc(moment)
