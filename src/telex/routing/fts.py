"""Queries and words for SQLite's FTS5: the index proposes, `naive.matches` decides.

The table has the columns below, filled from `document.columns`. Each word is indexed at one position in two forms: exact, and bare with a leading U+0001, so that
quoted words never meet bare ones (design/routing.md section 1, "Analysis", step 6).
"""

from __future__ import annotations

from telex.routing.language.fields import STREAM
from telex.routing.language.query import And, Leaf, Or, Phrase, Prefix, Query, Word
from telex.routing.terms import analyse, line_forms, pair

COLUMNS = (
    "headline", "slugline", "abstract", "body", "keywords", "byline", "located", "person", "organisation", "place",
)  # fmt: skip
"""Every text field. A change of them is one of the analysis: raise `terms.ANALYSIS_VERSION`."""
BARE = "\u0001"
LONGEST_PHRASE = 60
"""Words of a phrase looked up as written; a headline has fewer."""
_FOR_QUERY = 0x0001
"""FTS5_TOKENIZE_QUERY: the text comes from a MATCH expression."""


def tokens(text: str) -> list[tuple[str, str]]:
    """The words of a stored text: `(exact, U+0001 + bare)`, both at one position.

    Without offsets: the index keeps none, and bytes counted in Python were half of what a dispatch cost to index.
    """
    return [(exact, BARE + bare) for line in text.split("\n") for exact, bare in line_forms(line)]


def query_tokens(text: str) -> list[str]:
    """The words of a phrase of a MATCH expression: analysed already by `match_expression`, so taken as they stand."""
    return [part for part in text.split(" ") if part]


def tokenize(data: bytes, flags: int, locale: str | None) -> list[str | tuple[str, ...]]:
    """What an FTS5 tokenizer has to answer, in the shape of apsw's `FTS5Tokenizer`; `flags` says text or query."""
    text = data.decode("utf-8", "surrogatepass")
    return [*query_tokens(text)] if flags & _FOR_QUERY else [*tokens(text)]


def match_expression(query: Query) -> str | None:
    """A MATCH expression true of at least the dispatches that match `query`; None = it cannot narrow, look at all.

    Negations, ranges, codes, distances and the order between parts are left to `naive.matches`.
    """
    if isinstance(query, Leaf):
        return _leaf(query)
    if isinstance(query, And):
        known = [made for part in query.parts if (made := match_expression(part)) is not None]
        return _joined(known, " AND ")
    if isinstance(query, Or):
        each = [match_expression(part) for part in query.parts]
        known = [made for made in each if made is not None]
        return _joined(known, " OR ") if len(known) == len(each) else None
    return None


def verbatim(columns: tuple[str, ...], text: str) -> str | None:
    """A MATCH expression for these words, in this order, in any of the columns; None when the text has no word."""
    words = [token.exact for token in analyse(text)][:LONGEST_PHRASE]
    return f"{{{' '.join(columns)}}} : {_quoted(' '.join(words))}" if words else None


def _joined(parts: list[str], joiner: str) -> str | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else f"({joiner.join(parts)})"


def _leaf(leaf: Leaf) -> str | None:
    if leaf.field is not None and leaf.field not in COLUMNS:
        return None
    columns = f"{{{' '.join(STREAM)}}}" if leaf.field is None else leaf.field
    if isinstance(leaf, Word):
        return f"{columns} : {_quoted(BARE + pair(leaf.text)[1])}"
    if isinstance(leaf, Prefix):
        return f"{columns} : {_quoted(pair(leaf.text)[0])} *"
    if isinstance(leaf, Phrase):
        words = [pair(word)[0] for word in leaf.words]
        if not leaf.slop:
            return f"{columns} : {_quoted(' '.join(words))}"
        return f"{columns} : ({' AND '.join(_quoted(word) for word in dict.fromkeys(words))})"
    return None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
