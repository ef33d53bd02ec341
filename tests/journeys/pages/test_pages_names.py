"""Names by a model, on the way that they take in a running server: a worker process, a second reading, the desk's page."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from telex.again import reread
from telex.model.company import Entitlement, Source
from telex.model.vocabulary import Role, Scope
from telex.naming.model import installed
from telex.settings import Settings

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(
        installed(Settings()) is None,
        reason="SKIPPED LOUDLY: the extra telex[nlp] is not installed; `make extras` installs it",
    ),
]
LIMIT = 120.0
NAME = "Zoltair Brévannes"
TEXT = """Le bac de Port-Lubin repart lundi

PORT-LUBIN, 10 mars 2026 (Gazou) - Le bac transporte 1 200 passagers par jour, selon la capitainerie du port.

Les habitants attendaient ce retour depuis des mois, et plusieurs se souviennent encore de {0} et de son vieux chaland.
"""


async def until(condition: Callable[[], Awaitable[Any]]) -> Any:
    async with asyncio.timeout(LIMIT):
        while not (found := await condition()):
            await asyncio.sleep(0.05)
    return found


async def file(running: Any, name: str = NAME, **params: str) -> str:
    answer = await running.file(TEXT.format(name), "harbour", **params)
    assert answer.status < 300, answer.body
    return str(answer.json["id"])


def people(facts: Any) -> dict[str, Any]:
    return {p.value.name: p for p in facts.mentions.people}


async def named(running: Any, id: str) -> Any:
    """The reading of the newest version that the model took part in, once it is there."""

    async def there() -> Any:
        newest = await running.house.store.dispatches.newest(id)
        return await running.house.store.dispatches.named_facts(id, newest.dispatch.version)

    return await until(there)


def workers(parent: int) -> list[int]:
    """Worker processes of a server that are still alive."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            state, above = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            if b"telex.naming.worker" in words and int(above) == parent and state != "Z":
                found.append(int(entry.name))
    return found


@pytest.fixture
async def running(start: Any, tmp_path: Path, clock: Any) -> AsyncIterator[Any]:
    """A server with the model."""
    async with start(tmp_path, clock, nlp="on") as found:
        await furnish(found)
        yield found
    assert workers(os.getpid()) == [], "the worker ends with its server"


async def furnish(found: Any) -> None:
    office = found.house.office
    await office.put_product("ports", "Ports et mer", "port")
    await office.put_company("gazette", "Gazette")
    await office.grant("gazette", Entitlement("ports", since=found.clock()))
    await office.put_user("edith@agency.example", "Edith Marlow", Role.EDITOR, None, "a-long-enough-password")
    body = {"user": "edith@agency.example"}
    found.tokens["desk"], _ = await office.issue_token(Scope.DESK, "desk", **body)
    found.tokens["gazette"], _ = await office.issue_token(Scope.READ, "gazette", company="gazette")
    await found.house.store.sources.put(Source("harbour", "Harbour Office"), found.clock())
    found.tokens["harbour"], _ = await office.issue_token(Scope.FILE, "harbour", source="harbour")


async def test_a_name_that_no_rule_finds_comes_to_the_desk_and_an_editor_decides(running: Any, editor: Any) -> None:
    store = running.house.store
    id = await file(running)
    first = await store.dispatches.facts(id, 1)
    assert NAME not in people(first), "the rules find it by now: this test needs another name"
    head, shown = await store.head(), (await running.get(f"/dispatches/{id}", "gazette")).body
    found = people(await named(running, id))[NAME]
    assert (found.method, found.confidence) == ("model:fr_core_news_md-3.8.0", "likely")
    assert await store.head() == head, "no version, no row of the log"
    assert (await running.get(f"/dispatches/{id}", "gazette")).body == shown
    assert await store.dispatches.facts(id, 1) == first, "the first reading stays"
    (again,) = await reread(running.house)
    assert again.same, "the rules are compared with the rules"
    at = f"/desk/d/{id}/reading"
    page = await editor.get(at)
    assert "proposé par le modèle" in page.text and NAME in page.texts("mark.people")
    button = page.root.xpath(f"//button[@aria-label='Accepter {NAME}']")[0]
    form = {i.get("name"): i.get("value", "") for i in button.getparent().cssselect("input")}
    accepted = await editor.post(at, form)
    assert "Valeur fixée et diffusée (v2)" in accepted.text
    newest = await store.dispatches.newest(id)
    assert NAME in [p.value.name for p in newest.dispatch.mentions.people]
    page = await editor.get(at)
    assert "fixé par le desk" in page.text and "proposé par le modèle" not in page.text


