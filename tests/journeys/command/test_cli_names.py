"""Names by a model from the command line: with it, without it, and no process left behind however the server ends."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from telex.naming.model import installed
from telex.settings import Settings

LIMIT = 120.0
TEXT = """Le bac de Port-Lubin repart lundi

PORT-LUBIN, 10 mars 2026 (Gazou) - Le bac transporte 1 200 passagers par jour, selon la capitainerie du port.

Les habitants attendaient ce retour depuis des mois, et plusieurs se souviennent encore de Zoltair Brévannes.
"""
ABSENT = {"TELEX_NLP": "auto", "TELEX_NLP_MODEL": "fr_core_news_absent"}
with_model = pytest.mark.skipif(
    installed(Settings()) is None,
    reason="SKIPPED LOUDLY: the extra telex[nlp] is not installed; `make extras` installs it",
)


def workers(folder: Path) -> set[int]:
    """Worker processes that were started from a folder and are still alive."""
    found = set()
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if b"telex.naming.worker" in words and (entry / "cwd").resolve() == folder.resolve():
                found.add(int(entry.name))
    return found


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@with_model
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_server(shell: Any, port: int, how: signal.Signals) -> None:
    shell.more |= {"TELEX_PORT": str(port), "TELEX_NLP": "on"}
    with shell.running("serve", ready="Ctrl-C stops it") as server:
        id = shell.ok("file", "-", "--json", given=TEXT).objects[0]["id"]
        server.until(lambda: workers(shell.folder))
        if how is not signal.SIGINT:
            server.until(lambda: "Zoltair Brévannes" in shell.ok("reading", "show", id).out)
        server.process.send_signal(how)
        assert server.process.wait(LIMIT) == (0 if how is not signal.SIGKILL else -signal.SIGKILL)
        if how is signal.SIGKILL:
            until(lambda: not workers(shell.folder))  # its input ends with the server
        assert workers(shell.folder) == set()


@with_model
def test_what_is_out_already_is_read_when_asked_without_a_server_too(shell: Any) -> None:
    id = shell.ok("file", "-", "--json", given=TEXT).objects[0]["id"]
    refused = shell("reading", "names")
    assert (refused.code, "nlp = off" in refused.complaint) == (1, True)
    on = {"TELEX_NLP": "auto"}
    (done,) = shell.ok("reading", "names", "--json", env=on).objects
    assert (done["texts"], done["failed"], done["model"]) == (1, 0, "fr_core_news_md-3.8.0")
    assert done["added"] >= 1
    assert "0 texts read" in shell.ok("reading", "names", env=on).out
    assert "Zoltair Brévannes" in shell.ok("reading", "show", id).out
    assert workers(shell.folder) == set()
    (found,) = [f for f in shell("doctor", "--json", env=on).objects if f["what"] == "names by a model"]
    assert found["ok"] and "fr_core_news_md-3.8.0" in found["found"]


def test_without_the_extra_everything_works_and_says_how_to_install_it(shell: Any, port: int) -> None:
    (found,) = [f for f in shell("doctor", "--json", env=ABSENT).objects if f["what"] == "names by a model"]
    assert found["ok"] and "install" in found["found"]
    shell.more |= {"TELEX_PORT": str(port), **ABSENT}
    with shell.running("serve", ready="Ctrl-C stops it") as server:
        id = shell.ok("file", "-", "--json", given=TEXT).objects[0]["id"]
        refused = shell("reading", "names")
        assert (refused.code, "install" in refused.complaint) == (1, True)
        assert "Zoltair Brévannes" not in shell.ok("reading", "show", id).out
        assert server.interrupt() == 0
    must = shell("serve", env={**ABSENT, "TELEX_NLP": "on"})
    assert (must.code, "fr_core_news_absent" in must.complaint) == (1, True)
    (found,) = [
        f
        for f in shell("doctor", "--json", env={**ABSENT, "TELEX_NLP": "on"}).objects
        if f["what"] == "names by a model"
    ]
    assert not found["ok"] and "install" in found["advice"]
