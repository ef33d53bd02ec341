"""The worker process itself: what it finds, and that nothing is left of it when it fails, hangs or is stopped."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from telex.naming.model import Model, installed
from telex.naming.process import Lost, NotStarted, Worker
from telex.settings import Settings

pytestmark = pytest.mark.anyio
TEXT = ("La lettre d'Ozbert Chavigneul est arrivée à Lisbonne.", "", "Il n'y a personne ici.")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def model() -> Model:
    found = installed(Settings())
    if found is None:
        pytest.skip("SKIPPED LOUDLY: the extra telex[nlp] is not installed; `make extras` installs it")
    return found


def running(pid: int | None) -> bool:
    return pid is not None and Path(f"/proc/{pid}").exists()


async def test_it_answers_with_places_in_the_text_and_ends_when_it_is_stopped(model: Model) -> None:
    worker = Worker(model)
    (found, nothing) = await worker.read([TEXT, ()])
    assert {(TEXT[s.paragraph][s.start : s.end], s.label) for s in found} >= {("Ozbert Chavigneul", "PER")}
    assert nothing == ()
    assert worker.memory > 50_000_000
    pid = worker.pid
    assert running(pid)
    await worker.stop()
    assert not running(pid) and worker.pid is None
    await worker.stop()


async def test_over_its_time_limit_or_cancelled_it_is_ended(model: Model) -> None:
    worker = Worker(model, reading=0.0005)
    with pytest.raises(Lost, match="no answer"):
        await worker.read([TEXT * 200])
    assert worker.pid is None
    other = Worker(model)
    under_way = asyncio.create_task(other.read([TEXT]))
    while other.pid is None:
        await asyncio.sleep(0.01)
    pid = other.pid
    under_way.cancel()
    with pytest.raises(asyncio.CancelledError):
        await under_way
    assert not running(pid) and other.pid is None


async def test_a_model_that_cannot_be_loaded_says_why(tmp_path: Path, model: Model) -> None:
    (tmp_path / "meta.json").write_text(
        json.dumps({"lang": "fr", "name": "broken", "version": "1", "pipeline": ["ner"]})
    )
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = fr\n")
    worker = Worker(Model(tmp_path, "fr_broken-1", "fr"))
    with pytest.raises(NotStarted, match="fr_broken-1 cannot be loaded"):
        await worker.read([TEXT])
    assert worker.pid is None
