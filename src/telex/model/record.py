"""What the desk and the gate need to know of what is already recorded, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from telex.model.amendment import Amendment
from telex.model.company import Viewer
from telex.model.delivery import Route
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.facts import Facts
from telex.model.filing import Filing
from telex.model.topic import Alert
from telex.model.vocabulary import Channel, Kind


@dataclass(frozen=True, slots=True)
class Stored:
    """A recorded version with all that the gate and the pages need. The item's status is already laid over it."""

    dispatch: Dispatch
    position: int
    """Position of this version's own log row."""
    at: datetime
    """When that row was committed."""
    kind: Kind
    carried: frozenset[str]
    """Products that carry this version now; for a killed item, all that ever carried one of its versions."""
    newest: bool
    """Whether this is the item's newest public version."""
    member: Member | None = None
    first_position: int = 0
    """Position of the item's first log row: the order of the live list."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded about the item that a draft belongs to, and about the items it links to."""

    newest: Stored | None = None
    """Newest public version of the same item; a killed one too."""
    held: Dispatch | None = None
    """A version of the same item that waits for its hour."""
    versions: tuple[int, ...] = ()
    """Public version numbers, ascending."""
    evolved_from: Stored | None = None
    original: Stored | None = None
    """The item it translates."""
    carried_before: frozenset[str] = frozenset()
    """Every product that ever carried a version of the item: a correction and a kill follow the text."""
    amendments: tuple[Amendment, ...] = ()
    """What editors set on the item."""


@dataclass(frozen=True, slots=True)
class Record:
    """One unit of work: everything that one filing (or one release) commits, in one transaction."""

    dispatch: Dispatch
    kind: Kind
    now: datetime
    route: Route
    place: Place | None = None
    """None for a late version: it changes no event."""
    at: datetime | None = None
    """The member's time on the event's time-line (decay): event date, issue time or arrival."""
    filing: Filing | None = None
    """None when a held version is released (its filing is already kept), and for a version made of the one before: it
    belongs to the same filing."""
    facts: Facts | None = None
    relied_on: int | None = None
    """Newest public version when this was decided, None = the item was unknown. Another one at commit: Stale."""
    released: str | None = None
    """Id of the hold that this unit releases; gone already at commit: Stale."""
    cause: str | None = None
    amendments: tuple[Amendment, ...] = ()
    """What an editor set, which this version is the outcome of."""
    alerts: tuple[Alert, ...] = ()
    """Whom of those who follow topics to tell of this version."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A version that must wait, or that an editor must look at. `due` None = no timer: only an editor releases it."""

    dispatch: Dispatch
    now: datetime
    due: datetime | None
    filing: Filing
    facts: Facts | None = None
    relied_on: int | None = None
    reason: str = "embargo"
    """embargo, embargo_unreadable, withheld."""


@dataclass(frozen=True, slots=True)
class Held:
    """A held version as the desk sees it."""

    id: str
    dispatch: Dispatch
    due: datetime | None
    reason: str
    since: datetime
    relied_on: int | None = None
    advance: frozenset[str] | None = None
    """Standing ids that carry it, where the desk has opened it in advance; None = nobody reads it before its hour."""


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that must happen at an hour, once."""

    id: str
    kind: str
    """release."""
    key: str
    """Id of the hold."""
    due: datetime


NO_TEXT = 0
"""`Grant.archive` that no text is young enough for: notices of kills alone."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What of a viewer's rights the visible.sql query needs, for one channel."""

    product: str
    since: datetime | None
    until: datetime | None
    archive: int | None = None
    """Days back that texts are open; notices of kills know no age."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the wire to read. The right half is the viewer's, the left half the question."""

    now: datetime
    desk: bool = False
    """An editor or the operator: every recorded item. Held versions are in no table that this reads."""
    grants: tuple[Grant, ...] = ()
    active: bool = True
    """False: only notices of kills."""
    blocks: frozenset[str] = frozenset()
    """Texts that one of these standing queries carries are closed."""
    without: frozenset[str] = frozenset()
    """Texts that one of these carries are left out: the content filters, where they count."""
    product: str | None = None
    """Carried by this product too (the viewer must have it)."""
    language: str | None = None
    urgency: int | None = None
    """This urgency or higher (a lower number)."""
    source: str | None = None
    event: str | None = None
    match: str | None = None
    """FTS5 expression that narrows the search to a superset; None = no full-text condition."""
    texts_only: bool = False
    """Without notices of kills (search, counts, feeds)."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What could not be read, with its reason; it can be read again."""

    id: str
    at: datetime
    reason: str
    code: str
    size: int
    sha256: str
    source: str | None
    name: str | None
    media_type: str | None
    whole: bool
    """False when only the first 64 kB were kept (over the size limit)."""
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptFiling:
    """A filing in the store."""

    id: str
    filing: Filing
    item: str | None
    version: int | None
    position: int | None
    state: str


def grants_for(viewer: Viewer, channel: Channel) -> tuple[Grant, ...]:
    """The viewer's rights on one channel, as `Selection.grants`. One that he has no seat for still brings notices of kills."""
    return tuple(
        Grant(e.product, e.since, e.until, e.archive if viewer.seated(e) else NO_TEXT)
        for e in viewer.entitlements
        if channel in e.channels
    )


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored filing read again by the present reader: the same, or what differs. Never a new version by itself."""

    filing: str
    item: str | None
    reader_version: int
    same: bool
    changed: tuple[str, ...] = field(default=())
    """Names of the fields that came out differently."""
