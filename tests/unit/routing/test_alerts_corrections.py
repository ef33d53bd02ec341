"""Corrections and kills reach everyone who was told before, whatever became of his topic; and nobody by another way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from alert_desk import ITEM, NOW, alerts, correction, digest, follower, killed, occasion, told, viewer
from hypothesis import given
from hypothesis import strategies as st

from telex.model.dispatch import Dispatch
from telex.model.topic import Mode, Told, Which
from telex.model.vocabulary import Right
from telex.routing.alerts import Occasion

ABOUT = frozenset({"item"})


def amiss(kind: Told, *matching: str, dispatch: Dispatch | None = None) -> Occasion:
    version = dispatch or (killed() if kind is Told.KILL else correction())
    return occasion(*matching, dispatch=version, kind=kind, about=ABOUT)


BOTH = pytest.mark.parametrize("kind", [Told.CORRECTION, Told.KILL], ids=["correction", "kill"])


@BOTH
def test_it_reaches_whoever_was_told_although_he_follows_no_more(kind: Told) -> None:
    (alert,) = alerts(amiss(kind), [], [told("ana", "item", "storm", "quay")], [viewer()])
    assert (alert.user, alert.kind, alert.version, alert.topics) == ("ana", kind, 2, ("quay", "storm"))
    assert (alert.due, alert.muted, alert.digest) == (NOW, False, False)


@BOTH
def test_neither_mute_nor_digest_nor_silence_delays_it(kind: Told) -> None:
    muted = follower(muted=NOW + timedelta(days=7))
    for how in (muted, digest(), follower(mode=Mode.QUIET), follower(which=Which.MATERIAL)):
        (alert,) = alerts(amiss(kind, "storm"), [how], [told("ana", "item")])
        assert (alert.kind, alert.due, alert.muted, alert.digest) == (kind, NOW, False, False)


@BOTH
def test_a_content_filter_does_not_hold_it_back(kind: Told) -> None:
    o = replace(amiss(kind), carried=frozenset({"ports", "filter:f"}))
    assert len(alerts(o, [], [told("ana", "item")], [viewer(filters=frozenset({"filter:f"}))])) == 1


@BOTH
def test_whoever_was_told_while_muted_hears_of_it_too(kind: Told) -> None:
    waiting = told("ana", "item", due=NOW + timedelta(days=1), muted=True)
    (alert,) = alerts(amiss(kind), [], [waiting], [viewer()])
    assert alert.due == NOW


@BOTH
def test_nobody_else_of_the_event_is_told(kind: Told) -> None:
    assert alerts(amiss(kind), [], [told("ana", "other")], [viewer()]) == ()


@BOTH
def test_whoever_can_sign_in_no_more_is_told_nothing(kind: Told) -> None:
    assert alerts(amiss(kind), [], [told("ana", "item")], []) == ()


def test_a_correction_tells_whoever_lost_the_right_without_a_word_of_it() -> None:
    (alert,) = alerts(amiss(Told.CORRECTION), [], [told("ana", "item")], [viewer(right=None)])
    assert (alert.kind, alert.changes) == (Told.CORRECTION, ())


def test_a_kill_is_told_to_those_alone_whom_the_gate_gives_a_notice() -> None:
    assert alerts(amiss(Told.KILL), [], [told("ana", "item")], [viewer(right=None)]) == ()
    (right,) = viewer().entitlements
    ended = viewer(entitlements=(replace(right, until=NOW - timedelta(hours=1)),))
    first = replace(killed(), first_published_at=NOW - timedelta(days=1))
    (alert,) = alerts(amiss(Told.KILL, dispatch=first), [], [told("ana", "item")], [ended])
    assert alert.kind is Told.KILL


def test_a_correction_that_is_an_item_of_its_own_needs_the_right_to_it() -> None:
    other = replace(correction(1), id="note", uri="urn:note")
    o = occasion(dispatch=other, kind=Told.CORRECTION, about=frozenset({"item", "note"}))
    (alert,) = alerts(o, [], [told("ana", "item")], [viewer()])
    assert (alert.item, alert.kind) == ("note", Told.CORRECTION)
    assert alerts(o, [], [told("ana", "item")], [viewer(right=None)]) == ()


def test_a_correction_that_matches_anew_tells_others_as_any_dispatch_does() -> None:
    o = amiss(Told.CORRECTION, "storm")
    found = alerts(
        o, [follower(user="bob"), follower(user="eve")], [told("ana", "item"), told("eve", "other")], [viewer()]
    )
    assert {a.user: a.kind for a in found} == {"ana": Told.CORRECTION, "bob": Told.MATCH}


def test_who_watches_a_dispatch_is_told_of_its_correction_and_kill_without_an_earlier_alert() -> None:
    for kind in (Told.CORRECTION, Told.KILL):
        (alert,) = alerts(amiss(kind), [follower("it", which=Which.EVERY)])
        assert (alert.kind, alert.topics, alert.due) == (kind, ("it",), NOW)
        assert alerts(amiss(kind), [follower("it", who=viewer(right=None))]) == ()
        assert alerts(amiss(kind), [follower("it", mode=Mode.QUIET)]) == ()


def test_a_kill_matches_no_topic() -> None:
    assert alerts(amiss(Told.KILL, "storm"), [follower()]) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["ana", "bob", "eve"]), st.sampled_from(["storm", "quay", "it"]),
                  st.sampled_from(list(Mode)), st.sampled_from(list(Which)), st.booleans(), st.booleans()),
        max_size=8, unique_by=lambda row: row[:2],
    ),
    st.lists(st.tuples(st.sampled_from(["ana", "bob", "eve"]), st.sampled_from(["item", "other"])), max_size=5),
    st.sampled_from(list(Told)),
    st.dictionaries(st.sampled_from(["ana", "bob", "eve"]), st.sampled_from([None, Right.SUMMARY, Right.FULL])),
)  # fmt: skip
def test_whatever_is_followed_and_told_each_is_told_once_and_by_right(
    follows: list[tuple[str, str, Mode, Which, bool, bool]],
    earlier: list[tuple[str, str]],
    kind: Told,
    rights: dict[str, Right | None],
) -> None:
    people = {user: viewer(user, rights.get(user, Right.FULL)) for user in ("ana", "bob", "eve")}
    followers = [
        follower(
            topic, user, who=people[user], mode=mode, which=which, hours=("18:00",),
            muted=NOW + timedelta(days=1) if muted else None,
        )
        for user, topic, mode, which, muted, _ in follows
    ]  # fmt: skip
    matching = [topic for _, topic, _, _, _, hit in follows if hit]
    before = [told(user, item) for user, item in earlier]
    ordinary = kind in (Told.MATCH, Told.CHANGE)
    o = occasion(*matching, dispatch=ITEM if ordinary else killed() if kind is Told.KILL else correction(),
                 kind=Told.MATCH if ordinary else kind, about=frozenset() if ordinary else ABOUT)  # fmt: skip
    found = alerts(o, followers, before, people.values())
    assert len({a.user for a in found}) == len(found), "one alert a user"
    for alert in found:
        assert alert.topics
        again = alert.kind in (Told.CORRECTION, Told.KILL)
        assert again or rights.get(alert.user, Right.FULL) is not None, "no match without a right"
        assert alert.due == NOW or not again, "nothing delays what sets right"
        assert alert.due >= NOW
    if kind is Told.CORRECTION:
        assert {a.user for a in found if a.kind is kind} >= {user for user, item in earlier if item == "item"}
