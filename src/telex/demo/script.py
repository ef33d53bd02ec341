"""The script of the demo: what arrives when, from whom, and who is entitled to what. Read from `wire/order.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from telex.demo.placeholders import fill
from telex.model.vocabulary import Relation, Role

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
class Cue:
    """One filing of the demo, and the second at which it arrives."""

    file: str
    source: str
    media_type: str
    at: float
    """Seconds after the start; 0 = already there."""
    expected: tuple[Expected, ...]
    """One per dispatch: several for a feed, none for a file that cannot be read."""

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


@dataclass(frozen=True, slots=True)
class DemoProduct:
    id: str
    name: str
    query: str
    public: bool


@dataclass(frozen=True, slots=True)
class DemoCompany:
    id: str
    name: str
    products: tuple[str, ...]
    """Product ids entitled to in full."""
    summaries: tuple[str, ...]
    """Product ids entitled to in summary."""


@dataclass(frozen=True, slots=True)
class DemoUser:
    email: str
    name: str
    role: Role
    company: str | None
    """None for the agency's own people."""


def cues() -> tuple[Cue, ...]:
    """Every filing, in the order of arrival."""
    return tuple(_cue(row) for row in _order()["dispatch"])


def sources() -> tuple[DemoSource, ...]:
    return tuple(
        DemoSource(row["id"], row["name"], row["kind"], row.get("profile"), row["public_share"])
        for row in _order()["source"]
    )


def products() -> tuple[DemoProduct, ...]:
    return tuple(
        DemoProduct(row["id"], row["name"], row["query"], row.get("public", False)) for row in _order()["product"]
    )


def companies() -> tuple[DemoCompany, ...]:
    return tuple(
        DemoCompany(row["id"], row["name"], tuple(row["products"]), tuple(row.get("summaries", ())))
        for row in _order()["company"]
    )


def users() -> tuple[DemoUser, ...]:
    return tuple(DemoUser(row["email"], row["name"], Role(row["role"]), row.get("company")) for row in _order()["user"])


def profiles() -> dict[str, str]:
    """Reading profiles of the demo's sources: id → TOML text."""
    found = (entry for entry in (resources.files("telex.demo") / "profiles").iterdir() if entry.name.endswith(".toml"))
    return {entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8") for entry in found}


def _cue(row: dict[str, Any]) -> Cue:
    rows = row.get("expects", [row] if "relation" in row else [])
    expected = tuple(
        Expected(each["uri"], each["event"], Relation(each["relation"]) if each["relation"] else None) for each in rows
    )
    return Cue(row["file"], row["source"], row["media_type"], float(row["at"]), expected)


def _wire() -> Traversable:
    return resources.files("telex.demo") / "wire"


@cache
def _order() -> dict[str, Any]:
    return tomllib.loads((_wire() / "order.toml").read_text(encoding="utf-8"))
