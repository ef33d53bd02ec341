"""One dispatch, opened: the version shown, what changed, and what else the viewer may know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from telex.delivery.seen import Seen
from telex.house import House
from telex.model.company import User
from telex.model.dispatch import Dispatch
from telex.model.topic import Topic
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.followers import open_to
from telex.web import redline
from telex.web.portal.following import Following, following
from telex.web.redline import Piece
from telex.web.rows import Row, row

PEOPLE = 8
"""Names offered to be followed, the first ones of the text."""


@dataclass(frozen=True, slots=True)
class Change:
    """A version beside the one before it."""

    headline: list[Piece]
    subheadline: list[Piece]
    body: list[list[Piece]]
    figures: list[tuple[str, str]]
    words: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A dispatch in the reading pane."""

    row: Row
    shown: Dispatch
    """The version on screen: the newest unless an older one was asked for."""
    show: str
    """`text`, `changes` or `old`."""
    versions: list[Seen]
    """Newest first, those that the viewer may see."""
    change: Change | None
    """The newest version beside the one before it, when both may be seen."""
    counts: dict[int, int]
    """Words changed by version number."""
    products: list[str]
    """Names of the products that it was received for."""
    accounts: int
    """Texts of its event that the viewer may see, this one included."""
    original: Seen | None = None
    """The text it translates, or the one it updates."""
    topics: tuple[Topic, ...] = ()
    """Topics of the reader that alerted him to it."""
    people: tuple[str, ...] = ()
    """Named in the text: a reader may follow them."""
    following: Following = field(default_factory=Following)

    @property
    def seen(self) -> Seen:
        return self.row.seen


async def opened(house: House, who: Caller, id: str, show: str | None) -> Opened | None:
    """None when there is no such dispatch or the viewer may not see it: nobody can tell which."""
    reader, viewer = house.reader, who.viewer
    seen = await reader.one(viewer, Channel.PORTAL, id)
    if seen is None:
        return None
    versions = (await reader.versions(viewer, Channel.PORTAL, id))[::-1]
    texts = [v.dispatch for v in versions if v.verdict.what == "full"]
    changes = {new.version: compare(old, new) for new, old in pairwise(texts)}
    change = changes.get(seen.dispatch.version)
    line = await row(reader, viewer, Channel.PORTAL, seen)
    mode, shown = _shown(seen.dispatch, line.corrected, texts, change, show)
    view = await reader.event(viewer, Channel.PORTAL, seen.event) if seen.event else None
    link = seen.dispatch.translation_of or seen.dispatch.evolved_from
    names = [house.book.products[p].name for p in sorted(seen.products) if p in house.book.products]
    return Opened(
        line, shown, mode, versions, change,
        {version: c.words for version, c in changes.items()}, names,
        sum(1 for m in view.members if m.verdict.text) if view else 1,
        await reader.one(viewer, Channel.PORTAL, link) if link else None,
        await _alerted(house, who.user, id), _named(seen), await following(house, who),
    )  # fmt: skip


async def _alerted(house: House, user: User | None, id: str) -> tuple[Topic, ...]:
    """Topics that told the reader of it, those that he can still open."""
    if user is None:
        return ()
    ids = dict.fromkeys(topic for alert in await house.store.alerts.of(id, user.id) for topic in alert.topics)
    found = (house.book.topics.get(topic) for topic in ids)
    return tuple(topic for topic in found if topic is not None and open_to(topic, user))


def _named(seen: Seen) -> tuple[str, ...]:
    """People of a text that may be read, those that the reader of texts is not unsure of."""
    if seen.verdict.what != "full":
        return ()
    people = (p.value.name for p in seen.dispatch.mentions.people if p.confidence != "weak")
    return tuple(dict.fromkeys(people))[:PEOPLE]


def compare(old: Dispatch, new: Dispatch) -> Change:
    """What changed from one version to another."""
    headline = redline.words(old.headline or "", new.headline or "")
    below = redline.words(old.subheadline or "", new.subheadline or "")
    body = redline.paragraphs(old.body, new.body)
    everything = [headline, below, *body]
    return Change(headline, below, body, redline.figures(everything), redline.changed(everything))


def _shown(
    newest: Dispatch, corrected: bool, texts: list[Dispatch], change: Change | None, show: str | None
) -> tuple[str, Dispatch]:
    """A corrected text opens on its changes; any other on its newest version."""
    wanted = next((t for t in texts if show == f"v{t.version}"), None)
    if wanted is not None:
        return ("text" if wanted.version == newest.version else "old"), wanted
    if change is not None and (show == "changes" or (show is None and corrected)):
        return "changes", newest
    return "text", newest
