"""Timeline: two orders, what folds, days that are linked or announced."""

from __future__ import annotations

from events_newsroom import NOW, dispatch, hours, on

from telex.events.timeline import Order, announced, linked_date, timeline
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member
from telex.model.facts import EventDate
from telex.model.mentions import DateSaid, Mentions
from telex.model.proof import Field, Span
from telex.model.vocabulary import Relation

PROOF = Evidence("clustering", 1)


def member(one: Dispatch, position: int, relation: Relation = Relation.ACCOUNT, of: str | None = None) -> Member:
    return Member(one.id, "e", relation, of, PROOF, position, one.received_at)


def said(text: str, words: str, value: str | None, tense: str, grain: str = "day") -> Field[DateSaid]:
    start = text.index(words)
    return Field(DateSaid(words, value, grain, tense), "rule:test", Span(0, start, start + len(words)))


def test_the_timeline_goes_by_what_is_told_and_not_by_arrival() -> None:
    late = dispatch("late", event_date=on("2031-05-17"), received_at=hours(5))
    early = dispatch("early", event_date=on("2031-05-18"))
    shown = timeline([(early, member(early, 1)), (late, member(late, 2))])
    assert [(entry.id, entry.date, entry.method) for entry in shown] == [
        ("late", "2031-05-17", "text"),
        ("early", "2031-05-18", "text"),
    ]


def test_reposts_and_older_versions_are_folded_under_their_original() -> None:
    first, second = dispatch("a", version=1), dispatch("a", version=2)
    copy, copy_of_copy = dispatch("b"), dispatch("c")
    shown = timeline(
        [
            (first, member(first, 1, Relation.NEW)),
            (copy, member(copy, 2, Relation.REPOST, "a")),
            (copy_of_copy, member(copy_of_copy, 3, Relation.REPOST, "b")),
            (second, member(second, 4, Relation.CORRECTION, "a")),
        ]
    )
    assert [(entry.id, entry.version) for entry in shown] == [("a", 2)]
    assert [(entry.id, entry.version) for entry in shown[0].folded] == [("a", 1), ("b", 1), ("c", 1)]


def test_a_repost_whose_original_may_not_be_seen_stands_by_itself() -> None:
    copy = dispatch("b")
    assert [entry.id for entry in timeline([(copy, member(copy, 2, Relation.REPOST, "a"))])] == ["b"]


def test_reposts_of_one_another_do_not_turn_in_circles() -> None:
    one, other = dispatch("a"), dispatch("b")
    shown = timeline([(one, member(one, 1, Relation.REPOST, "b")), (other, member(other, 2, Relation.REPOST, "a"))])
    assert {entry.id for entry in shown} | {entry.id for top in shown for entry in top.folded} == {"a", "b"}


def test_a_weekday_alone_takes_its_day_from_a_member_and_says_so() -> None:
    vague = dispatch("a", event_date=EventDate(weekday="mardi"))
    dated = dispatch("b", event_date=on("2031-05-20"))
    found = linked_date(vague, [vague, dated])
    assert found is not None
    assert (found.value, found.method, found.span) == (
        EventDate("2031-05-20", "2031-05-20", "mardi"),
        "event-link",
        None,
    )
    entry = next(one for one in timeline([(vague, member(vague, 1)), (dated, member(dated, 2))]) if one.id == "a")
    assert (entry.date, entry.method) == ("2031-05-20", "event-link")
    assert timeline([(vague, member(vague, 1))])[0].method == "received"


def test_an_english_weekday_is_understood() -> None:
    vague = dispatch("a", event_date=EventDate(weekday="Tuesday evening"))
    assert linked_date(vague, [dispatch("b", event_date=on("2031-05-20"))]) is not None


def test_no_day_is_taken_from_another_weekday_or_an_unsure_date_or_two_dates() -> None:
    vague = dispatch("a", event_date=EventDate(weekday="mardi"))
    assert linked_date(vague, [dispatch("b", event_date=on("2031-05-21"))]) is None
    unsure = EventDate("2031-05-20", "2031-05-20", year_inferred=True)
    assert linked_date(vague, [dispatch("b", event_date=unsure)]) is None
    week = EventDate("2031-05-20", "2031-05-24")
    assert linked_date(vague, [dispatch("b", event_date=week)]) is None
    two = [dispatch("b", event_date=on("2031-05-20")), dispatch("c", event_date=on("2031-05-13"))]
    assert linked_date(vague, two) is None


def test_a_stated_day_needs_no_link() -> None:
    assert linked_date(dispatch("a", event_date=on("2031-05-18")), [dispatch("b", event_date=on("2031-05-20"))]) is None
    assert linked_date(dispatch("a"), [dispatch("b", event_date=on("2031-05-20"))]) is None
    odd = dispatch("a", event_date=EventDate(weekday="un soir"))
    assert linked_date(odd, [dispatch("b", event_date=on("2031-05-20"))]) is None


def test_in_order_of_arrival_a_text_stands_where_it_first_came() -> None:
    early = dispatch("early", event_date=on("2031-05-18"))
    late = dispatch("late", event_date=on("2031-05-17"), received_at=hours(5))
    corrected = dispatch("early", event_date=on("2031-05-18"), version=2, received_at=hours(9))
    members = [(early, member(early, 1)), (late, member(late, 2)), (corrected, member(corrected, 3))]
    shown = timeline(members, Order.ARRIVAL)
    assert [(entry.id, entry.version) for entry in shown] == [("early", 2), ("late", 1)]
    assert shown[0].folded[0].at == NOW


def test_a_day_ahead_is_announced_with_the_words_that_say_so() -> None:
    text = "Une réunion est prévue le 2 juin à Brumeval."
    one = dispatch("a", (text,), mentions=Mentions(dates=(said(text, "le 2 juin", "2031-06-02", "future"),)))
    other = dispatch("b", (text,), mentions=Mentions(dates=(said(text, "le 2 juin", "2031-06-02", "future"),)))
    (found,) = announced([one, other])
    assert (found.date, [notice.dispatch for notice in found.notices]) == ("2031-06-02", ["a", "b"])
    span = found.notices[0].span
    assert text[span.start : span.end] == "le 2 juin"


def test_past_days_vague_days_and_days_that_a_text_tells_as_done_are_not_announced() -> None:
    text = "Le 2 juin, en juin, un jour."
    dates = (
        said(text, "Le 2 juin", "2031-06-02", "past"),
        said(text, "en juin", "2031-06", "future", "month"),
        said(text, "un jour", None, "future"),
    )
    assert announced([dispatch("a", (text,), mentions=Mentions(dates=dates))]) == ()
    ahead = Mentions(dates=(said(text, "Le 2 juin", "2031-06-02", "future"),))
    done = dispatch("b", event_date=on("2031-06-02"))
    assert announced([dispatch("a", (text,), mentions=ahead), done]) == ()
