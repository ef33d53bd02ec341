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
    "devra", "devront", "devrait", "devraient", "va", "vont", "prochain", "prochaine", "programme", "programmee",
    "will", "shall", "due", "scheduled", "expected", "plans", "plan", "planned", "set", "upcoming", "next",
})  # fmt: skip
_AUXILIARY = frozenset({
    "a", "ont", "est", "sont", "avait", "avaient", "etait", "etaient", "fut", "furent", "was", "were", "had",
    "has", "have", "did",
})  # fmt: skip
_PARTICIPLE = re.compile(
    r"[^\W\d_]{2,30}(?:e|es|ee|ees|i|is|ie|ies|it|ite|u|us|ue|ues|ert|erte|ort|orte|ed|en|ne|wn|ld|nt|de)"
)
_FUTURE = re.compile(r"[^\W\d_]{2,24}(?:ra|ront|rai|rons|rez)")
_NOT_FUTURE = frozenset({
    "opera", "camera", "libra", "extra", "infra", "supra", "ultra", "sierra", "flora", "tiara", "ebola", "agora",
    "datura", "hydra", "cobra", "front", "affront", "reront", "terrai", "vrai", "quai", "serai",
})  # fmt: skip  # fmt: skip
_ED = re.compile(r"[a-z]{3,20}ed")
_PAST_WORDS = frozenset({
    "said", "told", "wrote", "won", "killed", "died", "met", "took", "made", "held", "began", "came", "went",
    "left", "announced", "opened", "voted",
})  # fmt: skip
_LIMITS = ("jusqu'à", "jusqu'au", "d'ici à", "d'ici", "à partir de", "à partir du", "à compter de", "avant", "dès",
           "until", "by", "before", "from", "starting")  # fmt: skip
_LIMIT = re.compile(r"(?:" + "|".join(map(re.escape, _LIMITS)) + r")\s{1,3}(?:ce\s|le\s|next\s)?$", re.IGNORECASE)
_REACH = 14
"""Tokens looked at on either side: the verb of a date stands nearer than this in news leads."""


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the verb nearest to `text[start:end]` within its sentence; a verb before it wins a tie.

    `jusqu'à lundi`, `avant mardi`, `until Monday` look ahead whatever the verb is.
    """
    if _LIMIT.search(text[max(0, start - 24) : start]):
        return Tense.FUTURE
    before = _sentence_tokens(text[max(0, start - 300) : start], last=True)
    after = _sentence_tokens(text[end : end + 300], last=False)
    signs: list[tuple[float, Tense]] = [(n + _barrier(before, n, -1), t) for n, t in _signs(before[::-1], reverse=True)]
    signs += [(n + _barrier(after, n, 1) + 0.5, t) for n, t in _signs(after, reverse=False)]
    return min(signs, key=lambda s: s[0])[1] if signs else Tense.UNKNOWN


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
        if word in _AHEAD or (_FUTURE.fullmatch(word) and word not in _NOT_FUTURE):
            found.append((place, Tense.FUTURE))
        elif (
            (word in _AUXILIARY and (not follower or _PARTICIPLE.fullmatch(follower) or follower in {"ete", "been"}))
            or word in _PAST_WORDS
            or _ED.fullmatch(word)
            or word.endswith(("aient", "erent"))
        ):
            found.append((place, Tense.PAST))
    return found
