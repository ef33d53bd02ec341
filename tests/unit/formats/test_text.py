"""Plain text: a block per line, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Unreadable
from telex.formats import text


def test_each_line_that_says_something_is_a_block() -> None:
    draft = text.load("  Un titre\u00a0\r\n\r\n\ufeffUne ligne\u2028une autre\n\u00a0\n")
    assert [block.text for block in draft.blocks] == ["Un titre", "Une ligne", "une autre"]
    assert {block.kind for block in draft.blocks} == {"line"}


def test_a_no_break_space_inside_a_line_stays() -> None:
    assert text.load("M.\u00a0Duval dit «\u202foui\u202f»").blocks[0].text == "M.\u00a0Duval dit «\u202foui\u202f»"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_offsets_lead_back_to_the_filing(document: str) -> None:
    try:
        draft = text.load(document)
    except Unreadable:
        assert not text.trim(document)
        return
    assert draft.text == document
    assert all(draft.text[b.start : b.end] == b.text and b.text == text.trim(b.text) for b in draft.blocks)


def test_blanks_alone_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="no text"):
        text.load(" \n\u00a0\n\ufeff\n")


def test_a_line_of_a_million_characters_is_no_headline() -> None:
    issues: list[str] = []
    assert text.headline("x" * 1_000_000, issues) is None
    assert issues == ["headline_too_long: 1000000 characters, not taken as a headline"]
