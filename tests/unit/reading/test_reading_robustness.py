"""No text makes the reader raise, lose a line, or take more than its bounded share of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from telex.model.draft import Block, Declared, Draft
from telex.model.text import plain
from telex.reading import read
from telex.reading.blocks import Line, offsets
from telex.reading.summary import sentences, summarise

RECEIVED = datetime(2026, 3, 12, 8, tzinfo=UTC)
PIECES = st.sampled_from(
    ["EMBARGO", "jusqu'au ", "12 mars 2026", " à 6 h", "ZZ/", "Par ", "Odile Brannec", " | ", " - ", "Mis à jour le: ", "• ", "(Abc)", "« ", " »",
     "ı", "İ", "\u00a0", "\u00ad", ". ", "lundi", "31/12/9999", "0001-01-01", "GMT", "(", "[", "Traduit de l'", "e\u0301", "\n", "\n\n", "?"]
)  # fmt: skip


def lines_of(text: str) -> Draft:
    blocks: list[Block] = []
    place = 0
    for line in text.split("\n"):
        blocks.append(Block(line.strip(), place, place + len(line)))
        place += len(line) + 1
    return Draft("text", text, tuple(blocks))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_without_losing_a_block(text: str) -> None:
    draft = lines_of(text)
    facts = read(draft, RECEIVED)
    assert len(facts.roles) == len(draft.blocks)
    assert len(facts.body_blocks) == len(facts.body)
    for number, block in enumerate(draft.blocks):
        assert block.text or facts.roles[number] == "empty"
    for field in (facts.headline, facts.published, facts.byline, facts.embargo):
        if field is not None and field.span is not None:
            assert 0 <= field.span.start <= field.span.end <= len(draft.blocks[field.span.block].text)


def test_one_line_of_a_million_letters_is_body() -> None:
    facts = read(lines_of("mardi 3 mars 2026, Porzac (Abc) - " * 30_000), RECEIVED)
    assert facts.headline is None and len(facts.body) == 1


def test_twenty_thousand_lines_are_read() -> None:
    facts = read(lines_of("\n".join(f"Ligne {n} d'un texte assez long pour compter." for n in range(20_000))), RECEIVED)
    assert len(facts.body) >= 19_999


def test_above_the_ceiling_the_text_is_whole_the_fields_empty_and_the_embargo_still_seen() -> None:
    facts = read(lines_of("La criée rouvre\nEMBARGO\n" + "\n".join(["Une ligne."] * 30_000)), RECEIVED)
    assert facts.headline is None and len(facts.body) == 30_001
    assert facts.embargo is not None and facts.embargo.value.until is None
    assert "too_large" in {a.code for a in facts.anomalies}


@given(st.text(max_size=80))
def test_the_offset_map_covers_every_place(text: str) -> None:
    match = plain(text).strip()
    places = list(offsets(text, match))
    assert len(places) == len(match) + 1
    assert places == sorted(places) and places[-1] <= len(text)


def test_offsets_survive_soft_hyphens_and_combining_accents() -> None:
    text = "\u00adcrie\u0301e  rouvre"
    line = Line(0, text, plain(text).strip(), "line", False)
    assert line.match == "criée  rouvre"
    assert line.display(0, 5).strip("\u00ad") == "crie\u0301e"


def test_the_summary_is_verbatim_short_and_skips_pronouns() -> None:
    body = [
        "Il pleut depuis trois jours sur toute la côte. M. Brannec, maire de Porzac, a ouvert le gymnase aux sinistrés.",
        "« Nous tiendrons », a-t-elle dit. Les secours ont évacué quarante habitants des quais pendant la nuit.",
    ]
    chosen = summarise(body)
    assert chosen == (
        "M. Brannec, maire de Porzac, a ouvert le gymnase aux sinistrés.",
        "Les secours ont évacué quarante habitants des quais pendant la nuit.",
    )
    assert summarise(["mot " * 200 + "fin."]) == ()


@given(st.lists(st.text(max_size=300), max_size=5))
def test_a_summary_is_always_words_of_the_body(body: list[str]) -> None:
    chosen = summarise(body)
    assert len(chosen) <= 2 and sum(len(s.split()) for s in chosen) <= 75
    assert all(any(sentence in paragraph for paragraph in body) for sentence in chosen)


def test_initials_do_not_end_a_sentence() -> None:
    assert sentences("Le prof. H.R. Loan a parlé à M. Vidoc. La salle a applaudi.") == [
        "Le prof. H.R. Loan a parlé à M. Vidoc.",
        "La salle a applaudi.",
    ]


def test_what_a_format_declares_wins_over_the_text(draft: Callable[..., Draft]) -> None:
    declared = Declared(
        headline="La criée rouvre", language="fr", published="2026-03-10T07:15:00+01:00", byline=("Lila Menez",),
        body=("La criée de Porzac a rouvert mardi devant une trentaine d’acheteurs.",), urgency=4, located="Porzac",
    )  # fmt: skip
    facts = read(
        draft(
            "La criée rouvre\n\nLa criée de Porzac a rouvert mardi devant une trentaine d’acheteurs.", declared=declared
        ),
        RECEIVED,
    )
    assert facts.profile == "format"
    assert facts.headline and (facts.headline.value, facts.headline.method, facts.headline.span) == (
        "La criée rouvre",
        "format",
        None,
    )
    assert facts.body == declared.body and facts.body_blocks == (1,)
    assert facts.roles == ("headline", "body")
    assert facts.event_date and facts.event_date.value.start == "2026-03-10"


def test_a_declared_headline_is_not_searched_again_in_the_text(draft: Callable[..., Draft]) -> None:
    facts = read(
        draft(
            "Une ligne sans point\n\nLa criée de Porzac a rouvert mardi.", declared=Declared(headline="La criée rouvre")
        ),
        RECEIVED,
    )
    assert facts.headline and facts.headline.value == "La criée rouvre"
    assert facts.body[0] == "Une ligne sans point"


def test_the_first_heading_of_a_page_is_its_headline() -> None:
    text = "Mer\nLa criée rouvre\nLa criée de Porzac a rouvert mardi devant une trentaine d’acheteurs."
    kinds = ("line", "heading", "paragraph")
    blocks, place = [], 0
    for kind, line in zip(kinds, text.split("\n"), strict=True):
        blocks.append(Block(line, place, place + len(line), kind))
        place += len(line) + 1
    facts = read(Draft("html", text, tuple(blocks)), RECEIVED)
    assert facts.headline and (facts.headline.value, facts.headline.method) == ("La criée rouvre", "rule:heading")


def test_a_headline_of_a_million_letters_is_body_and_bounded() -> None:
    facts = read(lines_of("La criée " * 110_000 + "\n\nLa criée de Porzac a rouvert mardi."), RECEIVED)
    assert facts.headline is None and len(facts.body) == 2


def test_twenty_thousand_differing_embargoes_are_one_of_bounded_length() -> None:
    facts = read(lines_of("\n".join(f"(embargo {n})" for n in range(20_000))), RECEIVED)
    assert facts.embargo is not None and facts.embargo.value.until is None
    assert len(facts.embargo.value.text) <= 400
    assert len(facts.anomalies) < 200


def test_an_editor_is_shown_the_first_leftovers_not_thousands() -> None:
    facts = read(lines_of("\n".join(f"Partager {n}" for n in range(20_000))), RECEIVED)
    assert len([a for a in facts.anomalies if a.code == "boilerplate"]) <= 50
    assert len(facts.roles) == 20_000
