"""Invented agency texts of layouts that generic rules read wrongly once."""

from __future__ import annotations

from collections.abc import Callable

from telex.model.facts import Dateline, Facts
from telex.reading import default_profiles, load_text

Read = Callable[..., Facts]


def test_a_dateline_before_the_headline_is_cut_off_and_read(reading: Read) -> None:
    facts = reading(
        "PORZAC, 12 mars 2026 (Zéphyr) - La criée de Porzac rouvre vendredi\n"
        "PORZAC, 12 mars 2026 (Zéphyr) - La criée de Porzac rouvrira vendredi après trois semaines, a annoncé jeudi la mairie.\n\nFin."
    )
    assert facts.headline and facts.headline.value == "La criée de Porzac rouvre vendredi"
    assert facts.headline.span and facts.headline.span.start == 32
    assert facts.dateline and facts.dateline.value == Dateline("Zéphyr", "PORZAC")
    assert facts.body[0].startswith("La criée de Porzac rouvrira")


def test_a_bracket_in_a_headline_is_no_dateline(reading: Read) -> None:
    headline = "Tennis (Open de Porzac) - La finale est reportée"
    facts = reading(f"{headline}\n\nLa finale de l’Open de Porzac a été reportée mardi à cause du vent.\n\nFin.")
    assert facts.headline and facts.headline.value == headline
    assert facts.dateline is None


def test_urgent_on_a_line_of_its_own_gives_the_urgency(reading: Read) -> None:
    facts = reading(
        "URGENT\nSéisme au large de Kervalan\n\nKERVALAN, 12 mars (Abc) - Un séisme s’est produit jeudi.\n\nFin."
    )
    assert facts.urgency and facts.urgency.value == 2
    assert facts.headline and facts.headline.value == "Séisme au large de Kervalan"


def test_the_agency_under_a_byline_is_no_headline(reading: Read) -> None:
    facts = reading(
        "By NELL OSTRANDER\nAssociated Harbour Press\n\n"
        "KERVALAN (AHP) — A ferry with 120 people on board ran aground near Kervalan on Wednesday night, the coast guard said.\n\n"
        "All passengers were taken off by lifeboat."
    )
    assert facts.headline is None
    assert facts.byline and facts.byline.value == ("NELL OSTRANDER",)
    assert facts.roles[1] == "label" and len(facts.body) == 2


def test_starred_lines_under_a_headline_in_capitals_are_its_standfirst(reading: Read) -> None:
    facts = reading(
        "HARBOUR PILOTS END STRIKE\n* Nine-day stoppage ends\n* Ships had waited at anchor\nBy Nell Ostrander\n"
        "KERVALAN, March 10 (QRS) - Harbour pilots ended a nine-day strike on Monday after accepting a pay deal.\n"
        "Ships had been waiting since the end of February.\n((nell@qrs.example; +33 1 00 00 00 00))"
    )
    assert facts.headline and facts.headline.value == "HARBOUR PILOTS END STRIKE"
    assert facts.subheadline and facts.subheadline.value == "Nine-day stoppage ends"
    assert facts.roles == ("headline", "subheadline", "subheadline", "byline", "body", "body", "boilerplate")


def test_an_acronym_in_brackets_opens_the_text(reading: Read) -> None:
    facts = reading("La tempête passe\n\n(ABC) - Deux granges ont brûlé mardi à Porzac, selon les pompiers.\n\nFin.")
    assert facts.dateline and facts.dateline.value == Dateline("ABC")
    assert facts.body[0].startswith("Deux granges")


def test_a_rubric_beside_a_name_and_a_date_is_no_name(reading: Read) -> None:
    facts = reading(
        "Deux ministres à Kervalan\nSociété - 12.03.2026 - Lila Menez, à Kervalan\n\n"
        "Deux ministres sont attendus samedi à Kervalan pour lancer le chantier du nouveau port.\n\nFin."
    )
    assert facts.byline and facts.byline.value == ("Lila Menez",)
    assert facts.published and facts.published.value == "2026-03-12"


PROFILE = """
id = "{id}"
marks = {marks}
[[slot]]
name = "bar"
form = "mark"
text = ["•|", "{word}"]
[[slot]]
name = "site"
form = "site"
text = ["{word}.example"]
[[slot]]
name = "dateline"
form = "dateline"
agencies = ["{word}"]
[[slot]]
name = "by"
form = "byline"
[[slot]]
name = "dates"
form = "dates"
[[slot]]
name = "label"
form = "short_line"
prefix = ["« {word} »", "({word}"]
role = "label"
"""
LINES = {
    "slot:bar": "• Éole : la suite",
    "slot:site": "ÉOLE.example",
    "slot:dateline": "Éole/Porzac/Odile Brannec",
    "slot:by": "Par Odile Brannec",
    "slot:dates": "12 mars 2026",
    "slot:label": "« Éole » Porzac",
    "start:(Éole)": "(EOLE) la suite",
    "whole:* *": "* *",
    "start:•": "• point",
}


def test_every_kind_of_mark_is_still_detected_behind_the_prefilter(reading: Read) -> None:
    for mark, line in LINES.items():
        profile = load_text(PROFILE.format(id="eole", marks=f'["{mark}"]', word="Éole"))
        text = f"{line}\n\nLa criée de Porzac a rouvert devant une trentaine d’acheteurs.\n\nLes prix montent."
        assert reading(text, "2026-03-12T09:00:00+01:00", profile).profile == "eole", mark
        other = reading(text.replace(line, "La suite"), "2026-03-12T09:00:00+01:00", profile)
        assert other.profile == "generic", mark


def test_two_profiles_that_fit_detect_neither(reading: Read) -> None:
    both = [load_text(PROFILE.format(id=n, marks='["slot:site"]', word="Éole")) for n in ("a", "b")]
    text = "eole.example\n\nLa criée de Porzac a rouvert devant une trentaine d’acheteurs."
    assert reading(text, "2026-03-12T09:00:00+01:00", *both).profile == "generic"
    assert default_profiles().get("a") is None
