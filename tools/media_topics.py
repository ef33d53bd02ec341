"""Make src/telex/routing/language/subjects.tsv from IPTC Media Topics: `python tools/media_topics.py [FILE.json]`.

FILE is the JSON of the vocabulary in all languages, as IPTC gives it out. Codes, broader codes, English and French
labels are kept; definitions and other languages are not. © IPTC, CC BY 4.0 (see NOTICE).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data" / "media-topics" / "mediatopics-2019-04-06-all-languages.json"
TARGET = ROOT / "src" / "telex" / "routing" / "language" / "subjects.tsv"
DIGITS = 8


def row(concept: dict[str, Any]) -> str:
    """`code <tab> broader code <tab> x when retired <tab> English <tab> French`; what is not there stays empty."""
    broader = [str(uri)[-DIGITS:] for uri in concept.get("broader", ())]
    if len(broader) > 1:
        raise SystemExit(f"{concept['qcode']} has several broader subjects: the table holds one")
    labels = concept["prefLabel"]
    code = str(concept["qcode"])[-DIGITS:]
    retired = "x" if "retired" in concept else ""
    return "\t".join([code, *(broader or [""]), retired, labels["en-GB"].strip(), labels.get("fr", "").strip()])


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    scheme = json.loads(source.read_text("utf-8"))
    released = scheme["dateReleased"][:10]
    head = f"# IPTC Media Topics {released}, (c) IPTC, CC BY 4.0, https://iptc.org/standards/media-topics/"
    rows = sorted(row(concept) for concept in scheme["conceptSet"])
    TARGET.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} subjects, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
