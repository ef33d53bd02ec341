"""Who promises what, to whom, by when: clauses with a promise word, candidates for the desk (design/reading.md section 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telex.model.mentions import Commitment, DateSaid
from telex.model.proof import Field
from telex.reading.blocks import Line
from telex.reading.cast import Cast, Sighting
from telex.reading.words import Words, listed, span_of, split

MAX_COMMITMENTS = 200
"""Of one body; past it the rest is not searched. A dispatch has seldom more than three."""
METHOD = "rule:commitments"
_LONGEST = 60
"""Tokens of one clause."""
_NOUNS = frozenset({"engagement", "engagements", "promesse", "promesses"})
_ENGLISH_NOUNS = frozenset({"commitment", "pledge", "promise", "pledges"})
_REFLEXIVE = frozenset(
    {"engage", "engagent", "engagera", "engageront", "engagerait", "engageaient", "engageait", "engagea", "engageons"}
)
_ENGAGED = frozenset({"engage", "engagee", "engages", "engagees"})
_PROMISE = frozenset({"promet", "promettent", "promit", "promettait", "garantit", "garantissent"})
_ENGLISH = frozenset(
    {"pledged", "pledges", "pledge", "vowed", "vows", "promised", "promises", "committed", "undertook", "guaranteed"}
)
_GIVES = re.compile(
    r"(?:fourni|livre|verse|finance|accorde|enver|deploie|consacre|debloque|soutiend|maintiend|rembourse|indemnise|aide|aidera|investi)"
    r"r(?:a|ont|ait|aient)"
)
"""Third person of verbs that give something, future or, as speech is reported, conditional."""
_STAYS = re.compile(r"reste?r(?:a|ont|ait|aient)")
_ENGLISH_GIVES = frozenset(
    {"provide", "deliver", "supply", "fund", "send", "contribute", "donate", "invest", "pay", "continue"}
)
_TRIGGERS = _NOUNS | _ENGLISH_NOUNS | _REFLEXIVE | _ENGAGED | _PROMISE | _ENGLISH | {"promis", "pret", "prete", "prets", "pretes",
             "assure", "assuree", "will", "ready"}  # fmt: skip
_DETERMINERS = frozenset(
    {"un", "une", "des", "le", "la", "les", "l", "du", "que", "qu", "de", "d", "«", "a", "aux", "au"}
)
_GOES_ON = listed("des du de d en a au aux l la le les y notamment dans pour with and including")
_NOT = frozenset({"ne", "n", "pas", "jamais", "sans", "not", "never", "si", "if", "refuse"})
_OPEN, _CLOSE = "«“", "»”"


@dataclass(frozen=True, slots=True)
class _Clause:
    """Tokens `first` to `last` - 1, and where the one who promises is named: tokens `who` before, or none."""

    first: int
    last: int
    confidence: str
    who: tuple[int, int] | None = None
    named: bool = False
    """Whether those tokens are the giver's phrase and nothing else: `pris par les deux communes de`."""


def find(
    paragraphs: Sequence[Line], cast: Cast, dates: Sequence[Field[DateSaid]], language: str | None = None
) -> tuple[Field[Commitment], ...]:
    """Promises of a body, in order. `dates` as `said.find` gives them: the one ahead within the clause is `by`.

    `who` is the name in the cast that stands where the promise names its giver, else that phrase verbatim, else None.
    French and English; in another `language` nothing is read.
    """
    if language is not None and language[:2] not in {"fr", "en"}:
        return ()
    found: list[Field[Commitment]] = []
    for line in paragraphs:
        words = split(line.match)
        for clause in _clauses(words):
            span = span_of(line, words.start(clause.first), words.end(clause.last - 1))
            by = [d.value.value for d in dates if d.span and d.span.block == line.number and d.value.tense != "past"
                  and d.value.value and span.start <= d.span.start and d.span.end <= span.end]  # fmt: skip
            value = Commitment(
                line.text[span.start : span.end],
                _who(line, words, clause, cast),
                _to(line, words, clause, cast),
                by[-1] if by else None,
            )
            found.append(Field(value, METHOD, span, clause.confidence))
            if len(found) >= MAX_COMMITMENTS:
                return tuple(found)
    return tuple(found)


def _clauses(words: Words) -> list[_Clause]:
    """Every promise of a paragraph; one clause holds one."""
    found: list[_Clause] = []
    floor = 0
    for place, word in enumerate(words.folded):
        if place < floor:
            continue
        if word in _TRIGGERS:
            clause = (
                _noun(words, place)
                or _engaged(words, place)
                or _promised(words, place)
                or _ready(words, place)
                or _english(words, place)
            )
        elif word.endswith(("ra", "ront", "rait", "raient")) and (_GIVES.fullmatch(word) or _STAYS.fullmatch(word)):
            clause = _gives(words, place)
        else:
            continue
        if clause is not None and clause.last - clause.first > 2:
            found.append(clause)
            floor = clause.last
    return found


