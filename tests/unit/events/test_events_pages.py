"""Timeline and accounts side by side."""

from __future__ import annotations

from events_newsroom import NOW, dispatch, hours, on

from telex.events.accounts import LEAST_CONTAINED, compare, quotations
from telex.events.timeline import linked_date, timeline
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence, Member
from telex.model.facts import EventDate
from telex.model.vocabulary import Relation

PROOF = Evidence("clustering", 1)


def member(one: Dispatch, position: int, relation: Relation = Relation.ACCOUNT, of: str | None = None) -> Member:
    return Member(one.id, "e", relation, of, PROOF, position, one.received_at)


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


def test_a_quotation_told_twice_is_found_with_both_places() -> None:
    one = dispatch("a", ("Il a dit : « L’eau monte depuis hier soir »",))
    other = dispatch("b", ("Rien ici.", 'Selon lui, "l\'eau monte depuis hier soir", mais peu.'))
    found = compare([one, other])
    assert [[(q.dispatch, q.paragraph) for q in group] for group in found.same] == [[("a", 0), ("b", 1)]]
    for quotation, text in zip(found.same[0], (one, other), strict=True):
        assert text.body[quotation.paragraph][quotation.start : quotation.end] == quotation.text


def test_a_long_enough_part_of_a_quotation_is_the_same_one_and_a_short_part_is_not() -> None:
    words = [f"mot{n}" for n in range(12)]
    whole = dispatch("a", (f"« {' '.join(words)} »",))
    part = dispatch("b", (f"« {' '.join(words[2 : 2 + LEAST_CONTAINED])} »",))
    little = dispatch("c", (f"« {' '.join(words[2 : 1 + LEAST_CONTAINED])} »",))
    assert len(compare([whole, part]).same) == 1
    assert compare([whole, little]).same == ()


def test_other_wording_is_never_the_same_quotation() -> None:
    one = dispatch("a", ("« le sort de la vallée étant notre sort à tous »",))
    other = dispatch("b", ("« le sort de la vallée est notre sort à tous »",))
    found = compare([one, other])
    assert found.same == ()
    assert [(key, len(alone)) for key, alone in found.only] == [("a", 1), ("b", 1)]


def test_a_quotation_repeated_in_one_account_alone_is_not_shared() -> None:
    one = dispatch("a", ("« nous verrons bien demain »", "« nous verrons bien demain »"))
    assert compare([one, dispatch("b", ("rien",))]).same == ()


def test_quoted_terms_and_unclosed_quotations_are_left_out() -> None:
    assert quotations(dispatch("a", ("un accord « historique » et « une phrase qui ne finit pas",))) == ()


def test_hostile_quotation_marks_do_no_harm() -> None:
    assert quotations(dispatch("a", ('"' * 5_000, "«" * 5_000, "« a " * 5_000))) is not None
    assert NOW.tzinfo is not None
