"""The query language against its contract: `data/grammar.tsv`, written for Telex (design/routing.md section 1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from telex.errors import Invalid, QueryError
from telex.routing.language import messages
from telex.routing.language.fields import FIELDS, find
from telex.routing.language.leaf import MAX_NEAR, MAX_PHRASE, MAX_WORDS
from telex.routing.language.parser import MAX_DEPTH, MAX_LENGTH, parse, read
from telex.routing.language.query import And, Code, Not, Or, Phrase, Present, TimeRange, Word

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2].parent / "shared" / "data" / "routing"


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


GRAMMAR = rows(HERE / "data" / "grammar.tsv")


def fault(text: str) -> tuple[str, int]:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value.fault, caught.value.position


@pytest.mark.parametrize(("text", "canonical"), [(r[1], r[2]) for r in GRAMMAR if r[0] == "accept"])
def test_an_accepted_text_prints_its_canonical_form_and_reads_back(text: str, canonical: str) -> None:
    query = parse(text)
    assert str(query) == canonical
    assert parse(canonical) == query


@pytest.mark.parametrize(("text", "code", "place"), [(r[1], r[2], int(r[3])) for r in GRAMMAR if r[0] == "reject"])
def test_a_rejected_text_says_what_is_wrong_and_where(text: str, code: str, place: int) -> None:
    assert fault(text) == (code, place)


def test_the_contract_holds_59_accepted_and_44_rejected_texts() -> None:
    verdicts = [row[0] for row in GRAMMAR]
    assert (verdicts.count("accept"), verdicts.count("reject")) == (59, 44)


def test_two_thousand_queries_print_and_read_back_unchanged() -> None:
    if not SHARED.is_dir():
        pytest.skip("SKIPPED LOUDLY: ../shared is absent, the 2,000 queries were not read")
    queries = [row[2] for row in rows(SHARED / "queries.tsv")]
    assert len(queries) == 2000
    for text in queries:
        tree = parse(text)
        assert parse(str(tree)) == tree, text
        assert str(parse(str(tree))) == str(tree)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60) | st.text(alphabet="ab \"“”«»()[]{}:*?~^-+!&|/\\<>=,;.’'éŒ%AN\u0301\u00a0\u200b", max_size=60)
)
@example("İ")
@example('"a" OR "b"~')
@example("headline:(((")
@example("date:[now-99999w TO now]")
@example("uri:(a:b OR type:c)")
def test_any_string_gives_a_query_that_reads_back_or_an_error_inside_the_text(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert 0 <= error.length <= len(text) - error.position
        assert messages.say(error, "fr") != messages.say(error, "en")
    else:
        assert parse(str(query)) == query


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["otan", "AND", "OR", "NOT", "-", "(", ")", '"mer du nord"', "port*", "titre:", "urgency:", "<=2", "[1 TO 3]",
             "date:", "2026-11", ">=now-7d", "subject:", "20000598", "*", "+", "&&", "||", "genre:", "uri:", "a:b", "~3", "^2"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_row_of_pieces_of_the_language_gives_a_query_that_reads_back_or_an_error(pieces: list[str]) -> None:
    text = " ".join(pieces)
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("a OR b AND c", "(a OR b) AND c", "a OR (b AND c)"),
        ("a b OR c", "(a b) OR c", "a AND (b OR c)"),
        ("(a OR b) titre:c OR -d e", "((a OR b) titre:c) OR (-d e)", "(a OR b) AND (titre:c OR -d) AND e"),
        ("x titre:(a OR b AND c)", "(a OR b) AND c", "a OR (b AND c)"),
    ],
)
def test_mixed_operators_offer_both_readings_and_both_are_queries(text: str, first: str, second: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.hint == f"{first} · {second}"
    one, two = caught.value.proposals
    assert (first in one, second in two) == (True, True)
    assert parse(one) != parse(two)


def test_a_field_written_before_a_group_belongs_to_each_of_its_words() -> None:
    assert parse("titre:(otan -paix)") == And((Word("headline", "otan"), Not(Word("headline", "paix"))))
    assert str(parse("titre:otan OR headline:onu")) == "headline:(otan OR onu)"
    assert parse("titre:(-paix)") == And((Present("headline"), Not(Word("headline", "paix"))))


def test_a_code_may_hold_colons_and_is_quoted_only_when_it_must_be() -> None:
    assert parse("uri:http://desk.example/7") == Code("uri", "http://desk.example/7")
    assert str(parse('uri:"tag:desk.example,2026:7"')) == "uri:tag:desk.example,2026:7"
    assert str(parse('genre:"Press Release"')) == 'genre:"Press Release"'
    assert str(parse('genre:"AND"')) == 'genre:"AND"'
    assert parse(str(parse('uri:"type:x"'))) == Code("uri", "type:x")


def test_a_word_that_looks_like_an_operator_is_printed_so_that_it_stays_a_word() -> None:
    assert parse("\\AND") == Word(None, "AND")
    assert parse(str(parse("otan \\NOT"))) == And((Word(None, "otan"), Word(None, "NOT")))


def test_distances_above_zero_are_kept_for_phrases_of_two_words_at_least() -> None:
    assert parse('"accord paris"~5') == Phrase(None, ("accord", "paris"), 5)
    assert parse('"accord"~5') == Phrase(None, ("accord",))
    assert fault('"a b"~') == ("bad_distance", 6)
    assert fault('"a b"~5x') == ("bad_distance", 6)


def test_a_date_is_a_period_of_the_agencys_zone_unless_it_names_its_own() -> None:
    paris, tokyo = parse("date:2026-07-14"), parse("date:2026-07-14", zone="Asia/Tokyo")
    assert isinstance(paris, TimeRange)
    assert isinstance(tokyo, TimeRange)
    assert paris.low is not None
    assert tokyo.low is not None
    assert str(paris.low.start) == "2026-07-13 22:00:00+00:00"
    assert str(paris.low.end) == "2026-07-14 22:00:00+00:00"
    assert str(tokyo.low.start) == "2026-07-13 15:00:00+00:00"
    own = parse("date:>=2026-07-14T10:00+02:00")
    assert isinstance(own, TimeRange)
    assert own.low is not None
    assert str(own.low.start) == "2026-07-14 08:00:00+00:00"


def test_the_day_the_clocks_go_forward_has_23_hours() -> None:
    day = parse("date:2026-03-29")
    assert isinstance(day, TimeRange)
    assert day.low is not None
    assert day.low.start is not None
    assert day.low.end is not None
    assert (day.low.end - day.low.start).total_seconds() == 23 * 3600


def test_an_unknown_zone_is_refused_with_a_clear_error() -> None:
    with pytest.raises(Invalid, match="Europe/Paris"):
        parse("otan", zone="Europe/Atlantis")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[a TO b]", "range_not_allowed", 0),
        ("genre:>=a", "range_not_allowed", 6),
        ("urgency:>9", "empty_range", 8),
        ("urgency:{1 TO 2}", "empty_range", 8),
        ("urgency:[1 3]", "bad_value", 8),
        ("urgency:<=", "missing_value", 10),
        ("urgency:-1", "bad_value", 8),
        ("date:2026-02-30", "bad_value", 5),
        ("date:now-7d", "bad_value", 5),
        ("date:[now TO now-7d]", "empty_range", 5),
        ("otan^x", "bad_weight", 4),
        ("genre:Al*", "bad_value", 6),
        ("titre:subject:x", "nested_field", 6),
        ("subject:(titre:x)", "nested_field", 9),
        ("otan -%", "no_word", 6),
        ("otan OR %", "no_word", 8),
        ("porte-paro*", "wildcard_in_phrase", 10),
        ("l'a*", "prefix_too_short", 3),
        ("titre:-a", "missing_value", 6),
        ("(a OR b))", "unopened_group", 8),
        ("NOT OR a", "missing_operand", 4),
        ("«a", "unclosed_phrase", 0),
    ],
)
def test_less_common_faults_are_named_and_placed_too(text: str, code: str, place: int) -> None:
    assert fault(text) == (code, place)


def test_a_query_at_each_limit_is_accepted_and_one_above_is_refused() -> None:
    assert str(parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)) == "a"
    assert fault("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)) == ("too_deep", MAX_DEPTH)
    assert isinstance(parse(" OR ".join(["a"] * MAX_WORDS)), Or)
    assert fault(" OR ".join(["a"] * (MAX_WORDS + 1))) == ("too_many_words", 5 * MAX_WORDS)
    assert fault(" ".join(f'"{"a " * MAX_PHRASE}"' for _ in range(11)))[0] == "too_many_words"
    assert fault(f'otan "{"a " * (MAX_PHRASE + 1)}"') == ("long_phrase", 5)
    assert fault("-".join("a" * (MAX_PHRASE + 1))) == ("long_phrase", 0)
    assert isinstance(parse(f'"{"a " * MAX_NEAR}"~3'), Phrase)
    assert fault(f'"{"a " * (MAX_NEAR + 1)}"~3') == ("long_phrase", 0)
    assert str(parse("a".ljust(MAX_LENGTH))) == "a"
    assert fault("a".ljust(MAX_LENGTH + 1)) == ("too_long", MAX_LENGTH)


def test_hostile_nesting_and_repetition_are_answered_without_a_crash() -> None:
    assert fault("(" * MAX_LENGTH) == ("too_deep", MAX_DEPTH)
    assert str(parse("-" * (MAX_LENGTH - 2) + "a")) == "a"
    assert fault("NOT " * 4999) == ("missing_operand", 19996)
    nested = "a OR b AND (" * 20 + "c" + ")" * 20
    assert fault(nested) == ("mixed_operators", 7)
    for mark in '"“«[{:^~/\\*?<':
        fault_of = mark * MAX_LENGTH
        with pytest.raises(QueryError):
            parse(fault_of)


def test_weights_and_foreign_operators_are_accepted_with_a_note() -> None:
    reading = read("otan^2.5 ET onu")
    assert str(reading.query) == "otan AND ET AND onu"
    assert [(note.code, note.position, note.length, note.hint) for note in reading.notes] == [
        ("weight_dropped", 4, 4, None),
        ("searched_as_word", 9, 2, "AND"),
    ]
    assert read("otan et onu").notes == ()


def test_messages_are_in_the_language_of_the_reader() -> None:
    with pytest.raises(QueryError) as caught:
        parse("hedline:otan")
    assert caught.value.hint == "headline"
    assert messages.say(caught.value, "fr-CA") == "ce champ n’existe pas. Écrivez\u00a0: headline"
    assert messages.say(caught.value, "en") == "there is no such field. Write: headline"


def test_no_field_speaks_of_embargo_entitlement_or_subscribers() -> None:
    probing = ("embargo", "embargoed", "entitlement", "product", "company", "subscriber", "held", "pubstatus", "user")
    assert [name for name in probing if find(name) is not None] == []


def test_every_field_takes_its_own_example() -> None:
    for field in FIELDS.values():
        assert str(parse(f"{field.name}:{field.example}")) == f"{field.name}:{field.example}"
        for alias in field.aliases:
            assert parse(f"{alias}:{field.example}") == parse(f"{field.name}:{field.example}")
