"""Invented dispatches of every layout seen in the trade, read with a profile and without."""

from __future__ import annotations

from collections.abc import Callable

from telex.model.facts import Caption, Dateline, EventDate, Facts, Translation
from telex.reading import load_text

Read = Callable[..., Facts]

COMMUNIQUE = """Le directeur du port de Kervalan ouvre le nouveau chantier naval

  • 09 Mars 2026 - 11 Mars 2026
  • |
  • Mis à jour le: 11 Mars 2026 18:05

Le directeur du port de Kervalan, Aubin Tresco, a ouvert lundi (9 mars) le nouveau chantier naval, où travailleront deux cents personnes.

The director of the Kervalan harbour with the mayor and the workers of the new shipyard

« Nous avons tenu le calendrier », a déclaré le directeur devant les élus de la région et les entreprises de la côte.

Mercredi, il se rendra à Porzac pour présenter le projet aux pêcheurs.
"""

PAGE = """Économie, Région

Les ostréiculteurs de Porzac demandent un fonds de secours

- « Nous ne passerons pas l’hiver », prévient leur présidente

Maude Kerlan  | 10.03.2026 - Mıse À Jour : 11.03.2026
Les ostréiculteurs de Porzac demandent un fonds de secours

Porzac Bay

ZZ/Kervalan/Maude Kerlan


Les ostréiculteurs de Porzac ont réclamé mardi un fonds de secours pour la profession, après trois semaines de fermeture des parcs.

Leur présidente, Odile Brannec, a été reçue à la préfecture par le secrétaire général, qui a promis une réponse rapide.

*Traduit de l'anglais par Sylvain Doré

Ce site ne montre que des extraits
Paylaşın lütfen
"""

ZZ = """
id = "zz"
version = 4
languages = ["fr"]
issuer = "Agence Zéphyr"
timezone = "Europe/Paris"
date_order = "DMY"
marks = ["slot:byline_dates", "slot:dateline"]
[[slot]]
name = "categories"
form = "list"
max_words = 3
[[slot]]
name = "headline"
form = "line"
required = true
[[slot]]
name = "subheadline"
form = "lines"
strip = "- "
until = "byline_dates"
[[slot]]
name = "byline_dates"
form = "byline_dates"
updated = ["Mise à jour"]
[[slot]]
name = "headline"
form = "repeat"
[[slot]]
name = "location"
form = "short_line"
language = "en"
[[slot]]
name = "dateline"
form = "dateline"
agencies = ["ZZ"]
[tail]
footer = ["Ce site ne montre que"]
drop = ["Paylaşın"]
"""


def codes(facts: Facts) -> set[str]:
    return {a.code for a in facts.anomalies}


def test_a_communique_with_a_range_and_an_update_is_read_by_its_own_layout(reading: Read) -> None:
    facts = reading(COMMUNIQUE)
    assert facts.profile == "otan"
    assert facts.headline and facts.headline.value.startswith("Le directeur du port")
    assert facts.published and facts.published.value == "2026-03-09"
    assert facts.updated and facts.updated.value == "2026-03-11T18:05"
    assert facts.published.method == "profile:otan/1"
    assert facts.event_date and facts.event_date.value == EventDate("2026-03-09", "2026-03-11")
    assert [c.language for c in facts.captions] == ["en"]
    assert len(facts.body) == 3
    assert facts.removed == ("• |",)
    assert {"event_range_in_header", "caption_in_other_language", "year_missing_in_text"} <= codes(facts)


