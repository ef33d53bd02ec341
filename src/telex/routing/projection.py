"""What of a version leaves under a verdict. Exits are handed this and nothing more, so none can show what the gate keeps."""

from __future__ import annotations

from dataclasses import replace

from telex.model.dispatch import Dispatch
from telex.routing.entitlement import ADVANCE, ONCE_HELD, Verdict


def project(dispatch: Dispatch, verdict: Verdict, *, desk: bool = False) -> Dispatch | None:
    """Full: everything but the desk's own notes. Summary: the whitelist of the public site. Notice: no word of the text.

    None for a verdict of no. What is not whitelisted stays in. A copy in advance keeps its embargo, also in a summary: who
    has it must see until when it binds.
    """
    if verdict.what == "full":
        return dispatch if desk else replace(dispatch, anomalies=(), editor=None)
    if verdict.what == "summary":
        shown = _summary(dispatch)
        ahead = verdict.reason == ADVANCE
        return replace(shown, embargo=dispatch.embargo, hold=dispatch.hold) if ahead else shown
    if verdict.what == "notice":
        return _notice(dispatch, headline=verdict.reason != ONCE_HELD)
    return None


def _summary(d: Dispatch) -> Dispatch:
    return Dispatch(
        id=d.id, uri=d.uri, version=d.version, act=d.act, pubstatus=d.pubstatus, received_at=d.received_at,
        source=d.source, source_name=d.source_name, provider=d.provider, language=d.language,
        headline=d.headline, abstract=d.abstract, abstract_derived=d.abstract_derived,
        categories=d.categories, subjects=d.subjects, genre=d.genre, urgency=d.urgency,
        copyright=d.copyright, published=d.published, updated=d.updated,
        first_created=d.first_created, version_created=d.version_created, first_published_at=d.first_published_at,
    )  # fmt: skip


def _notice(d: Dispatch, *, headline: bool) -> Dispatch:
    return Dispatch(
        id=d.id, uri=d.uri, version=d.version, act=d.act, pubstatus=d.pubstatus, received_at=d.received_at,
        source=d.source, source_name=d.source_name, provider=d.provider, language=d.language,
        headline=d.headline if headline and not d.withhold_headline else None,
        slugline=d.slugline if headline else None, urgency=d.urgency, ednote=d.ednote,
        first_created=d.first_created, version_created=d.version_created, withhold_headline=d.withhold_headline,
        first_published_at=d.first_published_at, killed_at=d.killed_at,
    )  # fmt: skip
