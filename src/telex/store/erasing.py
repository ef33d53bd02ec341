"""A kill: the words leave every version, the search, the readings and what was held, in the kill's own commit.

The bytes as received stay, for the operator alone, until the retention setting (design/delivery.md section 4.7).
"""

from __future__ import annotations

from dataclasses import replace

import apsw

from telex.model.dispatch import Dispatch
from telex.model.vocabulary import PubStatus
from telex.store import amendments, codec, holds, indexing, suggesting
from telex.store.sql import rows, sql


def stub(version: Dispatch, *, notice: str | None, withhold_headline: bool) -> Dispatch:
    """What is left of a version: which it was, whose, when, its slug and, unless withheld, its headline. Whatever is
    not named here is gone."""
    withheld = withhold_headline or version.withhold_headline
    return Dispatch(
        id=version.id,
        uri=version.uri,
        version=version.version,
        act=version.act,
        pubstatus=PubStatus.CANCELED,
        received_at=version.received_at,
        source=version.source,
        source_name=version.source_name,
        provider=version.provider,
        language=version.language,
        headline=None if withheld else version.headline,
        slugline=version.slugline,
        urgency=version.urgency,
        ednote=notice,
        first_created=version.first_created,
        version_created=version.version_created,
        evolved_from=version.evolved_from,
        translation_of=version.translation_of,
        late=version.late,
        withhold_headline=withheld,
        named_to=version.named_to,
        editor=version.editor,
    )


def erase(db: apsw.Connection, dispatch: Dispatch, *, whole: bool) -> None:
    """`whole`: the kill itself, which takes everything of the item. Otherwise a version that came after it: its own
    words alone, under the notice and the rule on the headline that the kill set."""
    if whole:
        _stub_all(db, dispatch.id, dispatch.ednote, kill=dispatch.version, withhold_headline=dispatch.withhold_headline)
        indexing.remove(db, dispatch.id)
        holds.forget(db, dispatch.id, "killed")
        _forget_terms(db, dispatch.id)
        suggesting.forget(db, dispatch.id)
    else:
        _stub_late(db, dispatch)
    db.execute(sql("record.forget_readings"), (dispatch.id,))
    amendments.forget(db, dispatch.id)
    db.execute(sql("log.scrub"))


def nameless(version: Dispatch) -> Dispatch:
    """The stub of an earlier or a late version: not everyone who is told of the kill had the right to its headline."""
    return replace(version, headline=None, slugline=None)


def _stub_all(db: apsw.Connection, item: str, notice: str | None, *, kill: int, withhold_headline: bool) -> None:
    for version, body in rows(db, "record.bodies", (item,)):
        left = stub(codec.dispatch(body), notice=notice, withhold_headline=withhold_headline)
        if version != kill:
            left = nameless(left)
        db.execute(sql("record.set_body"), (codec.encode(left), item, version))


def _stub_late(db: apsw.Connection, late: Dispatch) -> None:
    newest = codec.dispatch(db.execute(sql("record.newest_body"), (late.id,)).get)
    left = stub(late, notice=newest.ednote, withhold_headline=newest.withhold_headline)
    db.execute(sql("record.set_body"), (codec.encode(nameless(left)), late.id, late.version))


def _forget_terms(db: apsw.Connection, item: str) -> None:
    """The evidence of a relation names words of the text: those go, the method and its figures stay."""
    text = db.execute(sql("record.evidence"), (item,)).get
    if text is not None:
        kept = replace(codec.evidence(text), terms=())
        db.execute(sql("record.set_evidence"), (codec.encode(kept), item))
