"""Numbers as French and English texts write them: `1 650`, `540.000`, `3,42`, `412,000`, `1,4 milliard`, `deux mille`, `une trentaine`."""

from __future__ import annotations

from dataclasses import dataclass

from telex.reading.words import Words

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "octante": 80, "huitante": 80, "nonante": 90,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_HUNDREDS = {"cent": 100, "cents": 100, "hundred": 100}
_THOUSANDS = {"mille": 1_000, "thousand": 1_000}
SCALES = {
    "millier": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "md": 1e9, "mds": 1e9,
    "mrd": 1e9, "mrds": 1e9, "bn": 1e9, "mn": 1e6, "thousand": 1e3, "thousands": 1e3, "mille": 1e3, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_COLLECTIVES = {
    "demi-douzaine": 6, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
NUMBER_WORDS = frozenset(_UNITS) | frozenset(_HUNDREDS) | frozenset(_THOUSANDS)
_MAX_GROUPS = 6
"""Groups of three figures in one number: more is a row of numbers."""
_MAX_WORDS = 12
"""Words of one number in words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens `first` to `last` - 1."""

    value: float
    first: int
    last: int
    spelt: bool = False
    """In words, without a scale."""
    scaled: bool = False
    """With `million`, or a collective such as `une trentaine`."""


def number_at(words: Words, place: int, english: bool) -> Number | None:
    """The number that begins at a token, scale included. `english` decides what a comma or point before three digits is."""
    token = words.at(place)
    if token[:1].isdecimal():
        return _digits(words, place, english)
    if token in NUMBER_WORDS or "-" in token:
        return _spelt(words, place, english)
    return None


def _digits(words: Words, place: int, english: bool) -> Number | None:
    token = words.at(place)
    if len(token) > 15 or not token.isdecimal():
        return None
    whole, last = token, place + 1
    if len(token) <= 3:
        while (
            last < min(len(words), place + _MAX_GROUPS)
            and len(words.at(last)) == 3
            and words.at(last).isdecimal()
            and words.gap(last) == " "
        ):
            whole += words.at(last)
            last += 1
    value = float(whole)
    mark, after = words.at(last), words.at(last + 1)
    if mark in {",", "."} and words.joined(last) and words.joined(last + 1) and after.isdecimal():
        thousands = len(after) == 3 and len(token) <= 3 and (mark == ".") != english
        if thousands and last == place + 1:
            while (
                words.at(last) == mark
                and words.joined(last)
                and len(words.at(last + 1)) == 3
                and words.at(last + 1).isdecimal()
            ):
                whole += words.at(last + 1)
                last += 2
            value = float(whole)
        elif len(after) <= 6:
            value = float(f"{whole}.{after}")
            last += 2
    if len(whole) > 15:
        return None
    return _scaled(words, Number(value, place, last), english)


def _spelt(words: Words, place: int, english: bool) -> Number | None:
    """A number in words; `un` and `une` alone are articles unless a scale or a collective follows."""
    parts: list[str] = []
    last = place
    while last < len(words) and last - place < _MAX_WORDS:
        pieces = words.folded[last].split("-")
        if not all(p in NUMBER_WORDS or (p == "et" and len(pieces) > 1) for p in pieces):
            joins = words.folded[last] in {"et", "and"} and parts and words.at(last + 1).split("-")[0] in _UNITS
            if not joins or not _adds(parts[-1], words.at(last + 1), english):
                break
        parts.extend(p for p in pieces if p not in {"et", "and"})
        last += 1
    if not parts:
        return None
    if parts in (["un"], ["une"], ["a"]) and words.at(last) in _COLLECTIVES:
        return Number(float(_COLLECTIVES[words.at(last)]), place, last + 1, scaled=True)
    value = _sum(parts)
    if value is None:
        return None
    return _scaled(words, Number(value, place, last, spelt=True), english)


def _adds(before: str, after: str, english: bool) -> bool:
    """`vingt et un`, `soixante et onze`, `two hundred and five`; not `deux et trois`."""
    if english:
        return before in _HUNDREDS or before in _THOUSANDS
    return _UNITS.get(before, 0) >= 20 and _UNITS.get(after, 0) in {1, 11}


def _sum(parts: list[str]) -> float | None:
    """`quatre vingt dix sept` = 97, `deux mille trois cents` = 2300; None when the words make no number."""
    total, current = 0, 0
    for part in parts:
        if part in _THOUSANDS:
            total, current = total + max(current, 1) * 1_000, 0
        elif part in _HUNDREDS:
            current = max(current, 1) * 100
        elif part in {"vingt", "vingts"} and current % 100 == 4:
            current += 76
        else:
            unit = _UNITS[part]
            if current and unit >= (current % 100 or 100) and current % 100:
                return None
            current += unit
    return float(total + current)


def _scaled(words: Words, number: Number, english: bool) -> Number:
    """The number with `millions`, `milliards`, `billion` (1e9 in English, 1e12 in French), `et demi`."""
    word = words.at(number.last)
    scale = SCALES.get(word)
    if word in {"billion", "billions"}:
        scale = 1e9 if english else 1e12
    if word == "m" and words.raw(number.last) == "M" and words.at(number.last + 1) in {"€", "$", "£"}:
        scale = 1e6
    if scale is None or (word == "mille" and number.spelt):
        return number
    value, last = number.value, number.last + 1
    if words.at(last) == "et" and words.at(last + 1) in {"demi", "demie"}:
        value, last = value + 0.5, last + 2
    return Number(_round(value * scale), number.first, last, scaled=True)


def _round(value: float) -> float:
    """Without the noise of binary fractions: 19.4e6 is 19400000."""
    return float(round(value)) if value >= 1_000 else round(value, 6)
