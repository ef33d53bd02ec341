"""Words: `data/analysis.tsv`, written for Telex, and where the words stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from telex.routing import terms
from telex.routing.terms import analyse, forms, pair, written

LINES = (Path(__file__).resolve().parent / "data" / "analysis.tsv").read_text(encoding="utf-8").split("\n")
CASES = [line.split("\t") for line in LINES[1:] if line]
ODD = st.text(alphabet="aeéŒßİıﬁ5½№ªŉ'’´ʼ\u0301\u0308\u00ad\u200b\ufeff\u00a0 -.…²﷼ﷺΩΐ한각ᄀ가", max_size=12)


@pytest.mark.parametrize(("word", "exact", "bare"), CASES)
def test_a_written_word_has_these_two_forms(word: str, exact: str, bare: str) -> None:
    assert [(t.exact, t.bare) for t in analyse(word)] == [(exact, bare)]
    assert pair(word) == (exact, bare)


def test_compounds_and_initials_are_words_of_their_own_and_lone_marks_are_none() -> None:
    assert [t.exact for t in analyse("Le porte-parole de l’U.S. Navy – 50 % !")] == [
        "le", "porte", "parole", "de", "u", "s", "navy", "50",
    ]  # fmt: skip


def test_an_english_possessive_is_the_word_itself_when_bare() -> None:
    assert pair("Brown's") == ("brown's", "brown")


def test_offsets_point_into_the_text_as_given_after_an_elision() -> None:
    text = "Selon l’État, 3 bateaux"
    assert [text[t.start : t.end] for t in analyse(text)] == ["Selon", "État", "3", "bateaux"]


def test_offsets_hold_when_normalising_changes_the_length() -> None:
    text = "conﬁance de l’E\u0301tat co\u00adopté №5 fin"
    assert [(t.exact, text[t.start : t.end]) for t in analyse(text)] == [
        ("confiance", "conﬁance"),
        ("de", "de"),
        ("etat", "E\u0301tat"),
        ("coopte", "co\u00adopté"),
        ("no5", "№5"),
        ("fin", "fin"),
    ]


def test_a_very_long_run_is_analysed_without_being_cached() -> None:
    text = "x" * 100_000 + " fin"
    assert [(t.start, t.end) for t in analyse(text)] == [(0, 100_000), (100_001, 100_004)]


def test_words_met_are_kept_up_to_a_bound_and_analysed_anew_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_CACHED_RUNS", 8)
    known = terms._Known()
    found = [known[f"mots{n}"].pairs for n in range(50)]
    assert len(known) <= 8
    assert found == [((f"mots{n}", f"mots{n}"),) for n in range(50)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | ODD)
@example("ŉa")
@example("l'")
@example("a'´b")
def test_words_lie_inside_the_text_in_order_and_are_never_empty(text: str) -> None:
    tokens = analyse(text)
    assert [(t.exact, t.bare) for t in tokens] == forms(text)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.exact
        assert token.bare


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | ODD)
def test_a_written_word_is_its_own_writing_and_keeps_its_forms(text: str) -> None:
    for word, both in zip(written(text), forms(text), strict=True):
        assert written(word) == (word,)
        assert pair(word) == both


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["L’Élysée", "généraux", "œuvre", "Jean-Noël", "aujourd’hui", "Åse"]), max_size=6))
def test_case_and_apostrophes_change_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert forms(text.upper()) == forms(text) == forms(text.replace("’", "'"))
