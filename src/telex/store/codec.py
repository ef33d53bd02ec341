"""Values of the model as JSON and back, instants as whole microseconds: what stands in the columns of the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec

from telex.errors import Invalid
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence
from telex.model.facts import Facts
from telex.model.filing import Filing
from telex.model.vocabulary import Channel

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = 2**63 - 1
"""`embargo_until` of an embargo whose end could not be read: no clock reaches it."""
_TICK = timedelta(microseconds=1)

_encoder = msgspec.json.Encoder()
_dispatch = msgspec.json.Decoder(Dispatch)
_facts = msgspec.json.Decoder(Facts)
_evidence = msgspec.json.Decoder(Evidence)
_filing = msgspec.json.Decoder(Filing)
_texts = msgspec.json.Decoder(tuple[str, ...])
_channels = msgspec.json.Decoder(frozenset[Channel])
_making = msgspec.json.Decoder(tuple[str, int, int])


def micros(at: datetime) -> int:
    """Microseconds since 1970, UTC. Raises Invalid for an instant without a zone: no zone is ever guessed."""
    if at.tzinfo is None:
        raise Invalid(f"the instant {at.isoformat()} has no time zone; give an aware datetime")
    return (at - EPOCH) // _TICK


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def instant(value: int) -> datetime:
    """The aware UTC datetime of `micros`."""
    return EPOCH + timedelta(microseconds=value)


def instant_or_none(value: int | None) -> datetime | None:
    return None if value is None else instant(value)


def encode(value: object) -> str:
    """JSON text. Raises Invalid for text that UTF-8 cannot carry (half of a surrogate pair)."""
    try:
        return _encoder.encode(value).decode("utf-8")
    except UnicodeError as error:
        raise Invalid("the text holds half of a surrogate pair, which is no character; send it as UTF-8") from error


def texts(values: Iterable[str]) -> str:
    """A list of words as a JSON array."""
    return encode(tuple(values))


def dispatch(text: str) -> Dispatch:
    return _dispatch.decode(text)


def facts(text: str) -> Facts:
    return _facts.decode(text)


def evidence(text: str) -> Evidence:
    return _evidence.decode(text)


def words(text: str) -> tuple[str, ...]:
    return _texts.decode(text)


def channels(text: str) -> frozenset[Channel]:
    return _channels.decode(text)


def making(text: str) -> tuple[str, int, int]:
    """What an unfinished index is made with, its last place, how many it has."""
    return _making.decode(text)


def channels_text(values: frozenset[Channel]) -> str:
    """Sorted, so that equal sets are equal texts."""
    return encode(sorted(values))


def envelope(filing: Filing) -> str:
    """Everything of a filing but its bytes, which have a column of their own."""
    return encode(replace(filing, body=b""))


def filing(envelope: str, body: bytes) -> Filing:
    return replace(_filing.decode(envelope), body=body)
