"""`telex evaluate`."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from telex.cli.options import Json, Misuse

if TYPE_CHECKING:
    from telex.evaluate.samples import Sample
    from telex.evaluate.understanding import Readings
    from telex.evaluate.wire import Wire
    from telex.reading.layout.profiles import Profile

app = App(
    name="evaluate",
    help="How well Telex reads and groups a labelled wire of yours.\n\nExample: telex evaluate events wire.jsonl",
)
FIRST_SEED = 100
LONG = 20
"""Documents from which a run shows how far it is."""
Profiles = Annotated[Path | None, Parameter(help="Folder of reading profiles, one <source>.toml a source.")]
Predictions = Annotated[Path | None, Parameter(help="Score these predictions (JSON lines) instead of running Telex.")]
WritePredictions = Annotated[Path | None, Parameter(help="Write what Telex predicted to this file (JSON lines).")]


@app.command
def events(
    path: Annotated[Path, Parameter(help="FILE.jsonl, or a folder of docs/*.txt with labels.jsonl.")],
    *,
    profiles: Profiles = None,
    predictions: Predictions = None,
    write_predictions: WritePredictions = None,
    orders: Annotated[
        int | None, Parameter(help="Shuffle the arrivals this many times; mean, lowest and highest of each figure.")
    ] = None,
    limit: Annotated[int | None, Parameter(help="Only the first documents.")] = None,
    json: Json = False,
) -> int:
    """Place every document of a labelled wire as a running Telex would, and compare with the labels.

    Prints B-cubed and pairwise precision, recall and F1, relations with their confusion table, missed corrections and
    kills, false merges, and dispatches a second. Nothing touches your own store.

    Example: telex evaluate events wire.jsonl --json
    Example: telex evaluate events wire/ --predictions other-tool.jsonl
    """
    _numbers(orders=orders, limit=limit)
    if predictions and (orders or write_predictions or profiles):
        raise Misuse("--predictions runs nothing: leave out --orders, --write-predictions and --profiles")
    if orders and write_predictions:
        raise Misuse("--write-predictions is for one order: leave out --orders")
    if profiles and not path.is_dir():
        raise Misuse("--profiles is for a folder of raw texts: the rows of a file have no layout to be read")
    from telex.evaluate import wire

    found = wire.load(path, limit)
    if predictions:
        return _scored(found, predictions, json)
    if orders:
        return _shuffled(found, _profiles(profiles), range(FIRST_SEED, FIRST_SEED + orders), json)
    return _placed(found, _profiles(profiles), write_predictions, json)


@app.command
def reading(
    folder: Annotated[Path, Parameter(help="Folder of docs/*.txt (or *.txt) and gold/*.json.")],
    *,
    profiles: Profiles = None,
    predictions: Predictions = None,
    write_predictions: WritePredictions = None,
    only: Annotated[Literal["even", "odd"] | None, Parameter(help="Only texts whose number is even, or odd.")] = None,
    json: Json = False,
) -> int:
    """Read every text as a running Telex would, and compare each field with its gold.

    Once with the source told, for sources that have a profile in --profiles, and once with no source told. Prints
    accuracy, precision and recall per field, both apart, and dispatches a second.

    Example: telex evaluate reading wire/ --profiles profiles/ --only even --json
    """
    if predictions and write_predictions:
        raise Misuse("--predictions runs nothing: leave out --write-predictions")
    from telex.evaluate import samples

    chosen, known = samples.load(folder, only), _profiles(profiles)
    if profiles and not any(sample.source in known for sample in chosen):
        raise Misuse(f"{profiles} holds a profile of no source of {folder}")
    found = _given(chosen, predictions, known) if predictions else _read(chosen, known)
    if write_predictions:
        from telex.evaluate import understanding

        understanding.write(write_predictions, found)
    return _told(chosen, found, json)


def _numbers(**given: int | None) -> None:
    for name, number in given.items():
        if number is not None and number < 1:
            raise Misuse(f"--{name} is a number above 0")


def _profiles(folder: Path | None) -> Mapping[str, Profile]:
    from telex.evaluate import layouts

    return layouts.load(folder) if folder else {}


def _scored(wire: Wire, path: Path, json: bool) -> int:
    from telex.evaluate import grading, predictions, summary

    found, others = predictions.load(path, wire.documents)
    _others(path, others)
    return _events(summary.events(grading.grade(wire, found), None), json)


def _placed(wire: Wire, profiles: Mapping[str, Profile], written: Path | None, json: bool) -> int:
    from telex.evaluate import grading, placing, predictions, summary

    with _progress("Placing", len(wire.documents)) as step:
        placed = asyncio.run(placing.place(wire, profiles, step))
    if written:
        predictions.write(written, placed.predictions)
    return _events(summary.events(grading.grade(wire, placed.predictions), placed), json)


def _shuffled(wire: Wire, profiles: Mapping[str, Profile], seeds: Sequence[int], json: bool) -> int:
    from telex.cli.evaluated import show_orders
    from telex.cli.terminal import objects
    from telex.evaluate import grading, placing, summary

    grades, rates = [], []
    with _progress("Placing", len(wire.documents) * len(seeds)) as step:
        for seed in seeds:
            order = list(wire.documents)
            random.Random(seed).shuffle(order)  # noqa: S311 - an order of arrival that anyone can repeat
            placed = asyncio.run(placing.place(replace(wire, documents=tuple(order)), profiles, step))
            grades.append(grading.grade(wire, placed.predictions))
            rates.append(len(order) / placed.seconds)
    found = summary.orders(grades, grading.spreads(grades, rates), seeds)
    objects([found]) if json else show_orders(found)
    return 0


def _events(found: dict[str, Any], json: bool) -> int:
    from telex.cli.evaluated import show_events
    from telex.cli.terminal import objects

    objects([found]) if json else show_events(found)
    return 0


def _given(samples: Sequence[Sample], path: Path, known: Mapping[str, Profile]) -> dict[bool, Readings]:
    from telex.evaluate import understanding

    ids = {sample.id for sample in samples if sample.source in known} if known else None
    found, others = understanding.load(path, samples, ids)
    _others(path, others)
    return found


def _read(samples: Sequence[Sample], known: Mapping[str, Profile]) -> dict[bool, Readings]:
    from telex.evaluate import understanding

    told = sum(sample.source in known for sample in samples)
    with _progress("Reading", len(samples) + told) as step:
        found = {False: asyncio.run(understanding.read(samples, None, step))}
        if told:
            found[True] = asyncio.run(understanding.read(samples, known, step))
    return found


def _told(samples: Sequence[Sample], found: Mapping[bool, Readings], json: bool) -> int:
    from telex.cli.evaluated import show_reading
    from telex.cli.terminal import objects
    from telex.evaluate import marking, summary

    figures = {
        name: summary.reading(marking.mark(samples, found[told].rows), found[told]) if told in found else None
        for name, told in (("known", True), ("unknown", False))
    }
    objects([figures]) if json else show_reading(figures)
    return 0


def _others(path: Path, others: int) -> None:
    if others:
        print(f"telex: {others} lines of {path} are of no document here and were left out", file=sys.stderr)


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr for a long run in a terminal; gives what is to be called after each document."""
    if total < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
