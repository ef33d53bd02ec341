"""Dates, figures and commitments on the labelled texts: right, wrong, abstained; milliseconds a dispatch; growth with the text.

    python -m bench.dates

Reads ../shared. Tuned on the odd-numbered texts of wire-day and the first half of wikinews-dates; the rest is the report.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from telex.model.mentions import DateSaid
from telex.model.proof import Field
from telex.model.text import plain
from telex.reading import words
from telex.reading.amounts import commitments, figures
from telex.reading.cast import Cast, paragraphs
from telex.reading.times import said
from telex.reading.times.eventdate import Anchor

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
READING, WIRE = DATA / "reading", DATA / "wire-day"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def verdict(wanted: str | None, values: Sequence[str | None]) -> str:
    """One labelled expression against what was read at its place."""
    if wanted in values or (wanted is None and not any(values)):
        return "right"
    return "wrong" if any(values) else "abstained"


def wikinews() -> Iterator[tuple[str, str]]:
    """(half, verdict) of each row; the halves are by document, in order."""
    texts = {text["id"]: text["body"] for text in rows(READING / "wikinews.jsonl")}
    labels = rows(READING / "wikinews-dates.jsonl")
    order = list(dict.fromkeys(label["doc"] for label in labels))
    for label in labels:
        day = date.fromisoformat(label["anchor"])
        found = said.find(paragraphs(texts[label["doc"]]), Anchor(day, "dateline"), day)
        here = [f.value.value for f in found if f.span and f.span.block == label["paragraph"]
                and f.span.start < label["end"] and label["start"] < f.span.end]  # fmt: skip
        half = "first half" if order.index(label["doc"]) < len(order) // 2 else "second half"
        yield half, verdict(label["value"], here)


def phrases() -> Iterator[tuple[str, str]]:
    for label in rows(READING / "dates.jsonl"):
        day = date.fromisoformat(label["reference"])
        found = said.find(paragraphs([label["phrase"]]), Anchor(day, "today"), day)
        yield "all", verdict(label["value"], [f.value.value for f in found])


def wire() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for label in rows(WIRE / "labels.jsonl"):
        gold = json.loads((WIRE / "gold" / f"{label['id']}.json").read_text("utf-8"))
        yield ("odd" if int(label["id"][1:]) % 2 else "even"), label, gold


def wire_dates() -> Iterator[tuple[str, str]]:
    """Of the dates listed that stand in the body. The hour of a value is not scored: `DateSaid` has none."""
    for parity, label, gold in wire():
        published = gold["published"]
        anchor = Anchor(date.fromisoformat(published[:10]), "published") if published else None
        received = datetime.fromisoformat(label["received_at"]).date()
        left = list(said.find(paragraphs(gold["body"]), anchor, received, (), label["language"]))
        for wanted in gold["dates"]:
            if not any(_folded(wanted["text"]) in _folded(text) for text in gold["body"]):
                continue
            here = [f for f in left if _same(f, wanted["text"])]
            value = wanted["value"].split("T")[0] if wanted["value"] else None
            hit = next((f for f in here if f.value.value == value), None)
            if hit is not None:
                left.remove(hit)
            group = parity if anchor else f"{parity}, nothing anchors"
            yield group, verdict(value, [f.value.value for f in ([hit] if hit else here)]) if here else "missed"


def _folded(text: str) -> str:
    return plain(text).lower()


def _same(found: Field[DateSaid], written: str) -> bool:
    one, two = _folded(found.value.text), _folded(written)
    return one in two or two in one


def wire_figures() -> Iterator[tuple[str, str]]:
    """right, extra, missed by value and unit, each once a document."""
    for parity, label, gold in wire():
        read = {
            (f.value.value, f.value.unit.lower()) for f in figures.find(paragraphs(gold["body"]), label["language"])
        }
        wanted = {(w["value"], w["unit"].lower()) for w in gold["figures"]}
        yield from ((parity, "right") for _ in read & wanted)
        yield from ((parity, "extra") for _ in read - wanted)
        yield from ((parity, "missed") for _ in wanted - read)


def show(name: str, verdicts: Iterable[tuple[str, str]]) -> None:
    counts = Counter(verdicts)
    for group in sorted({group for group, _ in counts}):
        told = {kind: n for (g, kind), n in counts.items() if g == group}
        line = ", ".join(f"{kind} {n}" for kind, n in sorted(told.items()))
        if "extra" in told or ("missed" in told and name == "figures"):
            right, extra, missed = (told.get(k, 0) for k in ("right", "extra", "missed"))
            line += f" (F1 {2 * right / (2 * right + extra + missed):.3f})"
        print(f"{name:16} {group:24} {line}")


def stage(body: Sequence[str]) -> float:
    """Seconds for all three on one body, with nothing kept from before."""
    words.split.cache_clear()
    lines, anchor = paragraphs(body), Anchor(date(2012, 6, 1), "dateline")
    start = time.perf_counter()
    spoken = said.find(lines, anchor, anchor.day)
    figures.find(lines, "fr")
    commitments.find(lines, Cast(), spoken, "fr")
    return time.perf_counter() - start


def speed() -> None:
    bodies = [text["body"] for text in rows(READING / "wikinews.jsonl")]
    count = sum(len(text.split()) for body in bodies for text in body)
    best = min(sum(stage(body) for body in bodies) for _ in range(5))
    print(f"{'speed':16} {best / count * 300 * 1000:.2f} ms per 300 words")
    unit = ["Mardi 3 mars, 12 000 personnes ; l'engagement de livrer deux ponts d'ici à 2027."]
    for name, one, two in (
        ("many paragraphs", unit * 2_000, unit * 4_000),
        ("one long line", unit[0] * 120, unit[0] * 240),
    ):
        pair = [[text] if isinstance(text, str) else text for text in (one, two)]
        first, second = (min(stage(body) for _ in range(3)) for body in pair)
        print(f"{'growth':16} {name:24} time(2n)/time(n) {second / first:.2f}")


if __name__ == "__main__":
    show("wikinews-dates", wikinews())
    show("dates.jsonl", phrases())
    show("wire-day dates", wire_dates())
    show("figures", wire_figures())
    speed()
