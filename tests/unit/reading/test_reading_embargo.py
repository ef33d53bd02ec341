"""Embargo lines: an hour when every word is understood, else none, which holds the dispatch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from telex.model.draft import Declared, Draft, Embargo
from telex.model.facts import Facts
from telex.reading import load_text, read
from telex.reading.layout import embargo

Read = Callable[..., Facts]
RECEIVED = datetime(2026, 3, 10, 9, tzinfo=UTC)
SIX_IN_PARIS = datetime(2026, 3, 12, 5, tzinfo=UTC)
SIX_GMT = datetime(2026, 3, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGO jusqu'au 12 mars 2026 à 6 heures", SIX_IN_PARIS),
        ("Sous embargo jusqu'au 12 mars 2026 à 6 heures", SIX_IN_PARIS),
        ("SOUS EMBARGO jusqu'au jeudi 12 mars 2026 à 6 h (heure de Paris)", SIX_IN_PARIS),
        ("EMBARGO : 12 mars, 06h00", SIX_IN_PARIS),
        ("À ne pas diffuser avant le 12 mars 2026 à 06h00", SIX_IN_PARIS),
        ("EMBARGOED UNTIL 06:00 GMT, 12 March 2026", SIX_GMT),
        ("Not for release before 06:00 GMT, 12 March 2026", SIX_GMT),
        ("Under embargo until 6 a.m. GMT on March 12, 2026", SIX_GMT),
        ("Embargo: 2026-03-12T06:00Z", SIX_GMT),
    ],
)
def test_a_line_that_is_wholly_understood_gives_its_instant(line: str, until: datetime) -> None:
    assert embargo.is_embargo(line)
    assert embargo.read(line, line, RECEIVED, None) == Embargo(until, line)


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGO",
        "SOUS EMBARGO",
        "EMBARGO jusqu'au 12 mars 2026",
        "EMBARGO jusqu'à 18 heures",
        "Sous embargo jusqu'au lundi 12 mars 2026 à 6 heures",
        "Sous embargo jusqu'au 12 mars 2026 à 6 heures, sauf la presse écrite",
        "Sous embargo jusqu'au 11 mars à 18 heures ou au 12 mars à 6 heures",
        "Embargoed until 06:00 IST, 12 March 2026",
        "Sous embargo jusqu'au 12 mars 2026 à 6 heures (heure de Tachkent)",
        "Embargo until 04/03/2026 06:00",
        "Sous embargo jusqu'au 12 mars 2026 à 6 heures (heure locale)",
        "Embargo until further notice",
        "Embargoed until 06:00 GMT, 12 March 2062",
    ],
)
def test_a_line_that_is_not_wholly_understood_gives_no_instant(line: str) -> None:
    assert embargo.is_embargo(line)
    assert embargo.read(line, line, RECEIVED, None).until is None


@pytest.mark.parametrize(
    "line",
    [
        "Embargo sur les armes : le conseil vote jeudi",
        "L'embargo est levé",
        "Embargo levé contre le bois",
        "Le pays reste sous embargo depuis dix ans",
    ],
)
def test_news_about_an_embargo_is_no_embargo_line(line: str) -> None:
    assert not embargo.is_embargo(line)


def test_the_zone_of_the_profile_is_used_when_the_line_names_none(reading: Read) -> None:
    profile = load_text('id = "ist"\ntimezone = "Europe/Istanbul"\n')
    text = "EMBARGO jusqu'au 12 mars 2026 à 6 heures\n\nLa criée rouvre\n\nLa criée de Porzac a rouvert mardi."
    facts = reading(text, "2026-03-10T09:00:00+00:00", profile, profile="ist")
    assert facts.embargo and facts.embargo.value.until == datetime(2026, 3, 12, 3, tzinfo=UTC)
    assert facts.roles[0] == "embargo"


def test_an_embargo_line_holds_wherever_it_stands(reading: Read) -> None:
    for text in (
        "La criée rouvre\n\nSOUS EMBARGO\n\nLa criée a rouvert mardi.",
        "La criée rouvre\n\nLa criée a rouvert mardi.\n\nEMBARGO",
    ):
        facts = reading(text)
        assert facts.embargo and facts.embargo.value.until is None
        assert {"embargo", "embargo_unreadable"} <= {a.code for a in facts.anomalies}
        assert not any("EMBARGO" in paragraph for paragraph in facts.body)


def test_an_embargo_on_two_lines_is_one(reading: Read) -> None:
    facts = reading(
        "SOUS EMBARGO\nJusqu'au 12 mars 2026 à 6 heures\n\nLa criée rouvre\n\nLa criée a rouvert mardi.",
        "2026-03-10T09:00:00+00:00",
    )
    assert facts.embargo and facts.embargo.value.until == SIX_IN_PARIS


def test_two_embargoes_that_differ_hold_the_dispatch(reading: Read) -> None:
    facts = reading(
        "EMBARGO jusqu'au 12 mars 2026 à 6 heures\nEMBARGO jusqu'au 13 mars 2026 à 6 heures\n\nLa criée rouvre\n\nElle a rouvert."
    )
    assert facts.embargo and facts.embargo.value.until is None


def test_a_declared_embargo_wins_over_the_text(draft: Callable[..., Draft]) -> None:
    stated = Embargo(SIX_GMT, "2026-03-12T06:00:00Z")
    facts = read(draft("EMBARGO\n\nLa criée rouvre\n\nElle a rouvert.", declared=Declared(embargo=stated)), RECEIVED)
    assert facts.embargo and facts.embargo.value == stated


def test_an_embargo_in_a_declared_note_or_title_holds_too(draft: Callable[..., Draft]) -> None:
    body = ("La criée de Porzac a rouvert mardi.",)
    noted = read(
        draft("", declared=Declared(headline="La criée rouvre", ednote="Embargo until further notice", body=body)),
        RECEIVED,
    )
    titled = read(
        draft("", declared=Declared(headline="[Sous embargo jusqu'au 12 mars] La criée rouvre", body=body)), RECEIVED
    )
    for facts in (noted, titled):
        assert facts.embargo and facts.embargo.value.until is None


def test_a_whole_text_on_one_line_that_opens_with_an_embargo_is_held_and_kept(reading: Read) -> None:
    facts = reading("EMBARGO jusqu'au 12 mars 2026 à 6 heures. " + "La criée de Porzac a rouvert mardi. " * 30)
    assert facts.embargo and facts.embargo.value.until is None
    assert len(facts.body) == 1


def test_a_profile_with_a_date_order_settles_a_numeric_embargo() -> None:
    line = "EMBARGO : 04/05/2026 06:00"
    assert embargo.read(line, line, RECEIVED, None, "DMY").until == datetime(2026, 5, 4, 4, tzinfo=UTC)
