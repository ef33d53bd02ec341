"""A labelled wire through a real house: every document ends with a prediction, as a running Telex would place it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from telex.evaluate.placing import Placed, place
from telex.evaluate.wire import SOME_DAY, Document, Wire
from telex.reading.layout.profiles import load_text

START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
BARGE = (
    "The barge Otter went adrift off Skerra on Tuesday morning after its cable broke, the harbour master Ilse Brandt said.",
    "Two ferries carrying 340 passengers were sent back to Bolsay while divers searched the north quay of Skerra.",
    "The Otter, built in 1987, carried 900 tonnes of gravel for the Brevik company and had left Lund on Monday night.",
)
STRIKE = (
    "Bakers in Tarnow walked out on Tuesday over the price of flour, the first strike of the guild in 31 years.",
    "The guild's chairman Piotr Malec said 48 of 52 bakeries had closed and that talks with the mills would resume.",
    "Schools in Tarnow served rice instead, and the town of Debica lent two lorries of rye bread to hospitals.",
)


def row(id: str, hours: float, title: str, body: tuple[str, ...], source: str = "tower", event: str = "e") -> Document:
    return Document(
        id, START + timedelta(hours=hours), event, title=title, paragraphs=body, source=source, language="en"
    )


def raw(id: str, hours: float, text: str, source: str | None = "tower") -> Document:
    return Document(id, START + timedelta(hours=hours), "e", raw=text.encode(), source=source)


def run(*documents: Document, timed: bool = True) -> Placed:
    return asyncio.run(place(Wire(documents, timed)))


def test_a_copy_joins_the_event_of_its_original_and_another_story_stands_alone() -> None:
    placed = run(
        row("barge", 0, "Barge adrift off Skerra", BARGE),
        row("strike", 1, "Bakers of Tarnow on strike", STRIKE),
        row("copy", 2, "Barge adrift", BARGE[:2], source="copier"),
    )
    assert list(placed.predictions) == ["barge", "strike", "copy"]
    barge, strike, copy = placed.predictions.values()
    assert (barge.relation, strike.relation) == ("new", "new")
    assert (copy.event, copy.relation, copy.related_to) == (barge.event, "repost", "barge")
    assert strike.event != barge.event
    assert (placed.unplaced, placed.at_release) == ({}, [])
    assert placed.seconds > 0


def test_two_rows_with_the_same_text_of_one_source_are_two_dispatches() -> None:
    placed = run(row("one", 0, "Barge adrift off Skerra", BARGE), row("two", 1, "Barge adrift off Skerra", BARGE))
    assert placed.predictions["one"].event == placed.predictions["two"].event
    assert placed.predictions["two"].related_to == "one"


def test_the_same_bytes_of_one_source_again_stand_where_the_first_stands() -> None:
    text = "\n\n".join(("Barge adrift off Skerra", *BARGE))
    placed = run(raw("one", 0, text), raw("two", 1, text))
    one, two = placed.predictions.values()
    assert (two.event, two.relation, two.related_to) == (one.event, None, "one")
    assert placed.unplaced == {}


def test_a_text_under_embargo_is_placed_when_its_hour_has_come() -> None:
    embargoed = "\n\n".join(
        ("EMBARGO jusqu'au 10 mars 2026 à 14h00", "Les boulangers de Tarnow en grève", "Les boulangers ont fermé.")
    )
    placed = run(
        raw("held", 0, embargoed), row("before", 2, "Barge adrift off Skerra", BARGE), row("after", 9, "Rain", STRIKE)
    )
    assert placed.at_release == ["held"]
    assert placed.predictions["held"].relation == "new"
    assert list(placed.predictions) == ["held", "before", "after"]
    alone = run(raw("held", 0, embargoed))
    assert (alone.at_release, alone.unplaced) == (["held"], {}), "after the last document the clock runs on"


def test_what_cannot_be_read_or_waits_for_an_editor_is_an_event_of_its_own_and_listed() -> None:
    unreadable = "EMBARGO jusqu'à nouvel ordre\n\nLes boulangers en grève\n\nLes boulangers de Tarnow ont fermé."
    placed = run(raw("blank", 0, " \n "), raw("held", 1, unreadable), row("barge", 2, "Barge adrift", BARGE))
    assert set(placed.unplaced) == {"blank", "held"}
    assert "empty" in placed.unplaced["blank"]
    events = {one.event for one in placed.predictions.values()}
    assert len(events) == 3
    assert placed.predictions["blank"].relation is placed.predictions["held"].relation is None


def test_a_wire_without_times_is_placed_by_its_words_whatever_days_it_speaks_of() -> None:
    old = ("On January 15, 2009, " + BARGE[0], *BARGE[1:])
    documents = [
        replace(row("old", 0, "Barge adrift off Skerra", old), received_at=SOME_DAY),
        replace(row("strike", 0, "Bakers of Tarnow on strike", STRIKE), received_at=SOME_DAY),
        replace(row("copy", 0, "Barge adrift", old[:2], source="copier"), received_at=SOME_DAY),
    ]
    placed = asyncio.run(place(Wire(tuple(documents), timed=False)))
    assert placed.predictions["copy"].event == placed.predictions["old"].event != placed.predictions["strike"].event


def test_arrivals_out_of_their_order_do_not_turn_the_clock_back() -> None:
    placed = run(row("late", 48, "Bakers of Tarnow on strike", STRIKE), row("early", 0, "Barge adrift", BARGE))
    assert placed.unplaced == {}
    assert {one.relation for one in placed.predictions.values()} == {"new"}


def test_a_source_with_a_profile_is_read_with_it() -> None:
    """14h00 is 13:00 UTC in Paris, before the open text arrives, and 18:00 UTC in New York, after it."""
    far = load_text('id = "far"\ntimezone = "America/New_York"\n[[slot]]\nname = "headline"\nform = "line"\n')
    story = "\n\n".join(("Une barge à la dérive au large de Skerra", *BARGE))
    held = raw("held", 0, f"EMBARGO jusqu'au 10 mars 2026 à 14h00\n\n{story}", "tower")
    wire = Wire((held, raw("open", 7, story, "copier")))
    steps: list[int] = []
    near = asyncio.run(place(wire))
    with_profile = asyncio.run(place(wire, {"tower": far}, lambda: steps.append(1)))
    assert len(steps) == 2
    assert (near.predictions["held"].relation, with_profile.predictions["open"].relation) == ("new", "new")
    assert (near.predictions["open"].related_to, with_profile.predictions["held"].related_to) == ("held", "open")
