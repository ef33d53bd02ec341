"""The table of fields of the query language; the reference page is made from it.

No field speaks of embargo, entitlement or other subscribers: a query must not be able to probe what its owner may
not see (design/routing.md section 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Kind(StrEnum):
    """How the values of a field are read and compared."""

    TEXT = "text"
    """Analysed words, phrases, prefixes."""
    CODE = "code"
    """Compared whole, case apart."""
    NUMBER = "number"
    """Whole numbers, ranges."""
    TIME = "time"
    """Days, months, years, instants, ranges."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in canonical queries, and what it is compared with."""

    name: str
    kind: Kind
    says: str
    """What of the dispatch it looks at, in English, for the reference page."""
    aliases: tuple[str, ...] = ()
    low: int = 0
    high: int = 999_999_999
    """Bounds of a number."""

    @property
    def example(self) -> str:
        """A value that the field takes, for the hint."""
        if self.kind is Kind.NUMBER:
            return str(self.low)
        if self.kind is Kind.TIME:
            return "2026-11-30"
        return "16000000" if self.name == "subject" else "word"


STREAM = ("headline", "slugline", "abstract", "body", "keywords")
"""What a word without field searches, in this order, as one stream."""
GAP = 100
"""Positions between two parts of the stream: above the largest distance of a near phrase, so none spans two parts."""

_ALL = (
    Field("headline", Kind.TEXT, "the headline", ("titre",)),
    Field("slugline", Kind.TEXT, "the slug", ("slug",)),
    Field("abstract", Kind.TEXT, "the second headline and the summary"),
    Field("body", Kind.TEXT, "the paragraphs of the text"),
    Field("keywords", Kind.TEXT, "the keywords"),
    Field("byline", Kind.TEXT, "who signed", ("auteur",)),
    Field("located", Kind.TEXT, "the place of the dateline", ("lieu",)),
    Field("person", Kind.TEXT, "people named"),
    Field("organisation", Kind.TEXT, "organisations named"),
    Field("place", Kind.TEXT, "places named"),
    Field("subject", Kind.CODE, "IPTC Media Topic, 8 digits, with or without medtop:"),
    Field("genre", Kind.CODE, "genre"),
    Field("language", Kind.CODE, "language, BCP 47; `fr` also finds `fr-CA`"),
    Field("country", Kind.CODE, "ISO 3166 code of the country, three letters"),
    Field("source", Kind.CODE, "id of the source"),
    Field("type", Kind.CODE, "type of the item: text"),
    Field("event", Kind.CODE, "id of the event"),
    Field("uri", Kind.CODE, "uri of the item"),
    Field("evolvedfrom", Kind.CODE, "item that this one updates"),
    Field("translationof", Kind.CODE, "item that this one renders"),
    Field("urgency", Kind.NUMBER, "urgency, 1 (flash) to 9", low=1, high=9),
    Field("priority", Kind.NUMBER, "priority"),
    Field("wordcount", Kind.NUMBER, "words of the body"),
    Field("version", Kind.NUMBER, "version"),
    Field("date", Kind.TIME, "when it arrived"),
    Field("firstcreated", Kind.TIME, "when the first version was written"),
    Field("versioncreated", Kind.TIME, "when this version was written"),
)
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
_BY_NAME = FIELDS | {alias: field for field in _ALL for alias in field.aliases}


def find(name: str) -> Field | None:
    """The field of a name or alias, in any case; None when there is none."""
    return _BY_NAME.get(name.lower())


def suggest(name: str) -> str | None:
    """The field that was probably meant by an unknown name, for the hint."""
    close = get_close_matches(name.lower()[:40], _BY_NAME, n=1, cutoff=0.7)
    return _BY_NAME[close[0]].name if close else None
