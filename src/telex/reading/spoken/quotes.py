"""Quotations of a body, what kind each is and who says it (`design/reading.md` section 8).

Marks come from `quotemarks`, speakers from `speakers`. Linear in the text; above `MAX_QUOTES` quotations none is read and
`anomalies` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telex.model.facts import Anomaly
from telex.model.mentions import Quote
from telex.model.proof import Field, Span
from telex.reading.blocks import Line, offsets
from telex.reading.cast import Cast
from telex.reading.spoken import antecedents, particles, quotemarks, speakers, unclosed
from telex.reading.spoken.antecedents import Talk
from telex.reading.spoken.particles import word_set
from telex.reading.spoken.quotemarks import Marked
from telex.reading.spoken.quotetokens import Passage
from telex.reading.spoken.speakers import Said

MAX_QUOTES = 2_000
"""In one text. The longest real text seen has 60."""
MAX_DETAIL = 120
"""Characters of a quotation repeated in an anomaly."""
METHOD = "rule:quotes"
_FIRST = word_set("je j' nous on me m' mon ma mes notre nos i we my our me us i'm we're")


def find(paragraphs: Sequence[Line], cast: Cast, language: str | None) -> tuple[Field[Quote], ...]:
    """All quotations in order of the body, text as shown without its marks. French and English have speakers, others none."""
    tongue = (language or "fr")[:2].lower()
    marks = unclosed.repaired(paragraphs, quotemarks.find(paragraphs, MAX_QUOTES), tongue)
    if not 0 < sum(map(len, marks)) <= MAX_QUOTES:
        return ()
    text = antecedents.talk(paragraphs, marks, cast, tongue)
    return tuple(_read(text))


def _read(text: Talk) -> list[Field[Quote]]:
    said = [speakers.attribute(text, number) if text.marks[number] else [] for number in range(len(text.lines))]
    _join(text, said)
    found: list[Field[Quote]] = []
    for number, line in enumerate(text.lines):
        if not said[number]:
            continue
        here = text.passage(number)
        same = len(line.text) == len(line.match)
        places = range(len(line.match) + 1) if same else offsets(line.text, line.match)
        for index, mark in enumerate(here.marks):
            start, end = _trim(line.match, mark.inner, mark.stop)
            if end > start:
                span = Span(line.number, places[start], places[end])
                quote = _quote(text, places, here, index, said[number][index])
                found.append(
                    Field(
                        replace(quote, text=line.text[span.start : span.end]), METHOD, span, _sure(said[number][index])
                    )
                )
    return found


def _join(text: Talk, said: list[list[Said | None]]) -> None:
    """A quotation that runs over paragraphs has one speaker: whoever one of its parts names."""
    going = [number for number, marks in enumerate(text.marks) if marks and marks[0].continued]
    for number in going:
        if said[number][0] is None or said[number - 1][-1] is not None:
            said[number][0] = said[number - 1][-1] or said[number][0]
    for number in reversed(going):
        if said[number - 1][-1] is None:
            said[number - 1][-1] = said[number][0]


def _sure(said: Said | None) -> str:
    """sure: the name stands beside the verb. likely: by role, pronoun or what went before, or nobody."""
    named = said is not None and said.subject is not None and said.subject.named
    return "sure" if named else "likely"


def _quote(text: Talk, places: Sequence[int], here: Passage, index: int, said: Said | None) -> Quote:
    kind = _kind(here, index, said)
    if kind == "scare" or said is None:
        return Quote("", kind)
    verb = None
    if said.group is not None and said.paragraph == here.number:
        start, end = here.phrase(said.group.start, said.group.end)
        verb = text.lines[here.number].text[places[start] : places[end]]
    subject = said.subject
    if subject is None:
        return Quote("", kind, verb)
    speaker_text = speaker = None
    if subject.start is not None and subject.end is not None:
        speaker_text = _shown(text, places, here, said.paragraph, subject.start, subject.end)
    if subject.person is not None:
        speaker = text.scene.cast.people[subject.person].value.name
    elif subject.organisation is not None:
        speaker = text.scene.cast.organisations[subject.organisation].value.name
    return Quote("", kind, verb, speaker_text, speaker)


def _shown(text: Talk, places: Sequence[int], here: Passage, paragraph: int, start: int, end: int) -> str:
    """Words as displayed; those of another part of the quotation stand in another paragraph."""
    if paragraph != here.number:
        return text.lines[paragraph].display(start, end)
    return text.lines[paragraph].text[places[start] : places[end]].strip()


def anomalies(paragraphs: Sequence[Line], found: Sequence[Field[Quote]]) -> tuple[Anomaly, ...]:
    """What an editor should look at in the quotations found: codes of `design/reading.md` section 10 and `too_many_quotes`."""
    marked = quotemarks.find(paragraphs, MAX_QUOTES)
    if sum(map(len, marked)) > MAX_QUOTES:
        return (Anomaly("too_many_quotes", f"more than {MAX_QUOTES} quotations: none is read"),)
    flags: list[Anomaly] = []
    for field in found:
        quote = field.value
        if quote.kind == "scare":
            flags.append(Anomaly("scare_quotes_not_a_quotation", quote.text[:MAX_DETAIL]))
        elif quote.speaker is None and quote.speaker_text is None:
            flags.append(Anomaly("quote_without_speaker", quote.text[:MAX_DETAIL]))
    for number, (line, marks) in enumerate(zip(paragraphs, marked, strict=True)):
        following = marked[number + 1] if number + 1 < len(marked) else ()
        flags.extend(_flags(line, marks, bool(following) and following[0].continued))
    return tuple(flags)


def _flags(line: Line, marks: Sequence[Marked], goes_on: bool) -> list[Anomaly]:
    flags = []
    for mark in marks:
        detail = line.match[mark.inner : min(mark.stop, mark.inner + MAX_DETAIL)].strip()
        if mark.nested:
            flags.append(Anomaly("nested_quotes", detail))
        if mark.lost or not (mark.closed or goes_on):
            flags.append(Anomaly("broken_quote", detail))
    return flags


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _kind(here: Passage, index: int, said: Said | None) -> str:
    token = here.at(here.marks[index].start)
    mark = here.marks[index]
    words = here.text[mark.inner : min(mark.stop, mark.inner + 2_000)].split()
    if mark.continued or not words:
        return "direct"
    before = here.word(token - 1)
    if speakers.leads(here, token):
        return _leading_kind(here, token, words, said)
    if before == ":":
        return "direct" if said is not None or len(words) > 2 else "scare"
    if _names(here, token, words):
        return "scare"
    ended = words[-1][-1] in ".!?…,"
    if words[0][0].isupper() and len(words) > 3 and (before == "," or ended):
        return "direct"
    if before in ("que", "qu'", "that") and said is not None:
        return "direct" if any(_first_person(word.lower()) for word in words) else "partial"
    if said is None or (said.subject is None and said.group is None):
        return "scare" if len(words) < 4 else "partial"
    return "partial"


def _first_person(word: str) -> bool:
    return word.strip(",.") in _FIRST or word[:2] in ("j'", "m'")


def _leading_kind(here: Passage, token: int, words: list[str], said: Said | None) -> str:
    """Of words that a sentence begins with: a clause of their own when the verb stands beside them, or nothing else."""
    first, last = here.sentences[here.sentence(token)]
    alone = not any(here.word(place)[:1].isalnum() for place in range(first, last) if place not in here.quoted)
    if alone or (said is not None and (said.beside or said.carried)) or words[-1][-1] in ".!?…":
        return "direct"
    if said is not None:
        return "direct" if words[0][0].isupper() and len(words) > 3 else "partial"
    return "scare" if len(words) < 4 else "partial"


def _names(here: Passage, token: int, words: list[str]) -> bool:
    """A title or a term: after `baptisé`, or capitalised after `film`, `opération` or a preposition."""
    before = here.word(token - 1)
    if before in particles.NAMED and here.word(token - 2) not in ("a", "ont", "s'est", "est"):
        return True
    upper = words[0][0].isupper() and len(words) < 8
    return upper and (before in particles.NAMING or here.word(token - 2) in particles.NAMING)
