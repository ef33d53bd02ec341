"""Notes to editors: corrections, updates, kills; and words of kills in ordinary news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telex.model.facts import Facts
from telex.reading.layout import errata, notices

Read = Callable[..., Facts]

WIRE = """oxa0877 2 soc 0120 Oxa
Sport-voile-record
Le record de la baie tient bon
{note}

Par Ada BRUN

PORZAC, 12 mars 2026 (Oxa) - {lead}

Les voiliers reprendront la mer vendredi si le vent tombe, a indiqué le jury.

abr/ske
"""
LEAD = "Le record de la traversée de la baie n'a pas été battu jeudi, a annoncé le jury de la course."


@pytest.mark.parametrize(
    ("note", "pairs"),
    [
        ("(RECTIFICATIF : bien lire Odile Brannec et non Odile Branec)", [("Odile Branec", "Odile Brannec")]),
        ("(CORRECTION : lire au 2e paragraphe « trois voiliers » au lieu de « treize voiliers »)", [("treize voiliers", "trois voiliers")]),
        ("Rectificatif : la prime est de 3,5 millions d'euros et non de 5,3 millions d'euros comme indiqué à 08h10.",
         [("5,3 millions d'euros", "3,5 millions d'euros")]),
        ("(Corrects distance in paragraph 2 to 40 miles from 14 miles)", [("14 miles", "40 miles")]),
        ("EDS: CORRECTS spelling of skipper's name to Bruhn, not Brunn.", [("Brunn", "Bruhn")]),
        ("(RECTIFICATION : deux blessés et non un mort ; bien lire Kervalan et non Kervallan)",
         [("un mort", "deux blessés"), ("Kervallan", "Kervalan")]),
        ("Erratum : le mât mesure 42 mètres et non 24, comme écrit plus tôt.", [("24", "42 mètres")]),
        ("(Corrects to Tuesday instead of Monday)", [("Monday", "Tuesday")]),
    ],
)  # fmt: skip
def test_what_a_note_says_was_wrong_is_read_with_its_place(
    reading: Read, note: str, pairs: list[tuple[str, str]]
) -> None:
    facts = reading(WIRE.format(note=note, lead=LEAD))
    assert [(c.value.was, c.value.now) for c in facts.corrections] == pairs
    assert facts.editor_note and facts.editor_note.value == note
    assert facts.headline and facts.headline.value == "Le record de la baie tient bon"
    for found in facts.corrections:
        assert found.span is not None and facts.roles[found.span.block] == "note"
        assert found.value.was in note[found.span.start : found.span.end]
    assert facts.kills is None and len(facts.body) == 2


@pytest.mark.parametrize(
    "note", ["(ACTUALISÉ avec réaction du jury)", "(Adds jury's statement, details)", "(PAPIER D'ANGLE)"]
)
def test_other_notes_are_notes_and_correct_nothing(reading: Read, note: str) -> None:
    facts = reading(WIRE.format(note=note, lead=LEAD))
    assert facts.editor_note and facts.editor_note.value == note
    assert facts.corrections == () and facts.kills is None and len(facts.body) == 2


@pytest.mark.parametrize(
    "note",
    ["(ANNULATION - PRIÈRE DE NE PAS UTILISER)", "ANNULATION - MERCI DE NE PAS UTILISER", "MANDATORY KILL", "KILL", "(Story withdrawn)",
     "EDITORS: Please kill the story slugged Sport-voile-record. The jury has denied it."],
)  # fmt: skip
def test_a_kill_notice_names_its_slug(reading: Read, note: str) -> None:
    facts = reading(WIRE.format(note=note, lead="Le jury dément l'information."))
    assert facts.kills and facts.kills.value == "Sport-voile-record"
    assert facts.editor_note and facts.editor_note.value == note


def test_a_kill_may_name_another_slug_or_a_headline(reading: Read) -> None:
    other = reading(
        WIRE.format(
            note="(ANNULATION - NE PAS UTILISER)", lead="Prière d'annuler la dépêche Sport-rugby-finale de 09h12."
        )
    )
    assert other.kills and (other.kills.value, other.kills.confidence) == ("Sport-rugby-finale", "likely")
    text = 'Agence Oxa\n\nKILL KILL\n\nKERVALAN, March 12 (QRS) - Please kill our story headlined "Harbour pilots end strike" sent at 0910 GMT.\n'
    quoted = reading(text)
    assert quoted.kills and quoted.kills.value == "Harbour pilots end strike"


@pytest.mark.parametrize(
    "headline",
    ["L'annulation du concert de Porzac coûtera cher", "Annulation du meeting de Porzac : les organisateurs s'expliquent",
     "KILL BILL REVIENT EN SALLE", "Retrait du texte sur la pêche : la ministre s'explique", "(Re)découvrir Porzac"],
)  # fmt: skip
def test_ordinary_news_is_no_kill_and_no_note(reading: Read, headline: str) -> None:
    facts = reading(
        f"{headline}\nPar Lila Menez | Publié le 12/03/2026 à 09h00\n\n"
        "L'annulation du concert prévu samedi à Porzac coûtera 200 000 euros, a indiqué la mairie, qui demande de ne pas utiliser les billets.\n\n"
        "Les organisateurs ont annulé l'article du contrat qui prévoyait un report."
    )
    assert facts.kills is None and facts.editor_note is None and facts.corrections == ()
    assert facts.headline and facts.headline.value == headline


def test_a_text_that_replaces_another_is_no_kill(reading: Read) -> None:
    facts = reading(WIRE.format(note="(ANNULE ET REMPLACE la dépêche de 08h10)", lead=LEAD))
    assert facts.kills is None and facts.editor_note is not None


def test_words_for_a_version_are_no_part_of_the_headline(reading: Read) -> None:
    text = "{}Kervalan lighthouse reopens\nKERVALAN, March 12 (QRS) - The lighthouse reopened on Thursday after two years.\nVisitors climbed at ten.\n"
    for prefix, note in (("UPDATE 2-", None), ("CORRECTED-", "CORRECTED"), ("WRAPUP 1-", None), ("RPT-", None)):
        facts = reading(text.format(prefix))
        assert facts.headline and facts.headline.value == "Kervalan lighthouse reopens", prefix
        assert (facts.editor_note.value if facts.editor_note else None) == note


def test_a_note_that_a_format_declares_is_read_as_well(draft: Callable[..., object]) -> None:
    assert [(p.value.was, p.value.now) for p in errata.pairs("Lire jeudi et non mardi.")] == [("mardi", "jeudi")]
    assert notices.is_kill("Merci d'annuler la dépêche Sport-voile-record") and not notices.is_kill(
        "Annule et remplace : ne pas utiliser la première"
    )


@pytest.mark.parametrize("text", ["bien lire " * 200, "et non " * 300, "(" * 400, "« " * 300, "a et non b; " * 60])
def test_notes_made_to_be_slow_are_read_in_bounded_work(text: str) -> None:
    assert len(errata.pairs(text[:420])) <= errata.MAX_PAIRS
    assert notices.is_note(text[:420]) in {True, False}


@pytest.mark.parametrize("first", ["KILL: BARGE-QUAY", "ANNULATION : BARGE-QUAY", "Mandatory kill - BARGE-QUAY"])
def test_a_mark_and_a_slug_alone_name_what_is_killed(reading: Read, first: str) -> None:
    facts = reading(f"{first}\n\nIt was sent in error. Nobody was hurt, the port office of Skerra said on Tuesday.\n")
    assert facts.kills is not None
    assert facts.kills.value == "BARGE-QUAY"


@pytest.mark.parametrize(
    "first", ["ANNULATION : LE FESTIVAL DES PORTS REPORTÉ", "Retrait : la mer recule", "Kill time: an evening"]
)
def test_a_headline_about_a_cancellation_kills_nothing(reading: Read, first: str) -> None:
    facts = reading(
        f"{first}\n\nLa fête des ports n'aura pas lieu cette année, a annoncé mardi la mairie de Valbrume.\n"
    )
    assert facts.kills is None
