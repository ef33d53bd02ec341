"""Which profiles a text can be of, for a few look-ups each: what its `marks` need of some line at the very least.

Trying the forms of every profile on forty lines took 40 % of a reading; most profiles fall here, at the first mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from telex.model.text import fold_word
from telex.reading.blocks import Line
from telex.reading.layout import names
from telex.reading.layout.profiles import Profile, Profiles, Slot
from telex.reading.times import stamps

_BULLETS = "•*-–—· "
_RUN = re.compile(r"[^\W_]+")
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """What some line must have: one of `words` as its opening, or else a date."""

    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A profile that may be detected, and its signs, the cheapest first."""

    profile: Profile
    signs: tuple[Sign, ...]


class Top:
    """The short lines at the top of a text, looked at once for all profiles."""

    __slots__ = ("_dated", "_openings", "lines")

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self._openings: frozenset[str] | None = None
        self._dated: bool | None = None

    def shows(self, sign: Sign) -> bool:
        """Whether some line has it. False is certain; True only says that the forms must be tried."""
        if sign.words:
            if self._openings is None:
                self._openings = frozenset(opening(line.match) for line in self.lines)
            return not sign.words.isdisjoint(self._openings)
        if self._dated is None:
            self._dated = any(stamps.find(line.match, header=True) for line in self.lines if not line.long)
        return self._dated


@lru_cache(maxsize=16)
def plan(profiles: Profiles) -> tuple[Plan, ...]:
    """The profiles of a set that can be detected, in its order."""
    return tuple(Plan(p, _signs(p)) for p in profiles.by_id.values() if p.marks)


def opening(text: str) -> str:
    """The first word of a line, bullets apart, folded; of a line that opens with a sign, that sign."""
    for word in text.split(maxsplit=_WORDS)[:_WORDS]:
        bare = fold_word(word).lstrip(_BULLETS)
        if bare:
            run = _RUN.match(bare)
            return run.group() if run else bare[0]
    return ""


def _signs(profile: Profile) -> tuple[Sign, ...]:
    found: set[Sign] = set()
    for mark in profile.marks:
        kind, _, rest = mark.partition(":")
        if kind == "slot":
            slots = [_sign(slot) for slot in profile.slots if slot.name == rest]
            if len(slots) == 1 and slots[0] is not None:
                found.add(slots[0])
        elif (sign := _opens((rest,))) is not None:
            found.add(sign)
    return tuple(sorted(found, key=lambda s: (not s.words, len(s.words), sorted(s.words))))


def _sign(slot: Slot) -> Sign | None:
    """What a line needs for the slot's form to fit; None when nothing so simple is known."""
    if slot.form in {"dates", "byline_dates"}:
        return Sign()
    if slot.form in {"mark", "site"}:
        return _opens(slot.text)
    if slot.form == "byline":
        return _opens(slot.prefix or names.BY)
    if slot.form == "dateline" and slot.agencies and slot.order[:1] == ("agency",):
        separators = slot.separators or ("/",)
        return None if any(c.isalnum() for s in separators for c in s) else _opens(slot.agencies)
    if slot.prefix and slot.form in {"line", "lines", "short_line", "list", "slug"}:
        return _opens(slot.prefix)
    return None


def _opens(texts: tuple[str, ...]) -> Sign | None:
    words = frozenset(opening(text) for text in texts)
    return Sign(words) if all(words) else None
