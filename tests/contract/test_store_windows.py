"""Stretches of the archive by place: what a dry run looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Invalid
from telex.model.company import Company
from telex.model.record import Grant, Selection

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


@pytest.fixture
async def week(store, make):
    """A dispatch a day from noon on, at places 1, 3, 5 and 7: a company is saved in between."""
    for n in range(4):
        now = make.noon + n * DAY
        body = ("hermine",) if n % 2 else ("belette",)
        await store.record(make.unit(make.dispatch(f"item-{n}", body=body), "coast", now=now))
        await store.companies.put_company(Company("acme", f"Acme {n}"), now)
    return store


@pytest.mark.parametrize(
    ("days", "low"), [(-9, 1), (0, 1), (0.5, 3), (1, 3), (2, 5), (3, 7), (3.5, 9), (99, 9)], ids=lambda n: str(n)
)
async def test_a_stretch_begins_with_the_first_row_of_the_instant_or_later(week, make, days, low):
    assert await week.windows.span(make.noon + days * DAY) == (low, 9)


async def test_an_empty_archive_has_an_empty_stretch(store, make):
    assert await store.windows.span(make.noon) == (1, 1)
    assert await store.windows.proposed(None, 1, 1) == []


async def test_places_are_proposed_within_the_stretch_alone(week):
    assert await week.windows.proposed(None, 2, 7) == [3, 5]
    assert await week.windows.proposed('"hermine"', 1, 9) == [3, 7]
    assert await week.windows.proposed('"hermine"', 1, 7) == [3]
    assert await week.windows.proposed('"licorne"', 1, 9) == []
    with pytest.raises(Invalid):
        await week.windows.proposed('"never closed', 1, 9)


async def test_of_the_places_proposed_those_stay_that_the_viewer_may_see(week, make):
    places = await week.windows.proposed(None, 1, 9)
    now = make.noon + 4 * DAY
    await week.record(make.kill(make.dispatch("item-1", 2)))
    right = Selection(now, grants=(Grant("coast", None, None, 3),), texts_only=True)
    assert await week.windows.opened(right, places) == [5, 7]
    assert await week.windows.opened(replace(right, blocks=frozenset({"coast"})), places) == []
    assert await week.windows.opened(replace(right, grants=()), places) == []
    assert [s.dispatch.id for s in await week.windows.at([7, 1])] == ["item-0", "item-3"]
