"""Seasons, quarters and half-years as a text says them, and which ones are meant: `l'automne dernier`, `T3 2026`, `premier semestre`."""

from __future__ import annotations

from datetime import date

from telex.reading.times.days import is_year
from telex.reading.times.periods import Found, make
from telex.reading.times.ranges import AHEAD, BACK
from telex.reading.times.tense import Tense
from telex.reading.words import Words

CODES = ("SP", "SU", "AU", "WI")
SEASONS = {"printemps": 0, "ete": 1, "automne": 2, "hiver": 3, "spring": 0, "summer": 1, "autumn": 2, "winter": 3}
_ENGLISH = frozenset({"spring", "summer", "autumn", "winter"})
_BOUNDS = frozenset({"avant", "ici", "des", "jusqu", "before", "until", "by"})
_ORDINALS = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "dernier": 4, "first": 1, "third": 3,
             "fourth": 4}  # fmt: skip


def from_season(words: Words, place: int, floor: int) -> Found:
    """A season with a year, `dernier`, `prochain`, `cet`, or after a word that tells a time; `a été` is none."""
    season, english = SEASONS[words.at(place)], words.at(place) in _ENGLISH
    before, after = words.at(place - 1), words.at(place + 1)
    if words.at(place) == "ete" and not (before in {"l", "cet", "en", "d"} and words.gap(place) in {"'", " "}):
        return None
    year_at = place + 1 + (after in {"of", "de"})
    if is_year(words, year_at):
        return make(words, place, year_at + 1, "fixed", unit="season", value=f"{words.at(year_at)}-{CODES[season]}")
    begin = place - 1 if before in {"l", "le", "cet", "ce", "this"} and place > floor else place
    if (after in BACK or after in AHEAD) and not english:
        shift = -1 if after in BACK else 1
        return make(words, begin, place + 2, "season", _tense(shift), unit="season", number=season, shift=shift)
    if before in {"last", "next"} and place > floor:
        shift = -1 if before == "last" else 1
        return make(words, place - 1, place + 1, "season", _tense(shift), unit="season", number=season, shift=shift)
    if before in {"cet", "ce", "this"}:
        return make(words, begin, place + 1, "season", unit="season", number=season)
    lead = words.at(place - 2) if before in {"l", "le", "the"} else before
    if lead in _BOUNDS:
        return make(words, place, place + 1, "season", Tense.FUTURE, unit="season", number=season, shift=1)
    if before == "au" or (lead == "a" and before == "l"):
        return make(words, place, place + 1, "season", unit="season", number=season)
    return None


def _tense(shift: int) -> Tense:
    return Tense.PAST if shift < 0 else Tense.FUTURE


def season_value(season: int, shift: int, tense: Tense, anchor: date) -> str:
    """`YYYY-XX` with the year in which the season begins.

    Last: the latest that is over. Next, or ahead: the first that begins after the anchor. `cet hiver`: the one that runs,
    else the one before or after as the clause tells; without a verb the next.
    """
    begins = 3 * (season + 1)
    now = anchor.year * 12 + anchor.month
    running = next((y for y in (anchor.year - 1, anchor.year) if 0 <= now - (y * 12 + begins) < 3), None)
    if shift == 0 and running is not None:
        return f"{running}-{CODES[season]}"
    if shift < 0 or (shift == 0 and tense is Tense.PAST):
        year = max(y for y in (anchor.year - 2, anchor.year - 1, anchor.year) if y * 12 + begins + 3 <= now)
    else:
        year = min(y for y in (anchor.year, anchor.year + 1) if y * 12 + begins > now)
    return f"{year}-{CODES[season]}"


def from_quarter(words: Words, place: int, floor: int) -> Found:
    """`premier trimestre (de) 2026`, `2e trimestre`, `third quarter`, `second semestre`."""
    at = place - 1
    if words.at(at) in {"er", "e", "eme", "nd", "st", "rd", "th"} and words.joined(at):
        at -= 1
    word = words.at(at)
    number = int(word) if word in {"1", "2", "3", "4"} and at < place - 1 else _ORDINALS.get(word, 0)
    if not number or at < floor:
        return None
    half = words.at(place) == "semestre"
    if half:
        number = min(number, 2)
    return _quarter(words, at, place + 1, number, half)


def from_letter(words: Words, place: int, _: int) -> Found:
    """`T1 2026`, `Q3`, `S1 2026`: the letter and its number stand together."""
    digit = words.at(place + 1)
    letter = words.raw(place)
    top = "2" if letter == "S" else "4"
    if letter not in {"T", "Q", "S"} or not words.joined(place + 1) or not (len(digit) == 1 and "1" <= digit <= top):
        return None
    if words.joined(place) or (words.joined(place + 2) and words.at(place + 2).isalnum()):
        return None
    if not is_year(words, place + 2) and letter == "S":
        return None
    return _quarter(words, place, place + 2, int(digit), letter == "S")


def _quarter(words: Words, first: int, last: int, number: int, half: bool) -> Found:
    at = last + (words.at(last) in {"de", "of"})
    if not is_year(words, at):
        return None if half else make(words, first, last, "quarter", unit="quarter", number=number)
    year = words.at(at)
    if half:
        value = f"{year}-01/{year}-06" if number == 1 else f"{year}-07/{year}-12"
        return make(words, first, at + 1, "fixed", unit="range", value=value)
    return make(words, first, at + 1, "fixed", unit="quarter", value=f"{year}-Q{number}")


def quarter_value(number: int, tense: Tense, anchor: date) -> str | None:
    """The latest such quarter that has begun, or with a verb ahead the next that has not ended; a quarter that runs is both."""
    current = (anchor.month + 2) // 3
    if tense is Tense.FUTURE:
        return f"{anchor.year + (number < current)}-Q{number}"
    if tense is Tense.PAST or number <= current:
        return f"{anchor.year - (number > current)}-Q{number}"
    return None
