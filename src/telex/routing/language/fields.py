"""The table of fields of the query language, in English and French; the reference page is held to it by a test.

No field speaks of embargo, entitlement or other subscribers: a query must not be able to probe what its owner may
not see (design/routing.md section 1).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache


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
    french: str
    """Its French name; the same as `name` where the word is the same."""
    kind: Kind
    says: str
    """What of the dispatch it looks at, in English."""
    dit: str
    """The same in French."""
    also: tuple[str, ...] = ()
    """Other names, of other systems or shorter."""
    low: int = 0
    high: int = 999_999_999
    """Bounds of a number."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every name but the canonical one."""
        return (*(() if self.french == self.name else (self.french,)), *self.also)

    @property
    def example(self) -> str:
        """A value that the field takes, for the hint."""
        if self.kind is Kind.NUMBER:
            return str(self.low)
        if self.kind is Kind.TIME:
            return "2026-11-30"
        return {"subject": "16000000", "country": "FRA"}.get(self.name, "word")


STREAM = ("headline", "slugline", "abstract", "body", "keywords")
"""What a word without field searches, in this order, as one stream."""
GAP = 100
"""Positions between two parts of the stream: above the largest distance of a near phrase, so none spans two parts."""

_TEXT, _CODE, _NUMBER, _TIME = Kind.TEXT, Kind.CODE, Kind.NUMBER, Kind.TIME
_ALL = (
    Field("headline", "titre", _TEXT, "the headline", "le titre"),
    Field("slugline", "slug", _TEXT, "the slug", "le slug"),
    Field("abstract", "resume", _TEXT, "the second headline and the summary", "le sous-titre et le résumé", ("chapo",)),
    Field("body", "texte", _TEXT, "the paragraphs of the text", "les paragraphes du texte", ("corps",)),
    Field("keywords", "motscles", _TEXT, "the keywords", "les mots-clés", ("motcle", "keyword")),
    Field("byline", "auteur", _TEXT, "who signed", "la signature", ("author",)),
    Field("located", "lieu", _TEXT, "the place of the dateline", "le lieu d’où l’on écrit"),
    Field("person", "personne", _TEXT, "people named", "les personnes citées"),
    Field("organisation", "organisation", _TEXT, "organisations named", "les organisations citées", ("organization",)),
    Field("place", "endroit", _TEXT, "places named, and that of the dateline", "les lieux cités, et celui d’où l’on écrit"),
    Field("subject", "theme", _CODE, "IPTC Media Topic: 8 digits or a label in quotation marks",
          "thème IPTC (Media Topics) : 8 chiffres ou un libellé entre guillemets"),
    Field("genre", "genre", _CODE, "genre", "le genre"),
    Field("language", "langue", _CODE, "language, BCP 47; `fr` also finds `fr-CA`", "la langue, BCP 47", ("lang",)),
    Field("country", "pays", _CODE, "a country that the text names: ISO 3166 code or name", "un pays cité : code ISO 3166 ou nom"),
    Field("source", "source", _CODE, "id of the source", "l’identifiant de la source"),
    Field("type", "type", _CODE, "type of the item: text", "le type : text"),
    Field("event", "evenement", _CODE, "id of the event", "l’identifiant de l’événement"),
    Field("uri", "uri", _CODE, "uri of the item", "l’uri de la dépêche"),
    Field("evolvedfrom", "majde", _CODE, "item that this one updates", "la dépêche que celle-ci met à jour"),
    Field("translationof", "traductionde", _CODE, "item that this one renders", "la dépêche que celle-ci traduit"),
    Field("urgency", "urgence", _NUMBER, "urgency, 1 (flash) to 9", "l’urgence, de 1 (flash) à 9", low=1, high=9),
    Field("priority", "priorite", _NUMBER, "priority", "la priorité"),
    Field("wordcount", "mots", _NUMBER, "words of the body", "le nombre de mots du texte"),
    Field("version", "version", _NUMBER, "version", "la version"),
    Field("date", "date", _TIME, "when it arrived", "l’arrivée", ("arrivee",)),
    Field("firstcreated", "creation", _TIME, "when the first version was written", "l’écriture de la première version"),
    Field("versioncreated", "modification", _TIME, "when this version was written", "l’écriture de cette version"),
)  # fmt: skip
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
_BY_NAME = FIELDS | {alias: field for field in _ALL for alias in field.aliases}


def find(name: str) -> Field | None:
    """The field of a name, English or French, in any case; accents, hyphens and hidden marks do not count (`Mot-clé`)."""
    return _BY_NAME.get(name) or _folded(name[:40])


@lru_cache(maxsize=1_000)
def _folded(name: str) -> Field | None:
    return _BY_NAME.get(_fold(name))


def _fold(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if char.isalnum())


def suggest(name: str) -> str | None:
    """The name, English or French, that was probably meant by an unknown one."""
    close = get_close_matches(_fold(name[:40]), _BY_NAME, n=1, cutoff=0.7)
    return close[0] if close else None
