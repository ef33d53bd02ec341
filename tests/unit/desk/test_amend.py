"""What an editor sets stays, whatever is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from telex.desk.amend import amended, check, next_amended, read_as
from telex.desk.assemble import published
from telex.errors import Invalid
from telex.model.amendment import Amendment
from telex.model.dispatch import Dispatch
from telex.model.facts import EventDate, Facts, Field, Span
from telex.model.mentions import Location, Mentions, Person, Quote
from telex.model.record import Known
from telex.model.vocabulary import Act, PubStatus

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
BODY = (
    "Le bac de Valbrume repart lundi, a dit Ysaline Corvec, capitaine du port.",
    "« Rien ne presse », a ajouté Mme Corvec.",
)
READ = Mentions(
    people=(Field(Person("Ysaline Corvec", "capitaine du port"), "rule:apposition", Span(0, 39, 53)),),
    quotes=(Field(Quote("Rien ne presse", "direct", "ajouté", "Mme Corvec", None), "rule:quotes", Span(1, 2, 16)),),
)


def dispatch(**more: Any) -> Dispatch:
    given: dict[str, Any] = {"headline": "Le bac repart", "body": BODY, "mentions": READ, **more}
    return Dispatch("one", "urn:test:1", 1, Act.NEW, PubStatus.USABLE, NOON, "valbrume", **given)


def amendment(field: str, value: Any, key: str = "") -> Amendment:
    return Amendment(field, key, value, "edith", NOON)


def test_a_value_of_an_editor_takes_the_place_of_the_one_read() -> None:
    role = Person("Ysaline Corvec", "commandante du port")
    found = amended(dispatch(), [amendment("people", role, "Ysaline Corvec"), amendment("headline", "Le bac part")])
    assert found.headline == "Le bac part"
    assert found.mentions.people == (Field(role, "editor", Span(0, 39, 53)),)
    assert found.mentions.quotes == READ.quotes


def test_an_entry_that_is_wrong_goes_and_a_new_one_stands_where_the_text_has_it() -> None:
    place = Location("Valbrume", "FR")
    found = amended(
        dispatch(), [amendment("places", place, "Valbrume"), amendment("people", None, "Ysaline Corvec")]
    ).mentions
    assert found.people == ()
    assert found.places == (Field(place, "editor", Span(0, 10, 18)),)


def test_the_last_word_counts() -> None:
    words = [amendment("headline", "Premier"), amendment("headline", "Second")]
    assert amended(dispatch(), words).headline == "Second"


def test_null_says_that_there_is_none() -> None:
    assert amended(dispatch(), [amendment("headline", None)]).headline is None


def test_a_dispatch_that_nobody_amended_is_the_very_same() -> None:
    one = dispatch()
    assert amended(one, []) is one


def test_the_next_version_is_numbered_after_all_others_and_names_the_editor() -> None:
    found = next_amended(dispatch(), Known(versions=(1, 4)), [amendment("urgency", 2)], NOON)
    assert found is not None and (found.version, found.urgency, found.editor, found.act) == (5, 2, "edith", Act.UPDATE)
    assert next_amended(dispatch(), Known(versions=(1,)), [amendment("headline", "Le bac repart")], NOON) is None


def test_a_reading_shows_the_editors_value_as_theirs() -> None:
    facts = Facts(9, "generic", None, headline=Field("Le bac repart", "rule:first-line", Span(0, 0, 13)), body=BODY)
    found = read_as(replace(facts, mentions=READ), [amendment("headline", "Le bac part"), amendment("slugline", "bac")])
    assert found.headline == Field("Le bac part", "editor")
    assert found.slug == Field("bac", "editor")


@pytest.mark.parametrize(
    ("field", "value", "key", "says"),
    [
        ("ambiance", "gaie", "", "no field"),
        ("urgency", 12, "", "1 (flash) to 9"),
        ("published", "hier", "", "ISO 8601"),
        ("event_date", EventDate("2026-03-12", "2026-03-10"), "", "before"),
        ("event_date", EventDate("demain"), "", "2026-03-10"),
        ("places", Location("Valbrume", "France"), "Valbrume", "ISO 3166"),
        ("quotes", Quote("Jamais dit", "direct"), "Jamais dit", "word for word"),
        ("people", Person("Ysaline Corvec"), "", "which entry"),
        ("headline", "Titre", "clé", "no key"),
        ("headline", "", "", "send null"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_would_be_right(field: str, value: Any, key: str, says: str) -> None:
    with pytest.raises(Invalid, match=says.replace("(", r"\(").replace(")", r"\)")):
        check(amendment(field, value, key), dispatch())


def test_a_country_that_nobody_said_is_the_desks_alone() -> None:
    places = (
        Field(Location("Valbrume", "FR", derived=True), "rule:place", Span(0, 10, 18), "likely"),
        Field(Location("Oslo", "NO"), "gazetteer", Span(0, 20, 24)),
        Field(Location("Le Bac"), "rule:place", Span(0, 0, 6), "weak"),
    )
    out = published(Mentions(places=places, event_place=places[0]))
    assert [(f.value.name, f.value.country) for f in out.places] == [("Valbrume", None), ("Oslo", "NO")]
    assert out.event_place is not None and out.event_place.value == Location("Valbrume")
