"""Facts in the words of the gold: the one place that knows how what Telex read is written for scoring.

The field names are those of `docs/reference/evaluate.md`; a prediction by any other tool uses the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any, TypeVar

from telex.model.draft import Draft, Embargo
from telex.model.facts import Facts
from telex.model.proof import Field

T = TypeVar("T")


def words(draft: Draft, facts: Facts) -> dict[str, Any]:
    """Every field read, as plain JSON values. Null is what was not read; a list without anything is empty."""
    return {
        **_header(facts),
        "body": list(facts.body),
        "removed": list(_rest(draft, facts)),
        "shown_nowhere": list(facts.removed),
        "captions": [{"text": caption.text, "language": caption.language} for caption in facts.captions],
        "corrections": [{"was": one.value.was, "now": one.value.now} for one in facts.corrections],
        "anomalies": [f"{one.code}: {one.detail}" if one.detail else one.code for one in facts.anomalies],
        "summary": list(facts.summary),
        **_mentions(facts),
    }


def _header(facts: Facts) -> dict[str, Any]:
    dateline, credit, day = value(facts.dateline), value(facts.translation), value(facts.event_date)
    return {
        "language": value(facts.language),
        "headline": value(facts.headline),
        "subheadline": value(facts.subheadline),
        "published": value(facts.published),
        "updated": value(facts.updated),
        "embargo": _until(value(facts.embargo)),
        "slug": value(facts.slug),
        "urgency": None if facts.urgency is None else str(facts.urgency.value),
        "dateline": dateline and {"agency": dateline.agency, "place": dateline.place, "author": dateline.author},
        "byline": [] if facts.byline is None else list(facts.byline.value),
        "categories": [] if facts.categories is None else list(facts.categories.value),
        "translation": credit
        and {
            "from": credit.language,
            "translator": credit.translator,
            "machine_suspected": credit.machine_suspected,
        },
        "editor_note": value(facts.editor_note),
        "kills": value(facts.kills),
        "event_date": day and {"start": day.start, "end": day.end, "weekday": day.weekday},
        "source": {"issuer": value(facts.issuer), "site": value(facts.site)},
    }


def _mentions(facts: Facts) -> dict[str, Any]:
    found = facts.mentions
    place = value(found.event_place)
    people = [one.value for one in found.people]
    quotes = [one.value for one in found.quotes]
    return {
        "event_place": place and {"name": place.name, "country": place.country},
        "people": [
            {"name": one.name, "role": one.role, "of": one.of, "also": list(one.also), "where": one.where}
            for one in people
        ],
        "organisations": [one.value.name for one in found.organisations],
        "places": [
            {"name": one.value.name, "country": one.value.country, "where": one.value.where} for one in found.places
        ],
        "quotes": [
            {"text": one.text, "speaker": one.speaker, "speaker_text": one.speaker_text, "kind": one.kind}
            for one in quotes
        ],
        "figures": [
            {"text": one.value.text, "value": one.value.value, "unit": one.value.unit, "high": one.value.high}
            for one in found.figures
        ],
        "commitments": [one.value.text for one in found.commitments],
        "dates": [{"text": one.value.text, "value": one.value.value} for one in found.dates],
    }


def _rest(draft: Draft, facts: Facts) -> Iterator[str]:
    """Every line, and every piece of a line, that is neither headline, subheadline, paragraph nor caption."""
    kept = {
        "headline": [value(facts.headline) or ""],
        "subheadline": [value(facts.subheadline) or ""],
        "caption": [caption.text for caption in facts.captions],
    }
    paragraphs: dict[int, list[str]] = {}
    for number, paragraph in zip(facts.body_blocks, facts.body, strict=False):
        paragraphs.setdefault(number, []).append(paragraph)
    for number, (block, role) in enumerate(zip(draft.blocks, facts.roles, strict=False)):
        shown = [*paragraphs.get(number, []), *kept.get(role, [])]
        yield from _around(block.text, shown)


def _around(line: str, shown: list[str]) -> Iterator[str]:
    """The pieces of a line before and after what of it is shown; all of it where nothing is."""
    found = next((text for text in shown if text and text in line), None)
    if found is None and any(text and line in text for text in shown):
        return  # one line of a headline that runs over several
    before, _, after = line.partition(found) if found else (line, "", "")
    yield from (piece.strip() for piece in (before, after) if piece.strip())


def value(field: Field[T] | None) -> T | None:
    """The value of a field that was read, whatever its confidence: the desk sees the weak ones too."""
    return None if field is None else field.value


def _until(embargo: Embargo | None) -> str | None:
    """The instant in UTC; `unreadable` for an embargo line that was seen and not understood: it is no null."""
    if embargo is None:
        return None
    return "unreadable" if embargo.until is None else embargo.until.astimezone(UTC).isoformat(timespec="minutes")
