"""What a store promises. The docstrings are the contract; `tests/contract` holds every keeper to it.

Reads see a committed prefix of the log. Writes return after a durable commit (fsync), many callers sharing one.
A driver's error never crosses this line: what comes out is a `TelexError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from telex.model.amendment import Amendment
from telex.model.company import Company, Entitlement, Product, Restriction, Seat, Source, Token, User
from telex.model.delivery import LogEntry, Slip
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.facts import Facts
from telex.model.filing import Filed, Filing
from telex.model.grouping import Decision, Instruction, Label, Outcome, Pair, Stand, Suggestion, Ties, Undo
from telex.model.record import Held, Hold, KeptFiling, Known, Quarantined, Record, Reread, Selection, Stored, Timer
from telex.model.topic import Alert, Follow, Topic


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


class Companies(Protocol):
    """Customers and what they have. Every change of rights is an `entitle` row of the log: its position is returned."""

    async def put_company(self, company: Company, now: datetime) -> int: ...
    async def get_company(self, id: str) -> Company | None: ...
    async def all_companies(self) -> list[Company]: ...
    async def grant(self, company: str, entitlement: Entitlement, now: datetime) -> int: ...
    async def revoke(self, company: str, product: str, now: datetime) -> int:
        """Ends the entitlement now; the ended row is kept."""
        ...

    async def put_product(self, product: Product, carried: Sequence[tuple[str, int]] | None, now: datetime) -> int:
        """Saves a product with the (item, version) pairs that it carries, in one commit; rows it no longer carries are
        ended at once. None = leave the rows as they are (a new name)."""
        ...

    async def get_product(self, id: str) -> Product | None: ...
    async def all_products(self) -> list[Product]: ...
    async def put_restriction(
        self, restriction: Restriction, carried: Sequence[tuple[str, int]] | None, now: datetime
    ) -> int:
        """Saves a block or filter with the (item, version) pairs that it carries, as `put_product`: its rows stand in the
        same table under `Restriction.standing`."""
        ...

    async def all_restrictions(self) -> list[Restriction]:
        """Stopped ones too."""
        ...

    async def put_seats(self, company: str, product: str, users: Sequence[str], now: datetime) -> int:
        """Exactly these users of the company have the seats of the product from now on."""
        ...

    async def all_seats(self) -> list[Seat]: ...


class Topics(Protocol):
    """Saved queries and who follows them."""

    async def put(self, topic: Topic, now: datetime) -> None:
        """New or changed. A stopped one (`active` False) is kept, with its followers."""
        ...

    async def get(self, id: str) -> Topic | None: ...
    async def all(self) -> list[Topic]:
        """Active ones, by id: what the book loads."""
        ...

    async def open_to(self, user: str, company: str | None) -> list[Topic]:
        """Active ones that the user may follow: his own, those shared in his company, the global ones. By name."""
        ...

    async def follow(self, follow: Follow, now: datetime) -> None:
        """New or changed; one row a topic and user."""
        ...

    async def unfollow(self, topic: str, user: str) -> None: ...
    async def follows(self, *, topic: str | None = None, user: str | None = None) -> list[Follow]:
        """Of one topic, of one user, or all."""
        ...

    async def mute(self, user: str, until: datetime | None) -> None:
        """Silences every topic of a user until an instant; None = no longer."""
        ...

    async def mutes(self) -> dict[str, datetime]:
        """User id to the end of his mute, past ones too."""
        ...


class Alerts(Protocol):
    """What readers were told because of their topics. Made by `Store.record`, in the commit of the version."""

    async def told(self, *, item: str, event: str | None) -> list[Alert]:
        """Every earlier alert on the item or on any item of the event, in order: whom a correction or kill must reach, and
        who need not be told of the event again."""
        ...

    async def inbox(self, user: str, now: datetime, *, before: int | None, limit: int) -> list[Alert]:
        """Due ones, newest first by (due, n); `before` = `n` of the last one seen."""
        ...

    async def after(self, user: str, now: datetime, n: int, limit: int) -> list[Alert]:
        """Due ones that come after the alert `n` in the order (due, n), ascending: for machines, whose cursor is the `n` of
        the last one seen (0: from the first). In that order, so that a digest that falls due is not passed over."""
        ...

    async def of(self, item: str, user: str) -> list[Alert]:
        """All alerts of a user on an item, due or not."""
        ...

    async def unread(self, user: str, now: datetime) -> int: ...
    async def read(self, user: str, ns: Sequence[int] | None, now: datetime) -> None:
        """Marks alerts of the user as read; None = all that are due."""
        ...

    async def waiting(self, user: str, now: datetime) -> list[Alert]:
        """Not due yet: muted, or of a digest to come."""
        ...


class Plans(Protocol):
    """Compiled standing queries, kept so that a start need not parse: a cache, never the truth."""

    async def all(self, versions: tuple[int, ...]) -> dict[str, bytes]:
        """Canonical text to plan, of exactly these grammar, analysis and plan versions; others are dropped."""
        ...

    async def put(self, versions: tuple[int, ...], plans: Sequence[tuple[str, bytes]]) -> None: ...


class Accounts(Protocol):
    """People and machines. Secrets are kept as hashes; this layer never sees a clear one."""

    async def put_user(self, user: User, password_hash: str | None, now: datetime) -> None:
        """None keeps the password as it is. Changing it revokes all sessions of the user in the same commit."""
        ...

    async def get_user(self, id: str) -> User | None: ...
    async def user_by_email(self, email: str) -> tuple[User, str | None] | None:
        """The user and the password hash; the address is compared without case."""
        ...

    async def all_users(self) -> list[User]: ...
    async def open_session(self, token_hash: str, user: str, now: datetime, until: datetime) -> None: ...
    async def session(self, token_hash: str, now: datetime) -> User | None:
        """The active user of a session that is neither revoked nor past its end."""
        ...

    async def close_session(self, token_hash: str, now: datetime) -> None: ...
    async def close_sessions(self, user: str, now: datetime) -> int: ...
    async def put_token(self, token: Token, token_hash: str, now: datetime) -> None: ...
    async def token(self, token_hash: str, now: datetime) -> Token | None:
        """The token of this hash, unless revoked."""
        ...

    async def all_tokens(self) -> list[Token]: ...
    async def revoke_token(self, id: str, now: datetime) -> None: ...
    async def failures(self, key: str, since: datetime) -> int:
        """Failed sign-ins under a key (address, network address) since an instant."""
        ...

    async def failed(self, key: str, now: datetime) -> None: ...
    async def forgive(self, key: str) -> None: ...


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
