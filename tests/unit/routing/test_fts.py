"""The FTS5 expressions, on a real SQLite: whatever matches is proposed."""

from __future__ import annotations

from datetime import UTC, datetime

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import QueryError
from telex.model.dispatch import Dispatch
from telex.model.mentions import Location, Mentions, Organisation, Person
from telex.model.proof import Field
from telex.model.vocabulary import Act, PubStatus
from telex.routing import fts
from telex.routing.document import columns, words_of
from telex.routing.language.parser import MAX_DEPTH, parse
from telex.routing.matching import naive
from telex.routing.terms import forms

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)
WORDS = ["général", "généraux", "Mer", "merle", "mers", "l’Otan", "congrès", "congress", "œuvre", "Jean-Noël", "NOT"]
PIECES = [
    *WORDS, "AND", "OR", "NOT", "-", "(", ")", '"la mer"', '"mer merle"~3', '"généraux"', "mer*", "titre:", "lieu:",
    "keywords:(", "person:", "organisation:", "endroit:(", "subject:20000598", "urgency:<=2", "*", "« otan »", '"l\'otan"', "co-o", "NEAR", "ﬁn",
]  # fmt: skip


def archive(items: list[Dispatch]) -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.register_fts5_tokenizer("telex", lambda _connection, _options: fts.tokenize)
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(fts.COLUMNS)}, tokenize = 'telex')")
    for number, item in enumerate(items):
        texts = columns(item)
        connection.execute(
            f"INSERT INTO words(rowid, {', '.join(fts.COLUMNS)}) VALUES (?{', ?' * len(fts.COLUMNS)})",
            (number, *(texts[name] for name in fts.COLUMNS)),
        )
    return connection


def proposed(connection: apsw.Connection, expression: str) -> set[int]:
    return {row[0] for row in connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))}


def dispatch(
    headline: str | None, body: tuple[str, ...], keywords: tuple[str, ...], located: str | None,
    named: tuple[str, ...] = (),
) -> Dispatch:  # fmt: skip
    """`named` stand in the text as people, organisations and places at once."""
    mentions = Mentions(
        people=tuple(Field(Person(name, also=named[:1]), "rule:test") for name in named),
        organisations=tuple(Field(Organisation(name), "rule:test") for name in named),
        places=tuple(Field(Location(name), "rule:test") for name in named),
    )
    return Dispatch(
        id="d", uri="urn:d", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOW, source="agence",
        headline=headline, subheadline=located, body=body, keywords=keywords, located=located, mentions=mentions,
    )  # fmt: skip


lines = st.lists(st.sampled_from([*WORDS, "la", "…", "№5", "ﬁn", "otan"]), max_size=5).map(" ".join)
some_lines = st.lists(lines, max_size=2).map(tuple)
names = st.lists(lines.filter(bool), max_size=2).map(tuple)
dispatches = st.builds(dispatch, st.none() | lines, some_lines, some_lines, st.none() | lines, names)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(dispatches, min_size=1, max_size=4),
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8),
)
def test_every_dispatch_that_matches_is_proposed(items: list[Dispatch], texts: list[str]) -> None:
    connection = archive(items)
    documents = [words_of(item, event=None, arrived=NOW) for item in items]
    for text in texts:
        try:
            query = parse(text)
        except QueryError:
            continue
        expression = fts.match_expression(query)
        if expression is not None:
            matching = {number for number, words in enumerate(documents) if naive.matches(query, words, NOW)}
            assert matching <= proposed(connection, expression)


@pytest.mark.parametrize("text", ["général", '"la mer"', "mer*", "titre:mer", "(mer OR merle) otan", "l'otan"])
def test_words_phrases_and_prefixes_are_proposed_exactly(text: str) -> None:
    items = [
        dispatch("La mer", ("Les généraux parlent",), (), None),
        dispatch("Le merle", ("À l’OTAN",), ("la", "mer"), None),
        dispatch("La grosse mer", ("congrès",), (), "otan"),
    ]
    query, connection = parse(text), archive(items)
    matching = {n for n, item in enumerate(items) if naive.matches(query, words_of(item, event=None, arrived=NOW), NOW)}
    expression = fts.match_expression(query)
    assert expression is not None
    found = proposed(connection, expression)
    assert matching <= found
    assert found - matching <= {1}, "only a phrase over two keywords may be proposed in vain"
    assert matching


@pytest.mark.parametrize(
    "text", ["*", "-mer", "urgency:1", "mer OR urgency:1", "mer OR -otan", "pays:france", "titre:*"]
)
def test_what_no_word_can_narrow_has_no_expression(text: str) -> None:
    assert fts.match_expression(parse(text)) is None


def test_names_are_found_in_their_own_columns_alone() -> None:
    connection = archive([dispatch("La mer", (), (), None, ("Otan",)), dispatch("Otan", (), (), None)])
    for field in ("person", "organisation", "place"):
        assert proposed(connection, fts.match_expression(parse(f"{field}:otan")) or "") == {0}
    assert proposed(connection, fts.match_expression(parse("otan")) or "") == {1}


def test_what_words_cannot_say_is_left_to_the_verification() -> None:
    assert fts.match_expression(parse("mer -otan urgency:1")) == fts.match_expression(parse("mer"))


def test_quoted_words_never_meet_bare_ones() -> None:
    connection = archive([dispatch("Les généraux", (), (), None)])
    assert proposed(connection, fts.match_expression(parse("général")) or "") == {0}
    assert proposed(connection, fts.match_expression(parse('"général"')) or "") == set()


def test_the_largest_queries_are_expressions_that_sqlite_accepts() -> None:
    connection = archive([dispatch("La mer", (), (), None)])
    wide = " OR ".join(f"w{n}" for n in range(1999)) + " OR mer"
    deep = "".join(f"(w{n} OR (mer " for n in range(MAX_DEPTH // 2)) + "mer" + "))" * (MAX_DEPTH // 2)
    for text in (wide, deep, wide.replace(" OR ", " "), "titre:(" + wide + ")"):
        expression = fts.match_expression(parse(text))
        assert expression is not None
        assert proposed(connection, expression) <= {0}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_a_word_is_indexed_in_both_forms_at_one_place(text: str) -> None:
    lines = f"{text}\nla mer"
    found = fts.tokenize(lines.encode("utf-8", "surrogatepass"), 0, None)
    assert found == [(exact, fts.BARE + bare) for exact, bare in forms(lines)]
