"""From a draft and its reading to a version: which item, which number, out or held. Pure; what is recorded is an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from telex.desk.amend import amended
from telex.desk.assemble import assemble
from telex.errors import Conflict, ForeignItem, Invalid, NotFound, Unreadable
from telex.model.dispatch import Dispatch
from telex.model.draft import Draft, Embargo
from telex.model.facts import Anomaly, Facts
from telex.model.filing import Filing
from telex.model.record import Known
from telex.model.text import fold
from telex.model.vocabulary import Act, PubStatus

_CORRECTION = re.compile(r"\W{0,5}(correct(s|ion|ed|ing)?|rectificati(f|on)|erratum|corrig(e|ee|endum))\b")
"""How a note to subscribers begins that says that something was wrong. It only names the new version of a known item."""


@dataclass(frozen=True, slots=True)
class Minted:
    """What only the outside can give to a pure decision: a fresh random id and the names of the source."""

    id: str
    source_name: str | None = None
    public_share: int = 2


def edit(draft: Draft, facts: Facts, known: Known, filing: Filing, minted: Minted, now: datetime) -> Dispatch | None:
    """The version to record or to hold, or None when the filing says nothing that is not recorded already.

    Declared acts (an order, the format's own signals) act at once; nothing read from the text does, except an embargo.
    Raises Invalid, Conflict, NotFound, or Unreadable for a document without words, with what to do next.
    """
    _own(known, filing)
    act = _act(draft, known, filing)
    dispatch = assemble(draft, facts, filing, minted.id, minted.source_name, minted.public_share, now)
    if act is Act.KILL:
        return _kill(dispatch, known, filing)
    dispatch = _amended(_link(replace(dispatch, act=act), draft, known), known, filing)
    if act in (Act.UPDATE, Act.TRANSLATE) and filing.order is not None:
        _check_order(known, filing, known.original if act is Act.TRANSLATE else known.evolved_from)
        numbered: Dispatch | None = replace(dispatch, version=max(dispatch.version, 1))
    else:
        numbered = _number(dispatch, known, filing)
    if numbered is None:
        return None
    _check_words(numbered)
    return _embargo(numbered, draft, facts, filing, now)


def _amended(dispatch: Dispatch, known: Known, filing: Filing) -> Dispatch:
    """What editors set stays; in a correction of his own an editor has just written the fields of the form anew."""
    by_hand = filing.by is not None and filing.order is not None and filing.order.act is Act.CORRECT
    own_words = [a for a in known.amendments if not (by_hand and a.field in INHERITED)]
    return amended(dispatch, own_words) if known.newest or known.held else dispatch


def _check_words(dispatch: Dispatch) -> None:
    """Nothing to read is no dispatch, and as a later version it would blank the one before it."""
    said = dispatch.headline or dispatch.subheadline or dispatch.body or dispatch.abstract or dispatch.captions
    if not said and dispatch.pubstatus is PubStatus.USABLE:
        raise Unreadable(
            "no text: neither a headline nor a paragraph was found; send them, or pubStatus canceled to kill the item"
        )


def next_version(known: Known) -> int:
    """The first public number that no version of the item has, late ones included."""
    return max(known.versions, default=0) + 1


def _act(draft: Draft, known: Known, filing: Filing) -> Act:
    """What is asked for: by the order, else by the format, else by what is recorded under that uri."""
    if filing.order is not None and filing.order.act is not Act.NEW:
        return filing.order.act
    declared = draft.declared
    if declared.pubstatus is PubStatus.CANCELED or declared.act is Act.KILL:
        return Act.KILL
    if known.newest is not None:
        corrected = declared.act is Act.CORRECT or _CORRECTION.match(fold(declared.ednote or "")) is not None
        return Act.CORRECT if corrected else Act.UPDATE
    if declared.corrects is not None and known.evolved_from is not None:
        return Act.CORRECT
    if known.evolved_from is not None:
        return Act.UPDATE
    return Act.TRANSLATE if known.original is not None else Act.NEW


def _own(known: Known, filing: Filing) -> None:
    """A source speaks for its own items alone; an editor and the operator, who file for no source, for all."""
    before = known.newest.dispatch if known.newest else known.held
    if filing.source is None or filing.by is not None or before is None or before.source == filing.source:
        return
    raise ForeignItem(
        f"{before.uri} is an item of {before.source}: {filing.source} may not change it; "
        "if it is right, an editor files it without a source (telex quarantine show gives its text)"
    )


def _check_order(known: Known, filing: Filing, target: object) -> None:
    order = filing.order
    if order is None:
        return
    if target is None:
        raise NotFound(f"no dispatch {order.of!r} to work on; look it up with its uri or id, and file it first")
    newest = known.newest.dispatch.version if known.newest is not None else None
    if order.based_on is not None and newest is not None and order.based_on != newest:
        raise Conflict(
            f"the dispatch is at version {newest} by now, you worked on {order.based_on}: compare, then redo"
        )


def _link(dispatch: Dispatch, draft: Draft, known: Known) -> Dispatch:
    """Links to what is held; one to something never received is kept as an anomaly, not as a link."""
    missing = []
    if draft.declared.evolved_from and known.evolved_from is None:
        missing.append(Anomaly("link_unknown", f"evolved_from {draft.declared.evolved_from}"))
    if draft.declared.translation_of and known.original is None:
        missing.append(Anomaly("link_unknown", f"translation_of {draft.declared.translation_of}"))
    return replace(
        dispatch,
        evolved_from=known.evolved_from.dispatch.id if known.evolved_from else None,
        translation_of=known.original.dispatch.id if known.original else None,
        anomalies=(*dispatch.anomalies, *missing),
    )


def _number(dispatch: Dispatch, known: Known, filing: Filing) -> Dispatch | None:
    """The item and the public number; a lower one is history, the same one with other words is a revision."""
    if known.newest is None:
        if filing.order is not None and filing.order.act is Act.CORRECT:
            raise NotFound(
                f"no dispatch {filing.order.of!r} to correct; look it up with its uri or id, and file it first"
            )
        dispatch = replace(dispatch, version=max(dispatch.version, 1))
        return dispatch if known.held is None else replace(dispatch, id=known.held.id, uri=known.held.uri)
    newest = known.newest.dispatch
    if filing.order is not None:
        _check_order(known, filing, newest)
        if filing.order.act is Act.CORRECT and not (filing.order.note or dispatch.ednote or "").strip():
            raise Invalid("a correction needs a note to subscribers: say what was wrong (--note)")
    if filing.order is not None and filing.order.act is Act.CORRECT:
        dispatch = _inherit(dispatch, newest)
    same_item = replace(
        dispatch,
        id=newest.id,
        uri=newest.uri,
        first_created=newest.first_created,
        evolved_from=dispatch.evolved_from or newest.evolved_from,
        translation_of=dispatch.translation_of or newest.translation_of,
    )
    stated = dispatch.version
    if stated and stated < newest.version and not (filing.order and filing.order.act is Act.CORRECT):
        if stated in known.versions:
            return None
        return replace(same_item, late=True)
    if newest.pubstatus is PubStatus.CANCELED:
        return replace(same_item, version=next_version(known), late=True)
    if _says_the_same(dispatch, newest):
        return None
    if stated and stated == newest.version:
        flag = Anomaly("same_version_other_text", f"version {stated}")
        return replace(same_item, version=next_version(known), anomalies=(*dispatch.anomalies, flag))
    return replace(same_item, version=max(stated, next_version(known)))


INHERITED = (
    "headline", "subheadline", "slugline", "byline", "dateline", "located", "body", "captions", "categories", "keywords",
    "subjects", "genre", "usageterms", "copyright", "published", "updated", "event_date", "translation", "language",
    "provider", "link",
)  # fmt: skip
"""What an editor's correction need not say again: it is as it was."""


def _inherit(dispatch: Dispatch, newest: Dispatch) -> Dispatch:
    """An editor's correction on top of what it corrects: his words win, silence leaves the rest as it was."""
    kept = {name: getattr(newest, name) for name in INHERITED if getattr(dispatch, name) in (None, ())}
    if dispatch.translation is not None and newest.translation is not None and dispatch.translation.language is None:
        kept["translation"] = replace(dispatch.translation, language=newest.translation.language)
    if "body" in kept:
        kept["mentions"] = newest.mentions
    if "body" in kept and dispatch.abstract is None:
        kept |= {"abstract": newest.abstract, "abstract_derived": newest.abstract_derived}
    return replace(dispatch, **kept, source=newest.source, source_name=newest.source_name, version=0, embargo=None)


def _says_the_same(a: Dispatch, b: Dispatch) -> bool:
    return (a.headline, a.subheadline, a.body, a.pubstatus) == (b.headline, b.subheadline, b.body, b.pubstatus) and (
        a.ednote in (None, b.ednote)
    )


def _kill(dispatch: Dispatch, known: Known, filing: Filing) -> Dispatch | None:
    """A version without text. For an item never received it is born killed, so that a late original stays dead."""
    order = filing.order
    newest = known.newest.dispatch if known.newest else known.held
    if newest is None and order is not None and order.of is not None and ":" not in order.of:
        raise NotFound(f"no dispatch {order.of!r} to kill; give its uri to kill what has not arrived yet")
    if newest is not None and newest.pubstatus is PubStatus.CANCELED:
        return None
    if order is not None and newest is not None:
        _check_order(known, filing, newest)
    base = newest or replace(dispatch, uri=(order.of if order and order.of else dispatch.uri))
    withhold = bool(order and order.withhold_headline)
    return Dispatch(
        id=base.id,
        uri=base.uri,
        version=next_version(known),
        act=Act.KILL,
        pubstatus=PubStatus.CANCELED,
        received_at=filing.received_at,
        source=base.source,
        source_name=base.source_name,
        provider=base.provider,
        language=base.language,
        headline=None if withhold or known.newest is None else base.headline,
        slugline=base.slugline,
        urgency=base.urgency,
        ednote=(order.note if order else None) or dispatch.ednote,
        first_created=base.first_created,
        version_created=dispatch.version_created,
        withhold_headline=withhold,
        named_to=known.newest.carried if known.newest else frozenset(),
        editor=filing.by,
    )


def _embargo(dispatch: Dispatch, draft: Draft, facts: Facts, filing: Filing, now: datetime) -> Dispatch:
    """Held when an embargo is ahead, when one cannot be read, or when the source withholds the text."""
    stated: Embargo | None
    if filing.order is not None and filing.order.embargo is not None:
        stated = Embargo(filing.order.embargo, filing.order.embargo.isoformat())
    else:
        stated = draft.declared.embargo or (facts.embargo.value if facts.embargo else None)
    ahead = stated is not None and (stated.until is None or stated.until > now)
    withheld_new = dispatch.pubstatus is PubStatus.WITHHELD
    return replace(dispatch, embargo=stated, hold=ahead or withheld_new)
