"""Quantities with their unit."""

from __future__ import annotations

import pytest

from telex.reading.amounts import figures
from telex.reading.cast import paragraphs


def found(text: str, language: str = "fr") -> list[tuple[float, str]]:
    return [(f.value.value, f.value.unit) for f in figures.find(paragraphs([text]), language)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Quelque 1 650 foyers sont privés d’eau.", 1650, "foyers"),
        ("Il a coûté 540.000 euros.", 540_000, "EUR"),
        ("Le quai a coûté 2,6 millions d’euros.", 2_600_000, "EUR"),
        ("Un contrat de 1,4 milliard de dollars.", 1_400_000_000, "USD"),
        ("Il demande 3 milliards de livres sterling.", 3_000_000_000, "GBP"),
        ("Le titre gagne 7,5 %.", 7.5, "%"),
        ("La part gagne deux points.", 2, "points"),
        ("Le fleuve monte à 4,17 mètres.", 4.17, "m"),
        ("Il y a un mètre vingt d’eau.", 1.2, "m"),
        ("Un parc de 12 kilomètres carrés.", 12, "km2"),
        ("Une centrale de 900 mégawatts.", 900, "MW"),
        ("Le blé vaut 231,50 euros la tonne.", 231.5, "EUR/t"),
        ("Le feu a fait deux morts.", 2, "morts"),
        ("Le feu a fait un mort.", 1, "morts"),
        ("Soixante-quinze gendarmes sont sur place.", 75, "gendarmes"),
        ("Plus de deux mille habitants ont voté.", 2000, "habitants"),
        ("Une trentaine de bateaux attendent.", 30, "bateaux"),
        ("Un milliard de personnes sont touchées.", 1_000_000_000, "personnes"),
        ("Un train sur quatre circule.", 0.25, "trains"),
        ("Une grève de 48 heures commence.", 48, "h"),
        ("La mise en service est repoussée de dix-huit mois.", 18, "mois"),
        ("L’eau reste à 4,3 °C.", 4.3, "°C"),
    ],
)
def test_french_quantities(text: str, value: float, unit: str) -> None:
    assert found(text) == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Some 412,000 voters took part.", 412_000, "voters"),
        ("The road needs 175 million euros.", 175_000_000, "EUR"),
        ("It cost $5 billion.", 5_000_000_000, "USD"),
        ("He won 51.3 percent.", 51.3, "%"),
        ("The 65-kilometre strip is closed.", 65, "km"),
        ("Two hundred and five people came.", 205, "people"),
    ],
)
def test_english_quantities(text: str, value: float, unit: str) -> None:
    assert found(text, "en") == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Un homme âgé de 71 ans est sorti.",
        "La maire, 54 ans, a parlé.",
        "Le vote commence à 6 heures.",
        "La séance ouvre à 17 h 30.",
        "La départementale 44 est coupée.",
        "L’article 49 s’applique.",
        "Il est arrivé le 3 mars 2026.",
        "Il a fermé il y a deux ans.",
        "Elle a rouvert trois jours plus tard.",
        "Le 2e régiment défile.",
        "Téléphone : 01 23 45 67 89.",
        "Colza août 31 : 412,25 (+1,1 %)   Orge juin 31 : 187,75 (0,0 %)",
        "Une femme et un enfant ont parlé.",
        "Porzac l’emporte 3-2.",
    ],
)
def test_ages_hours_dates_numbers_and_tables_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_a_range_keeps_both_ends() -> None:
    first = figures.find(paragraphs(["Le quai coûtera entre 3 et 5 millions d’euros."]), "fr")[0].value
    assert (first.value, first.high, first.unit) == (3_000_000, 5_000_000, "EUR")
    second = figures.find(paragraphs(["Il faudra 10 à 15 bateaux."]), "fr")[0].value
    assert (second.value, second.high, second.unit) == (10, 15, "bateaux")


def test_the_same_quantity_twice_is_listed_once() -> None:
    assert found("Il y a 14 navires au port, soit 14 navires de trop.") == [(14, "navires")]


def test_the_text_of_a_quantity_is_verbatim() -> None:
    text = "Quelque 1\u202f650\u00a0foyers sont privés d’eau."
    field = figures.find(paragraphs([text]), "fr")[0]
    assert field.span is not None
    assert text[field.span.start : field.span.end] == field.value.text == "1\u202f650\u00a0foyers"


def test_a_row_of_numbers_without_end_is_no_number() -> None:
    assert found("111 " * 250_000) == []
