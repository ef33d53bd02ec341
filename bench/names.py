"""What a model adds to names found by rules: `python -m bench.names [--json]`. Needs the extra `telex[nlp]`.

On the even-numbered French texts of `../shared/data/wire-day`, no source told: precision, recall and F1 of people, organisations
and places (exact names, case and accents folded) by rules alone, with what the model adds as likely, and with all it adds;
then texts a second in the worker process against those of the reading itself, in the same run, and the worker's memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bench.reading import DAY, opened, rows, share
from telex import reading
from telex.model.facts import Facts
from telex.model.text import fold
from telex.naming.merge import merge, texts
from telex.naming.model import how_to_install, installed
from telex.naming.names import BATCH
from telex.naming.process import Worker
from telex.settings import Settings

KINDS = ("people", "organisations", "places")
WAYS: dict[str, tuple[str, ...]] = {
    "rules": (), "with what the model calls likely": ("likely",), "with all of the model": ("likely", "weak"),
}  # fmt: skip


def score(pairs: Iterable[tuple[Facts, dict[str, Any]]], kind: str, taken: tuple[str, ...]) -> dict[str, float]:
    right = found = wanted = 0
    for facts, gold in pairs:
        names = {fold(entry if isinstance(entry, str) else entry["name"]) for entry in gold[kind]}
        read = {
            fold(one.value.name)
            for one in getattr(facts.mentions, kind)
            if not one.method.startswith("model:") or one.confidence in taken
        }
        right, found, wanted = right + len(names & read), found + len(read), wanted + len(names)
    precision, recall = share(right, found), share(right, wanted)
    total = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / total if total else 0.0}


def samples(language: str) -> tuple[list[tuple[Facts, dict[str, Any]]], float]:
    """Readings by rules with their gold, and texts a second of one core (opened and read, the second time)."""
    found, seconds, read = [], 0.0, 0
    for label in rows(DAY / "labels.jsonl"):
        if int(label["id"][1:]) % 2:
            continue
        received = datetime.fromisoformat(label["received_at"])
        reading.read(opened(label["id"], label["received_at"], None), received)
        begun = time.process_time()
        facts = reading.read(opened(label["id"], label["received_at"], None), received)
        seconds += time.process_time() - begun
        read += 1
        if facts.language is not None and facts.language.value == language:
            found.append((facts, json.loads((DAY / "gold" / f"{label['id']}.json").read_text("utf-8"))))
    return found, read / seconds


async def named(worker: Worker, readings: list[Facts]) -> tuple[list[Facts], float]:
    """The readings with the model's names, and texts a second of the worker as its caller sees it."""
    found, seconds = [], 0.0
    try:
        for first in range(0, len(readings), BATCH):
            part = readings[first : first + BATCH]
            begun = time.perf_counter()
            seen = await worker.read([texts(facts) for facts in part])
            seconds += time.perf_counter() - begun
            found += [merge(facts, s, worker.model.id) for facts, s in zip(part, seen, strict=True)]
    finally:
        await worker.stop()
    return found, len(readings) / seconds


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--json", action="store_true")
    as_json = asked.parse_args().json
    model = installed(Settings())
    if model is None:
        sys.exit(f"bench.names: {how_to_install(Settings())}")
    pairs, by_rules = samples(model.language)
    worker = Worker(model)
    memory = 0

    async def work() -> tuple[list[Facts], float]:
        nonlocal memory
        await worker.read([texts(pairs[0][0])])  # the start is left out
        memory = worker.memory
        return await named(worker, [facts for facts, _ in pairs])

    after, by_model = asyncio.run(work())
    both = [(facts, gold) for facts, (_, gold) in zip(after, pairs, strict=True)]
    result: dict[str, Any] = {
        "model": model.id,
        "texts": len(pairs),
        "scores": {way: {kind: score(both, kind, taken) for kind in KINDS} for way, taken in WAYS.items()},
        "texts_a_second": {"reading": by_rules, "worker": by_model, "ratio": by_model / by_rules},
        "worker_bytes": memory,
    }
    if as_json:
        print(json.dumps(result))
        return
    print(f"{model.id}, {len(pairs)} texts")
    for way, scores in result["scores"].items():
        told = "   ".join(f"{k} {s['precision']:.3f} {s['recall']:.3f} {s['f1']:.3f}" for k, s in scores.items())
        print(f"  {way:<34} {told}   (P R F1)")
    print(
        f"  reading {by_rules:.0f} texts/s, worker {by_model:.0f} texts/s: {by_model / by_rules:.2f} of the reading's rate;"
        f" worker {memory / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
