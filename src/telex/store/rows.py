"""Rows of the `dispatches.columns` query as `Stored`, with the item's status laid over the version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telex.model.dispatch import Dispatch
from telex.model.event import Member
from telex.model.record import Stored
from telex.model.vocabulary import Kind, PubStatus, Relation
from telex.store import codec

Row = tuple[Any, ...]


def overlaid(body: str, status: str, published: int | None, killed: int | None) -> Dispatch:
    """The version as it stands now: status and instants are the item's, kept once and not in each version."""
    return replace(
        codec.dispatch(body),
        pubstatus=PubStatus(status),
        first_published_at=codec.instant_or_none(published),
        killed_at=codec.instant_or_none(killed),
    )


def stored(row: Row) -> Stored:
    body, position, at, kind, newest, status, published, killed, first_position, id, event, *rest = row
    return Stored(
        dispatch=overlaid(body, status, published, killed),
        position=position,
        at=codec.instant(at),
        kind=Kind(kind),
        carried=frozenset(codec.words(rest[5])),
        newest=bool(newest),
        member=member(id, event, rest),
        first_position=first_position,
    )


def member(id: str, event: str | None, columns: list[Any]) -> Member | None:
    """From relation, related_to, evidence, position, at: the columns of `member`; all NULL = in no event."""
    relation, related_to, evidence, position, at = columns[:5]
    if event is None or relation is None:
        return None
    return Member(id, event, Relation(relation), related_to, codec.evidence(evidence), position, codec.instant(at))
