"""Bad input: bounded work and a sane relation, whatever comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from events_newsroom import FIRE, FIRE_TOLD_ELSEWHERE, NOW, OTHER_FIRE, Wire, dispatch

from telex.events import at
from telex.events.signature import NUMBERS, REUSE_LIMIT, sign
from telex.events.thresholds import BOILERPLATE, OFFERED, RESCORED, VERIFIED
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Relation


def filed(dispatches: Iterable[Dispatch]) -> Wire:
    wire = Wire()
    for one in dispatches:
        wire.file(one)
    return wire


def half(number: int) -> str:
    return " ".join(f"Bourg{number}x{n} mot{number}y{n}" for n in range(40))


def test_a_chain_of_texts_each_half_the_one_before_does_not_become_one_event() -> None:
    wire = filed(dispatch(f"c{n}", (f"le {half(n)} et {half(n + 1)}",), None) for n in range(60))
    sizes = Counter(found.event for found in wire.places.values())
    assert max(sizes.values()) <= 6
    assert all(found.partial or found.related_to for key, found in wire.places.items() if key != "c0")


def test_a_copy_of_a_copy_is_a_repost_when_it_repeats_the_original_too() -> None:
    wire = filed([dispatch("a", FIRE), dispatch("b", FIRE[:2]), dispatch("c", (FIRE[1], "Notre site vous salue."))])
    assert wire.places["c"].relation is Relation.REPOST


def test_copies_of_a_killed_text_are_still_known_as_copies_of_each_other() -> None:
    wire = filed([dispatch("a", FIRE), dispatch("b", FIRE[:2]), dispatch("c", (*FIRE[:2], "Notre site."))])
    wire.window.retract("a")
    found = wire.file(dispatch("d", (*FIRE[:2], "Une autre page.")))
    assert (found.event, found.relation) == ("event-of-a", Relation.REPOST)


def test_one_text_under_new_ids_each_minute_is_one_event_of_reposts() -> None:
    minutes = (dispatch(f"m{n}", FIRE, source="boucle", received_at=NOW + timedelta(minutes=n)) for n in range(300))
    wire = filed(minutes)
    assert {found.event for found in wire.places.values()} == {"event-of-m0"}
    assert {found.related_to for found in wire.places.values()} == {None, "m0"}
    near = wire.near(dispatch("z", (*FIRE, "Fin.")))
    assert len(near.shared) <= VERIFIED + 2 and len(wire.window._hits(sign(dispatch("z", FIRE)))) <= BOILERPLATE


def test_a_clock_a_day_ahead_is_believed_and_one_a_month_ahead_is_not() -> None:
    tomorrow, later = NOW + timedelta(days=1), NOW + timedelta(days=30)
    assert at(dispatch("a", published=tomorrow.isoformat())) == tomorrow
    assert at(dispatch("a", published=later.isoformat())) == NOW
    wire = filed([dispatch("a", FIRE, published=tomorrow.isoformat())])
    assert wire.file(dispatch("b", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie")).event == "event-of-a"


def test_texts_without_a_word_are_events_of_their_own() -> None:
    wire = filed([dispatch("a"), dispatch("b"), dispatch("c", ("…", "—")), dispatch("d", ("",), "  ")])
    assert {found.relation for found in wire.places.values()} == {Relation.NEW}
    assert len({found.event for found in wire.places.values()}) == 4


def test_page_furniture_alone_draws_no_story_into_its_event() -> None:
    rest = ("Accueil International", "Partager Imprimer Tweeter", "Postez un commentaire", "Tous droits réservés")
    wire = filed([dispatch("a", rest), dispatch("b", rest), dispatch("c", FIRE), dispatch("d", OTHER_FIRE)])
    assert wire.places["b"].relation is Relation.REPOST
    assert wire.places["c"].event == "event-of-c" and wire.places["d"].event == "event-of-d"


def test_right_to_left_texts_are_told_apart_and_copies_of_them_found() -> None:
    first = "שריפה פרצה הלילה במנסרה של מונברלן ושרפה את כל העצים שבחצר לפני שהכבאים הגיעו אל המקום בשעת בוקר מוקדמת"
    second = "המתווך קיבל את משלחת הדייגים של אגם אורסין והבטיח להם תשובה בעניין המכסות בתוך חמישה עשר ימים לכל היותר"
    wire = filed([dispatch("a", (first, first[::-1]), language="he"), dispatch("b", (second,), language="he")])
    assert wire.places["b"].relation is Relation.NEW
    copied = wire.file(dispatch("c", (first, first[::-1], second[:20]), language="he"))
    assert (copied.relation, copied.related_to) == (Relation.REPOST, "a")


def test_a_hundred_thousand_words_are_read_up_to_the_limit_alone() -> None:
    words = " ".join(f"mot{n}" for n in range(100_000))
    signature = sign(dispatch("a", (words,) * 3))
    assert signature.words <= REUSE_LIMIT // 2 and len(signature.shingles) <= REUSE_LIMIT // 2
    assert len(sign(dispatch("b", (" ".join(str(n) for n in range(10, 5_000)),))).numbers) == NUMBERS


def test_candidates_looked_at_stay_few_among_very_many_alike() -> None:
    wire = Wire()
    for number in range(500):
        one = dispatch(f"f{number}", (f"{OTHER_FIRE[0]} Bilan{number} Bourg{number} Rue{number}.",), None)
        wire.window.admit(one, replace(wire.places.setdefault("p", wire.file(dispatch("p", FIRE))), event=f"e{number}"))
    probe = dispatch("z", OTHER_FIRE)
    _, vectors = wire.window._ready(probe)
    assert len(wire.window._fetch(vectors.keys, vectors)) <= RESCORED
    assert len(wire.near(probe).candidates) <= OFFERED
