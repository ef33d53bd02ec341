"""Texts with their true words, and what the conditions of a query made of a dispatch. Spans count code points."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from telex.model.dispatch import Dispatch
from telex.routing.explain import Explained, Mark, excerpt

Span = tuple[int, int]


class MarkedText(Struct, frozen=True):
    """A text and its true words: `[start, end]` each."""

    text: str
    spans: tuple[Span, ...]


class Passage(Struct, frozen=True):
    """A part of a text; `before` and `after` = something was left out there."""

    text: str
    spans: tuple[Span, ...]
    before: bool
    after: bool


class ClauseItem(Struct, frozen=True):
    """One part of a query, between two ANDs."""

    text: str
    true: bool
    because: tuple[str, ...]
    """Conditions that made it true."""
    found: tuple[str, ...]
    """Of a single code, number or time: what the dispatch has there."""


class ExplainedItem(Struct, frozen=True):
    """How a query stands to a dispatch."""

    matched: bool
    clauses: tuple[ClauseItem, ...]
    failed: str | None
    """The first clause that was not true."""
    within: str | None
    """The alternative that came nearest, where several are offered and none is true."""
    headline: MarkedText | None
    passage: Passage | None
    """Only of a match that rests on words."""


def marked_headline(dispatch: Dispatch, marks: Sequence[Mark]) -> MarkedText | None:
    if dispatch.headline is None:
        return None
    return MarkedText(dispatch.headline, tuple((m.start, m.end) for m in marks if m.text == "headline"))


def passage(dispatch: Dispatch, marks: Sequence[Mark]) -> Passage:
    found = excerpt(dispatch, marks)
    return Passage(found.text, found.spans, found.before, found.after)


def explained_item(found: Explained | None, dispatch: Dispatch | None) -> ExplainedItem | None:
    """`dispatch` = what the marks count in."""
    if found is None:
        return None
    shown = dispatch if found.marks else None
    return ExplainedItem(
        found.matched,
        tuple(ClauseItem(c.text, c.true, c.because, c.found) for c in found.clauses),
        found.failed,
        found.within,
        marked_headline(shown, found.marks) if shown is not None else None,
        passage(shown, found.marks) if shown is not None else None,
    )
