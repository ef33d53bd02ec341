"""People, organisations and places of a text, with every place where they stand. Needs no model.

One pass over the words (`chunks`), dictionaries for what words mean, then the text as a whole decides: a surname belongs to
the full name met in it, a run of capitals is what the words around it say that it is. What nothing explains is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telex.model.facts import Caption
from telex.model.mentions import Location, Organisation, Person
from telex.model.proof import Field, Span
from telex.model.text import plain
from telex.reading.blocks import Line
from telex.reading.cast import Cast, Sighting
from telex.reading.named import bodies, chunks, mentioned, people, places, roles, surnames
from telex.reading.named.bodies import Body
from telex.reading.named.chunks import Chunk, Found
from telex.reading.named.gazetteer import Gazetteer, default_gazetteer
from telex.reading.named.header_places import dateline_country, header_places
from telex.reading.named.people import Someone
from telex.reading.named.places import Spot
from telex.reading.named.tokens import MAX_TOKENS, Tokens, cut

MAX_CAPTIONS = 20


@dataclass(frozen=True, slots=True)
class _Text:
    """Paragraphs first, captions behind them; a number below `body` is a paragraph's."""

    tokens: list[Tokens]
    body: int


def find(
    paragraphs: Sequence[Line],
    captions: Sequence[Caption] = (),
    header: Sequence[str] = (),
    language: str | None = None,
    known: Gazetteer | None = None,
    *,
    home: str | None = None,
    own: Sequence[str] = (),
) -> Cast:
    """Who and what is named. `header`: the dateline place and other header texts, the dateline first.

    `home`: ISO code of the country that the source writes from (`countries.zone_country`), for its towns that no table knows.
    `own`: the source's own names, which are no organisations of the news. Any text is read; above `MAX_TOKENS` words the rest
    names nobody. `language`: rules of French and English are tried together; other languages get names with known given
    names, places and acronyms only, as their words of function are in no list.
    """
    gazetteer = known or default_gazetteer()
    text = _cut(paragraphs, captions)
    found = Found()
    for number, tokens in enumerate(text.tokens):
        chunks.scan(tokens, number, gazetteer, found)
    someone, open_roles = people.find(text.tokens, found)
    cast = surnames.fold(text.tokens, someone)
    taken = {(form.paragraph, form.first) for one in cast for form in one.forms}
    _add_surnames(text.tokens, found, cast, taken)
    in_body = [chunk for chunk in found.chunks if chunk.paragraph < text.body]
    bodies_ = bodies.find(text.tokens, in_body, found.roles, taken, own)
    taken |= {(form.paragraph, form.first) for one in bodies_ for form in one.forms}
    spots = places.find(text.tokens, in_body, taken)
    for spot in header_places(header, spots, gazetteer):
        spots[spot.words] = spot
    places.settle(spots, text.tokens, gazetteer, dateline_country(header, gazetteer), home)
    meant = mentioned.by_role(text.tokens, cast, open_roles, gazetteer)
    return _cast(text, cast, bodies_, list(spots.values()), meant, gazetteer)


def _cut(paragraphs: Sequence[Line], captions: Sequence[Caption]) -> _Text:
    left = MAX_TOKENS
    found: list[Tokens] = []
    for line in paragraphs:
        found.append(cut(line, left))
        left -= len(found[-1].words)
    for caption in captions[:MAX_CAPTIONS]:
        found.append(cut(Line(-1, caption.text, plain(caption.text).strip(), "caption", True), left))
        left -= len(found[-1].words)
    return _Text(found, len(paragraphs))


