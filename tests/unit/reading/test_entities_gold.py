"""What is found without a model in the labelled texts; the figures reached are the floor."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from telex.model.facts import Caption
from telex.model.text import plain
from telex.reading.cast import paragraphs
from telex.reading.named import entities, event_place

SHARED = Path(__file__).resolve().parents[4] / "shared"


def golds(folder: str, half: int | None = None) -> list[dict[str, Any]]:
    where = SHARED / folder
    if not where.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: ../shared is absent ({folder}): the reading of names is not measured")
    files = [path for path in sorted(where.glob("*.json")) if half is None or int(path.stem[1:]) % 2 == half]
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def score(documents: list[dict[str, Any]], home: str | None) -> Counter[str]:
    """Counts of right, found and wanted; roles right of the people found; places of events right."""
    found: Counter[str] = Counter()
    for gold in documents:
        dateline = (gold.get("dateline") or {}).get("place")
        header = [dateline or "", *(text for text in (gold.get("headline"), gold.get("subheadline")) if text)]
        lines = paragraphs(gold["body"])
        captions = [Caption(one["text"], one.get("language")) for one in gold["captions"]]
        cast = entities.find(lines, captions, header, gold["language"], home=home)
        roles = {plain(p.value.name): plain(p.value.role) if p.value.role else None for p in cast.people}
        wanted = {plain(p["name"]): plain(p["role"]) if p["role"] else None for p in gold["people"]}
        _count(found, "people", set(roles), set(wanted))
        found["roles"] += sum(roles[name] == wanted[name] for name in roles.keys() & wanted.keys())
        _count(
            found,
            "organisations",
            {plain(o.value.name) for o in cast.organisations},
            {plain(_name(o)) for o in gold["organisations"]},
        )
        places = {(plain(p.value.name), p.value.country) for p in cast.places}
        _count(found, "places", places, {(plain(p["name"]), p.get("country")) for p in gold["places"]})
        where = event_place.find(lines, cast, dateline, gold["language"])
        told = (gold.get("event_place") or {}).get("name")
        found["events"] += (where.value.name.lower() if where else None) == (told.lower() if told else None)
    return found


def _name(organisation: str | dict[str, str]) -> str:
    return organisation if isinstance(organisation, str) else organisation["name"]


def _count(found: Counter[str], what: str, got: set[Any], wanted: set[Any]) -> None:
    found[f"{what} right"] += len(got & wanted)
    found[f"{what} found"] += len(got)
    found[f"{what} wanted"] += len(wanted)


def test_the_seeds_names_roles_and_places_are_found() -> None:
    found = score(golds("seeds/gold"), None)
    assert (found["people right"], found["people found"], found["roles"]) == (18, 18, 18)
    assert found["organisations right"] >= 11
    assert found["places right"] == found["places wanted"]
    assert found["events"] == 5


def test_the_texts_that_no_rule_was_written_from_are_read_nearly_as_well() -> None:
    found = score(golds("data/wire-day/gold", 0), "FR")
    assert found["people right"] >= 0.97 * found["people wanted"]
    assert found["people right"] >= 0.97 * found["people found"]
    assert found["roles"] >= 0.88 * found["people right"]
    assert found["organisations right"] >= 0.74 * found["organisations wanted"]
    assert found["organisations right"] >= 0.84 * found["organisations found"]
    assert found["places right"] >= 0.78 * found["places wanted"]
    assert found["places right"] >= 0.94 * found["places found"]
    assert found["events"] >= 16
