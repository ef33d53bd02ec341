"""Who carried a dispatch, and how: the pickup report ("reprises", events.md section 3).

Shares are of five-word runs, as for reposts. What is not seen in a text is said to be not found, never to be missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telex.events.claims import name_words
from telex.events.relation import UNDECLARED
from telex.events.signature import normalise
from telex.events.stale import old_form
from telex.events.thresholds import FEWEST_SHINGLES, PARTIAL, REPOST
from telex.events.verbatim import Common, Sentence, Text, common, cut_up
from telex.model.dispatch import Dispatch
from telex.model.event import Evidence
from telex.model.vocabulary import PubStatus

MOST_SENTENCES = 60
"""Sentences listed as cut, and as added; the counts are of all."""
SHORTEST_NAME = 3
"""Letters under which a name is found by chance."""
_NOTHING = Common(0.0, 0.0, (), ())


@dataclass(frozen=True, slots=True)
class Taker:
    """A text that may carry ours, with what is recorded of the two."""

    dispatch: Dispatch
    evidence: Evidence | None = None
    """Of its place, when that refers to ours; the only figures left when ours was killed."""
    linked: bool = False
    """A chain of reposts leads from it to ours."""
    removed: tuple[str, ...] = ()
    """Lines that the reader took out of its text: a credit may stand there."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One text that carries ours."""

    id: str
    source: str
    source_name: str | None
    at: datetime
    """When it arrived here."""
    delay: timedelta
    """After our first version arrived here: both by this wire's clock."""
    link: str
    """repost, shared-text (who copied is not known), partial (less than .40 of it is ours)."""
    kept: float | None
    """Share of our words found in it; None when ours is erased and nothing was recorded."""
    taken: float | None
    """Share of its words that is ours."""
    version: int | None
    """Our version that it is closest to."""
    cut: tuple[Sentence, ...] = ()
    cut_count: int = 0
    added: tuple[Sentence, ...] = ()
    added_count: int = 0
    headline: str | None = None
    """same, changed; None when one of the two has none."""
    credit: str | None = None
    """Our name as found in it; None = no mention found."""
    stale: str | None = None
    """killed (ours was, it is still out), corrected (it holds words that a correction took out); None otherwise."""
    stale_words: tuple[str, ...] = ()
    """Sentences of our old version that it still carries and our newest one does not."""


@dataclass(frozen=True, slots=True)
class Pickup:
    """Who carried one dispatch."""

    id: str
    version: int
    killed: bool
    carried: tuple[Carried, ...] = field(default=())
    """In order of arrival."""


@dataclass(frozen=True, slots=True)
class _Ours:
    """Our versions, cut up once for all takers."""

    versions: tuple[Dispatch, ...]
    texts: Mapping[int, Text]
    names: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def newest(self) -> Dispatch:
        return self.versions[-1]

    @property
    def killed(self) -> bool:
        return self.newest.pubstatus is PubStatus.CANCELED


def report(original: Sequence[Dispatch], others: Sequence[Taker], names: Sequence[str] = ()) -> Pickup:
    """Who carried a dispatch.

    Shapes: `original` = its versions, newest last, at least one; of a killed one, stubs. `others` = newest versions of other
    items; those of our own source, and those without a link that came first or have less than .20 in common, are no pickups. `names` = more names
    by which we are credited. Pure: the same values give the same report.
    """
    ours = _ours(original, names)
    found = [carried for taker in others if (carried := _carried(ours, taker)) is not None]
    found.sort(key=lambda carried: (carried.at, carried.id))
    return Pickup(ours.newest.id, ours.newest.version, ours.killed, tuple(found))


def _ours(original: Sequence[Dispatch], names: Sequence[str]) -> _Ours:
    versions = tuple(sorted(original, key=lambda dispatch: dispatch.version))
    newest = versions[-1]
    agency = newest.dateline.agency if newest.dateline else None
    known = dict.fromkeys(name for name in (newest.provider, newest.source_name, agency, *names) if name)
    credited = [(name, words) for name in known if sum(map(len, words := name_words(name))) >= SHORTEST_NAME]
    return _Ours(versions, {d.version: cut_up(d) for d in versions if d.body}, tuple(credited))


