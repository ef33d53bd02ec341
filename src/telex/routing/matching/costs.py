"""What one standing query costs each dispatch, estimated before it is saved and listed for the operator.

The unit is about a microsecond of the machine that `python -m bench.routing` was written on: only ratios mean something.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from telex.routing.matching.frequencies import Frequencies
from telex.routing.matching.keys import NEAR, OTHER, Key
from telex.routing.matching.plan import Plan
from telex.routing.matching.plans import PHRASE

CANDIDATE, CONDITION = 0.1, 0.02
"""Checking a candidate, and each of its conditions."""
LISTED = 0.1
"""Coming upon a phrase of three words and more, or upon a near phrase."""
PAIR, STEP = 1.5, 0.5
"""Two common words near each other; of more words, each word at each distance (`Stream.near`)."""
OTHERS = 1.0
"""A range, or the presence of a field. All found by adding a thousand queries of one kind to an empty monitor, asked
about pages: 0.1 for an always-run one, 27 for three of the commonest words within 5 to 50 places of each other."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A query that costs much, for the operator."""

    id: str
    why: str
    """What makes it so, in English."""
    estimate: float


def estimate(plan: Plan, apart: Iterable[float]) -> float:
    """Expected work on one dispatch: checking the query as often as it is a candidate, and its conditions.

    `apart` = what each condition costs alone.
    """
    each = list(apart)
    return plan.share * (CANDIDATE + CONDITION * len(each)) + sum(each)


def alone(key: Key, frequencies: Frequencies) -> float:
    """What a condition costs whether or not its query is a candidate. Words and codes are looked up: nothing."""
    kind, _, value = key
    if kind == OTHER:
        return OTHERS
    if kind != NEAR:
        return LISTED if kind == PHRASE and len(value) > 2 else 0.0
    words, slop = value
    rare: list[float] = sorted(map(frequencies.word, words))
    looking = PAIR if len(words) == 2 else STEP * len(words) * (int(slop) + 1)
    return rare[0] * (LISTED + rare[1] * looking)


def reason(plan: Plan, apart: Iterable[float]) -> str:
    """What makes a query cost what it costs."""
    each = list(apart)
    if plan.anchor is None:
        return "asked about every dispatch: no condition is required of it"
    if sum(each) > estimate(plan, each) / 2:
        return "its phrases, distances and ranges have to be looked at"
    return f"asked about {plan.share:.1%} of dispatches: the rarest part that is required of it is that common"
