"""Places, known and unknown, and their countries; where the event happened. Towns that no list holds are invented."""

from __future__ import annotations

import pytest

from telex.reading.cast import paragraphs
from telex.reading.named import entities, event_place


def places(*body: str, header: tuple[str, ...] = (), home: str | None = None) -> list[tuple[str, str | None, str]]:
    found = entities.find(paragraphs(body), (), header, "fr", home=home)
    return [(place.value.name, place.value.country, place.value.where) for place in found.places]


def happened(*body: str, dateline: str | None = None) -> tuple[str, str | None] | None:
    lines = paragraphs(body)
    cast = entities.find(lines, (), (dateline,) if dateline else (), "fr")
    found = event_place.find(lines, cast, dateline, "fr")
    return None if found is None else (found.value.name, found.value.country)


def test_countries_and_cities_are_known_in_both_languages() -> None:
    assert places("De Lisbonne à Vilnius, en passant par la Grèce.", "From Germany to New York.") == [
        ("Lisbonne", "PT", "body"), ("Vilnius", "LT", "body"), ("Grèce", "GR", "body"),
        ("Germany", "DE", "body"), ("New York", "US", "body"),
    ]  # fmt: skip


def test_what_is_larger_than_a_country_has_no_code() -> None:
    assert places("La paix en Europe et dans les Balkans occidentaux.") == [
        ("Europe", None, "body"), ("Balkans occidentaux", None, "body"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "L'eau est arrivée à Corvelle dans la nuit.",
        "Le gymnase de Corvelle est ouvert.",
        "Les habitants de Corvelle sont rentrés.",
        "Il a plu près de Corvelle.",
        "Les avions de la base aérienne de Corvelle décollent.",
        "La préfète de la Corvelle-Haute a parlé.",
    ],
)
def test_an_unknown_town_is_a_place_where_the_words_say_so(text: str) -> None:
    assert [name for name, _, _ in places(text)] in (["Corvelle"], ["Corvelle-Haute"])


@pytest.mark.parametrize(
    "text",
    [
        "La crue de la Sorguelle a fait des dégâts.",
        "Il habite rue de Paris.",
        "Face à Corvelle, l'équipe a tenu.",
        "La Réunion a duré deux heures.",
        "Le golfe de Corvelle est agité.",
        "Nice journée pour tous.",
        "Il enseigne à l'université de Lyon.",
        "La chaîne France 12 l'a dit.",
    ],
)
def test_rivers_streets_waters_and_words_are_no_places(text: str) -> None:
    assert [name for name, _, _ in places(text) if name not in {"Paris"}] == []


def test_a_town_tied_to_a_town_is_one() -> None:
    assert [name for name, _, _ in places("Les quais de Gand et de Corvelle sont fermés.")] == [
        "Gand",
        "Corvelle",
    ]


def test_the_country_written_behind_an_unknown_town_is_its_country() -> None:
    assert places("À Corvelle (Portugal), et à Trasmonte, en Espagne, on attend.")[:2] == [
        ("Corvelle", "PT", "body"), ("Portugal", "PT", "body"),
    ]  # fmt: skip
    assert ("Trasmonte", "ES", "body") in places("À Corvelle (Portugal), et à Trasmonte, en Espagne, on attend.")


def test_an_unknown_town_is_in_the_country_of_the_dateline() -> None:
    assert places("Il a plu à Corvelle. La Russie et la Pologne aident.", header=("RIGA",))[0] == (
        "Corvelle",
        "LV",
        "body",
    )


def test_an_unknown_town_is_in_the_only_country_of_the_text() -> None:
    assert places("Il a plu à Corvelle, selon l'armée italienne.", home="FR") == [("Corvelle", "IT", "body")]


def test_an_unknown_town_of_a_text_on_two_countries_has_none() -> None:
    assert ("Corvelle", None, "body") in places("Il a plu à Corvelle. La Suède et le Chili aident.", home="FR")


def test_an_unknown_town_where_nothing_foreign_is_named_is_at_home() -> None:
    assert places("Il a plu à Corvelle.", home="FR") == [("Corvelle", "FR", "body")]
    assert places("Il a plu à Corvelle.") == [("Corvelle", None, "body")]


def test_the_dateline_place_is_a_place_of_the_header() -> None:
    assert places("Rien de neuf.", header=("FAVENZA, Italie",)) == [("Italie", "IT", "header")]
    assert places("Rien de neuf.", header=("Corvelle",), home="FR") == [("Corvelle", "FR", "header")]


def test_a_given_name_that_is_also_a_country_is_a_person() -> None:
    cast = entities.find(paragraphs(["Maurice Orvaux, maire, a parlé de la Jordanie."]))
    assert [person.value.name for person in cast.people] == ["Maurice Orvaux"]
    assert [place.value.name for place in cast.places] == ["Jordanie"]


def test_the_event_is_where_the_lead_puts_it() -> None:
    assert happened("Le contrat a été signé lundi à Lisbonne. L'usine est à Lyon.") == ("Lisbonne", "PT")


def test_the_event_is_in_the_datelines_town_when_the_lead_does_not_leave_it() -> None:
    assert happened("Les quais étaient vides mardi.", dateline="Marseille") == ("Marseille", "FR")


def test_a_correspondent_in_a_capital_tells_of_the_whole_country() -> None:
    assert happened("Les trains étaient rares samedi en Belgique.", dateline="Bruxelles") == ("Belgique", "BE")


def test_a_dateline_that_the_body_does_not_name_gives_way_to_a_town_abroad() -> None:
    assert happened("Le contrat a été signé lundi à Lisbonne.", dateline="Paris") == ("Lisbonne", "PT")


def test_a_place_to_come_is_not_where_it_happened() -> None:
    assert happened("La réunion se tiendra jeudi à Vilnius.") is None


def test_a_text_that_does_not_say_where_has_no_place_of_event() -> None:
    assert happened("Le cacao a gagné 3 %. Le Ghana n'a rien vendu.") is None
    assert happened("Le voilier a coulé au large de la Corse.") is None
