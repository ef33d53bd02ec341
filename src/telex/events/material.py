"""What of an event a dispatch tells otherwise than those that somebody was told of: the reason of one more alert.

As an event page (`accounts`), only what spans of text prove, and here less: a false alert costs a reader's attention, and what
is missed he still finds on the page of the event. So a figure counts when it differs of the same thing, a person when the text
gives his role, a quotation when somebody is named as its speaker or it is long enough to be nobody's title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telex.events import dated, named, quantities, quoted
from telex.events.claims import Account, Claim
from telex.model.dispatch import Dispatch
from telex.model.mentions import Figure
from telex.model.proof import Span
from telex.model.text import fold

KINDS = ("figure", "person", "place", "quote", "date")
MOST_TOLD = 6
"""Dispatches compared with: the last ones given, which hold what was told last."""
_NOW = "now"


def changes(told: Sequence[Dispatch], now: Dispatch) -> tuple[str, ...]:
    """Kinds of `KINDS` in which `now` differs from all of `told`, oldest first; none where nothing proves it.

    Pure. A translation differs in days and people alone: nothing else crosses languages. Of a text without mentions (a
    summary, a kill, one recorded before there were any) nothing is said.
    """
    earlier = [_account(dispatch, str(n)) for n, dispatch in enumerate(told[-MOST_TOLD:])]
    account = _account(now, _NOW)
    if not account.read or not any(one.read for one in earlier) or any(one.text == account.text for one in earlier):
        return ()
    together = [*earlier, account]
    pairs = [(one, dated.claims([one, account])) for one in earlier]
    found = {
        "figure": _figures(account, earlier),
        "person": _people(account, _alone(named.claims(together), "person")),
        "place": _differs("place", [days for one, days in pairs if one.mentions.event_place is not None]),
        "quote": _quotes(account, _alone(quoted.claims(together)[0], "quote")),
        "date": _differs("date", [days for one, days in pairs if one.dispatch.event_date is not None]),
    }
    return tuple(kind for kind in KINDS if found[kind])


def _account(dispatch: Dispatch, id: str) -> Account:
    """Under an id of its own: two versions of one item are two accounts here."""
    return Account.of(replace(dispatch, id=id))


def _alone(claims: Sequence[Claim], what: str) -> set[Span]:
    """Where the new text says what none of the earlier ones does."""
    alone = [c for c in claims if c.kind == "only" and c.what == what and c.told[0].dispatch == _NOW]
    return {span for claim in alone if (span := claim.told[0].span) is not None}


def _people(account: Account, alone: set[Span]) -> bool:
    return any(field.value.role is not None and field.span in alone for field in account.mentions.people)


def _quotes(account: Account, alone: set[Span]) -> bool:
    return any(
        quotation.span in alone and (quotation.speaker or len(quotation.words) >= quoted.LEAST_CONTAINED)
        for quotation in quoted.quotations(account)
    )


def _figures(account: Account, earlier: Sequence[Account]) -> bool:
    """A value that differs from an earlier one of the same thing, and that no earlier text holds of anything."""
    known = [field.value for one in earlier for field in one.mentions.figures]
    new = {f.span for f in account.mentions.figures if not any(_overlap(f.value, other) for other in known)}
    for one in earlier if new else ():
        units = {_unit(f.value) for f in one.mentions.figures} & {_unit(f.value) for f in account.mentions.figures}
        pair = (_counting(one, units), _counting(account, units))
        differing = [claim for claim in quantities.claims(pair) if claim.kind == "differs"] if units else []
        if any(told.dispatch == _NOW and told.span in new for claim in differing for told in claim.told):
            return True
    return False


def _unit(figure: Figure) -> str:
    """What two figures of one thing have in common: all that can be said without reading their sentences."""
    return fold(figure.unit)[:4]


def _counting(account: Account, units: set[str]) -> Account:
    """The account with the figures of these units alone: reading the sentences of all would be most of the work."""
    figures = tuple(field for field in account.mentions.figures if _unit(field.value) in units)
    mentions = replace(account.mentions, figures=figures)
    return replace(account, dispatch=replace(account.dispatch, mentions=mentions))


def _overlap(one: Figure, other: Figure) -> bool:
    return one.value <= _high(other) and other.value <= _high(one)


def _high(figure: Figure) -> float:
    return figure.value if figure.high is None else figure.high


def _differs(what: str, compared: Sequence[Sequence[Claim]]) -> bool:
    """Told otherwise than by every earlier text that says anything of it; `compared` = the claims with each of those."""
    return bool(compared) and all(
        any(claim.kind == "differs" and claim.what == what for claim in claims) for claims in compared
    )
