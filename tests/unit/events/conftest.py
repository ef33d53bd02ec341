"""Puts the invented dispatches of this folder within reach of its tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest  # noqa: E402
from events_newsroom import Wire  # noqa: E402


@pytest.fixture
def wire() -> Wire:
    """An empty wire with background counts."""
    return Wire()
