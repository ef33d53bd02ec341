"""Puts the invented dispatches of `events_newsroom` within reach of the tests of this folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def wire() -> Any:
    """An empty wire with background counts."""
    from events_newsroom import Wire

    return Wire()
