"""The figures of readings against their gold, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from telex.evaluate import fields
from telex.evaluate.files import Row
from telex.evaluate.grouping import Score
from telex.evaluate.samples import Sample
from telex.settings import Settings

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_ZONE = ZoneInfo(Settings().zone)
"""Of a time without a zone, when it is compared with one that has a zone."""


def part(some: int, of: int) -> float | None:
    """A share; None where there is nothing that it could be a share of."""
    return some / of if of else None


@dataclass
class Scalar:
    """One value a document."""

    documents: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.documents


@dataclass
class Listed:
    """Many values a document, counted over all documents."""

    gold: int = 0
    predicted: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """1 where there is nothing to find, and nothing found."""
        return Score(
            self.right / self.predicted if self.predicted else 1.0, self.right / self.gold if self.gold else 1.0
        )


@dataclass
class Attached:
    """A value that belongs to another one: the role of a person, the speaker and the kind of a quotation. Counted over
    the people and quotations that were found."""

    found: int = 0
    right: int = 0
    """The same value as in the gold, null for null included."""
    answered: int = 0
    """With a value."""
    answered_right: int = 0

    @property
    def accuracy(self) -> float | None:
        return part(self.right, self.found)

    @property
    def coverage(self) -> float | None:
        return part(self.answered, self.found)

    @property
    def precision(self) -> float | None:
        return part(self.answered_right, self.answered)


@dataclass
class Dates:
    """The dates that the gold lists; it lists some, so nothing is said of the others."""

    listed: int = 0
    found: int = 0
    """Read with the same words."""
    right: int = 0
    """Of them: with the same value."""
    touched: int = 0
    """Read with the same words, or with more or fewer (`mardi` in `mardi matin`)."""
    touched_right: int = 0

    @property
    def recall(self) -> float | None:
        return part(self.found, self.listed)

    @property
    def accuracy(self) -> float | None:
        return part(self.right, self.found)


@dataclass
class Marks:
    """Everything that is computed of the readings of some documents."""

    documents: int = 0
    scalars: dict[str, Scalar] = field(default_factory=dict)
    lists: dict[str, Listed] = field(default_factory=dict)
    roles: Attached = field(default_factory=Attached)
    speakers: Attached = field(default_factory=Attached)
    kinds: Attached = field(default_factory=Attached)
    dates: Dates = field(default_factory=Dates)
    anomalies: int = 0
    anomalies_found: int = 0

    @property
    def header_and_body(self) -> float:
        """Plain mean of `fields.HEADER_AND_BODY`, of those that the gold has."""
        figures = [self.scalars[name].accuracy for name in fields.HEADER_AND_BODY if name in self.scalars]
        figures += [self.lists[name].score.f1 for name in fields.HEADER_AND_BODY if name in self.lists]
        return mean(figures) if figures else 1.0


def mark(samples: Iterable[Sample], rows: Mapping[str, Row]) -> Marks:
    """The figures over the samples that have a row."""
    scored = [sample for sample in samples if sample.id in rows]
    scare = any(quote.get("kind") == "scare" for sample in scored for quote in sample.gold.get("quotes") or ())
    marks = Marks(len(scored))
    for sample in scored:
        found = rows[sample.id]
        if not scare:
            found = {**found, "quotes": [q for q in found.get("quotes") or () if q.get("kind") != "scare"]}
        _scalars(sample, found, marks)
        _lists(sample, found, marks)
        _attached(sample.gold, found, marks)
        _dates(sample.gold, found, marks.dates)
        _anomalies(sample.gold, found, marks)
    return marks


def _scalars(sample: Sample, found: Row, marks: Marks) -> None:
    for name in fields.SCALARS:
        if not fields.told(sample.gold, name):
            continue
        one = marks.scalars.setdefault(name, Scalar())
        one.documents += 1
        if _same(name, fields.scalar(sample.gold, name), fields.scalar(found, name)):
            one.right += 1
        else:
            one.wrong.append(sample.id)


def _same(name: str, gold: object, found: object) -> bool:
    gold, found = plain(gold), plain(found)
    if gold == found or name not in fields.TIMES:
        return gold == found
    one, other = _instant(gold), _instant(found)
    return one is not None and one == other


def plain(value: Any) -> Any:
    """A text with its no-break spaces as spaces; a number as a text, so that urgency 3 is "3"; a pair of such."""
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.9g}"
    return value.translate(_SPACES) if isinstance(value, str) else value


def _instant(value: object) -> datetime | None:
    """A time of day as an instant; None for a day alone, or for what is no time."""
    if not isinstance(value, str) or len(value) <= len("2026-03-10"):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=_ZONE)


def _lists(sample: Sample, found: Row, marks: Marks) -> None:
    for name in (*fields.TEXTS, *fields.LISTS):
        if name in ("anomalies", "dates") or not fields.told(sample.gold, name):
            continue
        gold, predicted = (_keys(row, name) for row in (sample.gold, found))
        one = marks.lists.setdefault(name, Listed())
        one.gold += gold.total()
        one.predicted += predicted.total()
        one.right += (gold & predicted).total()
        if gold != predicted:
            one.wrong.append(sample.id)


def _keys(row: Row, name: str) -> Counter[Any]:
    """What of a list is compared, each as often as it stands there; a quantity, however often it is told, once."""
    if name in fields.TEXTS:
        return Counter(plain(text) for text in row.get(name) or ())
    keys = [tuple(plain(entry.get(key)) for key in fields.LISTS[name]) for entry in row.get(name) or ()]
    return Counter(dict.fromkeys(keys, 1)) if name == "figures" else Counter(keys)


def _attached(gold: Row, found: Row, marks: Marks) -> None:
    for name, key, what, one in (
        ("people", "name", "role", marks.roles),
        ("quotes", "text", "speaker", marks.speakers),
        ("quotes", "text", "kind", marks.kinds),
    ):
        for wanted, got in _paired(gold.get(name) or (), found.get(name) or (), key):
            right = plain(wanted.get(what)) == plain(got.get(what))
            one.found += 1
            one.right += right
            if got.get(what) is not None:
                one.answered += 1
                one.answered_right += right


def _paired(gold: Sequence[Row], found: Sequence[Row], key: str) -> Iterable[tuple[Row, Row]]:
    """Entries of both with the same key, in order."""
    left: dict[Any, list[Row]] = {}
    for entry in found:
        left.setdefault(plain(entry.get(key)), []).append(entry)
    for entry in gold:
        if same := left.get(plain(entry.get(key))):
            yield entry, same.pop(0)


def _dates(gold: Row, found: Row, dates: Dates) -> None:
    wanted = [(plain(entry.get("text")) or "", entry.get("value")) for entry in gold.get("dates") or ()]
    read = [(plain(entry.get("text")) or "", entry.get("value")) for entry in found.get("dates") or ()]
    dates.listed += len(wanted)
    count, right, wanted, read = _matched(wanted, read, str.__eq__)
    more, more_right, _, _ = _matched(
        wanted, read, lambda one, other: bool(one and other) and (one in other or other in one)
    )
    dates.found += count
    dates.right += right
    dates.touched += count + more
    dates.touched_right += right + more_right


Said = list[tuple[str, Any]]


def _matched(wanted: Said, read: Said, same: Callable[[str, str], bool]) -> tuple[int, int, Said, Said]:
    """How many are found, how many of them right, and what is left on both sides; those of equal value go first."""
    left, rest = list(read), list(wanted)
    right = _take(rest, left, lambda one, other: one[1] == other[1] and same(one[0], other[0]))
    wrong = _take(rest, left, lambda one, other: same(one[0], other[0]))
    return right + wrong, right, rest, left


def _take(wanted: Said, left: Said, fits: Callable[[tuple[str, Any], tuple[str, Any]], bool]) -> int:
    """Takes pairs that fit out of both lists; how many."""
    kept = []
    for entry in wanted:
        place = next((n for n, other in enumerate(left) if fits(entry, other)), None)
        if place is None:
            kept.append(entry)
        else:
            del left[place]
    taken = len(wanted) - len(kept)
    wanted[:] = kept
    return taken


def _anomalies(gold: Row, found: Row, marks: Marks) -> None:
    """Codes alone: what stands behind the colon is free."""
    wanted, flagged = ({text.partition(":")[0].strip() for text in row.get("anomalies") or ()} for row in (gold, found))
    marks.anomalies += len(wanted)
    marks.anomalies_found += len(wanted & flagged)
