"""The fields of the desk's form, from a dispatch, from what was typed, and as the ninjs item that is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from telex.formats import ninjs_out
from telex.model.dispatch import Dispatch

LIMITS = {"headline": 500, "subheadline": 500, "slugline": 120, "place": 120, "byline": 200, "note": 2000}
"""Characters; a headline over 500 would be read as text (formats.text.HEADLINE_LIMIT)."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form. Text as typed; nothing is ever lost of it."""

    headline: str = ""
    subheadline: str = ""
    slugline: str = ""
    urgency: str = "4"
    place: str = ""
    byline: str = ""
    language: str = "fr"
    body: str = ""
    note: str = ""
    embargo: str = ""


def of(d: Dispatch) -> Typed:
    """The form for a version."""
    place = d.dateline.place if d.dateline and d.dateline.place else d.located
    return Typed(
        d.headline or "", d.subheadline or "", d.slugline or "", str(d.urgency), place or "", ", ".join(d.byline),
        d.language or "", "\n\n".join(d.body),
    )  # fmt: skip


def typed(form: Mapping[str, Any]) -> Typed:
    """The form as sent, line ends as written by people."""

    def value(name: str) -> str:
        return str(form.get(name, "")).replace("\r\n", "\n")

    return Typed(**{name: value(name).strip() if name != "body" else value(name) for name in Typed.__slots__})


def faults(given: Typed, languages: tuple[str, ...]) -> dict[str, str]:
    """What must be put right before anything is filed: field → code of the message."""
    found = {name: "long" for name, most in LIMITS.items() if len(getattr(given, name)) > most}
    if not given.headline:
        found["headline"] = "missing"
    if not given.body.strip():
        found["body"] = "missing"
    if given.urgency not in {str(n) for n in range(1, 10)}:
        found["urgency"] = "choose"
    if given.language not in languages:
        found["language"] = "choose"
    return found


def instant(text: str, zone: ZoneInfo) -> datetime | None:
    """A datetime-local value as an instant, in the agency's zone; None when it cannot be read or does not exist."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    if local.tzinfo is not None:
        return local.astimezone(UTC)
    there = local.replace(tzinfo=zone)
    back = there.astimezone(UTC).astimezone(zone)
    return there.astimezone(UTC) if back.replace(tzinfo=None) == local else None


def paragraphs(body: str) -> list[str]:
    """Paragraphs stand between blank lines; a line end inside one is a blank."""
    blocks = (" ".join(part.split("\n")).strip() for part in body.split("\n\n"))
    return [block for block in blocks if block]


def item(given: Typed, base: Dispatch | None, agency: str, *, version: int | None) -> bytes:
    """The ninjs item to file: the fields typed over all that the form does not show of `base`.

    `version` None = a new item that takes nothing of the old one's identity.
    """
    found: dict[str, Any] = (
        dict(ninjs_out.dump(base, "full")) if base is not None else {"infoSources": [_originator(agency)]}
    )
    if version is None:
        for name in (
            "uri",
            "version",
            "altIds",
            "firstCreated",
            "versionCreated",
            "contentCreated",
            "associations",
            "renditions",
        ):
            found.pop(name, None)
        if base is not None:
            found["infoSources"] = [_originator(agency)]
    else:
        found["version"] = str(version)
        for name in ("versionCreated", "firstCreated", "contentCreated"):  # the desk knows when; a day stays a day
            found.pop(name, None)
        if base is not None and base.published is not None:
            found["contentCreated"] = base.published
    headlines = [{"role": "main", "contentType": "text/plain", "value": given.headline}]
    if given.subheadline:
        headlines.append({"role": "sub", "contentType": "text/plain", "value": given.subheadline})
    html = "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs(given.body))
    found.update(
        standard={"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        type="text",
        pubStatus="usable",
        language=given.language,
        urgency=int(given.urgency),
        headlines=headlines,
        bodies=[{"role": "main", "contentType": "text/html", "value": html}],
    )
    _put(found, "slugline", given.slugline)
    _put(found, "located", given.place)
    _put(found, "by", given.byline)
    _put(found, "edNote", given.note)
    found.pop("people", None)
    _drop_derived_summary(found, base)
    return msgspec.json.encode(found)


def _originator(agency: str) -> dict[str, str]:
    return {"name": agency, "role": "originator"}


def _put(found: dict[str, Any], name: str, value: str) -> None:
    found.pop(name, None)
    if value:
        found[name] = value


def _drop_derived_summary(found: dict[str, Any], base: Dispatch | None) -> None:
    """First sentences are taken anew from the new text; a summary that somebody wrote stays."""
    if base is not None and base.abstract_derived:
        found["descriptions"] = [entry for entry in found.get("descriptions", ()) if entry.get("role") != "summary"]
