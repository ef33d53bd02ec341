"""How well headers and bodies are read: `python -m bench.reading [--json] [--wrong] [--learned]`.

Texts go through intake and `telex.reading.read`, as a filing does. On `../shared/data/wire-day`, scored as its README says:
`known` = the source is told and its profile is that of `tests/profiles` (written from the odd-numbered texts), even texts;
`generic` = no profile of those sources, all texts and even ones; `learned` = profiles that `telex source learn` proposes
from the odd-numbered texts alone, even texts. Then `wikinews.jsonl` (headline, date, standfirst, body), and the time a text.

`published_day`: the gold gives the minute of arrival for agency texts that write the day alone; this line compares days.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from telex import intake, reading
from telex.model.draft import Draft
from telex.model.facts import Facts
from telex.model.filing import Filing
from telex.model.text import fold
from telex.reading import Profiles, default_profiles, load_text
from telex.reading.learning import learn

ROOT = Path(__file__).absolute().parents[1]
DATA = ROOT / ".." / "shared" / "data"
DAY = DATA / "wire-day"
PROFILES = ROOT / "tests" / "profiles"
SCALARS = ("headline", "subheadline", "published", "published_day", "updated", "slug", "urgency", "embargo", "dateline", "place",
           "translator", "translated_from", "language", "event_date", "editor_note", "kills")  # fmt: skip
LISTS = ("byline", "categories", "captions", "corrections", "body", "removed")
MARK = ("headline", "subheadline", "published", "updated", "slug", "urgency", "embargo", "dateline", "byline", "translator",
        "categories", "captions", "editor_note", "corrections", "kills", "language", "body", "removed")  # fmt: skip
"""The fields whose mean is the mark: accuracy of a scalar, F1 of a list."""
Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """One field: texts (scalar) or entries (list) right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self, scalar: bool) -> dict[str, float]:
        if scalar:
            return {"accuracy": share(self.right, self.wanted)}
        precision, recall = share(self.right, self.found), share(self.right, self.wanted)
        total = precision + recall
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / total if total else 0.0}


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def blanks(value: Any) -> Any:
    """No-break spaces as plain ones, all the way down."""
    if isinstance(value, str):
        return value.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if isinstance(value, Mapping):
        return {key: blanks(inner) for key, inner in value.items()}
    return [blanks(inner) for inner in value] if isinstance(value, list | tuple) else value


def flat(found: Draft, facts: Facts) -> Row:
    """The reading under the names of the gold."""
    row: Row = {
        name: known.value if (known := getattr(facts, name)) is not None else None
        for name in ("headline", "subheadline", "published", "updated", "slug", "language", "editor_note", "kills")
    }
    dateline = facts.dateline.value if facts.dateline else None
    credit = facts.translation.value if facts.translation and not facts.translation.value.machine_suspected else None
    event = facts.event_date.value if facts.event_date else None
    until = facts.embargo.value.until if facts.embargo else None
    return row | {
        "published_day": row["published"] and row["published"][:10],
        "urgency": str(facts.urgency.value) if facts.urgency else None,
        "embargo": until and until.timestamp(),
        "dateline": dateline and [dateline.agency, dateline.place, dateline.author],
        "place": dateline and dateline.place,
        "translator": credit and credit.translator,
        "translated_from": credit and credit.language,
        "event_date": [event.start, event.end] if event else [None, None],
        "byline": facts.byline.value if facts.byline else (),
        "categories": facts.categories.value if facts.categories else (),
        "captions": [[c.text, c.language] for c in facts.captions],
        "corrections": [[c.value.was, c.value.now] for c in facts.corrections],
        "body": facts.body,
        "removed": list(removed(found, facts)),
    }


