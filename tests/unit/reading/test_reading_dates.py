"""Date expressions, anchors, and the day of the event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from telex.model.facts import EventDate, Facts
from telex.model.text import plain
from telex.reading.times import dates, stamps

Read = Callable[..., Facts]
TUESDAY = date(2026, 3, 10)


def value(text: str, anchor: date | None = TUESDAY) -> str | None:
    return dates.resolve(dates.find(plain(text))[0], anchor).value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("La maire s’est rendue lundi à Porzac.", "2026-03-09"),
        ("La maire a reçu mardi les pêcheurs.", "2026-03-10"),
        ("La réunion se tiendra jeudi à Porzac.", "2026-03-12"),
        ("Vendredi, la maire se rendra à Kervalan.", "2026-03-13"),
        ("La grève court jusqu’à lundi.", "2026-03-16"),
        ("Elle avait prévenu mardi dernier les élus.", "2026-03-03"),
        ("Le vote aura lieu mardi prochain.", "2026-03-17"),
        ("Pilots ended the strike on Monday after a vote.", "2026-03-09"),
        ("The council will meet on Thursday.", "2026-03-12"),
        ("Le maire est arrivé hier soir.", "2026-03-09"),
        ("Il arrive après-demain.", "2026-03-12"),
        ("La visite du 3 au 5 mars a été annulée.", "2026-03-03/2026-03-05"),
        ("Le port a fermé le mois dernier.", "2026-02"),
        ("Le port a fermé il y a deux mois.", "2026-01"),
        ("Le port rouvrira la semaine prochaine.", "2026-W12"),
        ("Le port avait fermé l’an dernier.", "2025"),
        ("Le chantier a commencé en juillet 2025 après le vote.", "2025-07"),
        ("The harbour closed two weeks ago.", "2026-W09"),
        ("Elle l’a dit le 2 mars 2026.", "2026-03-02"),
        ("She said so on March 2, 2026.", "2026-03-02"),
    ],
)
def test_the_tense_of_the_clause_decides_which_day_is_meant(text: str, day: str) -> None:
    assert value(text) == day


def test_vague_expressions_have_no_value() -> None:
    assert dates.find("Le vote viendra dans quelques jours.") == []


def test_a_weekday_without_anchor_has_no_value() -> None:
    assert value("La maire a reçu mardi les pêcheurs.", None) is None


def test_a_weekday_that_contradicts_its_date_has_no_value() -> None:
    found = dates.resolve(dates.find("La maire a parlé lundi 10 mars 2026.")[0], TUESDAY)
    assert found.value is None and found.mismatch


def test_a_day_with_its_weekday_takes_the_year_in_which_they_agree() -> None:
    found = dates.resolve(dates.find("La maire a parlé mardi 10 mars.")[0], None, date(2026, 5, 1))
    assert found.value == "2026-03-10" and found.year_inferred


def test_a_day_with_its_weekday_far_from_the_receipt_stays_open() -> None:
    found = dates.resolve(dates.find("La maire a parlé lundi 10 mars.")[0], None, date(2022, 3, 1))
    assert found.value is None


@pytest.mark.parametrize(
    ("written", "order", "iso"),
    [
        ("03.09.2025", "DMY", "2025-09-03"),
        ("03.09.2025", "MDY", "2025-03-09"),
        ("03.09.2025", None, None),
        ("23/09/2025", None, "2025-09-23"),
        ("09/23/2025", None, "2025-09-23"),
        ("10/03/2026", None, "2026-03-10"),
        ("2026-03-10T07:15", None, "2026-03-10T07:15"),
        ("02 Fév. 2026 18:05", None, "2026-02-02T18:05"),
        ("mardi 10 mars à 8h30", None, "2026-03-10T08:30"),
        ("March 9, 2026 6:30 p.m.", None, "2026-03-09T18:30"),
        ("10 mars 2026, 7 h 15", None, "2026-03-10T07:15"),
    ],
)
def test_header_dates_are_read_or_left_open_never_guessed(written: str, order: str | None, iso: str | None) -> None:
    stamp = stamps.find(plain(written), header=True)[0]
    assert stamps.settle(stamp, date(2026, 3, 12), order).iso == iso


def test_a_date_that_does_not_exist_is_none() -> None:
    assert stamps.settle(stamps.find("31 février 2026")[0], TUESDAY).iso is None


HEAD = "La criée de Porzac rouvre\n"
LEAD = (
    "La criée de Porzac a rouvert lundi devant une trentaine d’acheteurs venus de toute la région.\n\nLes prix montent."
)


def event(facts: Facts) -> EventDate | None:
    return facts.event_date.value if facts.event_date else None


def test_today_with_its_date_is_the_first_anchor(reading: Read) -> None:
    facts = reading(
        HEAD
        + "Publié le 1 mars 2026\n\nLa maire a visité aujourd’hui (3 mars 2026) la criée, et se dit rassurée par les travaux.\n\nFin."
    )
    assert event(facts) == EventDate("2026-03-03", "2026-03-03")
    assert "published_before_event" in {a.code for a in facts.anomalies}


def test_the_dateline_anchors_the_lead(reading: Read) -> None:
    assert event(reading(HEAD + "\nPorzac, 3 mars 2026 (Abc) - " + LEAD)) == EventDate("2026-03-02", "2026-03-02")


def test_a_range_in_the_header_stays_a_range(reading: Read) -> None:
    facts = reading(HEAD + "• 02 Mars 2026 - 04 Mars 2026\n• |\n• Mis à jour le: 04 Mars 2026 10:00\n\n" + LEAD)
    assert event(facts) == EventDate("2026-03-02", "2026-03-04")


def test_the_published_date_anchors_when_nothing_nearer_does(reading: Read) -> None:
    assert event(reading(HEAD + "Publié le 4 mars 2026\n\n" + LEAD)) == EventDate("2026-03-02", "2026-03-02")


def test_the_update_anchors_last(reading: Read) -> None:
    assert event(reading(HEAD + "Mis à jour le 4 mars 2026\n\n" + LEAD)) == EventDate("2026-03-02", "2026-03-02")


def test_the_receipt_time_anchors_no_weekday(reading: Read) -> None:
    assert event(reading(HEAD + "\n" + LEAD)) == EventDate(weekday="lundi")


def test_a_day_ahead_is_not_the_event(reading: Read) -> None:
    facts = reading(
        HEAD
        + "Publié le 4 mars 2026\n\nLa criée de Porzac rouvrira jeudi, a annoncé hier la maire au conseil.\n\nLes prix montent."
    )
    assert event(facts) == EventDate("2026-03-03", "2026-03-03")


def test_an_ambiguous_header_date_is_left_out_and_flagged(reading: Read) -> None:
    facts = reading(HEAD + "Publié le 03/02/2026\n\n" + LEAD)
    assert facts.published is None
    assert "date_order_ambiguous" in {a.code for a in facts.anomalies}


def test_a_weekday_that_contradicts_the_header_date_is_flagged(reading: Read) -> None:
    facts = reading(HEAD + "Publié le lundi 4 mars 2026\n\n" + LEAD)
    assert "weekday_mismatch" in {a.code for a in facts.anomalies}


def test_a_text_that_names_its_day_outside_the_lead_has_it_as_its_event(reading: Read) -> None:
    facts = reading(
        HEAD
        + "Publié le 4 mars 2026\n\nPrès de trente bateaux attendent devant le quai de Porzac.\n\n"
        + "Le four de la criée a brûlé cette nuit, racontent les voisins."
    )
    assert event(facts) == EventDate("2026-03-04", "2026-03-04")
    assert facts.event_date and facts.event_date.confidence == "likely"


def test_a_day_of_the_background_is_not_the_event(reading: Read) -> None:
    facts = reading(
        HEAD
        + "Publié le 4 mars 2026\n\nPrès de trente bateaux attendent devant le quai de Porzac.\n\n"
        + "Le four de la criée avait brûlé lundi, racontent les voisins."
    )
    assert event(facts) is None
