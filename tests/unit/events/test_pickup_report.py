"""The pickup report: who carried a dispatch, how much of it, with credit or not, and what is out in an old form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from events_newsroom import FIRE, FIRE_TOLD_ELSEWHERE, OTHER_FIRE, dispatch, hours

from telex.events.pickup import Carried, Taker, report
from telex.events.signature import sign
from telex.events.verbatim import common, cut_up, sentences
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence
from telex.model.facts import Caption, Dateline
from telex.model.vocabulary import Act, PubStatus

REPOST = Evidence("shingles", 2, containment=0.9, containment_back=0.6)


def ours(**changes: object) -> Dispatch:
    known = {"body": FIRE, "headline": "La scierie de Montbrelan brûle", "provider": "Agence du Lac"}
    return dispatch("ours", **{**known, **changes})  # type: ignore[arg-type]


def theirs(body: tuple[str, ...] = FIRE, headline: str | None = None, **changes: object) -> Dispatch:
    known = {"received_at": hours(2), "source_name": "Le Veilleur"}
    return dispatch("theirs", body, headline, **{**known, **changes})


def only(original: list[Dispatch], taker: Dispatch, *, linked: bool = True, removed: tuple[str, ...] = ()) -> Carried:
    (found,) = report(original, [Taker(taker, REPOST, linked, removed)]).carried
    return found


def test_a_whole_copy_keeps_everything_two_hours_later() -> None:
    found = only([ours()], theirs(headline="La scierie de Montbrelan brûle !"))
    assert (found.kept, found.taken, found.cut, found.added) == (1.0, 1.0, (), ())
    assert (found.delay, found.headline, found.credit, found.version) == (timedelta(hours=2), "same", None, 1)
    assert (found.link, found.stale) == ("repost", None)


def test_what_was_cut_and_what_was_added_are_sentences() -> None:
    added = "La mairie de Drimont a proposé douze emplois aux ouvriers privés de travail."
    found = only([ours()], theirs((*FIRE[:2], added), "Drimont tend la main"))
    assert [sentence.text[:25] for sentence in found.cut] == ["La scierie Perdrizet, fon", "Une enquête a été confiée"]
    assert [sentence.text for sentence in found.added] == [added]
    assert found.headline == "changed"
    assert found.kept is not None
    assert 0.6 < found.kept < 1.0


def test_the_shares_are_those_that_placing_decides_on() -> None:
    one, other = ours(), theirs((FIRE[0], *FIRE_TOLD_ELSEWHERE))
    mine, yours = sign(one).shingles, sign(other).shingles
    found = common(cut_up(one), cut_up(other))
    assert found.kept == pytest.approx(len(mine & yours) / len(mine))
    assert found.taken == pytest.approx(len(mine & yours) / len(yours))


@pytest.mark.parametrize(
    "credited",
    [
        {"body": (*FIRE, "Avec l’Agence du Lac.")},
        {"headline": "Montbrelan, selon l'agence du lac"},
        {"byline": ("Agence du Lac",)},
        {"copyright": "© AGENCE DU LAC"},
        {"captions": (Caption("Le feu. Photo Agence du Lac"),)},
        {"dateline": Dateline("Agence du Lac", "Montbrelan")},
    ],
)
def test_a_credit_is_our_name_anywhere_in_what_they_show(credited: dict[str, object]) -> None:
    assert only([ours()], theirs(**credited)).credit == "Agence du Lac"  # type: ignore[arg-type]


def test_a_credit_in_a_line_taken_out_of_the_text_counts_and_part_of_a_name_does_not() -> None:
    assert only([ours()], theirs(), removed=("(Agence du Lac)",)).credit == "Agence du Lac"
    assert only([ours()], theirs((*FIRE, "L'agence l'a dit au bord du lac."))).credit is None


def test_other_accounts_and_what_came_before_ours_are_no_pickups() -> None:
    for taker in (theirs(FIRE_TOLD_ELSEWHERE), theirs(OTHER_FIRE), theirs(received_at=hours(-1))):
        assert report([ours()], [Taker(taker)]).carried == ()


def test_a_large_part_without_a_recorded_link_is_a_partial_pickup() -> None:
    found = only([ours()], theirs((FIRE[0], *OTHER_FIRE, *FIRE_TOLD_ELSEWHERE)), linked=False)
    assert found.link == "partial"
    assert found.taken is not None
    assert 0.2 <= found.taken < 0.4


def test_text_shared_in_an_unknown_direction_is_said_to_be_that() -> None:
    (found,) = report([ours()], [Taker(theirs(), Evidence("shared-text", 2), True)]).carried
    assert found.link == "shared-text"


def test_our_own_source_and_killed_texts_carry_nothing_and_unknown_sources_are_not_one() -> None:
    assert report([ours()], [Taker(theirs(source="source-ours"), REPOST, True)]).carried == ()
    assert report([ours()], [Taker(theirs(pubstatus=PubStatus.CANCELED), REPOST, True)]).carried == ()
    unknown = Taker(theirs(source="unknown"), REPOST, True)
    assert len(report([ours(source="unknown")], [unknown]).carried) == 1


def test_a_text_that_still_holds_what_a_correction_took_out_is_stale_and_shows_it() -> None:
    corrected = ours(body=(FIRE[0].replace("42 salariés", "24 salariés"), *FIRE[1:]), version=2, act=Act.CORRECT)
    found = only([ours(), corrected], theirs())
    assert (found.stale, found.version) == ("corrected", 1)
    assert len(found.stale_words) == 1
    assert "42 salariés" in found.stale_words[0]
    renewed = only([ours(), corrected], theirs(corrected.body))
    assert (renewed.stale, renewed.stale_words, renewed.version) == (None, (), 2)


def test_a_text_that_left_the_corrected_passage_out_is_not_stale() -> None:
    corrected = ours(body=(FIRE[0].replace("42 salariés", "24 salariés"), *FIRE[1:]), version=2, act=Act.CORRECT)
    assert only([ours(), corrected], theirs(FIRE[1:])).stale is None


def test_a_text_that_tells_both_figures_as_the_correction_does_is_not_stale() -> None:
    passage = FIRE[0].replace("42 salariés", "24 salariés")
    corrected = ours(body=(passage, *FIRE[1:]), version=2, act=Act.CORRECT)
    assert only([ours(), corrected], theirs((*corrected.body, "La première dépêche disait 42 salariés."))).stale is None


def test_an_update_takes_nothing_back() -> None:
    updated = ours(body=(FIRE[0].replace("42 salariés", "24 salariés"), *FIRE[1:]), version=2, act=Act.UPDATE)
    assert only([ours(), updated], theirs()).stale is None


def test_a_headline_corrected_since_and_still_theirs_is_stale() -> None:
    corrected = replace(ours(version=2, act=Act.CORRECT), headline="La scierie de Brumeval brûle")
    found = only([ours(), corrected], theirs(FIRE[:2], "La scierie de Montbrelan brûle"))
    assert (found.stale, found.stale_words) == ("corrected", ("La scierie de Montbrelan brûle",))


def test_of_a_killed_dispatch_the_recorded_shares_are_told_and_every_pickup_is_stale() -> None:
    stub = dispatch("ours", (), None, pubstatus=PubStatus.CANCELED, provider="Agence du Lac")
    found = report([stub], [Taker(theirs(), REPOST, True), Taker(replace(theirs(OTHER_FIRE), id="other"))])
    assert found.killed
    (carried,) = found.carried
    assert (carried.kept, carried.taken, carried.stale, carried.cut) == (0.6, 0.9, "killed", ())


def test_texts_without_words_are_compared_without_harm() -> None:
    empty = dispatch("ours", (), None)
    found = only([empty], theirs((), None))
    assert (found.version, found.headline, found.cut, found.added) == (None, None, (), ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un. Deux ! Trois ? Quatre…", ["Un.", "Deux !", "Trois ?", "Quatre…"]),
        ("M. Brun est là. Le Dr Sandoz aussi.", ["M. Brun est là.", "Le Dr Sandoz aussi."]),
        ("« Il pleut. » Elle sort.", ["« Il pleut. »", "Elle sort."]),
        ("Le taux est de 3.5 points. C'est peu.", ["Le taux est de 3.5 points.", "C'est peu."]),
        ("J. K. Amberg est venue. Puis rien", ["J. K. Amberg est venue.", "Puis rien"]),
        ("Il a dit etc. et puis plus rien.", ["Il a dit etc. et puis plus rien."]),
        ("", []),
    ],
)
def test_a_paragraph_is_cut_at_its_sentences(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_hostile_text_is_cut_without_harm() -> None:
    for text in ("." * 50_000, "A. " * 20_000, "« . » " * 10_000, "!" * 9 + " " * 50_000, "M. " * 20_000):
        found = sentences(text)
        assert all(a < b <= len(text) for a, b in found)
