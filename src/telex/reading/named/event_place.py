"""Where what is told happened: the first place that the lead puts an event in, else the dateline; None when the text does not say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from telex.model.mentions import Location
from telex.model.proof import Field
from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.cast import Cast, Sighting
from telex.reading.named.capitals import CAPITALS
from telex.reading.named.gazetteer import default_gazetteer
from telex.reading.named.place_words import NOUNS
from telex.reading.named.tokens import Tokens, cut

MAX_LEAD = 3
"""Paragraphs looked at: the place of the event stands in the lead, or the text gives the dateline for it."""
MAX_SEEN = 60
"""Places of the lead looked at."""
_AT = frozenset({"a", "en", "au", "aux", "in", "at", "near"})
_AHEAD = frozenset({
    "sera", "seront", "aura", "auront", "tiendra", "tiendront", "rendra", "rendront", "participera", "attendu", "attendue", "attendus",
    "attendues", "prochain", "prochaine", "explorera", "will", "joint", "jointe", "joints",
    "contacte", "contactee", "ne", "nee", "originaire", "installe", "installee", "installes", "base", "basee",
})  # fmt: skip
"""Words between which a place is one to come, or where somebody is from or was called."""
_WINDOW = 8


def find(
    paragraphs: Sequence[Line], cast: Cast, dateline_place: str | None, language: str | None = None
) -> Field[Location] | None:
    """The place of the event, as in `cast.places`.

    The dateline's, unless the lead puts the event elsewhere (`_leaves`); without a dateline what the lead says. `language` changes nothing: prepositions of
    French and English do not meet.
    """
    told = _told(paragraphs, cast)
    dateline = _dateline(cast, dateline_place)
    if dateline is None or told is None:
        return dateline or told
    return told if _leaves(dateline, told, paragraphs, cast) else dateline


def _leaves(dateline: Field[Location], told: Field[Location], paragraphs: Sequence[Line], cast: Cast) -> bool:
    """Whether the text puts the event elsewhere than in the dateline's town.

    Only where it does not put it in that town too: in the whole country, of which the town is the capital; or, where
    the body does not name the town at all, in a town of another country.
    """
    if _same(dateline, told) or _named_in(dateline, paragraphs, cast):
        return False
    one, other = dateline.value.country, told.value.country
    if one is not None and one == other:
        return _is_country(told) and _is_capital(dateline)
    return dateline.value.where == "header" and None not in {one, other} and not _is_country(told)


def _named_in(place: Field[Location], paragraphs: Sequence[Line], cast: Cast) -> bool:
    """Whether the lead says `à X` of a place."""
    lead = {line.number: cut(line) for line in paragraphs[:MAX_LEAD]}
    return any(
        cast.places[sighting.index] is place and _how(lead[sighting.paragraph], sighting, cast) == "in"
        for sighting in _seen(lead, cast)
    )


def _seen(lead: Mapping[int, Tokens], cast: Cast) -> list[Sighting]:
    """The first places of the lead."""
    return [one for one in cast.sightings if one.kind == "place" and one.paragraph in lead][:MAX_SEEN]


def _same(one: Field[Location], other: Field[Location]) -> bool:
    return fold(one.value.name) == fold(other.value.name)


def _is_capital(place: Field[Location]) -> bool:
    return fold(place.value.name) in CAPITALS


def _is_country(place: Field[Location]) -> bool:
    found = default_gazetteer().find(fold(place.value.name).split(), 0)
    return found is not None and found[1].kind == "country"


def _dateline(cast: Cast, name: str | None) -> Field[Location] | None:
    """The dateline's place among those of the cast; its city, where a country stands behind it."""
    if not name:
        return None
    city = fold(name.partition(",")[0].partition("(")[0])
    return next((place for place in cast.places if fold(place.value.name) == city), None)


def _told(paragraphs: Sequence[Line], cast: Cast) -> Field[Location] | None:
    """The first place that a clause of the lead puts something in; behind it, the first town that a noun is of."""
    weaker: Field[Location] | None = None
    lead = {line.number: cut(line) for line in paragraphs[:MAX_LEAD]}
    for sighting in _seen(lead, cast):
        tokens = lead[sighting.paragraph]
        place = cast.places[sighting.index]
        if place.method == "gazetteer" and place.value.country is None:
            continue
        how = _how(tokens, sighting, cast)
        if how == "in":
            return place
        if how == "of" and weaker is None:
            weaker = place
    return weaker or _headed(cast)


def _headed(cast: Cast) -> Field[Location] | None:
    """The town that a headline puts the event in (`à X`), where nothing else names a place."""
    if len(cast.places) != 1 or cast.places[0].value.where != "header":
        return None
    return cast.places[0] if cast.places[0].method == "rule:place" else None


def _how(tokens: Tokens, sighting: Sighting, cast: Cast) -> str | None:
    """`in`: `à X`, `en X`; `of`: `les quais de X`; None: named for another reason, or to come."""
    first = bisect_left(tokens.starts, sighting.start)
    if not 0 < first < len(tokens.starts) or tokens.starts[first] != sighting.start or _in_organisation(sighting, cast):
        return None
    window = range(max(0, first - _WINDOW), first)
    for place in reversed(window):
        if tokens.words[place] in {".", "!", "?", ";"}:
            break
        if tokens.low[place] in _AHEAD:
            return None
    before = tokens.at(first - 1)
    if before in _AT and tokens.words[first - 1] != "a":
        return "of" if _quoted(tokens, first) else "in"
    if before in {"de", "d'"} and tokens.at(first - 2) in NOUNS - {"maire", "maires"}:
        return "of"
    return None


def _in_organisation(sighting: Sighting, cast: Cast) -> bool:
    return any(
        other.kind == "organisation"
        and other.paragraph == sighting.paragraph
        and other.start <= sighting.start
        and sighting.end <= other.end
        for other in cast.sightings
    )


def _quoted(tokens: Tokens, place: int) -> bool:
    """Inside « »: the speaker's words, not the reporter's."""
    before = tokens.line.match[: tokens.starts[place]]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”")