def _carried(ours: _Ours, taker: Taker) -> Carried | None:
    theirs = taker.dispatch
    if theirs.pubstatus is not PubStatus.USABLE or theirs.id == ours.newest.id or _own_source(ours.newest, theirs):
        return None
    text = cut_up(theirs)
    version, shares = _closest(ours, text)
    kept, taken = _shares(ours, taker, shares if version is not None else None)
    first = min(_arrived(d) for d in ours.versions)
    if not taker.linked and (_arrived(theirs) < first or not _alike(ours, text, version, shares)):
        return None
    form, words = ("killed", ()) if ours.killed else old_form(ours.versions, ours.texts, theirs, text)
    return Carried(
        theirs.id, theirs.source, theirs.source_name, _arrived(theirs), _arrived(theirs) - first,
        _link(taker, taken), kept, taken, version,
        shares.cut[:MOST_SENTENCES], len(shares.cut), shares.added[:MOST_SENTENCES], len(shares.added),
        _headline(ours, theirs, version), _credit(ours, taker), form, words,
    )  # fmt: skip


def _own_source(ours: Dispatch, theirs: Dispatch) -> bool:
    """Another text of our own source is no pickup; two sources that nobody named are not one."""
    return theirs.source == ours.source and theirs.source not in UNDECLARED


def _arrived(dispatch: Dispatch) -> datetime:
    return dispatch.first_published_at or dispatch.received_at


def _closest(ours: _Ours, text: Text) -> tuple[int | None, Common]:
    """Our version with the most in common, the newer of two equals, and what the two share."""
    best: tuple[int | None, Common] = (None, _NOTHING)
    for version, own in ours.texts.items():
        shares = common(own, text)
        if best[0] is None or (shares.taken, shares.kept) >= (best[1].taken, best[1].kept):
            best = version, shares
    return best


def _shares(ours: _Ours, taker: Taker, shares: Common | None) -> tuple[float | None, float | None]:
    """Counted where our words are still held, else as the record has it."""
    if shares is not None and not ours.killed:
        return round(shares.kept, 4), round(shares.taken, 4)
    recorded = taker.evidence
    return (recorded.containment_back, recorded.containment) if recorded is not None else (None, None)


def _alike(ours: _Ours, text: Text, version: int | None, shares: Common) -> bool:
    """Enough in common without a recorded link, on texts long enough to prove it (events.md section 3)."""
    if version is None or min(len(ours.texts[version].runs), len(text.runs)) < FEWEST_SHINGLES:
        return False
    return max(shares.taken, shares.kept) >= PARTIAL


def _link(taker: Taker, taken: float | None) -> str:
    if taker.linked and taker.evidence is not None and taker.evidence.method == "shared-text":
        return "shared-text"
    return "repost" if taker.linked or (taken or 0.0) >= REPOST else "partial"


def _headline(ours: _Ours, theirs: Dispatch, version: int | None) -> str | None:
    mine = next((d.headline for d in ours.versions if d.version == version), ours.newest.headline)
    if not mine or not theirs.headline:
        return None
    return "same" if normalise(mine) == normalise(theirs.headline) else "changed"


def _credit(ours: _Ours, taker: Taker) -> str | None:
    """Our name anywhere in what they show: text, headline, signature, captions, rights, or a line taken out of the text."""
    d = taker.dispatch
    place = d.dateline
    shown = [
        d.headline, d.subheadline, d.provider, d.copyright, d.ednote, *d.byline, *d.body, *taker.removed,
        *(caption.text for caption in d.captions), place.agency if place else None, place.author if place else None,
    ]  # fmt: skip
    lines = [f" {' '.join(normalise(line))} " for line in shown if line]
    theirs = name_words(d.source_name or "")
    for name, words in ours.names:
        if words != theirs and any(f" {' '.join(words)} " in line for line in lines):
            return name
    return None
