"""Who says a quotation: the verb and the subject beside it, `selon X`, a pronoun's last subject. Abstains where two may be meant.

In this order: the clause right after the words (`», a dit X`), the verb before them (`X a jugé « … »`), a clause inserted in
them, a later clause of the sentence, the speaker of another quotation of the sentence, the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from telex.reading.spoken import antecedents, particles, unclosed, verbgroups
from telex.reading.spoken.antecedents import Talk
from telex.reading.spoken.quotetokens import QUOTE, Passage
from telex.reading.spoken.subjects import Subject
from telex.reading.spoken.verbgroups import Group

_ACCORDING = frozenset({"selon", "dixit"})


@dataclass(frozen=True, slots=True)
class Said:
    """How a quotation is brought in. Tokens of the verb, when there is one."""

    subject: Subject | None
    group: Group | None = None
    beside: bool = False
    """The clause stands right after the words, or right before them with a colon."""
    carried: bool = False
    paragraph: int = 0


def attribute(text: Talk, number: int) -> list[Said | None]:
    """Who says each quotation of a paragraph, in order; None where nothing brings it in."""
    here = text.passage(number)
    found: list[Said | None] = [None] * len(here.marks)
    for sentence, (first, last) in enumerate(here.sentences):
        quotes = [token for token in range(first, last) if token in here.quoted]
        if not quotes:
            continue
        for token in quotes:
            said = _own(text, here, token, first, last)
            if said is not None:
                said = replace(said, paragraph=number)
            found[here.quoted[token]] = said
            if said is not None:
                _remember(text, number, sentence, said)
        _share(here, quotes, found)
        _carry(text, here, sentence, quotes, found)
    return found


def _remember(text: Talk, number: int, sentence: int, said: Said) -> None:
    if said.subject is not None:
        text.spoken.setdefault((number, sentence), []).append(said.subject)


def _own(text: Talk, here: Passage, token: int, first: int, last: int) -> Said | None:
    """What the quotation's own sentence says."""
    low, high = max(first, token - antecedents.WINDOW), min(last, token + antecedents.WINDOW)
    after = _after(text, here, token, high)
    if after is not None and leads(here, token):
        return after
    before = _before(text, here, token, low, first)
    if before is not None and before.subject is not None and (before.subject.human or before.subject.resolved):
        return before
    return after or _inserted(text, here, token) or _later(text, here, token, high) or before


def leads(here: Passage, token: int) -> bool:
    """Whether nothing but a conjunction, a dash or another quotation stands before it in its sentence."""
    first = here.sentences[here.sentence(token)][0]
    return (
        all(
            place in here.quoted or here.word(place) in particles.CONJUNCTIONS or not here.word(place)[:1].isalnum()
            for place in range(max(first, token - 4), token)
        )
        and token - first <= 4
    )


def _after(text: Talk, here: Passage, token: int, high: int) -> Said | None:
    """`», a dit X`, `» selon X`, `,” X said`."""
    place = token + 1
    comma = False
    while place < high and here.word(place) in (",", "-", "–", "—", ")"):
        comma = True
        place += 1
    if place >= high:
        return None
    according = _according(text, here, place, high, strict=not comma)
    if according is not None:
        return Said(according, None, True)
    if text.language == "en":
        return _after_english(text, here, token, place, high, comma)
    group = verbgroups.at(here, place, high, text.language, True, free=True)
    if group is None or not group.finite:
        group = _unknown_verb(text, here, place, high) if comma else None
    if group is None or group.start != place:
        return None
    subject = _inverted(text, here, group, high)
    if subject is None:
        return None
    return Said(subject, group, True)


def _inverted(text: Talk, here: Passage, group: Group, high: int) -> Subject | None:
    if group.pronoun is not None:
        return antecedents.pronoun(text, here, group.pronoun, here.word(group.pronoun)[1:])
    found = text.scene.after(here, group.end, high)
    return antecedents.resolved(text, here, found)


