"""What editors set is kept apart from every reading, and goes with the text of a kill."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from telex.model.amendment import Amendment
from telex.model.mentions import Person

pytestmark = pytest.mark.anyio


def amendments(make: Any) -> tuple[Amendment, ...]:
    return (
        Amendment("headline", "", "Le bac part", "edith", make.noon, "coquille"),
        Amendment("people", "Ysaline Corvec", Person("Ysaline Corvec", "capitaine"), "edith", make.noon),
        Amendment("event_place", "", None, "edith", make.noon),
    )


async def test_amendments_come_back_typed_and_in_order(store: Any, make: Any) -> None:
    await store.record(make.unit(filing=make.filing()))
    second = replace(make.dispatch(), version=2)
    await store.record(make.unit(second, relied_on=1, amendments=amendments(make)))
    assert await store.amendments.of("one") == amendments(make)
    known = await store.dispatches.lineage(id="one", uri=None, evolved_from=None, translation_of=None)
    assert known.amendments == amendments(make)


async def test_a_version_without_a_filing_belongs_to_the_one_before(store: Any, make: Any) -> None:
    await store.record(make.unit(filing=make.filing(), facts=make.facts()))
    await store.record(make.unit(replace(make.dispatch(), version=2), relied_on=1))
    assert await store.dispatches.facts("one", 2) == make.facts()


async def test_amendments_of_what_is_held_are_kept(store: Any, make: Any) -> None:
    await store.hold(make.hold())
    await store.amendments.put("one", amendments(make)[:1])
    known = await store.dispatches.lineage(id="one", uri=None, evolved_from=None, translation_of=None)
    assert known.amendments == amendments(make)[:1]


async def test_a_kill_takes_the_amendments_too(store: Any, make: Any) -> None:
    await store.record(make.unit(filing=make.filing(), amendments=amendments(make)))
    await store.record(make.kill(replace(make.dispatch(), version=2), relied_on=1))
    assert await store.amendments.of("one") == ()
