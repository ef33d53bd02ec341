"""Quotations and their speakers against labelled texts: `python -m bench.quotes [--errors] [--cast gold|found]`.

Sets: the seeds, wire-day's odd and even texts, and the labelled passages of the tests (half of them held apart). The cast is
the gold's people and organisations, found by name in the text, unless `--cast found` asks for what the reader finds itself.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telex.model.mentions import Organisation, Person, Quote
from telex.model.proof import Field
from telex.model.text import plain
from telex.reading.blocks import Line
from telex.reading.cast import Cast, Sighting, paragraphs
from telex.reading.spoken import quotes

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"
LABELLED = ROOT / "tests" / "unit" / "reading" / "quotes_labelled.jsonl"


def cast_of(gold: Mapping[str, Any], lines: Sequence[Line]) -> Cast:
    """The cast that a labelled text names: people by name, other forms and surname, organisations by name."""
    people = [person for person in gold["people"] if person.get("where") != "caption"]
    sightings: list[Sighting] = []
    roles: list[Sighting] = []
    for line in lines:
        taken: list[tuple[int, int]] = []
        for kind, index, form, role in sorted(_forms(gold, people), key=lambda one: -len(one[2])):
            for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", line.match, re.IGNORECASE if role else 0):
                if all(hit.end() <= a or hit.start() >= b for a, b in taken):
                    taken.append(hit.span())
                    (roles if role else sightings).append(Sighting(kind, index, line.number, hit.start(), hit.end()))
    place = _in_order
    return Cast(
        tuple(Field(Person(p["name"], p.get("role"), also=tuple(p.get("also") or ())), "gold") for p in people),
        tuple(Field(Organisation(name), "gold") for name in gold.get("organisations", ())),
        (),
        tuple(sorted(sightings, key=place)),
        tuple(p.get("gender") or _gender(p, lines) for p in people),
        tuple(sorted(roles, key=place)),
    )


def _in_order(one: Sighting) -> tuple[int, int]:
    return one.paragraph, one.start


def _forms(gold: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, str, bool]]:
    surnames = Counter(person["name"].split()[-1] for person in people)
    for index, person in enumerate(people):
        name = plain(person["name"])
        forms = {name} | {plain(form) for form in person.get("also") or ()}
        last = name.split()[-1]
        if surnames[person["name"].split()[-1]] == 1 and " " in name:
            forms |= {last, f"M. {last}", f"Mme {last}", f"Mr {last}", f"Ms {last}"}
        for form in forms:
            yield "person", index, form, last not in form
    for index, organisation in enumerate(gold.get("organisations", ())):
        yield "organisation", index, plain(organisation), False


def _gender(person: Mapping[str, Any], lines: Sequence[Line]) -> str | None:
    """From an honorific, an article before the role, or the role's ending."""
    text = " ".join(line.match for line in lines)
    last = re.escape(plain(person["name"]).split()[-1])
    if re.search(rf"\b(?:Mme|Mrs|Ms) (?:\w+ )?{last}", text):
        return "f"
    if re.search(rf"\b(?:M\.|Mr) (?:\w+ )?{last}", text):
        return "m"
    role = plain(person.get("role") or "")
    if role and re.search(rf"\b(?:la|une|sa) {re.escape(role)}", text, re.IGNORECASE):
        return "f"
    if re.match(r"(?:ancienne|première|directrice|présidente|préfète|cheffe|ministre \w+ne\b)", role, re.IGNORECASE):
        return "f"
    if role and re.search(rf"\b(?:le|un) {re.escape(role)}", text, re.IGNORECASE):
        return "m"
    return None


@dataclass
class Tally:
    """Counts of one set."""

    found: int = 0
    gold: int = 0
    hit: int = 0
    kinds: int = 0
    answered: int = 0
    right: int = 0
    asked: int = 0
    answerable: int = 0

    def line(self) -> str:
        def part(a: int, b: int) -> float:
            return a / b if b else 1.0

        precision, recall = part(self.hit, self.found), part(self.hit, self.gold)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"quotes {self.gold:3} P {precision:.3f} R {recall:.3f} F {f1:.3f}  kind {part(self.kinds, self.hit):.3f}  "
            f"speaker precision {part(self.right, self.answered):.3f} ({self.right}/{self.answered}) "
            f"at coverage {part(self.answered, self.asked):.3f} of all, {part(self.answered, self.answerable):.3f} of nameable"
        )