def _unknown_verb(text: Talk, here: Passage, place: int, high: int) -> Group | None:
    """A verb that no dictionary has, between the comma and a name or a role: `», tonne le maire`."""
    start = place
    while place < high and here.word(place) in ("s'", "se", "nous", "lui"):
        place += 1
    if place + 1 >= high or here.upper(place) or not here.word(place).isalpha():
        return None
    word = here.word(place)
    if word in particles.PREPOSITIONS or word in particles.CLAUSES or word in particles.CONJUNCTIONS:
        return None
    if (
        word in particles.DETERMINERS
        or word in particles.PRONOUNS
        or word in particles.ADVERBS
        or word in particles.RELATIVES
    ):
        return None
    end = place + 1
    if word in ("a", "ont", "est", "avait"):
        end += 1
    elif not word.endswith(("e", "t", "d", "ent", "ait")):
        return None
    if any(text.scene.phrase_start(here, one) == end for one in text.scene.seen(here, end, min(high, end + 8))[:1]):
        return Group(start, end, True)
    return None


def _according(text: Talk, here: Passage, place: int, high: int, strict: bool) -> Subject | None:
    """`selon X`, `d'après X`, `pour X`, `according to X` at a token. `pour` only before somebody of the cast."""
    word, following = here.word(place), here.word(place + 1)
    if word in _ACCORDING:
        skipped = 1
    elif (word, following) in (("d'", "après"), ("according", "to")):
        skipped = 2
    elif word == "pour" or (word == "for" and not strict):
        skipped = 1
    elif (word, following) == ("aux", "yeux"):
        skipped = 3
    else:
        return None
    start = place + skipped
    if here.word(start) in ("les", "l'", "ses") and here.word(start + 2) in particles.OF:
        start = _past_terms(here, start)
    found = text.scene.after(here, start, high) if start < high else None
    if found is None or found.start is None or here.at(found.start) > start + 1:
        return None
    found = antecedents.resolved(text, here, found)
    return found if word not in ("pour", "for") or (found is not None and found.resolved and found.human) else None


def _past_terms(here: Passage, start: int) -> int:
    """`selon les mots de X`: the speaker stands after it."""
    terms = ("mots", "termes", "propos", "expression", "formule", "terme", "mot", "dires", "paroles")
    return start + 3 if here.word(start + 1) in terms else start


def _after_english(text: Talk, here: Passage, token: int, place: int, high: int, comma: bool) -> Said | None:
    """`,” said X`, `,” X told reporters`, `?” he asked`: the words end in a comma or a stop, inside or out."""
    mark = here.marks[here.quoted[token]]
    if not comma and here.text[mark.inner : mark.stop].rstrip()[-1:] not in (",", "?", "!", "—", "–"):
        return None
    group = verbgroups.at(here, place, high, "en", True)
    if group is not None and group.finite and group.start == place:
        return Said(antecedents.resolved(text, here, text.scene.after(here, group.end, high)), group, True)
    for following in range(place + 1, min(high, place + 25)):
        if here.word(following) == QUOTE or here.word(following) in (".", ";"):
            return None
        group = verbgroups.at(here, following, high, "en", True)
        if group is not None and group.finite:
            subject = text.scene.leading(here, place, group.start)
            return Said(antecedents.resolved(text, here, subject), group, True) if subject is not None else None
    return None


def _before(text: Talk, here: Passage, token: int, low: int, first: int) -> Said | None:
    """The last verb before the words, or a `selon X` after it; a colon without a verb leads back to the one name before it."""
    groups = verbgroups.last_before(here, low, token, text.language)
    last = groups[-1].end if groups else low
    for place in range(last, token):
        found = _according(text, here, place, token, strict=True)
        if found is not None:
            return Said(found)
    if groups:
        return Said(_subject_of(text, here, groups, first), groups[-1], here.word(token - 1) == ":")
    found = _according(text, here, low, token, strict=True)
    if found is not None:
        return Said(found)
    if here.word(token - 1) == ":":
        return _named_before_colon(text, here, low, token)
    return None


def _named_before_colon(text: Talk, here: Passage, low: int, token: int) -> Said | None:
    people = [one for one in text.scene.seen(here, low, token) if one.kind == "person"]
    if len({one.index for one in people}) != 1 or text.scene.governed(here, people[0], low):
        return None
    return Said(text.scene.person(people[0], here), None, True)


