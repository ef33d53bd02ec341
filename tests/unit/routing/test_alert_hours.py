"""When a follower is told: digests in his own zone, over the days when clocks change, and mutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telex.model.topic import Follow, Mode
from telex.routing.hours import Due, due, next_hour

PARIS = "Europe/Paris"
NOON = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def digest(*hours: str, zone: str | None = PARIS) -> Follow:
    return Follow("t", "u", Mode.DIGEST, hours=hours, zone=zone)


@pytest.mark.parametrize(
    ("now", "hours", "zone", "expected"),
    [
        ("2026-06-10T05:59:00+00:00", ("08:00", "18:00"), PARIS, "2026-06-10T08:00:00+02:00"),
        ("2026-06-10T06:00:00+00:00", ("08:00", "18:00"), PARIS, "2026-06-10T08:00:00+02:00"),
        ("2026-06-10T06:00:01+00:00", ("08:00", "18:00"), PARIS, "2026-06-10T18:00:00+02:00"),
        ("2026-06-10T16:00:01+00:00", ("08:00", "18:00"), PARIS, "2026-06-11T08:00:00+02:00"),
        ("2026-06-10T23:30:00+00:00", ("00:30",), PARIS, "2026-06-12T00:30:00+02:00"),
        ("2026-06-10T09:00:00+00:00", ("07:00",), "Pacific/Kiritimati", "2026-06-11T07:00:00+14:00"),
        ("2026-06-10T23:00:00+00:00", ("18:00",), "Pacific/Honolulu", "2026-06-10T18:00:00-10:00"),
    ],
    ids=["before", "on-the-hour", "just-after", "next-day", "past-midnight", "far-east", "far-west"],
)
def test_a_digest_comes_at_the_next_chosen_local_hour(
    now: str, hours: tuple[str, ...], zone: str, expected: str
) -> None:
    assert next_hour(at(now), hours, zone) == at(expected)


def test_an_hour_that_spring_skips_comes_as_much_later_as_the_clocks_jump() -> None:
    assert next_hour(at("2026-03-29T00:30:00+00:00"), ("02:30",), PARIS) == at("2026-03-29T03:30:00+02:00")
    assert next_hour(at("2026-03-28T12:00:00+00:00"), ("02:30",), PARIS) == at("2026-03-29T03:30:00+02:00")
    assert next_hour(at("2026-03-29T01:31:00+00:00"), ("02:30",), PARIS) == at("2026-03-30T02:30:00+02:00")


def test_beside_a_skipped_hour_the_earlier_instant_comes_first() -> None:
    assert next_hour(at("2026-03-29T00:30:00+00:00"), ("02:30", "03:00"), PARIS) == at("2026-03-29T03:00:00+02:00")


def test_an_hour_that_autumn_strikes_twice_comes_once() -> None:
    first = next_hour(at("2026-10-24T22:00:00+00:00"), ("02:30",), PARIS)
    assert first == at("2026-10-25T02:30:00+02:00")
    assert next_hour(first + timedelta(seconds=1), ("02:30",), PARIS) == at("2026-10-26T02:30:00+01:00")


def test_a_zone_that_is_no_more_gives_way_to_the_agencys() -> None:
    assert due(digest("18:00", zone="Atlantis/Poseidonia"), None, NOON, PARIS).at == at("2026-06-10T18:00:00+02:00")
    assert due(digest("18:00", zone=None), None, NOON, PARIS).at == at("2026-06-10T18:00:00+02:00")


def test_at_once_is_now_and_a_mute_that_is_over_changes_nothing() -> None:
    follow = Follow("t", "u")
    assert due(follow, None, NOON, PARIS) == Due(NOON)
    assert due(follow, NOON, NOON, PARIS) == Due(NOON)
    assert due(follow, NOON - timedelta(days=1), NOON, PARIS) == Due(NOON)


def test_what_comes_while_muted_waits_for_the_end_of_the_mute() -> None:
    until = NOON + timedelta(hours=3)
    assert due(Follow("t", "u"), until, NOON, PARIS) == Due(until, muted=True)


def test_a_muted_digest_comes_at_its_first_hour_after_the_mute() -> None:
    until = at("2026-06-12T09:00:00+02:00")
    assert due(digest("08:00", "18:00"), until, NOON, PARIS) == Due(
        at("2026-06-12T18:00:00+02:00"), muted=True, digest=True
    )
    assert due(digest("09:00"), until, NOON, PARIS).at == until


@given(
    start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
    hours=st.sets(st.integers(0, 24 * 60 - 1).map(lambda m: f"{m // 60:02d}:{m % 60:02d}"), min_size=1, max_size=5),
    zone=st.sampled_from([PARIS, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
)
def test_the_next_hour_is_never_before_nor_over_a_day_and_a_clock_change_away(
    start: datetime, hours: set[str], zone: str
) -> None:
    now = start.replace(tzinfo=UTC)
    found = next_hour(now, sorted(hours), zone)
    assert now <= found <= now + timedelta(hours=25)
    assert next_hour(found, sorted(hours), zone) == found, "asked again at that hour it is that hour"
