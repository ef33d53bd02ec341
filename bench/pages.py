"""Page to text on the annotated pages of ../shared/data/pages (evaluation only): `python -m bench.pages [--json] [--errors]`.

300 pages with 900 segments that must be in the text and 898 that must not; precision = hits / (hits + unwanted hits), recall
= hits / wanted, over all segments, blanks folded. No profile is of these pages. Two texts of each page are scored: the body that
Telex would publish (`reading.read`), and all that intake opens (title, captions and body). Then pages a second of one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telex import intake, reading
from telex.errors import TelexError
from telex.model.filing import Filing
from telex.model.text import plain

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Segments:
    """Counts over all pages."""

    wanted: int = 0
    hits: int = 0
    unwanted: int = 0

    def add(self, text: str, row: Mapping[str, Any]) -> None:
        self.wanted += len(row["with"])
        self.hits += sum(folded(one) in text for one in row["with"])
        self.unwanted += sum(folded(one) in text for one in row["without"])

    def figures(self) -> dict[str, float]:
        precision, recall = self.hits / max(1, self.hits + self.unwanted), self.hits / max(1, self.wanted)
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


@dataclass(slots=True)
class Found:
    """What came of all pages."""

    body: Segments = field(default_factory=Segments)
    opened: Segments = field(default_factory=Segments)
    refused: dict[str, str] = field(default_factory=dict)
    """Pages that Telex refuses, with its reason; nothing is read of them, and it counts."""
    crashed: dict[str, str] = field(default_factory=dict)
    """Pages that any other error stopped: each is a fault of Telex."""
    pages: int = 0
    seconds: float = 0.0


def folded(text: str) -> str:
    return " ".join(plain(text).split())


def run() -> Found:
    """Every page through intake and reading, as a filing of type text/html."""
    found = Found()
    for address, row in json.loads((PAGES / "expected.json").read_text("utf-8")).items():
        page = gzip.decompress((PAGES / "html" / row["file"]).read_bytes())
        opened = body = ""
        begun = time.process_time()
        try:
            draft = intake.read(Filing(page, RECEIVED, "text/html"))
            opened = "\n".join(block.text for block in draft.blocks)
            facts = reading.read(draft, RECEIVED)
            body = "\n".join(facts.body)
            for anomaly in facts.anomalies:
                if anomaly.code == "reading_failed":
                    found.crashed[address] = anomaly.detail
        except TelexError as refusal:
            found.refused[address] = str(refusal)
        except Exception as fault:  # one page must not hide the figure of the others; it is told as a crash
            found.crashed[address] = repr(fault)
        found.seconds += time.process_time() - begun
        found.pages += 1
        found.opened.add(folded(opened), row)
        found.body.add(folded(body), row)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--errors", action="store_true", help="name the pages that were refused or crashed")
    options = asked.parse_args()
    found = run()
    table = {"body": found.body.figures(), "opened": found.opened.figures()}
    rate = found.pages / found.seconds
    if options.json:
        crashes = {"refused": found.refused, "crashed": found.crashed}
        print(json.dumps({**table, **crashes, "pages": found.pages, "pages_per_second": rate}))
        return
    for name, line in table.items():
        print(f"{name:8} " + "  ".join(f"{what} {value:.3f}" for what, value in line.items()))
    print(f"{found.pages} pages, {rate:.1f} a second, {len(found.refused)} refused, {len(found.crashed)} crashed")
    for address, reason in (found.refused | found.crashed).items() if options.errors else ():
        print(f"  {address}: {reason}")


if __name__ == "__main__":
    main()
