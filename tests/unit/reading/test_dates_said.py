"""Every date expression of a body, and the day each counts from."""

from __future__ import annotations

from datetime import date

import pytest

from telex.model.mentions import DateSaid, Quote
from telex.model.proof import Field, Span
from telex.reading.cast import paragraphs
from telex.reading.times import said
from telex.reading.times.eventdate import Anchor

TUESDAY = Anchor(date(2026, 3, 10), "dateline")


def dates_of(*body: str, anchor: Anchor | None = TUESDAY, received: date = TUESDAY.day) -> list[DateSaid]:
    return [f.value for f in said.find(paragraphs(body), anchor, received)]


def values(*body: str, anchor: Anchor | None = TUESDAY) -> list[str | None]:
    return [d.value for d in dates_of(*body, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("La criée rouvrira l’été prochain.", "2026-SU"),
        ("Les travaux ont eu lieu l’automne dernier.", "2025-AU"),
        ("L’hiver 2023 a été doux.", "2023-WI"),
        ("La digue sera prête avant l’hiver.", "2026-WI"),
        ("The works ended last winter.", "2025-WI"),
        ("Les ventes ont baissé au troisième trimestre 2025.", "2025-Q3"),
        ("Les ventes du T1 2026 sont bonnes.", "2026-Q1"),
        ("Sales rose in the fourth quarter of 2025.", "2025-Q4"),
        ("Le bilan du premier semestre 2025 est bon.", "2025-01/2025-06"),
        ("Il a dirigé la criée de 2003 à 2009.", "2003/2009"),
        ("The pier was built between 1993 and 1995.", "1993/1995"),
        ("Le quai date des années 1970.", "1970/1979"),
        ("Le chantier durera de mars à mai 2027.", "2027-03/2027-05"),
        ("La vente aura lieu mardi en huit.", "2026-03-17"),
        ("La vente aura lieu jeudi en quinze.", "2026-03-26"),
        ("La vente aura lieu lundi de la semaine prochaine.", "2026-03-16"),
        ("La vente aura lieu le premier mercredi du mois prochain.", "2026-04-01"),
        ("Le salon se tiendra du 8 au 17 octobre l’an prochain.", "2027-10-08/2027-10-17"),
        ("Le port a fermé le 23 juin dernier.", "2025-06-23"),
        ("Le port a fermé en janvier dernier.", "2026-01"),
        ("Le port fermera en mai prochain.", "2026-05"),
        ("On l’avait répété en septembre.", "2025-09"),
        ("Le rapport sera remis fin avril.", "2026-04"),
        ("Le rapport est attendu d’ici à la fin du mois.", "2026-03"),
        ("Les livraisons commenceront à partir de 2028.", "2028"),
        ("La Biennale 2024 avait attiré peu de monde.", "2024"),
        ("La fête aura lieu le week-end prochain.", "2026-03-14"),
        ("Le marché a eu lieu le week-end dernier.", "2026-03-07"),
        ("La maire est arrivée hier lundi.", "2026-03-09"),
        ("La maire est arrivée hier, lundi 9 mars 2026.", "2026-03-09"),
        ("Le four a brûlé cette nuit.", "2026-03-10"),
        ("Le rapport est daté du 02/06/21.", None),
        ("Le rapport est daté du 22/06/21.", "2021-06-22"),
    ],
)
def test_seasons_quarters_years_and_spans_have_the_values_of_the_model(text: str, value: str | None) -> None:
    assert values(text) == [value]


def test_the_day_before_counts_from_the_day_last_told() -> None:
    assert values("Le feu a pris vendredi à Porzac. La veille, l’alerte avait été levée.") == [
        "2026-03-06",
        "2026-03-05",
    ]
    assert values("Le feu a pris vendredi. Trois jours plus tard, il couvait encore.") == ["2026-03-06", "2026-03-09"]
    assert values("Fire broke out on Friday. The next day it rained.") == ["2026-03-06", "2026-03-07"]
    assert values("Le feu a pris vendredi.", "Le même jour, un pont a cédé.") == ["2026-03-06", "2026-03-06"]


def test_a_day_ahead_is_not_the_day_that_the_day_before_counts_from() -> None:
    body = "La maire a parlé mardi. Le vote aura lieu jeudi. La veille, elle avait consulté les pêcheurs."
    assert values(body) == ["2026-03-10", "2026-03-12", "2026-03-09"]


