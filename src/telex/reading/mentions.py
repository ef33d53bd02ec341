"""What the body speaks of, one stage after the other: each stands on what the one before it found."""

from __future__ import annotations

from telex.model.mentions import Mentions
from telex.reading.amounts import commitments, figures
from telex.reading.cast import paragraphs
from telex.reading.named import entities, event_place
from telex.reading.named.countries import zone_country
from telex.reading.sheet import Sheet
from telex.reading.spoken import quotes
from telex.reading.times import eventdate, said

READ = ("fr", "en")
"""Languages whose sentences are read; of others names that tables know, structure and numeric dates."""
MAX_CHARS = 1_000_000
"""Of a body whose paragraphs are read; what comes after is kept as text alone, with the anomaly `too_long_to_read`."""


def read(sheet: Sheet) -> None:
    """Fills `sheet.mentions`, and flags what is odd about quotations."""
    body = _bounded(sheet)
    lines = paragraphs(body)
    language = _value(sheet, "language")
    dateline = sheet.fields.get("dateline")
    place = dateline.value.place if dateline is not None else None
    header = (place or "", *_located(sheet))
    agency = dateline.value.agency if dateline is not None else None
    own = tuple(name for name in (agency, _value(sheet, "site")) if name)  # an issuer may be what the news is about
    cast = entities.find(
        lines, sheet.caption_values(), header, language, sheet.places, home=_home(sheet, language), own=own
    )
    spoken = quotes.find(lines, cast, language)
    dates = said.find(lines, eventdate.anchor(sheet), sheet.today, spoken, language)
    sheet.mentions = Mentions(
        people=cast.people,
        organisations=cast.organisations,
        places=cast.places,
        event_place=event_place.find(lines, cast, place, language) if language in READ else None,
        quotes=spoken,
        figures=figures.find(lines, language),
        commitments=commitments.find(lines, cast, dates, language),
        dates=dates,
    )
    for anomaly in quotes.anomalies(lines, spoken):
        sheet.flag(anomaly.code, anomaly.detail)


def _bounded(sheet: Sheet) -> list[str]:
    body: list[str] = []
    left = MAX_CHARS
    for _, text in sheet.body:
        if len(text) > left:
            sheet.flag("too_long_to_read", f"over {MAX_CHARS} characters")
            break
        body.append(text)
        left -= len(text)
    return body


def _home(sheet: Sheet, language: str | None) -> str | None:
    """The country that the text comes from: its source's, where somebody said it; the house's for texts in French alone."""
    zone = sheet.source_zone or sheet.profile.timezone or (sheet.house_zone if language == "fr" else None)
    return None if zone is None else zone_country(zone)


def _value(sheet: Sheet, name: str) -> str | None:
    found = sheet.fields.get(name)
    return None if found is None else str(found.value)


def _located(sheet: Sheet) -> list[str]:
    """Places written as labels of their own in the header; they are kept among the captions."""
    return [text for number, text, _ in sheet.captions if number >= 0 and sheet.roles[number] == "label"]
