"""A kill that stands in a text: of its own source it withholds at once and asks; of any other it only asks."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from telex.grouping import rule
from telex.model.filing import Filing
from telex.model.grouping import Instruction, Ruling, Stand
from telex.model.vocabulary import PubStatus, Relation

pytestmark = pytest.mark.anyio

URGENT = """gaz0412 1 soc 0061 Gazou
Valbrume-port-accident
Valbrume : un pilote du port porté disparu

VALBRUME, 10 mars 2026 (Gazou) - Un pilote du port de Valbrume est porté disparu depuis mardi matin, a indiqué la capitainerie.
La vedette du port le cherche au large de la jetée du Levant, a-t-elle ajouté.

abc/def
"""
NOTICE = """gaz0419 1 soc 0040 Gazou
Valbrume-port-accident
Annulation de l'urgent sur le pilote du port de Valbrume
(ANNULATION - PRIÈRE DE NE PAS UTILISER)

VALBRUME, 10 mars 2026 (Gazou) - Prière à nos abonnés de ne plus utiliser l'urgent Valbrume-port-accident sur un pilote du port porté
disparu : le pilote était à terre. Nous présentons nos excuses à nos abonnés.

abc/def
"""


async def filed(running: Any, text: str, source: str | None) -> str:
    filing = Filing(text.encode(), running.clock(), "text/plain", source=source)
    (answer,) = await running.house.agency.take(filing)
    return str(answer.id)


async def status(running: Any, id: str) -> PubStatus:
    return (await running.house.store.dispatches.newest(id)).dispatch.pubstatus


async def asked(running: Any) -> list[Any]:
    found = await running.house.store.grouping.suggestions((Stand.OPEN,), before=None, limit=20)
    return [suggestion for suggestion in found if suggestion.kind == "kill"]


async def test_a_kill_read_from_the_same_source_withholds_at_once_and_asks_the_desk(running: Any) -> None:
    urgent = await filed(running, URGENT, "harbour")
    assert (await running.get(f"/dispatches/{urgent}", "gazette")).status == 200
    notice = await filed(running, NOTICE, "harbour")
    assert await status(running, urgent) is PubStatus.WITHHELD
    assert (await running.get(f"/dispatches/{urgent}", "gazette")).status == 404
    stored = await running.house.store.dispatches.newest(notice)
    assert (stored.member.relation, stored.member.related_to) == (Relation.KILL, urgent)
    assert stored.member.evidence.method == "notice"
    (suggestion,) = await asked(running)
    assert suggestion.target == urgent


async def test_a_kill_that_comes_while_the_text_is_on_its_way_to_the_disk_still_finds_it(running: Any) -> None:
    urgent, _ = await asyncio.gather(filed(running, URGENT, "harbour"), filed(running, NOTICE, "harbour"))
    assert await status(running, urgent) is PubStatus.WITHHELD
    (suggestion,) = await asked(running)
    assert suggestion.target == urgent


async def test_confirmed_the_text_is_killed_everywhere(running: Any) -> None:
    urgent = await filed(running, URGENT, "harbour")
    await filed(running, NOTICE, "harbour")
    (suggestion,) = await asked(running)
    await rule(
        running.house,
        Instruction(Ruling.CONFIRM, "edith", running.clock(), "Le pilote était à terre.", suggestion=suggestion.id),
    )
    assert await status(running, urgent) is PubStatus.CANCELED
    assert (await running.house.store.dispatches.newest(urgent)).dispatch.body == ()


async def test_rejected_the_text_is_there_again(running: Any) -> None:
    urgent = await filed(running, URGENT, "harbour")
    await filed(running, NOTICE, "harbour")
    (suggestion,) = await asked(running)
    await rule(running.house, Instruction(Ruling.REJECT, "edith", running.clock(), suggestion=suggestion.id))
    assert await status(running, urgent) is PubStatus.USABLE
    assert (await running.get(f"/dispatches/{urgent}", "gazette")).status == 200


async def test_another_source_may_only_suggest_a_kill(running: Any) -> None:
    urgent = await filed(running, URGENT, "harbour")
    notice = await filed(running, NOTICE, "rival")
    assert await status(running, urgent) is PubStatus.USABLE
    assert (await running.house.store.dispatches.newest(notice)).member.relation is not Relation.KILL
    (suggestion,) = await asked(running)
    assert suggestion.target == urgent


async def test_a_source_that_nobody_configured_withholds_nothing(running: Any) -> None:
    urgent = await filed(running, URGENT, None)
    await filed(running, NOTICE, None)
    assert await status(running, urgent) is PubStatus.USABLE


async def test_the_notice_itself_is_distributed_and_has_no_summary(running: Any) -> None:
    await filed(running, URGENT, "harbour")
    notice = await filed(running, NOTICE, "harbour")
    dispatch = (await running.house.store.dispatches.newest(notice)).dispatch
    assert dispatch.kills == "Valbrume-port-accident"
    assert dispatch.abstract is None
    assert dispatch.pubstatus is PubStatus.USABLE
