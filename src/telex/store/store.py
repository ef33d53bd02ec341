"""What a store promises. The docstrings are the contract; `tests/contract` holds every keeper to it.

Reads see a committed prefix of the log. Writes return after a durable commit (fsync), many callers sharing one.
A driver's error never crosses this line: what comes out is a `TelexError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from telex.model.amendment import Amendment
from telex.model.company import Source
from telex.model.delivery import LogEntry, Slip
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.facts import Facts
from telex.model.filing import Filed, Filing
from telex.model.grouping import Decision, Instruction, Label, Outcome, Pair, Stand, Suggestion, Ties, Undo
from telex.model.record import Held, Hold, KeptFiling, Known, Quarantined, Record, Reread, Selection, Stored, Timer
from telex.store.customers import Accounts, Alerts, Companies, Plans, Topics


class Dispatches(Protocol):
    """Recorded versions. Nothing held is ever in here."""

    async def lineage(
        self, *, id: str | None, uri: str | None, evolved_from: str | None, translation_of: str | None
    ) -> Known:
        """What is recorded about the item (by id, else by uri) and its links. The links may be given as id or uri."""
        ...

    async def newest(self, id: str) -> Stored | None:
        """The newest public version of an item (a killed item: its stub)."""
        ...

    async def version(self, id: str, version: int) -> Stored | None: ...

    async def versions(self, id: str) -> list[Stored]:
        """All public versions, ascending. Of a killed item each one is a stub without text."""
        ...

    async def by_uri(self, uri: str) -> Stored | None: ...

    async def at(self, position: int) -> Stored | None:
        """The version that this log row recorded, as it stands now; None for rows without one."""
        ...

    async def live(self, selection: Selection, *, before: int | None, limit: int) -> list[Stored]:
        """Newest versions, newest item first (by `first_position`, below `before`): the live list and the search."""
        ...

    async def changed(self, selection: Selection, *, after: int, limit: int) -> list[Stored]:
        """Newest versions whose last log row is after `after`, in log order: the pull cursor. An item comes once."""
        ...

    async def count(self, selection: Selection) -> int:
        """How many items `live` would give."""
        ...

    async def facts(self, id: str, version: int) -> Facts | None:
        """The reading that the version was made from: for the desk alone."""
        ...

    async def named_facts(self, id: str, version: int) -> Facts | None:
        """The newest reading of the version that a model took part in: the same text, more names. For the desk alone."""
        ...

    async def slips(self, id: str) -> list[Slip]:
        """Who was to have any version of the item, each subscriber once."""
        ...


class Windows(Protocol):
    """Stretches of the archive, for dry runs. A place is an item's `first_position`: the order of the live list."""

    async def span(self, since: datetime) -> tuple[int, int]:
        """Places `[low, high)` of what has come since an instant. Counted in rows of the log, which also hold no item."""
        ...

    async def proposed(self, match: str | None, low: int, high: int) -> list[int]:
        """Places in `[low, high)` that the index has for an expression, ascending; None = every item. No gate: never to be
        counted or shown before `opened`. Raises Invalid for an expression that SQLite refuses."""
        ...

    async def opened(self, selection: Selection, places: Sequence[int]) -> list[int]:
        """Those of the places that the selection lets through, in the order given."""
        ...

    async def at(self, places: Sequence[int]) -> list[Stored]:
        """Newest versions of the items at these places, ascending. No gate: the reader's comes after it."""
        ...


class Holds(Protocol):
    """Versions that wait. Only the desk reads them."""

    async def all(self) -> list[Held]: ...
    async def get(self, id: str) -> Held | None:
        """By hold id or by item id."""
        ...

    async def move(self, id: str, due: datetime | None, dispatch: Dispatch) -> None:
        """Another hour (None: no timer), in one commit with its timer."""
        ...

    async def offer(self, id: str, carried: frozenset[str] | None) -> None:
        """Opens a hold in advance to whom these standing ids entitle; None closes it again. By hold id. A newer version that
        replaces the held one is closed until it is opened anew."""
        ...

    async def offered(self) -> list[Held]:
        """Those open in advance, the next hour first."""
        ...

    async def drop(self, id: str) -> None:
        """Thrown away before publication (a kill of something that never left)."""
        ...


class Events(Protocol):
    async def members(self, event: str) -> list[Stored]:
        """Newest version of every item of the event, in log order, killed ones as stubs."""
        ...

    async def around(self, start: datetime, end: datetime, limit: int) -> list[tuple[Dispatch, Place, Member]]:
        """Usable members whose time lies in [start, end], in log order: the archive window."""
        ...

    async def arrived(self, since: datetime, limit: int) -> list[tuple[Dispatch, Place, Member]]:
        """Usable members recorded since an instant, whenever what they tell happened, in log order: the rebuild at start."""
        ...


