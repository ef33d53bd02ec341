"""Who copied whom: ten kinds of changed copies of real dispatches, and texts that are no copies.

    python -m bench.reposts [--json] [--quick]

Bases: ntrex (fr, en), ecbplus and the seeds, of ../shared (evaluation only). Every draw comes from `random.Random(SEED)`.
A copy counts as found when it is called a repost of its base, or of a text that repeats the base; the shares of
5-word shingles are given both ways.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from bench.events import SHARED, SOME_DAY, base, labelled, load_set
from telex.events import Window, place
from telex.events.background import load
from telex.events.signature import sign
from telex.model.dispatch import Dispatch
from telex.model.event import Place
from telex.model.vocabulary import Relation

SEED = 2024
LONG = 150
"""Words of an original: eight lines of page furniture outweigh half of it."""
HEADER = (
    "Accueil > Actualités > International", "Image Alt", "Partager Tweeter Imprimer", "Temps de lecture : 3 min",
    "Publié par la rédaction",
)  # fmt: skip
FOOTER = (
    "Postez un commentaire", "You don't have permission to register", "Inscrivez-vous à notre newsletter",
    "Tous droits réservés, reproduction interdite", "À lire aussi", "Suivez-nous sur les réseaux",
    "Les prix de l'énergie montent | Le tournoi reprend samedi | Une route fermée dans la vallée",
)  # fmt: skip
_ENDS = re.compile(r"(?<=[.!?»”])\s+|\n+")
Change = Callable[[list[str], random.Random, Sequence[Dispatch]], list[str]]


def sentences(dispatch: Dispatch) -> list[str]:
    """The body cut after . ! ? » ” and at line ends."""
    return [one for one in _ENDS.split("\n".join(dispatch.body)) if one.strip()]


def typography(lines: list[str], draw: random.Random, _: Sequence[Dispatch]) -> list[str]:
    """Curly apostrophes, single blanks; in one of ten French quotes and capitals."""
    plain = [re.sub(" +", " ", line.replace("'", "’")) for line in lines]
    if draw.random() < 0.1:
        return [re.sub('"([^"]{1,400})"', r"« \1 »", line).upper() for line in plain]
    return plain


def boilerplate(lines: list[str], draw: random.Random, _: Sequence[Dispatch]) -> list[str]:
    return [*draw.sample(HEADER, 3), *lines, *draw.sample(FOOTER, 5)]


def trim(share: float) -> Change:
    return lambda lines, draw, _: lines[: max(2, round(len(lines) * share))]


def edit(rate: float) -> Change:
    def changed(lines: list[str], draw: random.Random, _: Sequence[Dispatch]) -> list[str]:
        words = " ".join(lines).split()
        return [_edited(line, rate, words, draw) for line in lines]

    return changed


def _edited(line: str, rate: float, words: Sequence[str], draw: random.Random) -> str:
    """Each word with that chance dropped, replaced, or followed by a random one."""
    made: list[str] = []
    for word in line.split():
        if draw.random() >= rate:
            made.append(word)
            continue
        kind = draw.randrange(3)
        made += ([], [draw.choice(words)], [word, draw.choice(words)])[kind]
    return " ".join(made)


def combined(lines: list[str], draw: random.Random, others: Sequence[Dispatch]) -> list[str]:
    return boilerplate(edit(0.05)(trim(0.5)(lines, draw, others), draw, others), draw, others)


def new_lead(lines: list[str], draw: random.Random, others: Sequence[Dispatch]) -> list[str]:
    """First sentence rewritten, and the beginning of another dispatch pasted behind: a hit on that one is right too."""
    foreign = sentences(draw.choice(others))
    words = " ".join(lines).split()
    return [_edited(lines[0], 0.6, words, draw), *lines[1:], *foreign[: max(1, len(foreign) // 5)]]


KINDS: dict[str, Change] = {
    "typography": typography, "boilerplate": boilerplate, "trim to 75 %": trim(0.75), "trim to 50 %": trim(0.5),
    "trim to 30 %": trim(0.3), "edit 5 %": edit(0.05), "edit 10 %": edit(0.1), "edit 20 %": edit(0.2),
    "combined": combined, "new lead": new_lead,
}  # fmt: skip


def bases() -> list[Dispatch]:
    """Originals of three sentences and `LONG` words at least, each from a source of its own."""
    rows = [row for row in load_set("ntrex") if row["language"] in ("fr", "en")] + load_set("ecbplus")
    found = [labelled(row) for row in rows]
    for path in sorted((SHARED / "seeds" / "gold").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        found.append(replace(base(path.stem, row["language"], SOME_DAY, path.stem), body=tuple(row["body"])))
    return [
        replace(one, source=f"of-{one.id}") for one in found if len(sentences(one)) >= 3 and sign(one).words >= LONG
    ]


def found_in(window: Window, copy: Dispatch) -> Place:
    return place(copy, window.near(copy), "fresh")


def copies(originals: Sequence[Dispatch], step: int = 1) -> dict[str, dict[str, float]]:
    """By kind: share found, and the median shares of shingles, of the copy in the base and back."""
    window = Window(load(), timed=False)
    alike: dict[str, str] = {}
    for one in originals:
        spot = found_in(window, one)
        alike[one.id] = alike.get(spot.related_to or "", one.id) if spot.relation is Relation.REPOST else one.id
        window.admit(one, replace(spot, event=one.id if spot.relation is Relation.NEW else spot.event))
    draw = random.Random(SEED)
    told: dict[str, dict[str, float]] = {}
    for kind, change in KINDS.items():
        hits, shares = 0, []
        for one in originals[::step]:
            copy = replace(one, id="copy", source="copier", body=tuple(change(sentences(one), draw, originals)))
            spot = found_in(window, copy)
            hit = spot.relation is Relation.REPOST and (
                alike.get(spot.related_to or "") == alike[one.id] or kind == "new lead"
            )
            hits += hit
            if hit and spot.evidence.containment is not None and spot.evidence.containment_back is not None:
                shares.append((spot.evidence.containment, spot.evidence.containment_back))
        there, back = (median(pair[side] for pair in shares) if shares else 0.0 for side in (0, 1))
        told[kind] = {"found": hits / len(originals[::step]), "of copy": there, "of base": back}
    return told


def no_copies() -> dict[str, int]:
    """Texts called reposts that are none: independent translations, and dispatches on other events."""
    window, wrong = Window(load(), timed=False), Counter[str]()
    rows = load_set("ntrex")
    for row in rows:
        if row["language"] == "fr":
            one = labelled(row)
            window.admit(one, found_in(window, one))
    for row in rows:
        if row["language"] == "fr-CA":
            spot = found_in(window, labelled(row))
            wrong["independent translations"] += spot.relation is Relation.REPOST
    for name in ("ecbplus", "fnc1"):
        window = Window(load(), timed=False)
        events: dict[str, str] = {}
        for number, row in enumerate(load_set(name)):
            one = labelled(row)
            spot = place(one, window.near(one), f"event-{number}")
            if spot.relation is Relation.REPOST:
                wrong[f"{name}, another event's text"] += events[spot.related_to or ""] != row["event"]
            events[one.id] = row["event"]
            window.admit(one, spot)
        wrong[f"{name}, another event's text"] += 0
    return dict(wrong)


def main(arguments: Sequence[str]) -> None:
    originals = bases()
    kinds = copies(originals, 8 if "--quick" in arguments else 1)
    print(f"{len(originals)} originals, seed {SEED}")
    for kind, row in kinds.items():
        print(
            f"{kind:14} found {row['found']:.3f}   median share of the copy {row['of copy']:.2f}, of the base {row['of base']:.2f}"
        )
    wrong = no_copies()
    for name, count in wrong.items():
        print(f"called repost, {name}: {count}")
    if "--json" in arguments:
        print(json.dumps({"kinds": kinds, "wrong": wrong}))


if __name__ == "__main__":
    main(sys.argv[1:])
