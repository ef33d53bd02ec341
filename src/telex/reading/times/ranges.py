"""Days that a text names by themselves or in pairs: `3 mars`, `du 28 février au 3 mars`, `la nuit de vendredi à samedi`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from telex.reading.times import calendar
from telex.reading.times.days import (
    ENGLISH_MONTHS,
    JOINS,
    SHORT_ENGLISH,
    SUFFIX,
    Piece,
    day_before,
    number_of,
    piece,
    year_of,
)
from telex.reading.times.stamps import Stamp
from telex.reading.times.tense import Tense, tense_at
from telex.reading.words import Words, listed

_DARK = frozenset({"soir", "nuit", "evening", "night"})
_AND = frozenset({"et", "and"})
_AFTER_AND = listed("in at for with after as when on by near during before , . ; ) ».") | {"", "»", ":"}
_LEADS = frozenset({"de", "du", "les", "le", "entre", "from", "between"})
BACK = frozenset(
    {
        "dernier",
        "derniere",
        "derniers",
        "dernieres",
        "passe",
        "passee",
        "passes",
        "passees",
        "ecoule",
        "ecoulee",
        "last",
    }
)
AHEAD = frozenset({"prochain", "prochaine", "prochains", "prochaines", "next"})
_MOVED = ("report", "decal", "deplac", "avanc", "repouss", "moved", "moving", "postpon", "pushed", "brought", "resched", "delay",
          "switch")  # fmt: skip
_LONGEST = 62
"""Days. Two dates farther apart than this are two dates."""
_ANY_YEAR = 2023


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as a text says it, at `text[start:end]` of the match text."""

    text: str
    start: int
    end: int
    kind: str
    """Days: stamp, weekday, weekdays, deictic, range, numbered, week_day, nth, told. Longer: fixed, month, months, season,
    quarter, period, span. vague: none."""
    tense: Tense
    stamp: Stamp | None = None
    weekday: int | None = None
    shift: int = 0
    """Days for deictic and told; -1, 0, 1 for a period or weekdays, weeks for week_day; the signed count for a span."""
    unit: str = "day"
    last: Stamp | None = None
    """End of a range, whose start is `stamp`."""
    weekday_end: int | None = None
    """End of a pair of weekdays, whose start is `weekday`."""
    night: bool = False
    value: str | None = None
    """Of a fixed expression, which needs no anchor."""
    number: int = 0
    """Month, season (0 = spring) or quarter; weeks added for `en huit`; years added for `l'an prochain`; ordinal for nth."""
    number_end: int = 0


def from_weekday(words: Words, place: int) -> tuple[Expression, int] | None:
    """The day or days that begin with the weekday at `place`, and the token after them."""
    first = piece(words, place)
    if first is None:
        return None
    return _pair(words, first) or _single(words, first)


def from_month(words: Words, place: int, floor: int) -> tuple[Expression, int] | None:
    """The day or days of the month named at `place`, which begin before it (`3 mars`) or with it (`March 3`).

    Tokens before `floor` belong to an expression already found.
    """
    begin = day_before(words, place, floor)
    if begin is not None:
        first = piece(words, begin)
        if first is None or first.last <= place:
            return None
        return _left_pair(words, first, floor) or _pair(words, first) or _single(words, first)
    if words.at(place) in ENGLISH_MONTHS or words.at(place) in SHORT_ENGLISH:
        first = piece(words, place)
        if first is not None:
            return _english_pair(words, first) or _pair(words, first) or _single(words, first)
    return None


def _join(words: Words, place: int) -> tuple[str, int] | None:
    """The word that joins two days, and the token after it and its article."""
    word = words.at(place)
    if word not in JOINS or (word == "a" and words.raw(place) == "a"):
        return None
    after = place + 1
    after += words.at(after) in {"le", "la"}
    return word, after


def _pair(words: Words, first: Piece) -> tuple[Expression, int] | None:
    """`vendredi à dimanche`, `jeudi 3 et le vendredi 4 mars`, `28 février au 3 mars 2026`."""
    join = _join(words, first.last)
    if join is None:
        return None
    second = piece(words, join[1])
    if second is None:
        return None
    if first.day is None and second.day is None:
        return _weekdays(words, first, second, join[0])
    if first.day is None or second.day is None:
        return None
    return _range(words, first, second, join[0], _lead(words, first.first))