def removed(found: Draft, facts: Facts) -> Iterator[str]:
    """Every line, or piece of one, that is neither headline, standfirst, body nor caption."""
    starts = dict(zip(facts.body_blocks, facts.body_starts, strict=False))
    captions = sorted((c.text for c in facts.captions), key=len, reverse=True)
    for number, (block, role) in enumerate(zip(found.blocks, facts.roles, strict=True)):
        pieces = [block.text]
        if role == "body":
            pieces = [block.text[: starts.get(number, 0)]]
        elif role in {"headline", "subheadline"}:
            known = getattr(facts, role)
            span = known.span if known is not None and known.span and known.span.block == number else None
            pieces = [block.text[: span.start], block.text[span.end :]] if span else [""]
        elif role in {"caption", "label"}:
            text = next((c for c in captions if c in block.text), None)
            pieces = block.text.split(text, 1) if text else pieces
        yield from (piece.strip() for piece in pieces if piece.strip())


def wanted(gold: Row) -> Row:
    """The gold under the same names."""
    dateline, credit, event = gold["dateline"], gold["translation"] or {}, gold["event_date"]
    until = gold["embargo"]
    return {name: gold[name] for name in (
        "headline", "subheadline", "published", "updated", "slug", "urgency", "language", "editor_note", "kills", "byline",
        "categories", "body", "removed",
    )} | {
        "published_day": gold["published"] and gold["published"][:10],
        "embargo": until and datetime.fromisoformat(until).timestamp(),
        "dateline": dateline and [dateline["agency"], dateline["place"], dateline["author"]],
        "place": dateline and dateline["place"],
        "translator": credit.get("translator"),
        "translated_from": credit.get("from"),
        "event_date": [event["start"], event["end"]],
        "captions": [[c["text"], c["language"]] for c in gold["captions"]],
        "corrections": [[c["was"], c["now"]] for c in gold["corrections"]],
    }  # fmt: skip


def compare(name: str, found: Row, gold: Row, tallies: dict[str, Tally]) -> None:
    found, gold = blanks(found), blanks(gold)
    for key in SCALARS:
        tally = tallies.setdefault(key, Tally())
        tally.wanted += 1
        tally.right += found[key] == gold[key]
        if found[key] != gold[key]:
            tally.wrong.append(f"{name}: {found[key]!r} for {gold[key]!r}")
    for key in LISTS:
        tally = tallies.setdefault(key, Tally())
        left = list(gold[key])
        tally.found, tally.wanted = tally.found + len(found[key]), tally.wanted + len(left)
        for entry in found[key]:
            if entry in left:
                left.remove(entry)
                tally.right += 1
            else:
                tally.wrong.append(f"{name}: + {entry!r}")
        tally.wrong.extend(f"{name}: - {entry!r}" for entry in left)


def day(told: bool, profiles: Profiles, keep: Callable[[int], bool]) -> dict[str, Tally]:
    """The texts of wire-day whose number is kept; `told`: the source is known, its id is its profile's."""
    tallies: dict[str, Tally] = {}
    for label in rows(DAY / "labels.jsonl"):
        name = label["id"]
        if keep(int(name[1:])):
            draft = opened(name, label["received_at"], label["source"] if told else None)
            facts = reading.read(draft, datetime.fromisoformat(label["received_at"]), profiles)
            compare(name, flat(draft, facts), wanted(json.loads((DAY / "gold" / f"{name}.json").read_text())), tallies)
    return tallies


def opened(name: str, received: str, source: str | None) -> Draft:
    body = (DAY / "docs" / f"{name}.txt").read_bytes()
    return intake.read(Filing(body, datetime.fromisoformat(received), "text/plain", source, profile=source))


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def mean(lines: Mapping[str, Mapping[str, float]]) -> float:
    """Mean over the fields of the mark."""
    return sum(next(iter(lines[k].values())) if k in SCALARS else lines[k]["f1"] for k in MARK) / len(MARK)


