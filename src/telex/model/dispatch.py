"""One version of one item, as the desk leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.draft import Embargo
from telex.model.facts import Anomaly, Caption, Dateline, EventDate, Translation
from telex.model.mentions import NOTHING, Correction, Mentions
from telex.model.vocabulary import Act, PubStatus


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A version. IPTC names; times aware UTC unless said otherwise; absent stays None.

    `version` is the public number, dense from 1 unless the source numbers its versions itself; 0 while held.
    """

    id: str
    """Random id of the item, minted by Telex, the same for all its versions."""
    uri: str
    version: int
    act: Act
    pubstatus: PubStatus
    received_at: datetime
    source: str
    """Configured source id, else the issuer or site folded to an id, else `unknown`."""
    source_name: str | None = None
    """As shown: who carried it."""
    provider: str | None = None
    """Who wrote it."""
    language: str | None = None
    headline: str | None = None
    subheadline: str | None = None
    abstract: str | None = None
    """Summary: written by the source or an editor, else the lead sentences (`abstract_derived`)."""
    abstract_derived: bool = False
    slugline: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    located: str | None = None
    body: tuple[str, ...] = ()
    """Paragraphs, plain text."""
    captions: tuple[Caption, ...] = ()
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    genre: str | None = None
    urgency: int = 5
    ednote: str | None = None
    """Note to subscribers: what was corrected, why it was killed."""
    usageterms: str | None = None
    copyright: str | None = None
    published: str | None = None
    """What the source says: ISO 8601, local, as precise as the source."""
    updated: str | None = None
    event_date: EventDate | None = None
    translation: Translation | None = None
    first_created: datetime | None = None
    version_created: datetime | None = None
    embargo: Embargo | None = None
    evolved_from: str | None = None
    """Id of the item this one updates."""
    translation_of: str | None = None
    """Id of the item this one renders."""
    anomalies: tuple[Anomaly, ...] = ()
    mentions: Mentions = NOTHING
    """People, places, quotations, figures: without the weak ones, which are the desk's. Part of the text: never in a summary."""
    corrections: tuple[Correction, ...] = ()
    """What a notice in the text says was wrong in an earlier one."""
    kills: str | None = None
    """Slug or headline that a kill notice in the text names; the item itself is an ordinary one."""
    late: bool = False
    """A version lower than the newest one when it came: history, never shown as newest."""
    withhold_headline: bool = False
    named_to: frozenset[str] = frozenset()
    """Of a kill: products that carried the last version at that moment. Only through them is the headline named."""
    editor: str | None = None
    """User id of the editor who made this version."""
    link: str | None = None
    hold: bool = False
    """True while it must not leave: embargo ahead, unreadable embargo, withheld by its source."""
    first_published_at: datetime | None = None
    """When version 1 entered the log; set by the store."""
    killed_at: datetime | None = None
    """When the kill entered the log; set by the store."""

    @property
    def held(self) -> bool:
        """In no event, slip, search row, index or position until released."""
        return self.hold
