"""How texts and dates are dressed for pages, and how versions are compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from telex.web import redline
from telex.web.dates import Dates
from telex.web.desk.fields import instant, paragraphs
from telex.web.portal.login import local
from telex.web.redline import Piece
from telex.web.site.address import slug
from telex.web.typography import dressed, french, french_markup, quoted

FR, EN = Dates("fr", "Europe/Paris"), Dates("en", "Europe/Paris")
NOON = datetime(2025, 9, 3, 10, 51, tzinfo=UTC)


@pytest.mark.parametrize(
    ("plain", "worn"),
    [
        ("l'accord", "l’accord"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Le port : la grue", "Le port\u00a0: la grue"),
        ("M. Brandt", "M.\u00a0Brandt"),
        ("35 millions", "35\u00a0millions"),
        ("85 000 foyers", "85\u202f000 foyers"),
        ("le 3 septembre", "le 3\u00a0septembre"),
        ("https://a.example/b:c?d=e", "https://a.example/b:c?d=e"),
        ("", ""),
    ],
)
def test_french_wears_its_own_spaces(plain: str, worn: str) -> None:
    assert french(plain) == worn
    assert french(worn) == worn


def test_only_french_is_dressed() -> None:
    assert dressed("Really ?", "en") == "Really ?"
    assert dressed("Really ?", None) == "Really ?"
    assert dressed("Vrai ?", "fr-CA") == "Vrai\u202f?"


def test_tags_of_a_catalogue_entry_are_left_alone() -> None:
    assert french_markup('Vrai ? <a href="/x?a=1">l\'un</a>') == 'Vrai\u202f? <a href="/x?a=1">l’un</a>'


def test_a_paragraph_is_cut_at_its_quotations() -> None:
    assert quoted("Il dit « non » et “no”.") == [
        (False, "Il dit "), (True, "« non »"), (False, " et "), (True, "“no”"), (False, "."),
    ]  # fmt: skip
    assert quoted("« jamais fermée") == [(False, "« jamais fermée")]


def test_a_figure_is_never_split() -> None:
    pieces = redline.words("53 millions d'euros", "35 millions d'euros")
    assert pieces[:2] == [Piece("del", "53"), Piece("ins", "35")]
    assert redline.figures([pieces]) == [("53", "35")]
    assert redline.words("1 250,5 km", "1 260,5 km")[:2] == [Piece("del", "1 250,5"), Piece("ins", "1 260,5")]


def test_what_is_kept_and_what_is_added_make_the_new_text_and_the_rest_the_old() -> None:
    old, new = "Le port ferme à midi, dit la ville.", "Le grand port ferme à minuit et demi, dit le maire."
    pieces = redline.words(old, new)
    assert "".join(p.text for p in pieces if p.kind != "del") == new
    assert "".join(p.text for p in pieces if p.kind != "ins") == old


def test_another_kind_of_blank_is_no_change() -> None:
    assert redline.words("Le port\u00a0: l’accord", "Le port : l'accord") == [Piece("same", "Le port : l'accord")]


def test_paragraphs_come_and_go_whole() -> None:
    pieces = redline.paragraphs(["Un.", "Deux.", "Trois."], ["Un.", "Trois.", "Quatre."])
    assert [[(p.kind, p.text) for p in paragraph] for paragraph in pieces] == [
        [("same", "Un.")], [("del", "Deux.")], [("same", "Trois.")], [("ins", "Quatre.")],
    ]  # fmt: skip
    assert redline.changed(pieces) == 2


def test_a_very_long_paragraph_is_compared_whole() -> None:
    old = "mot " * (redline.MAX_WORDS + 10)
    assert [p.kind for p in redline.words(old, old + "fin")] == ["del", "ins"]


def test_moments_are_written_as_their_readers_write_them() -> None:
    assert FR.moment(NOON) == "3\u00a0septembre 2025 à\u00a012\u00a0h\u00a051"
    assert EN.moment(NOON) == "3\u00a0September 2025, 12:51"
    assert FR.day(NOON) == "mercredi 3 septembre 2025"
    assert FR.clock(NOON) == EN.clock(NOON) == "12:51"
    assert FR.ahead(NOON + timedelta(hours=16), NOON) == "dans 16\u00a0heures"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2025-09-03", "3\u00a0septembre 2025"),
        ("2025-09-03T17:29", "3\u00a0septembre 2025 à\u00a017\u00a0h\u00a029"),
        ("2018-11-22/2018-11-23", "22\u00a0novembre 2018 – 23\u00a0novembre 2018"),
        ("2025-13-99", "2025-13-99"),
        ("un jour", "un jour"),
    ],
)
def test_a_stated_date_stays_as_precise_as_its_source(iso: str, shown: str) -> None:
    assert FR.stated(iso) == shown


def test_an_hour_that_the_clock_skips_is_refused_and_others_are_taken_in_the_agencys_zone() -> None:
    assert instant("2026-03-29T02:30", FR.tz) is None
    assert instant("2026-03-10T20:00", FR.tz) == datetime(2026, 3, 10, 19, tzinfo=UTC)
    assert instant("tomorrow", FR.tz) is None
    assert instant("", FR.tz) is None


def test_paragraphs_stand_between_empty_lines() -> None:
    assert paragraphs("Un\nsuite.\n\n\nDeux.\n\n") == ["Un suite.", "Deux."]


@pytest.mark.parametrize(
    "target", ["", None, "wire", "//x.example", "/\\x.example", "https://x.example", "/a\nb", "/" + "a" * 3000]
)
def test_only_paths_of_this_site_are_gone_to(target: str | None) -> None:
    assert local(target, "/wire") == "/wire"


def test_a_path_of_this_site_is_kept_with_its_query() -> None:
    assert local("/wire?q=port&open=x", "/") == "/wire?q=port&open=x"


def test_the_words_of_an_address_are_plain() -> None:
    assert slug("L'Été à Ærø : « 35 % »") == "l-ete-a-aero-35"
    assert slug("号外") == "depeche"
    assert slug(None) == "depeche"
    assert len(slug("mot " * 100)) <= 60
