"""Months, years, weeks, week-ends and spans as a text says them: `en mars`, `de 1993 à 1995`, `le mois dernier`, `il y a deux ans`."""

from __future__ import annotations

from telex.reading.times.days import ENGLISH_MONTHS, FRENCH_MONTHS, MONTHS, is_year
from telex.reading.times.ranges import AHEAD, BACK, Expression, year_shift
from telex.reading.times.tense import Tense, tense_at
from telex.reading.words import Words, listed

UNITS = {
    "jour": "day", "jours": "day", "day": "day", "days": "day", "journees": "day",
    "semaine": "week", "semaines": "week", "week": "week", "weeks": "week",
    "mois": "month", "mois-ci": "month", "month": "month", "months": "month",
    "an": "year", "ans": "year", "annee": "year", "annees": "year", "year": "year", "years": "year", "annee-ci": "year",
    "week-end": "weekend", "week-ends": "weekend", "weekend": "weekend", "weekends": "weekend",
    "trimestre": "quarter", "trimestres": "quarter", "quarter": "quarter", "quarters": "quarter",
    "semestre": "half", "semestres": "half", "decennie": "decade", "decennies": "decade", "decade": "decade", "decades": "decade",
}  # fmt: skip
COUNTS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-huit": 18, "vingt": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "cent": 100, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_VAGUE_COUNTS = frozenset({"quelques", "plusieurs", "several", "few", "dizaine", "vingtaine", "trentaine", "couple"})
_ABOUT = listed("pres de plus moins environ quelque quelques peine a peu un deja presque about almost more than over nearly "
                   "some around bientot tout juste d")  # fmt: skip
_MORE = frozenset({"plus", "moins", "more", "over", "less"})
_MONTH_LEADS = listed("en in fin debut courant des depuis since avant before until by last next this mi ici jusqu d'ici early late "
                         "mid des de of")  # fmt: skip
_YEAR_LEADS = listed("en in depuis since fin debut des courant mi avant apres vers before after by until d ici l annee annees horizon "
                        "saison exercice millesime rentree cuvee edition from year early late mid partir")  # fmt: skip
_AFTER_YEAR = listed(", . ; : ) » ! ? a au aux de du des en et ou sur pour par dans qui que avec sans the of in on at to and or for by "
                        "with as ; est a ont sera etait avait avaient aura was is will has had") | {"", "”", '"', "]", "…", "–", "-", "—"}  # fmt: skip
_NUMBERED = listed("n no ° nº rn / a departementale nationale route article loi ligne page numero code vol chambre")
_AMOUNTS = listed("plus moins pres total prix montant somme vitesse nombre effectif altitude loyer hauteur autour lors")
_LATER = {("plus", "tard"): 1, ("plus", "tot"): -1, ("auparavant", ""): -1, ("later", ""): 1, ("earlier", ""): -1}
_STOP = listed(", . ; : ) » ! ?") | {"", "”", '"'}

Found = tuple[Expression, int] | None


def make(
    words: Words,
    first: int,
    last: int,
    kind: str,
    tense: Tense | None = None,
    *,
    unit: str,
    shift: int = 0,
    number: int = 0,
    number_end: int = 0,
    value: str | None = None,
) -> tuple[Expression, int]:
    """An expression of tokens `first` to `last` - 1, with the tense of its clause unless it tells its own."""
    if tense is None:
        tense = tense_at(words, first, last)
    made = Expression(
        words.between(first, last), words.start(first), words.end(last - 1), kind, tense,
        None, None, shift, unit, None, None, False, value, number, number_end,
    )  # fmt: skip
    return made, last


