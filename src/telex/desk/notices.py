"""Which earlier dispatch a notice read from a text is about: a kill or a correction that names a slug or a headline.

What is declared acts at once elsewhere (`edit`); what is read from a text acts only on an item of the same configured
source (design/events.md section 1). Anything else is a suggestion for the desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from telex.model.dispatch import Dispatch
from telex.model.record import Stored
from telex.model.text import fold
from telex.model.vocabulary import PubStatus

LOOKED_AT = 50
"""Recorded dispatches under one slug that are compared: a slug of a long story may stand on many."""
ALIKE = 2
"""Words that a correction's text shares with the headline and lead of what it corrects, the slug's own words apart.
A slug such as `France-politique` stands on many stories of one day (a rule of prudence; not measured)."""
_WORDS = re.compile(r"[^\W_]{4,40}")
_READ = 4_000


def named(dispatch: Dispatch) -> str | None:
    """The slug or headline that the notice names; None for everything that is no notice."""
    if dispatch.kills:
        return dispatch.kills
    return dispatch.slugline if dispatch.corrections else None


def concerned(notice: Dispatch, found: Sequence[Stored]) -> Stored | None:
    """The one of `found` that the notice is about: same source before others, then the wording, then the latest.

    A text that was killed, or is itself a kill notice, is none. Pure: shapes as the store gives them, newest first.
    """
    name = fold(named(notice) or "")
    fitting = [s for s in found if _fits(s.dispatch, notice, name)]
    if not name or not fitting:
        return None
    words = _words(notice) - set(_WORDS.findall(name))
    scored = [(s.dispatch.source == notice.source, len(words & _words(s.dispatch)), s) for s in fitting]
    best = max(scored, key=lambda row: (row[0], row[1], row[2].position))
    return best[2] if notice.kills or best[1] >= ALIKE else None


def _fits(earlier: Dispatch, notice: Dispatch, name: str) -> bool:
    stated = (fold(earlier.slugline or ""), fold(earlier.headline or ""))
    alive = earlier.pubstatus is not PubStatus.CANCELED and earlier.kills is None
    return alive and earlier.id != notice.id and name in stated


def _words(dispatch: Dispatch) -> set[str]:
    """Folded words of four letters or more of the headline and the first paragraph."""
    text = " ".join((dispatch.headline or "", *dispatch.body[:1]))
    return set(_WORDS.findall(fold(text[:_READ])))
