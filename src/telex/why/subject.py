"""Whom an explanation is about, and what the gate says of him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telex.errors import Invalid, NotFound, Refused
from telex.house import House
from telex.model.company import User, Viewer
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Channel
from telex.routing.entitlement import Verdict, may
from telex.routing.route import SLIP_CHANNELS
from telex.routing.standing import is_product

ORDER = ("held", "embargo", "withheld", "inactive", "blocked", "no-product", "period", "channel", "archive", "seat")
"""Reasons of the gate in the order in which it gives them: of several channels, the one that came furthest is told."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A company, or one of its people."""

    viewer: Viewer
    company: str
    user: User | None

    @property
    def user_id(self) -> str | None:
        return self.user.id if self.user is not None else None


async def subject_of(house: House, asker: Viewer, company: str | None, user: str | None) -> Subject:
    """Whom `asker` may ask about: desk people about anyone, by company or by user (id or address); others about themselves.

    Raises NotFound for an unknown company or user, Invalid when the desk names neither, Refused when a subscriber asks
    about another.
    """
    return await _anyone(house, company, user) if asker.desk else _himself(house, asker, company, user)


def _himself(house: House, asker: Viewer, company: str | None, user: str | None) -> Subject:
    known = house.book.user(asker.user) if asker.user is not None else None
    own = {asker.user, known.email if known is not None else None} - {None}
    if asker.company is None or company not in (None, asker.company) or not (user is None or user in own):
        raise Refused("you can ask why you have a dispatch or not, and about nobody else")
    return Subject(asker, asker.company, known)


async def _anyone(house: House, company: str | None, user: str | None) -> Subject:
    if user is not None:
        by_address = await house.store.accounts.user_by_email(user)
        found = by_address[0] if by_address is not None else await house.store.accounts.get_user(user)
        viewer = house.book.viewer_of(found) if found is not None and not found.role.desk else None
        if found is None or viewer is None or viewer.company is None or company not in (None, viewer.company):
            raise NotFound(f"no user {user[:80]!r} of a company; `telex user list` shows them")
        return Subject(viewer, viewer.company, found)
    if company is None:
        raise Invalid("say whom you ask about: a company, or one of its users")
    whole = house.book.viewer(company)
    if whole is None:
        raise NotFound(f"no company {company[:80]!r}; `telex company list` shows them")
    return Subject(whole, company, None)


def judged(subject: Subject, dispatch: Dispatch, carried: frozenset[str], now: datetime) -> tuple[Verdict, Channel]:
    """On the portal for a person; for a company on the first channel that is open, else on the one that came furthest."""
    channels = SLIP_CHANNELS if subject.user is None else (Channel.PORTAL,)
    each = [(may(subject.viewer, dispatch, carried, channel, now), channel) for channel in channels]
    return next((found for found in each if found[0].yes), max(each, key=lambda found: _rank(found[0])))


def _rank(verdict: Verdict) -> int:
    return ORDER.index(verdict.reason) if verdict.reason in ORDER else -1


def reason(subject: Subject, verdict: Verdict, carried: frozenset[str]) -> str | None:
    """The first reason why not; None when nothing stands in the way."""
    if verdict.yes:
        return "filtered" if verdict.text and not subject.viewer.filters.isdisjoint(carried) else None
    if verdict.reason == "no-product" and not any(is_product(id) for id in carried):
        return "no-match"
    return verdict.reason
