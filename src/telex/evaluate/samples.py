"""Texts with gold readings: a folder of docs/*.txt (or *.txt) beside gold/*.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from telex.errors import Invalid
from telex.evaluate import fields, files
from telex.evaluate.files import Row

_NUMBER = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as it arrived, and what a perfect reader would read in it."""

    id: str
    """Name of the file without `.txt`."""
    raw: bytes
    received_at: datetime
    gold: Row
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Arrival:
    received_at: str | None
    source: str | None


def load(folder: Path, only: str | None = None) -> list[Sample]:
    """The samples of a folder in order of name. `only` = even or odd keeps those whose number is.

    Raises Invalid for a folder of another layout, a text without gold, a gold without text, a time of receipt that is
    nowhere stated, and a field of another shape than it must have.
    """
    texts, golds = _named(folder, folder / "docs"), _named(folder, folder / "gold", ".json")
    _check_pairs(folder, texts, golds)
    arrivals = _arrivals(folder)
    found = []
    for id, path in texts.items():
        if only is not None and _number(id) % 2 != (only == "odd"):
            continue
        gold = _gold(golds[id])
        fields.check(gold, str(golds[id]))
        arrived = arrivals.get(id) or _Arrival(_text(gold, "received_at"), _text(gold, "provider"))
        moment = _moment(arrived.received_at, id, folder)
        found.append(Sample(id, path.read_bytes(), moment, gold, arrived.source or _text(gold, "provider")))
    if not found:
        raise Invalid(f"{folder}: none of its {len(texts)} texts is {only}-numbered")
    return found


def _gold(path: Path) -> Row:
    """A gold that gives each line its role (`lines`) lists under `removed` only what is shown nowhere: no header lines
    that were read as fields. That is another field, so it gets its own name."""
    gold = files.one(path)
    if "lines" in gold and "removed" in gold:
        gold["shown_nowhere"] = gold.pop("removed")
    return gold


def _named(folder: Path, wanted: Path, suffix: str = ".txt") -> dict[str, Path]:
    if not folder.is_dir():
        raise Invalid(f"{folder} is no folder; it must hold docs/*.txt (or *.txt) and gold/*.json")
    if suffix == ".txt" and not wanted.is_dir():
        wanted = folder
    found = {path.stem: path for path in sorted(wanted.glob(f"*{suffix}"))}
    if not found:
        raise Invalid(f"{wanted} holds no *{suffix}; the layout is docs/*.txt (or *.txt) beside gold/*.json")
    return found


def _check_pairs(folder: Path, texts: Mapping[str, Path], golds: Mapping[str, Path]) -> None:
    for names, others, what in ((texts, golds, "gold"), (golds, texts, "text")):
        lone = [id for id in names if id not in others]
        if lone:
            more = f" and {len(lone) - 5} more" if len(lone) > 5 else ""
            raise Invalid(f"{folder}: no {what} for {', '.join(lone[:5])}{more}")


def _arrivals(folder: Path) -> dict[str, _Arrival]:
    """Time of receipt and source by id: from labels.jsonl, else from received.json (id to time)."""
    labels, received = folder / "labels.jsonl", folder / "received.json"
    if labels.is_file():
        return {
            str(row.get("id")): _Arrival(_text(row, "received_at") or _text(row, "date"), _text(row, "source"))
            for _, row in files.lines(labels)
        }
    if received.is_file():
        return {id: _Arrival(str(moment), None) for id, moment in files.one(received).items()}
    return {}


def _text(row: Row, name: str) -> str | None:
    found = row.get(name)
    return found if isinstance(found, str) and found else None


def _moment(written: str | None, id: str, folder: Path) -> datetime:
    """A time of receipt as aware UTC; UTC where no zone is written."""
    if written is None:
        raise Invalid(
            f"{folder}: no time of receipt for {id}; give `received_at` in labels.jsonl or in its gold, or a received.json"
        )
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Invalid(
            f"{folder}: the time of receipt of {id} is {written[:40]!r}; write 2026-03-10T08:15:00Z"
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _number(id: str) -> int:
    found = _NUMBER.search(id)
    if found is None:
        raise Invalid(f"{id}.txt has no number in its name, so it is neither even nor odd")
    return int(found[0])
