"""Texts in other languages near a dispatch: an order, in which nothing is decided and by which nothing changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from events_newsroom import FIRE, OTHER_FIRE, VISIT, dispatch

from telex.events import Near, place
from telex.model.dispatch import Dispatch
from telex.model.facts import Translation
from telex.model.vocabulary import Relation

FIRE_IN_ENGLISH = (
    "A fire destroyed a sawmill in Montbrelan overnight, said commander Oscar Vidalenc, who leads the rescue services of "
    "the canton of Haute-Aulne. Some 1,350 steres of timber burned and 42 workers will be put on short time on Monday.",
    "The new machines were saved, Oscar Vidalenc said before the blackened building. The mayor of Montbrelan, Odile "
    "Tarrasque, opened the gymnasium to families from the Forges district.",
    "The Perdrizet sawmill, founded in 1911, supplied joiners all along the Aulne. The gendarmerie of Saint-Just leads "
    "the inquiry.",
)
OTHER_IN_ENGLISH = (
    "A fire broke out on Tuesday evening in a tyre depot in Kerbastiou, said lieutenant Maëlle Gourvest. Firefighters "
    "of Haute-Aulne helped, and the Lanvern ring road stayed closed.",
    "Thibaud Lestrange, who runs Pneus Rocade, puts the loss at 780,000 euros; 310 people of Lanvern slept elsewhere.",
)


def english(key: str, body: tuple[str, ...], **changes: object) -> Dispatch:
    return dispatch(key, body, None, **{"language": "en", **changes})


def told(wire: Any, one: Dispatch, limit: int = 10) -> list[str]:
    return [partner.neighbour.id for partner in wire.window.partners(one, limit=limit)]


def test_the_texts_of_another_language_come_in_the_order_of_shared_names_and_numbers(wire: Any) -> None:
    for one in (english("other", OTHER_IN_ENGLISH), english("right", FIRE_IN_ENGLISH), dispatch("visit", VISIT)):
        wire.file(one)
    asked = dispatch("asked", FIRE)
    found = wire.window.partners(asked, limit=10)
    assert [partner.neighbour.id for partner in found] == ["right", "other"]
    assert found[0].cosine > 2 * found[1].cosine > 0
    assert found[0].agreement > 0.5
    assert told(wire, asked, limit=1) == ["right"]


def test_the_first_is_the_partner_that_placing_sees(wire: Any) -> None:
    for one in (english("other", OTHER_IN_ENGLISH), english("right", FIRE_IN_ENGLISH)):
        wire.file(one)
    for asked in (dispatch("asked", FIRE), dispatch("again", OTHER_FIRE)):
        assert wire.window.near(asked).partner == wire.window.partners(asked, limit=10)[0]


def test_a_text_that_is_on_the_wire_is_not_its_own_original_and_asking_changes_nothing(wire: Any) -> None:
    asked = dispatch("asked", FIRE)
    wire.file(english("right", FIRE_IN_ENGLISH))
    wire.file(asked)
    later = dispatch("later", OTHER_FIRE)
    before = wire.window.near(later)
    assert told(wire, asked) == ["right"]
    assert wire.window.near(later) == before


def test_asking_between_looking_and_taking_in_changes_nothing(wire: Any) -> None:
    wire.file(english("right", FIRE_IN_ENGLISH))
    one, other = dispatch("one", FIRE), dispatch("other", OTHER_FIRE)
    near: Near = wire.window.near(one)
    told(wire, other)
    wire.window.admit(one, place(one, near, "fresh"))
    assert told(wire, english("asked", FIRE_IN_ENGLISH)) == ["one"]


def test_of_a_credited_language_only_and_of_reposts_none(wire: Any) -> None:
    wire.file(english("right", FIRE_IN_ENGLISH))
    wire.file(english("copy", FIRE_IN_ENGLISH, source="elsewhere"))
    assert wire.places["copy"].relation is Relation.REPOST
    credited = dispatch("credited", FIRE, translation=Translation("en-GB", None))
    assert told(wire, credited) == ["right"]
    assert told(wire, replace(credited, translation=Translation("pt", None))) == []


def test_a_headline_alone_and_an_erased_text_have_no_original(wire: Any) -> None:
    wire.file(english("right", FIRE_IN_ENGLISH))
    assert told(wire, dispatch("flash", (), "Incendie à Montbrelan, dans la Haute-Aulne")) == []
    assert told(wire, dispatch("empty")) == []
