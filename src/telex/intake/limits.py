"""How much is taken in (design/formats.md section 4.7)."""

from __future__ import annotations

from dataclasses import dataclass

from telex.errors import TooLarge
from telex.model.filing import Filing


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one filing. Depths, elements and headline length are constants beside the parsers they protect."""

    max_bytes: int = 10_000_000
    max_entries: int = 5_000
    """Entries of one feed document."""


def check_size(filing: Filing, limits: Limits) -> None:
    """Raises TooLarge, before anything is parsed."""
    if len(filing.body) > limits.max_bytes:
        raise TooLarge(
            f"{len(filing.body):,} bytes are over the limit of {limits.max_bytes:,}; split the filing "
            "or raise max_filing_bytes"
        )
