"""`telex query`: a query checked and explained in a folder without a store and without a server."""

from __future__ import annotations

from typing import Any


def test_a_good_query_is_answered_with_its_canonical_form_and_notes(shell: Any) -> None:
    ran = shell.ok("query", "check", "titre:port^2 ET quai")
    lines = ran.out.splitlines()
    assert lines[0] == "headline:port AND ET AND quai"
    assert lines[1].startswith("note, character 11: weights are ignored")
    assert lines[2] == "note, character 14: searched as a word (AND)"
    assert list(shell.folder.iterdir()) == [], "nothing is made by it"


def test_every_fault_stands_under_its_place_with_what_to_write(shell: Any) -> None:
    ran = shell("query", "check", "(port te?t hedline:quai")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert [line.partition(",")[0] for line in lines if "character" in line] == [
        "inner_wildcard", "unknown_field", "unclosed_group",
    ]  # fmt: skip
    for number, line in enumerate(lines):
        if line.strip().strip("^") == "":
            assert lines[number - 1] == "  (port te?t hedline:quai"
    carets = [line for line in lines if line.strip().strip("^") == ""]
    assert carets == ["          ^", "             ^^^^^^^", "  ^"]
    assert lines.count("  write: (port tet headline:quai)") == 3
    assert "  expected: a ) that closes it" in lines


def test_both_readings_of_a_mixed_query_are_offered_in_the_language_asked_for(shell: Any) -> None:
    ran = shell("query", "check", "a OR b AND c", "--language", "fr")
    assert ran.code == 1
    assert "se lit de deux façons" in ran.out
    assert "  write: (a OR b) AND c\n  write: a OR (b AND c)\n" in ran.out


def test_a_query_is_explained_clause_by_clause(shell: Any) -> None:
    out = shell.ok("query", "explain", 'titre:(journaux OR port*) -sport thème:"Défense"').out.splitlines()
    assert out == [
        "headline:(journaux OR port*) AND NOT sport AND subject:20000598",
        "  all of this",
        "    any of this",
        "      the word, singular or plural: headline:journaux = journal (the headline)",
        "      words that begin so: headline:port* = port… (the headline)",
        "    without this",
        "      the word, singular or plural: sport = sport (headline, slug, summary, text or keywords)",
        "    this value: subject:20000598 = defence (IPTC Media Topic: 8 digits or a label in quotation marks)",
        "asked about a dispatch only when one of these is true of it: subject:20000598",
    ]


def test_a_query_that_is_always_asked_is_said_to_be(shell: Any) -> None:
    out = shell.ok("query", "explain", "-sport").out
    assert "asked about every dispatch" in out
    (told,) = shell.ok("query", "explain", "-sport", "--json").objects
    assert (told["query"], told["always_asked"], told["anchors"]) == ("* AND NOT sport", True, [])
    assert told["explained"]["parts"][1]["parts"][0]["form"] == "sport"


def test_json_holds_what_is_printed(shell: Any) -> None:
    ran = shell("query", "check", "urgency:12", "--json")
    assert ran.code == 1
    (told,) = ran.objects
    (fault,) = told["errors"]
    assert (told["query"], fault["fault"], fault["position"], fault["length"]) == (None, "bad_value", 8, 2)
    assert (fault["hint"], fault["proposals"]) == ("urgency:9", ["urgency:9"])
    assert fault["expected"] == "a whole number from 1 to 9, or a range"


def test_what_no_terminal_can_print_is_answered_all_the_same(shell: Any) -> None:
    ran = shell("query", "check", b"(\xff \xe2\x80\xae\x1b[31m port".decode("utf-8", "surrogateescape"))
    assert ran.code == 1
    assert "\x1b" not in ran.out
    wide = shell("query", "check", "日本 hedline:x").out.splitlines()
    assert wide[2].index("^") == 2 + 5, "a wide character takes two columns"


def test_a_setting_that_cannot_be_read_is_a_refusal_in_one_line(shell: Any) -> None:
    ran = shell("query", "check", "date:2026-07-14", env={"TELEX_ZONE": "Europe/Atlantis"})
    assert ran.code == 1
    assert "Europe/Atlantis" in ran.complaint
