"""A draft as intake makes one from plain text: one block a line, empty lines left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from telex.model.draft import Block, Declared, Draft
from telex.model.facts import Facts
from telex.reading import Profile, default_profiles, read


def draft_of(text: str, profile: str | None = None, declared: Declared | None = None) -> Draft:
    blocks: list[Block] = []
    place = 0
    for line in text.split("\n"):
        shown = line.strip()
        if shown:
            start = place + line.index(shown)
            blocks.append(Block(shown, start, start + len(shown)))
        place += len(line) + 1
    return Draft("text", text, tuple(blocks), declared or Declared(), profile=profile)


@pytest.fixture
def draft() -> Callable[..., Draft]:
    return draft_of


@pytest.fixture
def reading() -> Callable[..., Facts]:
    def run(
        text: str, received: str = "2026-03-12T09:00:00+01:00", *added: Profile, profile: str | None = None
    ) -> Facts:
        when = datetime.fromisoformat(received).astimezone(UTC)
        return read(draft_of(text, profile), when, default_profiles().with_added(*added))

    return run
