"""Places: known names, and unknown ones where the words around say that a town is meant; and in which country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from telex.reading.named.chunks import Chunk
from telex.reading.named.complements import ARTICLES
from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.gazetteer import Gazetteer, Known
from telex.reading.named.place_words import NEAR, NOUNS, REGIONAL
from telex.reading.named.tokens import Tokens

MAX_PLACES = 600
_FRENCH_LINKS = ("-sur-", "-les-", "-lez-", "-sous-", "-en-", "-la-", "-le-", "-aux-", "-de-")
_TOWN_STARTS = frozenset({
    "le", "la", "les", "los", "las", "el", "al", "san", "santa", "sao", "saint", "sainte", "new", "port", "fort", "des", "bad", "villa",
    "monte", "puerto", "rio", "cape", "cap", "grand", "santo", "khan", "beit", "tel", "kfar", "ras", "oulad", "sidi", "ain", "nova",
})  # fmt: skip
GOVERNING = frozenset({
    "face", "grace", "suite", "quant", "contrairement", "rapport", "appel", "plainte", "appartenant", "appartient", "hommage", "comme",
    "reproche", "confie", "oppose", "associe", "interview", "demande", "vendu", "vendue", "vendus", "vendues", "vente", "cession", "cede", "cedee", "ceder", "vendre", "attribue", "attribuee",
    "ressemble", "succede", "succedant",
})  # fmt: skip
"""`face à X`, `appartient à X`: the preposition is theirs and tells no place."""
_FRENCH_HOMES = frozenset({"FR", "BE", "CH", "LU", "CA"})
"""Where a town of unknown country with a French spelling is at home."""


@dataclass(slots=True)
class Spot:
    """A place of the text while it is read."""

    words: tuple[str, ...]
    chunk: Chunk | None
    """Its first place; None when it stands in the header alone."""
    text: str
    country: str | None
    known: bool
    sure: bool
    derived: bool = False
    """Its country is nobody's word: that of the source, or the only one of the text."""
    forms: list[Chunk] = field(default_factory=list)


def find(texts: Sequence[Tokens], chunks: Sequence[Chunk], taken: set[tuple[int, int]]) -> dict[tuple[str, ...], Spot]:
    """The places of the paragraphs by their folded words, in order. `taken`: chunks that are people or organisations."""
    spots: dict[tuple[str, ...], Spot] = {}
    unsure: list[Chunk] = []
    for chunk in chunks:
        if len(spots) >= MAX_PLACES or (chunk.paragraph, chunk.first) in taken or chunk.kind not in {"place", "name"}:
            continue
        tokens = texts[chunk.paragraph]
        if chunk.kind == "place":
            _add(spots, tokens, chunk, chunk.known, True)
        elif located(tokens, chunk):
            _add(spots, tokens, chunk, chunk.known, False)
        else:
            unsure.append(chunk)
    for _ in range(2):
        ends = {
            (form.paragraph, form.last)
            for spot in spots.values()
            for form in spot.forms
            if located(texts[form.paragraph], form)
        }
        unsure = [chunk for chunk in unsure if not _joined(spots, texts, chunk, ends)]
    for spot in spots.values():
        spot.forms.sort(key=lambda form: (form.paragraph, form.first))
    return spots


def _add(spots: dict[tuple[str, ...], Spot], tokens: Tokens, chunk: Chunk, known: Known | None, sure: bool) -> None:
    words = tuple(tokens.low[chunk.first : chunk.last])
    spot = spots.get(words)
    if spot is None:
        country = known.country if known else _stated(tokens, chunk)
        text = tokens.text(chunk.first, chunk.last)
        spot = spots[words] = Spot(words, chunk, text, country, known is not None, sure or known is not None)
    spot.forms.append(chunk)


def _stated(tokens: Tokens, chunk: Chunk) -> str | None:
    """Nothing but shape: `X-sur-Y` is a French spelling. A country written behind the name is looked at by `settle`."""
    return "FR" if "-sur-" in tokens.low[chunk.first] and chunk.last == chunk.first + 1 else None


def _joined(
    spots: dict[tuple[str, ...], Spot], texts: Sequence[Tokens], chunk: Chunk, ends: set[tuple[int, int]]
) -> bool:
    """The same name as a place, or one that `et` or a comma ties to a place: `entre X et Y`."""
    tokens = texts[chunk.paragraph]
    words = tuple(tokens.low[chunk.first : chunk.last])
    if words in spots:
        spots[words].forms.append(chunk)
        return True
    if chunk.last - chunk.first > 2 or chunk.honorific or chunk.given:
        return False
    at = chunk.first - 1
    while tokens.at(at) in {"de", "d'", "a"} and at > 0:
        at -= 1
    if tokens.at(at) not in {"et", "ou", "and"} or at != chunk.first - 2:
        return False
    if (chunk.paragraph, at) not in ends:
        return False
    _add(spots, tokens, chunk, chunk.known, False)
    return True


