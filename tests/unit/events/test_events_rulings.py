"""What an editor ruled, and what a source's own notice says, before any statistics."""

from __future__ import annotations

from dataclasses import replace

import pytest
from events_newsroom import FIRE, FIRE_TOLD_ELSEWHERE, OTHER_FIRE, VISIT, VISIT_NEXT_DAY, Wire, dispatch

from telex.events import Near, Noticed, place
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member, Offer
from telex.model.mentions import Correction
from telex.model.vocabulary import Act, Relation

HEADLINE = "La scierie de Montbrelan détruite par le feu"


def fire(**changes: object) -> Dispatch:
    return replace(dispatch("a", FIRE, HEADLINE, source="agence"), **changes)  # type: ignore[arg-type]


def ruled(wire: Wire, one: Dispatch, relation: Relation = Relation.ACCOUNT) -> Member:
    """Membership after an editor's ruling on it."""
    return replace(wire.member(one), relation=relation, related_to="elsewhere", evidence=Evidence("editor", 1))


def test_a_bound_dispatch_belongs_to_that_event_however_little_it_resembles(wire: Wire) -> None:
    wire.file(fire())
    found = wire.file(dispatch("b", VISIT, "Le médiateur"), bound=wire.member(fire()))
    assert (found.event, found.relation, found.related_to) == ("event-of-a", Relation.ACCOUNT, "a")
    assert found.evidence.method == "editor" and found.offers == ()


def test_a_bound_copy_is_still_a_repost_of_its_original(wire: Wire) -> None:
    wire.file(fire())
    found = wire.file(dispatch("b", FIRE, "Drame"), bound=wire.member(fire()))
    assert (found.event, found.relation, found.related_to) == ("event-of-a", Relation.REPOST, "a")
    assert (found.evidence.method, found.evidence.containment) == ("editor", 1.0)


def test_a_bound_copy_of_another_event_s_text_follows_the_ruling(wire: Wire) -> None:
    wire.file(fire())
    wire.file(dispatch("v", VISIT, "Le médiateur"))
    found = wire.file(dispatch("b", VISIT, "Le médiateur"), bound=wire.member(fire()))
    assert (found.event, found.relation, found.related_to) == ("event-of-a", Relation.ACCOUNT, "a")


@pytest.mark.parametrize("body", [FIRE, (*FIRE[:2], "Le vent tombe."), FIRE_TOLD_ELSEWHERE])
def test_no_statistics_put_a_dispatch_into_an_event_that_it_is_barred_from(wire: Wire, body: tuple[str, ...]) -> None:
    wire.file(fire())
    found = wire.file(dispatch("b", body, HEADLINE), barred=frozenset({"event-of-a"}))
    assert (found.event, found.relation) == ("event-of-b", Relation.NEW)
    assert found.evidence.suggestion is None and found.offers == ()


def test_neither_a_notice_nor_a_declared_link_leads_into_a_barred_event(wire: Wire) -> None:
    wire.file(fire())
    member, barred = wire.member(fire()), frozenset({"event-of-a"})
    notice = Noticed(Relation.UPDATE, member, same_source=True)
    assert wire.file(dispatch("b", VISIT), noticed=notice, barred=barred).event == "event-of-b"
    assert wire.file(dispatch("c", VISIT_NEXT_DAY), evolved_from=member, barred=barred).event == "event-of-c"


def test_a_later_version_of_an_item_stands_as_the_editor_ruled(wire: Wire) -> None:
    wire.file(fire())
    own = ruled(wire, fire())
    second = fire(body=FIRE[:2], version=2, act=Act.CORRECT)
    found = wire.file(second, own=own)
    assert (found.event, found.relation, found.related_to, found.evidence) == (
        "event-of-a",
        Relation.ACCOUNT,
        "elsewhere",
        own.evidence,
    )


def test_a_kill_is_a_kill_whatever_the_editor_called_the_item(wire: Wire) -> None:
    wire.file(fire())
    found = wire.file(fire(body=(), version=2, act=Act.KILL), own=ruled(wire, fire()))
    assert (found.event, found.relation) == ("event-of-a", Relation.KILL)


