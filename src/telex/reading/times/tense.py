"""Whether what a clause tells is over or ahead: it decides which Tuesday `mardi` is (design/reading.md section 6)."""

from __future__ import annotations

import re
from enum import StrEnum

from telex.reading.words import Words


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"
    """No verb that tells: news without a verb ahead is read as past or of the day."""


_AHEAD = frozenset({
    "prevu", "prevue", "prevus", "prevues", "attendu", "attendue", "attendus", "attendues", "doit", "doivent",
    "devra", "devront", "devrait", "devraient", "va", "vont", "prochain", "prochaine", "programme", "programmee",
    "programmes", "programmees", "fixee", "fixees", "appelle", "appellent", "convoque", "convoques", "convoquee",
    "will", "shall", "must", "scheduled", "expected", "planned", "upcoming", "next", "slated", "looms",
    "meets", "ends", "opens", "closes", "begins", "starts", "expires", "resumes", "reopens",
})  # fmt: skip
_AHEAD_BEFORE = {
    "plan": frozenset({"to"}), "plans": frozenset({"to"}), "set": frozenset({"to", "for"}),
    "due": frozenset({"", "to", "on", "in", "at", "for", "back"}),
    "fixe": frozenset({"au", "a", "pour"}), "fixes": frozenset({"au", "a", "pour"}),
    "programme": frozenset({"", ",", ".", "pour", "ce", "a", "en"}), "programmes": frozenset({"", ",", ".", "pour", "en"}),
    "convoque": frozenset({"pour", "a"}), "convoques": frozenset({"pour", "a"}), "convoquee": frozenset({"pour", "a"}),
    "appelle": frozenset({"a"}), "appellent": frozenset({"a"}),
}  # fmt: skip
"""Ahead only before one of these words: `le plan de secours`, `a set of`, `due à` tell nothing."""
_VOTES = frozenset({
    "election", "elections", "scrutin", "referendum", "presidentielle", "presidentielles", "legislatives",
    "municipales", "deadline", "echeance", "ultimatum", "rendez-vous",
})  # fmt: skip
"""`l'élection de mardi`, when no verb of its clause tells that it is over."""
_AUXILIARY = frozenset({
    "a", "ont", "est", "sont", "avait", "avaient", "etait", "etaient", "fut", "furent", "was", "were", "had",
    "has", "have", "did", "ai", "avons", "avions", "avais", "ayant", "suis", "sommes",
})  # fmt: skip
_STOPS = _AUXILIARY - {"a"}
_PARTICIPLE = re.compile(
    r"vue?s?|lue?s?|eue?s?|pu|su|mise?s?|dite?s?|morte?s?|nee?s?"
    r"|[^\W\d_]{2,30}(?:e|es|ee|ees|i|is|ie|ies|it|ite|u|us|ue|ues|ert|erte|ort|orte|ed|en|ne|wn|ld|nt|de)"
)
_FUTURE = re.compile(r"[^\W\d_]{2,24}(?:ra|ront|rai|ras|rons|rez)")
_CONDITIONAL = re.compile(r"[^\W\d_]{2,24}r(?:ait|aient)")
_NOT_FUTURE = frozenset({
    "opera", "camera", "libra", "extra", "infra", "supra", "ultra", "sierra", "flora", "tiara", "ebola", "agora",
    "datura", "hydra", "cobra", "front", "affront", "reront", "terrai", "vrai", "quai", "serai", "bras", "embarras",
    "tantra", "mantra", "zebra", "environs",
})  # fmt: skip
_NOT_CONDITIONAL = frozenset({
    "entrait", "entraient", "montrait", "montraient", "demarrait", "restaurait", "retrait", "portrait", "attrait", "trait",
    "extrait", "tirait", "durait", "jurait", "assurait", "declarait", "preparait", "separait", "offrait", "ouvrait",
    "souffrait", "couvrait", "esperait", "considerait", "operait", "figurait", "figuraient", "admirait", "respirait",
})  # fmt: skip
_ED = re.compile(r"[a-z]{3,20}ed")
_PAST_WORDS = frozenset({
    "said", "told", "wrote", "won", "killed", "died", "met", "took", "made", "held", "began", "came", "went",
    "left", "announced", "opened", "voted", "broke", "struck", "hit", "fell", "rose", "gave", "got", "found", "flew",
})  # fmt: skip
_UNTIL = frozenset(
    {"until", "till", "jusqu'a", "jusqu'au", "jusqu'aux", "jusqu", "jusqu'en", "d'ici", "partir", "compter"}
)
_BEFORE = frozenset({"before", "avant", "ahead"})
_FROM = frozenset({"by", "from", "starting", "than", "des", "for", "pour"})
_SMALL = frozenset({"on", "ce", "le", "la", "de", "du", "this", "next", "the", "a", "au", "of", "aux", "en", "l"})
_HOURS = frozenset({
    "a.m", "p.m", "am", "pm", "p", "m", "h", "heure", "heures", "gmt", "local", "time", "noon", "midday",
    "midnight", "midi", "minuit", "morning", "afternoon", "evening", "night", "nightfall", "dusk", "sunset", "matin",
    "soir", "soiree", "nuit", "fin", "debut", "journee", "end", "close", "business", "early", "late", "coming", "no",
    "later", "o", "clock", ".",
})  # fmt: skip
_DAWN = frozenset({"dawn", "daybreak", "sunrise", "first", "aube", "aurore"})
"""`before dawn on Sunday` is an hour of that day, no bound."""
_SHORTLY = frozenset({
    "just", "shortly", "soon", "hours", "minutes", "moments", "days", "juste", "peu", "heures", "jours",
})  # fmt: skip
_BARRIERS = frozenset(
    {"qui", "que", "ou", "dont", "which", "who", "that", "where", ";", ":", "alors", "tandis", "while"}
)
_SINCE_SMALL = frozenset({"le", "la", "ce", "cette", "early", "late", "the", "last"})
_GAP = 7
"""Words between `until` and the day it bounds."""
_REACH = 14
"""Tokens looked at on either side: the verb of a date stands nearer than this in news leads."""


