"""Whom to tell of a version that topics match: once, at the right hour, and nobody who may not read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from alert_desk import (
    ITEM,
    NOW,
    PRODUCT,
    TOPICS,
    alerts,
    decided,
    digest,
    every,
    follower,
    occasion,
    told,
    viewer,
)

from telex.model.draft import Embargo
from telex.model.record import Known
from telex.model.topic import Mode, Told, Which
from telex.model.vocabulary import Channel, PubStatus, Right
from telex.routing.sight import SUMMARY, WHOLE, Sight

EVENING = datetime.fromisoformat("2026-06-10T18:00:00+02:00")


def test_one_alert_lists_all_topics_that_match() -> None:
    (alert,) = alerts(occasion("storm", "quay"), [follower("storm"), follower("quay")])
    assert (alert.user, alert.item, alert.version, alert.kind) == ("ana", "item", 1, Told.MATCH)
    assert alert.topics == ("quay", "storm")
    assert (alert.at, alert.due, alert.muted, alert.digest, alert.event) == (NOW, NOW, False, False, "ev1")


def test_a_topic_that_does_not_match_tells_nobody() -> None:
    assert alerts(occasion("quay"), [follower("storm")]) == ()


def test_a_quiet_topic_is_a_view_of_the_wire_and_nothing_more() -> None:
    assert alerts(occasion("storm"), [follower(mode=Mode.QUIET)]) == ()
    (alert,) = alerts(occasion("storm", "quay"), [follower(mode=Mode.QUIET), follower("quay")])
    assert alert.topics == ("quay",)


# each follower is judged alone


def test_followers_of_one_topic_are_judged_each_by_his_own_right() -> None:
    without = follower(user="bob", who=viewer("bob", None))
    blocked = follower(user="eve", who=viewer("eve", blocks=frozenset({"block:b"})))
    o = replace(occasion("storm"), carried=frozenset({PRODUCT, "block:b"}))
    assert [a.user for a in alerts(o, [follower(), without, blocked])] == ["ana"]


def test_a_right_without_the_portal_gives_no_alert() -> None:
    (right,) = viewer().entitlements
    machine = viewer(entitlements=(replace(right, channels=frozenset({Channel.API})),))
    assert alerts(occasion("storm"), [follower(who=machine)]) == ()


def test_what_is_withheld_or_under_embargo_tells_nobody() -> None:
    withheld = replace(ITEM, pubstatus=PubStatus.WITHHELD)
    ahead = replace(ITEM, embargo=Embargo(NOW + timedelta(hours=1), "10 heures"))
    for dispatch in (withheld, ahead):
        assert alerts(occasion("storm", dispatch=dispatch), [follower()]) == ()


def test_a_content_filter_of_the_company_suppresses_its_alerts() -> None:
    filtered = follower(who=viewer(filters=frozenset({"filter:f"})))
    o = occasion("storm")
    assert alerts(replace(o, carried=frozenset({PRODUCT, "filter:f"})), [filtered]) == ()
    assert len(alerts(o, [filtered])) == 1


def test_a_reader_of_summaries_is_told_only_of_what_the_summary_answers() -> None:
    def matches(seen: Sight) -> frozenset[str]:
        return frozenset({"storm"}) if seen == SUMMARY else frozenset({"quay"})

    o = replace(occasion(), matches=matches)
    by_summary = viewer("bob", Right.SUMMARY)
    people = [follower(t, u, who=w) for t in ("storm", "quay") for u, w in (("ana", viewer()), ("bob", by_summary))]
    assert {a.user: a.topics for a in alerts(o, people)} == {"ana": ("quay",), "bob": ("storm",)}


def test_a_link_to_what_a_reader_may_not_see_answers_no_topic_of_his() -> None:
    update = replace(ITEM, evolved_from="hidden")

    def matches(seen: Sight) -> frozenset[str]:
        return frozenset({"storm"}) if seen == WHOLE else frozenset()

    assert alerts(replace(occasion(dispatch=update), matches=matches, known=Known()), [follower()]) == ()


# of which dispatches


def test_once_per_event_whichever_topic_told_of_it() -> None:
    assert alerts(occasion("storm"), [follower()], [told("ana", "other", "quay")]) == ()
    assert alerts(occasion("storm"), [follower()], [told("bob")]) != ()


def test_every_dispatch_rings_each_time() -> None:
    (alert,) = alerts(occasion("storm"), [every()], [told()])
    assert alert.kind is Told.MATCH


def test_one_topic_of_every_dispatch_is_enough_and_the_others_are_listed_beside_it() -> None:
    (alert,) = alerts(occasion("storm", "quay"), [follower("storm"), every("quay")], [told()])
    assert alert.topics == ("quay", "storm")


def test_an_alert_that_waits_for_a_later_hour_has_told_nothing_yet() -> None:
    waiting = told(due=EVENING, digest=True)
    (alert,) = alerts(occasion("storm"), [follower()], [waiting])
    assert alert.due == NOW
    assert alerts(occasion("storm"), [digest()], [waiting]) == (), "in the same digest it has been told by then"


@pytest.mark.parametrize("changes", [("figure",), ("quote", "date")], ids=["figure", "quote-and-date"])
def test_material_change_rings_and_says_what_changed(changes: tuple[str, ...]) -> None:
    o = occasion("storm", changes=lambda who, earlier: changes)
    (alert,) = alerts(o, [follower(which=Which.MATERIAL)], [told()])
    assert (alert.kind, alert.changes) == (Told.CHANGE, changes)


def test_a_material_follower_hears_nothing_of_copies_and_everything_first() -> None:
    o, one = occasion("storm"), [follower(which=Which.MATERIAL)]
    assert alerts(o, one, [told()]) == ()
    (first,) = alerts(replace(o, changes=lambda who, earlier: ("figure",)), one)
    assert (first.kind, first.changes) == (Told.MATCH, ())


def test_a_reader_of_summaries_is_told_of_no_change_as_it_stands_in_the_text() -> None:
    o = occasion("storm", changes=lambda who, earlier: ("figure",))
    by_summary = follower(who=viewer(right=Right.SUMMARY), which=Which.MATERIAL)
    assert alerts(o, [by_summary], [told()]) == ()


def test_a_watch_on_an_event_counts_what_was_open_when_it_began_as_told() -> None:
    watching = [follower("affair", which=Which.MATERIAL)]
    o = occasion("affair")
    assert alerts(replace(o, changes=lambda who, earlier: ()), watching) == ()
    (new,) = alerts(replace(o, changes=lambda who, earlier: ("person",)), watching)
    assert (new.kind, new.changes) == (Told.CHANGE, ("person",))
    (first,) = alerts(replace(o, changes=lambda who, earlier: None), watching)
    assert first.kind is Told.MATCH, "nothing of it was open to him before"


def test_a_version_without_other_words_rings_for_nobody_who_was_told_of_the_item() -> None:
    again = occasion("storm", "it", dispatch=replace(ITEM, version=2), news=False)
    assert alerts(again, [every()], [told("ana", "item")]) == ()
    assert alerts(again, [every("it")]) == (), "whoever watches it reads the same words"
    assert len(alerts(again, [every()], [told("ana", "other")])) == 1


# at which hour


def test_a_digest_waits_for_its_hour() -> None:
    (alert,) = alerts(occasion("storm"), [digest()])
    assert (alert.at, alert.due, alert.digest, alert.muted) == (NOW, EVENING, True, False)


def test_what_comes_while_muted_is_made_and_waits() -> None:
    until = NOW + timedelta(days=1)
    (alert,) = alerts(occasion("storm"), [follower(muted=until)])
    assert (alert.due, alert.muted, alert.digest) == (until, True, False)


def test_of_several_topics_the_one_that_speaks_first_gives_the_hour() -> None:
    until = NOW + timedelta(days=1)
    (alert,) = alerts(occasion("storm", "quay"), [digest("quay"), follower("storm", muted=until)])
    assert (alert.due, alert.digest, alert.muted, alert.topics) == (EVENING, True, False, ("quay", "storm"))
    (alert,) = alerts(occasion("storm", "quay"), [digest("quay"), follower("storm")])
    assert (alert.due, alert.digest) == (NOW, False)


def test_copies_that_come_during_a_mute_wait_as_one() -> None:
    until = NOW + timedelta(days=1)
    assert alerts(occasion("storm"), [follower(muted=until)], [told(due=until, muted=True)]) == ()


# one never stops the others


def test_a_follower_who_cannot_be_decided_is_reported_and_the_others_are_told() -> None:
    def changes(*given: object) -> tuple[str, ...]:
        raise ValueError("no such thing")

    o = occasion("storm", changes=changes)
    found = decided(o, [follower(user="ana", which=Which.MATERIAL), follower(user="bob")], [told("ana")])
    assert [a.user for a in found.alerts] == ["bob"]
    assert found.faults == ("ana: ValueError: no such thing",)


def test_a_follow_whose_topic_is_gone_meanwhile_stops_nobody() -> None:
    o = occasion("storm", "gone")
    found = decided(replace(o, topics=TOPICS), [follower("gone", "ana"), follower(user="bob")])
    assert [a.user for a in found.alerts] == ["bob"]
    assert len(found.faults) == 1


@pytest.mark.parametrize("order", [1, -1], ids=["given", "reversed"])
def test_the_order_of_followers_and_alerts_changes_nothing(order: int) -> None:
    people = [follower("storm", "bob"), every("quay", "ana"), follower("quay", "eve")][::order]
    earlier = [told("eve", "a"), told("bob", "b", due=EVENING)][::order]
    found = alerts(occasion("storm", "quay"), people, earlier)
    assert [(a.user, a.topics) for a in found] == [("ana", ("quay",)), ("bob", ("storm",))]