def _negated(words: Words, place: int) -> bool:
    return any(words.at(p) in _NOT for p in range(max(0, place - 4), place + 1))


def _infinitive(words: Words, place: int) -> bool:
    """Whether a verb in the infinitive stands at a token, or after `se`, `ne pas`, `y`."""
    place += words.at(place) in {"se", "s", "y", "ne", "en"}
    place += words.at(place) == "pas"
    word = words.at(place)
    return (
        len(word) > 3
        and word.endswith(("er", "ir", "re", "oir"))
        and word not in {"leur", "hier", "notre", "votre", "autre", "contre"}
    )


def _noun(words: Words, place: int) -> _Clause | None:
    """`l'engagement pris par Oslo de fournir ...`, `l'engagement de l'Estonie à soutenir ...`, `notre promesse de fournir ...`."""
    if words.at(place) in _ENGLISH_NOUNS:
        if words.at(place + 1) != "to" or words.at(place - 1) in {"to", "will"}:
            return None
        return _Clause(place + 2, _end(words, place + 2), "likely")
    if words.at(place) not in _NOUNS:
        return None
    taken = words.at(place + 1) in {"pris", "prise", "faite", "renouvele"} and words.at(place + 2) == "par"
    limit = min(len(words), place + 12)
    for at in range(place + 1, limit):
        if words.at(at) in {",", ";"} or words.ends_sentence(at):
            return None
        if words.at(at) in {"de", "d"} and _infinitive(words, at + 1):
            who = (place + 3, at) if taken and at > place + 3 else None
            return _Clause(at + 1, _end(words, at + 1), "likely", who, True)
        if words.raw(at) == "à" and _infinitive(words, at + 1) and words.at(place + 1) in {"de", "du", "des", "d"}:
            begin = place - (words.at(place - 1) in {"l", "un", "cet", "le", "les"})
            return _Clause(begin, _end(words, at), "likely", (place + 2, at), True)
    return None


def _engaged(words: Words, place: int) -> _Clause | None:
    """`s'engage à`, `s'est engagée à`, `nous nous engageons à`."""
    before = words.at(place - 1)
    plain = words.at(place) in _REFLEXIVE and before in {"s", "nous"}
    past = words.at(place) in _ENGAGED and before in {"est", "sont", "etait", "etaient"} and words.at(place - 2) == "s"
    if not (plain or past) or _negated(words, place):
        return None
    verb = place - (2 if past else 1)
    to = next((p for p in range(place + 1, place + 8) if words.raw(p) == "à" and _infinitive(words, p + 1)), None)
    if to is None or any(words.at(p) in {",", ".", ";"} for p in range(place + 1, to)):
        return None
    return _Clause(verb, _end(words, to), "likely", _subject(words, verb))


def _promised(words: Words, place: int) -> _Clause | None:
    """`promet de`, `a promis que`, `garantit que`, `a assuré que ... allait`."""
    word = words.at(place)
    past = word == "promis" and words.at(place - 1) in {"a", "ont", "avait", "avaient"}
    if word in {"assure", "assuree"}:
        return _assured(words, place)
    if not (past or word in _PROMISE) or _negated(words, place):
        return None
    verb = place - past
    clear = any(words.at(p) in {"de", "d"} and _infinitive(words, p + 1) for p in range(place + 1, place + 7))
    clear = clear or words.at(place + 1) in {"que", "qu"}
    if not clear and words.at(place + 1) not in _DETERMINERS:
        return None
    return _Clause(verb, _end(words, place + 1), "likely" if clear else "weak", _subject(words, verb))


def _assured(words: Words, place: int) -> _Clause | None:
    """`a assuré que l'Alliance allait renforcer ...`: what the subject of the clause will do."""
    que = next((p for p in range(place + 1, place + 8) if words.at(p) in {"que", "qu"}), None)
    if que is None or _negated(words, place):
        return None
    for at in range(que + 1, min(len(words), que + 10)):
        if words.at(at) in {",", ";", "."}:
            return None
        if words.at(at) in {"allait", "allaient", "va", "vont"} and _infinitive(words, at + 1):
            return _Clause(que + 1, _end(words, at), "weak", (que + 1, at), True)
        if _GIVES.fullmatch(words.at(at)):
            return _Clause(que + 1, _end(words, at), "weak", (que + 1, at), True)
    return None


def _ready(words: Words, place: int) -> _Clause | None:
    """`s'est dit prêt à`, `se dit prête à`, `said it was ready to`."""
    word = words.at(place)
    if word in {"pret", "prete", "prets", "pretes"}:
        if (
            words.at(place - 1) not in {"dit", "dite", "dits", "disent", "declare", "declaree"}
            or words.raw(place + 1) != "à"
        ):
            return None
        verb = place - 2
        verb -= words.at(verb) in {"est", "sont"}
        return (
            None
            if _negated(words, place)
            else _Clause(max(0, verb), _end(words, place + 1), "likely", _subject(words, max(0, verb)))
        )
    return None


