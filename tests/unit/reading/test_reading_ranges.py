"""Bounds and ranges of days, the zone of the day of receipt, and what a lead announces only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from telex.model.draft import Block, Declared, Draft
from telex.model.facts import EventDate, Facts
from telex.model.text import plain
from telex.reading import load_text, read
from telex.reading.times import dates
from telex.reading.times.tense import Tense

Read = Callable[..., Facts]
SATURDAY = date(2026, 3, 14)


def value(text: str, anchor: date | None = SATURDAY) -> str | None:
    return dates.resolve(dates.find(plain(text))[0], anchor).value


@pytest.mark.parametrize(
    "text",
    [
        "The harbour stays closed until noon on Sunday.",
        "Residents must leave by 6 p.m. on Sunday.",
        "Voters were told to register before midnight on Sunday.",
        "The gates were shut from Sunday.",
        "The harbour closed ahead of Sunday's vote.",
        "La vigilance est maintenue jusqu’à 18 heures dimanche.",
        "Les habitants ont été priés de partir d’ici à dimanche midi.",
        "La criée a fermé avant la nuit de dimanche.",
        "À partir de dimanche, le pont est fermé.",
        "Le conseil a été convoqué pour dimanche.",
        "The ceasefire ends Sunday.",
    ],
)
def test_a_day_that_bounds_a_period_lies_ahead_whatever_the_verb(text: str) -> None:
    found = dates.find(plain(text))[0]
    assert found.tense is Tense.FUTURE
    assert dates.resolve(found, SATURDAY).value == "2026-03-15"


@pytest.mark.parametrize(
    "text",
    [
        "The plan was approved by the council on Friday.",
        "Two people were hurt just before dawn on Friday.",
        "The mayor apologised for Friday's delay.",
        "La maire a reçu les pêcheurs avant de partir vendredi.",
    ],
)
def test_by_someone_and_before_dawn_are_no_bounds(text: str) -> None:
    assert value(text) == "2026-03-13"


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Le feu a pris dans la nuit de vendredi à samedi.", "2026-03-13/2026-03-14"),
        ("A fire broke out overnight Friday to Saturday.", "2026-03-13/2026-03-14"),
        ("Fire gutted the mill between Thursday night and Friday morning.", "2026-03-12/2026-03-13"),
        ("Le salon a eu lieu de vendredi à dimanche.", "2026-03-13/2026-03-15"),
        ("The fair will run from Friday to Sunday.", "2026-03-20/2026-03-22"),
        ("La grève a touché jeudi et vendredi les écoles.", "2026-03-12/2026-03-13"),
        ("Les élus ont voté les 3 et 4 mars.", "2026-03-03/2026-03-04"),
        ("Les élus se sont vus le jeudi 5 et le vendredi 6 mars.", "2026-03-05/2026-03-06"),
        ("Il a plu dans la nuit de mardi 3 à mercredi 4 mars 2026.", "2026-03-03/2026-03-04"),
        ("Il a neigé du 28 février au 3 mars 2026.", "2026-02-28/2026-03-03"),
        ("Il a neigé du 30 décembre au 2 janvier 2026.", "2025-12-30/2026-01-02"),
        ("The talks were held on March 3-4, 2026.", "2026-03-03/2026-03-04"),
        ("The talks were held on 3-4 March.", "2026-03-03/2026-03-04"),
    ],
)
def test_two_joined_days_are_a_range(text: str, both: str) -> None:
    assert value(text) == both


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("La criée a ouvert mardi et jeudi.", "2026-03-10"),
        ("On March 3 and 20 people voted.", "2026-03-03"),
        ("Le 2 mars et le 15 juin 2026, la criée fermera.", "2026-03-02"),
    ],
)
def test_two_days_apart_are_no_range(text: str, day: str) -> None:
    assert value(text) == day


def test_a_range_whose_weekdays_contradict_its_dates_has_no_value() -> None:
    found = dates.resolve(dates.find("Les élus ont voté le lundi 3 et le mardi 4 mars 2026.")[0], SATURDAY)
    assert found.value is None and found.mismatch


def test_what_was_moved_from_one_day_to_another_took_place_on_neither() -> None:
    assert dates.find("Le vote a été reporté de vendredi à dimanche.")[0].tense is Tense.FUTURE


def event(facts: Facts) -> EventDate | None:
    return facts.event_date.value if facts.event_date else None


def test_a_deadline_is_not_the_event(reading: Read) -> None:
    facts = reading(
        "KERVALAN, March 14 (QRS) - The harbour of Kervalan will stay shut until 6 p.m. on Sunday, officials said on Saturday.\n\n"
        "Ships waited outside.",
        "2026-03-14T12:00:00+00:00",
    )
    assert event(facts) == EventDate("2026-03-14", "2026-03-14")


def test_an_announced_range_is_not_the_event(reading: Read) -> None:
    facts = reading(
        "La criée appelle à la grève\n\nPorzac, le 11 mars 2026\n\n"
        "La fédération des criées appelle à cesser le travail du 16 au 18 mars.\n\nElle demande une réunion."
    )
    assert event(facts) is None
    assert "published_before_event" not in {a.code for a in facts.anomalies}


def test_a_night_is_both_its_days_and_only_its_weekday_without_an_anchor(reading: Read) -> None:
    lead = "Deux granges ont brûlé dans la nuit de mardi à mercredi à Porzac, selon les pompiers.\n\nFin."
    assert event(reading("Deux granges brûlent\nPublié le 11 mars 2026\n\n" + lead)) == EventDate(
        "2026-03-10", "2026-03-11"
    )
    assert event(reading("Deux granges brûlent\n\n" + lead)) == EventDate(weekday="mardi")


def test_a_weekday_without_a_telling_verb_is_likely_only(reading: Read) -> None:
    facts = reading("Grève à la criée\nPublié le 11 mars 2026\n\nLa criée de Porzac en grève lundi.\n\nFin.")
    assert facts.event_date and facts.event_date.confidence == "likely"


def declared(published: str, text: str) -> Draft:
    return Draft(
        "ninjs", text, (Block(text, 0, len(text)),), Declared(headline="La criée", published=published, body=(text,))
    )


def test_a_date_in_utc_is_a_day_of_the_zone_of_the_source() -> None:
    at = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
    text = "La criée de Porzac a rouvert mercredi devant une trentaine d’acheteurs."
    for stated in ("2026-03-10T23:30:00+00:00", "2026-03-10T23:30:00Z", "2026-03-11T00:30:00+01:00"):
        assert event(read(declared(stated, text), at)) == EventDate("2026-03-11", "2026-03-11")


def test_today_just_after_midnight_in_paris_is_not_the_day_before() -> None:
    at = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
    text = "La criée de Porzac a rouvert aujourd’hui devant une trentaine d’acheteurs."
    assert event(read(declared("2026-03-10T23:30:00Z", text), at)) == EventDate("2026-03-11", "2026-03-11")


def test_the_day_of_receipt_is_that_of_the_source(reading: Read) -> None:
    text = "La criée rouvre\nPublié le 05/04/2026\n\nLa criée a rouvert devant une trentaine d’acheteurs.\n\nFin."
    after_midnight_in_paris = "2026-04-03T22:30:00+00:00"
    facts = reading(text, after_midnight_in_paris)
    assert facts.published and facts.published.value == "2026-04-05"
    west = load_text('id = "west"\ntimezone = "America/New_York"\n')
    assert reading(text, after_midnight_in_paris, west, profile="west").published is None


def test_a_plan_in_french_tells_no_tense(reading: Read) -> None:
    facts = reading(
        "Crue à Porzac\nPublié le 10 mars 2026\n\nLa préfète a activé le plan de secours ce mardi 10 mars à 2 h 40.\n\nFin."
    )
    assert event(facts) == EventDate("2026-03-10", "2026-03-10")
