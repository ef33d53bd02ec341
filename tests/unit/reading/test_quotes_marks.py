"""Where a quotation begins and ends, what kind it is, and what the desk is told about it. Nobody of a cast is needed."""

from __future__ import annotations

import pytest

from telex.model.mentions import Quote
from telex.reading.cast import Cast, paragraphs
from telex.reading.spoken import quotes


def read(*body: str, language: str = "fr") -> list[Quote]:
    return [field.value for field in quotes.find(paragraphs(body), Cast(), language)]


def texts(*body: str, language: str = "fr") -> list[str]:
    return [quote.text for quote in read(*body, language=language)]


def flags(*body: str, language: str = "fr") -> list[str]:
    lines = paragraphs(body)
    return [flag.code for flag in quotes.anomalies(lines, quotes.find(lines, Cast(), language))]


@pytest.mark.parametrize(
    "marks", ["« {} »", "«\u00a0{}\u00a0»", "“{}”", '"{}"', '" {} "', "’’{}’’", "‘‘{}’’", "„{}“", "‘{}’", "”{}”"]
)
def test_every_style_of_marks_gives_the_words_without_them(marks: str) -> None:
    assert texts(marks.format("Le quai n’a pas bougé") + ", assure un docker.") == ["Le quai n’a pas bougé"]


def test_the_span_holds_the_very_words_of_the_text_shown() -> None:
    body = "L’\u00adédile a parlé d’un\u00a0« caf\u0065\u0301 sans\u00a0terrasse\u00a0» mardi."
    (field,) = quotes.find(paragraphs([body]), Cast(), "fr")
    assert field.span is not None
    assert body[field.span.start : field.span.end] == field.value.text == "caf\u0065\u0301 sans\u00a0terrasse"


def test_apostrophes_and_inches_open_nothing() -> None:
    assert texts("L'écran d'un mètre n'a qu'un défaut : l'angle de 12' est trop grand.") == []


def test_a_quotation_inside_another_is_not_listed_and_is_flagged() -> None:
    body = "« Il a crié “au large !” puis plus rien », raconte un témoin."
    assert texts(body) == ["Il a crié “au large !” puis plus rien"]
    assert flags(body) == ["nested_quotes"]


def test_straight_marks_nest_too() -> None:
    assert texts('"Le mot "grève" est tabou ici", dit une vendeuse.') == ['Le mot "grève" est tabou ici']


def test_a_mark_that_does_not_close_ends_at_the_clause_that_brings_it_in() -> None:
    body = "« Le bac est à quai, a dit le capitaine. Les voitures attendent."
    assert texts(body) == ["Le bac est à quai"]
    assert flags(body) == ["broken_quote"]


def test_a_later_quotation_is_read_after_one_that_does_not_close() -> None:
    assert texts("« Le bac est à quai, a-t-il dit. Une « panne » est exclue.") == ["Le bac est à quai", "panne"]


def test_a_quotation_may_run_over_paragraphs() -> None:
    body = ("« La vigne a gelé. Tout est noir.", "« Nous replanterons », dit une voisine.")
    assert texts(*body) == ["La vigne a gelé. Tout est noir.", "Nous replanterons"]
    assert {quote.speaker_text for quote in read(*body)} <= {"une voisine", None}
    assert flags(*body) == []


def test_a_clause_inserted_in_the_words_stays_in_one_quotation() -> None:
    (quote,) = read("« Nous avons, a-t-il dit, perdu la clé. »")
    assert (quote.text, quote.kind, quote.speaker_text) == ("Nous avons, a-t-il dit, perdu la clé.", "direct", "il")


def test_a_line_of_dialogue_begins_with_a_dash() -> None:
    assert texts("— On ferme à midi, prévient le gardien. Les grilles grincent.") == ["On ferme à midi"]
    assert texts("— Budget : vote mardi") == []


@pytest.mark.parametrize(
    "body",
    [
        "L’opération « Marée haute » a commencé.",
        "Le bateau baptisé « la Mouette » rouille à quai.",
        "La côte a été classée « zone grise » en 2019.",
        "The so-called “ghost bus” is back.",
    ],
)
def test_names_and_terms_are_nobody_s_words(body: str) -> None:
    (quote,) = read(body, language="en" if body.startswith("The") else "fr")
    assert (quote.kind, quote.verb, quote.speaker_text, quote.speaker) == ("scare", None, None, None)
    assert flags(body) == ["scare_quotes_not_a_quotation"]


def test_words_inside_the_reporter_s_sentence_are_partial() -> None:
    (quote,) = read("Le maire a jugé le projet « trop cher ».")
    assert (quote.kind, quote.verb, quote.speaker_text) == ("partial", "a jugé", "Le maire")


def test_a_clause_after_que_is_direct_only_in_the_first_person() -> None:
    assert read("Le juge a répété que « je ne cède pas ».")[0].kind == "direct"
    assert read("Le juge a répété que « la cour ne cède pas ».")[0].kind == "partial"


def test_a_quotation_that_nobody_is_said_to_have_said_is_flagged() -> None:
    assert flags("Sur le mur, en lettres rouges. « Ici on a tout perdu en une nuit. »") == ["quote_without_speaker"]


def test_other_languages_have_their_quotations_without_speakers() -> None:
    (quote,) = read("“Köprü kapalı”, dedi Ayla Demirsoy.", language="tr")
    assert (quote.text, quote.speaker) == ("Köprü kapalı", None)


def test_too_many_quotations_are_not_read_and_the_desk_is_told() -> None:
    body = ["« oui » " * 50] * (quotes.MAX_QUOTES // 50 + 1)
    assert read(*body) == []
    assert flags(*body) == ["too_many_quotes"]


@pytest.mark.parametrize(
    "body",
    [
        "«" * 50_000,
        '"' * 50_001,
        "' a" * 20_000,
        "« a " * 30_000,
        "»" * 10_000,
        "",
        "«",
        "« »",
        "a" * 1_000_000 + "« b",
    ],
)
def test_hostile_texts_end_and_spans_stay_inside(body: str) -> None:
    lines = paragraphs([body])
    for field in quotes.find(lines, Cast(), "fr"):
        assert field.span is not None
        assert 0 <= field.span.start < field.span.end <= len(body)


def test_a_long_line_of_quotations_is_read_to_its_end() -> None:
    body = "« Nous partons », a dit le guide. " * 1_500
    found = read(body)
    assert len(found) == 1_500
    assert {quote.speaker_text for quote in found} == {"le guide"}