def _subject_of(text: Talk, here: Passage, groups: list[Group], first: int) -> Subject | None:
    """The subject of the last group; a participle, an infinitive or a second verb has that of the verb before it."""
    group = groups[-1]
    earlier = groups[:-1]
    if group.pronoun is not None:
        return antecedents.pronoun(text, here, group.pronoun, here.word(group.pronoun)[1:])
    before = here.word(group.start - 1) if group.start > first else ""
    shared = (
        not group.finite or before in ("et", "and", "ou", "or") or (before in particles.CONJUNCTIONS and before != "")
    )
    if shared:
        if earlier:
            return _subject_of(text, here, earlier, first)
        return antecedents.resolved(text, here, text.scene.leading(here, first, group.start))
    if before == ",":
        inverted = antecedents.incise(text, here, group, first)
        if inverted is not None:
            return inverted
    first = max(first, group.start - antecedents.WINDOW)
    low = _clause(here, first, group.start)
    found = text.scene.before(here, low, group.start)
    if found is None and low > first:
        found = text.scene.before(here, first, group.start)
    return antecedents.resolved(text, here, found)


def _clause(here: Passage, first: int, verb: int) -> int:
    """Where the clause of a verb begins: after the last word that may open one, unless the verb follows it at once."""
    for place in range(verb - 2, max(first, verb - 40) - 1, -1):
        if here.word(place) in particles.CLAUSES or here.word(place) in (";", ":"):
            return place + 1
    return first


def _inserted(text: Talk, here: Passage, token: int) -> Said | None:
    """A clause inside the words: `« Nous avons, a-t-il dit, gagné »`."""
    inside = unclosed.words(here, here.marks[here.quoted[token]])
    group = unclosed.clause(inside, text.language)
    if group is None:
        return None
    if group.pronoun is None:
        found = text.scene.after(inside, group.end, len(inside.words))
        return Said(found, None, True) if found is not None and found.human and not found.pronoun else None
    start, end = inside.phrase(group.pronoun, group.pronoun + 1)
    found = antecedents.pronoun(text, here, token, inside.word(group.pronoun)[1:])
    return Said(replace(found, start=start + 1, end=end), None, True)


def _later(text: Talk, here: Passage, token: int, high: int) -> Said | None:
    """A clause after a later comma of the sentence: `… « … » à Lyon, a dit X`."""
    if text.language == "en":
        return None
    for place in range(token + 1, high):
        if here.word(place) == QUOTE:
            return None
        if here.word(place) != ",":
            continue
        according = _according(text, here, place + 1, high, strict=True)
        if according is not None:
            return Said(according)
        group = verbgroups.at(here, place + 1, high, text.language, False)
        if group is not None and group.finite and group.start == place + 1:
            subject = _inverted(text, here, group, high)
            if subject is not None:
                return Said(subject, group)
    return None


def _share(here: Passage, quotes: list[int], found: list[Said | None]) -> None:
    """In one sentence, what nothing brings in goes with what is brought in: joined to the next, or after the last."""
    for place in range(len(quotes) - 2, -1, -1):
        mine, following = here.quoted[quotes[place]], here.quoted[quotes[place + 1]]
        other = found[following]
        if found[mine] is None and other is not None and quotes[place + 1] - quotes[place] <= 12:
            found[mine] = replace(other, beside=False)
    for place in range(1, len(quotes)):
        mine, before = here.quoted[quotes[place]], here.quoted[quotes[place - 1]]
        other = found[before]
        if found[mine] is None and other is not None and other.group is not None:
            found[mine] = replace(other, beside=False)


def _carry(text: Talk, here: Passage, sentence: int, quotes: list[int], found: list[Said | None]) -> None:
    """A sentence that is nothing but the quotation goes on with the speaker, or the one subject, of the sentence before."""
    first, last = here.sentences[sentence]
    alone = [token for token in range(first, last) if here.word(token)[:1].isalnum()]
    if alone or not sentence or any(found[here.quoted[token]] is not None for token in quotes):
        return
    spoken = text.spoken.get((here.number, sentence - 1))
    subject = spoken[-1] if spoken else antecedents.sentence_subject(text, here, sentence - 1)
    if subject is not None and subject.pronoun is not None:
        meant = antecedents.pronoun(text, here, here.sentences[sentence - 1][0], subject.pronoun)
        subject = replace(meant, start=subject.start, end=subject.end)
    if subject is None or (not spoken and subject.person is None):
        return
    for token in quotes:
        found[here.quoted[token]] = Said(replace(subject, named=False), carried=True, paragraph=here.number)
    text.spoken[here.number, sentence] = [subject]
