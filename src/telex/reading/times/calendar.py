"""Names of months and weekdays as headers and texts write them, and the arithmetic of days."""

from __future__ import annotations

from datetime import date, timedelta

from telex.model.text import fold_word

_MONTHS = {
    1: "janvier january januar enero gennaio janeiro januari ocak janv jan ene gen",
    2: "fevrier february februar febrero febbraio fevereiro februari subat fevr fev feb",
    3: "mars march marz maerz marzo marco maart mart mar",
    4: "avril april abril aprile nisan avr apr abr",
    5: "mai may mayo maggio maio mei mayis mag",
    6: "juin june juni junio giugno junho haziran jun giu haz",
    7: "juillet july juli julio luglio julho temmuz juil jul lug tem",
    8: "aout august agosto augustus agustos aug ago agu",
    9: "septembre september septiembre settembre setembro eylul sept sep eyl",
    10: "octobre october oktober octubre ottobre outubro ekim oct okt ott eki",
    11: "novembre november noviembre novembro kasim nov kas",
    12: "decembre december dezember diciembre dicembre dezembro aralik dec dez dic ara",
}
_WEEKDAYS = {
    0: "lundi monday montag lunes lunedi maandag pazartesi mon lun",
    1: "mardi tuesday dienstag martes martedi dinsdag sali tue tues",
    2: "mercredi wednesday mittwoch miercoles mercoledi woensdag carsamba wed mer",
    3: "jeudi thursday donnerstag jueves giovedi donderdag persembe thu thur thurs jeu",
    4: "vendredi friday freitag viernes venerdi vrijdag cuma fri ven",
    5: "samedi saturday samstag sabado sabato zaterdag cumartesi sat sam",
    6: "dimanche sunday sonntag domingo domenica zondag pazar sun dim",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
WEEKDAYS = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
"""Folded name to number, Monday = 0."""


def month_number(word: str) -> int | None:
    return MONTHS.get(fold_word(word.rstrip(".")))


def weekday_number(word: str) -> int | None:
    return WEEKDAYS.get(fold_word(word.rstrip(".")))


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None when there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_weekday(anchor: date, weekday: int) -> date:
    """The nearest such day on or before the anchor."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def next_weekday(anchor: date, weekday: int) -> date:
    """The nearest such day on or after the anchor."""
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The n-th such day of a month; -1 is the last."""
    if number < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return last_weekday(following - timedelta(days=1), weekday)
    found = next_weekday(date(year, month, 1), weekday) + timedelta(weeks=number - 1)
    return found if found.month == month else None


def nearest_numbered(anchor: date, weekday: int, number: int) -> date | None:
    """`mardi 10` without a month: the nearest such day within three months either side."""
    months = (shift_months(anchor, n) for n in range(-3, 4))
    days = [d for year, month in months if (d := day(year, month, number)) is not None and d.weekday() == weekday]
    return min(days, key=lambda d: abs((d - anchor).days), default=None)


def shift_months(anchor: date, months: int) -> tuple[int, int]:
    """(year, month) so many months away."""
    index = anchor.year * 12 + anchor.month - 1 + months
    return index // 12, index % 12 + 1


def nearest_year(
    month: int, number: int, anchor: date, weekday: int | None = None, reach: int = 14, latest: date | None = None
) -> date | None:
    """That day of the year nearest to the anchor, among the years in which it falls on `weekday`, none after `latest`.

    A day falls on one weekday about every 5 to 6 years, so `reach` years either side always hold a candidate if one exists.
    """
    candidates = (
        day(year, month, number) for year in range(max(1, anchor.year - reach), min(9999, anchor.year + reach) + 1)
    )
    fitting = [
        d
        for d in candidates
        if d is not None and (weekday is None or d.weekday() == weekday) and (latest is None or d <= latest)
    ]
    return min(fitting, key=lambda d: abs((d - anchor).days), default=None)