def _left_pair(words: Words, second: Piece, floor: int) -> tuple[Expression, int] | None:
    """`3 au 5 mars`, `3-5 March`, `3 et 4 mars`: the first day is a number alone."""
    at = second.first - 1
    at -= words.at(at) == "le"
    if words.at(at) not in JOINS or (words.at(at) == "a" and words.raw(at) == "a"):
        return None
    start = at - 1
    start -= words.joined(start) and words.at(start) in SUFFIX
    found = number_of(words, start)
    if start < floor or found is None or found[1] != at:
        return None
    return _range(words, Piece(start, at, None, found[0]), second, words.at(at), _lead(words, start))


def _english_pair(words: Words, first: Piece) -> tuple[Expression, int] | None:
    """`March 3-5, 2026`, `March 3 to 5`."""
    if first.year is not None or not words.at(first.last - 1)[0].isalnum():
        return None
    join = _join(words, first.last)
    found = number_of(words, join[1]) if join else None
    if join is None or found is None:
        return None
    year, last = year_of(words, found[1])
    if year is None and words.at(found[1]) not in _AFTER_AND:
        return None
    second = Piece(join[1], last, None, found[0], first.month, year)
    return _range(words, first, second, "to" if join[0] in _AND else join[0], _lead(words, first.first))


def _lead(words: Words, first: int) -> int:
    """Where the pair begins, with `du`, `entre le`, `dans la nuit de`."""
    at = first - 1
    at -= words.at(at) in {"le", "the"} and words.at(at - 1) in _LEADS
    if words.at(at) not in _LEADS and words.at(at) not in {"overnight", "on", "of"}:
        return first
    if words.at(at) in {"on", "of"} and words.at(at - 1) not in {"overnight", "night"}:
        return first
    return _night(words, at) or (at if words.at(at) in _LEADS else first)


def _night(words: Words, at: int) -> int | None:
    """Where `dans la nuit de`, `overnight from`, `on the night of` begins, if `at` is its last word."""
    if words.at(at) == "overnight":
        return at
    if words.at(at) not in {"de", "du", "from", "on", "of"} or words.at(at - 1) not in {"nuit", "overnight", "night"}:
        return None
    begin = at - 1
    while begin > 0 and words.at(begin - 1) in {"la", "dans", "the", "on"} and at - begin < 4:
        begin -= 1
    return begin


def _range(words: Words, first: Piece, second: Piece, join: str, begin: int) -> tuple[Expression, int] | None:
    month, year = first.month or second.month, first.year or second.year
    if month is None or second.month is None:
        return None
    if first.year is None and second.year is not None:
        year = second.year - (second.month < month)
    start = calendar.day(year or _ANY_YEAR, month, first.day or 0)
    end_year = second.year or (year or _ANY_YEAR) + (second.month < month)
    end = calendar.day(end_year, second.month, second.day or 0)
    if start is None or end is None or not timedelta(0) < end - start <= timedelta(days=_LONGEST):
        return None
    if join in _AND and end - start != timedelta(days=1) and words.at(begin) not in {"entre", "between"}:
        return None
    shift, last = year_shift(words, second.last)
    near, last = _modifier(words, last) if not shift else (0, last)
    made = _expression(
        words, begin, last, "range",
        stamp=first.stamp(words, month, year), until=second.stamp(words),
        number=shift, shift=near, unit="range",
    )  # fmt: skip
    return made, last


def _weekdays(words: Words, first: Piece, second: Piece, join: str) -> tuple[Expression, int] | None:
    one, two = first.weekday, second.weekday
    if one is None or two is None or one == two or _possessive(words, second.last):
        return None
    begin = _lead(words, first.first)
    between = words.at(begin) in {"entre", "between"}
    following = (two - one) % 7 == 1
    if join in _AND and not between and not following:
        return None
    if between and first.part and second.part and first.part not in _DARK:
        return None  # `entre vendredi matin et lundi soir`: two hours, told each by its day
    shift, last = _modifier(words, second.last)
    night = following and (_night(words, first.first - 1) is not None or first.part in _DARK)
    made = _expression(
        words, begin, last, "weekdays", weekday=one, weekday_end=two, shift=shift, night=night, unit="range"
    )
    return made, last


