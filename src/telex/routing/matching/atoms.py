"""The conditions of all standing queries, each kept once, and which of them are true of a dispatch.

Source: design/routing.md section 2, steps 1 and 2: a million test queries shared 650,000 atoms.
"""

from __future__ import annotations

from array import array
from datetime import datetime
from typing import Any

from telex.routing.document import Words
from telex.routing.language.query import Leaf
from telex.routing.matching.costs import alone
from telex.routing.matching.frequencies import Frequencies
from telex.routing.matching.keys import NEAR, OTHER, Key, key_of
from telex.routing.matching.plans import CODE, EXACT, PHRASE, PREFIX, WORD
from telex.routing.matching.tables import Bare, Codes, Exact, Nears, Others, Phrases, Prefixes, Table

_MADE: dict[str, type[Table[Any]]] = {WORD: Bare, EXACT: Exact, PREFIX: Prefixes, CODE: Codes}


class Atoms:
    """Numbered conditions, counted by use: `take` one for each packed leaf, `release` it when the query goes."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._others = Others()
        self._tables: dict[tuple[str, str | None], Table[Any]] = {(OTHER, None): self._others}
        self._uses = array("I")
        self._free: list[int] = []
        """Numbers to be given again."""
        self.shares = array("f")
        """By number: how often the condition is true, 0 to 1."""
        self.costs = array("f")
        """By number: what it costs each dispatch to find out, as `costs.alone`."""

    def __len__(self) -> int:
        return len(self._uses) - len(self._free)

    @property
    def numbers(self) -> int:
        """Every number given is below this."""
        return len(self._uses)

    @property
    def faults(self) -> dict[Leaf, str]:
        """Conditions that could not be decided of the last dispatch, with the reason."""
        return dict(self._others.faults)

    def take(self, packed: Any) -> int:
        """The number of this condition, one more use of it counted."""
        key = key_of(packed)
        table = self._tables.get(key[:2])
        if table is None:
            table = self._tables[key[:2]] = self._table(key)
        atom = table.numbers.get(key[2])
        if atom is None:
            share, cost = self._judged(key)
            atom = self._number()
            table.add(key[2], atom)
            self.shares[atom], self.costs[atom] = share, cost
        self._uses[atom] += 1
        return atom

    def take_again(self, packed: Any) -> int:
        """As `take`, how often it is true estimated anew."""
        atom = self.take(packed)
        self.shares[atom], self.costs[atom] = self._judged(key_of(packed))
        return atom

    def release(self, packed: Any) -> None:
        """One use less; the last one forgets the condition."""
        key = key_of(packed)
        table = self._tables[key[:2]]
        atom = table.numbers[key[2]]
        self._uses[atom] -= 1
        if not self._uses[atom]:
            table.remove(key[2])
            self._free.append(atom)

    def true(self, words: Words, now: datetime) -> tuple[set[int], set[int]]:
        """`(true, faulty)`: the conditions true of the dispatch, and those that could not be decided."""
        found: set[int] = set()
        for table in self._tables.values():
            if table.numbers:
                found |= table.true(words, now)
        return found, {self._others.numbers[leaf] for leaf in self._others.faults}

    def _number(self) -> int:
        if self._free:
            return self._free.pop()
        for column in (self._uses, self.shares, self.costs):
            column.append(0)
        return len(self._uses) - 1

    def _judged(self, key: Key) -> tuple[float, float]:
        return self._frequencies.share(key), alone(key, self._frequencies)

    def _table(self, key: Key) -> Table[Any]:
        kind, field, _ = key
        if kind in (PHRASE, NEAR):
            return (Phrases if kind == PHRASE else Nears)(field, self._frequencies.word)
        return _MADE[kind](field)
