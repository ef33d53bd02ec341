"""Why a query matched a dispatch, or which of its conditions failed; and where its true words stand.

Everything is decided as `naive.matches` decides it, from the same words: an explanation never disagrees with the match.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from telex.model.dispatch import Dispatch
from telex.routing.document import Words
from telex.routing.language.fields import FIELDS, STREAM, Kind
from telex.routing.language.query import And, Leaf, Not, Or, Phrase, Prefix, Query, Word
from telex.routing.matching.truth import holds, matches
from telex.routing.terms import Token, analyse, pair


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that made a condition true: code points `start` <= place < `end` of one block."""

    text: str
    """headline, subheadline, slugline, abstract, body, keywords, byline or located."""
    block: int
    """Which paragraph, keyword or signature; 0 where there is one alone."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a query, as its author would name it: what stands between two ANDs."""

    text: str
    """Canonical."""
    true: bool
    because: tuple[str, ...] = ()
    """Canonical texts of the conditions that made it true, without the negated ones."""
    found: tuple[str, ...] = ()
    """Of a single code, number or time: what the dispatch has there."""


@dataclass(frozen=True, slots=True)
class Explained:
    """How a query stands to a dispatch."""

    matched: bool
    clauses: tuple[Clause, ...]
    """Of a query that failed as a whole alternative, those of the alternative that came nearest."""
    marks: tuple[Mark, ...] = ()
    """In reading order, none inside another."""
    within: str | None = None
    """The alternative that came nearest, where the query offers several and none is true."""

    @property
    def failed(self) -> str | None:
        """The first clause that was not true."""
        return next((clause.text for clause in self.clauses if not clause.true), None)

    @property
    def held(self) -> int:
        """How many clauses were true."""
        return sum(clause.true for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage of a text, with its true words as `(start, end)` in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    before: bool
    """Something was left out before it, or after it."""
    after: bool


def explain(query: Query, dispatch: Dispatch, words: Words, now: datetime, zone: tzinfo) -> Explained:
    """Clause by clause. `words` = the dispatch analysed; `now` as at the match; `zone` for times that are told."""
    matched = matches(query, words, now)
    nearest = query if matched else _nearest(query, words, now)
    parts = nearest.parts if isinstance(nearest, And) else (nearest,)
    return Explained(
        matched,
        tuple(_clause(part, words, now, zone) for part in parts),
        marks(query, dispatch, words, now) if matched else (),
        None if nearest is query else str(nearest),
    )


def reasons(query: Query, words: Words, now: datetime) -> tuple[Leaf, ...]:
    """The conditions that a match rests on, each once: true ones inside true alternatives, without the negated ones."""
    return tuple(dict.fromkeys(_reasons(query, words, now, True)))


def marks(query: Query, dispatch: Dispatch, words: Words, now: datetime) -> tuple[Mark, ...]:
    """Where the words of those conditions stand. Codes, numbers and times stand in no text."""
    texts = [leaf for leaf in reasons(query, words, now) if isinstance(leaf, Word | Phrase | Prefix)]
    if not texts:
        return ()
    runs = _runs(dispatch)
    found = {
        mark for leaf in texts for name in _texts_of(leaf.field) for run in runs[name] for mark in _marks(leaf, run)
    }
    return tuple(_joined(sorted(found, key=lambda mark: (_ORDER[mark.text], mark.block, mark.start, -mark.end))))


def excerpt(dispatch: Dispatch, found: Sequence[Mark], room: int = 300) -> Excerpt:
    """About `room` characters of the body around its first true word, else of its beginning; of a summary, of that."""
    name, blocks = ("body", dispatch.body) if dispatch.body else ("abstract", (dispatch.abstract or "",))
    inside = [mark for mark in found if mark.text == name]
    block, first = (inside[0].block, inside[0].start) if inside else (0, 0)
    text = blocks[block]
    start = 0 if first < room // 2 else text.rfind(" ", 0, first - room // 3) + 1
    end = len(text) if len(text) - start <= room else max(text.rfind(" ", start, start + room), first)
    spans = [(m.start - start, m.end - start) for m in inside if m.block == block and start <= m.start and m.end <= end]
    after = end < len(text) or block + 1 < len(blocks)
    return Excerpt(text[start:end], tuple(spans), before=start > 0 or block > 0, after=after)


def _reasons(query: Query, words: Words, now: datetime, wanted: bool) -> Iterator[Leaf]:
    """`wanted` = the truth that the node has to have to carry the match; it turns at each NOT."""
    if isinstance(query, Leaf):
        if wanted and holds(query, words, now):
            yield query
    elif isinstance(query, Not):
        yield from _reasons(query.part, words, now, not wanted)
    elif isinstance(query, And | Or):
        for part in query.parts:
            if matches(part, words, now) is wanted:
                yield from _reasons(part, words, now, wanted)


def _nearest(query: Query, words: Words, now: datetime) -> Query:
    """Of alternatives with clauses of their own, the one with the largest share of them true; else the query itself."""
    if not isinstance(query, Or) or not any(isinstance(part, And) for part in query.parts):
        return query

    def share(part: Query) -> float:
        if not isinstance(part, And):
            return 0.0
        return sum(matches(inner, words, now) for inner in part.parts) / len(part.parts)

    best = max(query.parts, key=share)
    return best if share(best) else query


def _clause(part: Query, words: Words, now: datetime, zone: tzinfo) -> Clause:
    true = matches(part, words, now)
    because = tuple(str(leaf) for leaf in reasons(part, words, now)) if true else ()
    inner = part.part if isinstance(part, Not) else part
    return Clause(str(part), true, because, _has(inner, words, zone) if isinstance(inner, Leaf) else ())


def _has(leaf: Leaf, words: Words, zone: tzinfo) -> tuple[str, ...]:
    """What the dispatch has in the field of a condition that stands in no text."""
    name = leaf.field or ""
    kind = FIELDS[name].kind if name in FIELDS else Kind.TEXT
    if kind is Kind.CODE:
        return tuple(sorted(words.codes.get(name, ())))
    if kind is Kind.NUMBER and name in words.numbers:
        return (str(words.numbers[name]),)
    if kind is Kind.TIME and name in words.times:
        return (words.times[name].astimezone(zone).isoformat(timespec="minutes"),)
    return ()


# where words stand

_Placed = tuple[Token, str, int]
"""A word, the text that it stands in, and which block of it."""
_TEXTS: Mapping[str, tuple[str, ...]] = {"abstract": ("subheadline", "abstract")}
"""Fields of the query language that look at texts of another name."""
_SHOWN = ("headline", "slugline", "subheadline", "abstract", "body", "keywords", "byline", "located")
_ORDER = {name: place for place, name in enumerate(_SHOWN)}


def _texts_of(field: str | None) -> tuple[str, ...]:
    names = STREAM if field is None else (field,)
    return tuple(text for name in names for text in _TEXTS.get(name, (name,)) if text in _ORDER)


def _runs(dispatch: Dispatch) -> dict[str, list[list[_Placed]]]:
    """The words of each text as runs that no phrase leaves: paragraphs run on, every other block stands alone."""
    found: dict[str, list[list[_Placed]]] = {}
    for name in _SHOWN:
        value = getattr(dispatch, name)
        blocks = (value,) if isinstance(value, str) else (value or ())
        runs = [[(token, name, block) for token in analyse(text)] for block, text in enumerate(blocks)]
        found[name] = [[placed for run in runs for placed in run]] if name == "body" else runs
    return found


def _joined(found: Sequence[Mark]) -> Iterator[Mark]:
    """Marks that overlap as one. `found` in reading order."""
    last: Mark | None = None
    for mark in found:
        if last is not None and (mark.text, mark.block) == (last.text, last.block) and mark.start < last.end:
            last = replace(last, end=max(last.end, mark.end))
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _marks(leaf: Word | Phrase | Prefix, run: Sequence[_Placed]) -> Iterator[Mark]:
    """A word a mark; a phrase is one, unless a paragraph ends inside it or its words are apart."""
    if isinstance(leaf, Word):
        bare = pair(leaf.text)[1]
        chosen = [(place, place) for place, (token, _, _) in enumerate(run) if token.bare == bare]
    elif isinstance(leaf, Prefix):
        stem = pair(leaf.text)[0]
        chosen = [(place, place) for place, (token, _, _) in enumerate(run) if token.exact.startswith(stem)]
    else:
        chosen = _phrase_places(tuple(pair(word)[0] for word in leaf.words), leaf.slop, run)
    for first, last in chosen:
        (begin, text, block), (end, _, end_block) = run[first], run[last]
        if block == end_block:
            yield Mark(text, block, begin.start, end.end)
            continue
        for token, name, part in run[first : last + 1]:
            yield Mark(name, part, token.start, token.end)


def _phrase_places(words: tuple[str, ...], slop: int, run: Sequence[_Placed]) -> list[tuple[int, int]]:
    """First and last place of a phrase wherever it stands; of a near one, found as `document.Stream.near` does, each word."""
    places: dict[str, set[int]] = {word: set() for word in words}
    for place, (token, _, _) in enumerate(run):
        if token.exact in places:
            places[token.exact].add(place)
    rarest = min(range(len(words)), key=lambda index: len(places[words[index]]))
    begins = {place - rarest - off for place in places[words[rarest]] for off in range(slop + 1)}
    found = [taken for begin in sorted(begins) if (taken := _taken(words, places, begin, slop))]
    if slop:
        return [(place, place) for place in sorted({place for taken in found for place in taken})]
    return [(taken[0], taken[-1]) for taken in found]


def _taken(words: tuple[str, ...], places: Mapping[str, set[int]], begin: int, slop: int) -> list[int]:
    """The earliest free place of each word i in [begin + i, begin + i + slop]; [] unless every word has one."""
    taken: list[int] = []
    for index, word in enumerate(words):
        window = range(begin + index, begin + index + slop + 1)
        free = next((place for place in window if place in places[word] and place not in taken), None)
        if free is None:
            return []
        taken.append(free)
    return taken
