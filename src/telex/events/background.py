"""Word counts of general news, so that the first dispatches of an empty wire are weighed like the thousandth.

`background.tsv` holds figures only, made by `bench/background.py` from NTREX-128 (see NOTICE).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from telex.errors import Unreadable
from telex.events.signature import SIGNATURE_VERSION

FILE = "background.tsv"


@dataclass(frozen=True, slots=True)
class Background:
    """Documents counted, and in how many of them each stem and each name stands."""

    documents: int
    text: Mapping[str, int]
    names: Mapping[str, int]


@cache
def load() -> Background:
    """The counts that come with Telex. Raises Unreadable when they belong to another signature version."""
    return parse(resources.files("telex.events").joinpath(FILE).read_text("utf-8"))


def parse(table: str) -> Background:
    """Read a table: a head line `telex-background <version> <documents>`, then `t|n <tab> count <tab> terms`.

    All terms with one count share a line, blank-separated. Raises Unreadable when it is not such a table.
    """
    head, _, rest = table.partition("\n")
    try:
        mark, version, documents = head.split("\t")
        bags: dict[str, dict[str, int]] = {"t": {}, "n": {}}
        for line in rest.splitlines():
            kind, count, terms = line.split("\t")
            bags[kind].update(dict.fromkeys(terms.split(" "), int(count)))
        found = Background(int(documents), bags["t"], bags["n"])
    except (ValueError, KeyError) as error:
        raise Unreadable(f"background counts: {error}; make them again with bench/background.py") from error
    if mark != "telex-background" or version != str(SIGNATURE_VERSION):
        raise Unreadable("background counts of another signature version; make them again with bench/background.py")
    return found


def dump(background: Background) -> str:
    """The table that `parse` reads."""
    lines = [f"telex-background\t{SIGNATURE_VERSION}\t{background.documents}"]
    for kind, bag in (("t", background.text), ("n", background.names)):
        grouped: dict[int, list[str]] = {}
        for term, count in sorted(bag.items()):
            grouped.setdefault(count, []).append(term)
        lines += [f"{kind}\t{count}\t{' '.join(terms)}" for count, terms in sorted(grouped.items(), reverse=True)]
    return "\n".join(lines) + "\n"
