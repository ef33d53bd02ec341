"""What arrived, before anyone read it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from telex.model.vocabulary import Act


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor, or a sender in so many words, asks for. Declared, so it acts at once."""

    act: Act
    of: str | None = None
    """Id or uri of the dispatch concerned."""
    note: str | None = None
    """Note to subscribers: required for a correction, the reason for a kill."""
    embargo: datetime | None = None
    """Aware instant before which nothing may leave; for RELEASE the new hour, None = now."""
    based_on: int | None = None
    """Version the editor was looking at; another newest version means Conflict."""
    withhold_headline: bool = False
    """KILL only: the stub keeps slug and reference, not the headline."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Bytes as received. Kept, for the operator alone, so that they can be read again."""

    body: bytes
    received_at: datetime
    """Aware, UTC."""
    media_type: str | None = None
    """As declared, parameters included; None = to be found out."""
    source: str | None = None
    """Id of the configured source, None when the sender is not a configured one."""
    name: str | None = None
    """File name or URL it came from."""
    profile: str | None = None
    """Id of the reading profile configured for the source; None = detect."""
    key: str | None = None
    """Idempotency key, unique per sender."""
    by: str | None = None
    """Id of the user who filed it, None for machines."""
    order: Order | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer to a filing, given only after its commit."""

    id: str
    """Random id of the item, minted by Telex."""
    uri: str
    version: int | None
    """Public version; None while the version is held."""
    position: int | None
    """Place in the log; None while the version is held."""
    state: str
    """published, held, killed, late (a lower version, kept in history), replaced (a held version, by a newer one), duplicate."""
