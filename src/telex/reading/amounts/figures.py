"""Quantities with their unit (design/reading.md section 9): `1 650 foyers`, `40 milliards d'euros`, `7,5 %`, `un train sur quatre`.

No age, clock time, date, ordinal, road, article or telephone number, and no table of prices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telex.model.mentions import Figure
from telex.model.proof import Field
from telex.reading.amounts import units
from telex.reading.amounts.numbers import NUMBER_WORDS, Number, number_at
from telex.reading.blocks import Line
from telex.reading.times.days import MONTH_WORDS, is_year
from telex.reading.words import Words, listed, span_of, split

MAX_FIGURES = 500
"""Of one body; past it the rest is not searched. A dispatch of 470 words has about 20."""
METHOD = "rule:figures"
_TABLE = re.compile(r"\([+\-−±]?\s?\d{1,3}[.,]\d{1,2}\s?%\)")
"""A change in brackets: two of them in a line make a table of prices."""
_BEFORE_NOUN = listed(
    "nouveaux nouvelles autres premiers premieres derniers dernieres grands grandes petits petites principaux principales anciens "
    "anciennes jeunes gros grosses vieux vieilles beaux belles bons bonnes new other first last big small young old more "
    "major former additional"
)
_NO_NOUN = listed(
    "dans sans sous apres alors mais plus moins pas tres chez vers puis depuis selon fois as is was has this its his us dont les des "
    "ses ces aux leurs nous vous ils elles entre hors lors jamais toujours deux trois six dix cents vingts times points "
    "millions milliards milliers thousands hundreds dozens degres across yes versus plus tous toutes dollars euros"
) - {"points", "dollars", "euros", "degres"}
_ENGLISH_PLURALS = frozenset(
    {"people", "men", "women", "children", "troops", "police", "staff", "personnel", "aircraft", "dead", "sheep"}
)
_CLOCK_BEFORE = listed("a vers des jusqu depuis avant apres at by before after until")
_NUMBERED = listed("departementale nationale autoroute article articles loi numero n no nº ligne route rn chapitre page pages paragraphe "
                      "chambre zone magnitude section lot tome volume version edition file rue avenue code")  # fmt: skip
_AGO = frozenset({"ago", "later", "earlier", "auparavant", "tot", "tard"})
_FEWEST_SPELT = 11
"""From here a number in words counts plain things and spans of time as well; below it victims, measures and money alone: of
the small ones (`deux compagnies`, `trois jours`) on the odd-numbered texts of the labelled wire two are listed."""


@dataclass(frozen=True, slots=True)
class _Counted:
    value: float
    unit: str
    first: int
    last: int
    high: float | None = None


def find(paragraphs: Sequence[Line], language: str | None = None) -> tuple[Field[Figure], ...]:
    """All quantities in order, each once: the same value and unit spelt twice is one.

    `unit` is an ISO 4217 code for money, `EUR/t` for a price of something, the symbol of a measure (`m`, `km2`, `t`, `h`), `%`,
    else the head noun as written. `language` decides what `540.000` and `412,000` are; without it they are read as French.
    """
    english = language is not None and language[:2] == "en"
    found: list[Field[Figure]] = []
    seen: set[tuple[float, str]] = set()
    for line in paragraphs:
        words = split(line.match)
        if "%" in words.text and len(_TABLE.findall(words.text, 0, 2_000)) > 1:
            continue
        for counted in _quantities(words, english):
            key = (counted.value, counted.unit.lower())
            if key in seen:
                continue
            seen.add(key)
            span = span_of(line, words.start(counted.first), words.end(counted.last - 1))
            value = Figure(line.text[span.start : span.end], counted.value, counted.unit, counted.high)
            found.append(Field(value, METHOD, span))
            if len(found) >= MAX_FIGURES:
                return tuple(found)
    return tuple(found)


def _starts(words: Words) -> list[int]:
    """The tokens at which a number can begin."""
    return [
        n
        for n, word in enumerate(words.folded)
        if word in NUMBER_WORDS or word[:1].isdecimal() or ("-" in word and word.partition("-")[0] in NUMBER_WORDS)
    ]


def _quantities(words: Words, english: bool) -> list[_Counted]:
    found: list[_Counted] = []
    floor = 0
    for place in _starts(words):
        number = number_at(words, place, english) if place >= floor else None
        if number is None:
            continue
        counted = _counted(words, number, english)
        if counted is not None:
            found.append(counted)
        floor = max(number.last, counted.last if counted else 0)
    return found


def _counted(words: Words, number: Number, english: bool) -> _Counted | None:
    """What a number counts; None when it counts nothing that is listed."""
    if not _free(words, number):
        return None
    signed = words.at(number.first - 1) in units.SIGNS
    if signed:
        return _Counted(number.value, units.SIGNS[words.at(number.first - 1)], number.first - 1, number.last)
    ranged = _ranged(words, number, english)
    low, number = (number, ranged) if ranged else (None, number)
    first = low.first if low else number.first
    value, high = (low.value, number.value) if low else (number.value, None)
    if low is not None and number.scaled and not low.scaled:
        value = _same_scale(low.value, number)
    unit = _unit(words, number)
    if unit is None:
        return None
    name, last = unit
    if (
        name in {"m"}
        and not english
        and (more := number_at(words, last, english))
        and more.spelt
        and 0 < more.value < 100
    ):
        return _Counted(value + more.value / 100, name, first, more.last, high)
    share = _share(words, number, last, english)
    if share is not None:
        return _Counted(round(value / share[0], 4), _plural(name), first, share[1])
    return _Counted(value, name, first, last, high)


def _free(words: Words, number: Number) -> bool:
    """No part of a longer token, of a date, of a row of numbers, and nothing's number."""
    first, last = number.first, number.last
    before, after = words.at(first - 1), words.at(last)
    if words.joined(first) and (
        before.isalnum() or before in {"/", ":", ".", "°", "#"} or (before == "," and words.at(first - 2).isdecimal())
    ):
        return False
    if words.joined(last) and (
        after in {"/", ":", "e", "er", "eme", "nd", "rd", "th", "st", "re", "°"} or after.isdecimal()
    ):
        return after == "°" and words.at(last + 1) == "c"
    if after.isdecimal() or before in _NUMBERED or (before == "°" and words.at(first - 2) == "n"):
        return False
    if after in MONTH_WORDS or (before in MONTH_WORDS and words.raw(first - 1)[:1].isupper()):
        return False
    if number.value == 1 and number.spelt:
        return (
            after in units.VICTIMS
            or (after in {"metre"} and number_at(words, last + 1, False) is not None)
            or _one_of(words, last)
        )
    return not (is_year(words, first) and last == first + 1 and not _head(words, last))