def tense_at(words: Words, first: int, last: int) -> Tense:
    """The tense of the verb nearest to tokens `first` to `last` - 1 within their sentence; a verb before them wins a tie.

    `jusqu'à lundi`, `avant mardi`, `until noon on Monday` look ahead whatever the verb is; `le scrutin de dimanche` does
    when no verb tells.
    """
    if _since(words, first):
        return Tense.PAST
    if bounded(words, first, last):
        return Tense.FUTURE
    before, after = _before(words, first), _after(words, last)
    nearest = min(
        (s for s in (_nearest(before, -1), _nearest(after, 1)) if s is not None), key=lambda s: s[0], default=None
    )
    if nearest is not None:
        return nearest[1]
    return Tense.FUTURE if _votes(words, first) else Tense.UNKNOWN


def bounded(words: Words, first: int, last: int) -> bool:
    """Whether the tokens are the end or the start of a period (`until 6 p.m. on`, `d'ici à`, `from`), not its day."""
    gap: list[str] = []
    for place in range(first - 1, max(-1, first - 2 - _GAP), -1):
        word = words.folded[place]
        if word == "ici" and words.at(place - 1) == "d":
            return True
        if word in _UNTIL or word in _BEFORE or (word in _FROM and _is_from(words, place)):
            return _bounds(word, gap, words.at(place - 1), words.text[words.end(last - 1) :][:2])
        if not word[:1].isalnum() and word != "." and word != ":":
            return False
        if word in _STOPS or word in _PAST_WORDS or _ED.fullmatch(word) or (words.ends_sentence(place) and word != "."):
            return False
        gap.insert(0, word)
    return False