def _possessive(words: Words, place: int) -> bool:
    return words.at(place) == "s" and words.gap(place) == "'"


def _modifier(words: Words, place: int) -> tuple[int, int]:
    """-1 for `dernier`, 1 for `prochain` at `place`, and the token after."""
    word = words.at(place)
    return (
        (-1, place + 1)
        if word in BACK and word != "last"
        else (1, place + 1)
        if word in AHEAD and word != "next"
        else (0, place)
    )


def year_shift(words: Words, place: int) -> tuple[int, int]:
    """`(de) l'an prochain`, `l'année dernière`, `next year`: years to add, and the token after."""
    at = place + (words.at(place) in {"de", "of"})
    if words.at(at) == "l" and words.at(at + 1) in {"an", "annee"}:
        shift, last = _modifier(words, at + 2)
        return (shift, last) if shift else (0, place)
    if words.at(at) in {"next", "last"} and words.at(at + 1) == "year":
        return (1 if words.at(at) == "next" else -1), at + 2
    return 0, place


def _single(words: Words, found: Piece) -> tuple[Expression, int] | None:
    if found.day is None:
        return _weekday(words, found)
    begin, last = found.first, found.last
    if found.month is None:
        return _expression(words, begin, last, "numbered", weekday=found.weekday, number=found.day), last
    shift, last = year_shift(words, last) if found.year is None else (0, last)
    near, last = _modifier(words, last) if found.year is None and not shift else (0, last)
    made = _expression(
        words, begin, last, "stamp", stamp=found.stamp(words), weekday=found.weekday, number=shift, shift=near
    )
    return made, last


def _weekday(words: Words, found: Piece) -> tuple[Expression, int]:
    """A weekday alone: `mardi dernier`, `next Tuesday`, `mardi en huit`, `mardi de la semaine prochaine`."""
    begin, last = found.first, found.last
    shift, last = _modifier(words, last)
    if not shift and words.at(begin - 1) in {"last", "next"}:
        shift, begin = (-1 if words.at(begin - 1) == "last" else 1), begin - 1
    weeks = {"huit": 1, "quinze": 2}.get(words.at(last + 1), 0) if words.at(last) == "en" else 0
    if weeks:
        last += 2
        return _expression(words, begin, last, "weekday", weekday=found.weekday, shift=1, number=weeks), last
    week = _of_week(words, last)
    if week is not None:
        return _expression(words, begin, week[1], "week_day", weekday=found.weekday, shift=week[0]), week[1]
    begin = _night(words, begin - 1) or begin
    return _expression(words, begin, last, "weekday", weekday=found.weekday, shift=shift), last


def _of_week(words: Words, place: int) -> tuple[int, int] | None:
    """`de la semaine prochaine`, `cette semaine`, `of next week`: weeks to add, and the token after."""
    at = place + (words.at(place) in {"de", "of"})
    if words.at(at) in {"cette", "this"} and words.at(at + 1) in {"semaine", "week"}:
        return 0, at + 2
    if words.at(at) in {"next", "last"} and words.at(at + 1) == "week":
        return (1 if words.at(at) == "next" else -1), at + 2
    if words.at(at) == "la" and words.at(at + 1) == "semaine":
        shift, last = _modifier(words, at + 2)
        return (shift, last) if shift else None
    return None


def _expression(
    words: Words,
    first: int,
    last: int,
    kind: str,
    *,
    stamp: Stamp | None = None,
    until: Stamp | None = None,
    weekday: int | None = None,
    weekday_end: int | None = None,
    shift: int = 0,
    number: int = 0,
    night: bool = False,
    unit: str = "day",
) -> Expression:
    """An expression with its tense. What was moved `from Friday to Sunday` took place on neither: it lies ahead."""
    sign = shift or number if kind != "numbered" else 0
    tense = Tense.PAST if sign < 0 else Tense.FUTURE if sign > 0 else tense_at(words, first, last)
    if unit == "range" and any(words.at(p).startswith(_MOVED) for p in range(max(0, first - 6), first)):
        tense = Tense.FUTURE
    return Expression(
        words.between(first, last), words.start(first), words.end(last - 1), kind, tense,
        stamp, weekday, shift, unit, until, weekday_end, night, None, number,
    )  # fmt: skip
