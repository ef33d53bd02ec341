"""Queries and dispatches of a small alphabet, so that they meet often: what Hypothesis draws for the monitor."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, PubStatus
from telex.routing.document import Words, words_of
from telex.routing.language.query import (
    All,
    And,
    Code,
    Moment,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Present,
    Query,
    TimeRange,
    Word,
)

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)
WORDS = ["général", "généraux", "Mer", "merle", "mers", "l'Otan", "otan", "nation", "nations"]
FIELDS = [None, "headline", "body", "keywords", "person"]


def dispatch(**changes: object) -> Dispatch:
    plain = Dispatch(
        id="d", uri="urn:d", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOW, source="Agence"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def seen(**changes: object) -> Words:
    return words_of(dispatch(**changes), event="ev-1", arrived=NOW)


lines = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
moments = st.sampled_from(
    [Moment("now-1d", ago=timedelta(days=1)), Moment("2026-07", NOW - timedelta(days=14), NOW + timedelta(days=17))]
)
numbers = st.none() | st.integers(1, 5)
fields = st.sampled_from(FIELDS)
conditions: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, fields, st.sampled_from(WORDS)),
    st.builds(
        Phrase,
        fields,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
        st.sampled_from([0, 0, 1, 3]),
    ),
    st.builds(Prefix, fields, st.sampled_from(["mer", "géné", "nat", "merl"])),
    st.builds(Code, st.sampled_from(["source", "language", "subject"]), st.sampled_from(["agence", "FR", "20000001"])),
    st.builds(Present, st.sampled_from(["language", "headline", "firstcreated", "person"])),
    st.builds(NumberRange, st.sampled_from(["urgency", "priority"]), numbers, numbers, st.booleans(), st.booleans()),
    st.builds(
        TimeRange,
        st.sampled_from(["date", "firstcreated"]),
        st.none() | moments,
        st.none() | moments,
        st.booleans(),
        st.booleans(),
    ),
    st.builds(All),
)


def groups(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(st.builds(And, some), st.builds(Or, some), st.builds(Not, inner))


trees = st.recursive(conditions, groups, max_leaves=8)
dispatches = st.builds(
    dispatch,
    headline=st.none() | lines,
    abstract=st.none() | lines,
    body=st.lists(lines, max_size=2).map(tuple),
    keywords=st.lists(lines, max_size=2).map(tuple),
    language=st.sampled_from([None, "fr", "fr-CA", "en"]),
    subjects=st.sampled_from([(), ("20000001",)]),
    urgency=st.integers(1, 5),
    first_created=st.sampled_from([None, NOW, NOW - timedelta(days=40)]),
)
