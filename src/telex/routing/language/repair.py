"""All faults of a text, and a text to take instead: mend the first fault, read again, mend the next, until it can be read.

A fault that mending made itself is mended too but never told. Everything is bounded by `_MOST_READ`, so a hostile text
costs a few readings more than a good one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import pairwise

from telex.errors import QueryError
from telex.routing.language import messages
from telex.routing.language.faults import Edit, Fault
from telex.routing.language.grammar import Grammar
from telex.routing.language.remedies import Way, remedies

_MOST_TOLD = 20
_MOST_READ = 60_000
"""Characters read in all while mending one text; at 1.5 ms for 1,000 of them, a tenth of a second."""
_LEAST_READINGS = 4
_MOST_READINGS = 60
_AFTERMATH = frozenset({"missing_operand", "missing_value", "empty", "empty_group", "empty_phrase", "no_word"})
"""What taking something away may leave behind: these are told only where nothing was mended beside them."""


class _Draft:
    """A text under repair. `origin` = of each character and of the end its place in the text as given; ~place = put in."""

    def __init__(self, text: str, origin: list[int]) -> None:
        self.text = text
        self.origin = origin

    def after(self, edits: Iterable[Edit]) -> _Draft:
        """With `edits` made; of several at one place the first stands first."""
        texts: list[str] = []
        origin: list[int] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: edit[:2]):
            texts += [self.text[done : edit.start], edit.new]
            origin += self.origin[done : edit.start]
            origin += [~_place(self.origin[edit.start])] * len(edit.new)
            done = edit.end
        return _Draft("".join([*texts, self.text[done:]]), [*origin, *self.origin[done:]])

    def place(self, fault: Fault) -> tuple[int, int] | None:
        """Position and length in the text as given; None for a fault that mending made."""
        first, last = fault.position, min(fault.position + fault.length, len(self.text))
        if fault.code in _AFTERMATH:
            while first > 0 and (first == fault.position or self.text[first].isspace()):
                first -= 1
            while last < len(self.text) and (last == fault.position + fault.length or self.text[last - 1].isspace()):
                last += 1
        looked = self.origin[first : last + 1]
        if any(place < 0 for place in looked[: max(1, last - first)]):
            return None
        if any(right != left + 1 for left, right in pairwise(looked)) and looked[-1] >= 0:
            return None
        begin = _place(self.origin[fault.position])
        end = _place(self.origin[min(fault.position + fault.length, len(self.text))])
        return begin, max(0, end - begin)


def _place(origin: int) -> int:
    return origin if origin >= 0 else ~origin


@dataclass(slots=True)
class _Told:
    """A fault at its place in the text as given, with the drafts that its other readings begin."""

    fault: Fault
    place: tuple[int, int]
    others: list[_Draft] = field(default_factory=list)


class _Mender:
    def __init__(self, text: str, zone: tzinfo) -> None:
        self.text = text
        self.zone = zone
        self.left = max(_LEAST_READINGS, min(_MOST_READINGS, _MOST_READ // max(1, len(text))))

    def read(self, draft: _Draft) -> Fault | None:
        self.left -= 1
        try:
            Grammar(draft.text, self.zone).whole()
        except Fault as fault:
            return fault
        return None

    def _made(self, draft: _Draft, fault: Fault) -> bool:
        """Whether mending left nothing, or made the text too long or too deep."""
        if draft.text == self.text:
            return False
        deeper = draft.text.count("(") > self.text.count("(")
        return fault.code in ("empty", "too_long") or (fault.code == "too_deep" and deeper)

    def mend(self, draft: _Draft, fault: Fault | None, told: list[_Told]) -> str | None:
        """A text that can be read; None when there is none to propose. Adds to `told` what it meets on the way."""
        while fault is not None:
            if self._made(draft, fault):
                return None
            while fault.cause is not None:  # what comes later has to be mended first
                self._tell(draft, fault, (), told)
                fault = fault.cause
            ways = remedies(draft.text, fault)
            self._tell(draft, fault, ways, told)
            if not ways or self.left <= 0:
                return None
            draft = draft.after(ways[0])
            fault = self.read(draft)
        return draft.text

    def _tell(self, draft: _Draft, fault: Fault, ways: tuple[Way, ...], told: list[_Told]) -> None:
        place = draft.place(fault)
        if place is None:
            return
        if fault.code == "bad_value" and fault.field is not None and ways and len(ways[0]) == 1:
            fault.hint = f"{fault.field.name}:{ways[0][0].new}"
        others = [draft.after(way) for way in ways[1:]]
        known = next((each for each in told if (each.fault.code, each.place) == (fault.code, place)), None)
        if known is not None:
            known.fault, known.others = fault, others
        elif len(told) < _MOST_TOLD:
            told.append(_Told(fault, place, others))


def told(text: str, zone: tzinfo, first: Fault) -> QueryError:
    """The error of the first fault of `text`; its `errors` are all that could be found, each with its proposals."""
    mender = _Mender(text, zone)
    found: list[_Told] = []
    mended = mender.mend(_Draft(text, list(range(len(text) + 1))), first, found)
    errors = [_error(each, [mended, *_others(mender, each)]) for each in found]
    for error in errors[1:]:
        error.errors = (error,)
    errors[0].errors = tuple(errors)
    return errors[0]


def _others(mender: _Mender, told: _Told) -> list[str | None]:
    """The other ways to read the place, each mended to its end as far as the readings reach."""
    ends: list[str | None] = []
    for draft in told.others:
        ends.append(mender.mend(draft, mender.read(draft), []) if mender.left > 0 else None)
    return ends


def _error(told: _Told, proposals: list[str | None]) -> QueryError:
    fault = told.fault
    return QueryError(
        fault.code,
        *told.place,
        messages.english(fault.code),
        fault.hint,
        expected=messages.expected(fault.code, fault.field),
        proposals=tuple(dict.fromkeys(text for text in proposals if text is not None)),
    )
