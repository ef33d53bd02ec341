"""The `telex` command as its user runs it: a process of its own on a store in a folder."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

TELEX = Path(sys.executable).with_name("telex")
LIMIT = 60.0
"""Seconds after which a test gives up waiting: far more than anything here takes."""


@dataclass(frozen=True)
class Ran:
    """What a finished command left."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line of standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("telex: ")
        return lines[0]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Shell:
    """A folder to work in, and the environment of its commands."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.folder / "wire.db"

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("TELEX_")}
        fixed = {"TELEX_STORE": str(self.store), "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
        return {**clean, **fixed, "TELEX_NLP": "off", **self.more, **(more or {})}

    def __call__(self, *words: str, given: str | bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        """Runs a command to its end; it must not leave a traceback, whatever was asked."""
        body = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [TELEX, *words], input=body, capture_output=True, cwd=self.folder, env=self.environment(env), timeout=LIMIT,
            check=False,
        )  # fmt: skip
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err + ran.out, ran.err
        return ran

    def ok(self, *words: str, given: str | bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        """Runs a command that must succeed without a word on standard error."""
        ran = self(*words, given=given, env=env)
        assert (ran.code, ran.err) == (0, ""), (words, ran)
        return ran

    def write(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    @contextmanager
    def running(self, *words: str, ready: str) -> Iterator[Process]:
        """A command that goes on until it is stopped; its output goes to files. Returns once `ready` was printed."""
        out, err = (self.folder / f"{words[0]}.{name}" for name in ("out", "err"))
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                [TELEX, *words], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, cwd=self.folder,
                env=self.environment(),
            )  # fmt: skip
        found = Process(process, out, err)
        try:
            found.until(lambda: ready in out.read_text())
            yield found
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(LIMIT)


@dataclass
class Process:
    """A command under way."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def until(self, condition: Callable[[], object]) -> None:
        """Waits on a condition; fails when the process ends before it."""
        end = time.monotonic() + LIMIT
        while not condition():
            assert self.process.poll() is None, self.out.read_text() + self.err.read_text()
            assert time.monotonic() < end, self.out.read_text() + self.err.read_text()
            time.sleep(0.05)

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT)

    @property
    def complaints(self) -> str:
        """Standard error so far."""
        return self.err.read_text()


STORY = """{0} harbour closes its north quay

{0}, March 10 — The harbour of {0} closed its north quay on Tuesday after a barge called {1} went astray, the port said.

Nobody was hurt, and two ferries were sent to the south quay of {0} instead.
"""


@pytest.fixture
def story() -> Callable[[str, str], str]:
    """`story("Skerra", "Otter")`: a text about a harbour and a barge."""
    return STORY.format


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def served(shell: Shell, port: int) -> Iterator[Shell]:
    """The same, with a server on the store."""
    shell.more["TELEX_PORT"] = str(port)
    with shell.running("serve", ready="Ctrl-C stops it"):
        yield shell