def test_an_item_bound_elsewhere_keeps_its_version_s_relation(wire: Wire) -> None:
    wire.file(fire())
    wire.file(dispatch("b", OTHER_FIRE))
    found = wire.file(
        dispatch("b", OTHER_FIRE[:1], version=2), own=wire.member(dispatch("b")), bound=wire.member(fire())
    )
    assert (found.event, found.relation, found.related_to) == ("event-of-a", Relation.UPDATE, "b")


@pytest.mark.parametrize("relation", [Relation.KILL, Relation.CORRECTION, Relation.UPDATE])
def test_a_notice_of_the_same_source_names_what_it_concerns(wire: Wire, relation: Relation) -> None:
    wire.file(fire())
    notice = Noticed(relation, wire.member(fire()), same_source=True)
    found = wire.file(dispatch("b", ("Annulez.",), "Avis", source="agence"), noticed=notice)
    assert (found.event, found.relation, found.related_to) == ("event-of-a", relation, "a")
    assert found.evidence.method == "notice"


@pytest.mark.parametrize("relation", [Relation.KILL, Relation.CORRECTION, Relation.UPDATE])
def test_a_notice_of_another_source_is_offered_and_decides_nothing(wire: Wire, relation: Relation) -> None:
    wire.file(fire())
    notice = Noticed(relation, wire.member(fire()), same_source=False)
    found = wire.file(dispatch("b", VISIT, "Avis"), noticed=notice)
    assert (found.event, found.relation) == ("event-of-b", Relation.NEW)
    assert found.offers == (Offer(str(relation), "event-of-a", "a"),)


def test_a_source_s_later_text_that_says_what_was_wrong_is_a_correction(wire: Wire) -> None:
    wire.file(fire())
    amended = (FIRE[0].replace("42", "57"), *FIRE[1:])
    found = wire.file(dispatch("b", amended, HEADLINE, source="agence", corrections=(Correction("42", "57"),)))
    assert (found.event, found.relation, found.related_to) == ("event-of-a", Relation.CORRECTION, "a")
    assert found.evidence.method == "notice" and found.evidence.containment is not None


def test_another_source_s_copy_of_a_correction_is_a_repost(wire: Wire) -> None:
    wire.file(fire())
    found = wire.file(dispatch("b", (*FIRE, "Corrigé."), HEADLINE, corrections=(Correction("42", "57"),)))
    assert found.relation is Relation.REPOST


def test_a_kill_notice_about_nothing_known_is_no_kill(wire: Wire) -> None:
    found = wire.file(dispatch("b", ("Annulez le papier sur la scierie.",), "Avis", kills="SCIERIE"))
    assert found.relation is Relation.NEW


def test_what_nearly_joined_is_offered_with_its_score_and_terms(wire: Wire) -> None:
    wire.file(fire())
    near = wire.near(dispatch("b", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie"))
    close = replace(near, candidates=tuple(replace(one, score=0.19) for one in near.candidates))
    found = place(dispatch("b"), close, "fresh")
    assert (found.event, found.evidence.suggestion) == ("fresh", "event-of-a")
    (offer,) = found.offers
    assert (offer.kind, offer.event, offer.score) == ("join", "event-of-a", 0.19)
    assert "Montbrelan" in offer.terms and offer.threshold is not None and offer.threshold > 0.19


def test_a_second_event_that_it_would_have_joined_too_is_offered_for_a_merge(wire: Wire) -> None:
    wire.file(fire())
    near = wire.near(dispatch("b", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie"))
    twin = replace(near.candidates[0], event="twin", score=near.candidates[0].score - 0.01)
    found = place(dispatch("b"), replace(near, candidates=(*near.candidates, twin)), "fresh")
    assert found.event == "event-of-a"
    assert [(offer.kind, offer.event) for offer in found.offers] == [("merge", "twin")]


def test_nothing_is_offered_when_nothing_is_near() -> None:
    wire = Wire()
    wire.file(fire())
    found = place(dispatch("b", VISIT), Near(wire.near(dispatch("b", VISIT)).at), "fresh")
    assert found.offers == ()
