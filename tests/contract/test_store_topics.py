"""Saved queries, who follows them, and silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import NotFound
from telex.model.topic import Follow, Mode, Reach, Topic, Watched, Which

pytestmark = pytest.mark.anyio

PORTS = Topic("t1", "Ports", "port", "ana", Reach.COMPANY, "acme")


async def test_a_topic_comes_back_with_the_hours_at_which_it_was_made_and_its_query_last_changed(store, make):
    later, latest = make.noon + timedelta(hours=1), make.noon + timedelta(hours=2)
    watch = Topic("t2", "Le maire", 'person:"Ana Lorme"', "ana", watched=Watched.PERSON, target="Ana Lorme")
    for topic in (PORTS, watch):
        await store.topics.put(topic, make.noon)
    made = replace(PORTS, made_at=make.noon, changed_at=make.noon)
    assert await store.topics.all() == [made, replace(watch, made_at=make.noon, changed_at=make.noon)]
    await store.topics.put(replace(made, name="Les ports", reach=Reach.GLOBAL), later)
    assert await store.topics.get("t1") == replace(made, name="Les ports", reach=Reach.GLOBAL)
    await store.topics.put(replace(made, query="port OR bac"), latest)
    assert await store.topics.get("t1") == replace(made, query="port OR bac", changed_at=latest)
    assert await store.topics.get("t9") is None
    assert await store.head() == 0, "a topic is no right: no row of the log"


async def test_a_stopped_topic_is_kept_with_its_followers_and_offered_to_nobody(store, make):
    await store.topics.put(PORTS, make.noon)
    await store.topics.follow(Follow("t1", "ben"), make.noon)
    await store.topics.put(replace(PORTS, active=False), make.noon)
    assert await store.topics.all() == []
    assert await store.topics.open_to("ana", "acme") == []
    assert not (await store.topics.get("t1")).active
    assert await store.topics.follows(topic="t1") == [Follow("t1", "ben")]


async def test_one_may_follow_his_own_those_shared_in_his_company_and_the_agency_s(store, make):
    shared = [
        Topic("own", "c", "port", "ana"),
        Topic("house", "b", "port", "ben", Reach.COMPANY, "acme"),
        Topic("all", "A", "port", "edith", Reach.GLOBAL),
        Topic("ben", "d", "port", "ben"),
        Topic("rival", "e", "port", "zoe", Reach.COMPANY, "zenith"),
        Topic("desk", "f", "port", "edith", Reach.COMPANY),
    ]
    for topic in shared:
        await store.topics.put(topic, make.noon)

    async def ids(user, company):
        return [topic.id for topic in await store.topics.open_to(user, company)]

    assert await ids("ana", "acme") == ["all", "house", "own"]
    assert await ids("ben", "acme") == ["all", "house", "ben"]
    assert await ids("zoe", "zenith") == ["all", "rival"]
    assert await ids("edgar", None) == ["all", "desk"]


async def test_each_user_follows_a_topic_in_one_way_at_a_time(store, make):
    for id in ("t1", "t2"):
        await store.topics.put(replace(PORTS, id=id), make.noon)
    digest = Follow("t1", "ana", Mode.DIGEST, Which.MATERIAL, ("07:30", "18:00"), "Europe/Paris", make.noon)
    quiet = Follow("t2", "ana", Mode.QUIET, Which.EVERY)
    for follow in (Follow("t1", "ana"), digest, Follow("t1", "ben"), quiet):
        await store.topics.follow(follow, make.noon)
    assert await store.topics.follows() == [digest, Follow("t1", "ben"), quiet]
    assert await store.topics.follows(topic="t1") == [digest, Follow("t1", "ben")]
    assert await store.topics.follows(user="ana") == [digest, quiet]
    assert await store.topics.follows(topic="t1", user="ben") == [Follow("t1", "ben")]
    await store.topics.unfollow("t1", "ana")
    assert await store.topics.follows(user="ana") == [quiet]
    with pytest.raises(NotFound, match="save it first"):
        await store.topics.follow(Follow("t9", "ana"), make.noon)


async def test_a_mute_is_kept_until_it_is_lifted(store, make):
    later = make.noon + timedelta(days=1)
    for user, until in (("ana", later), ("ben", make.noon), ("ana", make.noon), ("ben", None), ("zoe", None)):
        await store.topics.mute(user, until)
    assert await store.topics.mutes() == {"ana": make.noon}


async def test_plans_come_back_for_the_versions_that_made_them_alone(store):
    await store.plans.put((1, 2, 3), [("port", b"\x00\x01"), ("bac", b"b")])
    await store.plans.put((1, 2, 3), [("port", b"\xff")])
    assert await store.plans.all((1, 2, 3)) == {"port": b"\xff", "bac": b"b"}
    assert await store.plans.all((1, 2, 4)) == {}
    await store.plans.put((1, 2, 4), [("port", b"new")])
    assert await store.plans.all((1, 2, 4)) == {"port": b"new"}
    assert await store.plans.all((1, 2, 3)) == {}


async def test_more_plans_than_one_commit_takes_are_all_kept(store):
    plans = [(f"mot{n}", str(n).encode()) for n in range(5_001)]
    await store.plans.put((1,), plans)
    assert await store.plans.all((1,)) == dict(plans)
