"""Accounts made by hand for the comparison: invented people and places, spans found by their words."""

from __future__ import annotations

from typing import TypeVar

from events_newsroom import dispatch

from telex.events.accounts import Claim, Comparison
from telex.model.dispatch import Dispatch
from telex.model.mentions import DateSaid, Figure, Location, Mentions, Organisation, Person, Quote
from telex.model.proof import Field, Span

T = TypeVar("T")


def at(body: tuple[str, ...], words: str, value: T) -> Field[T]:
    """A value with the first place of its words."""
    for number, paragraph in enumerate(body):
        start = paragraph.find(words)
        if start >= 0:
            return Field(value, "rule:test", Span(number, start, start + len(words)))
    raise AssertionError(f"{words!r} is not in the text")


class Desk:
    """Builds one account: its text first, then what is in it."""

    def __init__(self, key: str, *body: str, **changes: object) -> None:
        self.key, self.body, self.changes = key, body, changes
        self.found: dict[str, list[Field[object]]] = {}

    def add(self, kind: str, words: str, value: object) -> Desk:
        self.found.setdefault(kind, []).append(at(self.body, words, value))
        return self

    def person(self, name: str, role: str | None = None) -> Desk:
        return self.add("people", name, Person(name, role))

    def organisation(self, name: str) -> Desk:
        return self.add("organisations", name, Organisation(name))

    def place(self, name: str, country: str | None = None) -> Desk:
        return self.add("places", name, Location(name, country))

    def quote(self, text: str, speaker: str | None = None, kind: str = "direct") -> Desk:
        return self.add("quotes", text, Quote(text, kind, speaker=speaker))

    def figure(self, text: str, value: float, unit: str, high: float | None = None) -> Desk:
        return self.add("figures", text, Figure(text, value, unit, high))

    def date(self, text: str, value: str | None, grain: str = "day", tense: str = "past") -> Desk:
        return self.add("dates", text, DateSaid(text, value, grain, tense))

    def filed(self, scene: tuple[str, str] | None = None) -> Dispatch:
        place = at(self.body, scene[0], Location(*scene)) if scene else None
        mentions = Mentions(**{kind: tuple(found) for kind, found in self.found.items()}, event_place=place)  # type: ignore[arg-type]
        return dispatch(self.key, self.body, mentions=mentions, **self.changes)


def claims(found: Comparison, kind: str, what: str) -> list[Claim]:
    return [claim for claim in found.claims if (claim.kind, claim.what) == (kind, what)]


def written(claim: Claim, *accounts: Dispatch) -> list[str]:
    """What the spans of a claim hold, read from the texts."""
    by_id = {account.id: account for account in accounts}
    shown = []
    for told in claim.told:
        assert told.span is not None
        shown.append(by_id[told.dispatch].body[told.span.block][told.span.start : told.span.end])
    return shown