def _add_surnames(texts: Sequence[Tokens], found: Found, cast: list[Someone], taken: set[tuple[int, int]]) -> None:
    """Every bare surname of somebody of the cast."""
    index = surnames.index(cast)
    for chunk in found.chunks:
        if chunk.kind not in {"name", "organisation"} or (chunk.paragraph, chunk.first) in taken:
            continue
        tokens = texts[chunk.paragraph]
        if chunk.kind == "organisation" and (chunk.last - chunk.first > 1 or tokens.words[chunk.first].isupper()):
            continue
        number = surnames.whose(tokens, chunk, cast, index)
        if number is not None and not (chunk.placed and places.located(tokens, chunk)):
            cast[number].forms.append(chunk)
            taken.add((chunk.paragraph, chunk.first))


def _cast(
    text: _Text,
    cast: list[Someone],
    organisations: list[Body],
    spots: list[Spot],
    meant: list[mentioned.Meant],
    known: Gazetteer,
) -> Cast:
    persons = [_person(text, one, known) for one in cast]
    named: list[tuple[str, list[list[Chunk]]]] = [
        ("person", [one.forms for one in cast]),
        ("organisation", [one.forms for one in organisations]),
        ("place", [one.forms for one in spots]),
    ]
    sightings = [
        _sighting(text.tokens[form.paragraph], kind, number, form.first, form.last)
        for kind, members in named
        for number, forms in enumerate(members)
        for form in forms
        if form.paragraph < text.body
    ]
    return Cast(
        tuple(persons),
        tuple(_organisation(text, one) for one in organisations),
        tuple(_location(text, spot) for spot in spots),
        tuple(sorted(sightings, key=lambda s: (s.paragraph, s.start))),
        tuple(one.gender for one in cast),
        tuple(
            _sighting(text.tokens[one.role.paragraph], "person", one.person, one.first, one.role.last)
            for one in meant
            if one.role.paragraph < text.body
        ),
    )


def _sighting(tokens: Tokens, kind: str, number: int, first: int, last: int) -> Sighting:
    return Sighting(kind, number, tokens.line.number, tokens.starts[first], tokens.ends[last - 1])


def _person(text: _Text, one: Someone, known: Gazetteer) -> Field[Person]:
    """Name as in its fullest form, span of its first place."""
    one.forms.sort(key=lambda form: (form.paragraph, form.first))
    first = one.forms[0]
    tokens = text.tokens[one.chunk.paragraph]
    name = tokens.text(one.chunk.start, one.chunk.last)
    also = dict.fromkeys(text.tokens[f.paragraph].text(f.first, f.last) for f in one.forms)
    role, of = None, None
    if one.role is not None:
        at = text.tokens[one.role.paragraph]
        role = at.text(one.role.first, one.role.last)
        of = roles.country(at, one.role, known) or mentioned.place_of_office(at, one.role, known)
    where = "body" if first.paragraph < text.body else "caption"
    value = Person(name, role, of, tuple(form for form in also if form != name), where)
    span = _span(text, first.paragraph, first.first, first.last)
    return Field(value, "rule:name", span, "likely" if one.likely else "sure")


def _organisation(text: _Text, one: Body) -> Field[Organisation]:
    first = one.forms[0]
    name = text.tokens[first.paragraph].text(first.first, first.last)
    also = dict.fromkeys(text.tokens[f.paragraph].text(f.first, f.last) for f in one.forms)
    value = Organisation(name, tuple(form for form in also if form != name))
    span = _span(text, first.paragraph, first.first, first.last)
    return Field(value, "rule:organisation", span, "sure" if one.sure else "likely")


def _location(text: _Text, spot: Spot) -> Field[Location]:
    method = "gazetteer" if spot.known else "rule:place"
    confidence = "sure" if spot.known else "likely"
    if not spot.forms:
        return Field(Location(spot.text, spot.country, "header", spot.derived), method, None, confidence)
    first = spot.forms[0]
    span = _span(text, first.paragraph, first.first, first.last)
    return Field(Location(spot.text, spot.country, derived=spot.derived), method, span, confidence)


def _span(text: _Text, paragraph: int, first: int, last: int) -> Span | None:
    if paragraph >= text.body:
        return None
    return text.tokens[paragraph].span(first, last)
