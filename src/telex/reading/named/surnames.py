"""A surname alone, or with a title, is the person named in full in the same text; nobody is merged across texts."""

from __future__ import annotations

from collections.abc import Sequence

from telex.reading.named.chunks import Chunk
from telex.reading.named.complements import PARTICLES
from telex.reading.named.honorifics import HONORIFICS, RANKS
from telex.reading.named.people import Someone, words_of
from telex.reading.named.tokens import Tokens


def index(people: Sequence[Someone]) -> dict[tuple[str, ...], list[int]]:
    """Folded surnames to those who bear them: every end of a full name but the whole, `le dantec` and `dantec`."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, someone in enumerate(people):
        words = someone.words
        if len(words) < 2:
            continue
        forms = {words[first:] for first in range(1, len(words)) if words[first] not in {"de", "du"} or first == 1}
        if len(words) == 3 and words[1] not in PARTICLES:
            forms.add(words[1:2])
        for form in forms:
            if form[0] not in PARTICLES or len(form) > 1:
                found.setdefault(form, []).append(number)
    return found


def whose(
    tokens: Tokens, chunk: Chunk, people: Sequence[Someone], surnames: dict[tuple[str, ...], list[int]]
) -> int | None:
    """Number of the one person whose surname a chunk is; None when nobody's or, title and gender apart, several people's."""
    words = words_of(tokens, chunk)
    while len(words) > 1 and words[0].endswith(".") and len(words[0]) <= 4:
        words = words[1:]
    bearers = surnames.get(words, [])
    if len(bearers) > 1:
        told = HONORIFICS.get(chunk.honorific or "")
        bearers = [n for n in bearers if told is not None and people[n].gender in {told, None}]
        exact = [n for n in bearers if people[n].gender == told]
        bearers = exact if len(exact) == 1 else bearers
    elif bearers and chunk.honorific and HONORIFICS[chunk.honorific] is not None:
        other = people[bearers[0]].gender
        if other is not None and other != HONORIFICS[chunk.honorific] and _told_by_title(people[bearers[0]]):
            return None
    return bearers[0] if len(bearers) == 1 else None


def _told_by_title(someone: Someone) -> bool:
    return any(form.honorific is not None and form.honorific not in RANKS for form in someone.forms)


def fold(texts: Sequence[Tokens], people: list[Someone]) -> list[Someone]:
    """Those known by title and surname only are put under the full name, where exactly one fits."""
    ends = {one.words[first:] for one in people for first in range(1, len(one.words) - 1)}
    short = [
        one
        for one in people
        if len(one.words) == 1 or (not one.chunk.given and (one.chunk.kind == "titled" or one.words in ends))
    ]
    folded = {id(one) for one in short}
    full = [one for one in people if id(one) not in folded]
    surnames = index(full)
    kept: list[Someone] = list(full)
    for someone in short:
        number = whose(texts[someone.chunk.paragraph], someone.chunk, full, surnames)
        if number is None:
            kept.append(someone)
            continue
        owner = full[number]
        owner.forms.extend(someone.forms)
        owner.role = owner.role or someone.role
        owner.gender = owner.gender or someone.gender
    kept.sort(key=lambda one: min((form.paragraph, form.first) for form in one.forms))
    return kept
