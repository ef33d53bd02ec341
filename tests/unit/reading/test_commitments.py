"""Who promises what, to whom, by when."""

from __future__ import annotations

from datetime import date

import pytest

from telex.model.mentions import Commitment, Location, Person
from telex.model.proof import Field
from telex.reading.amounts import commitments
from telex.reading.cast import Cast, Sighting, paragraphs
from telex.reading.times import said
from telex.reading.times.eventdate import Anchor

NOBODY = Cast()


def found(text: str, cast: Cast = NOBODY) -> list[Commitment]:
    lines = paragraphs([text])
    spoken = said.find(lines, Anchor(date(2026, 3, 10), "dateline"), date(2026, 3, 10))
    return [f.value for f in commitments.find(lines, cast, spoken)]


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("La maire salue l’engagement pris par Kervalan de céder deux bateaux.", "céder deux bateaux"),
        ("Elle rappelle notre engagement de fournir des pompes.", "fournir des pompes"),
        (
            "Il a réaffirmé l’engagement de la Vardène à soutenir les pêcheurs.",
            "l’engagement de la Vardène à soutenir les pêcheurs",
        ),
        ("La région s’engage à payer la digue, selon le préfet.", "s’engage à payer la digue"),
        ("La région s’est engagée à payer la digue.", "s’est engagée à payer la digue"),
        ("La maire a promis de rouvrir la criée.", "a promis de rouvrir la criée"),
        ("Le préfet s’est dit prêt à recevoir les pêcheurs.", "s’est dit prêt à recevoir les pêcheurs"),
        ("Il a assuré que la région allait financer le quai.", "la région allait financer le quai"),
        ("Il a dit que les communes fourniraient des pompes.", "les communes fourniraient des pompes"),
        ("The region pledged to fund the pier, officials said.", "pledged to fund the pier"),
    ],
)
def test_a_clause_with_a_promise_word_is_taken_verbatim(text: str, promise: str) -> None:
    assert [c.text for c in found(text)] == [promise]


@pytest.mark.parametrize(
    "text",
    [
        "La région ne s’engage pas à payer la digue.",
        "La maire n’a pas promis de rouvrir la criée.",
        "L’engagement des pêcheurs est reconnu.",
        "Un livre a été livré hier.",
        "La bataille s’est engagée à Porzac.",
        "Le pont restera fermé.",
    ],
)
def test_refusals_and_other_senses_are_no_promises(text: str) -> None:
    assert found(text) == []


def test_who_promises_to_whom_and_by_when() -> None:
    text = "Ada Brun a promis de livrer à la Vardène deux bateaux d’ici à vendredi."
    cast = Cast(
        people=(Field(Person("Ada Brun"), "rule:role"),),
        places=(Field(Location("Vardène"), "gazetteer"),),
        sightings=(
            Sighting("person", 0, 0, 0, 8),
            Sighting("place", 0, 0, text.index("Vardène"), text.index("Vardène") + 7),
        ),
        genders=("f",),
    )
    promise = found(text, cast)[0]
    assert (promise.who, promise.to, promise.by) == ("Ada Brun", "Vardène", "2026-03-13")


def test_without_a_name_the_phrase_stands_for_who_promises() -> None:
    assert (
        found("La maire salue l’engagement pris par les deux communes de céder le quai.")[0].who == "les deux communes"
    )


def test_two_possible_givers_give_none() -> None:
    text = "Ada Brun et Lou Kerzan ont promis de rouvrir la criée."
    cast = Cast(
        people=(Field(Person("Ada Brun"), "rule:role"), Field(Person("Lou Kerzan"), "rule:role")),
        sightings=(Sighting("person", 0, 0, 0, 8), Sighting("person", 1, 0, 12, 22)),
        genders=("f", None),
    )
    assert found(text, cast)[0].who is None


def test_a_promise_ends_with_its_quotation() -> None:
    assert found("« Nous nous engageons à rouvrir », a dit la maire.")[0].text == "nous engageons à rouvrir"
