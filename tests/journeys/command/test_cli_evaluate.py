"""`telex evaluate` on small labelled wires: the figures, the files, and what is refused."""

from __future__ import annotations

import json
from typing import Any

ROWS: list[dict[str, Any]] = [
    {"id": "a1", "received_at": "2026-03-10T08:00:00Z", "source": "tower", "language": "en", "event": "barge",
     "relation": "new", "related_to": None, "title": "Barge adrift off Skerra",
     "text": "The barge Otter went adrift off Skerra on Tuesday after its cable broke, the harbour master Ilse Brandt said.\n"
             "Two ferries with 340 passengers were sent back to Bolsay while divers searched the north quay of Skerra."},
    {"id": "a2", "received_at": "2026-03-10T09:00:00Z", "source": "guild", "language": "en", "event": "bakers",
     "relation": "new", "related_to": None, "title": "Bakers of Tarnow on strike",
     "text": "Bakers in Tarnow walked out over the price of flour, the first strike of their guild in 31 years.\n"
             "Chairman Piotr Malec said 48 of 52 bakeries had closed and that Debica lent two lorries of rye bread."},
    {"id": "a3", "received_at": "2026-03-10T10:00:00Z", "source": "copier", "language": "en", "event": "barge",
     "relation": "repost", "related_to": "a1", "title": "Barge adrift",
     "text": "The barge Otter went adrift off Skerra on Tuesday after its cable broke, the harbour master Ilse Brandt said.\n"
             "Two ferries with 340 passengers were sent back to Bolsay while divers searched the north quay of Skerra."},
]  # fmt: skip
TEXT = (
    "Barge adrift off Skerra\n\nThe barge Otter went adrift off Skerra on Tuesday.\n\nNobody was hurt, the port said.\n"
)
GOLD = {
    "received_at": "2026-03-10T09:00:00Z", "provider": "tower", "language": "en", "headline": "Barge adrift off Skerra",
    "body": ["The barge Otter went adrift off Skerra on Tuesday.", "Nobody was hurt, the port said."],
}  # fmt: skip
PROFILE = 'id = "tower"\nlanguages = ["en"]\n[[slot]]\nname = "headline"\nform = "line"\nrequired = true\n'


