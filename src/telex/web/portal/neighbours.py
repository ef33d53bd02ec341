"""What was nearly put together with an event and was not, with the figures: for editors alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from telex.delivery.reader import Seen
from telex.house import House
from telex.model.company import Viewer
from telex.model.grouping import Suggestion
from telex.model.vocabulary import Channel
from telex.web.rows import Row

MOST = 10
"""Neighbours shown: the newest ones."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text outside the event, or the first text of another event."""

    row: Row
    found: Suggestion

    @property
    def scored(self) -> bool:
        return self.found.score is not None and self.found.threshold is not None

    @property
    def few(self) -> bool:
        """Alike enough by the score, and still not joined: on too few terms, or because the event was already told apart."""
        return self.scored and (self.found.score or 0.0) >= (self.found.threshold or 0.0)


async def neighbours(running: House, viewer: Viewer, event: str, members: Collection[str]) -> list[Neighbour]:
    """Open suggestions from this event's texts, and those of others that name this event; each neighbour once."""
    found: dict[str, Neighbour] = {}
    for one in await running.store.grouping.suggestions_of(event, 3 * MOST):
        seen = await _other(running, viewer, event, members, one)
        if seen is not None and seen.event is not None and seen.event != event:
            found.setdefault(seen.event, Neighbour(Row(seen), one))
    return list(found.values())[:MOST]


async def _other(
    running: House, viewer: Viewer, event: str, members: Collection[str], found: Suggestion
) -> Seen | None:
    """The other end of a suggestion, as far as the viewer may see it."""
    if found.item not in members:
        return await running.reader.one(viewer, Channel.PORTAL, found.item)
    if found.target is not None:
        return await running.reader.one(viewer, Channel.PORTAL, found.target)
    view = await running.reader.event(viewer, Channel.PORTAL, found.event) if found.event not in (None, event) else None
    return next((seen for seen in view.members if seen.verdict.text), None) if view is not None else None
