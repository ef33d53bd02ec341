"""Dates in the demo's texts are written out when a dispatch is filed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from telex.demo.placeholders import FORMS, fill

NOON = datetime(2026, 11, 21, 13, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("placeholder", "written"),
    [
        ("{{date:0d|fr-long}}", "21 novembre 2026"),
        ("{{date:0d|fr-day}}", "21 novembre"),
        ("{{date:0d|fr-weekday}}", "samedi"),
        ("{{date:0d|fr-weekday-long}}", "samedi 21 novembre 2026"),
        ("{{date:0d|fr-abbr}}", "21 nov. 2026"),
        ("{{date:0d|dmy}}", "21.11.2026"),
        ("{{date:0d|dmy/}}", "21/11/2026"),
        ("{{date:0d|en-long}}", "21 November 2026"),
        ("{{date:0d|en-day}}", "November 21"),
        ("{{date:0d|en-weekday}}", "Saturday"),
        ("{{date:0d|iso}}", "2026-11-21"),
        ("{{date:0d|iso-time}}", "2026-11-21T14:05:09+01:00"),
        ("{{time:+90s|iso-time}}", "2026-11-21T14:06:39+01:00"),
        ("{{date:0d|fr-hm}}", "14 h 05"),
        ("{{time:-5h|hhmm}}", "09h05"),
        ("{{time:-35m|hm}}", "13:30"),
        ("{{time:0s|rfc822}}", "Sat, 21 Nov 2026 14:05:09 +0100"),
    ],
)
def test_each_form_is_written_as_its_source_writes_it(placeholder: str, written: str) -> None:
    assert fill(placeholder, NOON) == written


def test_days_before_and_after_move_the_weekday_and_the_month() -> None:
    assert fill("{{date:-1d|fr-weekday}}, {{date:+10d|fr-long}}", NOON) == "vendredi, 1er décembre 2026"


def test_the_day_is_that_of_the_zone_and_not_of_utc() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert fill("{{date:0d|iso}}", late, zone="Asia/Tokyo") == "2026-11-22"
    assert fill("{{date:0d|iso}}", late, zone="America/New_York") == "2026-11-21"


def test_the_newsrooms_day_ends_at_four_in_the_morning_while_the_clock_goes_on() -> None:
    after_midnight = datetime(2026, 11, 22, 2, 59, tzinfo=UTC)
    assert fill("{{date:0d|fr-weekday}} {{time:0s|iso}}", after_midnight) == "samedi 2026-11-22"
    assert fill("{{date:0d|fr-weekday}}", after_midnight.replace(hour=3, minute=0)) == "dimanche"


def test_elapsed_time_is_right_across_the_change_to_winter_time() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert fill("{{time:0s|iso-time}} {{time:+1h|iso-time}}", before) == (
        "2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00"
    )


def test_a_day_later_keeps_the_hour_across_the_change_to_winter_time() -> None:
    before = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
    assert fill("{{date:+1d|iso-time}}", before) == "2026-10-25T12:00:00+01:00"


def test_text_without_placeholder_and_single_braces_stay_as_they_are() -> None:
    assert fill('{"a": {"b": 1}}', NOON) == '{"a": {"b": 1}}'


@pytest.mark.parametrize(
    "wrong", ["{{date:0d|klingon}}", "{{date:3h|iso}}", "{{time:1d|iso}}", "{{now}}", "{{}}", "{{date:0d}}"]
)
def test_an_unknown_placeholder_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(ValueError, match="unknown placeholder") as refused:
        fill(f"avant {wrong} après", NOON)
    assert wrong in str(refused.value)


def test_a_clock_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        fill("", datetime(2026, 11, 21))


def test_every_form_writes_something() -> None:
    assert all(form(NOON) for form in FORMS.values())
