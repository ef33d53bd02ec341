"""Bad input at the events: what it costs at 2n over what it costs at n, and what is made of it.

    python -m bench.crowd [--json] [--size N]

Each crowd is filed in order, as the agency does; CPU time of the whole crowd at N and at 2N. At most 2.5 is wanted.
Everything is invented, with a fixed seed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bench.events import SOME_DAY, base, invented
from telex.events import Window, place
from telex.events.background import load
from telex.model.dispatch import Dispatch

Crowd = Callable[[int], Iterator[Dispatch]]
_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"


def chain(count: int) -> Iterator[Dispatch]:
    """Each text is half the one before and half its own: it tries to glue all events together."""
    draw = random.Random(3)
    half = _sentences(draw, 0)
    for number in range(count):
        own = _sentences(draw, number + 1)
        yield _text(number, f"{half} {own}")
        half = own


def again(count: int) -> Iterator[Dispatch]:
    """One source sends one text under a new id each minute."""
    one = next(invented(1))
    for number in range(count):
        yield replace(one, id=f"{number}", received_at=SOME_DAY + timedelta(minutes=number), source="loop")


def nearly(count: int) -> Iterator[Dispatch]:
    """The same, one word in forty another each time: no two are identical."""
    draw = random.Random(5)
    words = next(invented(1)).body[0].split()
    for number in range(count):
        changed = [f"mot{number}x{spot}" if draw.random() < 0.025 else word for spot, word in enumerate(words)]
        yield replace(_text(number, " ".join(changed)), source="loop")


def ahead(count: int) -> Iterator[Dispatch]:
    """Different texts by a clock that is a day ahead."""
    for one in invented(count):
        yield replace(one, published=(SOME_DAY + timedelta(days=1)).isoformat())


def empty(count: int) -> Iterator[Dispatch]:
    """No headline, no body."""
    for number in range(count):
        yield _text(number, "")


def furniture(count: int) -> Iterator[Dispatch]:
    """Nothing but the leftovers of a page."""
    for number in range(count):
        yield _text(number, "Accueil > International\nPartager Imprimer\nPostez un commentaire\nTous droits réservés")


def right_to_left(count: int) -> Iterator[Dispatch]:
    """Texts in a script without capitals, of a language without stop words."""
    draw = random.Random(9)
    for number in range(count):
        words = ["".join(draw.choices(_LETTERS, k=draw.randint(3, 7))) for _ in range(150)]
        yield replace(_text(number, " ".join(words)), language="he")


def flashes(count: int) -> Iterator[Dispatch]:
    """Headlines alone that share their words."""
    for number in range(count):
        yield replace(_text(number, ""), headline=f"Flash Korvatu {number % 97} port de Lanvern")


CROWDS: dict[str, Crowd] = {
    "chain": chain, "same text again": again, "nearly the same": nearly, "clock a day ahead": ahead, "empty": empty,
    "furniture": furniture, "right to left": right_to_left, "flashes": flashes,
}  # fmt: skip


def _sentences(draw: random.Random, number: int) -> str:
    names = [f"Nom{number}x{n}" for n in range(6)]
    words = [f"{'bcdfglmn'[n % 8]}a{draw.randrange(4_000)}" for n in range(80)]
    return " ".join(draw.choice(names) if draw.random() < 0.15 else word for word in words)


def _text(number: int, body: str) -> Dispatch:
    return replace(base(f"{number}", "fr", SOME_DAY, f"s{number % 7}"), body=tuple(body.split("\n")) if body else ())


def file(crowd: Iterator[Dispatch]) -> tuple[float, Counter[str], int]:
    """CPU seconds, relations, and the size of the largest event."""
    window, told, events = Window(load()), Counter[str](), Counter[str]()
    dispatches = list(crowd)
    begun = time.process_time()
    for number, one in enumerate(dispatches):
        found = place(one, window.near(one), f"event-{number}")
        window.admit(one, found)
        told[found.relation] += 1
        events[found.event] += 1
    return time.process_time() - begun, told, max(events.values())


def long_text(tokens: int) -> float:
    """CPU seconds of one dispatch of so many words."""
    words = " ".join(f"mot{n % 5_000}" for n in range(tokens))
    return file(iter([_text(0, words), _text(1, words)]))[0]


def main(arguments: Sequence[str]) -> None:
    size = int(arguments[arguments.index("--size") + 1]) if "--size" in arguments else 1_000
    table = {}
    for name, crowd in CROWDS.items():
        once, _, _ = file(crowd(size))
        twice, told, largest = file(crowd(2 * size))
        table[name] = {"ratio": twice / once, "relations": dict(told), "largest": largest}
        print(
            f"{name:18} {size}: {once:6.2f} s   {2 * size}: {twice:6.2f} s   ratio {twice / once:.2f}"
            f"   largest event {largest}   {dict(told)}"
        )
    once, twice = long_text(100_000), long_text(200_000)
    print(f"100,000 words: {once:.3f} s   200,000 words: {twice:.3f} s   ratio {twice / once:.2f}")
    if "--json" in arguments:
        print(json.dumps({"crowds": table, "long": twice / once}))


if __name__ == "__main__":
    main(sys.argv[1:])
