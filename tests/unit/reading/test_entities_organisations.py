"""Organisations by noun, by capitals, by what stands before them. Every text and every organisation but the public bodies is invented."""

from __future__ import annotations

import pytest

from telex.model.mentions import Organisation
from telex.reading.cast import paragraphs
from telex.reading.named import entities


def organisations(*body: str, own: tuple[str, ...] = ()) -> list[Organisation]:
    return [field.value for field in entities.find(paragraphs(body), own=own).organisations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le ministère de l'Intérieur examine la demande.", "ministère de l'Intérieur"),
        ("Il enseigne à l'université de Corvelle.", "université de Corvelle"),
        ("Le groupe Valdor a vendu son usine.", "Valdor"),
        ("Le constructeur français de tracteurs Valdor Systèmes recrute.", "Valdor Systèmes"),
        ("Elle est courtière chez Valdor depuis dix ans.", "Valdor"),
        ("Selon le Syndicat autonome des bateliers du lac, tout va bien.", "Syndicat autonome des bateliers du lac"),
        ("Le comité des forêts craint un incendie.", "comité des forêts"),
        ("La commission électorale publiera les chiffres.", "commission électorale"),
        ("La société nationale des transports fluviaux recrute.", "société nationale des transports fluviaux"),
        ("Elle dirige l'école Odile-Trémont depuis mars.", "école Odile-Trémont"),
        ("Selon la préfecture, la route reste fermée.", "préfecture"),
        ("L'OTAN se réunit.", "OTAN"),
        ("The University of Corvelle published it.", "University of Corvelle"),
        ("Shares of Valdor Holdings fell.", "Valdor Holdings"),
    ],
)
def test_an_organisation_is_named_as_written(text: str, name: str) -> None:
    assert [found.name for found in organisations(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Le conseil des ministres se réunit.",
        "Il est accusé d'association de malfaiteurs.",
        "La chambre d'hôtel était vide.",
        "La TVA et le PIB ont baissé.",
        "Le service de la commune attend.",
        "Au large du golfe d'Aden, un cargo attend.",
    ],
)
def test_common_nouns_and_economic_terms_are_no_organisations(text: str) -> None:
    assert organisations(text) == []


def test_an_acronym_in_brackets_is_another_form_of_the_name_before_it() -> None:
    found = organisations("La Fédération des bateliers du lac (FBL) appelle à la grève.", "La FBL sera reçue jeudi.")
    assert found == [Organisation("Fédération des bateliers du lac", ("FBL",))]


def test_the_sources_own_name_is_none() -> None:
    assert organisations("Il l'a dit au groupe Orga.", own=("ORGA",)) == []


def test_a_surname_of_the_text_wins_over_a_company_of_that_name() -> None:
    cast = entities.find(paragraphs(["Odile Renault, maire, a parlé.", "Renault a ensuite quitté la salle."]))
    assert [person.value.also for person in cast.people] == [("Renault",)]
    assert cast.organisations == ()


def test_a_company_behind_a_role_is_found_and_stays_in_the_role() -> None:
    cast = entities.find(paragraphs(["« Oui », dit Bastien Orvaux, directeur général de Valdor."]))
    assert [person.value.role for person in cast.people] == ["directeur général de Valdor"]
    assert [found.value.name for found in cast.organisations] == ["Valdor"]
