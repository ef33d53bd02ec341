"""Marked places of a text: nothing lost, whatever overlaps."""

from __future__ import annotations

import random

from telex.web.marks import Mark, pieces

TEXT = "Le bac de Valbrume repart lundi."


def test_overlapping_marks_cut_the_text_where_they_begin_and_end() -> None:
    found = pieces(TEXT, [Mark(0, 18, "figures", "a"), Mark(10, 18, "places", "b"), Mark(26, 31, "dates", "c")])
    assert [(p.text, p.kinds, p.anchors) for p in found] == [
        ("Le bac de ", ("figures",), ("a",)),
        ("Valbrume", ("figures", "places"), ("b",)),
        (" repart ", (), ()),
        ("lundi", ("dates",), ("c",)),
        (".", (), ()),
    ]


def test_marks_outside_the_text_are_left_out() -> None:
    assert [p.text for p in pieces(TEXT, [Mark(5, 99, "dates", "a"), Mark(7, 7, "dates", "b")])] == [TEXT]
    assert pieces("", [Mark(0, 1, "dates", "a")]) == []


def test_the_pieces_together_are_the_text() -> None:
    draw = random.Random(5)
    for _ in range(200):
        ends = [sorted(draw.sample(range(len(TEXT) + 1), 2)) for _ in range(6)]
        found = pieces(TEXT, [Mark(a, b, "people", str(n)) for n, (a, b) in enumerate(ends)])
        assert "".join(p.text for p in found) == TEXT
        assert sorted(a for p in found for a in p.anchors) == [str(n) for n in range(6)]