def from_month(words: Words, place: int, floor: int) -> Found:
    """A month without a day. Alone it needs a word before it that tells a time: `mars` and `may` are other words too."""
    word = words.at(place)
    if word not in MONTHS or (word not in FRENCH_MONTHS and not words.raw(place)[:1].isupper()):
        return None
    paired = _months(words, place, floor)
    if paired is not None:
        return paired
    month = MONTHS[word]
    year_at = place + 1 + (words.at(place + 1) in {"de", "of", ","})
    if is_year(words, year_at) and (year_at == place + 1 or words.at(place + 1) != ","):
        return make(words, place, year_at + 1, "fixed", unit="month", value=f"{words.at(year_at)}-{month:02d}")
    years, last = year_shift(words, place + 1)
    if years:
        return make(words, place, last, "month", unit="month", number=month, number_end=years)
    after = words.at(place + 1)
    if (after in BACK or after in AHEAD) and after not in {"last", "next"}:
        return make(words, place, place + 2, "month", unit="month", number=month, shift=-1 if after in BACK else 1)
    before = words.at(place - 1)
    if before in {"last", "next"} and place - 1 >= floor:
        return make(
            words, place - 1, place + 1, "month", unit="month", number=month, shift=-1 if before == "last" else 1
        )
    if before not in _MONTH_LEADS or (before == "des" and words.raw(place - 1).lower() != "dès"):
        return None
    if before in {"de", "of"} and words.at(place - 2) not in {
        "mois",
        "fin",
        "debut",
        "month",
        "end",
        "beginning",
        "milieu",
    }:
        return None
    return make(words, place, place + 1, "month", unit="month", number=month)


def _months(words: Words, place: int, floor: int) -> Found:
    """`entre mars et mai 2024`, `de mars à mai`, `mars-avril 2026` (one token)."""
    join = words.raw(place + 1).lower()
    lead = words.at(place - 1)
    if (
        lead not in {"entre", "de", "from", "between"}
        or join not in {"et", "à", "and", "to", "-", "–"}
        or place <= floor
    ):
        return None
    second = words.at(place + 2)
    if second not in (FRENCH_MONTHS if words.at(place) in FRENCH_MONTHS else ENGLISH_MONTHS):
        return None
    one, two = MONTHS[words.at(place)], MONTHS[second]
    if is_year(words, place + 3):
        year = int(words.at(place + 3))
        value = f"{year - (two < one):04d}-{one:02d}/{year:04d}-{two:02d}"
        return make(words, place - 1, place + 4, "fixed", unit="range", value=value)
    return make(words, place - 1, place + 3, "months", unit="range", number=one, number_end=two)


def from_year(words: Words, place: int, floor: int) -> Found:
    """A year, two years as a span, a decade."""
    if (
        words.joined(place + 1)
        and words.at(place + 1) == "s"
        and words.at(place).isdecimal()
        and words.at(place)[3:] == "0"
    ):
        year = int(words.at(place))
        return make(words, place, place + 2, "fixed", unit="range", value=f"{year}/{year + 9}")
    if not is_year(words, place):
        return None
    year, lead = int(words.at(place)), words.at(place - 1)
    if lead in {"annees", "decennie"} and year % 10 == 0:
        return make(words, max(floor, place - 1), place + 1, "fixed", unit="range", value=f"{year}/{year + 9}")
    join = words.raw(place + 1).lower()
    pairs = lead in {"de", "entre", "from", "between"} and join in {"à", "et", "to", "and"}
    if (
        (pairs or join in {"-", "–", "/"})
        and is_year(words, place + 2)
        and year < int(words.at(place + 2)) < year + 100
    ):
        begin = place - 1 if pairs and place > floor else place
        return make(words, begin, place + 3, "fixed", unit="range", value=f"{year}/{words.at(place + 2)}")
    if lead in _YEAR_LEADS or _plain_year(words, place):
        return make(words, place, place + 1, "fixed", unit="year", value=str(year))
    return None


