"""The fields of a version, from what the format declares and what the reading found."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

from telex.model.dispatch import Dispatch
from telex.model.draft import Draft
from telex.model.facts import EventDate, Facts, Field
from telex.model.filing import Filing
from telex.model.mentions import Location, Mentions
from telex.model.text import fold
from telex.model.vocabulary import Act, PubStatus

T = TypeVar("T")
UNKNOWN_SOURCE = "unknown"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_NOT_ID = re.compile(r"[^a-z0-9]+")


def assemble(
    draft: Draft, facts: Facts, filing: Filing, id: str, source_name: str | None, public_share: int, now: datetime
) -> Dispatch:
    """A new version in full, before anyone asked which item it belongs to. Weak readings are left to the desk."""
    declared, dateline = draft.declared, _sure(facts.dateline)
    provider = _sure(facts.issuer) or declared.provider
    carrier = _sure(facts.site) or declared.site or provider
    abstract = declared.abstract or " ".join(facts.summary[:public_share]) or None
    return Dispatch(
        id=id,
        uri=item_uri(declared.uri, filing.source) or f"urn:telex:{id}",
        version=declared.version or 0,  # 0: the source does not number its versions
        act=Act.NEW,
        pubstatus=declared.pubstatus or PubStatus.USABLE,
        received_at=filing.received_at,
        source=filing.source or source_id(carrier),
        source_name=source_name or carrier,
        provider=provider,
        language=_sure(facts.language) or declared.language,
        headline=_sure(facts.headline),
        subheadline=_sure(facts.subheadline),
        abstract=abstract,
        abstract_derived=abstract is not None and declared.abstract is None,
        slugline=_sure(facts.slug) or declared.slugline,
        byline=_sure(facts.byline) or (),
        dateline=dateline,
        located=declared.located or (dateline.place if dateline else None),
        body=facts.body,
        captions=facts.captions,
        categories=_sure(facts.categories) or (),
        keywords=declared.keywords,
        subjects=declared.subjects,
        genre=declared.genre,
        urgency=declared.urgency or _sure(facts.urgency) or 5,
        ednote=(filing.order.note if filing.order else None) or declared.ednote or _sure(facts.editor_note),
        usageterms=declared.usageterms,
        copyright=declared.copyright,
        published=_sure(facts.published),
        updated=_sure(facts.updated),
        event_date=_day(facts.event_date),
        translation=_sure(facts.translation),
        first_created=declared.first_created or now,
        version_created=declared.version_created or now,
        anomalies=facts.anomalies,
        mentions=published(facts.mentions),
        corrections=tuple(found.value for found in facts.corrections if found.confidence != "weak"),
        kills=_sure(facts.kills),
        editor=filing.by,
        link=declared.link,
    )


def published(mentions: Mentions) -> Mentions:
    """Without what is weak, and without countries that nobody said: those are the desk's alone."""
    kept = Mentions(**{f.name: _without_weak(getattr(mentions, f.name)) for f in fields(Mentions)})
    place = kept.event_place
    return replace(kept, places=tuple(map(_stated, kept.places)), event_place=place and _stated(place))


def _stated(place: Field[Location]) -> Field[Location]:
    return replace(place, value=replace(place.value, country=None, derived=False)) if place.value.derived else place


def _without_weak(found: Any) -> Any:
    if isinstance(found, tuple):
        return tuple(field for field in found if field.confidence != "weak")
    return None if found is None or found.confidence == "weak" else found


def item_uri(stated: str | None, source: str | None) -> str | None:
    """The uri of an item. An id that is no URI (a feed's guid `12345`) is unique within its source alone, so it gets it."""
    if not stated or _SCHEME.match(stated):
        return stated or None
    return f"urn:telex:{source or UNKNOWN_SOURCE}:{quote(stated, safe='')}"


def source_id(name: str | None) -> str:
    """A name folded to an id: `Le Courrier du Port` → `le-courrier-du-port`; none → `unknown`."""
    folded = _NOT_ID.sub("-", fold(name or "")).strip("-")
    return folded[:60] or UNKNOWN_SOURCE


def _day(field: Field[EventDate] | None) -> EventDate | None:
    """The day of the event; a weekday alone stays, as written: it claims no day, and another account may give it one."""
    return field.value if field is not None and field.value.start is None else _sure(field)


def _sure(field: Field[T] | None) -> T | None:
    return None if field is None or field.confidence == "weak" else field.value
