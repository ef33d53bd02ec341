"""The demo's dispatches: complete, fillable, and told in words of our own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

import telex.demo.script as script
from telex.demo import customers
from telex.model.vocabulary import Relation
from telex.reading import load_text
from telex.routing.language.parser import parse

WIRE = Path(script.__file__).parent / "wire"
SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
NOW = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
CUES = script.cues()


def cue(file: str) -> script.Cue:
    return next(c for c in CUES if c.file == file)


def squeezed(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def test_there_are_at_least_sixty_four_dispatches_on_eighteen_events() -> None:
    expected = [e for c in CUES for e in c.expected]
    assert len(expected) >= 64
    assert len({e.event for e in expected} - {""}) >= 18


def test_every_relation_occurs() -> None:
    assert {e.relation for c in CUES for e in c.expected} - {None} == set(Relation)


def test_every_file_is_listed_once_and_every_listed_file_exists() -> None:
    listed = Counter(c.file for c in CUES)
    assert set(listed) == {p.name for p in WIRE.iterdir()} - {"order.toml"}
    assert set(listed.values()) == {1}


def test_what_arrives_is_in_order_and_the_first_act_is_there_at_the_start() -> None:
    times = [c.at for c in CUES]
    assert times == sorted(times)
    assert 20 <= times.count(0) <= 30
    assert max(b - a for a, b in pairwise(times)) <= 20


def test_the_embargo_a_correction_and_the_kill_come_within_four_minutes() -> None:
    assert cue("kestrel-bank-embargo.json").at < 240
    early = {e.relation for c in CUES if 0 < c.at < 240 for e in c.expected}
    assert {Relation.CORRECTION, Relation.KILL} <= early


def test_the_embargo_ends_ninety_seconds_after_its_filing() -> None:
    assert b'"embargoedUntil": "2026-11-21T14:06:30+01:00"' in cue("kestrel-bank-embargo.json").body(NOW)


@pytest.mark.parametrize("one", CUES, ids=lambda c: c.file)
def test_every_body_can_be_filed_with_no_placeholder_left(one: script.Cue) -> None:
    body = one.body(NOW)
    assert body
    assert b"{{" not in body or one.media_type == "application/octet-stream"


def test_the_first_dispatch_of_an_event_is_new_and_no_other_is() -> None:
    seen: set[str] = set()
    for expected in (e for c in CUES for e in c.expected if e.relation is not None):
        assert (expected.event not in seen) == (expected.relation is Relation.NEW), expected
        seen.add(expected.event)


def test_corrections_and_the_kill_keep_the_uri_of_what_they_concern() -> None:
    uris: set[str] = set()
    for expected in (e for c in CUES for e in c.expected):
        same = expected.relation in {Relation.CORRECTION, Relation.KILL}
        assert (expected.uri in uris) == same, expected
        uris.add(expected.uri)


def test_about_seven_dispatches_in_ten_are_french() -> None:
    english = sum(len(c.expected) for c in CUES if c.source in {"kestrel", "harbour"})
    share = 1 - english / sum(len(c.expected) for c in CUES)
    assert 0.65 <= share <= 0.75


def test_customers_refer_to_products_and_sources_that_exist() -> None:
    products = {p.id for p in customers.products()}
    companies = {c.id for c in customers.companies()}
    people = {u.email: u for u in customers.users()}
    assert {c.source for c in CUES} == {s.id for s in script.sources()}
    assert {r.product for c in customers.companies() for r in c.rights} <= products
    assert all((u.company is None) == u.role.desk and u.company in {*companies, None} for u in people.values())
    assert all(people[email].company == s.company for s in customers.seats() for email in s.users)
    assert {r.company for r in customers.restrictions()} <= companies
    assert [p.id for p in customers.products() if p.public] == ["site"]
    assert {s.profile for s in script.sources() if s.profile} == set(script.profiles())


def test_topics_follows_and_deeds_are_of_people_that_exist() -> None:
    people, topics = {u.email for u in customers.users()}, {t.name for t in customers.topics()}
    assert len(topics) == len(customers.topics())
    assert {f.topic for f in customers.follows()} <= topics
    asked = [t.follow.user for t in customers.topics()] + [f.user for f in customers.follows()]
    assert {*asked, *(w.user for w in customers.watches()), *(d.by for c in CUES for d in c.then)} <= people


def test_what_is_done_about_a_dispatch_is_about_one_that_declares_its_uri() -> None:
    with_deeds = [c for c in CUES if c.then]
    assert {d.do for c in with_deeds for d in c.then} == {"advance", "event", "dispatch"}
    assert all(c.media_type == "application/json" and len(c.expected) == 1 for c in with_deeds)


QUERIES = [
    *((p.id, p.query) for p in customers.products()),
    *((r.id, r.query) for r in customers.restrictions()),
    *((t.name, t.query) for t in customers.topics()),
]


@pytest.mark.parametrize(("name", "query"), QUERIES, ids=[name for name, _ in QUERIES])
def test_every_product_restriction_and_topic_is_a_query_that_can_be_read(name: str, query: str) -> None:
    assert parse(str(parse(query))) == parse(query)


@pytest.mark.parametrize("name", sorted(script.profiles()))
def test_every_profile_can_be_loaded_and_bears_the_name_of_its_file(name: str) -> None:
    assert load_text(script.profiles()[name]).id == name


def test_the_twins_share_no_label() -> None:
    assert cue("kestrel-quake-peru-1.json").expected[0].event != cue("kestrel-quake-indonesia.json").expected[0].event
    assert cue("estuaire-feu-brandaie.txt").expected[0].event != cue("estuaire-feu-almoinho.txt").expected[0].event


def test_no_sentence_of_the_shared_texts_is_told_again() -> None:
    if not SHARED.is_dir():
        pytest.skip("SKIPPED LOUDLY: ../shared is absent, nothing to compare the demo's texts with")
    theirs = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("data/wire-day/docs/*.txt")]
    assert theirs
    ours = squeezed(" ".join(c.body(NOW).decode(errors="replace") for c in CUES))
    lines = {squeezed(line) for path in theirs for line in path.read_text("utf-8").splitlines()}
    assert [line for line in lines if len(line.split()) > 3 and line in ours] == []
    runs = {run for line in lines for run in _runs(line)}
    assert sorted(runs & set(_runs(ours))) == []


def _runs(text: str, length: int = 8) -> list[str]:
    words = text.split()
    return [" ".join(words[i : i + length]) for i in range(len(words) - length + 1)]