def _since(words: Words, first: int) -> bool:
    """`depuis lundi soir`, `since late Sunday`: begun by then, whatever stands before."""
    place = first - 1
    while place >= 0 and first - place < 4 and words.folded[place] in _SINCE_SMALL:
        place -= 1
    return words.at(place) in {"depuis", "since"}


def _is_from(words: Words, place: int) -> bool:
    """`dès jeudi`, not `des jeudis`: folded alike."""
    return words.folded[place] != "des" or words.raw(place).lower() == "dès"


def _bounds(word: str, gap: list[str], before: str, after: str) -> bool:
    """Whether the limit `word`, with `gap` between it and the day, bounds a period that ends or starts on that day."""
    told = [g for g in gap if g not in _SMALL]
    if (word in {"partir", "compter"} and before != "a") or (word == "than" and before != "later"):
        return False
    if word in {"for", "pour"}:
        return not told and len(gap) <= 1 and after != "'s"
    if not told:
        return True
    if word in _FROM:
        return all(g in _HOURS or g[:1].isdigit() for g in told)
    if word in _UNTIL:
        return gap[:2] != ["ce", "que"]
    sequence = gap[0] in {"de", "que", "d", "qu"} or gap[0].endswith("ing")
    return not sequence and before not in _SHORTLY and not _DAWN.intersection(told)


def _before(words: Words, first: int) -> list[str]:
    """The tokens before, nearest first, to the start of the sentence."""
    found: list[str] = []
    for place in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if words.ends_sentence(place):
            break
        found.append(words.folded[place])
    return found


def _after(words: Words, last: int) -> list[str]:
    found: list[str] = []
    for place in range(last, min(len(words), last + _REACH)):
        if words.ends_sentence(place):
            break
        found.append(words.folded[place])
    return found


def _nearest(tokens: list[str], side: int) -> tuple[float, Tense] | None:
    """(distance, tense) of the verb that counts as nearest. A relative clause in between makes the verb another clause's."""
    best: tuple[float, Tense] | None = None
    barrier = 0
    for place, word in enumerate(tokens):
        if side > 0 and word in _BARRIERS:
            barrier += 6
        follower = (
            tokens[place + 1]
            if side > 0 and place + 1 < len(tokens)
            else tokens[place - 1]
            if side < 0 and place
            else ""
        )
        tense = _sign(word, follower)
        if tense is not None:
            distance = place + barrier + (0.5 if side > 0 else 0.0)
            if best is None or distance < best[0]:
                best = (distance, tense)
        if side < 0 and word in _BARRIERS:
            barrier += 6
    return best


def _sign(word: str, follower: str) -> Tense | None:
    """What a word tells, with the one that follows it in the text."""
    if word in _AHEAD_BEFORE:
        return Tense.FUTURE if follower in _AHEAD_BEFORE[word] else None
    if word in _AHEAD or (_FUTURE.fullmatch(word) and word not in _NOT_FUTURE):
        return Tense.FUTURE
    if word in _AUXILIARY and follower in _AHEAD:
        return None  # `a prévu de`: the participle looks ahead
    if word in _AUXILIARY and (not follower or follower in {"ete", "been"} or _PARTICIPLE.fullmatch(follower)):
        return Tense.PAST
    if word in _PAST_WORDS or _ED.fullmatch(word) or word.startswith(("a-t-", "ont-", "avait-")):
        return Tense.PAST
    if word.endswith("aient") and not (_CONDITIONAL.fullmatch(word) and word not in _NOT_CONDITIONAL):
        return Tense.PAST
    return Tense.PAST if word.endswith("erent") else None


def _votes(words: Words, first: int) -> bool:
    """`le scrutin de dimanche`, `Sunday's` apart: a vote named by its day, told of without a verb."""
    return words.at(first - 1) in {"de", "du"} and words.at(first - 2) in _VOTES
