"""`telex why` and `telex query try`, as a user runs them. Few tests of many steps: each command is a process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

COLOURS = {"FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "xterm-256color"}


@pytest.fixture
def agency(shell: Any, story: Callable[[str, str], str]) -> Any:
    """A company with a product, and one dispatch that it carries. `agency.item` is its id."""
    shell.ok("company", "add", "gazette", "--name", "Gazette")
    shell.ok("product", "add", "ports", "(harbour OR quay) language:en", "--name", "Ports")
    shell.ok("company", "grant", "gazette", "ports")
    shell.write("a.txt", story("Skerra", "Otter"))
    shell.item = shell.ok("file", "a.txt", "--json").objects[0]["id"]
    return shell


def test_why_names_the_clauses_and_lights_the_words_that_matched(agency: Any) -> None:
    out = agency.ok("why", agency.item, "--company", "gazette").out
    for said in (
        "gazette: full text", "Product Ports carries it.", "yes harbour OR quay by harbour, quay",
        "yes language:en (here: en)", "Skerra harbour closes its north quay",
    ):  # fmt: skip
        assert said in out
    assert "\x1b[1;30;43mharbour\x1b[0m" in agency.ok("why", agency.item, "--company", "gazette", env=COLOURS).out
    (found,) = agency.ok("why", agency.item, "--company", "gazette", "--json").objects
    assert (found["id"], found["what"], found["reason"]) == (agency.item, "full", None)
    (shown,) = agency.ok("show", agency.item, "--json").objects
    (same,) = agency.ok("why", shown["item"]["uri"], "--company", "gazette", "--json").objects
    assert same["id"] == agency.item


def test_why_not_names_the_first_clause_that_failed_and_what_is_wrong_with_a_question(agency: Any) -> None:
    agency.ok("product", "add", "bois", "harbour language:fr", "--name", "Bois")
    agency.ok("company", "add", "digest")
    agency.ok("company", "grant", "digest", "bois")
    out = agency.ok("why", agency.item, "--company", "digest").out
    assert "digest: the products that carry it are not among those of the company" in out
    assert "Product Bois does not carry it: 1 of 2 conditions met, not met: language:fr." in out
    assert "no  language:fr (here: en)" in out
    for words, said in (
        ((agency.item,), "say whom you ask about"),
        ((agency.item, "--company", "nobody"), "no company 'nobody'"),
        (("AAAAAAAAAAAA", "--company", "gazette"), "there is no such dispatch"),
    ):
        ran = agency("why", *words)
        assert ran.code == 1
        assert said in ran.complaint


def test_try_tells_how_much_a_query_would_have_brought_and_what(agency: Any) -> None:
    words = ("query", "try", "(quay OR airport) -sprot", "--days", "3", "--company", "gazette", "--edit", "market")
    out = agency.ok(*words).out
    for said in (
        "1 dispatches, 1 events, 0 reposts", "found nowhere in these days: airport", "found nowhere in these days: sprot",
        "100 % come by quay alone", "in place of market: 1 gained, 0 lost", "Skerra harbour closes its north quay",
    ):  # fmt: skip
        assert said in out
    agency.ok("company", "add", "digest")
    (all_of_it,) = agency.ok("query", "try", "quay", "--json").objects
    (none_of_it,) = agency.ok("query", "try", "quay", "--company", "digest", "--json").objects
    assert (all_of_it["dispatches"]["number"], none_of_it["dispatches"]["number"]) == (1, 0)
    ran = agency("query", "try", "quay (port")
    assert (ran.code, ran.out) == (1, "")
    assert "never closed" in ran.complaint


def test_both_answer_through_a_running_server(served: Any, story: Callable[[str, str], str]) -> None:
    served.ok("company", "add", "gazette")
    served.ok("product", "add", "ports", "harbour")
    served.ok("company", "grant", "gazette", "ports")
    served.write("a.txt", story("Skerra", "Otter"))
    item = served.ok("file", "a.txt", "--json").objects[0]["id"]
    assert "gazette: full text" in served.ok("why", item, "--company", "gazette").out
    assert "1 dispatches" in served.ok("query", "try", "harbour").out