def test_vague_expressions_are_kept_without_a_value() -> None:
    found = dates_of("Le vote viendra dans quelques jours, après des travaux menés il y a plusieurs mois.")
    assert [(d.text, d.value, d.tense) for d in found] == [
        ("dans quelques jours", None, "future"),
        ("il y a plusieurs mois", None, "past"),
    ]


def test_a_weekday_and_its_date_without_a_year_list_the_years_in_which_they_agree() -> None:
    found = dates_of("La maire a parlé ce mardi (12 mai).", anchor=None, received=date(2026, 5, 14))
    assert found[0].candidates == ("2015", "2020", "2026")
    assert (found[0].value, found[0].anchor) == ("2026-05-12", "received")


def test_a_text_dated_by_such_a_day_alone_counts_from_it() -> None:
    found = dates_of(
        "La maire a parlé ce mardi (12 mai).", "Le quai ouvrira au début de l’année prochaine.",
        anchor=None, received=date(2026, 5, 14),
    )  # fmt: skip
    assert (found[1].text, found[1].value, found[1].anchor) == ("début de l’année prochaine", "2027", "told")


def test_a_weekday_without_any_anchor_keeps_its_place_and_has_no_value() -> None:
    assert dates_of("La maire a parlé mardi.", anchor=None)[0].value is None


@pytest.mark.parametrize(
    "text",
    [
        "Elle a été élue maire.",
        "The mayor may visit; the march of the fishermen goes on.",
        "Le code 1986 personnes.",
        "La départementale 2027 est coupée par un arbre.",
        "Le prix est passé à 19.99 euros.",
        "La jeunesse du printemps.",
    ],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert dates_of(text) == []


def test_a_weekday_before_a_quantity_is_that_weekday() -> None:
    assert values("La grève bloque ce mardi 16 navires à Porzac.") == ["2026-03-10"]


def test_two_days_with_one_month_are_a_range_and_apart_two_days() -> None:
    assert values("Le salon se tiendra le jeudi 12 et le vendredi 13 mars.") == ["2026-03-12/2026-03-13"]
    assert values("Réunions le mardi 10 mars et le jeudi 12 mars.") == ["2026-03-10", "2026-03-12"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Il pleut depuis lundi soir sur Porzac.", "2026-03-09"),
        ("Les élus préparent le scrutin de dimanche.", "2026-03-15"),
        ("Elle a prévu de visiter samedi la criée.", "2026-03-14"),
        ("La préfète est attendue mercredi à Porzac.", "2026-03-11"),
        ("Dès jeudi, le pont sera fermé.", "2026-03-12"),
        ("The ferry is due to sail on Thursday.", "2026-03-12"),
    ],
)
def test_a_weekday_takes_the_side_that_its_clause_tells(text: str, value: str) -> None:
    assert values(text) == [value]


def test_inside_a_quotation_days_count_from_the_day_of_speaking() -> None:
    text = "« J’attends demain une réponse », a déclaré vendredi la maire de Porzac."
    start = text.index("J’")
    quote = Field(Quote("J’attends demain une réponse", "direct"), "rule:quote", Span(0, start, start + 28))
    found = [f.value for f in said.find(paragraphs([text]), TUESDAY, TUESDAY.day, [quote])]
    assert [(d.text, d.value, d.anchor) for d in found] == [
        ("demain", "2026-03-07", "speaking"),
        ("vendredi", "2026-03-06", "dateline"),
    ]


def test_spans_count_in_the_display_text() -> None:
    text = "La ma\u00adire a pa\u00adrlé ma\u00adrdi."
    field = said.find(paragraphs([text]), TUESDAY, TUESDAY.day)[0]
    assert field.span is not None
    assert text[field.span.start : field.span.end] == field.value.text == "ma\u00adrdi"


def test_in_other_languages_only_dates_in_figures_are_read() -> None:
    found = said.find(paragraphs(["Am 2026-03-02 im mars."]), TUESDAY, TUESDAY.day, language="de")
    assert [f.value.value for f in found] == ["2026-03-02"]


def test_a_line_without_end_is_read_to_a_ceiling() -> None:
    assert len(dates_of("mardi 3 mars 2026 " * 60_000)) == 400
