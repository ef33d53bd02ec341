"""The profile format: what is refused, and with which words; each form on a line of its own."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from telex.errors import Invalid
from telex.model.facts import Dateline
from telex.reading import default_profiles, load_text
from telex.reading.blocks import Line
from telex.reading.layout import forms
from telex.reading.layout.profiles import FORMS, Body, Profile, Slot, Tail
from telex.reading.sheet import Found, Sheet

RECEIVED = datetime(2026, 3, 12, 8, tzinfo=UTC)


def fit(slot: Slot, text: str) -> Found | None:
    line = Line(0, text, text, "line", False)
    return forms.read(slot, line, Sheet((line,), RECEIVED, Profile("x"), [None]))


def values(slot: Slot, text: str) -> dict[str, object]:
    found = fit(slot, text)
    assert found is not None
    return {v.name: v.value for v in found.values}


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("id = ", "not TOML"),
        ("version = 1", "`id` is needed"),
        ('id = "x"\ncolour = "red"', "unknown key `colour`"),
        ('id = "x"\nversion = "1"', "`version` must be a number"),
        ('id = "x"\n[[slot]]\nname = "headline"', "slot 1 (headline): `form` is needed"),
        ('id = "x"\n[[slot]]\nname = "headline"\nform = "regex"', "slot 1 (headline): `form` is 'regex'"),
        ('id = "x"\n[[slot]]\nname = "headline"\nform = "line"\nwide = true', "slot 1 (headline): unknown key `wide`"),
        ('id = "x"\n[[slot]]\nname = "bar"\nform = "mark"', "form `mark` needs `text`"),
        ('id = "x"\n[[slot]]\nname = "colour"\nform = "line"', "`name` must be one of"),
        ('id = "x"\n[[slot]]\nname = "headline"\nform = "lines"\nuntil = "dates"', "`until` names no slot: 'dates'"),
        ('id = "x"\nmarks = ["slot:dates"]', "no slot is called 'dates'"),
        ('id = "x"\nmarks = ["anything"]', "must be slot:<name>"),
        ('id = "x"\ndate_order = "YMD"', "`date_order` must be DMY or MDY"),
        ('id = "x"\ntimezone = "Paris"', "`timezone` is not an IANA zone"),
        ('id = "x"\n[tail]\ncredit = ["Traduit"]', "`credit` needs {translator} or {language}"),
        ('id = "x"\n[tail]\ndrop = [1]', "`drop` must be a text or a list of texts"),
    ],
)
def test_a_faulty_profile_is_refused_with_the_slot_and_the_key(toml: str, words: str) -> None:
    with pytest.raises(Invalid) as error:
        load_text(toml)
    assert words in str(error.value)


def test_the_packaged_profiles_load_and_can_be_added_to() -> None:
    known = default_profiles()
    assert {"generic", "otan", "aa", "euronews", "vudailleurs"} <= set(known.by_id)
    more = known.with_added(load_text('id = "zz"\nversion = 2'))
    assert more.get("zz") is not None and known.get("zz") is None
    assert more.get("zz") == Profile("zz", 2)


def test_every_form_that_a_profile_may_name_exists() -> None:
    assert set(forms._FORMS) == set(FORMS)


def test_list_takes_short_items_and_leaves_sentences() -> None:
    slot = Slot("categories", "list", separators=(",", ">"), skip=("Accueil",))
    assert values(slot, "Accueil > Mer > Porzac") == {"categories": ("Mer", "Porzac")}
    assert fit(slot, "La maire, dit-on, a quitté la salle sans dire un mot, comme prévu.") is None


def test_dateline_takes_one_of_its_separators_and_its_agencies_only() -> None:
    slot = Slot("dateline", "dateline", agencies=("ZZ",), separators=("/", "-"))
    assert values(slot, "ZZ/Porzac/Odile Brannec") == {"dateline": Dateline("ZZ", "Porzac", "Odile Brannec")}
    assert values(slot, "ZZ - Porzac - Odile Brannec") == {"dateline": Dateline("ZZ", "Porzac", "Odile Brannec")}
    assert fit(slot, "YY/Porzac/Odile Brannec") is None


def test_dateline_may_name_two_places_without_an_agency() -> None:
    slot = Slot("dateline", "dateline", separators=("/",), order=("place", "author"))
    assert values(slot, "Porzac / Kervalan") == {"dateline": Dateline(place="Porzac", author="Kervalan")}


def test_byline_dates_takes_names_and_dates_in_any_order() -> None:
    slot = Slot("by", "byline_dates", updated=("Mise à jour",), skip=("Onde Ouest",))
    assert values(slot, "Odile Brannec | 02 mars 2026 - Mise à jour : 03 mars 2026") == {
        "byline": ("Odile Brannec",), "published": "2026-03-02", "updated": "2026-03-03",
    }  # fmt: skip
    assert values(slot, "Onde Ouest, le lundi 2 mars à 7h40 – Lila Menez") == {
        "byline": ("Lila Menez",),
        "published": "2026-03-02T07:40",
    }
    assert fit(slot, "La maire a parlé le 2 mars 2026 devant les élus") is None


def test_dates_takes_no_line_that_says_something_else() -> None:
    slot = Slot("dates", "dates")
    assert values(slot, "Publié le 2 mars 2026 à 8h30") == {"published": "2026-03-02T08:30"}
    assert fit(slot, "Le 2 mars 2026, la criée rouvre") is None


def test_dates_may_stand_behind_a_rubric() -> None:
    slot = Slot("dates", "dates", label=True)
    assert values(slot, "[MER] 12/03/2026 09:20 CET —") == {"published": "2026-03-12T09:20"}


def test_place_date_takes_a_place_and_a_date() -> None:
    slot = Slot("place", "place_date")
    assert values(slot, "Porzac, le lundi 2 mars 2026") == {
        "dateline": Dateline(place="Porzac"),
        "published": "2026-03-02",
    }
    assert values(slot, "Porzac, 2 mars 2026 (Abc) -") == {
        "dateline": Dateline("Abc", "Porzac"),
        "published": "2026-03-02",
    }


def test_fields_read_a_number_line() -> None:
    slot = Slot("number", "fields", fields=("id", "urgency", "category", "words", "agency"))
    assert values(slot, "abc0123 4 pol 0250 Abc") == {"urgency": 4}
    assert fit(slot, "abc0123 quatre pol 0250 Abc") is None


def test_slug_mark_site_note_and_byline_know_their_lines() -> None:
    assert values(Slot("slug", "slug"), "France-pêche-justice") == {"slug": "France-pêche-justice"}
    assert fit(Slot("slug", "slug"), "La pêche reprend") is None
    found = fit(Slot("bar", "mark", text=("|",), whole=True, role="separator"), "• |")
    assert found is not None and found.role == "separator"
    assert values(Slot("site", "site", text=("porzac.example",)), "Porzac.example") == {"site": "Porzac.example"}
    assert values(Slot("note", "note", prefix=("RECTIFICATION",)), "(RECTIFICATION : lire Porzac)") == {
        "editor_note": "(RECTIFICATION : lire Porzac)"
    }
    assert values(Slot("by", "byline"), "Par Odile BRANNEC, avec Lila MENEZ à Kervalan") == {
        "byline": ("Odile BRANNEC", "Lila MENEZ")
    }
    assert fit(Slot("by", "byline"), "Par ailleurs la maire démissionne") is None


def test_marks_are_compared_apart_from_case_accents_and_turkish_letters() -> None:
    slot = Slot("u", "dates", updated=("Mise à jour",))
    assert values(slot, "Mise À Jour : 02 mars 2026") == {"updated": "2026-03-02"}


PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "profiles.md"


def test_the_reference_page_names_every_form_and_key_and_its_example_loads() -> None:
    page = PAGE.read_text("utf-8")
    for form in FORMS:
        assert f"| `{form}` |" in page, form
    for table in (Profile, Slot, Body, Tail):
        for key in {f.name for f in fields(table)} - {"slots", "body", "tail", "text"}:
            assert f"`{key}" in page, key
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None and load_text(example[1]).id == "zz"
