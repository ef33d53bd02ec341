"""How near two things are, once they were found: pure sums over what the index holds."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from telex.events.cluster import Cluster, Held, Vectors, overlap
from telex.events.near import Candidate, Partner, Shared
from telex.events.signature import Signature
from telex.events.thresholds import Case
from telex.events.vectors import SCALE, Sum
from telex.events.when import Days
from telex.model.dispatch import Dispatch

_NOTHING = Sum()
SHOWN = 10
"""Terms kept as evidence (events.md section 5)."""


def compare(signature: Signature, held: Held, *, rooted: bool = True) -> Shared:
    """Shares of 5-word shingles, each way."""
    common = overlap(signature.shingles, held.shingles)
    mine, theirs = len(signature.shingles), len(held.shingles)
    return Shared(held.neighbour, common / mine, common / theirs, min(mine, theirs), rooted)


def cosines(cluster: Cluster, vectors: Vectors, language: str) -> tuple[float, float, float]:
    """Text, headline, names. Text and headline meet those of their own language alone."""
    return (
        cluster.texts.get(language, _NOTHING).nearness(vectors.text, vectors.lengths[0]),
        cluster.heads.get(language, _NOTHING).nearness(vectors.head, vectors.lengths[1]),
        cluster.names.nearness(vectors.names, vectors.lengths[2]),
    )


def terms(cluster: Cluster, vectors: Vectors, signature: Signature, case: Case) -> tuple[str, ...]:
    """The terms with the largest share of the score, as this dispatch writes them."""
    text = cluster.texts.get(signature.language, _NOTHING).shares(vectors.text, vectors.lengths[0])
    head = cluster.heads.get(signature.language, _NOTHING).shares(vectors.head, vectors.lengths[1])
    names = cluster.names.shares(vectors.names, vectors.lengths[2])
    written = signature.written
    total: dict[str, float] = {}
    for weight, shares in ((case.text, text), (case.head, head), (case.names, names)):
        if weight:
            for term, share in shares.items():
                form = written.get(term, term)
                total[form] = total.get(form, 0.0) + weight * share
    return tuple([form for _, form in sorted([(-share, form) for form, share in total.items() if share > 0])[:SHOWN]])


def novelty(held: Held | None, vectors: Vectors) -> float:
    """Share of the text's weight on terms that an earlier text does not hold; 1 without an earlier text.

    After a headline alone all is new, so the share is taken the other way: what of the flash is not in the text.
    """
    if held is None:
        return 1.0
    whole = sum(vectors.text.values())
    if not whole:
        return 1.0
    if not held.words:
        return sum(w for term, w in held.text if term not in vectors.text) / max(1, sum(held.text.weights))
    known = vectors.text.keys() & held.text.terms
    return (whole - sum([vectors.text[term] for term in known])) / whole


def names_cosine(held: Held, vectors: Vectors) -> float:
    """Cosine of names and numbers between two texts."""
    if not vectors.lengths[2]:
        return 0.0
    get = vectors.names.get
    return sum(weight * get(term, 0) for term, weight in held.names) / (vectors.lengths[2] * SCALE)


def pair(held: Held, cosine: float, signature: Signature) -> Partner:
    """What else two texts in two languages agree in: length, paragraphs, and the order of their numbers."""
    return Partner(
        held.neighbour,
        cosine,
        in_order(signature.numbers, held.numbers),
        _ratio(held.words, signature.words),
        min(len(signature.numbers), len(held.numbers)),
        _ratio(held.paragraphs, signature.paragraphs),
    )


def _ratio(one: int, other: int) -> float:
    return min(one, other) / max(one, other) if one and other else 0.0


def in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the shorter sequence that runs in the same order in the other; 1 when both are empty.

    Bounded: a signature keeps 60 numbers.
    """
    shorter = min(len(one), len(other))
    if not shorter:
        return 1.0 if len(one) == len(other) else 0.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / shorter


def candidate_of(
    cluster: Cluster, case: tuple[str, Case], score: tuple[float, tuple[float, float, float], float],
    dispatch: Dispatch, signature: Signature, vectors: Vectors, days: tuple[Days, ...], *, shown: bool,
) -> Candidate:  # fmt: skip
    """A scored event as the value that `place` decides on. `shown` = with its terms."""
    kin = cluster.latest_of(dispatch.source, signature.language)
    return Candidate(
        event=cluster.id,
        case=case[0],
        score=score[0],
        cosines=score[1],
        decay=score[2],
        terms=terms(cluster, vectors, signature, case[1]) if shown else (),
        beside=cluster.story().neighbour.id,
        same_source=kin.neighbour if kin else None,
        novelty=novelty(kin, vectors),
        other_days=cluster.tells_other_days(days),
        other_years=cluster.tells_other_years(signature.years),
    )
