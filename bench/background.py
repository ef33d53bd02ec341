"""Make src/telex/events/background.tsv from NTREX-128 (English and both French translations): figures only.

    python bench/background.py [path of ntrex.jsonl]

Terms of one dispatch alone are left out: the file stays small and holds no rare name.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from telex.events import background
from telex.events.signature import sign
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, PubStatus

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data" / "events" / "ntrex.jsonl"
TARGET = ROOT / "src" / "telex" / "events" / background.FILE
LANGUAGES = frozenset({"en", "fr", "fr-CA"})
FEWEST = 2
"""NTREX events that must hold a term: below it the name of one person could stand in the file."""


def dispatch(row: dict[str, str]) -> Dispatch:
    """One NTREX document as a dispatch: its first line is the headline."""
    lines = [line for line in row["text"].splitlines() if line.strip()]
    return Dispatch(
        id=row["id"],
        uri=row["id"],
        version=1,
        act=Act.NEW,
        pubstatus=PubStatus.USABLE,
        received_at=datetime(2018, 1, 1, tzinfo=UTC),
        source="ntrex",
        language=row["language"],
        headline=row["title"],
        body=tuple(lines[1:] if lines and lines[0] == row["title"] else lines),
    )


def count(rows: list[dict[str, str]]) -> background.Background:
    """Document frequencies over all rows of the wanted languages."""
    text: Counter[str] = Counter()
    names: Counter[str] = Counter()
    spread: dict[str, set[str]] = {}
    for row in rows:
        signature = sign(dispatch(row))
        text.update(signature.text.keys())
        names.update(signature.names.keys())
        for term in (*signature.text, *signature.names):
            spread.setdefault(term, set()).add(row["event"])
    kept = {term for term, events in spread.items() if len(events) >= FEWEST}
    return background.Background(
        len(rows),
        {term: n for term, n in text.items() if term in kept},
        {term: n for term, n in names.items() if term in kept},
    )


def main(path: Path = SOURCE) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    made = count([row for row in rows if row["language"] in LANGUAGES])
    TARGET.write_text(background.dump(made), "utf-8")
    print(f"{TARGET.name}: {made.documents} documents, {len(made.text)} stems, {len(made.names)} names")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
