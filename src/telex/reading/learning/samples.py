"""What several texts of one source have in common: lines that come again, and openings that come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telex.model.draft import Draft
from telex.model.facts import Facts
from telex.model.text import fold
from telex.reading.blocks import Line, lines
from telex.reading.layout import markers
from telex.reading.layout.profiles import Profile, Profiles
from telex.reading.reader import read

MAX_LINES = 400
"""Lines of a sample that are looked at, from its top and from its end."""
MAX_SAMPLES = 50
_NO_PROFILES = Profiles({"generic": Profile("generic")})
_OPENING_WORDS = 6
_SENTENCE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """One text: its lines, and what the rules that know no source make of them once the furniture is out."""

    lines: tuple[Line, ...]
    facts: Facts
    roles: tuple[str, ...]
    """One a line; `constant` for what stands in other samples too."""

    @property
    def body(self) -> tuple[int, int]:
        """Numbers of the first line of the text and of the one after its last; both past the end when there is none."""
        numbers = [n for n, role in enumerate(self.roles) if role == "body"]
        return (numbers[0], numbers[-1] + 1) if numbers else (len(self.roles), len(self.roles))


def needed(count: int) -> int:
    """In how many of `count` samples something must stand to be the source's and not one text's: two, and half of them."""
    return max(2, (count + 1) // 2)


def samples(drafts: Sequence[Draft], received: datetime) -> tuple[Sample, ...]:
    """The drafts read without profile, each without the lines that others have as well."""
    opened = [lines(draft) for draft in drafts]
    constant = _again(opened, lambda line: fold(line.match[:400]))
    return tuple(_sample(draft, found, constant, received) for draft, found in zip(drafts, opened, strict=True))


def _again(opened: Sequence[tuple[Line, ...]], key: Callable[[Line], str]) -> frozenset[str]:
    """What enough samples have, each counted once: a headline that stands twice in one text is not among them.

    A sentence must stand in all of them, since texts on one running story share paragraphs.
    """
    counts = Counter(k for found in opened for k in {key(line) for line in _looked_at(found) if _furniture(line)})
    count = len(opened)
    return frozenset(
        k for k, n in counts.items() if n >= (needed(count) if len(k.split()) < _SENTENCE_WORDS else count)
    )


def _furniture(line: Line) -> bool:
    """A line that may be the source's own: not blank, no number in it, no path of rubrics, which two texts may share by chance."""
    return bool(line.match) and not any(c.isdigit() for c in line.match) and markers.path(line) is None


def _looked_at(found: tuple[Line, ...]) -> tuple[Line, ...]:
    return found if len(found) <= 2 * MAX_LINES else (*found[:MAX_LINES], *found[-MAX_LINES:])


def _sample(draft: Draft, found: tuple[Line, ...], constant: frozenset[str], received: datetime) -> Sample:
    kept = [n for n, line in enumerate(found) if fold(line.match[:400]) not in constant]
    reduced = replace(draft, blocks=tuple(draft.blocks[n] for n in kept), profile=None)
    facts = read(reduced, received, _NO_PROFILES)
    roles = ["constant"] * len(found)
    for place, role in zip(kept, facts.roles, strict=True):
        roles[place] = role
    return Sample(found, facts, tuple(roles))


def openings(found: Sequence[Line]) -> str | None:
    """What the lines begin with alike: up to a colon, else at least two words; as the first of them writes it."""
    if not found:
        return None
    words = [line.match.split()[:_OPENING_WORDS] for line in found]
    alike: list[str] = []
    for column in zip(*words, strict=False):
        if len({fold(word) for word in column}) > 1:
            break
        alike.append(column[0])
        if column[0].endswith(":"):
            break
    text = " ".join(alike)
    if not text or not (text.endswith(":") or len(alike) > 1 or len(found[0].match.split()) <= 2):
        return None
    return text if sum(c.isalpha() for c in text) >= 3 or not text.isalnum() else None