def _english(words: Words, place: int) -> _Clause | None:
    """`pledged to`, `has committed to`, `will provide`."""
    word = words.at(place)
    if _negated(words, place):
        return None
    if word == "will" and words.at(place + 1) in _ENGLISH_GIVES:
        return _Clause(place, _end(words, place + 1), "weak", _subject(words, place))
    follows = words.at(place + 1) in {"to", "that"} or (word != "committed" and words.at(place + 1).isdecimal())
    if word not in _ENGLISH or not follows or words.at(place - 1) in {"the", "a", "its", "their", "his", "her"}:
        return None
    return _Clause(place, _end(words, place + 1), "likely", _subject(words, place))


def _gives(words: Words, place: int) -> _Clause | None:
    """`fournira`, `livreront`; in the conditional, and for `resteront aux côtés`, only where speech is reported with `que`."""
    conditional = words.at(place).endswith(("rait", "raient"))
    stays = _STAYS.fullmatch(words.at(place)) is not None
    if _negated(words, place) or (stays and "cotes" not in words.folded[place : place + 5]):
        return None
    que = next((p for p in range(place - 1, max(-1, place - 12), -1) if words.at(p) in {"que", "qu"}), None)
    subject = None if que is None else (que + 1, place)
    if subject is not None and any(words.at(p) in {",", ";", "«", "qui", "dont"} for p in range(*subject)):
        subject = None
    if subject is None:
        return None if conditional else _Clause(place, _end(words, place + 1), "weak", _subject(words, place))
    return _Clause(subject[0], _end(words, place + 1), "weak", subject, True)


def _subject(words: Words, verb: int) -> tuple[int, int] | None:
    """The tokens before the verb in its sentence, back to the nearest mark: where its subject stands."""
    first = verb
    while (
        first > 0
        and verb - first < 12
        and not words.ends_sentence(first - 1)
        and words.at(first - 1) not in {";", ":", "»", "«", "("}
    ):
        first -= 1
    return (first, verb) if first < verb else None


def _end(words: Words, place: int) -> int:
    """The token after the clause: at its stop, at the end of the quotation it stands in, or at a comma that begins another thing."""
    depth, straight = 0, False
    for at in range(place, min(len(words), place + _LONGEST)):
        mark = words.folded[at]
        if mark and mark in _OPEN:
            depth += 1
        elif mark and mark in _CLOSE:
            if not depth:
                return at
            depth -= 1
        elif mark == '"':
            if words.joined(at):
                return at + 1 if straight else at
            straight = True
        elif (
            words.ends_sentence(at)
            or (not depth and mark in {";", ":", ")"})
            or (mark == "," and not depth and not words.joined(at + 1) and words.at(at + 1) not in _GOES_ON)
            or (not depth and mark in {"car", "because"})
        ):
            return at
    return min(len(words), place + _LONGEST)


def _seen(line: Line, words: Words, first: int, last: int, cast: Cast) -> list[Sighting]:
    """Who of the cast stands in these tokens."""
    start, end = words.start(first), words.end(last - 1)
    return [
        s
        for s in (*cast.sightings, *cast.role_sightings)
        if s.paragraph == line.number and start <= s.start and s.end <= end
    ]


def _name(sighting: Sighting, cast: Cast) -> str:
    if sighting.kind == "person":
        return cast.people[sighting.index].value.name
    return (cast.organisations if sighting.kind == "organisation" else cast.places)[sighting.index].value.name


def _who(line: Line, words: Words, clause: _Clause, cast: Cast) -> str | None:
    """The one name of the cast in the place of the giver; a phrase of its own where the clause has one; else None."""
    if clause.who is None:
        return None
    first, last = clause.who
    seen = _seen(line, words, first, last, cast)
    if not clause.named and seen and clause.confidence != "weak":
        people = [s for s in seen if s.kind != "place"] or seen
        return _name(people[-1], cast) if len({(s.kind, s.index) for s in people}) == 1 else None
    if len({(s.kind, s.index) for s in seen}) == 1:
        return _name(seen[0], cast)
    if clause.named and last - first <= 8:
        span = span_of(line, words.start(first), words.end(last - 1))
        return line.text[span.start : span.end]
    return None


def _to(line: Line, words: Words, clause: _Clause, cast: Cast) -> str | None:
    """The one of the cast that follows the verb with `à` or `au`, or `to`: in `soutenir l'adhésion à l'Union` it is nobody."""
    for sighting in _seen(line, words, clause.first, clause.last, cast):
        at = next((p for p in range(clause.first, clause.last) if words.start(p) >= sighting.start), None)
        if at is None:
            continue
        before = at - 1
        before -= words.at(before) in {"l", "la", "le", "les", "the"}
        lead = words.raw(before).lower()
        given = _infinitive(words, before - 1) or words.at(before - 1) in {"promis", "promet", "promettent"}
        if before > clause.first and (
            (lead in {"à", "au", "aux"} and given) or (lead == "to" and sighting.kind != "person")
        ):
            return _name(sighting, cast)
    return None
