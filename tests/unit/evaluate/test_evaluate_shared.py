"""The labelled wire of ../shared, placed and read whole: that it runs, and that nothing is lost on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from telex.evaluate import samples, understanding, wire
from telex.evaluate.grading import grade
from telex.evaluate.marking import mark
from telex.evaluate.placing import place

DAY = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "wire-day"
pytestmark = pytest.mark.skipif(
    not DAY.is_dir(), reason="SKIPPED LOUDLY: ../shared/data/wire-day is absent, the labelled wire was not placed"
)


def test_every_document_of_the_labelled_day_gets_a_place_and_embargoes_end() -> None:
    found = wire.load(DAY)
    placed = asyncio.run(place(found))
    grades = grade(found, placed.predictions)
    assert placed.unplaced == {}
    assert list(placed.predictions) == [document.id for document in found.documents]
    assert len(placed.at_release) == 1
    assert grades.b_cubed.f1 > 0.8
    assert grades.relations is not None
    assert grades.relations.documents == grades.documents


def test_every_text_of_the_labelled_day_is_read() -> None:
    found = samples.load(DAY)
    read = asyncio.run(understanding.read(found))
    assert (read.unread, len(read.rows)) == ({}, len(found))
    assert mark(found, read.rows).header_and_body > 0.85
