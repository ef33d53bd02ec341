"""What numbers count: money (ISO 4217), measures with their symbols, percent, victims; names in French and English."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from telex.model.text import fold
from telex.reading.words import Words, listed

MEASURES = {
    ("metres", "cubes"): "m3", ("metres", "carres"): "m2", ("kilometres", "carres"): "km2", ("square", "kilometres"): "km2",
    ("square", "kilometers"): "km2", ("square", "metres"): "m2", ("square", "meters"): "m2", ("square", "miles"): "mi2",
    ("cubic", "metres"): "m3", ("cubic", "meters"): "m3", ("km", "/", "h"): "km/h", ("kilometres-heure",): "km/h",
    ("kilometres", "heure"): "km/h", ("kilometres", "par", "heure"): "km/h", ("kilometres", "a", "l", "heure"): "km/h",
    ("kilometers", "per", "hour"): "km/h", ("kilometres", "per", "hour"): "km/h", ("miles", "per", "hour"): "mph",
    ("degres", "celsius"): "°C", ("degrees", "celsius"): "°C", ("°", "c"): "°C",
    ("pour", "cent"): "%", ("percent",): "%", ("per", "cent"): "%", ("%",): "%", ("percentage", "points"): "points",
}  # fmt: skip
for _symbol, _names in {
    "mm": "millimetre millimeter mm",
    "cm": "centimetre centimeter cm",
    "m": "metre meter m",
    "km": "kilometre kilometer km",
    "ha": "hectare ha",
    "t": "tonne t",
    "kg": "kilogramme kilogram kilo kg",
    "g": "gramme gram",
    "l": "litre liter",
    "W": "watt",
    "kW": "kilowatt kw",
    "MW": "megawatt mw",
    "GW": "gigawatt gw",
    "kWh": "kilowattheure kwh",
    "MWh": "megawattheure mwh",
    "GWh": "gigawattheure gwh",
    "TWh": "terawattheure twh",
    "m3": "m³",
    "m2": "m²",
    "mi": "mile",
    "min": "minute",
    "h": "heure hour h",
    "s": "seconde second",
}.items():
    for _name in _names.split():
        MEASURES[(_name,)] = _symbol
        if len(_name) > 3:
            MEASURES[(f"{_name}s",)] = _symbol
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _key in MEASURES:
    _BY_FIRST.setdefault(_key[0], []).append(_key)
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_COMMON = {
    ("euro",): "EUR", ("euros",): "EUR", ("dollar",): "USD", ("dollars",): "USD", ("yen",): "JPY", ("yens",): "JPY", ("yuan",): "CNY",
    ("yuans",): "CNY", ("rouble",): "RUB", ("roubles",): "RUB", ("rubles",): "RUB", ("livres", "sterling"): "GBP",
    ("pounds", "sterling"): "GBP", ("hryvnias",): "UAH", ("hryvnia",): "UAH", ("zlotys",): "PLN", ("dollars", "americains"): "USD",
    ("us", "dollars"): "USD", ("francs", "suisses"): "CHF", ("swiss", "francs"): "CHF", ("forints",): "HUF",
}  # fmt: skip
"""Short names that one currency owns in news texts; `francs`, `livres`, `couronnes`, `dinars` alone own none."""
TIME = frozenset({"jour", "jours", "day", "days", "semaine", "semaines", "week", "weeks", "mois", "month", "months", "an", "ans", "annees",
                  "year", "years", "heure", "heures", "hour", "hours", "minute", "minutes", "seconde", "secondes", "h"})  # fmt: skip
VICTIMS = listed("mort morts blesse blesses blessee blessees disparu disparus disparue tue tues victime victimes deces dead "
                    "killed injured wounded missing deaths victims")  # fmt: skip
_PER = frozenset({"la", "le", "l", "par", "a", "per"})


def unit_at(words: Words, place: int) -> tuple[str, int] | None:
    """The symbol of a measure or currency that begins at a token, and the token after it; `euros la tonne` is `EUR/t`."""
    word = words.at(place)
    for key in sorted(_BY_FIRST.get(word, ()), key=len, reverse=True):
        if all(words.at(place + n) == part for n, part in enumerate(key)):
            return MEASURES[key], place + len(key)
    money = currency_at(words, place)
    if money is None:
        return None
    code, last = money
    per = _per(words, last)
    return (f"{code}/{per[0]}", per[1]) if per else money


def _per(words: Words, place: int) -> tuple[str, int] | None:
    """`la tonne`, `par litre`, `le baril`: what a price is of. `par jour` is a pace, no price."""
    if words.at(place) not in _PER:
        return None
    name = words.at(place + 1)
    if name in {"baril", "barrel", "once", "ounce"}:
        return name, place + 2
    symbol = MEASURES.get((name,))
    return (symbol, place + 2) if symbol is not None and name not in TIME and symbol not in {"%", "m", "km"} else None


def currency_at(words: Words, place: int) -> tuple[str, int] | None:
    """ISO 4217 code of the currency named or signed at a token, and the token after it."""
    word = words.at(place)
    if word in SIGNS:
        return SIGNS[word], place + 1
    raw = words.raw(place)
    if len(raw) == 3 and raw.isupper() and raw in _codes():
        return raw, place + 1
    for key, code in _currencies().get(word, ()):
        if all(words.at(place + n) == part for n, part in enumerate(key)):
            return code, place + len(key)
    return None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").currencies)


@lru_cache(maxsize=1)
def _currencies() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word to the names that begin with it, the longest first: CLDR's plural names, and the short ones."""
    names: dict[tuple[str, ...], str] = dict(_COMMON)
    for locale in ("fr", "en"):
        for code in _codes():
            for count in (1, 2):
                key = tuple(
                    fold(get_currency_name(code, count=count, locale=locale))
                    .replace("-", " ")
                    .replace("'", " ")
                    .split()
                )
                if 1 < len(key) < 5 and not any(c in "".join(key) for c in "()0123456789"):
                    names.setdefault(key, code)
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, code in names.items():
        table.setdefault(key[0], []).append((key, code))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()}
