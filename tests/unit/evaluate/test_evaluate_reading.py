"""Texts with gold readings: read in a real house, written in the words of the gold, and compared field by field."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from telex.errors import Invalid
from telex.evaluate import layouts, samples, summary, understanding
from telex.evaluate.marking import Marks, mark
from telex.evaluate.samples import Sample

TEXT = """SKERRA-PORT
Le port de Skerra ferme son quai nord

Skerra, 10 mars 2026 (Tour) - Le port de Skerra a fermé mardi son quai nord après la dérive d'une barge.

Personne n'a été blessé, a indiqué la capitainerie.

Lire aussi : nos autres articles
"""
BODY = [
    "Le port de Skerra a fermé mardi son quai nord après la dérive d'une barge.",
    "Personne n'a été blessé, a indiqué la capitainerie.",
]
GOLD: dict[str, Any] = {
    "received_at": "2026-03-10T09:00:00Z",
    "provider": "tour",
    "language": "fr",
    "headline": "Le port de Skerra ferme son quai nord",
    "subheadline": None,
    "slug": "SKERRA-PORT",
    "dateline": {"agency": "Tour", "place": "Skerra", "author": None},
    "body": BODY,
    "removed": ["SKERRA-PORT", "Skerra, 10 mars 2026 (Tour) -", "Lire aussi : nos autres articles"],
    "people": [],
}
PROFILE = """id = "tour-page"
issuer = "Tour de Skerra"
languages = ["fr"]
[[slot]]
name = "slug"
form = "slug"
required = true
[[slot]]
name = "headline"
form = "line"
required = true
[body]
agencies = ["Tour"]
[tail]
end = ["Lire aussi"]
"""


def folder(path: Path, **golds: dict[str, Any]) -> Path:
    (path / "docs").mkdir()
    (path / "gold").mkdir()
    for id, gold in golds.items():
        (path / "docs" / f"{id}.txt").write_text(TEXT, encoding="utf-8")
        (path / "gold" / f"{id}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return path


def sample(**gold: Any) -> Sample:
    return Sample("d1", b"x", datetime(2026, 3, 10, tzinfo=UTC), gold)


def marked(gold: dict[str, Any], found: dict[str, Any]) -> Marks:
    return mark([sample(**gold)], {"d1": found})


def test_a_text_is_read_as_the_agency_reads_it_and_told_in_the_words_of_the_gold(tmp_path: Path) -> None:
    (tmp_path / "tour.toml").write_text(PROFILE, encoding="utf-8")
    chosen = samples.load(folder(tmp_path, d1=GOLD, d2={**GOLD, "provider": "other"}))
    steps: list[int] = []
    read = asyncio.run(understanding.read(chosen, layouts.load(tmp_path), lambda: steps.append(1)))
    assert (list(read.rows), len(steps)) == (["d1"], 1), "only the source that has a profile"
    row = read.rows["d1"]
    assert {
        name: row[name] for name in ("language", "headline", "subheadline", "slug", "dateline", "body", "removed")
    } == {name: GOLD[name] for name in ("language", "headline", "subheadline", "slug", "dateline", "body", "removed")}
    assert row["source"]["issuer"] == "Tour de Skerra"
    figures = summary.reading(mark(chosen, read.rows), read)
    assert (figures["header_and_body"], figures["documents"]) == (1.0, 1)
    assert figures["lists"]["people"]["recall"] is None
    assert figures["dispatches_per_second"] > 0
    untold = asyncio.run(understanding.read(chosen))
    assert list(untold.rows) == ["d1", "d2"]
    assert untold.rows["d1"]["source"]["issuer"] != "Tour de Skerra"


def test_readings_come_back_as_they_were_written(tmp_path: Path) -> None:
    chosen = samples.load(folder(tmp_path, d1=GOLD, d2=GOLD))
    made = {False: asyncio.run(understanding.read(chosen))}
    understanding.write(tmp_path / "p.jsonl", made)
    given, others = understanding.load(tmp_path / "p.jsonl", chosen, None)
    assert (list(given), others) == ([False], 0)
    assert mark(chosen, given[False].rows) == mark(chosen, made[False].rows)


def test_a_text_that_cannot_be_read_is_listed_and_counts_as_read_empty(tmp_path: Path) -> None:
    path = folder(tmp_path, d1=GOLD, d2=GOLD)
    (path / "docs" / "d2.txt").write_text(" \n")
    chosen = samples.load(path)
    read = asyncio.run(understanding.read(chosen))
    assert "empty" in read.unread["d2"]
    assert mark(chosen, read.rows).scalars["headline"].wrong == ["d2"]


def test_even_and_odd_go_by_the_first_number_of_the_name(tmp_path: Path) -> None:
    path = folder(tmp_path, **dict.fromkeys(("d1", "d2", "d010_7"), GOLD))
    assert [one.id for one in samples.load(path, "even")] == ["d010_7", "d2"]
    assert [one.id for one in samples.load(path, "odd")] == ["d1"]


def test_texts_may_lie_beside_the_gold_with_their_times_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "a1.json").write_text(json.dumps({"lines": [], "removed": ["* * *"], "body": []}))
    (tmp_path / "received.json").write_text('{"a1": "2026-03-10T09:00:00+01:00"}')
    (one,) = samples.load(tmp_path)
    assert (one.received_at, one.source) == (datetime(2026, 3, 10, 8, tzinfo=UTC), None)
    assert one.gold["shown_nowhere"] == ["* * *"]
    assert "removed" not in one.gold


def test_the_layout_of_a_folder_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is no folder"):
        samples.load(tmp_path / "absent")
    with pytest.raises(Invalid, match=r"holds no \*\.txt"):
        samples.load(tmp_path)
    path = folder(tmp_path, d1=GOLD, d2={**GOLD, "received_at": None})
    with pytest.raises(Invalid, match="no time of receipt for d2"):
        samples.load(path)
    (path / "gold" / "d2.json").unlink()
    with pytest.raises(Invalid, match="no gold for d2"):
        samples.load(path)
    (path / "docs" / "d2.txt").unlink()
    assert len(samples.load(path)) == 1
    with pytest.raises(Invalid, match="none of its 1 texts is even-numbered"):
        samples.load(path, "even")
    (path / "docs" / "d1.txt").rename(path / "docs" / "d3.txt")
    with pytest.raises(Invalid, match="no gold for d3"):
        samples.load(path)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"body": "one text"}, "'body' must be a list"),
        ({"body": [1]}, "'body' must be a list of texts"),
        ({"quotes": ["words"]}, "'quotes' must be a list of objects with text"),
        ({"figures": [{"value": [1]}]}, "'figures' must be a list of objects with value, unit"),
        ({"dateline": "Skerra"}, "'dateline' must be an object or null"),
        ({"headline": ["x"]}, "'headline' must be a text or null"),
        ({"event_date": {"start": {}}}, "'event_date.start' must be a text or null"),
    ],
)
def test_a_gold_of_another_shape_is_refused_with_its_field(fault: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        samples.load(folder(tmp_path, d1={**GOLD, **fault}))
    assert said in str(refused.value)


def test_readings_of_other_tools_are_checked(tmp_path: Path) -> None:
    chosen = samples.load(folder(tmp_path, d1=GOLD, d2=GOLD))
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": "d1"}\n')
    with pytest.raises(Invalid, match="no line for d2"):
        understanding.load(path, chosen, None)
    path.write_text('{"id": "d1", "source_told": true}\n{"id": "zz"}\n')
    given, others = understanding.load(path, chosen, None)
    assert (list(given), others) == ([True], 1), "with the source told, whichever text has a line is scored"
    with pytest.raises(Invalid, match="no line for d2"):
        understanding.load(path, chosen, {"d1", "d2"})
    path.write_text('{"id": "d1", "source_told": "yes"}\n')
    with pytest.raises(Invalid, match="must be true or false"):
        understanding.load(path, chosen, None)


def test_null_for_null_is_right_and_a_field_that_the_gold_does_not_name_is_not_scored() -> None:
    marks = marked(
        {"headline": "Été à Skerra", "subheadline": None, "slug": None}, {"headline": "Été\u00a0à Skerra", "slug": "x"}
    )
    assert {name: one.right for name, one in marks.scalars.items()} == {"headline": 1, "subheadline": 1, "slug": 0}


def test_the_same_instant_is_right_in_any_zone_and_a_day_is_not_an_hour() -> None:
    gold = {"embargo": "2026-03-11T17:00+01:00", "published": "2026-03-10", "updated": "2026-03-10T08:00"}
    marks = marked(
        gold, {"embargo": "2026-03-11T16:00+00:00", "published": "2026-03-10T00:00", "updated": "2026-03-10T07:00Z"}
    )
    assert {name: one.right for name, one in marks.scalars.items()} == {"embargo": 1, "published": 0, "updated": 1}


def test_an_event_date_is_right_when_both_ends_are() -> None:
    marks = marked({"event_date": {"start": "2026-03-10", "end": "2026-03-12"}},
                   {"event_date": {"start": "2026-03-10", "end": "2026-03-10", "weekday": None}})  # fmt: skip
    right = {name: one.right for name, one in marks.scalars.items()}
    assert right == {"event_date": 0, "event_date.start": 1, "event_date.end": 0}


def test_a_list_counts_each_entry_as_often_as_it_stands_there_and_a_quantity_once() -> None:
    eight = {"text": "8 %", "value": 8, "unit": "%"}
    marks = marked(
        {"body": ["a", "b"], "figures": [eight]}, {"body": ["a", "a", "b"], "figures": [eight, {**eight, "value": 8.0}]}
    )
    body, figures = marks.lists["body"], marks.lists["figures"]
    assert (body.gold, body.predicted, body.right) == (2, 3, 2)
    assert (figures.gold, figures.predicted, figures.right) == (1, 1, 1)


def test_a_place_counts_with_its_country_and_a_person_by_the_name() -> None:
    marks = marked({"places": [{"name": "Bolsay", "country": "FR"}], "people": [{"name": "Ilse Brandt", "role": "maire"}]},
                   {"places": [{"name": "Bolsay", "country": None}], "people": [{"name": "Ilse Brandt", "role": None}]})  # fmt: skip
    assert (marks.lists["places"].right, marks.lists["people"].right) == (0, 1)
    assert (marks.roles.found, marks.roles.accuracy, marks.roles.coverage, marks.roles.precision) == (1, 0.0, 0.0, None)


def quote(text: str, speaker: str | None, kind: str = "direct") -> dict[str, Any]:
    return {"text": text, "speaker": speaker, "kind": kind}


def test_speakers_are_judged_on_the_quotes_that_were_found() -> None:
    gold = [quote("a", "Brandt"), quote("b", None), quote("c", "Malec"), quote("d", "Malec")]
    found = [quote("a", "Brandt"), quote("b", "Brandt"), quote("c", None, "partial")]
    marks = marked({"quotes": gold}, {"quotes": found})
    speakers = marks.speakers
    assert (speakers.found, speakers.right, speakers.answered, speakers.answered_right) == (3, 1, 2, 1)
    assert marks.kinds.right == 2


def test_quoted_terms_count_only_where_the_gold_of_the_folder_has_some() -> None:
    found = {"quotes": [quote("a", None, "scare"), quote("b", "Brandt")]}
    none = marked({"quotes": [quote("b", "Brandt")]}, found)
    some = marked({"quotes": [quote("b", "Brandt"), quote("c", None, "scare")]}, found)
    assert (none.lists["quotes"].predicted, some.lists["quotes"].predicted) == (1, 2)


def test_dates_of_one_wording_are_paired_by_value_first_and_others_read_cost_nothing() -> None:
    gold = [
        {"text": "mardi", "value": "2026-03-10"},
        {"text": "mardi", "value": "2026-03-17"},
        {"text": "mardi soir", "value": "2026-03-10"},
    ]
    found = [{"text": "mardi", "value": "2026-03-17"}, {"text": "mardi", "value": None}, {"text": "mardi", "value": "2026-03-10"},
             {"text": "2019", "value": "2019"}]  # fmt: skip
    dates = marked({"dates": gold}, {"dates": found}).dates
    assert (dates.listed, dates.found, dates.right) == (3, 2, 2)
    assert (dates.touched, dates.touched_right) == (3, 2)


def test_anomalies_are_compared_by_their_code() -> None:
    marks = marked({"anomalies": ["no_date: nowhere", "broken_quote"]}, {"anomalies": ["no_date", "boilerplate: 3"]})
    assert (marks.anomalies, marks.anomalies_found) == (2, 1)


def test_a_folder_of_profiles_names_the_file_at_fault(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="holds no <source>"):
        layouts.load(tmp_path)
    (tmp_path / "tour.toml").write_text("id = 3")
    with pytest.raises(Invalid, match=r"tour\.toml: profile"):
        layouts.load(tmp_path)
