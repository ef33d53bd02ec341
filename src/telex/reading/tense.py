"""Whether what a clause tells is over or ahead: it decides which Tuesday `mardi` is (design/reading.md section 6)."""

from __future__ import annotations

import re
from enum import StrEnum

from telex.model.text import fold_word


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"
    """No verb that tells: news without a verb ahead is read as past or of the day."""


_TOKEN = re.compile(r"[^\W\d_]+|[;:.,()«»\"]")
_AHEAD = frozenset({
    "prevu", "prevue", "prevus", "prevues", "attendu", "attendue", "attendus", "attendues", "doit", "doivent",
    "devra", "devront", "devrait", "devraient", "va", "vont", "prochain", "prochaine", "programmee", "programmes",
    "programmees", "will", "shall", "must", "scheduled", "expected", "planned", "upcoming", "next",
    "meets", "ends", "opens", "closes", "begins", "starts", "expires", "resumes", "reopens",
})  # fmt: skip
_AHEAD_BEFORE = {
    "plan": frozenset({"to"}), "plans": frozenset({"to"}), "set": frozenset({"to", "for"}),
    "due": frozenset({"", "to", "on", "in", "at", "for", "back"}),
}  # fmt: skip
"""Ahead only before one of these words: `le plan de secours`, `a set of`, `due à` tell nothing."""
_AUXILIARY = frozenset({
    "a", "ont", "est", "sont", "avait", "avaient", "etait", "etaient", "fut", "furent", "was", "were", "had",
    "has", "have", "did",
})  # fmt: skip
_STOPS = _AUXILIARY - {"a"}
_PARTICIPLE = re.compile(
    r"vue?s?|lue?s?|eue?s?|pu|su|mise?s?|dite?s?|morte?s?|nee?s?"
    r"|[^\W\d_]{2,30}(?:e|es|ee|ees|i|is|ie|ies|it|ite|u|us|ue|ues|ert|erte|ort|orte|ed|en|ne|wn|ld|nt|de)"
)
_FUTURE = re.compile(r"[^\W\d_]{2,24}(?:ra|ront|rai|rons|rez)")
_NOT_FUTURE = frozenset({
    "opera", "camera", "libra", "extra", "infra", "supra", "ultra", "sierra", "flora", "tiara", "ebola", "agora",
    "datura", "hydra", "cobra", "front", "affront", "reront", "terrai", "vrai", "quai", "serai",
})  # fmt: skip
_ED = re.compile(r"[a-z]{3,20}ed")
_PAST_WORDS = frozenset({
    "said", "told", "wrote", "won", "killed", "died", "met", "took", "made", "held", "began", "came", "went",
    "left", "announced", "opened", "voted",
})  # fmt: skip
_UNTIL = frozenset({"until", "till", "jusqu'à", "jusqu'au", "jusqu'aux", "d'ici", "partir", "compter"})
_BEFORE = frozenset({"before", "avant", "ahead"})
_FROM = frozenset({"by", "from", "starting", "than", "dès", "for", "pour"})
_SMALL = frozenset({"on", "ce", "le", "la", "de", "du", "this", "next", "the", "à", "au", "of"})
_HOURS = frozenset({
    "a.m", "a.m.", "p.m", "p.m.", "am", "pm", "h", "heure", "heures", "gmt", "local", "time", "noon", "midday",
    "midnight", "midi", "minuit", "morning", "afternoon", "evening", "night", "nightfall", "dusk", "sunset", "matin",
    "soir", "soirée", "nuit", "fin", "début", "journée", "end", "close", "business", "early", "late", "coming", "no",
    "later", "o'clock",
})  # fmt: skip
_DAWN = frozenset({"dawn", "daybreak", "sunrise", "first", "l'aube", "l'aurore"})
"""`before dawn on Sunday` is an hour of that day, no bound."""
_SHORTLY = frozenset({
    "just", "shortly", "soon", "hours", "minutes", "moments", "days", "juste", "peu", "heures", "jours",
})  # fmt: skip
_BACK = re.compile(r"\d{1,2}[:h.]\d\d|[^\W\d_]+(?:['.-][^\W\d_]+)*\.?|\d{1,4}|[^\w\s]")
_GAP = 7
"""Words between `until` and the day it bounds."""
_REACH = 14
"""Tokens looked at on either side: the verb of a date stands nearer than this in news leads."""


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the verb nearest to `text[start:end]` within its sentence; a verb before it wins a tie.

    `jusqu'à lundi`, `avant mardi`, `until noon on Monday` look ahead whatever the verb is.
    """
    if bounded(text, start, end):
        return Tense.FUTURE
    before = _sentence_tokens(text[max(0, start - 300) : start], last=True)
    after = _sentence_tokens(text[end : end + 300], last=False)
    signs: list[tuple[float, Tense]] = [(n + _barrier(before, n, -1), t) for n, t in _signs(before[::-1], reverse=True)]
    signs += [(n + _barrier(after, n, 1) + 0.5, t) for n, t in _signs(after, reverse=False)]
    return min(signs, key=lambda s: s[0])[1] if signs else Tense.UNKNOWN


def bounded(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the end or the start of a period (`until 6 p.m. on`, `d'ici à`, `from`), not its day."""
    words = _BACK.findall(text[max(0, start - 80) : start].lower())
    gap: list[str] = []
    for place in range(len(words) - 1, max(-1, len(words) - 2 - _GAP), -1):
        word = words[place]
        if word in _UNTIL or word in _BEFORE or word in _FROM:
            return _bounds(word, gap, words[place - 1] if place else "", text[end : end + 2])
        if not word[0].isalnum() or word in _STOPS or word in _PAST_WORDS or _ED.fullmatch(word):
            return False
        gap.insert(0, word)
    return False


