"""Possible originals over the API: by names and numbers, and in the order of a function of the operator's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telex.model.vocabulary import Role, Scope

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
ENGLISH = """Skerra harbour closes its north quay

SKERRA, March 10 — The harbour of Skerra closed its north quay after the barge Orvane struck it, harbour master Ilse Brandt said.

Some 340 passengers and 12 trawlers were sent to Lower Tessmark, where the Tessmark Pilots Board took them in on Tuesday.
"""
OTHER = """Tessmark pilots ask for a second boat

TESSMARK, March 10 — The Tessmark Pilots Board asked the town of Skerra for a second boat, its chair Una Reeve said on Tuesday.

The first one dates from 1987 and cannot leave the port when the wind comes from the north, Una Reeve told the council.
"""
FRENCH = """Le port de Skerra ferme son quai nord

SKERRA, 10 mars — Le port de Skerra a fermé son quai nord après le choc de la péniche Orvane, a dit Ilse Brandt, qui le dirige.

Quelque 340 passagers et 12 chalutiers ont été envoyés à Lower Tessmark, où le Tessmark Pilots Board les a reçus mardi.
"""
LAST_FIRST = "def order(query, candidates):\n    return list(range(len(candidates)))\n"


async def file(running: Any, *texts: str) -> list[str]:
    return [(await running.file(text)).json["filed"][0]["id"] for text in texts]


async def desk(running: Any) -> None:
    """An editor and a token of hers, on a server that was started bare."""
    await running.house.office.put_user("edith@agency.example", "Edith Marlow", Role.EDITOR, None, PASSWORD)
    running.tokens["desk"], _ = await running.house.office.issue_token(Scope.DESK, "desk", user="edith@agency.example")


async def asked(running: Any, id: str) -> Any:
    answer = await running.get(f"/dispatches/{id}/originals", "desk")
    assert answer.status == 200
    return answer.json


async def test_the_texts_in_another_language_come_with_what_they_have_in_common(running: Any) -> None:
    right, other, french = await file(running, ENGLISH, OTHER, FRENCH)
    found = await asked(running, french)
    assert [(one["id"], one["rank"], one["reranked"]) for one in found["items"]] == [(right, 1, None), (other, 2, None)]
    assert (found["order"], found["failed"], found["credited"]) == ("names", None, None)
    first = found["items"][0]
    assert (first["language"], first["headline"]) == ("en", "Skerra harbour closes its north quay")
    assert first["score"] > found["items"][1]["score"] > 0
    assert (await asked(running, right))["items"][0]["id"] == french, "what is the original of what is not asked here"


async def test_a_killed_text_is_no_original_and_what_is_not_there_is_404(running: Any) -> None:
    right, other, french = await file(running, ENGLISH, OTHER, FRENCH)
    killed = await running.file("A hoax.", act="kill", of=right)
    assert killed.status == 202
    assert [one["id"] for one in (await asked(running, french))["items"]] == [other]
    assert (await asked(running, right))["items"] == []
    assert (await running.get("/dispatches/nothing/originals", "desk")).status == 404


async def test_a_text_under_embargo_is_in_no_list_and_has_none(running: Any) -> None:
    held = await running.file(ENGLISH, embargo="2026-03-12T08:00:00+01:00")
    (french,) = await file(running, FRENCH)
    id = held.json["filed"][0]["id"]
    assert (await asked(running, french))["items"] == []
    assert (await running.get(f"/dispatches/{id}/originals", "desk")).status == 404


@pytest.mark.parametrize("who", ["gazette", "harbour", None])
async def test_originals_are_for_the_desk_alone(running: Any, who: str | None) -> None:
    (id,) = await file(running, ENGLISH)
    assert (await running.get(f"/dispatches/{id}/originals", who)).status in (401, 403)


async def test_a_reranker_changes_the_order_and_nothing_else(
    start: Callable[..., Any], tmp_path: Path, clock: Any
) -> None:
    (tmp_path / "ranking.py").write_text(LAST_FIRST)
    async with start(tmp_path, clock, rerank=f"{tmp_path / 'ranking.py'}:order") as running:
        await desk(running)
        right, other, french = await file(running, ENGLISH, OTHER, FRENCH)
        head = await running.house.store.head()
        found = await asked(running, french)
        assert [(one["id"], one["rank"], one["reranked"]) for one in found["items"]] == [(other, 2, 1), (right, 1, 2)]
        assert (found["order"], found["failed"]) == ("reranked", None)
        assert await running.house.store.head() == head
        member = (await running.house.store.dispatches.newest(french)).member
        assert member.related_to != other, "an order links nothing"


async def test_a_reranker_that_fails_leaves_the_order_by_names_and_numbers(
    start: Callable[..., Any], tmp_path: Path, clock: Any
) -> None:
    async with start(tmp_path, clock, rerank=f"{tmp_path / 'none.py'}:order") as running:
        await desk(running)
        right, other, french = await file(running, ENGLISH, OTHER, FRENCH)
        found = await asked(running, french)
        assert [one["id"] for one in found["items"]] == [right, other]
        assert found["order"] == "names"
        assert "none.py:order failed: FileNotFoundError" in found["failed"]