def located(tokens: Tokens, chunk: Chunk) -> bool:
    """Whether the words before a name, or its spelling, say that it is a place."""
    first = chunk.first
    before = tokens.at(first - 1)
    if chunk.kind != "place" and (chunk.last - first > 3 or chunk.honorific):
        return False
    if before == "a" and tokens.words[first - 1] != "a" and not chunk.given:
        return tokens.at(first - 2) not in GOVERNING and _townlike(tokens, chunk)
    if before in {"in", "near"} or (before == "en" and chunk.known is not None):
        return True
    if before in {"de", "d'"}:
        noun = tokens.at(first - 2)
        return (
            noun in NEAR or (noun in NOUNS and not chunk.given) or (first > 3 and _after_adjective(tokens, first - 2))
        )
    if before in ARTICLES and tokens.at(first - 2) == "de" and tokens.at(first - 3) in REGIONAL:
        return "-" in tokens.words[first] or tokens.at(first - 3) in {
            "prefet",
            "prefete",
            "departement",
            "region",
            "province",
        }
    word = tokens.low[first]
    if chunk.last == first + 1 and "-" in word and before not in ARTICLES:
        return any(link in word for link in _FRENCH_LINKS) and not chunk.given
    return tokens.at(chunk.last) == "(" and tokens.at(chunk.last + 2) == ")" and chunk.known is not None


def _townlike(tokens: Tokens, chunk: Chunk) -> bool:
    """One word, not all capitals, or more that begin as the names of towns do."""
    if chunk.last == chunk.first + 1:
        return not (tokens.words[chunk.first].isupper() and len(tokens.words[chunk.first]) < 6)
    return tokens.low[chunk.first] in _TOWN_STARTS


def _after_adjective(tokens: Tokens, place: int) -> bool:
    """`base aérienne de X`."""
    word = tokens.at(place)
    return tokens.at(place - 1) in NOUNS and word.endswith(("ienne", "ale", "aire", "ique", "iere", "elle", "al"))


def settle(
    spots: Mapping[tuple[str, ...], Spot],
    texts: Sequence[Tokens],
    known: Gazetteer,
    dateline: str | None,
    home: str | None,
) -> None:
    """Countries of the unknown towns: written behind the name, else that of the dateline, else the only one of the text.

    `home`: the country that the text comes from, where no country is named. Two countries, no dateline: none.
    """
    open_ = [spot for spot in spots.values() if spot.country is None and not spot.known]
    if not open_:
        return
    for spot in open_:
        spot.country = next(
            (code for form in spot.forms if (code := _written(texts[form.paragraph], form, known))), None
        )
    countries = {spot.country for spot in spots.values() if spot.country}
    countries.update(
        DEMONYMS[word] for tokens in texts for word in tokens.low if word in DEMONYMS and word not in {"occidental"}
    )
    only = next(iter(countries)) if len(countries) == 1 else None if countries else home
    for spot in open_:
        if spot.country is None and dateline is None:
            spot.country = home if _french(spot) and home in _FRENCH_HOMES else only
            spot.derived = spot.country is not None
        spot.country = spot.country or dateline


def _french(spot: Spot) -> bool:
    """A French spelling of a town: `Saint-X`, `X-les-Y`."""
    word = spot.words[0]
    return len(spot.words) == 1 and (
        word.startswith(("saint-", "sainte-")) or any(link in word for link in _FRENCH_LINKS[:5])
    )


def _written(tokens: Tokens, form: Chunk, known: Gazetteer) -> str | None:
    """`X (Pays)`, `X, en Pays`, `X, Pays`, `X, au Pays`."""
    at = form.last
    if tokens.at(at) not in {"(", ","}:
        return None
    at += 1
    if tokens.at(at) in {"en", "au", "aux", "in"}:
        at += 1
    elif tokens.at(at - 1) == "," and tokens.at(form.first - 1) not in {"a", "in"}:
        return None
    if not tokens.capital(at):
        return None
    match = known.find(tokens.low, at)
    return match[1].country if match and match[1].kind in {"country", "region"} and not match[1].unsure else None
