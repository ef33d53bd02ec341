"""Differential with luqum on what both languages have: explicit operators, groups, words, phrases, prefixes, fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.routing.language.parser import parse
from telex.routing.language.query import Not, NumberRange, Phrase, Prefix, Query, Word, conjunction, disjunction

luqum_parser = pytest.importorskip("luqum.parser", reason="SKIPPED LOUDLY: luqum is not installed")
luqum = pytest.importorskip("luqum.tree")

leaves = st.sampled_from(["otan", "défense", "été", '"mer calme"', '"l\'accord"', "diplomat*", "headline:mer", "body:port*",
                          'slugline:"mer calme"', '"deux mots"~3', "urgency:[1 TO 3]", "urgency:{1 TO 4]"])  # fmt: skip


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        some.map(lambda parts: f"({' AND '.join(parts)})"),
        some.map(lambda parts: f"({' OR '.join(parts)})"),
        some.map(lambda parts: f"({' AND NOT '.join(parts)})"),
        some.map(lambda parts: f"({' '.join(parts)})"),
    )


def translated(node: object, field: str | None = None) -> Query:
    """luqum's tree in ours; two operands side by side are joined by AND, as the agency reads them."""
    kind = type(node).__name__
    if kind in ("Group", "FieldGroup"):
        return translated(node.expr, field)  # type: ignore[attr-defined]
    if kind in ("AndOperation", "UnknownOperation"):
        return conjunction([translated(part, field) for part in node.operands])  # type: ignore[attr-defined]
    if kind == "OrOperation":
        return disjunction([translated(part, field) for part in node.operands])  # type: ignore[attr-defined]
    if kind == "Not":
        return Not(translated(node.a, field))  # type: ignore[attr-defined]
    if kind == "SearchField":
        return translated(node.expr, node.name)  # type: ignore[attr-defined]
    if kind == "Proximity":
        inner = translated(node.term, field)  # type: ignore[attr-defined]
        assert isinstance(inner, Phrase)
        return Phrase(field, inner.words, int(node.degree))  # type: ignore[attr-defined]
    return _leaf(kind, node, field)


def _leaf(kind: str, node: object, field: str | None) -> Query:
    if kind == "Range":
        low, high = int(str(node.low)), int(str(node.high))  # type: ignore[attr-defined]
        return NumberRange(field, low, high, node.include_low, node.include_high)  # type: ignore[attr-defined]
    value = str(node)
    if kind == "Phrase":
        return Phrase(field, tuple(value.strip().strip('"').split()))
    value = value.strip()
    return Prefix(field, value[:-1]) if value.endswith("*") else Word(field, value)


@settings(max_examples=150, deadline=None)
@given(st.recursive(leaves, _grow, max_leaves=12))
def test_a_text_of_the_common_language_is_read_as_luqum_reads_it(text: str) -> None:
    assert parse(text) == translated(luqum_parser.parser.parse(text))
