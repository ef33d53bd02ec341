"""What a follower may read of a dispatch, as a topic must see it: a match tells nobody what his right does not.

A reader of summaries who was alerted, or not, by a word deep in the text would know that it stands there. So a topic
is asked about what its follower is given, as the search is (`docs/decisions/0002-search-sees-what-you-see.md`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from telex.model.company import Viewer
from telex.model.dispatch import Dispatch
from telex.model.record import Known, Stored
from telex.model.vocabulary import Channel, Right
from telex.routing.entitlement import Verdict, may
from telex.routing.projection import project


@dataclass(frozen=True, slots=True)
class Sight:
    """One of the few ways in which a version shows itself: all who have the same are given the same words and links."""

    summary: bool = False
    no_earlier: bool = False
    """The item that it updates is hidden from the viewer."""
    no_original: bool = False
    """The item that it renders is."""


WHOLE = Sight()
SUMMARY = Sight(summary=True)


def sight(viewer: Viewer, verdict: Verdict, dispatch: Dispatch, known: Known, now: datetime) -> Sight:
    """How a viewer with a verdict that gives text sees the version."""
    if verdict.what == "summary":  # which holds no links
        return SUMMARY
    return Sight(
        no_earlier=dispatch.evolved_from is not None and not _open(viewer, known.evolved_from, now),
        no_original=dispatch.translation_of is not None and not _open(viewer, known.original, now),
    )


def shown(dispatch: Dispatch, as_seen: Sight) -> Dispatch:
    """The version as such a viewer is given it."""
    verdict = Verdict("summary" if as_seen.summary else "full", "topics")
    given = project(dispatch, verdict) or dispatch
    return replace(
        given,
        evolved_from=None if as_seen.no_earlier else given.evolved_from,
        translation_of=None if as_seen.no_original else given.translation_of,
    )


def some_by_summary(viewers: tuple[Viewer, ...], carried: frozenset[str]) -> bool:
    """Whether any company has one of the products in summary: only then need topics be asked about the summary too."""
    return any(e.right is Right.SUMMARY and e.product in carried for viewer in viewers for e in viewer.entitlements)


def _open(viewer: Viewer, linked: Stored | None, now: datetime) -> bool:
    return linked is not None and may(viewer, linked.dispatch, linked.carried, Channel.PORTAL, now).text
