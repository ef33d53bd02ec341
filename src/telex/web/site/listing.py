"""What the public site lists: summaries that the public viewer may see, and their sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from telex.delivery.reader import Question, Seen
from telex.house import House
from telex.model.vocabulary import Channel
from telex.web.site.address import path, slug

LOOKED_AT = 60
SECTIONS = 6


@dataclass(frozen=True, slots=True)
class Story:
    """One summary on a public page."""

    seen: Seen
    path: str


@dataclass(frozen=True, slots=True)
class Section:
    slug: str
    name: str


async def stories(house: House, channel: Channel, *, limit: int = LOOKED_AT) -> list[Story]:
    """The newest public summaries, through the one gate."""
    page = await house.reader.live(house.book.public(), channel, Question(texts_only=True), limit=limit)
    return [Story(seen, path(seen)) for seen in page.items if seen.verdict.text]


def sections(found: Iterable[Story]) -> list[Section]:
    """The categories that the listed summaries carry, the most frequent first."""
    names = Counter(name for story in found for name in story.seen.dispatch.categories)
    chosen: dict[str, Section] = {}
    for name, _ in names.most_common(SECTIONS * 2):
        chosen.setdefault(slug(name), Section(slug(name), name))
    return list(chosen.values())[:SECTIONS]


def of_section(found: Iterable[Story], wanted: str) -> list[Story]:
    return [s for s in found if any(slug(name) == wanted for name in s.seen.dispatch.categories)]
