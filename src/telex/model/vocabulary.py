"""The trade's words as closed lists (IPTC NewsCodes, ninjs 3.1, the Superdesk glossary)."""

from __future__ import annotations

from enum import StrEnum


class PubStatus(StrEnum):
    """IPTC pubstatus. Real files also carry `cancelled`: `formats` reads it, nothing writes it."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Relation(StrEnum):
    """How a dispatch stands to the event it reports. `partial` and `contains` are links between events."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"
    TRANSLATION = "translation"
    REPOST = "repost"
    ACCOUNT = "account"


class Act(StrEnum):
    """What a filing asks the desk to do. `NEW` is also what a filing without any declared act asks for."""

    NEW = "new"
    UPDATE = "update"
    """A new item linked to an earlier one (evolvedFrom): the story went on, nothing was wrong."""
    CORRECT = "correct"
    """Same item, version + 1, with a note: something was wrong."""
    KILL = "kill"
    """Must not be used; the text is removed everywhere."""
    TRANSLATE = "translate"
    """A new item that renders another one in another language."""
    RELEASE = "release"
    """Lift the embargo of a held version now, or set another hour."""


class Kind(StrEnum):
    """Kind of a row of the log."""

    PUBLISH = "publish"
    UPDATE = "update"
    CORRECT = "correct"
    KILL = "kill"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    ENTITLE = "entitle"
    MARK = "mark"
    REGROUP = "regroup"
    """A ruling of the desk on events, or its undoing. Names no item: it changes no text and tells nobody anything."""


class Channel(StrEnum):
    """Where bytes leave. An unknown channel is refused by the gate."""

    PORTAL = "portal"
    API = "api"
    STREAM = "stream"
    FEED = "feed"
    SITE = "site"
    DESK = "desk"
    CLI = "cli"
    ADVANCE = "advance"
    """Copies of embargoed versions before their hour, to whom the desk has opened them: an exit of its own."""


class Scope(StrEnum):
    """What a bearer token may do."""

    READ = "read"
    """Read what one company is entitled to."""
    FILE = "file"
    """File for one source."""
    DESK = "desk"
    """Act as one desk user."""
    COMPANY = "company"
    """Act as one company administrator, for his own company."""
    PERSON = "person"
    """Act as one person: his topics and alerts; and read what he may read."""


class Role(StrEnum):
    """What a signed-in person may do. A machine is no user: it has a token."""

    ADMINISTRATOR = "administrator"
    """Of the agency: everything an editor may, and companies, products, blocks, people and tokens."""
    EDITOR = "editor"
    COMPANY_ADMINISTRATOR = "company-administrator"
    """Of one company: reads, and manages its people, seats and shared topics."""
    READER = "reader"

    @property
    def desk(self) -> bool:
        """One of the agency's own people."""
        return self in (Role.ADMINISTRATOR, Role.EDITOR)


class Limit(StrEnum):
    """What narrows what a company gets."""

    BLOCK = "block"
    """The operator's, part of the right: the company never sees it, at any exit."""
    FILTER = "filter"
    """The company's own wish: not sent, not alerted, not in its live list; search and addresses still find it."""


class Right(StrEnum):
    """How much of a dispatch an entitlement gives."""

    FULL = "full"
    SUMMARY = "summary"
