"""One dispatch analysed once: what every query, standing or not, is compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain, pairwise

from telex.model.dispatch import Dispatch
from telex.routing.language.countries import three_letters
from telex.routing.language.fields import GAP, STREAM
from telex.routing.language.subjects import with_broader
from telex.routing.terms import line_forms


class Stream:
    """Words with their places: one text field, or the default stream of several. Laid out when first looked at."""

    def __init__(self, parts: Sequence[Sequence[tuple[str, str]]], gap: int) -> None:
        """`parts` = the `(exact, bare)` words of each part, `gap` = positions left free between two parts."""
        self._parts = parts
        self._gap = gap

    @cached_property
    def exact(self) -> Mapping[str, Sequence[int]]:
        """Positions of each exact form, rising."""
        found: dict[str, list[int]] = defaultdict(list)
        first = 0
        for part in self._parts:
            for position, (word, _) in enumerate(part, first):
                found[word].append(position)
            first += len(part) + self._gap
        return dict(found)

    @cached_property
    def bare(self) -> frozenset[str]:
        """The bare forms."""
        return frozenset([bare for part in self._parts for _, bare in part])

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Exact forms that stand one after the other."""
        parts = [[exact for exact, _ in part] for part in self._parts]
        runs = parts if self._gap else [chain.from_iterable(parts)]
        return frozenset(chain.from_iterable(map(pairwise, runs)))

    @cached_property
    def at(self) -> Mapping[int, str]:
        """The exact form at each position."""
        return {place: word for word, places in self.exact.items() for place in places}

    def near(self, words: tuple[str, ...], slop: int) -> bool:
        """Whether positions can be chosen with max(p[i] - i) - min(p[i] - i) <= slop, none twice (Lucene's sloppy phrase).

        Looks around each occurrence of the rarest word alone, each place once: at most len(words) x (slop + 1) steps.
        """
        places = [self.exact.get(word, ()) for word in words]
        if not all(places):
            return False
        rarest = min(range(len(words)), key=lambda index: len(places[index]))
        sets = {word: frozenset(found) for word, found in zip(words, places, strict=True)}
        tried = places[rarest][0] - rarest - slop - 1
        for place in places[rarest]:
            for first in range(max(place - rarest - slop, tried + 1), place - rarest + 1):
                if _fits(words, sets, first, slop):
                    return True
            tried = place - rarest
        return False


def _fits(words: tuple[str, ...], places: Mapping[str, frozenset[int]], first: int, slop: int) -> bool:
    """Whether each word i finds a place of its own in [first + i, first + i + slop].

    The windows are equally long and begin one after the other, so the earliest free place is always the best one.
    """
    taken: set[int] = set()
    for index, word in enumerate(words):
        begin = first + index
        for place in range(begin, begin + slop + 1):
            if place in places[word] and place not in taken:
                taken.add(place)
                break
        else:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Words:
    """A dispatch as queries see it. A field that the dispatch has not is in none of the mappings."""

    streams: Mapping[str | None, Stream]
    """Text fields by name; None = the default stream."""
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Values, case folded."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)
    """Aware."""

    def has(self, name: str) -> bool:
        """Whether the dispatch has the field at all: `field:*`."""
        return name in self.streams or name in self.codes or name in self.numbers or name in self.times


def columns(dispatch: Dispatch) -> dict[str, str]:
    """The text of each text field, as a search index has to store it: one analysis, the same words in the same order.

    Parts of a field are lines of their own. Fields that the dispatch has not are "".
    """
    return {name: "\n".join(parts) for name, parts in _parts(dispatch).items()}


def words_of(dispatch: Dispatch, *, event: str | None, arrived: datetime) -> Words:
    """The dispatch analysed for matching. `event` = the event it was placed in, `arrived` = what `date` looks at."""
    analysed = {name: [line_forms(part) for part in parts] for name, parts in _parts(dispatch).items()}
    streams: dict[str | None, Stream] = {
        name: Stream(parts, 0 if name == "body" else GAP) for name, parts in analysed.items() if any(parts)
    }
    streams[None] = _whole(analysed)
    counted = sum(len(part) for part in analysed["body"])
    return Words(
        streams=streams,
        codes=_codes(dispatch, event),
        numbers={"urgency": dispatch.urgency, "wordcount": counted, "version": dispatch.version},
        times={name: _aware(at) for name, at in _times(dispatch, arrived) if at is not None},
    )


def _parts(d: Dispatch) -> dict[str, tuple[str, ...]]:
    return {
        "headline": _given(d.headline),
        "slugline": _given(d.slugline),
        "abstract": _given(d.subheadline, d.abstract),
        "body": d.body,
        "keywords": d.keywords,
        "byline": d.byline,
        "located": _given(d.located),
        **_names(d),
    }


def _names(d: Dispatch) -> dict[str, tuple[str, ...]]:
    """Who and what the text names, each form once and a part of its own: a phrase never spans two of them."""
    said = d.mentions
    people = (name for found in said.people for name in (found.value.name, *found.value.also))
    organisations = (name for found in said.organisations for name in (found.value.name, *found.value.also))
    places = [found.value.name for found in said.places]
    if said.event_place is not None:
        places.append(said.event_place.value.name)
    return {
        "person": tuple(dict.fromkeys(people)),
        "organisation": tuple(dict.fromkeys(organisations)),
        "place": tuple(dict.fromkeys([*places, *_given(d.located)])),
    }


def _given(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _whole(analysed: Mapping[str, Sequence[Sequence[tuple[str, str]]]]) -> Stream:
    """The default stream: paragraphs run on, everything else is GAP apart, so that a phrase never spans two parts."""
    texts: list[Sequence[tuple[str, str]]] = []
    for name in STREAM:
        parts = analysed[name]
        texts += [list(chain.from_iterable(parts))] if name == "body" else parts
    return Stream(texts, GAP)


def _codes(d: Dispatch, event: str | None) -> dict[str, frozenset[str]]:
    values: dict[str, tuple[str | None, ...]] = {
        "subject": tuple(with_broader(d.subjects)),
        "genre": (d.genre,),
        "language": () if d.language is None else (d.language, d.language.partition("-")[0]),
        "country": _countries(d),
        "source": (d.source,),
        "type": ("text",),
        "event": (event,),
        "uri": (d.uri,),
        "evolvedfrom": (d.evolved_from,),
        "translationof": (d.translation_of,),
    }
    given = {name: frozenset(value.casefold() for value in found if value) for name, found in values.items()}
    return {name: found for name, found in given.items() if found}


def _countries(d: Dispatch) -> tuple[str | None, ...]:
    """Of the places named: those that the text says, by their three letters, as far as they have any."""
    found = [*d.mentions.places, *([d.mentions.event_place] if d.mentions.event_place is not None else [])]
    said = {place.value.country for place in found if place.value.country and not place.value.derived}
    return tuple(three_letters().get(code, code) for code in sorted(said))


def _times(d: Dispatch, arrived: datetime) -> tuple[tuple[str, datetime | None], ...]:
    return (("date", arrived), ("firstcreated", d.first_created), ("versioncreated", d.version_created))


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