def score(tally: Tally, gold: Mapping[str, Any], found: Sequence[Field[Quote]], scare: bool, errors: list[str]) -> None:
    """Quotations matched by exact text, in order; speakers over the matched ones that are somebody's words."""
    mine = [f.value for f in found if scare or f.value.kind != "scare"]
    want = [q for q in gold["quotes"] if scare or q["kind"] != "scare"]
    left = list(want)
    tally.found += len(mine)
    tally.gold += len(want)
    for quote in mine:
        match = next((q for q in left if _same(q["text"], quote.text)), None)
        if match is None:
            errors.append(f"  false quote {quote.kind}: {quote.text[:90]}")
            continue
        left.remove(match)
        tally.hit += 1
        tally.kinds += match["kind"] == quote.kind
        if match["kind"] != quote.kind:
            errors.append(f"  kind {quote.kind}, gold {match['kind']}: {quote.text[:70]}")
        if match["kind"] == "scare":
            continue
        tally.asked += 1
        tally.answerable += match["speaker"] is not None
        tally.answered += quote.speaker is not None
        tally.right += quote.speaker is not None and _same(quote.speaker, match["speaker"] or "")
        if quote.speaker != match["speaker"]:
            errors.append(
                f"  speaker {quote.speaker} <{quote.verb}|{quote.speaker_text}> gold {match['speaker']}: {quote.text[:60]}"
            )
    errors.extend(f"  missed {q['kind']}: {q['text'][:90]}" for q in left)


def _same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def sets() -> Iterator[tuple[str, str, dict[str, Any], bool]]:
    """Set, name, labelled text and whether scare quotes count."""
    for path in sorted((SHARED / "seeds" / "gold").glob("*.json")):
        yield "seeds", path.stem, json.loads(path.read_text("utf-8")), False
    for path in sorted((SHARED / "data" / "wire-day" / "gold").glob("*.json")):
        name = "wire-day odd" if int(path.stem[1:]) % 2 else "wire-day even"
        yield name, path.stem, json.loads(path.read_text("utf-8")), True
    if LABELLED.exists():
        for number, text in enumerate(LABELLED.read_text("utf-8").splitlines()):
            gold = json.loads(text)
            yield ("labelled, held" if gold["held"] else "labelled, tuned on"), f"p{number + 1}", gold, True


def cast(gold: Mapping[str, Any], lines: Sequence[Line], source: str) -> Cast:
    if source == "gold":
        return cast_of(gold, lines)
    from telex.reading.named import entities

    return entities.find(lines, (), (), gold.get("language") or "fr")


def run(source: str, shown: Sequence[str]) -> None:
    tallies: dict[str, Tally] = {}
    spent = words = texts = 0.0
    for name, text, gold, scare in sets():
        lines = paragraphs(gold["body"])
        people = cast(gold, lines, source)
        found = quotes.find(lines, people, gold.get("language"))
        spent += min(_timed(lines, people, gold.get("language") or "fr") for _ in range(5))
        words += sum(line.words for line in lines)
        texts += 1
        errors: list[str] = []
        score(tallies.setdefault(name, Tally()), gold, found, scare, errors)
        if errors and name in shown:
            print(text, *errors, sep="\n")
    for name, tally in tallies.items():
        print(f"{name:20} {tally.line()}")
    print(
        f"{1000 * spent / texts:.2f} ms a text of {words / texts:.0f} words, {300_000 * spent / words:.2f} ms for 300 words"
    )


def _timed(lines: Sequence[Line], people: Cast, language: str = "fr") -> float:
    began = time.process_time()
    quotes.anomalies(lines, quotes.find(lines, people, language))
    return time.process_time() - began


def growth() -> None:
    """Time of a long text at 2n over time at n, and of hostile ones."""
    body = "« Nous partons demain », a dit Ada Brun, la maire. Elle a promis un « calendrier écrit » aux habitants du port. "
    shapes: dict[str, Callable[[int], list[str]]] = {
        "one line": lambda n: [body * n],
        "many paragraphs": lambda n: [body] * n,
        "opening marks": lambda n: ["« mot " * n],
        "straight marks": lambda n: ['"' * n],
        "apostrophes": lambda n: ["' a" * n],
        "no stop": lambda n: ["il dit, " * n + "« mot » " * 30],
        "one megabyte": lambda n: ["« " + "a" * n * 50],
    }
    gold = {"people": [{"name": "Ada Brun", "role": "maire", "gender": "f"}]}
    for name, make in shapes.items():
        spent = []
        for n in (450, 900, 10_000, 20_000):
            lines = paragraphs(make(n))
            people = cast_of(gold, lines)
            spent.append(min(_timed(lines, people) for _ in range(3)))
        print(
            f"{name:16} "
            + " ".join(f"{1000 * s:8.1f} ms" for s in spent)
            + f"  2n/n {spent[1] / spent[0]:.2f} {spent[3] / spent[2]:.2f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", nargs="*", default=[])
    parser.add_argument("--cast", choices=("gold", "found"), default="gold")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args(sys.argv[1:])
    run(options.cast, options.errors)
    if options.growth:
        growth()
