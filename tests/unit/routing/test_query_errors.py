"""What a query that cannot be read is answered with: every fault, what was expected, and a text that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from telex.errors import QueryError
from telex.routing.language import messages
from telex.routing.language.messages import _EXPECTED, _MESSAGES
from telex.routing.language.parser import MAX_LENGTH, check, parse

GRAMMAR = (Path(__file__).resolve().parent / "data" / "grammar.tsv").read_text(encoding="utf-8").split("\n")[1:]
REJECTED = [line.split("\t")[1:] for line in GRAMMAR if line.startswith("reject")]
NOTHING_LEFT = ("NOT", "()", '""', '"..."', "%")
PIECES = [
    "otan", "AND", "OR", "NOT", "-", "(", ")", '"mer du nord"', "port*", "titre:", "urgency:", "<=2", "[1 TO 3]", "date:",
    "2026-11", ">=now-7d", "subject:", "20000598", "*", "+", "&&", "||", "genre:", "uri:", "a:b", "~3", "^2", '"', "“", "«",
    "»", "”", "/a[b]/", "te?t", "*x", "ab*", "2026-02-30", "hier", "[3 TO 1]", "[1 TO", "{", "]", "~", "^", "\\", "%",
    "hedline:", "foo:bar", "12", '"a* b"', "porte-paro*", "ET", "pays:", "france", "xx", "theme:", '"Défense"', "\u200f",
    "İı", "ﬁn", "😀", "\x00", "\ud800", "שלום", "<", ">", "!", "=", "'", "mots-clés:", "?",
]  # fmt: skip
LETTERS = "ab \"“”«»()[]{}:*?~^-+!&|/\\<>=,;.'éŒ%AN\u0301\u00a0\u200b0129TO"
some_text = (
    st.text(max_size=40)
    | st.text(alphabet=LETTERS, max_size=40)
    | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
)


@pytest.mark.parametrize(("text", "code"), [(text, code) for text, code, _ in REJECTED])
def test_a_rejected_text_of_the_contract_is_told_what_was_expected_and_a_text_that_can_be_read(
    text: str, code: str
) -> None:
    first = check(text).errors[0]
    assert first.fault == code
    assert first.expected["en"] and first.expected["fr"]
    assert (first.proposal is None) == (text in NOTHING_LEFT)
    for proposal in first.proposals:
        assert parse(str(parse(proposal))) == parse(proposal)


@settings(max_examples=400, deadline=None)
@given(some_text)
@example("«")
@example('"\\')
@example('titre:-"')
@example("subject:(titre:x)")
@example("date:>=hier")
@example("urgency:[1 TO")
def test_any_string_is_a_query_or_faults_inside_it_whose_proposals_are_queries(text: str) -> None:
    found = check(text)
    if found.query is not None:
        assert parse(str(found.query)) == found.query
        return
    assert found.errors
    for error in found.errors:
        assert 0 <= error.position <= error.position + error.length <= len(text)
        assert messages.say(error, "fr") != messages.say(error, "en")
        assert set(error.expected) == {"en", "fr"}
        for proposal in error.proposals:
            parse(proposal)


def test_every_fault_of_a_text_is_found_at_its_place() -> None:
    text = 'otan (défense hedline:x urgency:12 "a'
    found = check(text).errors
    assert [(error.fault, error.position, error.length) for error in found] == [
        ("unknown_field", 14, 7),
        ("bad_value", 32, 2),
        ("unclosed_phrase", 35, 1),
        ("unclosed_group", 5, 1),
    ]
    assert {error.proposals for error in found} == {('otan (défense headline:x urgency:9 "a")',)}


def test_what_mending_a_fault_leaves_behind_is_not_told_as_a_fault() -> None:
    for text in ("a OR ()", 'a AND ""', "titre:%", "a OR AND AND b", "NOT %"):
        assert len(check(text).errors) == 1, text


def test_the_error_that_is_raised_knows_all_the_others() -> None:
    with pytest.raises(QueryError) as caught:
        parse("te?t AND *ment")
    assert [error.fault for error in caught.value.errors] == ["inner_wildcard", "leading_wildcard"]
    assert caught.value.errors[0] is caught.value
    assert caught.value.proposal == "tet AND ment*"


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("date:2026-02-30", ["date:2026-02-28"]),
        ("date:2026-13-01", ["date:2026-01-13"]),
        ("date:2026-11-31T25:61", ["date:2026-11-30T23:59"]),
        ("date:30/11/2026", ["date:2026-11-30"]),
        ("date:hier", ["date:>=now-1d"]),
        ("date:>=hier", ["date:>=now-1d"]),
        ("date:now-7j", ["date:>=now-7d"]),
        ("date:[now-7d TO demain]", ["date:[now-7d TO now-7d]"]),
        ("date:now-24h", ["date:>=now-24h"]),
        ("urgency:12", ["urgency:9"]),
        ("urgency:>9", ["urgency:>=9"]),
        ("urgency:{1 TO 2}", ["urgency:[1 TO 2]"]),
        ("urgency:[1 3]", ["urgency:[1 TO 3]"]),
        ("urgency:[1 TO 3 otan", ["urgency:[1 TO 3] otan"]),
        ("urgency:-1", ["-urgency:1"]),
        ("titre:-otan", ["-titre:otan"]),
        ("titre:", ["titre:*"]),
        ("titer:otan", ["titre:otan"]),
        ("hedline:otan", ["headline:otan"]),
        ("http://example.org/a?b", ['"http://example.org/a?b"']),
        ('foo:"a b" c', ['"foo a b" c']),
        ("foo:(a b)", ["(a b)"]),
        ("subject:sport", ['subject:"sport"']),
        ('subject:"diplomatye"', ['subject:"Diplomatie"']),
        ('subject:"Médias"', ["subject:20000045", "subject:20000304"]),
        ("country:Francie", ["country:FRA"]),
        ("genre:Al*", ['genre:"Al*"']),
        ("porte-paro*", ["(porte paro*)"]),
        ('"a b"~500', ['"a b"~50']),
        ("otan~2 onu", ["otan onu"]),
        ('(« mer noire OR "b c")', ['(« mer noire» OR "b c")']),
        ('("mer noire) otan', ['("mer noire") otan']),
        ("otan AND OR onu", ["otan AND onu"]),
        ("(otan AND NOT) onu", ["(otan) onu"]),
        ("BRAND AND", ["BRAND"]),
    ],
)
def test_the_proposal_is_what_was_probably_meant(text: str, proposals: list[str]) -> None:
    assert list(check(text).errors[0].proposals) == proposals
    for proposal in proposals:
        parse(proposal)


def test_nothing_is_proposed_where_only_the_author_can_say_what_to_leave_out() -> None:
    for text in ("a " * 2001, "(" * 31 + "a" + ")" * 31, "a" * (MAX_LENGTH + 1), '"' + "a " * 201 + '"'):
        assert [error.proposals for error in check(text).errors] == [()]


def test_each_of_two_mixed_places_is_offered_both_ways() -> None:
    first, second = check("(a OR b AND c) AND (d e OR f)").errors
    assert first.proposals == ("((a OR b) AND c) AND ((d e) OR f)", "(a OR (b AND c)) AND ((d e) OR f)")
    assert second.proposals == ("((a OR b) AND c) AND ((d e) OR f)", "((a OR b) AND c) AND (d AND (e OR f))")


def test_a_mixed_row_with_another_fault_in_it_is_told_first_and_offered_both_ways() -> None:
    mixed, inner, unclosed = check("a OR b AND (te?t").errors
    assert (mixed.fault, mixed.position, inner.fault, unclosed.fault) == (
        "mixed_operators",
        7,
        "inner_wildcard",
        "unclosed_group",
    )
    assert mixed.proposals == ("(a OR b) AND (tet)", "a OR (b AND (tet))")
    assert inner.proposals == mixed.proposals[:1]


def test_every_error_says_what_was_expected() -> None:
    assert set(_EXPECTED) == set(_MESSAGES) - {"weight_dropped", "searched_as_word"}


def test_expectations_name_the_fields_and_bounds_in_the_language_of_the_reader() -> None:
    unknown, number = check("hedline:x").errors[0], check("urgence:0").errors[0]
    assert "headline, slugline" in unknown.expected["en"] and "titre, slug" in unknown.expected["fr"]
    assert "from 1 to 9" in number.expected["en"] and "de 1 à 9" in number.expected["fr"]


def test_reading_all_faults_of_a_hostile_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in readings, not in seconds: each of them is linear."""
    from telex.routing.language.grammar import Grammar

    read: list[int] = []
    whole = Grammar.whole
    monkeypatch.setattr(Grammar, "whole", lambda self: (read.append(len(self.text)), whole(self))[1])
    for piece in ("a* ", '"', "“a ", "te?t ", "(a OR b AND c) ", "hedline:x ", "date:2026-02-30 ", "% ", "[", "a:"):
        read.clear()
        assert check((piece * MAX_LENGTH)[:MAX_LENGTH]).errors
        assert sum(read) <= 200_000, piece