def test_a_page_with_datelines_and_leftovers_is_read_by_an_added_profile(reading: Read) -> None:
    facts = reading(PAGE, "2026-03-12T09:00:00+01:00", load_text(ZZ))
    assert facts.profile == "zz"
    assert facts.categories and facts.categories.value == ("Économie", "Région")
    assert facts.headline and facts.headline.value == "Les ostréiculteurs de Porzac demandent un fonds de secours"
    assert facts.subheadline and facts.subheadline.value.startswith("« Nous ne passerons pas l’hiver »")
    assert facts.byline and facts.byline.value == ("Maude Kerlan",)
    assert facts.published and facts.published.value == "2026-03-10"
    assert facts.updated and facts.updated.value == "2026-03-11"
    assert facts.dateline and facts.dateline.value == Dateline("ZZ", "Kervalan", "Maude Kerlan")
    assert facts.translation and facts.translation.value == Translation("en", "Sylvain Doré")
    assert facts.captions == (Caption("Porzac Bay", "en"),)
    assert facts.event_date and facts.event_date.value == EventDate("2026-03-10", "2026-03-10")
    assert facts.issuer and facts.issuer.value == "Agence Zéphyr"
    assert len(facts.body) == 2
    assert facts.roles == (
        "categories", "headline", "subheadline", "date_line", "headline_repeated", "label", "dateline", "body", "body",
        "translation_credit", "distribution_footer", "boilerplate",
    )  # fmt: skip
    assert {
        "headline_repeated",
        "interface_leftover",
        "interface_leftover_other_language",
        "distribution_footer",
    } <= codes(facts)


def test_the_same_page_without_its_profile_still_gives_the_plain_fields(reading: Read) -> None:
    facts = reading(PAGE)
    assert facts.profile == "generic"
    assert facts.headline and facts.headline.value == "Les ostréiculteurs de Porzac demandent un fonds de secours"
    assert facts.byline and facts.byline.value == ("Maude Kerlan",)
    assert facts.published and facts.published.value == "2026-03-10"
    assert facts.translation and facts.translation.value.translator == "Sylvain Doré"


def test_a_repost_between_leftovers_keeps_only_the_text(reading: Read) -> None:
    facts = reading(
        "Image Alt\n\nlecoindesports.com\n\nLe port de Kervalan s’agrandit, le conseil vote le budget\n\n"
        "Le conseil du port de Kervalan a voté ce jeudi (5 mars) un budget de vingt millions d’euros pour les quais.\n\n"
        "Les travaux dureront deux ans et seront confiés à une entreprise de la région.\n\n"
        "Laisser un commentaire\n\nYour session has expired, please sign in again"
    )
    assert facts.headline and facts.headline.value.startswith("Le port de Kervalan")
    assert len(facts.body) == 2
    assert facts.removed == (
        "Image Alt", "lecoindesports.com", "Laisser un commentaire", "Your session has expired, please sign in again",
    )  # fmt: skip
    assert facts.site and facts.site.value == "lecoindesports.com"
    assert facts.published is None
    assert facts.event_date and facts.event_date.value == EventDate("2026-03-05", "2026-03-05", year_inferred=True)
    assert {"no_date_header", "year_missing", "site_name_line", "boilerplate", "boilerplate_other_language"} <= codes(
        facts
    )


def test_a_text_that_has_only_a_standfirst_gets_no_headline(reading: Read) -> None:
    facts = reading(
        "La maire de Porzac, Solène Vidoc, a reçu les pêcheurs après la tempête. Au menu : les quais détruits.\n"
        "La maire de Porzac, Solène Vidoc, s’est entretenue mardi avec les pêcheurs du port, dont la tempête a emporté les quais et les cabanes.\n"
        "Les travaux pourraient commencer au printemps, selon les services de la ville."
    )
    assert facts.headline is None
    assert facts.subheadline and facts.subheadline.value.startswith("La maire de Porzac, Solène Vidoc, a reçu")
    assert len(facts.body) == 2
    assert facts.event_date and facts.event_date.value == EventDate(weekday="mardi")
    assert facts.event_date.confidence == "weak"
    assert {"no_headline", "no_date", "undated_weekday"} <= codes(facts)


def test_two_plain_paragraphs_lose_neither_to_a_standfirst(reading: Read) -> None:
    facts = reading(
        "La pluie est tombée sans arrêt pendant trois jours sur toute la côte.\n"
        "Plusieurs routes restent coupées et les secours demandent aux habitants de ne pas prendre leur voiture.\n"
        "Une accalmie est attendue."
    )
    assert facts.headline is None and facts.subheadline is None
    assert len(facts.body) == 3