def _plain_year(words: Words, place: int) -> bool:
    """`la Conférence 2018 sur`, `(1993)`, `et 2027`: a year, because no noun follows that it could count."""
    before = words.raw(place - 1)
    if words.at(place + 1) not in _AFTER_YEAR or words.at(place - 1) in _NUMBERED:
        return words.at(place - 1) == "(" and words.at(place + 1) == ")"
    if words.at(place - 1) in {"de", "of"}:
        return words.at(place - 2) not in _AMOUNTS and words.at(place - 2).isalpha()
    return (before[:1].isalpha() and len(before) > 2) or before == "("


def from_unit(words: Words, place: int, floor: int) -> Found:
    """What ends or turns on a unit of time: `le mois dernier`, `cette semaine`, `il y a deux ans`, `fin du mois`, `trois jours plus tard`."""
    unit = UNITS[words.at(place)]
    return (
        _shifted(words, place, floor, unit) or _counted(words, place, floor, unit) or _edge(words, place, floor, unit)
    )


def _shifted(words: Words, place: int, floor: int, unit: str) -> Found:
    """One unit back, ahead, or the current one."""
    after, before = words.at(place + 1), words.at(place - 1)
    begin = place - 1 if before in {"le", "la", "l", "ce", "cette", "the"} and place > floor else place
    begin = _with_edge(words, begin, floor)
    plural = words.at(place).endswith("s") and words.at(place) != "mois"
    if after in BACK and after != "last" and before not in COUNTS and not plural:
        if before in {"dernier", "derniere"}:
            return None
        return make(words, begin, place + 2, "period", Tense.PAST, unit=unit, shift=-1)
    if after in AHEAD and after != "next" and not plural:
        return make(words, begin, place + 2, "period", Tense.FUTURE, unit=unit, shift=1)
    if before in {"last", "next"} and not plural and place > floor and words.at(place - 2) not in {"the", "of"}:
        begin = _with_edge(words, place - 1, floor)
        back = before == "last"
        return make(
            words, begin, place + 1, "period", Tense.PAST if back else Tense.FUTURE, unit=unit, shift=-1 if back else 1
        )
    if before in {"cette", "ce", "this"} and unit != "day" and not plural and place > floor:
        return make(words, begin, place + 1, "period", unit=unit)
    if after in {"suivant", "suivante"} and before in {"le", "la", "l"} and unit in {"day", "month", "year"}:
        return make(words, place - 1, place + 2, "told", unit=unit, shift=1)
    if unit == "weekend" and before in {"le", "du", "the", "la"}:
        return make(words, begin, place + 1, "period", unit=unit)
    return None


def _with_edge(words: Words, begin: int, floor: int) -> int:
    """`fin de`, `début de`, `end of` belong to the expression."""
    at = begin - 1
    at -= words.at(at) in {"de", "of", "d"}
    if words.at(at) in {"fin", "debut", "end", "beginning", "milieu", "start"} and at >= floor:
        return at
    return begin


def _edge(words: Words, place: int, floor: int, unit: str) -> Found:
    """`fin du mois`, `fin d'année`, `end of the year`: the current one."""
    if unit not in {"week", "month", "year", "quarter"} or (
        words.at(place).endswith("s") and words.at(place) != "mois"
    ):
        return None
    at = place - 1
    at -= words.at(at) in {"l", "la", "the", "le"}
    at -= words.at(at) in {"d", "de", "du", "of"}
    if words.at(at) not in {"fin", "debut", "end", "milieu"} or at < floor or at == place - 1:
        return None
    if words.at(place + 1) in {"de", "du", "scolaire", "of"} and words.at(place + 1) != "":
        return None
    return make(words, at, place + 1, "period", unit=unit)


