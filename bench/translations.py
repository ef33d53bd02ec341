"""The original of a translation, found by names and numbers, and put in order by a re-ranker where one is given.

    python -m bench.translations [--json] [--rerank module:function]

`ntrex` of ../shared/data (evaluation only): 61 dispatches in four languages, background counts off. Every text of one language
is asked for its original among all of the other: first, and among the ten that the desk is shown; on the first 500 characters
too, which is what a flash leaves. Then what `place` makes of it by itself: offered as a translation, and what of that is right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bench.events import Row, labelled, load_set, run
from telex.events import Window, place
from telex.model.dispatch import Dispatch
from telex.model.event import Place
from telex.originals.find import MOST, told
from telex.originals.reranker import LONGEST
from telex.originals.worker import Function, Question, load, scores

PAIRS = (("en", "fr"), ("en", "de"), ("en", "es"))
SHORT = 500
Figures = dict[str, float]


def texts(rows: Sequence[Row], language: str, longest: int | None = None) -> list[Dispatch]:
    """The dispatches of one language, cut after a number of characters of the body."""
    found = [labelled(row) for row in rows if row["language"] == language]
    return found if longest is None else [replace(one, body=_cut(one.body, longest)) for one in found]


def _cut(body: tuple[str, ...], longest: int) -> tuple[str, ...]:
    begins = [0, *accumulate(len(paragraph) for paragraph in body)]
    return tuple(p[: longest - begin] for p, begin in zip(body, begins, strict=False) if begin < longest)


def partners(rows: Sequence[Row], here: str, there: str, longest: int | None = None) -> Figures:
    """Shares of the texts `there` whose original `here` comes first, or is among the ten shown."""
    known, asked = texts(rows, here, longest), texts(rows, there, longest)
    event = {row["id"]: row["event"] for row in rows}
    window = Window(timed=False)
    run(known, window)
    first = shown = 0
    for one in asked:
        found = [event[p.neighbour.id] for p in window.partners(one, limit=MOST)]
        first += found[:1] == [event[one.id]]
        shown += event[one.id] in found
    return {"first": first / len(asked), "in ten": shown / len(asked)}


def reranked(rows: Sequence[Row], here: str, there: str, function: Function, longest: int | None = None) -> float:
    """The same ten, in the order of a re-ranker: share whose original comes first then."""
    known, asked = texts(rows, here, longest), texts(rows, there, longest)
    by_id = {one.id: one for one in known}
    event = {row["id"]: row["event"] for row in rows}
    window = Window(timed=False)
    run(known, window)
    first = 0
    for one in asked:
        listed = [by_id[p.neighbour.id] for p in window.partners(one, limit=MOST)]
        question = Question(told(one)[:LONGEST], tuple(told(other)[:LONGEST] for other in listed))
        found = scores(function, question) if listed else ()
        best = max(range(len(found)), key=found.__getitem__, default=None)
        first += best is not None and event[listed[best].id] == event[one.id]
    return first / len(asked)


def classified(rows: Sequence[Row], here: str, there: str) -> Figures:
    """What `place` offers by itself. `idle` = offered although the original is not there."""
    known, asked = texts(rows, here), texts(rows, there)
    event = {row["id"]: row["event"] for row in rows}
    window = Window(timed=False)
    run(known, window)
    offered = right = idle = 0
    for one in asked:
        target = _offered(place(one, window.near(one), "fresh"))
        offered += target is not None
        right += target is not None and event[target] == event[one.id]
        apart = Window(timed=False)
        run((other for other in known if event[other.id] != event[one.id]), apart)
        idle += _offered(place(one, apart.near(one), "fresh")) is not None
    return {"precision": right / max(1, offered), "recall": right / len(asked), "idle": idle / len(asked)}


def _offered(found: Place) -> str | None:
    return next((offer.target for offer in found.offers if offer.kind == "translation"), None)


def main(arguments: Sequence[str]) -> None:
    rows = load_set("ntrex")
    function = load(arguments[arguments.index("--rerank") + 1]) if "--rerank" in arguments else None
    figures: dict[str, Figures] = {}
    for here, there in PAIRS:
        for one, other in ((here, there), (there, here)):
            found = partners(rows, one, other) | classified(rows, one, other)
            found["first, 500 characters"] = partners(rows, one, other, SHORT)["first"]
            if function is not None and one == here:
                found["first, re-ranked"] = reranked(rows, one, other, function)
                found["first, 500 characters, re-ranked"] = reranked(rows, one, other, function, SHORT)
            figures[f"{other} to {one}"] = found
    for name, found in figures.items():
        print(f"{name}:  " + "  ".join(f"{what} {share:.3f}" for what, share in found.items()))
    if "--json" in arguments:
        print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
