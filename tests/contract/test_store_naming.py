"""Readings that a model took part in stand beside the first, for newest versions that are out; and cursors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from telex.model.amendment import Amendment
from telex.model.mentions import Mentions, Person
from telex.model.proof import Field
from telex.model.vocabulary import PubStatus

pytestmark = pytest.mark.anyio
MODEL = "test-1.0/1"


def more(make: Any) -> Any:
    person = Field(Person("Zoltair Brévannes"), "model:test-1.0", None, "likely")
    return replace(make.facts(), mentions=Mentions(people=(person,)))


async def filed(store: Any, make: Any, id: str = "one", **dispatch: Any) -> str:
    await store.record(make.unit(make.dispatch(id, **dispatch), filing=make.filing(id.encode()), facts=make.facts()))
    (kept,) = await store.filings.of(id)
    return str(kept.id)


async def test_a_reading_by_a_model_is_kept_once_and_the_first_stays(store: Any, make: Any) -> None:
    filing = await filed(store, make)
    assert await store.filings.unnamed(MODEL, "fr", after=0, limit=9) == [(1, filing)]
    assert await store.dispatches.named_facts("one", 1) is None
    assert await store.filings.named(filing, more(make), MODEL, make.noon)
    assert not await store.filings.named(filing, make.facts("autre"), MODEL, make.noon)
    assert await store.filings.unnamed(MODEL, "fr", after=0, limit=9) == []
    assert await store.filings.unnamed("test-1.1/1", "fr", after=0, limit=9) == [(1, filing)]
    assert await store.dispatches.named_facts("one", 1) == more(make)
    assert await store.dispatches.facts("one", 1) == await store.filings.facts(filing) == make.facts()


async def test_a_version_made_of_the_one_before_shows_its_names(store: Any, make: Any) -> None:
    filing = await filed(store, make)
    await store.filings.named(filing, more(make), MODEL, make.noon)
    await store.record(make.unit(make.dispatch(version=2), relied_on=1))
    assert await store.dispatches.named_facts("one", 2) == more(make)
    assert await store.filings.unnamed(MODEL, "fr", after=0, limit=9) == []


async def test_only_newest_usable_versions_in_the_language_are_to_be_read(store: Any, make: Any) -> None:
    await filed(store, make, "english", language="en")
    await filed(store, make, "unread", language=None)
    await store.record(make.unit(make.dispatch("bare"), filing=make.filing(b"bare")))
    await filed(store, make, "withheld", pubstatus=PubStatus.WITHHELD)
    await store.hold(make.hold(make.dispatch("held"), facts=make.facts()))
    old = await filed(store, make, "corrected")
    second = make.unit(make.dispatch("corrected", 2), filing=make.filing(b"2"), facts=make.facts(), relied_on=1)
    await store.record(second)
    (new,) = [kept.id for kept in await store.filings.of("corrected") if kept.id != old]
    regional = await filed(store, make, "regional", language="fr-CA")
    found = await store.filings.unnamed(MODEL, "fr", after=0, limit=9)
    assert [id for _, id in found] == [new, regional]
    assert await store.filings.unnamed(MODEL, "fr", after=0, limit=1) == found[:1]
    assert await store.filings.unnamed(MODEL, "fr", after=found[0][0], limit=9) == found[1:]


async def test_nothing_of_a_killed_text_is_kept(store: Any, make: Any) -> None:
    filing, other = await filed(store, make), await filed(store, make, "two")
    await store.filings.named(filing, more(make), MODEL, make.noon)
    await store.record(make.kill(make.dispatch(version=2)))
    await store.record(make.kill(make.dispatch("two", version=2)))
    assert await store.dispatches.named_facts("one", 1) is None
    assert not await store.filings.named(other, more(make), MODEL, make.noon)
    assert not await store.filings.named("nothing", more(make), MODEL, make.noon)
    assert await store.filings.unnamed(MODEL, "fr", after=0, limit=9) == []


async def test_a_cursor_is_remembered_across_a_restart(keeper: Any) -> None:
    store = keeper()
    assert await store.cursors.at("names test") is None
    await store.cursors.put("names test", 12)
    await store.cursors.put("names test", 15)
    await store.close()
    again = keeper()
    assert (await again.cursors.at("names test"), await again.cursors.at("names other")) == (15, None)
    await again.close()


async def test_what_the_desk_says_of_a_killed_item_is_not_kept(store: Any, make: Any) -> None:
    await filed(store, make)
    await store.record(make.kill(make.dispatch(version=2)))
    await store.amendments.put("one", [Amendment("people", "Zoltair Brévannes", None, "edith", make.noon)])
    assert await store.amendments.of("one") == ()
