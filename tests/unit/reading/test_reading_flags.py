"""Codes for editors that need the body, its names or its places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telex.model.facts import Facts
from telex.reading import anomalies
from telex.reading.summary import sentences, summarise

Read = Callable[..., Facts]


def flagged(facts: Facts, code: str) -> list[str]:
    return [a.detail for a in facts.anomalies if a.code == code]


def text(body: str, headline: str = "La criée rouvre vendredi") -> str:
    return f"{headline}\nPar Lila Menez | Publié le 12/03/2026 à 09h00\n\n{body}\n\nLes bateaux sortiront dès quatre heures du matin.\n"


def test_a_name_in_capitals_written_two_ways_is_flagged(reading: Read) -> None:
    facts = reading(text("Le SMDP a rouvert la criée, selon le port. Le Smdp annonce trente acheteurs."))
    assert flagged(facts, "variant_spelling") == ["SMDP / Smdp"]
    assert flagged(reading(text("Le SMDP a rouvert la criée jeudi, selon le port.")), "variant_spelling") == []


def test_two_kinds_of_apostrophe_are_flagged_across_heading_and_text(reading: Read) -> None:
    facts = reading(text("L’État a cédé la criée jeudi au département du Ponant.", "Pourquoi l'État cède la criée"))
    assert flagged(facts, "mixed_apostrophes") == [""]


def test_a_damaged_headline_is_flagged(reading: Read) -> None:
    facts = reading(text("La criée a rouvert jeudi devant trente acheteurs.", "La criÃ©e rouvre vendredi"))
    assert flagged(facts, "encoding_damage") == ["Ã©"]


def test_a_rank_before_a_name_is_flagged_and_an_office_is_not(reading: Read) -> None:
    facts = reading(
        text("« Tout est prêt », a dit jeudi le commandant Odile Brannec aux journalistes réunis sur le quai.")
    )
    assert flagged(facts, "name_with_title") == ["commandant Odile Brannec"]
    office = reading(text("« Tout est prêt », a dit jeudi le directeur général Aubin Tresco aux journalistes réunis."))
    assert flagged(office, "name_with_title") == []


def test_a_dateline_in_another_country_than_the_event_is_flagged(reading: Read) -> None:
    facts = reading(
        "Séisme au Pérou\n\nMADRID, 12 mars 2026 (ABC) - Un séisme a fait douze morts jeudi à Lima, a annoncé la protection civile.\n\nLes recherches continuent à Lima."
    )
    assert all(detail.startswith("MADRID / ") for detail in flagged(facts, "dateline_event_mismatch"))
    same = reading(
        "Séisme au Pérou\n\nLIMA, 12 mars 2026 (ABC) - Un séisme a fait douze morts jeudi à Lima, a annoncé la protection civile.\n\nFin."
    )
    assert flagged(same, "dateline_event_mismatch") == []


def test_seams_of_a_machine_translation_are_found_one_of_each_kind() -> None:
    found = anomalies.seams(
        "Il parle de soutien militaire. en mars, puis de ce qu'elle est Il est parti. Rien. en vue."
    )
    assert found == ("militaire. en", "est Il est")


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("La hausse est de 0,8 %. Le marché attend jeudi.", 2),
        ("M. Brun est venu. J. Brun aussi.", 2),
        ("Il a voté p. ex. mardi.", 1),
    ],
)  # fmt: skip
def test_a_percent_sign_ends_a_sentence_and_an_initial_does_not(paragraph: str, count: int) -> None:
    assert len(sentences(paragraph)) == count


def test_a_sentence_that_points_back_needs_the_one_before_it() -> None:
    lead = "La criée de Porzac a rouvert jeudi devant trente acheteurs."
    back = "Cette décision était attendue depuis trois semaines par les marins."
    after = "Les prix ont monté de dix pour cent dès la première heure de vente."
    assert summarise((f"{lead} {back} {after}",)) == (lead, back)
    quote = "« On a tenu bon, et ce ne fut pas simple du tout », a-t-elle dit."
    assert summarise((lead, f"{quote} {back}", after)) == (lead, after)