async def test_a_proposal_that_is_set_aside_does_not_come_back(running: Any, editor: Any) -> None:
    id = await file(running)
    await named(running, id)
    at = f"/desk/d/{id}/reading"
    page = await editor.get(at)
    button = page.root.xpath(f"//button[@aria-label='Écarter {NAME}']")[0]
    form = {i.get("name"): i.get("value", "") for i in button.getparent().cssselect("input")}
    after = await editor.post(at, {**form, "remove": "1"})
    assert "rien ne change pour les lecteurs" in after.text
    assert NAME not in after.texts(".saidlist a")
    assert (await running.house.store.dispatches.newest(id)).dispatch.version == 1


async def test_a_kill_takes_the_names_and_none_come_after_it(running: Any) -> None:
    store = running.house.store
    id = await file(running)
    found = await named(running, id)
    (kept,) = await store.filings.of(id)
    await running.call("POST", "/filings", "desk", params={"act": "kill", "of": id, "note": "Faux."}, body=b"")
    assert await store.dispatches.named_facts(id, 1) is None
    assert not await store.filings.named(kept.id, found, "other-1.0/1", running.clock()), "it was under way: too late"
    with store.filings._database.read() as db:
        assert db.execute("SELECT count(*) FROM reading").get == 0


async def test_what_is_held_is_read_by_the_model_once_it_is_out(running: Any) -> None:
    due = running.clock() + timedelta(hours=1)
    held = await file(running, embargo=due.isoformat().replace("+00:00", "Z"))
    out = await file(running, "Ozbert Chavigneul")
    await named(running, out)
    (kept,) = await running.house.store.filings.of(held)
    with running.house.store.filings._database.read() as db:
        assert db.execute("SELECT count(*) FROM reading WHERE filing = ?", (kept.id,)).get == 1
    running.clock.advance(hours=2)
    await running.house.agency.release_due()
    assert NAME in people(await named(running, held))


async def test_a_worker_that_was_killed_is_started_again(running: Any) -> None:
    await named(running, await file(running))
    (pid,) = workers(os.getpid())
    os.kill(pid, signal.SIGKILL)
    assert "Ozbert Chavigneul" in people(await named(running, await file(running, "Ozbert Chavigneul")))
    (other,) = workers(os.getpid())
    assert other != pid


async def test_a_restart_goes_on_where_it_was_and_the_rest_is_done_when_asked(
    start: Any, tmp_path: Path, clock: Any
) -> None:
    ids: list[str] = []
    for nlp, name in (("off", "Ozbert Chavigneul"), ("on", NAME), ("off", "Ysarn Montgrelu"), ("on", "Elzéar Touvrac")):
        async with start(tmp_path, clock, nlp=nlp) as found:
            await furnish(found)
            ids.append(await file(found, name))
            if nlp == "on":
                await named(found, ids[-1])
            if len(ids) == 4:
                await named(found, ids[2])
                store = found.house.store
                assert await store.dispatches.named_facts(ids[0], 1) is None, "out before the model was first used"
                answer = (await found.call("POST", "/names", "desk")).json
                assert (answer["texts"], answer["failed"], answer["done"]) == (1, 0, True)
                assert await store.dispatches.named_facts(ids[0], 1) is not None
                assert (await found.call("POST", "/names", "desk")).json["texts"] == 0, "once is enough"
