"""A quotation whose closing mark is missing: where its words end.

At the clause that brings it in (`…, a dit le maire`), else at the mark that closes the last quotation inside it, else at the
end of the paragraph it begins or of the sentence it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from telex.reading.blocks import Line
from telex.reading.spoken import quotemarks, verbgroups
from telex.reading.spoken.quotemarks import Marked
from telex.reading.spoken.quotetokens import Passage, part
from telex.reading.spoken.verbgroups import Group

MAX_REPAIRS = 8
"""In one text: each reads the rest of its paragraph again. Later ones keep the end of their paragraph."""
_LIMIT = 4_000
"""Characters of a quotation in which an inserted clause is looked for."""
_DASHES = frozenset({"-", "–", "—"})
_DIALOGUE = frozenset({"–", "—"})
_SENTENCE_END = re.compile(r"[.!?…](?=\s|\Z)")


def repaired(lines: Sequence[Line], marks: Sequence[tuple[Marked, ...]], language: str) -> list[tuple[Marked, ...]]:
    """The same quotations, the unclosed ones cut where their words end and the rest of their paragraph read again."""
    found = [_dashed(number, line, language) or marks[number] for number, line in enumerate(lines)]
    left = MAX_REPAIRS
    for number, line in enumerate(lines):
        following = found[number + 1] if number + 1 < len(found) else ()
        goes_on = bool(following) and following[0].continued
        while found[number] and not found[number][-1].closed and left and not goes_on:
            left -= 1
            last = found[number][-1]
            end = _end(number, line.match, last, language)
            if end >= last.stop:
                break
            cut = replace(
                last, stop=end, end=_past_mark(last, end), nested=tuple(p for p in last.nested if p[1] <= end)
            )
            found[number] = (*found[number][:-1], cut, *quotemarks.resume(line.match, cut.end))
            if found[number][-1] == cut:
                break
    return found


def _dashed(number: int, line: Line, language: str) -> tuple[Marked, ...]:
    """A line of dialogue: a dash, the words, and the clause that brings them in (`— Nous partons, dit X.`)."""
    if line.match[:1] not in _DIALOGUE or line.match[1:2] != " ":
        return ()
    whole = Marked(0, 1, len(line.match), len(line.match), line.match[0])
    inside = words(Passage(number, line.match, (whole,)), whole)
    group = clause(inside, language)
    if group is None:
        return ()
    end = inside.starts[group.start - 1]
    return (replace(whole, stop=end, end=end), *quotemarks.resume(line.match, end))


def _past_mark(mark: Marked, end: int) -> int:
    """After the closing mark of the quotation inside, where that ends both."""
    return next((stop for _, stop in mark.nested if stop - 1 == end), end)


def words(here: Passage, mark: Marked) -> Passage:
    """The words of a quotation as a passage of their own, offsets as in the paragraph."""
    before = Marked(0, 0, mark.inner, mark.inner, mark.family)
    return part(here.number, here.text, mark.inner, min(mark.stop, mark.inner + _LIMIT), before)


def clause(inside: Passage, language: str) -> Group | None:
    """A clause inserted between commas or dashes that brings the words in: verb and pronoun, or verb and subject."""
    high = len(inside.words)
    for place in range(2, high):
        if inside.word(place - 1) != "," and inside.word(place - 1) not in _DASHES:
            continue
        group = verbgroups.at(inside, place, high, language, True)
        if group is None or not group.finite or group.start != place:
            continue
        if group.pronoun is not None or verbgroups.introduces(inside, group):
            return group
    return None


def _end(number: int, text: str, mark: Marked, language: str) -> int:
    whole = Passage(number, text, (mark,))
    inside = words(whole, mark)
    group = clause(inside, language)
    inner = mark.nested[-1] if mark.nested else None
    if group is not None and (inner is None or inside.starts[group.start] < inner[0]):
        return inside.starts[group.start - 1]
    if inner is not None:
        return inner[1] - 1
    if not text[: mark.start].strip():
        return mark.stop
    stop = _SENTENCE_END.search(text, mark.inner)
    return stop.start() if stop is not None else mark.stop
