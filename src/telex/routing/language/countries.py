"""Countries as queries name them: ISO 3166 codes of two or three letters, French and English names (CLDR, through babel)."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.core import get_global

from telex.model.text import fold_word, plain

_WITHDRAWN = frozenset({"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"})
"""Codes that ISO gave up; CLDR still knows which country came after."""
_OWN = {"XK": "XKX"}
"""Kosovo has no code of ISO; CLDR writes XKK, everybody else XKX."""
_NO_COUNTRY = frozenset({"AA", "EU", "EZ", "UN", "QO", "XA", "XB", "XX", "ZZ"})
_MORE = {
    "États-Unis d’Amérique": "USA", "United States of America": "USA", "UK": "GBR", "Palestine": "PSE", "RDC": "COD",
    "Vatican": "VAT", "Hong Kong": "HKG", "Macao": "MAC", "Czech Republic": "CZE", "Turkey": "TUR", "Birmanie": "MMR",
}  # fmt: skip
"""Names in use that CLDR has not, or not alone."""


@cache
def three_letters() -> dict[str, str]:
    """`FR` -> `FRA`."""
    found = {
        after[0]: code
        for code, after in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and code not in _WITHDRAWN
    }
    return {two: code for two, code in {**found, **_OWN}.items() if len(two) == 2 and two not in _NO_COUNTRY}


@cache
def _codes() -> dict[str, str]:
    """Folded codes and names, each with its three letters. Codes win over names."""
    threes = three_letters()
    found: dict[str, str] = {}
    for language in ("fr", "en"):
        for code, name in Locale(language).territories.items():
            if code in threes:
                for one in (name, name.partition(" (")[0]):  # Myanmar (Birmanie)
                    found.setdefault(_fold(one), threes[code])
    found.update({_fold(name): code for name, code in _MORE.items()})
    found.update({two.lower(): code for two, code in threes.items()})
    return found | {code.lower(): code for code in threes.values()}


def _fold(name: str) -> str:
    return "".join(char for char in fold_word(plain(name[:100])) if char.isalnum())


def country(text: str) -> str | None:
    """The three letters of `fr`, `FRA`, `France` or `Côte d’Ivoire`; None when there is no such country."""
    return _codes().get(_fold(text))


def nearest(text: str) -> str | None:
    """The code of the country that was probably meant."""
    close = get_close_matches(_fold(text), _codes(), n=1, cutoff=0.75)
    return _codes()[close[0]] if close else None