def _bounds(word: str, gap: list[str], before: str, after: str) -> bool:
    """Whether the limit `word`, with `gap` between it and the day, bounds a period that ends or starts on that day."""
    told = [g for g in gap if g not in _SMALL]
    if (word in {"partir", "compter"} and before != "à") or (word == "than" and before != "later"):
        return False
    if word in {"for", "pour"}:
        return not told and len(gap) <= 1 and after != "'s"
    if not told:
        return True
    if word in _FROM:
        return all(g in _HOURS or g[0].isdigit() for g in told)
    if word in _UNTIL:
        return gap[:2] != ["ce", "que"]
    sequence = gap[0] in {"de", "que"} or gap[0].startswith(("d'", "qu'")) or gap[0].endswith("ing")
    return not sequence and before not in _SHORTLY and not _DAWN.intersection(told)


def _sentence_tokens(text: str, *, last: bool) -> list[str]:
    pieces = re.split(r"(?<=[a-zà-ÿ»)\d])[.!?](?=\s|$)", text)
    piece = pieces[-1] if last else pieces[0]
    return (
        [fold_word(t) for t in _TOKEN.findall(piece)][-_REACH:]
        if last
        else [fold_word(t) for t in _TOKEN.findall(piece)][:_REACH]
    )


def _barrier(tokens: list[str], distance: int, side: int) -> int:
    """A relative clause between the date and the verb makes the verb another clause's: it counts as farther away."""
    crossed = tokens[-distance:] if side < 0 and distance else tokens[:distance]
    return 6 * sum(
        word in {"qui", "que", "ou", "dont", "which", "who", "that", "where", ";", ":", "alors"} for word in crossed
    )


def _signs(tokens: list[str], *, reverse: bool) -> list[tuple[int, Tense]]:
    """(distance, tense) of every verb that tells, nearest first."""
    found: list[tuple[int, Tense]] = []
    for place, word in enumerate(tokens):
        follower = (
            tokens[place - 1]
            if reverse and place
            else tokens[place + 1]
            if not reverse and place + 1 < len(tokens)
            else ""
        )
        if (
            word in _AHEAD
            or follower in _AHEAD_BEFORE.get(word, ())
            or (_FUTURE.fullmatch(word) and word not in _NOT_FUTURE)
        ):
            found.append((place, Tense.FUTURE))
        elif (
            (word in _AUXILIARY and (not follower or _PARTICIPLE.fullmatch(follower) or follower in {"ete", "been"}))
            or word in _PAST_WORDS
            or _ED.fullmatch(word)
            or word.endswith(("aient", "erent"))
        ):
            found.append((place, Tense.PAST))
    return found