def table(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    lines: dict[str, Any] = {key: tally.line(key in SCALARS) for key, tally in tallies.items()}
    return {"fields": lines, "mean": mean(lines)}


def wikinews() -> dict[str, float]:
    """Headline, date, standfirst exact; body paragraphs as precision and recall."""
    right = {"headline": 0, "published": 0, "subheadline": 0}
    body = Tally()
    texts = rows(DATA / "reading" / "wikinews.jsonl")
    for row in texts:
        received = datetime.fromisoformat(f"{row['date']}T18:00:00+00:00")
        draft = intake.read(Filing(row["plain"].encode(), received, "text/plain"))
        facts = reading.read(draft, received, default_profiles())
        for key, told in (
            ("headline", row["headline"]),
            ("published", row["date"]),
            ("subheadline", row["standfirst"]),
        ):
            known = getattr(facts, key)
            right[key] += fold((known.value[:10] if key == "published" else known.value) if known else "") == fold(
                told or ""
            )
        left = [fold(p) for p in row["body"]]
        body.found, body.wanted = body.found + len(facts.body), body.wanted + len(left)
        for paragraph in map(fold, facts.body):
            if paragraph in left:
                left.remove(paragraph)
                body.right += 1
    return {key: count / len(texts) for key, count in right.items()} | {
        f"body {key}": value for key, value in body.line(False).items()
    }


def speed() -> dict[str, float]:
    """Milliseconds of CPU a text of wire-day, best of five rounds over all, with the words a text has."""
    drafts = [
        (opened(r["id"], r["received_at"], None), datetime.fromisoformat(r["received_at"]))
        for r in rows(DAY / "labels.jsonl")
    ]
    profiles = default_profiles()
    best = float("inf")
    for _ in range(6):
        start = time.process_time()
        for draft, received in drafts:
            reading.read(draft, received, profiles)
        best = min(best, time.process_time() - start)
    return {"ms": 1000 * best / len(drafts), "words": sum(len(d.text.split()) for d, _ in drafts) / len(drafts)}


def given() -> Profiles:
    """The packaged profiles and those of `tests/profiles`."""
    return default_profiles().with_added(*(load_text(p.read_text("utf-8")) for p in sorted(PROFILES.glob("*.toml"))))


def learned() -> Profiles:
    """What `telex source learn` proposes for each source from its odd-numbered texts, nobody mending it."""
    by_source: dict[str, list[tuple[Draft, datetime]]] = {}
    for label in rows(DAY / "labels.jsonl"):
        if not even(int(label["id"][1:])):
            received = label["received_at"]
            sample = opened(label["id"], received, None), datetime.fromisoformat(received)
            by_source.setdefault(label["source"], []).append(sample)
    proposed = [
        learn([draft for draft, _ in found], source, found[-1][1]).profile
        for source, found in by_source.items()
        if len(found) > 1
    ]
    return default_profiles().with_added(*proposed)


def even(number: int) -> bool:
    return number % 2 == 0


def runs() -> dict[str, dict[str, Tally]]:
    return {
        "known, even": day(True, given(), even),
        "learned, even": day(True, learned(), even),
        "generic, all": day(False, default_profiles(), lambda n: True),
        "generic, even": day(False, default_profiles(), even),
    }


def shown(results: Mapping[str, Mapping[str, Tally]], wrong: bool) -> None:
    names = list(results)
    print(f"{'field':16}" + "".join(f"{name:>24}" for name in names))
    for key in (*SCALARS, *LISTS):
        cells = [figures(results[name][key].line(key in SCALARS)) for name in names]
        print(f"{key:16}" + "".join(f"{cell:>24}" for cell in cells))
    print(f"{'mean':16}" + "".join(f"{table(results[name])['mean']:>24.3f}" for name in names))
    for name in names if wrong else ():
        for key in (*SCALARS, *LISTS):
            for line in results[name][key].wrong:
                print(f"{name} | {key} | {line}")


def figures(line: Mapping[str, float]) -> str:
    return " / ".join(f"{value:.3f}" for value in line.values())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument("--only", default="", help="runs whose name holds this")
    options = parser.parse_args(arguments)
    results = {name: tallies for name, tallies in runs().items() if options.only in name}
    other: Iterable[tuple[str, dict[str, float]]] = (("wikinews", wikinews()), ("speed", speed()))
    if options.json:
        print(json.dumps({name: table(tallies) for name, tallies in results.items()} | dict(other)))
        return 0
    shown(results, options.wrong)
    for name, line in other:
        print(f"{name:16}" + "  ".join(f"{key} {value:.3f}" for key, value in line.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
