"""The cheap measurements of the gate: figures by name, through the code behind `telex evaluate` and the other benches.

A name is `group: what`, as in `floors.toml`. Shares are 0 to 1. Every group is deterministic; speeds are told apart, since
they move with the machine and nothing may fail by them.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, permutations
from statistics import mean

from bench import dates, events, pages, quotes, reading, reposts, translations
from bench.routing import corpus, engines, queries, timing
from telex.evaluate import grading, layouts, marking, placing, samples, understanding, wire
from telex.evaluate.marking import Marks
from telex.evaluate.samples import Sample
from telex.events import Window
from telex.events.background import load
from telex.reading.cast import paragraphs
from telex.reading.layout.profiles import Profile
from telex.reading.spoken import quotes as said_by
from telex.routing.language.parser import parse

SHARED = events.SHARED
DAY, SEEDS = SHARED / "data" / "wire-day", SHARED / "seeds"
FEWEST_EVENTS = 4
"""Events of the five seeds: two are accounts of one."""
TAUS = ("0.15", "0.20", "0.25", "0.30", "0.35", "0.40")
LIGHT = ("boilerplate", "trim to 75 %", "trim to 50 %", "trim to 30 %", "edit 5 %", "edit 10 %")
"""Changes after which a copy must still be known as one; `combined` is the three at once."""
ROUTING_QUERIES, ROUTING_POWER = 2_000, 0.13
"""At this power 0.5 % of the queries match an invented dispatch; more queries are for `python -m bench.routing`."""


@dataclass(slots=True)
class Measured:
    """Figures by name; and what is told beside them and never judged: speeds, in dispatches a second, and lowest orders."""

    figures: dict[str, float] = field(default_factory=dict)
    beside: dict[str, float] = field(default_factory=dict)

    def add(self, group: str, figures: Mapping[str, float | None]) -> None:
        """Leaves out what there was nothing to measure on."""
        self.figures |= {f"{group}: {name}": value for name, value in figures.items() if value is not None}


def read(chosen: Sequence[Sample], profiles: Mapping[str, Profile] | None) -> tuple[Marks, Marks, float]:
    """The marks of all, those of the texts that tell their day (a repost is scored on its original's), and the rate."""
    found = asyncio.run(understanding.read(chosen, profiles))
    own = [sample for sample in chosen if sample.gold.get("published")]
    rate = len(found.rows) / found.seconds if found.seconds else 0.0
    return marking.mark(chosen, found.rows), marking.mark(own, found.rows), rate


def fields(marks: Marks) -> dict[str, float | None]:
    """Every field of the gold: accuracy of a scalar, F1 of a list, and what belongs to people, quotations and dates."""
    figures: dict[str, float | None] = {"header and body, mean": marks.header_and_body}
    figures |= {f"{name}, accuracy": one.accuracy for name, one in marks.scalars.items() if name != "event_date"}
    figures |= {f"{name}, F1": one.score.f1 for name, one in marks.lists.items()}
    figures["organisations, recall"] = marks.lists["organisations"].score.recall
    return figures | {
        "roles, accuracy": marks.roles.accuracy,
        "speakers, precision": marks.speakers.precision,
        "speakers, coverage": marks.speakers.coverage,
        "quote kinds, accuracy": marks.kinds.accuracy,
        "dates, recall (same words, or more or fewer)": marking.part(marks.dates.touched, marks.dates.listed),
        "dates, value right of those found": marks.dates.accuracy,
        "dates, value right (same words, or more or fewer)": marking.part(
            marks.dates.touched_right, marks.dates.touched
        ),
        "anomalies, recall": marking.part(marks.anomalies_found, marks.anomalies),
    }


def seeds(out: Measured) -> None:
    marks, _, _ = read(samples.load(SEEDS), None)
    out.add("seeds", fields(marks))


def seed_orders(out: Measured) -> None:
    """All 120 orders, each in a house of its own; and on gold fields at thresholds around the chosen one."""
    received = json.loads((SEEDS / "received.json").read_text("utf-8"))
    came = [
        wire.Document(
            name[:3], datetime.fromisoformat(at), "", raw=(SEEDS / f"{name}.txt").read_bytes(), source=name[:3]
        )
        for name, at in received.items()
    ]
    right = 0
    for order in permutations(came):
        spots = asyncio.run(placing.place(wire.Wire(order))).predictions
        told = len({spot.event for spot in spots.values()}) == FEWEST_EVENTS
        right += told and spots["000"].event == spots["001"].event
    by_tau = events.seed_orders()
    out.add("seeds", {
        "orders of arrival grouped right, of 120": right,
        "the same on gold fields, the lowest of tau .15 to .40": min(by_tau[tau] for tau in TAUS),
    })  # fmt: skip


def day_reading(out: Measured) -> None:
    """Even-numbered texts with the source told and its profile; then with nothing told."""
    profiles = layouts.load(reading.PROFILES)
    known, own, _ = read(samples.load(DAY, "even"), profiles)
    out.add("wire-day even, known", fields(known))
    out.add("wire-day even, known", {"dates, value right in texts that tell their day": own.dates.accuracy})
    every, _, rate = read(samples.load(DAY), None)
    even, _, _ = read(samples.load(DAY, "even"), None)
    out.add("wire-day all, generic", {"header and body, mean": every.header_and_body})
    out.add("wire-day even, generic", {"header and body, mean": even.header_and_body})
    out.beside["intake and reading, wire-day, no source told, a second"] = rate


def day_events(out: Measured) -> None:
    """The production path, in the order of the day; without profiles, then with those of the sources."""
    day = wire.load(DAY)
    for name, profiles in (("generic", {}), ("known", layouts.load(reading.PROFILES))):
        placed = asyncio.run(placing.place(day, profiles))
        out.add(f"wire-day events, {name}", grades(grading.grade(day, placed.predictions)))
        out.beside[f"filing to commit, wire-day, {name}, a second"] = len(day.documents) / placed.seconds


def grades(told: grading.Grades) -> dict[str, float | None]:
    figures: dict[str, float | None] = {"B-cubed F1": told.b_cubed.f1, "twins merged": len(told.twins_merged)}
    if told.relations is None:
        return figures
    recalls = {f"{name}, recall": told.relations.found[name].score.recall for name in ("repost", "correction", "kill")}
    right = marking.part(told.relations.right, told.relations.documents)
    return figures | {"false merges": len(told.merges), "relations, accuracy": right} | recalls


def said(out: Measured) -> None:
    """Relative dates by `telex.reading.times.said` alone; the hour of a value is not scored."""
    for name, verdicts in (("wikinews-dates", dates.wikinews()), ("dates.jsonl", dates.phrases())):
        out.add(name, _right(verdicts))
    anchored = [(group, verdict) for group, verdict in dates.wire_dates() if "," not in group]
    out.add("wire-day", {f"dates told from a known day, {name}": one for name, one in _right(anchored).items()})


def _right(verdicts: Iterable[tuple[str, str]]) -> dict[str, float]:
    counts = Counter(verdicts)
    groups = sorted({group for group, _ in counts})
    return {
        f"right, {group}": counts[group, "right"] / sum(n for (other, _), n in counts.items() if other == group)
        for group in groups
    }


def spoken(out: Measured) -> None:
    """The labelled passages of the tests, with the cast that the reader finds itself."""
    tallies = {"labelled, held": quotes.Tally(), "labelled, tuned on": quotes.Tally()}
    for name, _, gold, scare in quotes.sets():
        if name in tallies:
            lines = paragraphs(gold["body"])
            cast = quotes.cast(gold, lines, "found")
            quotes.score(tallies[name], gold, said_by.find(lines, cast, gold.get("language")), scare, [])
    for name, one in tallies.items():
        out.add(f"quotes, {name}", {
            "F1": 2 * one.hit / (one.found + one.gold),
            "speakers, precision": marking.part(one.right, one.answered),
            "speakers, coverage": marking.part(one.answered, one.asked),
        })  # fmt: skip


def layout(out: Measured) -> None:
    out.add("wikinews", reading.wikinews())


def grouping(out: Measured) -> None:
    """The ten orders of `bench.events`: one alone misleads by several points."""
    both = [row for row in events.load_set("ntrex") if row["language"] in ("en", "fr")]
    for name, rows, make in (
        ("ecbplus odd", events.half(events.load_set("ecbplus"), 1), lambda: Window(load(), timed=False)),
        ("fnc1 odd", events.half(events.load_set("fnc1"), 1), lambda: Window(load(), timed=False)),
        ("ntrex en and fr, no background", both, lambda: Window(timed=False)),
    ):
        average, lowest, _ = events.shuffled(name, rows, make).b3
        out.add(name, {"B-cubed F1, mean of ten orders": average / 100})
        out.beside[f"{name}, B-cubed F1 of the lowest order"] = lowest / 100
    ntrex = events.load_set("ntrex")
    first = mean(translations.partners(ntrex, *pair)["first"] for pair in (("en", "fr"), ("fr", "en")))
    out.add("ntrex en and fr, no background", {"original of a translation first, mean of both ways": first})


def copies(out: Measured) -> None:
    """All originals: every eighth alone looked a point better than they are."""
    kinds = reposts.copies(reposts.bases())
    light = [kinds[kind]["found"] for kind in LIGHT]
    out.add("reposts", {
        "boilerplate, trims, edits to 10 %, mean": mean(light),
        "the lowest of them": min(light),
        "boilerplate, half and 5 % edits at once": kinds["combined"]["found"],
    })  # fmt: skip
    out.add("called reposts", dict(reposts.no_copies()))


def page_text(out: Measured) -> None:
    found = pages.run()
    out.add("pages, body", found.body.figures())
    out.add("pages", {"all text, F1": found.opened.figures()["f1"], "crashed": len(found.crashed)})
    out.beside["pages to text and reading, a second"] = found.pages / found.seconds


def standing_queries(out: Measured) -> None:
    """Every id that the monitor tells, on an invented wire, against the naive loop; how much faster it is beside."""
    found = corpus.invented(100)
    drawn = islice(queries.Drawer(found, queries.HOT).queries(ROUTING_POWER, 1), ROUTING_QUERIES)
    trees = {str(number): parse(one.text) for number, one in enumerate(drawn)}
    matcher = engines.ours(engines.frequencies(found))
    matcher.load([(name, str(tree), None) for name, tree in trees.items()])
    ask, loop, dispatches = engines.asked(matcher), engines.asked(engines.oracle(trees)), corpus.timed(found, 20)
    out.add(
        "routing",
        {"dispatches matched otherwise than by the oracle": len(engines.differing(ask, trees, dispatches, ""))},
    )
    pair = timing.paired(ask, loop, dispatches[:10], time.process_time)
    out.beside[f"naive loop over the monitor, {ROUTING_QUERIES:,} queries"] = pair.ratio.middle


GROUPS: dict[str, Callable[[Measured], None]] = {
    "seeds": seeds, "wire-day reading": day_reading, "wire-day events": day_events, "dates": said, "quotes": spoken,
    "wikinews": layout, "grouping": grouping, "reposts": copies, "seed orders": seed_orders, "pages": page_text,
    "routing": standing_queries,
}  # fmt: skip
