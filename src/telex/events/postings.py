"""From a key to the numbers of those that hold it, and in how many members of an event each term stands."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Hashable, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Postings(Generic[Key]):
    """Numbers of each key, in ascending order.

    One number is kept bare: most shingles stand in one text only, and lists are large. Sorted, so that the first ones
    of a long list are had without looking at the rest, and a number that comes back stands where it stood.
    """

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[Key, int | list[int]] = {}

    def add(self, key: Key, number: int) -> None:
        held = self._held.get(key)
        if held is None:
            self._held[key] = number
        elif isinstance(held, int):
            self._held[key] = [held, number] if held < number else [number, held]
        elif number > held[-1]:
            held.append(number)
        else:
            insort(held, number)

    def remove(self, key: Key, number: int) -> None:
        held = self._held[key]
        if isinstance(held, int):
            del self._held[key]
            return
        del held[bisect_left(held, number)]
        if len(held) == 1:
            self._held[key] = held[0]

    def get(self, key: Key) -> Sequence[int]:
        held = self._held.get(key)
        if held is None:
            return ()
        return (held,) if isinstance(held, int) else held

    def __len__(self) -> int:
        return len(self._held)


class Census(Generic[Key]):
    """In how many members of one event each key stands. The keys of a single member are kept as they came."""

    __slots__ = ("_alone", "_counts")

    def __init__(self) -> None:
        self._alone: Collection[Key] | None = None
        self._counts: dict[Key, int] | None = None

    def add(self, keys: Collection[Key]) -> Collection[Key]:
        """Takes a member's keys in, each once; those that are new to the event."""
        if self._counts is None:
            if self._alone is None:
                self._alone = keys
                return keys
            self._counts, self._alone = dict.fromkeys(self._alone, 1), None
        counts = self._counts
        fresh = []
        for key in keys:
            if key in counts:
                counts[key] += 1
            else:
                counts[key] = 1
                fresh.append(key)
        return fresh

    def remove(self, keys: Collection[Key]) -> Collection[Key]:
        """Takes them out again; those that nobody else in the event holds."""
        if self._counts is None:
            self._alone = None
            return keys
        counts = self._counts
        gone = [key for key in keys if counts[key] == 1]
        for key in keys:
            counts[key] -= 1
        for key in gone:
            del counts[key]
        return gone

    def keys(self) -> Collection[Key]:
        """Every key that some member holds."""
        return self._counts if self._counts is not None else self._alone or ()

    def held(self) -> dict[Key, int]:
        """Every key and its members."""
        return dict(self._counts) if self._counts is not None else dict.fromkeys(self._alone or (), 1)