class Grouping(Protocol):
    """What the desk decided on events, and what is offered to it. `docs/decisions/0013-rulings-stick.md`."""

    async def apply(self, ask: Instruction | Undo) -> Outcome:
        """One ruling, or its undoing, in one commit: log row, memberships, pairs, redirects, suggestions. Decided from
        what is recorded at that moment. Raises NotFound, Invalid, Conflict; nothing is changed then."""
        ...

    async def ties(self, item: str, known: Known, named: Stored | None = None) -> Ties:
        """What rulings say of an item about to be placed, and the memberships of now in place of those in `known`.
        `named` = what a notice in its text is about."""
        ...

    async def redirected(self, event: str) -> str | None:
        """The event that an id without members leads to; None when it leads nowhere else."""
        ...

    async def decision(self, id: str) -> Decision | None: ...
    async def decisions(self, event: str | None, *, before: int | None, limit: int) -> list[Decision]:
        """Newest first, of one event or of all; `before` = a position."""
        ...

    async def pairs(self, items: Sequence[str] | None = None) -> list[Pair]:
        """Pairs in force, of these items or all. They always hold."""
        ...

    async def suggestion(self, id: str) -> Suggestion | None: ...
    async def suggestions(self, states: Sequence[Stand], *, before: str | None, limit: int) -> list[Suggestion]:
        """Newest first; `before` = id of a suggestion."""
        ...

    async def suggestions_of(self, event: str, limit: int) -> list[Suggestion]:
        """Open ones that concern an event or one of its members."""
        ...

    async def waiting(self) -> int:
        """How many suggestions are open."""
        ...

    async def labels(self, *, before: str | None, limit: int) -> list[Label]:
        """Confirmed and rejected suggestions as labelled pairs, newest first."""
        ...


class Sources(Protocol):
    async def put(self, source: Source, now: datetime) -> None: ...
    async def get(self, id: str) -> Source | None: ...
    async def all(self) -> list[Source]: ...
    async def state(self, id: str) -> dict[str, str]:
        """What the poller remembers: etag, last-modified, last poll, last error."""
        ...

    async def remember(self, id: str, state: dict[str, str]) -> None: ...
    async def put_profile(self, id: str, toml: str, now: datetime) -> None: ...
    async def profiles(self) -> dict[str, str]:
        """Page layout profiles added by the operator: id to TOML text."""
        ...


class Quarantine(Protocol):
    async def put(self, filing: Filing, code: str, reason: str, now: datetime, *, size: int, sha256: str) -> str:
        """Keeps the bytes (all, or the first 64 kB when `size` says there were more) and returns an id.
        The same bytes of the same source with the same reason, unresolved: the id of the row that is there."""
        ...

    async def list(self, *, resolved: bool = False) -> list[Quarantined]: ...
    async def get(self, id: str) -> tuple[Quarantined, Filing] | None: ...
    async def resolve(self, id: str, now: datetime) -> None: ...


class Filings(Protocol):
    async def answered(self, sender: str, key: str) -> tuple[str, Filed] | None:
        """The body's sha256 and the stored answer of an idempotency key. Sender = source or user id, or ''."""
        ...

    async def same(self, source: str | None, sha256: str) -> Filed | None:
        """The answer to an earlier filing of the very same bytes by the same source, without any order."""
        ...

    async def of(self, item: str) -> list[KeptFiling]: ...
    async def page(self, *, after: str | None, limit: int, source: str | None = None) -> list[KeptFiling]:
        """All kept filings in order of arrival."""
        ...

    async def facts(self, id: str) -> Facts | None: ...
    async def reread(self, result: Reread, facts: Facts, now: datetime) -> None:
        """Records a second reading beside the first."""
        ...

    async def unnamed(self, model: str, language: str, *, after: int, limit: int) -> list[tuple[int, str]]:
        """Position and filing id of newest usable versions in a language that have a reading and none by this model, in log
        order by the item's last row."""
        ...

    async def named(self, id: str, facts: Facts, model: str, now: datetime) -> bool:
        """Records a reading that a model took part in, beside the first. False, and nothing is kept, when the text was
        killed meanwhile or this model's reading is there already."""
        ...


class Amendments(Protocol):
    """What editors set on an item in place of what was read. A kill erases it with the text."""

    async def of(self, item: str) -> tuple[Amendment, ...]:
        """In the order in which they were made; of one field and key the last one counts."""
        ...

    async def put(self, item: str, amendments: Sequence[Amendment]) -> None:
        """For an item that is held, or what changes nothing of one that is out; anything else comes with its next version
        (`Record.amendments`). Of a killed item nothing is kept."""
        ...


class Timers(Protocol):
    async def due(self, now: datetime, limit: int) -> list[Timer]:
        """Timers at or past their hour, in due order."""
        ...

    async def next(self) -> datetime | None: ...


class Cursors(Protocol):
    """How far each reader of the log has come that works by itself."""

    async def at(self, name: str) -> int | None: ...
    async def put(self, name: str, position: int) -> None: ...


class Store(Protocol):
    """The record of one agency."""

    dispatches: Dispatches
    windows: Windows
    holds: Holds
    events: Events
    grouping: Grouping
    companies: Companies
    accounts: Accounts
    sources: Sources
    quarantine: Quarantine
    filings: Filings
    amendments: Amendments
    topics: Topics
    alerts: Alerts
    plans: Plans
    timers: Timers
    cursors: Cursors

    async def record(self, unit: Record) -> int:
        """Commits version, log row, event, slips, carried products, search row, filing and its answer in one
        transaction, and returns the position: dense, in commit order. A kill erases the text of all versions, the
        search row and the readings in that same commit. Raises Stale when `relied_on` or `released` no longer holds,
        StoreFull, Busy; then nothing of the unit is kept. Units are committed in the order of the calls."""
        ...

    async def hold(self, unit: Hold) -> str:
        """Commits filing, held version and timer; no position, no row that a reader could reach. Returns the hold's id.
        A version of the same item that waits already is replaced: only the newest words go out."""
        ...

    async def read(self, after: int, limit: int) -> list[LogEntry]:
        """Log rows after a position: a gapless prefix of what follows."""
        ...

    async def head(self) -> int: ...

    async def earliest(self) -> int:
        """Position before the first row kept (0 as long as nothing was compacted)."""
        ...

    async def seen_now(self, now: datetime) -> datetime:
        """max(now, the latest instant ever recorded): the clock never runs backwards across a restart."""
        ...

    async def close(self) -> None: ...
