"""Days named from the day of the text or from the day last told: `hier soir`, `ce matin`, `la veille`, `the next day`."""

from __future__ import annotations

from dataclasses import replace

from telex.reading.times import days, ranges
from telex.reading.times.days import PARTS, WEEKDAYS
from telex.reading.times.periods import Found, make
from telex.reading.times.tense import Tense, tense_at
from telex.reading.words import Words

_SIMPLE = {
    "hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2, "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1,
}  # fmt: skip
_THIS = frozenset({"ce", "cet", "cette", "this"})
_OF_DAY = frozenset({"matin", "matinee", "soir", "soiree", "apres-midi", "nuit", "midi", "morning", "afternoon", "evening", "night",
                     "journee", "noon"})  # fmt: skip
_TOLD = {
    "veille": -1, "avant-veille": -2, "lendemain": 1, "surlendemain": 2, "jour-la": 0, "soir-la": 0, "matin-la": 0, "nuit-la": 0,
}  # fmt: skip
TRIGGERS = frozenset(_SIMPLE) | frozenset(_TOLD) | _OF_DAY | {"aujourd", "jour", "day"}
_ENGLISH = {("next", "day"): 1, ("following", "day"): 1, ("previous", "day"): -1, ("same", "day"): 0, ("that", "day"): 0,
            ("meme", "jour"): 0}  # fmt: skip


def find(words: Words, place: int, floor: int) -> Found:
    """The expression that turns on the word at `place`."""
    word = words.at(place)
    if word == "aujourd":
        return _deictic(words, place, place + 2, 0, floor) if words.at(place + 1) == "hui" else None
    if word in _SIMPLE:
        before = words.at(place - 1)
        if word in {"hier", "demain"} and before in {"avant", "apres"} and place > floor:
            return _deictic(words, place - 1, place + 1, -2 if word == "hier" else 2, floor)
        return _deictic(words, place, place + 1, _SIMPLE[word], floor)
    if word in _TOLD:
        return _told(words, place, floor, _TOLD[word])
    if word in {"jour", "day"}:
        return _day(words, place, floor)
    return _of_day(words, place, floor)


def _deictic(words: Words, first: int, last: int, shift: int, floor: int) -> Found:
    """With the part of the day, and with the weekday or date that explains it: `hier mardi`, `hier, jeudi 16 août 2012`."""
    if words.at(last) in PARTS or words.at(last) in _OF_DAY:
        last += 1
    at = last + (words.at(last) == ",")
    tense = Tense.FUTURE if shift > 0 else Tense.PAST if shift < 0 else tense_at(words, first, last)
    if words.at(at) in WEEKDAYS:
        named = days.piece(words, at)
        if named is not None and named.day is not None and named.month is not None:
            found = ranges.from_weekday(words, at)
            if found is not None and found[0].kind == "stamp":
                start = words.start(first)
                return replace(found[0], text=words.text[start : found[0].end], start=start, tense=tense), found[1]
        if named is not None and named.day is None and (at == last or words.at(named.last) in {",", ".", ")", ""}):
            made, _ = make(words, first, named.last, "deictic", tense, unit="day", shift=shift)
            return replace(made, weekday=named.weekday), named.last
    return make(words, first, last, "deictic", tense, unit="day", shift=shift)


def _of_day(words: Words, place: int, floor: int) -> Found:
    """`ce matin`, `cette nuit`, `la nuit dernière`; `dans la nuit` is of the day being told."""
    word, before = words.at(place), words.at(place - 1)
    if place - 1 < floor:
        return None
    if before in _THIS:
        tense = tense_at(words, place - 1, place + 1)
        return make(words, place - 1, place + 1, "deictic", tense, unit="day")
    if word == "nuit" and words.at(place + 1) in {"derniere", "passee"}:
        begin = place - 1 if before == "la" else place
        return make(words, begin, place + 2, "deictic", Tense.PAST, unit="day")
    if word == "night" and before == "last":
        return make(words, place - 1, place + 1, "deictic", Tense.PAST, unit="day", shift=-1)
    if before not in {"la", "l", "the"} or words.at(place - 2) not in {"dans", "during", "in"} or place - 2 < floor:
        return None
    if (
        words.at(place + 1) in {"de", "du", "d", "of", "suivante", "qui", "precedente"}
        or words.at(place + 1) in WEEKDAYS
    ):
        return None
    if words.at(place - 2) == "in" and tense_at(words, place - 2, place + 1) is Tense.UNKNOWN:
        return None
    return make(words, place - 2, place + 1, "told", unit="part")


def _day(words: Words, place: int, floor: int) -> Found:
    """`ce jour`, `le même jour`, `the next day`, `the day before`."""
    before = words.at(place - 1)
    if place - 1 < floor:
        return None
    if before == "ce" and words.at(place) == "jour":
        return make(words, place - 1, place + 1, "deictic", unit="day")
    shift = _ENGLISH.get((before, words.at(place)))
    if shift is not None:
        begin = place - 2 if words.at(place - 2) in {"the", "le"} and place - 2 >= floor else place - 1
        return make(words, begin, place + 1, "told", unit="day", shift=shift)
    if words.at(place) == "day" and before == "the" and words.at(place + 1) in {"before", "after"}:
        if words.at(place + 2) in {"yesterday", "tomorrow"}:
            return None
        shift = -1 if words.at(place + 1) == "before" else 1
        closed = not words.at(place + 2).isalpha()
        if closed or shift < 0:
            return make(words, place - 1, place + 2, "told", unit="day", shift=shift if closed else -shift)
    return None


def _told(words: Words, place: int, floor: int, shift: int) -> Found:
    """From the day last told. `au lendemain de la réunion` names the reunion's day, one before."""
    before = words.at(place - 1)
    if place - 1 < floor or before not in {"la", "le", "l", "au", "ce", "cette", "du", "de", "des"}:
        return None
    after = words.at(place + 1)
    last = place + 1
    if after == "au" and words.at(place + 2) in {"soir", "matin"}:
        last = place + 3
    elif after in {"de", "du", "d", "des"} and not _infinitive(words.at(place + 2)):
        if words.at(place) != "lendemain":
            return None
        shift = -shift
    return make(words, place - 1, last, "told", unit="day", shift=shift)


def _infinitive(word: str) -> bool:
    """`menacé la veille d'envahir`: the verb goes with the one before, not with the day."""
    return len(word) > 4 and word.endswith(("er", "ir", "re"))
