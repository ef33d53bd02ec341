"""Whether somebody's text still holds what a correction of ours took out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telex.events.signature import normalise
from telex.events.verbatim import RUN, Text
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act

MOST_SENTENCES = 60
"""Sentences of an old version that are listed."""


def old_form(
    versions: Sequence[Dispatch], texts: Mapping[int, Text], theirs: Dispatch, text: Text
) -> tuple[str | None, tuple[str, ...]]:
    """`corrected` and the words that are out of date, or None.

    Shapes: `versions` of one item, newest last; `texts` by version number; `text` = `theirs` cut up. Corrected: it holds runs
    of an older version that a later correction took out, and a larger share of those than of the runs that stand in their
    place now. A text that tells both figures, as a correction does, is not stale; an update takes nothing back.
    """
    newest = versions[-1]
    now = texts.get(newest.version)
    if now is None:
        return None, ()
    for old in versions[:-1]:
        mine = texts.get(old.version)
        if mine is None or not any(d.act is Act.CORRECT and d.version > old.version for d in versions):
            continue
        gone, fresh = mine.runs - now.runs, now.runs - mine.runs
        held, renewed = len(gone & text.runs), len(fresh & text.runs)
        if held and held * max(len(fresh), 1) > renewed * len(gone):
            return "corrected", _old_sentences(mine, now, text)
        if _old_headline(old, newest, theirs):
            return "corrected", (old.headline or "",)
    return None, ()


def _old_sentences(old: Text, newest: Text, theirs: Text) -> tuple[str, ...]:
    """Sentences of the old version that the newest one has not, and that the other text holds for the most part."""
    kept = frozenset(newest.words)
    gone = [
        sentence.text for sentence, words in zip(old.sentences, old.words, strict=True)
        if words not in kept and words and _held(words, theirs)
    ]  # fmt: skip
    return tuple(gone[:MOST_SENTENCES])


def _held(words: tuple[str, ...], text: Text) -> bool:
    runs = [words[at : at + RUN] for at in range(len(words) - RUN + 1)]
    return words in text.words or (bool(runs) and 2 * sum(run in text.runs for run in runs) >= len(runs))


def _old_headline(old: Dispatch, newest: Dispatch, theirs: Dispatch) -> bool:
    if not old.headline or not theirs.headline or not newest.headline:
        return False
    mine, now = normalise(old.headline), normalise(newest.headline)
    return mine != now and normalise(theirs.headline) == mine
