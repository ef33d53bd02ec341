"""Accounts of one event side by side: what stands in several, what is told otherwise, what was found in one alone.

Only what spans of text prove (events.md section 6, interface.md section 9). Equal wording is "même citation"; nothing is ever said
to be true, agreed or missing: what is not found in an account is "non relevé dans ce récit".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telex.events import dated, named, quantities, quoted
from telex.events.claims import MOST_OF_A_KIND, Account, Claim, Told
from telex.model.dispatch import Dispatch

MOST_ACCOUNTS = 12
"""Compared with one another: the first ones given."""

__all__ = ["MOST_ACCOUNTS", "Claim", "Comparison", "Told", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the accounts prove together."""

    accounts: tuple[str, ...] = ()
    """Item ids, in the order given."""
    claims: tuple[Claim, ...] = ()
    """Differences first, then what is common, then what was found in one alone."""
    whole: bool = True
    """False when a ceiling left something out: accounts, quotations or mentions."""


_ORDER = ("differs", "linked", "role", "spelling", "same", "reworded", "both", "only")


def compare(dispatches: Sequence[Dispatch]) -> Comparison:
    """Put two or more accounts beside one another. Pure; one account alone gives no claim.

    Dispatches without mentions give quotations between marks and nothing else, and nothing is said to be missing in them.
    Quotations compare within a language, figures with a unit, dates, people and countries across languages too.
    """
    accounts = [Account.of(dispatch) for dispatch in dispatches[:MOST_ACCOUNTS]]
    if len(accounts) < 2:
        return Comparison(tuple(account.id for account in accounts))
    quotes, whole = quoted.claims(accounts)
    found = [*dated.claims(accounts), *quantities.claims(accounts), *named.claims(accounts), *quotes]
    kept = whole and len(dispatches) <= MOST_ACCOUNTS and not any(_crowded(account) for account in accounts)
    ordered = sorted(found, key=lambda claim: _ORDER.index(claim.kind))
    return Comparison(tuple(account.id for account in accounts), tuple(ordered), kept)


def _crowded(account: Account) -> bool:
    m = account.mentions
    return max(map(len, (m.people, m.organisations, m.places, m.quotes, m.figures, m.dates))) > MOST_OF_A_KIND