def _counted(words: Words, place: int, floor: int, unit: str) -> Found:
    """`il y a deux ans`, `dans trois mois`, `two weeks ago`, `trois jours plus tard`; vague with `quelques`."""
    before, at = words.at(place - 1), place - 1
    if words.at(place + 1) == "a" and words.at(place + 2) == "venir" and words.at(place)[-1:] == "s":
        made = _vague_run(words, place, floor, unit)
        return None if made is None else make(words, place, place + 3, "vague", Tense.FUTURE, unit=unit)
    if before in AHEAD or before in BACK or before in {"coming", "recent"}:
        return _vague_run(words, place, floor, unit)
    count = int(before) if before.isdecimal() and len(before) <= 3 else COUNTS.get(before)
    if words.raw(at) == "à":
        count = None
    vague = count is None and (
        before in _VAGUE_COUNTS or (before in {"de", "of"} and words.at(at - 1) in _VAGUE_COUNTS)
    )
    if at < floor or (count is None and not vague) or (unit in {"weekend", "half", "decade"} and not vague):
        return None
    at -= before in {"de", "of"}
    begin, more = at, False
    while begin - 1 >= floor and at - begin < 5 and words.at(begin - 1) in _ABOUT and words.raw(begin - 1) != "a":
        begin -= 1
        more = more or words.at(begin) in _MORE
    way = _way(words, begin, at, place, floor)
    if way is None:
        return None if count is None else _relative(words, at, place, unit, count)
    sign, first, last = way
    tense = Tense.PAST if sign < 0 else Tense.FUTURE
    if vague or more or count is None:
        return make(words, first, last, "vague", tense, unit=unit)
    return make(words, first, last, "span", tense, unit=unit, shift=sign * count)


def _way(words: Words, begin: int, at: int, place: int, floor: int) -> tuple[int, int, int] | None:
    """Sign, first token and token after: of `il y a`, `voici`, `dans`, `in` before the count, `ago` after the unit."""
    for start in range(begin, at + 1):
        if (
            words.at(start - 1) == "a"
            and words.at(start - 2) == "y"
            and words.at(start - 3) == "il"
            and start - 3 >= floor
        ):
            return -1, start - 3, place + 1
        if words.at(start - 1) == "voici" and start > floor:
            return -1, start - 1, place + 1
        if words.at(start - 1) in {"dans", "d'ici"} and start > floor:
            return 1, start - 1, place + 1
        if words.at(start - 1) == "ici" and words.at(start - 2) == "d" and start - 1 > floor:
            return 1, start - 2, place + 1
    if words.at(place + 1) == "ago":
        return -1, at, place + 2
    if words.at(begin - 1) == "in" and begin > floor and tense_at(words, begin - 1, place + 1) is Tense.FUTURE:
        return 1, begin - 1, place + 1
    return None


def _relative(words: Words, at: int, place: int, unit: str, count: int) -> Found:
    """`trois jours plus tard`, `two days later`; `un jour après` only where nothing follows it."""
    one, two = words.at(place + 1), words.at(place + 2)
    for (first, second), sign in _LATER.items():
        if one == first and (not second or two == second):
            return make(words, at, place + 2 + bool(second), "told", Tense.UNKNOWN, unit=unit, shift=sign * count)
    if one in {"apres", "avant"} and two in _STOP:
        return make(words, at, place + 2, "told", Tense.UNKNOWN, unit=unit, shift=count if one == "apres" else -count)
    if one == "after" and unit == "day" and count == 1:
        return make(words, at, place + 2, "told", Tense.PAST, unit=unit, shift=-1)
    return None


def _vague_run(words: Words, place: int, floor: int, unit: str) -> Found:
    """`ces derniers jours`, `dans les prochaines semaines`, `the coming days`: a span and no value."""
    if words.at(place)[-1:] != "s":
        return None
    begin = place - 1
    while (
        begin - 1 >= floor
        and place - begin < 5
        and words.at(begin - 1) in {"ces", "les", "des", "dans", "the", "au", "cours", "in"}
    ):
        begin -= 1
    tense = Tense.PAST if words.at(place - 1) in BACK or words.at(place - 1) == "recent" else Tense.FUTURE
    return make(words, begin, place + 1, "vague", tense, unit=unit)
