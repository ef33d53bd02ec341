"""Labelled wires and predictions as files: what is taken, and what each fault is called."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from telex.errors import Invalid
from telex.evaluate import predictions, wire


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def row(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "language": "en", "date": None, "title": f"Title {id}", "text": "One line.", "event": "e", **more}


def test_a_first_line_that_repeats_the_title_is_no_paragraph(tmp_path: Path) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", row("a", title="Ferry late", text="Ferry late\n\n  It was late. \n")))
    assert (found.documents[0].title, found.documents[0].paragraphs) == ("Ferry late", ("It was late.",))


def test_a_headline_alone_and_a_text_alone_are_both_documents(tmp_path: Path) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", row("a", text=None), row("b", title=None)))
    assert [(d.title, d.paragraphs) for d in found.documents] == [("Title a", ()), (None, ("One line.",))]


def test_a_wire_without_any_time_is_untimed(tmp_path: Path) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", row("a"), row("b")))
    assert not found.timed
    assert len({d.received_at for d in found.documents}) == 1


def test_a_document_without_a_time_came_with_the_one_before_it(tmp_path: Path) -> None:
    dated = [None, "2026-03-10T05:00:00+01:00", None, "2026-03-11"]
    found = wire.load(lines(tmp_path / "w.jsonl", *(row(str(n), date=date) for n, date in enumerate(dated))))
    assert found.timed
    assert [d.received_at for d in found.documents] == [datetime(2026, 3, 10, 4, tzinfo=UTC)] * 3 + [
        datetime(2026, 3, 11, tzinfo=UTC)
    ]


def test_a_publisher_is_a_source_and_a_limit_keeps_the_first(tmp_path: Path) -> None:
    path = lines(tmp_path / "w.jsonl", row("a", publisher="Harbour Post"), row("b", source="tower", publisher="x"))
    assert [d.source for d in wire.load(path).documents] == ["Harbour Post", "tower"]
    assert [d.id for d in wire.load(path, limit=1).documents] == ["a"]


def test_a_folder_gives_the_texts_as_they_arrived_and_its_twins(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_bytes("Été\r\n".encode())
    lines(
        tmp_path / "labels.jsonl", {"id": "a", "received_at": "2026-03-10T05:00:00Z", "source": "tower", "event": "e"}
    )
    (tmp_path / "twins.json").write_text(json.dumps([{"events": ["e", "f"], "why": "alike"}]))
    found = wire.load(tmp_path)
    assert (found.documents[0].raw, found.documents[0].source) == ("Été\r\n".encode(), "tower")
    assert found.twins == (("e", "f"),)


FAULTS: list[tuple[str, str]] = [
    ("", "is empty"),
    ("\n\n", "is empty"),
    ('{"id": "a"', "line 1: not JSON"),
    ("[1]", "line 1: a JSON object is needed"),
    ('{"id": "a", "title": "x"}', "line 1: the field 'event' is missing"),
    ('{"event": "e", "title": "x"}', "line 1: the field 'id' is missing"),
    ('{"id": "a", "event": "e"}', "line 1: neither title nor text"),
    ('{"id": "a", "event": "e", "title": ["x"]}', "line 1: the field 'title'"),
    ('{"id": "a", "event": "e", "title": "x", "relation": "rumour"}', "'rumour' is none of new, update"),
    ('{"id": "a", "event": "e", "title": "x", "date": "yesterday"}', "'yesterday' is no time"),
    ('{"id": "a", "event": "e", "title": "x"}\n\n{"id": "a", "event": "e", "title": "y"}', "'a' stands on two lines"),
]


@pytest.mark.parametrize(("content", "said"), FAULTS)
def test_a_file_of_labels_with_a_fault_is_refused_with_its_line(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text(content)
    with pytest.raises(Invalid) as refused:
        wire.load(path)
    assert said in str(refused.value)


def test_the_second_line_is_called_the_second(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text(json.dumps(row("a")) + "\nnope\n")
    with pytest.raises(Invalid, match="line 2: not JSON"):
        wire.load(path)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b'{"id": "\xe9"}'])
def test_a_file_that_is_not_utf_8_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "w.jsonl").write_bytes(raw)
    with pytest.raises(Invalid, match="not UTF-8"):
        wire.load(tmp_path / "w.jsonl")


def test_a_missing_file_a_folder_without_labels_and_a_label_without_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"absent\.jsonl cannot be read"):
        wire.load(tmp_path / "absent.jsonl")
    with pytest.raises(Invalid, match="holds no labels"):
        wire.load(tmp_path)
    lines(tmp_path / "labels.jsonl", {"id": "../a", "received_at": None, "event": "e"})
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(Invalid, match=r"line 1: there is no .*a\.txt"):
        wire.load(tmp_path)


def test_predictions_come_back_as_they_were_written(tmp_path: Path) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", row("a"), row("b")))
    told = {"a": predictions.Prediction("x", "new"), "b": predictions.Prediction("x", "update", "a")}
    predictions.write(tmp_path / "p.jsonl", told)
    assert predictions.load(tmp_path / "p.jsonl", found.documents) == (told, 0)


def test_predictions_must_cover_every_document_and_others_are_counted(tmp_path: Path) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", *(row(f"d{n:02}") for n in range(14))))
    path = lines(tmp_path / "p.jsonl", {"id": "d00", "event": "x"}, {"id": "zz", "event": "x"})
    with pytest.raises(Invalid, match=r"no line for d01, .*d10 and 3 more"):
        predictions.load(path, found.documents)
    whole = lines(tmp_path / "q.jsonl", *({"id": f"d{n:02}", "event": "x"} for n in range(15)))
    assert predictions.load(whole, found.documents)[1] == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"id": "a"}], "line 1: the field 'event'"),
        ([{"id": "a", "event": "x"}, {"id": "a", "event": "y"}], "line 2: a second line for 'a'"),
        ([{"id": "a", "event": "x", "relation": "same"}], "line 1: the relation 'same'"),
    ],
)
def test_a_prediction_with_a_fault_is_refused_with_its_line(
    rows: list[dict[str, Any]], said: str, tmp_path: Path
) -> None:
    found = wire.load(lines(tmp_path / "w.jsonl", row("a")))
    with pytest.raises(Invalid) as refused:
        predictions.load(lines(tmp_path / "p.jsonl", *rows), found.documents)
    assert said in str(refused.value)