def test_an_english_agency_text_opens_with_its_dateline(reading: Read) -> None:
    facts = reading(
        "QRS-0412 / HARBOUR-STRIKE / v2\nHarbour pilots end strike after pay deal\n\n"
        "KERVALAN, March 10 (QRS) -- Harbour pilots ended a nine-day strike on Monday after accepting a pay deal, their union said.\n\n"
        "Ships had been waiting at anchor since the end of February.\n\nReporting by Nell Ostrander"
    )
    assert facts.language and facts.language.value == "en"
    assert facts.headline and facts.headline.value == "Harbour pilots end strike after pay deal"
    assert facts.slug and facts.slug.value == "HARBOUR-STRIKE"
    assert facts.dateline and facts.dateline.value == Dateline("QRS", "KERVALAN")
    assert facts.published and facts.published.value == "2026-03-10"
    assert facts.byline and facts.byline.value == ("Nell Ostrander",)
    assert facts.body[0].startswith("Harbour pilots ended")
    assert facts.event_date and facts.event_date.value == EventDate("2026-03-09", "2026-03-09")


def test_a_numbered_agency_text_gives_slug_urgency_note_and_initials(reading: Read) -> None:
    facts = reading(
        "abc0123 2 eco 0150 Abc\nFrance-pêche-justice\nURGENT La criée de Porzac rouvre ses portes\n"
        "(RECTIFICATION : bien lire Porzac et non Porzal)\n\nPar Odile BRANNEC\n\n"
        "Porzac, 10 mars 2026 (Abc) – La criée de Porzac a rouvert mardi matin après une semaine de fermeture.\n\n"
        "Les acheteurs étaient une trentaine.\n\nobr/ske"
    )
    assert facts.urgency and facts.urgency.value == 2
    assert facts.slug and facts.slug.value == "France-pêche-justice"
    assert facts.headline and facts.headline.value == "La criée de Porzac rouvre ses portes"
    assert facts.editor_note and facts.editor_note.value.startswith("(RECTIFICATION")
    assert facts.byline and facts.byline.value == ("Odile BRANNEC",)
    assert facts.dateline and facts.dateline.value == Dateline("Abc", "Porzac")
    assert facts.body == (
        "La criée de Porzac a rouvert mardi matin après une semaine de fermeture.", "Les acheteurs étaient une trentaine.",
    )  # fmt: skip
    assert "obr/ske" in facts.removed


def test_a_radio_page_without_blank_lines_is_told_apart(reading: Read) -> None:
    facts = reading(
        "Écouter (2’05)\nÀ Porzac, la criée reprend vie\nRédaction Onde Ouest, le mardi 10 mars à 7h40 – Lila Menez\n"
        "La criée a rouvert ce matin devant une trentaine d’acheteurs.\nLe premier lot de sardines est parti à bon prix.\nÀ réécouter : le journal du soir"
    )
    assert facts.headline and facts.headline.value == "À Porzac, la criée reprend vie"
    assert facts.published and facts.published.value == "2026-03-10T07:40"
    assert facts.byline and facts.byline.value == ("Lila Menez",)
    assert len(facts.body) == 2


def test_a_daily_page_gives_standfirst_byline_and_both_times(reading: Read) -> None:
    facts = reading(
        "Accueil > Mer > Porzac\nLa criée de Porzac rouvre : qui sont les nouveaux acheteurs ?\nIls viennent de trois régions. Portraits.\n"
        "Par Lila Menez | Publié le 12/03/2026 à 08h30 | Mis à jour le 12/03/2026 à 09h10\nTemps de lecture : 3 min\n"
        "Photo : La criée au petit matin. © Onde Ouest\n\n"
        "La criée de Porzac a rouvert mercredi, et ses acheteurs ne sont plus les mêmes qu’avant la tempête de janvier.\n\nLire aussi : Les quais de demain\nRéagir à cet article",
        "2026-03-12T10:00:00+01:00",
    )
    assert facts.headline and facts.headline.value.endswith("acheteurs ?")
    assert facts.subheadline and facts.subheadline.value.startswith("Ils viennent")
    assert facts.categories and facts.categories.value == ("Mer", "Porzac")
    assert facts.byline and facts.byline.value == ("Lila Menez",)
    assert facts.published and facts.published.value == "2026-03-12T08:30"
    assert facts.updated and facts.updated.value == "2026-03-12T09:10"
    assert facts.captions == (Caption("La criée au petit matin.", "fr"),)
    assert len(facts.body) == 1
    assert facts.event_date and facts.event_date.value.start == "2026-03-11"


