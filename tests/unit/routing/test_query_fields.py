"""Fields of the query language: their names, and what of a dispatch they look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from telex.errors import QueryError
from telex.model.dispatch import Dispatch
from telex.model.mentions import Location, Mentions, Organisation, Person
from telex.model.proof import Field
from telex.model.vocabulary import Act, PubStatus
from telex.routing.document import columns, words_of
from telex.routing.entitlement import Verdict
from telex.routing.fts import COLUMNS
from telex.routing.language import subjects
from telex.routing.language.countries import country, three_letters
from telex.routing.language.fields import FIELDS, find, suggest
from telex.routing.language.parser import parse
from telex.routing.language.query import Code
from telex.routing.matching import naive
from telex.routing.projection import project

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)


def rule(value: object) -> Field[object]:
    return Field(value, "rule:test")


MENTIONS = Mentions(
    people=(rule(Person("Ysaline Corvec", also=("Mme Corvec", "Corvec"))), rule(Person("Jean Brun", also=("Corvec",)))),  # type: ignore[arg-type]
    organisations=(rule(Organisation("Banque du Port", also=("BDP",))),),  # type: ignore[arg-type]
    places=(
        rule(Location("Port-Lubin", "FR")),  # type: ignore[arg-type]
        rule(Location("Skerra", "GB", derived=True)),  # type: ignore[arg-type]
    ),
    event_place=rule(Location("Abidjan", "CI")),  # type: ignore[arg-type]
)
ITEM = Dispatch(
    id="d", uri="urn:d", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOW, source="agence",
    headline="Le bac repart", body=("Le bac de Port-Lubin repart.",), located="Nantes", mentions=MENTIONS,
    subjects=("20000598", "medtop:20001145", "libre"),
)  # fmt: skip


def holds(text: str, item: Dispatch = ITEM) -> bool:
    return naive.matches(parse(text), words_of(item, event=None, arrived=NOW), NOW)


def test_every_field_has_an_english_and_a_french_name_and_no_name_means_two_fields() -> None:
    names = [name for field in FIELDS.values() for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    for field in FIELDS.values():
        assert field.french in (field.name, *field.aliases)
        for name in (field.name, *field.aliases):
            assert find(name) is find(name.upper()) is field


@pytest.mark.parametrize(
    ("name", "field"),
    [("Événement", "event"), ("thème", "subject"), ("mot-clé", "keywords"), ("résumé", "abstract"), ("PAYS", "country"),
     ("priorité", "priority"), ("création", "firstcreated"), ("à-jour", None), ("", None), ("x" * 5000, None)],
)  # fmt: skip
def test_accents_case_and_hyphens_of_a_name_do_not_count(name: str, field: str | None) -> None:
    found = find(name)
    assert (None if found is None else found.name) == field


@pytest.mark.parametrize(
    ("wrong", "meant"), [("hedline", "headline"), ("titer", "titre"), ("organisatoin", "organisation"), ("langues", "langue"),
                         ("evenements", "evenement"), ("10", None), ("zzzz", None)]
)  # fmt: skip
def test_an_unknown_name_suggests_the_nearest_one_in_either_language(wrong: str, meant: str | None) -> None:
    assert suggest(wrong) == meant


@pytest.mark.parametrize(
    "text",
    ["person:corvec", 'person:"ysaline corvec"', "personne:brun", "organisation:BDP", 'organisation:"banque du port"',
     "place:nantes", 'endroit:"port lubin"', "place:abidjan", "person:*", "lieu:nantes", "country:FRA", "pays:fr",
     'pays:"Côte d’Ivoire"', "country:ci"],
)  # fmt: skip
def test_who_and_what_the_text_names_is_found(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    ['person:"corvec jean"', 'person:"corvec brun"~50', "organisation:corvec", "person:banque", "country:GBR", "endroit:bac",
     "corvec", "place:agence"],
)  # fmt: skip
def test_a_phrase_spans_no_two_names_and_what_is_only_guessed_is_not_found(text: str) -> None:
    assert not holds(text)


def test_a_form_of_a_name_is_kept_once_however_many_bear_it() -> None:
    assert columns(ITEM)["person"].split("\n") == ["Ysaline Corvec", "Mme Corvec", "Corvec", "Jean Brun"]
    assert set(columns(ITEM)) == set(COLUMNS)


def test_a_summary_names_nobody() -> None:
    summary = project(ITEM, Verdict("summary", "test"))
    assert summary is not None
    for text in ("person:*", "organisation:*", "country:*", "person:corvec"):
        assert not holds(text, summary)


def test_priority_is_on_no_dispatch_yet() -> None:
    assert not holds("priority:*")


@pytest.mark.parametrize(
    "text",
    [
        "subject:20000598",
        "subject:medtop:11000000",
        'theme:"Politique"',
        'subject:"politics"',
        'subject:"military service"',
    ],
)
def test_a_subject_is_found_by_its_code_its_labels_and_all_that_is_broader(text: str) -> None:
    assert holds(text)


def test_a_broader_subject_does_not_make_its_narrower_ones_true() -> None:
    assert not holds("subject:20000598", replace(ITEM, subjects=("11000000",)))


def test_a_label_is_stored_as_its_code() -> None:
    assert parse('subject:"Défense"') == parse('thème:"defence"') == Code("subject", "20000598")
    assert str(parse('subject:"DÉFENSE"')) == "subject:20000598"
    with pytest.raises(QueryError):
        parse('subject:"no such thing at all"')


def test_a_code_that_the_table_does_not_know_is_compared_as_it_stands() -> None:
    assert holds("subject:29999999", replace(ITEM, subjects=("medtop:29999999",)))


def test_the_table_of_subjects_is_whole() -> None:
    known = subjects.vocabulary()
    assert len(known.broader) == 1286
    assert all(chain[-1].endswith("000000") and chain[0] == code for code, chain in known.broader.items())
    assert max(map(len, known.broader.values())) <= 6
    assert subjects.name("20000598", french=True) == "Défense"
    assert [label for pair in known.labels.values() for label in pair if not subjects.of_label(label)] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("fr", "FRA"), ("FRA", "FRA"), ("France", "FRA"), ("allemagne", "DEU"), ("Côte d'Ivoire", "CIV"), ("UK", "GBR"),
     ("États-Unis", "USA"), ("Kosovo", "XKX"), ("Myanmar", "MMR"), ("Birmanie", "MMR"), ("DDR", None), ("EU", None),
     ("", None), ("x" * 5000, None)],
)  # fmt: skip
def test_a_country_is_known_by_two_letters_three_letters_or_its_name(written: str, code: str | None) -> None:
    assert country(written) == code


def test_every_country_has_three_letters_of_its_own() -> None:
    codes = three_letters()
    assert len(set(codes.values())) == len(codes) > 240
    assert all(len(code) == 3 and code.isupper() for code in codes.values())
