"""The script of the demo: what arrives when, and from whom. Read from `wire/order.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from telex.demo.placeholders import fill
from telex.model.vocabulary import Relation

_TEXTUAL = ("text/", "application/json", "application/atom+xml", "application/rss+xml")


@dataclass(frozen=True, slots=True)
class Expected:
    """What should become of one dispatch: for the product's own tests, never shown to the stages."""

    uri: str
    """The item's uri where its format declares one, else `demo:` and the file's stem."""
    event: str
    """Label of the event; dispatches of one event share it. Empty for what never enters an event."""
    relation: Relation | None
    """None for what is refused or held for good."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does once a dispatch is there."""

    do: str
    """advance: opens it before its hour; event, dispatch: watches its event, or what becomes of it."""
    by: str
    """Address."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One filing of the demo, and the second at which it arrives."""

    file: str
    source: str
    media_type: str
    at: float
    """Seconds after the start; 0 = already there."""
    expected: tuple[Expected, ...]
    """One per dispatch: several for a feed, none for a file that cannot be read."""
    then: tuple[Deed, ...] = ()
    """About its one dispatch, whose format declares a uri."""

    def body(self, now: datetime) -> bytes:
        """The bytes to file, dates written out relative to `now` (aware): the instant of filing, not of the start.

        Raises ValueError for an unknown placeholder.
        """
        raw = (_wire() / self.file).read_bytes()
        if not self.media_type.startswith(_TEXTUAL):
            return raw
        return fill(raw.decode("utf-8"), now).encode("utf-8")


@dataclass(frozen=True, slots=True)
class DemoSource:
    id: str
    name: str
    kind: str
    profile: str | None
    public_share: int


def cues() -> tuple[Cue, ...]:
    """Every filing, in the order of arrival."""
    return tuple(_cue(row) for row in _order()["dispatch"])


def sources() -> tuple[DemoSource, ...]:
    return tuple(
        DemoSource(row["id"], row["name"], row["kind"], row.get("profile"), row["public_share"])
        for row in _order()["source"]
    )


def profiles() -> dict[str, str]:
    """Reading profiles of the demo's sources: id → TOML text."""
    found = (entry for entry in (resources.files("telex.demo") / "profiles").iterdir() if entry.name.endswith(".toml"))
    return {entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8") for entry in found}


def _cue(row: dict[str, Any]) -> Cue:
    rows = row.get("expects", [row] if "relation" in row else [])
    expected = tuple(
        Expected(each["uri"], each["event"], Relation(each["relation"]) if each["relation"] else None) for each in rows
    )
    then = tuple(Deed(each["do"], each["by"]) for each in row.get("then", ()))
    return Cue(row["file"], row["source"], row["media_type"], float(row["at"]), expected, then)


def _wire() -> Traversable:
    return resources.files("telex.demo") / "wire"


@cache
def _order() -> dict[str, Any]:
    return tomllib.loads((_wire() / "order.toml").read_text(encoding="utf-8"))
