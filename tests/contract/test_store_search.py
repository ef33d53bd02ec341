"""Search has the words of the newest usable version, in both forms, and nothing else."""

from __future__ import annotations

import pytest

from telex.errors import Invalid
from telex.model.facts import Field
from telex.model.mentions import Location, Mentions, Organisation, Person
from telex.model.record import Selection
from telex.routing.fts import match_expression
from telex.routing.language.parser import parse

pytestmark = pytest.mark.anyio


async def _found(store, make, text):
    expression = match_expression(parse(text))
    selection = Selection(make.noon, desk=True, match=expression)
    return {s.dispatch.id for s in await store.dispatches.live(selection, before=None, limit=99)}


async def test_words_are_found_without_case_accents_elision_and_plural(store, make):
    await store.record(make.unit(make.dispatch("a", body=("L’Équipage des journaux est prêt à l'hôpital.",))))
    for text in ("equipages", "ÉQUIPAGE", "journal", '"équipage des journaux"', "hopit*", "body:hôpital"):
        assert await _found(store, make, text) == {"a"}, text
    for text in ('"equipages"', "headline:hôpital", '"journaux des"'):
        assert await _found(store, make, text) == set(), text


async def test_every_column_of_the_table_is_searched(store, make):
    d = make.dispatch(
        headline="alpha", slugline="bravo", subheadline="charlie", abstract="delta", body=("echo",),
        keywords=("foxtrot",), byline=("golf",), located="hotel", mentions=Mentions(
            (Field(Person("India", also=("M. Juliett",)), "rule"),), (Field(Organisation("Kilo"), "rule"),),
            (Field(Location("Lima"), "rule"),),
        ),
    )  # fmt: skip
    await store.record(make.unit(d))
    columns = ("headline:alpha", "slugline:bravo", "abstract:charlie", "abstract:delta", "body:echo", "keywords:foxtrot",
               "byline:golf", "located:hotel", "person:india", "person:juliett", "organisation:kilo", "place:lima",
               "place:hotel")  # fmt: skip
    assert {text: await _found(store, make, text) for text in columns} == {text: {"one"} for text in columns}
    assert await _found(store, make, "kilo") == set(), "a name is found in the text itself, or by its field"


async def test_only_the_newest_version_is_found(store, make):
    await store.record(make.unit(make.dispatch(body=("belette",))))
    await store.record(make.unit(make.dispatch(version=2, body=("hermine",))))
    assert await _found(store, make, "belette") == set()
    assert await _found(store, make, "hermine") == {"one"}


async def test_an_expression_that_cannot_be_run_is_an_error_of_the_caller(store, make):
    with pytest.raises(Invalid, match="search"):
        await store.dispatches.count(Selection(make.noon, desk=True, match='"never closed'))
