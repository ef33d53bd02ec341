"""Places of the header lines: the dateline's, and known ones in the other texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telex.model.text import plain
from telex.reading.blocks import Line
from telex.reading.named import organisations
from telex.reading.named.gazetteer import Gazetteer, Known
from telex.reading.named.honorifics import is_given
from telex.reading.named.opening_words import NEVER
from telex.reading.named.places import GOVERNING, Spot
from telex.reading.named.tokens import Tokens, cut

MAX_TEXT = 400
MAX_TEXTS = 12
"""Header texts looked at, and characters of each."""


def _tokens(text: str) -> Tokens:
    return cut(Line(-1, text[:MAX_TEXT], plain(text[:MAX_TEXT]).strip(), "header", True))


def _matches(tokens: Tokens, known: Gazetteer) -> list[tuple[int, int, Known]]:
    found: list[tuple[int, int, Known]] = []
    done = 0
    for place in tokens.capitals:
        match = known.find(tokens.low, place) if place >= done else None
        if match is None:
            continue
        alone = (
            not tokens.capital(place + match[0])
            or tokens.starts[place + match[0]] > tokens.ends[place + match[0] - 1] + 1
        )
        named = is_given(tokens.at(place - 1)) or (
            place and tokens.capital(place - 1) and tokens.at(place - 1) not in {"a", "en"}
        )
        if alone and not named and (not match[1].unsure or tokens.at(place - 1) in {"a", "en", "in"}):
            found.append((place, place + match[0], match[1]))
            done = place + match[0]
    return found


def dateline_country(header: Sequence[str], known: Gazetteer) -> str | None:
    """ISO code of the dateline's place, the country written behind it first; None when neither is known."""
    if not header:
        return None
    found = _matches(_tokens(header[0]), known)
    stated = [one.country for _, _, one in found if one.kind == "country"]
    codes = {one.country for _, _, one in found}
    return stated[0] if stated else next(iter(codes)) if len(codes) == 1 else None


def header_places(header: Sequence[str], spots: Mapping[tuple[str, ...], Spot], known: Gazetteer) -> list[Spot]:
    """Places that stand in the header alone. A short text of capitals alone, the dateline, may be an unknown town."""
    found: dict[tuple[str, ...], Spot] = {}
    for number, text in enumerate(header[:MAX_TEXTS]):
        tokens = _tokens(text)
        matches = _matches(tokens, known)
        for first, last, one in matches:
            _add(found, spots, tokens, first, last, one.country, True)
        for first, last in _told(tokens, matches):
            _add(found, spots, tokens, first, last, None, False)
        if not number and not matches and _is_label(tokens):
            _add(found, spots, tokens, 0, len(tokens.words), dateline_country(header, known), False)
    return list(found.values())


def _told(tokens: Tokens, matches: Sequence[tuple[int, int, Known]]) -> list[tuple[int, int]]:
    """`à X` in a headline: a town that no list holds."""
    taken = {place for first, last, _ in matches for place in range(first, last)}
    return [
        (place, place + 1)
        for place in tokens.capitals
        if place not in taken
        and tokens.at(place - 1) == "a"
        and tokens.words[place - 1] != "a"
        and not tokens.capital(place + 1)
        and not tokens.words[place].isupper()
        and not is_given(tokens.low[place])
        and tokens.at(place - 2) not in GOVERNING
        and not organisations.known(tokens, place)
        and tokens.low[place] not in NEVER
    ]


def _is_label(tokens: Tokens) -> bool:
    words = tokens.words
    return 0 < len(words) <= 4 and words[0][0].isupper() and all(word[0].isalpha() for word in words)


def _add(
    found: dict[tuple[str, ...], Spot], spots: Mapping[tuple[str, ...], Spot], tokens: Tokens, first: int, last: int,
    country: str | None, known: bool,
) -> None:  # fmt: skip
    words = tuple(tokens.low[first:last])
    if words not in spots and words not in found:
        found[words] = Spot(words, None, tokens.text(first, last), country, known, known)
