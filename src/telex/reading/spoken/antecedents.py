"""Whom a pronoun means: the last subject of its gender, sentence by sentence backwards. Two people or none: nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from telex.reading.blocks import Line
from telex.reading.cast import Cast
from telex.reading.spoken import particles, verbgroups
from telex.reading.spoken.quotemarks import Marked
from telex.reading.spoken.quotetokens import Passage, passage
from telex.reading.spoken.subjects import Scene, Subject
from telex.reading.spoken.verbgroups import Group

WINDOW = 70
"""Tokens of a sentence looked at on either side of a quotation."""
_BACK = 8
"""Sentences that a pronoun looks back, over at most `_PARAGRAPHS` paragraphs."""
_PARAGRAPHS = 3


@dataclass(slots=True)
class Talk:
    """A text under way: its passages and who has spoken in each sentence."""

    scene: Scene
    lines: Sequence[Line]
    marks: Sequence[tuple[Marked, ...]]
    language: str
    passages: dict[int, Passage] = field(default_factory=dict)
    spoken: dict[tuple[int, int], list[Subject]] = field(default_factory=dict)

    def passage(self, number: int) -> Passage:
        if number not in self.passages:
            self.passages[number] = passage(number, self.lines[number], self.marks[number])
        return self.passages[number]


def talk(lines: Sequence[Line], marks: Sequence[tuple[Marked, ...]], cast: Cast, language: str) -> Talk:
    return Talk(Scene(cast), lines, marks, language)


def resolved(text: Talk, here: Passage, subject: Subject | None) -> Subject | None:
    """A pronoun subject with its person, any other as it is."""
    if subject is None or subject.pronoun is None or subject.start is None:
        return subject
    found = pronoun(text, here, here.at(subject.start), subject.pronoun)
    return replace(found, start=subject.start, end=subject.end) if found.start is None else found


def pronoun(text: Talk, here: Passage, token: int, word: str) -> Subject:
    """Whom `il` or `elle` at a token means: the last subject of that gender, if it is one person of the cast."""
    gender, number = particles.PRONOUNS.get(word, (None, 0))
    start, end = (here.starts[token], here.ends[token]) if token not in here.quoted else (None, None)
    if start is not None and here.text[start] == "-":
        start += 1
    nobody = Subject(start, end, pronoun=word, gender=gender, human=True)
    if number != 1:
        return nobody
    found = _look_back(text, here, token, gender)
    if found is None or found.person is None:
        return nobody
    return replace(nobody, person=found.person)


def _look_back(text: Talk, here: Passage, token: int, gender: str | None) -> Subject | None:
    sentence = here.sentence(token)
    candidates = _earlier_in_sentence(text, here, sentence, token)
    looked = 0
    for number in range(here.number, max(-1, here.number - 1 - _PARAGRAPHS), -1):
        where = text.passage(number)
        top = sentence if number == here.number else len(where.sentences)
        for place in range(top - 1, -1, -1):
            candidates += text.spoken.get((number, place)) or _subjects(text, where, place)
            looked += 1
            for one in candidates:
                if one.human and one.pronoun is None and _agrees(one, gender):
                    return one
                if one.pronoun is not None and one.person is not None and _agrees(one, gender):
                    return one
            candidates = []
            if looked >= _BACK:
                return None
    return None


def _agrees(one: Subject, gender: str | None) -> bool:
    return gender is None or one.gender is None or one.gender == gender


def _earlier_in_sentence(text: Talk, here: Passage, sentence: int, token: int) -> list[Subject]:
    first = here.sentences[sentence][0]
    if token - first < 2:
        return []
    found = text.scene.leading(here, first, token)
    return [found] if found is not None and found.pronoun is None and found.person is not None else []


def _subjects(text: Talk, where: Passage, sentence: int) -> list[Subject]:
    found = sentence_subject(text, where, sentence)
    return [found] if found is not None else []


def sentence_subject(text: Talk, where: Passage, sentence: int) -> Subject | None:
    """The speaker named in a clause at its end (`…, a annoncé X`), else the phrase that it begins with."""
    first, last = where.sentences[sentence]
    last = min(last, first + WINDOW)
    groups = verbgroups.last_before(where, first, last, text.language)
    for group in reversed(groups):
        if where.word(group.start - 1) == "," and group.finite and group.start > first:
            told = incise(text, where, group, first)
            if told is not None:
                return told
    return text.scene.leading(where, first, last)


def incise(text: Talk, here: Passage, group: Group, first: int) -> Subject | None:
    """`…, a annoncé la préfète X`: unless the comma only closes what describes the subject."""
    leading = text.scene.leading(here, first, group.start)
    near = range(max(first, group.start - WINDOW), group.start)
    told = any(here.word(place) in particles.AUXILIARIES for place in near)
    if leading is not None and leading.human and not told:
        return None
    return resolved(text, here, text.scene.after(here, group.end, min(len(here.words), group.end + WINDOW)))
