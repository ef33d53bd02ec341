"""What is new in an event, by what the texts prove. Every person, town and figure is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from accounts_desk import Desk
from events_newsroom import FIRE, FIRE_TOLD_ELSEWHERE, dispatch

from telex.events.material import KINDS, MOST_TOLD, changes
from telex.model.dispatch import Dispatch
from telex.model.facts import EventDate
from telex.model.mentions import NOTHING


def injured(key: str, number: str, value: float, after: str = "") -> Dispatch:
    text = f"L'incendie a blessé {number} pompiers{after}."
    return Desk(key, text).figure(f"{number} pompiers", value, "pompiers").filed()


def voiced(key: str, quote: str, speaker: str | None = "Oscar Vidalenc") -> Dispatch:
    text = f"« {quote} », a dit {speaker or 'un témoin'} devant le bâtiment."
    return Desk(key, text).quote(quote, speaker).filed()


def test_another_figure_of_the_same_thing_is_a_change() -> None:
    assert changes([injured("a", "12", 12)], injured("b", "15", 15, ", dit le préfet")) == ("figure",)


def test_a_figure_that_any_earlier_dispatch_told_is_none() -> None:
    told = [injured("a", "12", 12), injured("b", "15", 15, " selon le préfet")]
    assert changes(told, injured("c", "15", 15, ", dit le préfet")) == ()


def test_a_figure_that_two_dispatches_told_alike_still_changes() -> None:
    told = [injured("a", "12", 12), injured("b", "12", 12, " selon le préfet")]
    assert changes(told, injured("c", "15", 15, ", dit le préfet")) == ("figure",)


def test_a_figure_within_the_range_that_was_told_is_none() -> None:
    wide = Desk("a", "L'incendie a blessé 10 à 20 pompiers.").figure("10 à 20 pompiers", 10, "pompiers", 20).filed()
    assert changes([wide], injured("b", "15", 15)) == ()


def test_a_figure_of_another_thing_is_none() -> None:
    other = Desk("b", "Le feu a détruit 40 maisons.").figure("40 maisons", 40, "maisons").filed()
    assert changes([injured("a", "12", 12)], other) == ()


def test_somebody_new_with_a_role_is_a_change_and_without_one_is_none() -> None:
    told = [injured("a", "12", 12)]
    text = "L'incendie a blessé 12 pompiers, dit Odile Tarrasque, maire de Montbrelan."

    def new(role: str | None) -> Dispatch:
        return Desk("b", text).figure("12 pompiers", 12, "pompiers").person("Odile Tarrasque", role).filed()

    assert changes(told, new("maire de Montbrelan")) == ("person",)
    assert changes(told, new(None)) == ()


def test_somebody_whose_name_stood_in_an_earlier_text_is_not_new() -> None:
    told = Desk("a", "Le feu a pris, dit Tarrasque. Il a blessé 12 pompiers.").figure("12 pompiers", 12, "pompiers")
    new = Desk("b", "Odile Tarrasque, maire de Montbrelan, a ouvert le gymnase.")
    assert changes([told.filed()], new.person("Odile Tarrasque", "maire de Montbrelan").filed()) == ()


def test_a_new_quotation_is_a_change_and_the_same_words_are_none() -> None:
    one, other = "Nous avons sauvé les machines neuves", "Personne ne dormait dans la scierie cette nuit"
    assert changes([voiced("a", one)], voiced("b", other)) == ("quote",)
    assert changes([voiced("a", one), voiced("c", other)], voiced("b", other)) == ()


def test_a_title_between_quotation_marks_is_no_new_quotation() -> None:
    assert changes([voiced("a", "Nous avons sauvé les machines")], voiced("b", "Les Grands Arbres", None)) == ()


def test_other_words_of_one_speaker_on_one_thing_are_no_change() -> None:
    one = "Nous avons sauvé toutes les machines neuves de la scierie"
    other = "Les machines neuves de la scierie, nous les avons toutes sauvé du feu"
    assert changes([voiced("a", one)], voiced("b", other)) == ()


def test_another_day_of_the_event_is_a_change_unless_an_earlier_one_gave_it() -> None:
    def on(key: str, day: str) -> Dispatch:
        return replace(injured(key, "12", 12, f" du groupe {key}"), event_date=EventDate(day, day))

    assert changes([on("a", "2031-05-18")], on("b", "2031-05-19")) == ("date",)
    assert changes([on("a", "2031-05-18"), on("c", "2031-05-19")], on("b", "2031-05-19")) == ()
    assert changes([injured("a", "12", 12)], on("b", "2031-05-19")) == ()


def test_another_place_of_the_event_is_a_change_unless_an_earlier_one_gave_it() -> None:
    def at(key: str, town: str, country: str) -> Dispatch:
        return Desk(key, f"Le feu a pris à {town}, dit {key}.").place(town).filed((town, country))

    assert changes([at("a", "Montbrelan", "FR")], at("b", "Kerbastiou", "CH")) == ("place",)
    assert changes([at("a", "Montbrelan", "FR"), at("c", "Kerbastiou", "CH")], at("b", "Kerbastiou", "CH")) == ()


@pytest.mark.parametrize(
    "made",
    [
        lambda told: told,
        lambda told: replace(told, version=2, headline=told.headline),
        lambda told: replace(told, mentions=NOTHING, body=("Autre chose : « Nous partirons tous demain matin très tôt ».",)),
    ],
    ids=["the-very-text", "its-next-version", "a-text-without-mentions"],
)  # fmt: skip
def test_nothing_is_said_of(made: Callable[[Dispatch], Dispatch]) -> None:
    told = injured("a", "12", 12)
    assert changes([told], made(told)) == ()


def test_nothing_was_told_means_nothing_differs() -> None:
    assert changes([], injured("a", "12", 12)) == ()


def test_two_versions_of_one_item_are_compared() -> None:
    assert changes([injured("a", "12", 12)], replace(injured("a", "15", 15, ", dit le préfet"), version=2)) == (
        "figure",
    )


def test_a_translation_of_a_figure_is_no_change() -> None:
    text = "The fire injured fifteen firefighters."
    english = Desk("b", text, language="en").figure("fifteen firefighters", 15, "firefighters").filed()
    assert changes([injured("a", "12", 12)], english) == ()


def test_the_kinds_come_in_one_order_whatever_the_texts() -> None:
    told = replace(injured("a", "12", 12), event_date=EventDate("2031-05-18", "2031-05-18"))
    new = replace(injured("b", "15", 15, " dit le préfet"), event_date=EventDate("2031-05-19", "2031-05-19"))
    assert changes([told], new) == ("figure", "date")
    assert set(changes([told], new)) <= set(KINDS)


def test_only_what_was_told_last_is_compared() -> None:
    told = [injured("a", "15", 15), *(injured(f"b{n}", "12", 12, f" de l'équipe {n}") for n in range(MOST_TOLD))]
    assert changes(told, injured("c", "15", 15, ", dit le préfet")) == ("figure",)


def test_texts_without_mentions_are_no_ground_for_a_change() -> None:
    assert changes([dispatch("a", FIRE)], dispatch("b", FIRE_TOLD_ELSEWHERE)) == ()
