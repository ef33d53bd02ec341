"""What one line of a list shows, made from what the viewer may see and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from telex.delivery.reader import Reader, Seen
from telex.model.company import Viewer
from telex.model.dispatch import Dispatch
from telex.model.facts import Anomaly
from telex.model.vocabulary import Act, Channel, Relation

FOLDED = frozenset({Relation.REPOST, Relation.TRANSLATION, Relation.ACCOUNT})
ROUTINE = frozenset({
    "boilerplate", "boilerplate_other_language", "interface_leftover", "interface_leftover_other_language",
    "distribution_footer", "site_name_line", "headline_repeated", "mixed_apostrophes", "caption_in_other_language",
    "embargo",
})  # fmt: skip
"""What the reader dealt with by itself: noted at the desk, asking nothing of an editor."""
_SENTENCE = re.compile(r".{1,200}?[.!?…](?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `folded` are the reposts, translations and accounts shown under it."""

    seen: Seen
    original: str | None = None
    """Source of the text that this one repeats, when the viewer may see that text."""
    folded: tuple[Row, ...] = ()

    @property
    def d(self) -> Dispatch:
        return self.seen.dispatch

    @property
    def at(self) -> datetime:
        """When the item came on the wire."""
        return self.d.first_published_at or self.seen.at

    @property
    def corrected(self) -> bool:
        return not self.seen.killed and (self.d.act is Act.CORRECT or self.seen.relation is Relation.CORRECTION)

    @property
    def urgency(self) -> int:
        """1 to 5; a group takes the highest of its members."""
        levels = [self.d.urgency, *(row.d.urgency for row in self.folded)]
        return min(max(min(levels), 1), 5)

    @property
    def sentence(self) -> str | None:
        """First sentence of a text without headline: shown as derived, never as a headline."""
        return first_sentence(self.d)

    @property
    def doubts(self) -> list[Anomaly]:
        """What an editor should look at. Empty for everybody else: anomalies never leave the desk."""
        return [a for a in self.d.anomalies if a.code not in ROUTINE]

    @property
    def texts(self) -> int:
        """How many texts the group holds."""
        return sum(1 for row in (self, *self.folded) if not row.seen.killed)


@dataclass(frozen=True, slots=True)
class Day:
    """A day's heading and its lines."""

    at: datetime
    rows: list[Row] = field(default_factory=list)


def first_sentence(d: Dispatch) -> str | None:
    """The first sentence of the summary or the text, 200 characters at most; None for a text without words."""
    text = d.abstract or (d.body[0] if d.body else "")
    found = _SENTENCE.match(text)
    if found:
        return found[0]
    return (text[:160] + "…" if len(text) > 160 else text) or None


async def rows(reader: Reader, viewer: Viewer, channel: Channel, items: Iterable[Seen]) -> list[Row]:
    """Lines with the names that they mention."""
    return [await row(reader, viewer, channel, seen) for seen in items]


async def row(reader: Reader, viewer: Viewer, channel: Channel, seen: Seen) -> Row:
    if seen.relation is not Relation.REPOST or seen.related_to is None:
        return Row(seen)
    other = await reader.one(viewer, channel, seen.related_to)
    return Row(seen, other.dispatch.source_name if other is not None and other.verdict.text else None)


def grouped(lines: Sequence[Row]) -> list[Row]:
    """One line an event, where its newest member stands; the first text of the event leads, the others fold under it.

    Updates and killed texts keep a line of their own: nobody may miss them inside a fold.
    """
    places: list[str] = []
    members: dict[str, list[Row]] = {}
    for line in lines:
        event = line.seen.event
        key = event if event is not None and not line.seen.killed and line.seen.relation is not None else line.d.id
        if line.seen.relation in (Relation.UPDATE, Relation.CORRECTION) and line.d.evolved_from is not None:
            key = line.d.id
        if key not in members:
            places.append(key)
        members.setdefault(key, []).append(line)
    return [_led(members[key]) for key in places]


def _led(group: list[Row]) -> Row:
    if len(group) == 1:
        return group[0]
    first = min(group, key=lambda line: (line.seen.relation in FOLDED, line.seen.first_position))
    rest = sorted((line for line in group if line is not first), key=lambda line: line.seen.first_position)
    return replace(first, folded=tuple(rest))


def by_day(lines: Iterable[Row], zone: tzinfo) -> list[Day]:
    """Lines under the days on which their newest member came, in the order given."""
    days: list[Day] = []
    last: date | None = None
    for line in lines:
        newest = max(r.at for r in (line, *line.folded))
        day = newest.astimezone(zone).date()
        if day != last:
            days.append(Day(newest))
            last = day
        days[-1].rows.append(line)
    return days
