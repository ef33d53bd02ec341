"""Bad input to the query language: each is answered clearly, at its place, and costs no more than a good query."""

from __future__ import annotations

import pytest

from telex.routing.language.leaf import MAX_WORDS
from telex.routing.language.parser import MAX_DEPTH, MAX_LENGTH, check, parse
from telex.routing.language.query import And, Not, Word


def told(text: str) -> tuple[str, int]:
    first = check(text).errors[0]
    return first.fault, first.position


def test_ten_thousand_clauses_are_too_long_or_too_many() -> None:
    assert told(" OR ".join(f"w{n}" for n in range(10_000))) == ("too_long", MAX_LENGTH)
    assert told(" ".join("a" for _ in range(10_000))) == ("too_many_words", 2 * MAX_WORDS)


def test_a_thousand_nested_groups_are_refused_at_the_first_that_is_too_deep() -> None:
    assert told("(" * 1000 + "a" + ")" * 1000) == ("too_deep", MAX_DEPTH)
    assert told("titre:(" * 1000)[0] == "nested_field"
    assert told("NOT (" * 1000 + "a") == ("too_deep", 5 * MAX_DEPTH + 4)


def test_ten_thousand_marks_without_a_word_count_as_words() -> None:
    assert told("% " * 10_000) == ("too_many_words", 2 * MAX_WORDS)


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("a*", "prefix_too_short", 1),
        ("é*", "prefix_too_short", 1),
        ("l'a*", "prefix_too_short", 3),
        ('"mer du nord', "unclosed_phrase", 0),
        ("otan « mer", "unclosed_phrase", 5),
        ("titel:otan", "unknown_field", 0),
        ("date:2026-02-30", "bad_value", 5),
        ("date:[2026-01-01 TO 2026-02-30]", "bad_value", 20),
        ("date:2026-01-01T24:00", "bad_value", 5),
        ("😀", "no_word", 0),
        ("\x00", "no_word", 0),
        ("\ud800", "no_word", 0),
        ("\u202e\u200f", "no_word", 0),
        ("\u200fhedline:x", "unknown_field", 1),
        ("uri:\ud800", "bad_value", 4),
        ('uri:"\x00"', "bad_value", 4),
        ("urgency:١", "bad_value", 8),
        ("date:²⁰²⁶", "bad_value", 5),
    ],
)
def test_bad_input_is_refused_at_its_place(text: str, fault: str, place: int) -> None:
    assert told(text) == (fault, place)


def test_a_query_of_negations_alone_is_everything_without_them() -> None:
    assert str(parse("-otan -onu")) == "* AND NOT otan AND NOT onu"
    assert str(parse("NOT NOT otan")) == "otan"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("DIYARBAKIR", "diyarbakır"),
        ("İstanbul", "ISTANBUL"),
        ("ﬁnance", "finance"),
        ("œuvre", "OEUVRE"),
        ("e\u0301te\u0301", "été"),
        ("port\u00adeur", "porteur"),
        ("\u200fotan\u200f \u202bonu\u202c", "otan onu"),
        ("\ufeffotan\x00onu", "otan onu"),
        ("otan\u00a0onu\u202f%", "otan onu %"),
        ("otan 😀", "otan"),
        ("ＯＴＡＮ", "otan"),
    ],
)
def test_letters_of_other_alphabets_and_hidden_marks_mean_what_they_look_like(text: str, same: str) -> None:
    from telex.routing.language.query import leaves
    from telex.routing.terms import pair

    def words(query_text: str) -> list[str]:
        return [pair(leaf.text)[1] for leaf in leaves(parse(query_text)) if isinstance(leaf, Word)]

    assert words(text) == words(same) != []


def test_right_to_left_words_are_words() -> None:
    assert parse("שלום -عربي") == And((Word(None, "שלום"), Not(Word(None, "عربي"))))
    assert check('"שלום').errors[0].proposal == '"שלום"'


def test_a_field_name_is_found_through_accents_hyphens_case_and_hidden_marks() -> None:
    for name in ("événement", "EVENEMENT", "Événement", "e\u0301ve\u0301nement", "\u200fevenement", "éve\u200bnement"):
        assert str(parse(f"{name}:e1")) == "event:e1", name
    assert str(parse("Mots-Clés:mer")) == "keywords:mer"
    assert str(parse("mot-clé:mer")) == "keywords:mer"