def _one_of(words: Words, last: int) -> bool:
    """`un train sur quatre`."""
    return words.at(last + 1) == "sur" and (words.at(last + 2) in NUMBER_WORDS or words.at(last + 2).isdecimal())


def _ranged(words: Words, number: Number, english: bool) -> Number | None:
    """The second number of `de 10 à 20`, `entre 3 et 5 millions`, `10-15`; None when there is none."""
    join, raw = words.at(number.last), words.raw(number.last).lower()
    before = words.at(number.first - 1)
    between = before in {"entre", "between"} and join in {"et", "and"}
    to = (
        raw == "à"
        or (join == "to" and english)
        or (join in {"-", "–"} and words.joined(number.last) and words.joined(number.last + 1))
    )
    if not between and not to:
        return None
    second = number_at(words, number.last + 1, english)
    if second is None or second.value <= number.value:
        return None
    return second


def _same_scale(low: float, high: Number) -> float:
    """`de 3 à 5 millions`: both ends are millions."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if high.value >= scale:
            return float(round(low * scale)) if low < scale / 1e2 else low
    return low


def _unit(words: Words, number: Number) -> tuple[str, int] | None:
    """The unit right after a number, past `de`, and the token after it."""
    place = number.last
    if words.at(place) == "-" and words.joined(place) and words.joined(place + 1):
        place += 1
    if words.at(place) in {"de", "d"} and number.scaled:
        place += 1
    if words.at(place) in {"m", "t", "g", "l", "h", "s"} and words.raw(place).isupper():
        return None
    measure = units.unit_at(words, place)
    small = number.spelt and number.value < _FEWEST_SPELT
    if measure is not None:
        if measure[0] in {"h", "min"} and (small or _clock(words, number, measure[1])):
            return None
        return measure
    if words.at(place) in units.TIME:
        return None if small or _time_apart(words, number, place) else (words.raw(place), place + 1)
    if words.at(place) == "points" or words.at(place) in units.VICTIMS:
        return _victims(words, place)
    return _noun(words, number, place)


def _victims(words: Words, place: int) -> tuple[str, int]:
    """`un mort` and `deux morts` have one unit."""
    return _plural(words.raw(place)), place + 1


def _plural(noun: str) -> str:
    return (
        noun
        if noun[-1:] in {"s", "x", "z"} or noun in {"dead", "killed", "injured", "wounded", "missing", "%"}
        else f"{noun}s"
    )


def _noun(words: Words, number: Number, place: int) -> tuple[str, int] | None:
    """The head noun as written, with what belongs to its name left out; a number in small words counts plain things unlisted."""
    if number.spelt and number.value < _FEWEST_SPELT and not _one_of(words, place):
        return None
    if words.at(place) in _BEFORE_NOUN:
        place += 1
    if not _head(words, place) and not (number.spelt and _one_of(words, place)):
        return None
    return words.raw(place), place + 1


def _head(words: Words, place: int) -> bool:
    """Whether a token can be the plural noun that a number counts."""
    word = words.at(place)
    if word in _ENGLISH_PLURALS:
        return True
    if len(word) < 3 or word in _NO_NOUN or word in NUMBER_WORDS or not word[0].isalpha() or words.raw(place).isupper():
        return False
    last = word.split("-")[0] if "-" in word else word
    return word[-1] in "sxz" or last[-1:] in "sx"


def _clock(words: Words, number: Number, last: int) -> bool:
    """`à 6 heures`, `vers 4 heures`, `17 h 30`: an hour of the day, no span of time."""
    if number.value > 24 or words.at(last).isdecimal():
        return number.value <= 24
    return words.at(number.first - 1) in _CLOCK_BEFORE or words.at(last) in {
        "du",
        "local",
        "locales",
        "gmt",
        "a",
        "precises",
    }


def _time_apart(words: Words, number: Number, place: int) -> bool:
    """An age (`âgé de 71 ans`, `, 84 ans,`, `à 66 ans`) or a date (`il y a deux ans`, `trois jours plus tard`)."""
    before, two = words.at(number.first - 1), words.at(number.first - 2)
    after = words.at(place + 1)
    if (
        after in _AGO
        or (after == "plus" and words.at(place + 2) in _AGO)
        or after in {"derniers", "dernieres", "prochains", "prochaines"}
    ):
        return True
    if (before == "a" and two == "y") or before in {"dans", "voici"}:
        return True
    if words.at(place) not in {"an", "ans", "years"}:
        return after in {"apres", "avant", "after", "before"} and words.at(place) not in {"h"}
    age = (
        (before in {"de", "d"} and two.startswith("age"))
        or before in {"age", "agee", "aged"}
        or after in {"old", "revolus"}
    )
    apposed = before in {",", "("} and after in {",", ")", "."}
    return age or apposed or (before == "a" and words.raw(number.first - 1) == "à")


def _share(words: Words, number: Number, last: int, english: bool) -> tuple[float, int] | None:
    """`un train sur quatre`: the second number and the token after it."""
    if words.at(last) != "sur" or number.value > 100:
        return None
    whole = number_at(words, last + 1, english)
    if whole is None or whole.value <= number.value or whole.value > 100 or words.at(whole.last) in units.TIME:
        return None
    return (whole.value, whole.last) if _ends(words, whole.last) else None


def _ends(words: Words, place: int) -> bool:
    """No noun of its own follows: `cent mètres sur vingt mètres` is no share."""
    return units.unit_at(words, place) is None and not _head(words, place)
