"""What an explanation says, as values. Codes are for pages that word them; `says` is English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.model.dispatch import Dispatch
from telex.model.topic import Alert
from telex.routing.explain import Explained

REASONS = {
    "held": "it waits: no copy leaves before an editor or its hour releases it",
    "embargo": "it is under embargo",
    "withheld": "it was withdrawn for now",
    "never-held": "it was killed, and this subscriber never had it",
    "inactive": "the company is switched off",
    "blocked": "a block closes it",
    "no-match": "no product carries it",
    "no-product": "the products that carry it are not among those of the company",
    "period": "the right to the products that carry it had not begun, or has ended",
    "channel": "the right to the products that carry it does not hold on this channel",
    "archive": "it is older than the archive that the right reaches",
    "seat": "the user has no seat for the products that carry it",
    "filtered": "the company's own content filter keeps it out of what is sent; search still finds it",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, or did not. `passed`: True let it through, False stopped it, None says a fact."""

    code: str
    """arrived, held, offered, killed, withdrawn · carried, not-carried · block, filter · then, now · topic, no-topic ·
    alert, waits, quiet, folded, no-alert · attempts."""
    passed: bool | None
    says: str
    """English."""
    at: datetime | None = None
    id: str | None = None
    """Of the product, block, filter, topic or hold; of `folded` the dispatch told before."""
    name: str | None = None
    query: str | None = None
    explained: Explained | None = None
    changed: bool = False
    """The query has changed since: what is told of its conditions is of now."""
    alert: Alert | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole answer."""

    id: str
    version: int | None
    """Newest public version; None while held."""
    company: str
    user: str | None
    """User id."""
    what: str
    """full, summary, notice or no: the verdict of now."""
    reason: str | None
    """The first reason why not: a key of REASONS; None when nothing stands in the way."""
    steps: tuple[Step, ...]
    dispatch: Dispatch | None = None
    """As the asker may see it: what the marks of the steps count in."""

    @property
    def says(self) -> str:
        if self.reason is None:
            return {"full": "full text", "summary": "summary", "notice": "notice of the kill"}.get(self.what, self.what)
        return REASONS.get(self.reason, self.reason)
