"""One day as a text writes it: `mardi 3 mars 2026`, `mardi (3 mars)`, `March 3`, and the names that days are made of."""

from __future__ import annotations

from dataclasses import dataclass

from telex.reading.times import calendar
from telex.reading.times.stamps import Stamp
from telex.reading.words import Words, listed

_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: calendar.WEEKDAYS[name] for name in _DAYS.split()}
FRENCH_MONTHS = {n: calendar.MONTHS[n] for n in listed("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")}  # fmt: skip
ENGLISH_MONTHS = {n: calendar.MONTHS[n] for n in listed("january february march april may june july august september october november december")}  # fmt: skip
MONTHS = FRENCH_MONTHS | ENGLISH_MONTHS
_SHORT = {n: calendar.MONTHS[n] for n in listed("janv fevr fev avr juil sept oct nov dec jan feb apr jun jul aug sep")}  # fmt: skip
SHORT_ENGLISH = {n: calendar.MONTHS[n] for n in listed("jan feb apr jun jul aug sept sep oct nov dec")}
MONTH_WORDS = frozenset(MONTHS) | frozenset(_SHORT) | frozenset(n for n in calendar.MONTHS if len(n) > 3)
PARTS = frozenset({"matin", "midi", "apres-midi", "soir", "nuit", "morning", "afternoon", "evening", "night", "noon"})
SUFFIX = frozenset({"er", "st", "nd", "rd", "th", "e"})
JOINS = frozenset({"au", "a", "et", "to", "and", "until", "through", "into", "-", "–", "—"})
_MEASURES = listed("h heure heures : % euros ans km m metres jours mois personnes o")
_AFTER_DAY = (
    JOINS
    | listed(", . ; : ) » ! ? dans sur en pour chez de du des par avec lors devant ou où qui il elle on in at for with")
    | {""}
)
"""What may follow the number of a day whose month is left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One day as written, of tokens `first` to `last` - 1."""

    first: int
    last: int
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    part: str = ""

    def stamp(self, words: Words, month: int | None = None, year: int | None = None) -> Stamp:
        start, end = words.start(self.first), words.end(self.last - 1)
        return Stamp(start, end, self.day or 0, self.month or month or 0, self.year or year, self.weekday)


def piece(words: Words, place: int) -> Piece | None:
    """`mardi`, `mardi soir`, `mardi 3`, `mardi 3 mars 2026`, `mardi (3 mars)`, `3 mars`, `Tuesday, March 3, 2026`, `March 3`."""
    weekday = WEEKDAYS.get(words.at(place))
    if weekday is None:
        return _dated(words, place, place, None)
    after = place + 1
    part = words.at(after) if words.at(after) in PARTS else ""
    after += bool(part)
    inner = after + (words.at(after) == ",")
    bracket = words.at(inner) == "("
    inner += bracket
    inner += words.at(inner) in {"le", "the"}
    dated = _dated(words, place, inner, weekday)
    if dated is None or (bracket and (dated.month is None or words.at(dated.last) != ")")):
        return Piece(place, after, weekday, part=part)
    if dated.month is None and (inner > after or part):
        return Piece(place, after, weekday, part=part)
    return Piece(place, dated.last + bracket, weekday, dated.day, dated.month, dated.year)


def _dated(words: Words, first: int, place: int, weekday: int | None) -> Piece | None:
    """A number with its month on either side; a number alone after a weekday."""
    month = ENGLISH_MONTHS.get(words.at(place)) or SHORT_ENGLISH.get(words.at(place))
    if month is not None and words.raw(place)[:1].isupper():
        at = place + 1 + (words.at(place + 1) == "." and words.joined(place + 1))
        found = number_of(words, at)
        if found is None or words.at(found[1]) in _MEASURES:
            return None
        year, last = year_of(words, found[1])
        return Piece(first, last, weekday, found[0], month, year)
    found = number_of(words, place)
    if found is None:
        return None
    day, after = found
    named = after + (words.at(after) in {"de", "of"})
    month = month_at(words, named)
    if month is None:
        if weekday is None or words.at(after) not in _AFTER_DAY:
            return None  # `mardi 16 navires`
        return Piece(first, after, weekday, day)
    last = named + 1
    if words.at(named) not in MONTHS and words.at(last) == "." and words.joined(last):
        last += 1
    year, last = year_of(words, last)
    if year is None and words.at(named) not in MONTHS and words.at(named) not in _SHORT:
        return None
    return Piece(first, last, weekday, day, month, year)


def month_at(words: Words, place: int) -> int | None:
    word = words.at(place)
    return calendar.MONTHS.get(word) if word in MONTH_WORDS else None


def number_of(words: Words, place: int) -> tuple[int, int] | None:
    """A day of the month and the token after it; `3.5`, `10:30` and `1 200` are none."""
    word = words.at(place)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    if words.joined(place) and words.at(place - 1) not in {"(", "-", "–", "«", '"'}:
        return None
    after = place + 1
    after += words.joined(after) and words.at(after) in SUFFIX
    return int(word), after


def year_of(words: Words, place: int) -> tuple[int | None, int]:
    at = place + (words.at(place) in {",", "de"})
    if is_year(words, at) and (at == place or not is_year(words, at + 1)):
        return int(words.at(at)), at + 1
    return None, place


def is_year(words: Words, place: int) -> bool:
    """Four digits that begin with 19 or 20, no part of a longer number."""
    word = words.at(place)
    if len(word) != 4 or not word.isdecimal() or word[:2] not in {"19", "20"}:
        return False
    if words.joined(place) and words.at(place - 1) not in {"(", "-", "–", "/", "«", '"', "[", "—"}:
        return False
    after = words.at(place + 1)
    if words.joined(place + 1) and after not in {
        ",",
        ".",
        ")",
        ";",
        ":",
        "-",
        "–",
        "/",
        "»",
        "?",
        "!",
        '"',
        "…",
        "]",
        "—",
        "”",
    }:
        return False
    return not (
        after in {",", "."} and words.joined(place + 1) and words.joined(place + 2) and words.at(place + 2).isdecimal()
    )


def day_before(words: Words, place: int, floor: int) -> int | None:
    at = place - 1
    at -= words.at(at) in {"de", "of"}
    at -= words.joined(at) and words.at(at) in SUFFIX
    return at if at >= floor and number_of(words, at) is not None else None
