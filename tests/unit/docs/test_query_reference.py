"""The page of the query language is complete, and what it shows as right or wrong is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from telex.errors import QueryError
from telex.routing.language.fields import FIELDS
from telex.routing.language.leaf import MAX_DISTANCE, MAX_NEAR, MAX_PHRASE, MAX_WORDS, MIN_PREFIX
from telex.routing.language.messages import _MESSAGES
from telex.routing.language.parser import MAX_DEPTH, MAX_LENGTH, check, parse, read

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "query-language.md").read_text(encoding="utf-8")
KINDS = {"text": "words", "code": "code", "number": "number", "time": "time"}
NOTES = ("weight_dropped", "searched_as_word")


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def cells(title: str) -> list[list[str]]:
    """The rows of the tables under a heading that begin with a code, each as its cells."""
    rows = [line for line in section(title).splitlines() if line.startswith("| `")]
    return [[cell.replace(r"\|", "|").strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def coded(text: str) -> list[str]:
    """What stands between backquotes."""
    return re.findall(r"`([^`]+)`", text)


EXAMPLES = [(coded(row[0])[0], example) for row in cells("Errors") for example in coded(row[1])]
WRONG = [pair for pair in EXAMPLES if pair[0] not in NOTES]
NOTED = [pair for pair in EXAMPLES if pair[0] in NOTES]
WRITTEN = [
    q
    for row in cells("Operators")
    for q in coded(row[0])
    if re.search(r"\w", q) and not q.startswith(("field", "{", "["))
]


def test_every_field_stands_in_the_page_with_its_names_and_its_kind() -> None:
    told = {coded(row[0])[0]: (row[1], tuple(coded(row[2])), row[3]) for row in cells("Fields")}
    assert told == {f.name: (f"`{f.french}`", f.also, KINDS[f.kind.value]) for f in FIELDS.values()}


@pytest.mark.parametrize("query", [q for q in coded(section("Fields")) if re.fullmatch(r"\w+:\S.*", q)])
def test_a_query_shown_under_the_fields_is_accepted_or_said_to_be_refused(query: str) -> None:
    if query == "date:2026-02-30":
        assert check(query).errors
    else:
        assert parse(query) == parse(str(parse(query)))


def test_every_error_and_note_stands_in_the_page() -> None:
    assert {coded(row[0])[0] for row in cells("Errors")} == set(_MESSAGES)


@pytest.mark.parametrize(("code", "example"), WRONG)
def test_an_example_of_an_error_gives_that_error(code: str, example: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(example)
    assert refused.value.fault == code


@pytest.mark.parametrize(("code", "example"), NOTED)
def test_an_example_of_a_note_gives_that_note(code: str, example: str) -> None:
    assert code in [note.code for note in read(example).notes]


@pytest.mark.parametrize("query", WRITTEN)
def test_an_example_among_the_operators_is_accepted(query: str) -> None:
    assert parse(query) == parse(str(parse(query)))


@pytest.mark.parametrize("limit", [MAX_LENGTH, MAX_WORDS, MAX_PHRASE, MAX_NEAR, MAX_DISTANCE, MAX_DEPTH, MIN_PREFIX])
def test_every_limit_stands_in_the_page(limit: int) -> None:
    assert re.search(rf"\b{limit:,}\b", section("Limits"))