def wire(shell: Any) -> str:
    return str(shell.write("wire.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))


def texts(shell: Any) -> str:
    (shell.folder / "set" / "gold").mkdir(parents=True)
    for id in ("t1", "t2"):
        shell.write(f"set/{id}.txt", TEXT)
        shell.write(f"set/gold/{id}.json", json.dumps(GOLD))
    return "set"


def test_a_wire_is_placed_and_its_figures_are_printed_for_people_and_for_machines(shell: Any) -> None:
    path = wire(shell)
    (found,) = shell.ok("evaluate", "events", path, "--json").objects
    assert (found["documents"], found["events"], found["predicted_events"]) == (3, 2, 2)
    assert found["b_cubed"] == found["pairwise"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert found["relations"]["confusion"]["repost"]["repost"] == 1
    assert found["relations"]["related_to"] == {"documents": 1, "exact": 1.0, "right_event": 1.0}
    assert (found["false_merges"], found["unplaced"]) == ([], {})
    assert found["dispatches_per_second"] > 0
    shown = shell.ok("evaluate", "events", path).out
    assert "3 documents, 2 events, 2 events predicted" in shown
    assert "relations right: 100.0 % of 3" in shown
    assert not shell.store.exists(), "the store of the user is not opened"


def test_predictions_are_written_and_those_of_another_tool_are_scored_the_same_way(shell: Any) -> None:
    path = wire(shell)
    (run,) = shell.ok("evaluate", "events", path, "--json", "--write-predictions", "mine.jsonl").objects
    (same,) = shell.ok("evaluate", "events", path, "--json", "--predictions", "mine.jsonl").objects
    assert same == {name: run[name] for name in same}
    assert "dispatches_per_second" not in same
    merged = "".join(json.dumps({"id": row["id"], "event": "one", "relation": "account"}) + "\n" for row in ROWS)
    shell.write("theirs.jsonl", merged + '{"id": "zz", "event": "one"}\n')
    ran = shell("evaluate", "events", path, "--predictions", "theirs.jsonl", "--json")
    assert (ran.code, ran.complaint) == (0, "telex: 1 lines of theirs.jsonl are of no document here and were left out")
    assert ran.objects[0]["false_merges"] == [{"events": ["barge", "bakers"], "documents": ["a1", "a2"]}]


def test_orders_of_arrival_give_mean_lowest_and_highest(shell: Any) -> None:
    path = wire(shell)
    (found,) = shell.ok("evaluate", "events", path, "--orders", "3", "--json").objects
    assert (found["orders"], found["seeds"]) == (3, [100, 101, 102])
    assert found["figures"]["b_cubed_f1"] == {"mean": 1.0, "lowest": 1.0, "highest": 1.0}
    assert "3 orders of arrival" in shell.ok("evaluate", "events", path, "--orders", "3").out


def test_texts_are_read_with_the_source_told_and_without(shell: Any) -> None:
    folder = texts(shell)
    shell.write("profiles/tower.toml", PROFILE)
    options = ("evaluate", "reading", folder, "--json")
    (found,) = shell.ok(*options, "--profiles", "profiles", "--write-predictions", "read.jsonl").objects
    for way in ("known", "unknown"):
        assert found[way]["scalars"]["headline"] == {"accuracy": 1.0, "documents": 2, "right": 2, "wrong": []}
        assert found[way]["lists"]["body"]["f1"] == 1.0
    (again,) = shell.ok(*options, "--profiles", "profiles", "--predictions", "read.jsonl").objects
    assert again["known"]["scalars"] == found["known"]["scalars"]
    assert again["known"]["dispatches_per_second"] is None
    (odd,) = shell.ok(*options, "--only", "odd").objects
    assert (odd["known"], odd["unknown"]["documents"]) == (None, 1)
    shown = shell.ok("evaluate", "reading", folder, "--profiles", "profiles").out
    assert "source told: 2 documents" in shown or "not told: 2 documents; source told: 2 documents" in shown
    assert "headline" in shown


def test_what_cannot_be_used_is_refused_in_one_line(shell: Any) -> None:
    path, folder = wire(shell), texts(shell)
    shell.write("broken.jsonl", '{"id": "a1", "event": "e", "title": "x"}\nnot json\n')
    shell.write("empty.jsonl", "")
    shell.write("some.jsonl", '{"id": "a1", "event": "e"}\n')
    shell.write("set/t3.txt", TEXT)
    for words, said in (
        (("events", "absent.jsonl"), "absent.jsonl cannot be read"),
        (("events", "broken.jsonl"), "broken.jsonl, line 2: not JSON"),
        (("events", "empty.jsonl"), "empty.jsonl is empty"),
        (("events", folder), "holds no labels.jsonl"),
        (("events", path, "--predictions", "some.jsonl"), "no line for a2, a3"),
        (("events", path, "--write-predictions", "absent/p.jsonl"), "absent/p.jsonl cannot be written"),
        (("reading", "absent"), "absent is no folder"),
        (("reading", folder), "no gold for t3"),
    ):
        ran = shell("evaluate", *words)
        assert ran.code == 1, words
        assert said in ran.complaint


def test_options_that_contradict_each_other_are_misuse(shell: Any) -> None:
    path = wire(shell)
    for words, said in (
        (("events",), "--path"),
        (("events", path, "--orders", "0"), "--orders is a number above 0"),
        (("events", path, "--limit", "-1"), "--limit"),
        (("events", path, "--predictions", "p", "--orders", "2"), "--predictions runs nothing"),
        (("events", path, "--orders", "2", "--write-predictions", "p"), "leave out --orders"),
        (("events", path, "--profiles", "p"), "--profiles is for a folder"),
        (("reading", "x", "--predictions", "p", "--write-predictions", "q"), "--predictions runs nothing"),
        (("reading", "x", "--only", "prime"), "--only"),
    ):
        ran = shell("evaluate", *words)
        assert ran.code == 2, words
        assert said in ran.complaint