def test_a_communique_with_place_and_date_on_a_line_of_their_own(reading: Read) -> None:
    facts = reading(
        "CHAMBRE DE MER DE PORZAC\nCOMMUNIQUÉ DE PRESSE n° 2026-07\nPorzac, le mardi 10 mars 2026, 7 h 15\n\n"
        "Réouverture de la criée : point n° 2\n\nLa Chambre annonce que la criée a rouvert ce mardi 10 mars à 6 heures précises.\n\n"
        "Les horaires d’été restent inchangés.\n\nContact presse : service de la communication\n###"
    )
    assert facts.headline and facts.headline.value == "Réouverture de la criée : point n° 2"
    assert facts.published and facts.published.value == "2026-03-10T07:15"
    assert facts.dateline and facts.dateline.value == Dateline(place="Porzac")
    assert len(facts.body) == 2


def test_a_dash_and_a_full_date_may_open_the_text_without_an_agency(reading: Read) -> None:
    facts = reading(
        "La criée rouvre\n\nPorzac, 10 mars 2026 - La criée a rouvert ses portes mardi devant une trentaine d’acheteurs.\n\nLes prix montent."
    )
    assert facts.published and facts.published.value == "2026-03-10"
    assert facts.body[0].startswith("La criée a rouvert")


def test_spans_point_into_the_text_as_received(reading: Read) -> None:
    facts = reading(PAGE, "2026-03-12T09:00:00+01:00", load_text(ZZ))
    lines = [line.strip() for line in PAGE.split("\n") if line.strip()]
    span = facts.updated.span if facts.updated else None
    assert span is not None and lines[span.block][span.start : span.end] == "11.03.2026"


def test_every_block_has_one_role_and_every_paragraph_its_block(reading: Read) -> None:
    for text in (COMMUNIQUE, PAGE):
        facts = reading(text)
        lines = [line for line in text.split("\n") if line.strip()]
        assert len(facts.roles) == len(lines)
        assert [facts.roles[n] for n in facts.body_blocks] == ["body"] * len(facts.body)


def test_a_profile_that_does_not_fit_gives_way_to_the_generic_rules(reading: Read) -> None:
    strict = load_text(
        'id = "strict"\n[[slot]]\nname = "number"\nform = "fields"\nfields = ["id", "urgency"]\nrequired = true\n'
    )
    facts = reading(
        "La criée rouvre\n\nLa criée de Porzac a rouvert mardi.\n\nLes prix montent.",
        "2026-03-12T09:00:00+01:00",
        strict,
        profile="strict",
    )
    assert facts.profile == "generic"
    assert facts.headline and facts.headline.value == "La criée rouvre"
    assert "profile_does_not_fit" in codes(facts)


def test_an_unknown_profile_is_flagged_and_the_text_is_still_read(reading: Read) -> None:
    facts = reading("La criée rouvre\n\nLa criée de Porzac a rouvert mardi.", profile="nowhere")
    assert facts.headline is not None
    assert "profile_unknown" in codes(facts)


def test_two_broken_joints_raise_a_suspicion_that_stays_weak(reading: Read) -> None:
    facts = reading(
        "La criée rouvre\n\nLe port de Porzac recevra une aide financière. de la région, qui doit être versée avant l’été prochain.\n\n"
        "« Nous pensons que cette aide est Elle est nécessaire pour nous tous », a déclaré la maire."
    )
    assert facts.translation and facts.translation.value == Translation(machine_suspected=True)
    assert facts.translation.confidence == "weak"
    assert "machine_translation_artefact" in codes(facts)


def test_a_headline_may_end_in_a_question_mark_or_a_quotation(reading: Read) -> None:
    for headline in ("La criée va-t-elle fermer ?", "La criée, « un lieu de vie »", "Porzac : la criée fermée !"):
        facts = reading(
            f"{headline}\n\nLa criée de Porzac a rouvert mardi devant une trentaine d’acheteurs venus de loin.\n\nLes prix montent."
        )
        assert facts.headline and facts.headline.value == headline


def test_damaged_letters_are_flagged(reading: Read) -> None:
    assert "encoding_damage" in codes(
        reading("La criÃ©e rouvre\n\nLa criÃ©e de Porzac a rouvert ses portes mardi matin.")
    )
